//! Facts are read together where they are of the same rows, and apart wherever that is not certain. What the
//! answers are, the traps `counted_on_lines` and the random questions say.

use serde_json::{Value as Json, json};
use souk_query::{Model, POSTGRES, Purpose, Scope, compile};

use crate::support::{fixture, model, question};

const LINES: &str = "fact_lines";

fn orders() -> Json {
    json!({"table": "orders", "aggregate": "COUNT", "name": "orders"})
}

fn lines() -> Json {
    json!({"table": "lines", "aggregate": "COUNT", "name": "lines"})
}

fn of_product(operator: &str) -> Json {
    json!({"member": "lines.product_code", "operator": operator, "values": ["P1"]})
}

fn sql(model: &Model, scope: &Scope, asked: Json) -> String {
    compile(model, &question(asked), scope, Purpose::Rows).unwrap().sql().to_owned()
}

/// Whether a question's facts are stacked, which facts read together are not.
fn is_apart(asked: Json) -> bool {
    let model = model("shop", &POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    sql(&model, &scope, asked).contains(LINES)
}

#[test]
fn a_filter_on_lines_lets_orders_be_counted_on_them() {
    let asked = json!({"measures": [lines(), orders()], "filters": [of_product("equals")]});
    assert!(!is_apart(asked));
}

/// Whether lines are counted where orders are joined to them, those without any with them.
fn is_on_orders(asked: Json) -> bool {
    let model = model("shop", &POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    let sql = sql(&model, &scope, asked);
    !sql.contains(LINES) && sql.contains(r#"LEFT JOIN "unscoped_lines""#)
}

#[test]
fn orders_without_lines_are_not_lost() {
    assert!(is_apart(json!({"measures": [lines(), orders()]})));
    let by_product = json!({"measures": [lines(), orders()], "dimensions": ["lines.product_code"]});
    assert!(is_on_orders(by_product));
    // An order without lines has none of another product.
    assert!(is_apart(
        json!({"measures": [lines(), orders()], "filters": [of_product("notEquals")]})
    ));
}

#[test]
fn a_dimension_of_lines_needs_a_filter_that_drops_orders_without_any() {
    let asked = |operator| {
        json!({"measures": [lines(), orders()], "dimensions": ["lines.product_code"],
            "filters": [of_product(operator)]})
    };
    assert!(!is_apart(asked("equals")) && !is_on_orders(asked("equals")));
    assert!(is_on_orders(asked("notEquals")));
}

#[test]
fn sums_of_orders_stay_apart() {
    let sum = json!({"table": "orders", "column": "amount", "aggregate": "SUM", "name": "amount"});
    assert!(is_apart(json!({"measures": [lines(), sum], "filters": [of_product("equals")]})));
    let most = json!({"table": "orders", "column": "amount", "aggregate": "MAX", "name": "most"});
    assert!(!is_apart(json!({"measures": [lines(), most], "filters": [of_product("equals")]})));
    let by_product = |amount: &Json| json!({"measures": [lines(), amount], "dimensions": ["lines.product_code"]});
    assert!(is_apart(by_product(&sum)));
    assert!(is_on_orders(by_product(&most)));
}

#[test]
fn now_and_before_are_read_together() {
    let model = model("shop", &POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    let sql_of = |granularity: Option<&str>, to: &str| {
        let before = json!({"measure": "orders.revenue", "compare": {"to": to}});
        let mut time = json!({"dimension": "orders.created_at",
            "dateRange": ["2024-01-01", "2024-06-30"]});
        time["granularity"] = granularity.map_or(Json::Null, Json::from);
        let asked = json!({"measures": ["orders.revenue", before], "dimensions": ["orders.status"],
            "timeDimensions": [time]});
        sql(&model, &scope, asked)
    };
    let reads = |sql: String| sql.matches("FROM \"scoped_orders\"").count();
    assert_eq!(reads(sql_of(None, "previousPeriod")), 1);
    for granularity in ["month", "quarter", "year"] {
        assert_eq!(reads(sql_of(Some(granularity), "previousYear")), 1, "{granularity}");
    }
    // Two days of February, and two beginnings of weeks, may be one a year later.
    for granularity in ["day", "week"] {
        assert_eq!(reads(sql_of(Some(granularity), "previousYear")), 2, "{granularity}");
    }
}

/// Statements name columns of their own.
#[test]
fn a_measure_may_have_a_name_that_statements_use() {
    let model = model("shop", &POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    for name in ["key_1", "is_latest_1", "has_rows_1", "is_shown", "row"] {
        let latest = json!({"table": "orders", "column": "amount", "aggregate": "SUM", "name": name,
            "last": {"by": "orders.created_at"}});
        let asked = json!({"measures": [latest], "dimensions": ["lines.product_code"]});
        let sql = sql(&model, &scope, asked);
        assert_eq!(sql.matches("AS \"term_0\"").count(), 2, "{sql}");
    }
}

#[test]
fn latest_rows_and_all_rows_are_read_together() {
    let model = model("shop", &POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    let latest = json!({"table": "orders", "column": "amount", "aggregate": "SUM", "name": "latest",
        "last": {"by": "orders.created_at"}});
    let of_each = json!({"table": "orders", "column": "amount", "aggregate": "SUM", "name": "of each",
        "last": {"by": "orders.created_at", "per": ["orders.customer_id"]}});
    let asked = json!({"measures": [orders(), latest, of_each]});
    assert_eq!(sql(&model, &scope, asked).matches("FROM \"scoped_orders\"").count(), 1);
}

#[test]
fn a_measures_own_filter_on_lines_is_not_the_others() {
    let mut own = orders();
    own["filters"] = json!([of_product("equals")]);
    assert!(is_apart(json!({"measures": [lines(), own.clone()]})));
    // All orders give the groups.
    let by_product = json!({"measures": [lines(), own], "dimensions": ["lines.product_code"]});
    assert!(is_on_orders(by_product));
}

/// A tenant's customers are those with an order of the tenant.
#[test]
fn a_tenants_rule_that_asks_for_an_order_does_as_a_filter_does_unless_a_token_hides_orders() {
    let mut fixture = fixture("shop");
    for table in &mut fixture.datamart.tables {
        if table.name.name == "customers" {
            (table.client_column, table.tenant_via) = (None, Some("order_customer".to_owned()));
        }
    }
    let customers = json!({"table": "customers", "aggregate": "COUNT", "name": "customers"});
    let asked = json!({"measures": [orders(), customers]});
    let together = fixture.sql(&json!([]), asked.clone());
    assert!(!together.contains("fact_orders"), "{together}");
    let rules = json!([{"table": "orders", "column": "status", "values": ["paid"]}]);
    let apart = fixture.sql(&rules, asked);
    assert!(apart.contains("fact_orders"), "{apart}");
}
