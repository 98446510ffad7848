//! Client columns that hold text, which engines compare in ways of their own.

use souk_model::{ClientColumnType, DataType, Tenancy};
use souk_query::{DIALECTS, Model, Purpose, Scope, compile};

use crate::support::{fixture, question};

#[test]
fn rules_over_text_pass_on_every_engine() {
    rules_pass(DataType::Text, "text", "Acme");
}

#[test]
fn rules_over_uuids_pass_on_every_engine() {
    rules_pass(DataType::Uuid, "uuid", "0190d5a4-7c00-7000-8000-000000000001");
}

fn rules_pass(data_type: DataType, native_type: &str, client: &str) {
    let mut read = fixture("shop");
    if let Some(Tenancy::Table(tenancy)) = &mut read.datamart.tenancy {
        tenancy.client_column_type = ClientColumnType::String;
    }
    for column in read.catalog.tables.iter_mut().flat_map(|table| &mut table.columns) {
        if column.name == "tenant_id" {
            column.data_type = data_type;
            column.native_type = native_type.to_owned();
        }
    }
    let mut refused = Vec::new();
    for dialect in DIALECTS {
        let model = Model::build(&read.datamart, &read.catalog, dialect).unwrap();
        let scope = Scope::new(&model, Some(client)).unwrap();
        for (path, model_name, query) in super::generated::questions() {
            if model_name != "shop" {
                continue;
            }
            for purpose in [Purpose::Rows, Purpose::Total, Purpose::Totals] {
                if let Err(error) = compile(&model, &query, &scope, purpose)
                    && error.problems[0].code == souk_model::ErrorCode::GUARD_REFUSED
                {
                    let hint = &error.problems[0].hint;
                    refused.push(format!("{} {path} {purpose:?}: {hint}", dialect.name()));
                }
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn a_rule_through_either_end_of_a_relationship_passes_on_every_engine() {
    let mut read = fixture("shop");
    for table in &mut read.datamart.tables {
        if table.name.name == "countries" {
            table.is_shared = false;
            table.tenant_via = Some("customer_country".to_owned());
        }
        if table.name.name == "lines" {
            table.tenant_via = None;
            table.client_column = Some("product_code".to_owned());
        }
        if table.name.name == "line_notes" {
            table.name.name = "lïne \"notes\"".to_owned();
        }
    }
    if let Some(Tenancy::Table(tenancy)) = &mut read.datamart.tenancy {
        tenancy.client_column_type = ClientColumnType::String;
    }
    for relationship in &mut read.datamart.relationships {
        if relationship.name == "note_line" {
            relationship.parent.name = "lïne \"notes\"".to_owned();
        }
    }
    for table in &mut read.catalog.tables {
        if table.name == "line_notes" {
            table.name = "lïne \"notes\"".to_owned();
        }
    }
    let mut refused = Vec::new();
    for dialect in DIALECTS {
        let model = Model::build(&read.datamart, &read.catalog, dialect).unwrap();
        let scope = Scope::new(&model, Some("Acme")).unwrap();
        for member in ["countries.name", "lïne \"notes\".note"] {
            let query = question(serde_json::json!({"dimensions": [member]}));
            if let Err(error) = compile(&model, &query, &scope, Purpose::Rows) {
                refused.push(format!("{} {member}: {:?}", dialect.name(), error.problems[0].hint));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
