//! Tenancy level DATABASE: every table of a question is in the tenant's own database.

use serde_json::json;
use souk_model::Tenancy;
use souk_query::{DIALECTS, Dialect, Model, Purpose, Scope, compile};

use crate::support::{fixture, question};

/// The dialects in which a name of two parts names a database.
const BARE: [&str; 5] = ["mysql", "mariadb", "singlestore", "clickhouse", "clickhouse-old"];

fn compiled(dialect: &'static dyn Dialect, tenant: &str) -> String {
    let mut read = fixture("shop");
    read.datamart.tenancy = Some(Tenancy::Database);
    let model = Model::build(&read.datamart, &read.catalog, dialect).unwrap();
    let scope = Scope::new(&model, Some(tenant)).unwrap();
    let has_joins = dialect.name() != "clickhouse-old";
    let dimensions: &[&str] =
        if has_joins { &["customers.city", "lines.product_code"] } else { &["orders.status"] };
    let asked = question(json!({"measures": ["orders.revenue"], "dimensions": dimensions}));
    compile(&model, &asked, &scope, Purpose::Rows).unwrap().sql().to_owned()
}

#[test]
fn no_database_is_named_where_a_schema_is_one() {
    for dialect in DIALECTS {
        let sql = compiled(dialect, "acme");
        let names_schema = sql.contains("public");
        assert_eq!(names_schema, !BARE.contains(&dialect.name()), "{}: {sql}", dialect.name());
    }
}

#[test]
fn the_text_is_the_same_for_every_tenant() {
    for dialect in DIALECTS {
        assert_eq!(compiled(dialect, "acme"), compiled(dialect, "x` UNION SELECT 1"));
    }
}
