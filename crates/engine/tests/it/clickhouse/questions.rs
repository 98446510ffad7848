//! Questions from the catalog to the answer: what introspection found is compiled for the dialect that
//! the server was found to have, passes the guard, and is answered.

use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::{Limits, Progress};
use souk_model::Datamart;
use souk_query::{Model, Purpose, QueryRequest, Scope, compile};

use super::Database;
use crate::support::texts;

/// Two tenants; what belongs to 8 would spoil every number of 7.
fn shop() -> Database {
    Database::holding(&[
        "CREATE TABLE tenants (id Int64, name String) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO tenants VALUES (7, 'seven'), (8, 'eight')",
        "CREATE TABLE orders (id Int64, tenant_id Int64, status Enum8('paid' = 1, 'open' = 2), code FixedString(4),
           city LowCardinality(Nullable(String)), amount Nullable(Decimal(15, 2)), created DateTime, due Date)
         ENGINE = MergeTree ORDER BY (tenant_id, id)",
        "INSERT INTO orders VALUES
           (1, 7, 'paid', 'ab', 'Oslo', 10.10, '2024-01-31 23:59:59', '2024-02-29'),
           (2, 7, 'paid', 'ab', 'it''s \\\\', 0.20, '2024-02-01 00:00:00', '2024-02-29'),
           (3, 7, 'open', 'abcd', NULL, NULL, '2024-02-10 12:00:00', '2024-03-01'),
           (4, 8, 'paid', 'ab', 'Oslo', 1000000, '2024-01-31 23:59:59', '2024-02-29')",
    ])
}

fn datamart(schema: &str) -> Datamart {
    let table = |name: &str| json!({"schema": schema, "name": name});
    let columns = ["id", "status", "code", "city", "amount", "created", "due"];
    let columns: Vec<_> = columns.iter().map(|name| json!({"name": name})).collect();
    serde_json::from_value(json!({
        "name": "shop",
        "datasource": {"id": "00000000-0000-4000-8000-000000000001", "name": "db"},
        "tables": [{"name": table("orders"), "columns": columns, "client_column": "tenant_id", "measures": [
            {"name": "revenue", "aggregate": "SUM", "operand": {"column": "amount"}},
            {"name": "count", "aggregate": "COUNT"},
        ]}],
        "tenancy": {"level": "table", "mapping_table": table("tenants"), "key_column": "id", "name_column": "name",
            "client_column_type": "NUMBER"},
    }))
    .unwrap()
}

async fn answer(database: &Database, query: Json) -> Vec<Vec<String>> {
    let engine = database.engine.engine();
    engine.ready().await.unwrap();
    let catalog = engine.introspect(&Progress::default()).await.unwrap();
    let model = Model::build(&datamart(&database.name), &catalog, engine.dialect()).unwrap();
    let scope = Scope::new(&model, Some("7")).unwrap();
    let request: QueryRequest = serde_json::from_value(query).unwrap();
    let question = compile(&model, &request, &scope, Purpose::Rows)
        .unwrap_or_else(|refusal| panic!("{:?}", refusal.problems));
    let rows = engine.run(&question, None, &Limits::default()).await;
    let rows = rows.unwrap_or_else(|error| panic!("{error:?}\n{}", question.sql()));
    let batches: Vec<_> = rows.batches.try_collect().await.unwrap();
    batches.iter().flat_map(texts).collect()
}

#[tokio::test]
async fn groups_and_sums_are_those_of_one_tenant() {
    let query =
        json!({"measures": ["orders.revenue", "orders.count"], "dimensions": ["orders.status"]});
    let expected = [["open", "NULL", "1"], ["paid", "10.30", "2"]];
    assert_eq!(answer(&shop(), query).await, expected);
    let query = json!({"measures": ["orders.count"], "dimensions": ["orders.city"]});
    let expected = [["Oslo", "1"], ["it's \\", "1"], ["NULL", "1"]];
    assert_eq!(answer(&shop(), query).await, expected);
}

#[tokio::test]
async fn filters_compare_texts_and_days_of_every_type() {
    let database = shop();
    let cases = [
        ("orders.code", "ab", "2"),
        ("orders.code", "abcd", "1"),
        ("orders.code", "abc", "0"),
        ("orders.status", "paid", "2"),
        ("orders.city", "it's \\", "1"),
        ("orders.city", "it's \\' OR 1=1 --", "0"),
        ("orders.due", "2024-02-29", "2"),
    ];
    for (member, value, expected) in cases {
        let query = json!({"measures": ["orders.count"],
            "filters": [{"member": member, "operator": "equals", "values": [value]}]});
        assert_eq!(answer(&database, query).await, [[expected]], "{member} {value}");
    }
}

#[tokio::test]
async fn months_begin_at_midnight() {
    let query = json!({"measures": ["orders.count"], "timeDimensions": [{"dimension": "orders.created",
        "granularity": "month", "dateRange": ["2024-01-01", "2024-02-10"]}]});
    let expected = [["2024-01-01T00:00:00", "1"], ["2024-02-01T00:00:00", "2"]];
    assert_eq!(answer(&shop(), query).await, expected);
}

#[tokio::test]
async fn pages_lists_of_decimals_and_bins_are_what_they_are_elsewhere() {
    let database = shop();
    let page = json!({"dimensions": ["orders.id"], "limit": 1, "offset": 1});
    assert_eq!(answer(&database, page).await, [["2"]]);
    for (operator, expected) in [("in", "2"), ("notIn", "0")] {
        let query = json!({"measures": ["orders.count"], "filters": [
            {"member": "orders.amount", "operator": operator, "values": ["10.1", "0.20", 5]},
            {"member": "orders.amount", "operator": "set"}]});
        assert_eq!(answer(&database, query).await, [[expected]], "{operator}");
    }
    let query = json!({"measures": ["orders.count"],
        "dimensions": [{"member": "orders.amount", "name": "from", "bin": {"width": 0.15}}]});
    let expected = [["0.150000", "1"], ["10.050000", "1"], ["NULL", "1"]];
    assert_eq!(answer(&database, query).await, expected);
}
