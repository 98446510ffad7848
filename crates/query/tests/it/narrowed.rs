//! A filter that all measures of a fact have takes rows away where no group is lost by it, and nowhere else.

use serde_json::{Value as Json, json};
use souk_query::{POSTGRES, Purpose, Scope, compile};

use crate::support::{model, question};

/// The filter as one of rows.
const OF_ROWS: &str = r#"WHERE ("scoped_orders"."status" = "#;

fn lost(aggregate: &str, column: &Json) -> Json {
    json!({"table": "orders", "aggregate": aggregate, "column": column, "name": aggregate,
        "filters": [{"member": "orders.status", "operator": "equals", "values": ["lost"]}]})
}

fn customers() -> Json {
    json!({"table": "customers", "aggregate": "COUNT", "name": "customers"})
}

fn reads_lost_only(asked: Json) -> bool {
    let model = model("shop", &POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    let compiled = compile(&model, &question(asked), &scope, Purpose::Rows).unwrap();
    compiled.sql().contains(OF_ROWS)
}

#[test]
fn without_groups_none_is_lost() {
    let both = [lost("COUNT", &Json::Null), lost("SUM", &json!("amount"))];
    assert!(reads_lost_only(json!({"measures": both})));
}

#[test]
fn a_group_without_lost_orders_is_shown_with_none() {
    let count = lost("COUNT", &Json::Null);
    assert!(!reads_lost_only(json!({"measures": [count], "dimensions": ["customers.city"]})));
}

#[test]
fn what_another_measure_counts_is_read() {
    let all = json!({"table": "orders", "aggregate": "COUNT", "name": "all"});
    assert!(!reads_lost_only(json!({"measures": [lost("COUNT", &Json::Null), all]})));
}

/// Lines lead to orders by the tenant's rule, so that orders give every group that lines have.
#[test]
fn a_coarser_fact_gives_the_groups_unless_it_has_fewer_rows() {
    let dear = json!({"table": "lines", "aggregate": "COUNT", "name": "dear",
        "filters": [{"member": "lines.price", "operator": "gt", "values": [5]}]});
    let orders = json!({"table": "orders", "aggregate": "COUNT", "name": "orders"});
    let reads_dear_only = |asked: Json| {
        let model = model("shop", &POSTGRES);
        let scope = Scope::new(&model, Some("7")).unwrap();
        let compiled = compile(&model, &question(asked), &scope, Purpose::Rows).unwrap();
        compiled.sql().contains(r#"WHERE ("scoped_lines"."price" > "#)
    };
    assert!(reads_dear_only(json!({"measures": [orders, dear], "dimensions": ["orders.status"]})));
    assert!(!reads_dear_only(json!({"measures": [dear], "dimensions": ["orders.status"]})));
    // Customers are not what an order is the tenant's by, and an order may have none.
    let by_city = json!({"measures": [customers(), lost("COUNT", &Json::Null)],
        "dimensions": ["customers.city"]});
    assert!(!reads_lost_only(by_city));
    // Orders that do not count give groups all the same.
    let mut paid = orders.clone();
    paid["filters"] = json!([{"member": "orders.paid", "operator": "equals", "values": [true]}]);
    assert!(reads_dear_only(json!({"measures": [paid, dear], "dimensions": ["orders.status"]})));
    let with_shares = json!({"measures": [orders, dear], "dimensions": ["orders.status"],
        "top": {"dimension": "orders.status", "measure": "dear", "limit": 2}});
    assert!(!reads_dear_only(with_shares));
}
