//! Rules of guest tokens: in every scan of their table, typed, bound, and never guessed.

use chrono::{TimeZone as _, Utc};
use serde_json::{Value as Json, json};
use souk_model::ErrorCode;
use souk_query::{
    DIALECTS, Model, POSTGRES, Purpose, RowRule, RowRules, RuleTime, Scope, Value, compile,
};

use crate::support::{model, question};

fn time() -> RuleTime {
    let now = Utc.with_ymd_and_hms(2026, 3, 15, 12, 0, 0).unwrap();
    RuleTime { now, zone: chrono_tz::UTC }
}

fn rules(json: Json) -> Vec<RowRule> {
    serde_json::from_value(json).unwrap()
}

fn scope(model: &Model, json: Json) -> Scope {
    let rules = RowRules::read(model, &rules(json), time()).unwrap();
    Scope::new(model, Some("7")).unwrap().with_row_rules(rules)
}

/// The text of the scan of a table.
fn scan<'s>(sql: &'s str, table: &str) -> &'s str {
    let start = sql.find(&format!("scoped_{table}\" AS")).unwrap();
    let end = sql[start..].find("\n)").unwrap();
    &sql[start..start + end]
}

#[test]
fn a_rule_stands_in_the_scan_of_its_table_beside_the_tenants_rule() {
    let model = model("shop", &POSTGRES);
    let scope = scope(
        &model,
        json!([{"table": "orders", "column": "quantity", "operator": "gte",
        "values": [3]}]),
    );
    let asked = question(json!({"measures": [{"table": "lines", "column": "price",
        "aggregate": "COUNT"}], "dimensions": ["orders.status"]}));
    let compiled = compile(&model, &asked, &scope, Purpose::Rows).unwrap();
    let orders = scan(compiled.sql(), "orders");
    assert!(orders.contains("\"tenant_id\" = $"), "{orders}");
    assert!(orders.contains("\"quantity\" >= $"), "{orders}");
    assert!(!scan(compiled.sql(), "lines").contains("quantity"), "{}", compiled.sql());
    assert!(compiled.parameters().contains(&Value::Integer(3)));
}

#[test]
fn a_rule_holds_where_its_column_is_neither_asked_nor_named() {
    let model = model("shop", &POSTGRES);
    let scope = scope(&model, json!([{"table": "orders", "column": "status", "values": ["paid"]}]));
    for asked in [
        json!({"dimensions": ["orders.quantity"]}),
        json!({"measures": [{"table": "orders", "column": "id", "aggregate": "COUNT"}]}),
        json!({"dimensions": ["customers.city"], "filters": [
            {"member": "orders.quantity", "operator": "gt", "values": [1]}]}),
    ] {
        for purpose in [Purpose::Rows, Purpose::Total] {
            let compiled = compile(&model, &question(asked.clone()), &scope, purpose).unwrap();
            let count =
                compiled.parameters().iter().filter(|one| **one == Value::Text("paid".to_owned()));
            assert_eq!(count.count(), 1, "{}", compiled.sql());
        }
    }
}

#[test]
fn rules_pass_the_guard_in_every_dialect() {
    let asked = question(json!({"dimensions": ["orders.status"],
        "measures": [{"table": "orders", "column": "amount", "aggregate": "SUM"}]}));
    let rules = json!([
        {"table": "orders", "column": "status", "operator": "notEquals", "values": ["x", null]},
        {"table": "orders", "column": "status", "operator": "startsWith", "values": ["p"]},
        {"table": "orders", "column": "created_at", "operator": "inDateRange",
            "values": ["last 7 days"]},
        {"table": "orders", "column": "due", "operator": "set"},
        {"table": "orders", "column": "quantity", "operator": "between", "values": [1, 9]},
    ]);
    for dialect in DIALECTS {
        let model = model("shop", dialect);
        let scope = scope(&model, rules.clone());
        let compiled = compile(&model, &asked, &scope, Purpose::Rows);
        assert!(compiled.is_ok(), "{}: {compiled:?}", dialect.name());
    }
}

#[test]
fn a_rule_that_does_not_fit_is_refused_with_its_place() {
    let model = model("shop", &POSTGRES);
    for (rule, hint) in [
        (json!({"table": "order", "column": "status"}), "did you mean orders?"),
        (json!({"table": "orders", "column": "statu"}), "did you mean status?"),
        (json!({"table": "orders", "column": "quantity", "values": ["many"]}), "many"),
        (json!({"table": "orders", "column": "status", "operator": "is"}), "is"),
        (json!({"table": "orders", "column": "status", "values": []}), "value"),
        (json!({"table": "orders", "column": "revenue", "values": [1]}), "no column revenue"),
    ] {
        let problems = RowRules::read(&model, &rules(json!([rule])), time()).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].code, ErrorCode::RLS_SETTINGS_PARAM_ERROR);
        assert_eq!(problems[0].path, "params.rowRules[0]");
        assert!(problems[0].hint.contains(hint), "{problems:?}");
    }
}

#[test]
fn text_in_a_rule_stays_a_value() {
    let model = model("shop", &POSTGRES);
    let hostile = "x') OR (1=1) --";
    let scope =
        scope(&model, json!([{"table": "orders", "column": "status", "values": [hostile]}]));
    let asked = question(json!({"dimensions": ["orders.status"]}));
    let compiled = compile(&model, &asked, &scope, Purpose::Rows).unwrap();
    assert!(!compiled.sql().contains("1=1"));
    assert!(compiled.parameters().contains(&Value::Text(hostile.to_owned())));
}
