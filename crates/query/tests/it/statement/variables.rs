//! What variables stand for.

use serde_json::{Value as Json, json};
use souk_model::{Datamart, Tenancy};
use souk_query::{
    Compiled, Model, POSTGRES, Purpose, QuestionError, Scope, SqlQuery, Value, compile_sql,
};

use super::fixture::{ask, plain, shop};
use crate::support::{fixture, model};

fn query(sql: &str, values: &Json) -> SqlQuery {
    let mut query: SqlQuery = serde_json::from_value(json!({
        "sql": sql,
        "variables": [
            {"name": "state", "dataType": "text"},
            {"name": "states", "dataType": "text", "multiple": true},
            {"name": "least", "dataType": "number"},
            {"name": "since", "dataType": "timestamp"},
            {"name": "day", "dataType": "date"},
            {"name": "paid", "dataType": "boolean", "default": false},
            {"name": "period", "dataType": "date", "range": true},
            {"name": "span", "dataType": "number", "range": true},
        ],
        "values": values,
    }))
    .unwrap();
    query.now = Some("2025-03-15T10:30:00Z".parse().unwrap());
    query
}

fn answer(sql: &str, values: &Json) -> Result<Compiled, QuestionError> {
    ask(&shop(), &query(sql, values))
}

fn compiled(sql: &str, values: &Json) -> Compiled {
    answer(sql, values).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}"))
}

/// The parameters after the tenant's own.
fn bound(condition: &str, values: &Json) -> Vec<Value> {
    let sql = format!("SELECT id FROM orders WHERE {condition}");
    compiled(&sql, values).parameters()[1..].to_vec()
}

