//! Rules of guest tokens: in every scan of their table, typed, bound, and never guessed.

use chrono::{TimeZone as _, Utc};
use serde_json::{Value as Json, json};
use souk_model::ErrorCode;
use souk_query::{
    DIALECTS, Model, POSTGRES, Purpose, RowRule, RowRules, RuleContext, Scope, Value, compile,
};

use crate::support::{model, question};

fn context() -> RuleContext {
    let now = Utc.with_ymd_and_hms(2026, 3, 15, 12, 0, 0).unwrap();
    RuleContext { now, zone: chrono_tz::UTC, allows_sql: true }
}

fn rules(json: Json) -> Vec<RowRule> {
    serde_json::from_value(json).unwrap()
}

fn scope(model: &Model, json: Json) -> Scope {
    let rules = RowRules::read(model, &rules(json), context()).unwrap();
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
        let problems = RowRules::read(&model, &rules(json!([rule])), context()).unwrap_err();
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

#[test]
fn a_condition_in_sql_is_one_expression_of_the_closed_grammar() {
    let asked = question(json!({"dimensions": ["orders.status"]}));
    let sql = "status IN ('paid', 'open') AND (Quantity >= 3 OR due IS NULL)";
    for dialect in DIALECTS {
        let model = model("shop", dialect);
        let scope = scope(&model, json!([{"table": "orders", "sql": sql}]));
        let compiled = compile(&model, &asked, &scope, Purpose::Rows).unwrap();
        assert!(!compiled.sql().contains("'paid'"), "{}", compiled.sql());
        assert!(compiled.parameters().contains(&Value::Text("paid".to_owned())));
    }
}

#[test]
fn conditions_in_sql_that_are_anything_else_are_refused_in_every_dialect() {
    let hostile = [
        "1=1) OR (1=1",
        "status = 'x' OR EXISTS (SELECT 1 FROM orders)",
        "quantity",
        "(SELECT true)",
        "status = (SELECT word FROM secrets)",
        "customers.city = 'Oslo'",
        "pg_sleep(10) IS NULL",
        "secrets.word IS NULL",
        "true; DELETE FROM orders",
        "",
        "status = 'x' UNION SELECT 1",
        "current_user = 'x'",
        "status ~ 'x' /* ",
        "\u{0}",
        "quantity IN (SELECT id FROM secrets)",
        "@@version IS NULL",
        "$1 = 1",
        "tenant_idd = 8",
    ];
    for dialect in DIALECTS {
        let model = model("shop", dialect);
        for sql in hostile {
            let rules = rules(json!([{"table": "orders", "sql": sql}]));
            let read = RowRules::read(&model, &rules, context());
            assert!(read.is_err(), "{}: {sql}", dialect.name());
        }
    }
}

#[test]
fn conditions_in_sql_are_off_unless_allowed() {
    let model = model("shop", &POSTGRES);
    let rules = rules(json!([{"table": "orders", "sql": "quantity > 3"}]));
    let context = RuleContext { allows_sql: false, ..context() };
    assert!(RowRules::read(&model, &rules, context).is_err());
}

#[test]
fn a_rule_is_either_typed_or_sql() {
    for wrong in [
        json!({"table": "orders"}),
        json!({"table": "orders", "column": "status", "sql": "true"}),
        json!({"table": "orders", "sql": "true", "values": [1]}),
        json!({"column": "status"}),
    ] {
        assert!(serde_json::from_value::<RowRule>(wrong.clone()).is_err(), "{wrong}");
    }
}
