//! Client columns that hold text, which engines compare in ways of their own.

use souk_model::{ClientColumnType, DataType, Tenancy};
use souk_query::{DIALECTS, Model, Purpose, Scope, compile};

use crate::support::{fixture, question};

#[test]
fn rules_over_text_pass_on_every_engine() {
    let mut read = fixture("shop");
    if let Some(Tenancy::Table(tenancy)) = &mut read.datamart.tenancy {
        tenancy.client_column_type = ClientColumnType::String;
    }
    for column in read.catalog.tables.iter_mut().flat_map(|table| &mut table.columns) {
        if column.name == "tenant_id" {
            column.data_type = DataType::Text;
            column.native_type = "text".to_owned();
        }
    }
    let mut refused = Vec::new();
    for dialect in DIALECTS {
        let model = Model::build(&read.datamart, &read.catalog, dialect).unwrap();
        let scope = Scope::new(&model, Some("Acme")).unwrap();
        for member in ["orders.status", "lines.product_code", "line_notes.note"] {
            let query = question(serde_json::json!({"dimensions": [member]}));
            if let Err(error) = compile(&model, &query, &scope, Purpose::Rows) {
                refused.push(format!("{} {member}: {:?}", dialect.name(), error.problems[0].hint));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