fn refusal(condition: &str, values: &Json) -> String {
    let sql = format!("SELECT id FROM orders WHERE {condition}");
    match answer(&sql, values) {
        Ok(compiled) => panic!("{sql} is\n{}", compiled.sql()),
        Err(refusal) => refusal.problems[0].message.clone(),
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn each_kind_is_bound_as_its_type() {
    let paid = json!({"state": "paid"});
    assert_eq!(bound("status = {{state}}", &paid), [text("paid")]);
    assert_eq!(bound("status = '{{state}}'", &paid), [text("paid")]);
    assert_eq!(bound("id >= {{least}}", &json!({"least": 5})), [Value::Integer(5)]);
    let decimal = Value::Decimal("12.50".parse().unwrap());
    assert_eq!(bound("amount >= {{least}}", &json!({"least": "12.50"})), [decimal]);
    let day = Value::Date("2024-02-29".parse().unwrap());
    assert_eq!(bound("due = {{day}}", &json!({"day": "2024-02-29"})), [day]);
    let instant = Value::TimestampTz("2024-01-01T12:00:00Z".parse().unwrap());
    assert_eq!(
        bound("created_at > {{since}}", &json!({"since": "2024-01-01T12:00:00"})),
        [instant]
    );
    assert_eq!(bound("paid = {{paid}}", &json!({"paid": true})), [Value::Boolean(true)]);
}

#[test]
fn a_day_beside_a_time_is_the_midnight_of_the_querys_zone() {
    let mut query =
        query("SELECT id FROM orders WHERE created_at >= {{day}}", &json!({"day": "2024-07-01"}));
    query.timezone = Some("Europe/Oslo".to_owned());
    let midnight = Value::TimestampTz("2024-06-30T22:00:00Z".parse().unwrap());
    assert_eq!(ask(&shop(), &query).unwrap().parameters()[1..], [midnight]);
}

#[test]
fn several_values_stand_in_in_and_any() {
    let values = json!({"states": ["paid", "open"]});
    let both = [text("paid"), text("open")];
    assert_eq!(bound("status IN ({{states}})", &values), both);
    assert_eq!(bound("status NOT IN ({{states}})", &values), both);
    assert_eq!(bound("status = ANY({{states}})", &values), both);
    assert_eq!(bound("status IN ('void', {{states}})", &values).len(), 3);
    assert_eq!(bound("status IN ({{states}})", &json!({"states": "paid"})), [text("paid")]);
    assert!(refusal("status = {{states}}", &values).contains("several values outside of IN"));
}

#[test]
fn a_range_is_named_by_its_ends() {
    let days = json!({"period": {"startDate": "2024-01-01", "endDate": "2024-12-31"}});
    let condition = "due BETWEEN {{period.startDate}} AND {{period.endDate}}";
    let day = |text: &str| Value::Date(text.parse().unwrap());
    assert_eq!(bound(condition, &days), [day("2024-01-01"), day("2024-12-31")]);
    let span = json!({"span": {"min": 1}});
    assert_eq!(bound("id >= {{span.min}} AND id <= {{span.max}}", &span), [Value::Integer(1)]);
    assert!(refusal("due = {{period}}", &days).contains("is a range; name {{period.startDate}}"));
    assert!(refusal("due = {{period.start}}", &days).contains("did you mean startDate?"));
    assert!(refusal("due = {{day.startDate}}", &days).contains("it is not a range"));
}

#[test]
fn a_default_stands_in_for_a_missing_value() {
    assert_eq!(bound("paid = {{paid}}", &json!({})), [Value::Boolean(false)]);
    assert_eq!(bound("paid = {{paid}}", &json!({"paid": null})), [Value::Boolean(false)]);
}

#[test]
fn the_condition_of_an_unset_variable_is_left_out() {
    let none = json!({});
    assert_eq!(bound("(status = {{state}} AND (quantity > 1)) AND id > 2", &none).len(), 2);
    assert_eq!(
        bound("(status = {{state}} OR quantity > 1) AND id > 2", &none),
        [Value::Integer(2)]
    );
    assert_eq!(bound("status IN ({{states}})", &json!({"states": []})), []);
    let inner = "id IN (SELECT order_id FROM lines WHERE price > {{least}} AND discount > 3)";
    assert!(bound(inner, &none).contains(&Value::Integer(3)));
    let having = "SELECT status FROM orders GROUP BY status HAVING COUNT(*) > {{least}}";
    assert_eq!(compiled(having, &none).parameters().len(), 1);
    let on = "SELECT o.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id AND c.city = {{state}}";
    assert_eq!(compiled(on, &none).parameters().len(), 2);
}

#[test]
fn an_unset_variable_elsewhere_is_refused() {
    for sql in [
        "SELECT {{state}} AS a FROM orders",
        "SELECT COUNT(*) FILTER (WHERE status = {{state}}) AS n FROM orders",
        "SELECT CASE WHEN status = {{state}} THEN 1 END AS a FROM orders",
        "SELECT id FROM orders ORDER BY COALESCE({{state}}, status)",
    ] {
        let refusal = answer(sql, &json!({})).unwrap_err();
        let message =
            "the variable state has no value, and no condition of WHERE, HAVING or ON is around it";
        assert_eq!(refusal.problems[0].message, message, "{sql}");
    }
}

#[test]
fn a_value_of_the_wrong_type_is_refused_by_the_variables_name() {
    for (values, name) in [
        (json!({"least": "many"}), "least takes a number"),
        (json!({"state": 7}), "state takes a text"),
        (json!({"state": ["a"]}), "state takes a text"),
        (json!({"states": [1]}), "states takes a text"),
        (json!({"day": "2024-02-30"}), "day takes a date"),
        (json!({"since": "noon"}), "since takes a timestamp"),
        (json!({"paid": "perhaps"}), "paid takes a boolean"),
        (json!({"period": "2024"}), "period takes an object of startDate and endDate"),
        (json!({"period": {"from": "2024-01-01"}}), "period takes startDate and endDate only"),
        (json!({"span": {"min": "x"}}), "span takes a number"),
    ] {
        let condition = "id > {{least}} AND status = {{state}} AND status IN ({{states}}) AND \
            due = {{day}} AND created_at > {{since}} AND paid = {{paid}} AND \
            due > {{period.startDate}} AND id > {{span.min}}";
        let message = refusal(condition, &values);
        assert!(message.contains(name), "{message}");
    }
}

#[test]
fn unknown_variables_are_refused_with_a_suggestion() {
    let suggested = "the variable stat is not declared; did you mean state?";
    assert_eq!(refusal("status = {{stat}}", &json!({})), suggested);
    assert_eq!(refusal("id = 1", &json!({"stat": "x"})), suggested);
    let twice: SqlQuery = serde_json::from_value(json!({
        "sql": "SELECT id FROM orders",
        "variables": [{"name": "a", "dataType": "text"}, {"name": "a", "dataType": "date"}],
    }))
    .unwrap();
    assert_eq!(
        ask(&shop(), &twice).unwrap_err().problems[0].message,
        "the variable a is declared twice"
    );
}

#[test]
fn values_are_never_text_of_the_statement() {
    let plain = compiled("SELECT id FROM orders WHERE status = {{state}}", &json!({"state": "x"}));
    for hostile in [
        "' OR 1 = 1 --",
        "'; DROP TABLE orders; --",
        "client_id_variable",
        "{{least}}",
        "{{DATABASE_NAME}}",
        "$1",
        "?",
        "\\' OR 1 = 1",
        "/* */",
        "x\u{0000e9}\u{200b}'",
    ] {
        let values = json!({"state": hostile});
        let made = compiled("SELECT id FROM orders WHERE status = {{state}}", &values);
        assert_eq!(made.sql(), plain.sql());
        assert_eq!(made.parameters()[1], text(hostile));
    }
    assert!(
        refusal("status = {{state}}", &json!({"state": "a\0b"})).contains("state takes a text")
    );
}

#[test]
fn the_tenants_variable_is_its_value_in_the_datamarts_type() {
    let seven = Value::Integer(7);
    assert_eq!(bound("tenant_id = client_id_variable", &json!({})), std::slice::from_ref(&seven));
    assert_eq!(bound("tenant_id = 'client_id_variable'", &json!({})), [seven]);
    let by_name = model("shop_by_name", &POSTGRES);
    let scope = Scope::new(&by_name, Some("Acme")).unwrap();
    let named = plain("SELECT id FROM orders WHERE status <> client_id_variable");
    let made = compile_sql(&by_name, &named, &scope, Purpose::Rows).unwrap();
    assert_eq!(made.parameters().last(), Some(&text("Acme")));
}

#[test]
fn without_tenancy_the_tenants_variable_is_refused() {
    let alone = model("shop_of_one", &POSTGRES);
    let scope = Scope::new(&alone, None).unwrap();
    let query = plain("SELECT id FROM orders WHERE status <> client_id_variable");
    let refusal = compile_sql(&alone, &query, &scope, Purpose::Rows).unwrap_err();
    assert!(
        refusal.problems[0].message.starts_with("client_id_variable in a datamart without tenancy")
    );
}

fn of_databases() -> Model {
    let read = fixture("shop");
    let datamart = Datamart { tenancy: Some(Tenancy::Database), ..read.datamart };
    Model::load(&datamart, &read.catalog, &POSTGRES)
}

#[test]
fn the_tenants_database_is_dropped_before_a_table() {
    let model = of_databases();
    let scope = Scope::new(&model, Some("acme_db")).unwrap();
    let compile = |sql: &str| compile_sql(&model, &plain(sql), &scope, Purpose::Rows);
    for sql in [
        "SELECT id FROM {{DATABASE_NAME}}.orders",
        "SELECT id FROM {{DATABASE_NAME}}.public.orders",
        "SELECT o.id FROM customers c JOIN {{DATABASE_NAME}}.orders o ON o.customer_id = c.id",
    ] {
        let made = compile(sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}"));
        assert!(
            made.sql().contains(r#"FROM "public"."orders""#) && !made.sql().contains("acme_db")
        );
    }
    for sql in [
        "SELECT id FROM {{DATABASE_NAME}}",
        "SELECT '{{DATABASE_NAME}}' AS a FROM orders",
        "SELECT {{DATABASE_NAME}}.id FROM orders",
        "SELECT id FROM {{DATABASE_NAME}}.other.orders",
        "SELECT id FROM {{DATABASE_NAME}}.pg_class",
        "SELECT id FROM x.{{DATABASE_NAME}}.orders",
    ] {
        assert!(compile(sql).is_err(), "{sql}");
    }
    let named = compile("SELECT id FROM orders WHERE status = client_id_variable").unwrap();
    assert_eq!(named.parameters(), [text("acme_db")]);
}

#[test]
fn elsewhere_the_tenants_database_is_refused() {
    let message = answer("SELECT id FROM {{DATABASE_NAME}}.orders", &json!({})).unwrap_err();
    assert!(message.problems[0].message.contains("tenants do not have databases of their own"));
}

#[test]
fn nothing_but_the_documented_keys_is_read() {
    for odd in [
        json!({"sql": "SELECT 1", "now": "2024-01-01T00:00:00Z"}),
        json!({"sql": "SELECT 1", "clientId": "8"}),
        json!({"variables": [{"name": "a"}]}),
        json!({"variables": [{"name": "a", "dataType": "regclass"}]}),
    ] {
        assert!(serde_json::from_value::<SqlQuery>(odd).is_err());
    }
}

#[test]
fn the_moment_of_asking_is_bound() {
    let now = Value::TimestampTz("2025-03-15T10:30:00Z".parse().unwrap());
    assert_eq!(bound("created_at < NOW()", &json!({})), std::slice::from_ref(&now));
    assert_eq!(bound("created_at < CURRENT_TIMESTAMP", &json!({})), [now]);
    let day = Value::Date("2025-02-28".parse().unwrap());
    assert_eq!(bound("due > DATE '2025-01-31' + INTERVAL '1 month'", &json!({})), [day]);
    let mut unasked = plain("SELECT CURRENT_DATE AS a FROM orders");
    unasked.now = None;
    assert!(
        ask(&shop(), &unasked).unwrap_err().problems[0].message.starts_with("the moment of asking")
    );
}
