//! What is not answered, with the code, the reason and the mend.

use serde_json::{Value as Json, json};
use souk_model::ErrorCode;
use souk_query::{Model, POSTGRES, Purpose, Scope, compile};

use crate::support::{fixture, model, question};

fn refusal(query: &Json) -> Vec<(ErrorCode, String)> {
    let model = model("shop", &POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    let refused = compile(&model, &question(query.clone()), &scope, Purpose::Rows);
    match refused {
        Ok(compiled) => panic!("{query} was compiled to {}", compiled.sql()),
        Err(error) => error
            .problems
            .into_iter()
            .map(|problem| (problem.code, format!("{}: {}", problem.message, problem.hint)))
            .collect(),
    }
}

fn assert_refused(query: &Json, code: ErrorCode, words: &[&str]) {
    let problems = refusal(query);
    assert_eq!(problems[0].0, code, "{query}: {problems:?}");
    for word in words {
        assert!(problems[0].1.contains(word), "{query}: {problems:?} does not say {word}");
    }
}

#[test]
fn all_unknown_names_are_reported_at_once_with_suggestions() {
    let problems = refusal(&json!({
        "measures": ["orders.revenu"],
        "dimensions": ["customer.city", "orders.status"],
        "filters": [{"member": "nothing.here", "operator": "set"}],
    }));
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.iter().all(|(code, _)| *code == ErrorCode::UNKNOWN_MEMBER));
    assert!(problems[0].1.contains("did you mean customers.city?"), "{problems:?}");
    assert!(problems[1].1.contains("did you mean orders.revenue?"), "{problems:?}");
}

#[test]
fn rows_that_cannot_be_told_apart_are_not_multiplied() {
    let mut fixture = fixture("shop");
    for table in &mut fixture.datamart.tables {
        table.primary_key.clear();
    }
    for table in &mut fixture.catalog.tables {
        table.primary_key.clear();
        table.unique_keys.clear();
    }
    let model = Model::build(&fixture.datamart, &fixture.catalog, &POSTGRES).unwrap();
    let scope = Scope::new(&model, Some("7")).unwrap();
    let query = json!({"measures": ["orders.revenue"], "dimensions": ["lines.product_code"],
        "joinPath": ["line_order"]});
    let refused = compile(&model, &question(query), &scope, Purpose::Rows).unwrap_err();
    let problem = &refused.problems[0];
    assert_eq!(problem.code, ErrorCode::UNSUPPORTED_QUESTION);
    assert!(problem.message.contains("would multiply the rows of orders"), "{problem:?}");
    assert!(problem.hint.contains("declare primaryKey on orders"), "{problem:?}");
}

#[test]
fn two_ways_to_a_table_are_named() {
    assert_refused(
        &json!({"measures": ["orders.count"], "dimensions": ["addresses.town"]}),
        ErrorCode::UNSUPPORTED_QUESTION,
        &["more than one way", "[ship_address]", "[bill_address]", "joinPath"],
    );
}

#[test]
fn a_table_without_a_tenant_rule_is_refused_by_name() {
    assert_refused(
        &json!({"dimensions": ["secrets.word"]}),
        ErrorCode::TABLE_NOT_SCOPED,
        &["table secrets has no tenant rule", "clientColumn"],
    );
}

#[test]
fn questions_without_sense_are_refused() {
    for (query, word) in [
        (json!({}), "asks for nothing"),
        (json!({"dimensions": ["orders.revenue"]}), "is a measure"),
        (json!({"measures": ["orders.status"]}), "is a column"),
        (json!({"measures": [{"table": "orders", "column": "status", "aggregate": "SUM"}]}), "SUM"),
        (json!({"measures": [{"table": "orders", "column": "paid", "aggregate": "MAX"}]}), "MAX"),
        (json!({"measures": [{"table": "orders", "aggregate": "SUM"}]}), "needs a column"),
        (json!({"measures": ["orders.count", "orders.count"]}), "two columns"),
        (
            json!({"timeDimensions": [{"dimension": "orders.status", "granularity": "day"}]}),
            "not a date",
        ),
        (json!({"measures": ["orders.count"], "timezone": "Mars/Olympus"}), "IANA"),
        (
            json!({"measures": ["orders.count"], "order": [{"member": "orders.amount"}]}),
            "not among",
        ),
    ] {
        assert_refused(&query, ErrorCode::INVALID_QUESTION, &[word]);
    }
}

#[test]
fn filters_that_do_not_fit_their_column_are_refused() {
    for (operator, member, values, word) in [
        ("equal", "orders.status", json!(["a"]), "did you mean equals?"),
        ("equals", "orders.quantity", json!(["many"]), "not a number"),
        ("equals", "orders.status", json!([]), "at least one value"),
        ("equals", "orders.paid", json!(["maybe"]), "not a boolean"),
        ("contains", "orders.quantity", json!(["1"]), "needs text"),
        ("gt", "orders.paid", json!([true]), "no order"),
        ("gt", "orders.quantity", json!([1, 2]), "exactly one"),
        ("inDateRange", "orders.status", json!(["2024-01-01"]), "needs a date"),
        ("inDateRange", "orders.due", json!(["someday"]), "not a date"),
        ("inDateRange", "orders.due", json!(["last 7 days"]), "moment of asking"),
        ("equals", "orders.created_at", json!(["2024-01-01"]), "inDateRange"),
        ("equals", "orders.status", json!(["a\u{0}b"]), "not a string"),
        ("between", "orders.quantity", json!([1]), "two values"),
    ] {
        let filter = json!({"member": member, "operator": operator, "values": values});
        let query = json!({"measures": ["orders.count"], "filters": [filter]});
        assert_refused(&query, ErrorCode::INVALID_QUESTION, &[word]);
    }
}

#[test]
fn dimensions_and_measures_cannot_stand_in_one_or() {
    let either = json!([
        {"member": "orders.status", "operator": "set"},
        {"member": "orders.count", "operator": "gt", "values": [1]},
    ]);
    assert_refused(
        &json!({"measures": ["orders.count"], "filters": [{"or": either}]}),
        ErrorCode::INVALID_QUESTION,
        &["separate filters"],
    );
}

#[test]
fn there_is_no_default_tenant_and_one_spelling_of_each() {
    let model = model("shop", &POSTGRES);
    for client in
        [None, Some(""), Some("None"), Some("7 "), Some("07"), Some("+7"), Some("7.0"), Some("x")]
    {
        let refused = Scope::new(&model, client).unwrap_err();
        assert_eq!(refused.code, ErrorCode::CLIENT_ID_ERROR, "{client:?}");
    }
}

#[test]
fn a_datamart_without_tenancy_takes_no_client() {
    let model = model("shop_of_one", &POSTGRES);
    assert!(Scope::new(&model, None).is_ok());
    assert!(Scope::new(&model, Some("None")).is_ok());
    assert!(Scope::new(&model, Some("7")).is_err());
}

#[test]
fn a_hidden_column_cannot_be_named_but_serves_its_measure() {
    let mut shop = fixture("shop");
    let orders = shop.datamart.tables.iter_mut().find(|one| one.name.name == "orders").unwrap();
    orders.columns.iter_mut().find(|one| one.name == "amount").unwrap().is_hidden = true;
    let model = Model::build(&shop.datamart, &shop.catalog, &POSTGRES).unwrap();
    let scope = Scope::new(&model, Some("7")).unwrap();
    let ask = |query: Json| compile(&model, &question(query), &scope, Purpose::Rows);
    assert!(ask(json!({"measures": ["orders.revenue"]})).is_ok());
    assert!(ask(json!({"dimensions": ["orders.amount"]})).is_err());
    let inline = json!({"table": "orders", "column": "amount", "aggregate": "SUM"});
    assert!(ask(json!({"measures": [inline]})).is_err());
}

#[test]
fn a_dropped_column_breaks_only_the_questions_that_use_it() {
    let mut shop = fixture("shop");
    let orders = shop.catalog.tables.iter_mut().find(|one| one.name == "orders").unwrap();
    orders.columns.retain(|column| column.name != "amount");
    assert!(Model::build(&shop.datamart, &shop.catalog, &POSTGRES).is_err());
    let model = Model::load(&shop.datamart, &shop.catalog, &POSTGRES);
    assert!(model.problems().iter().any(|one| one.hint.contains("amount")));
    let scope = Scope::new(&model, Some("7")).unwrap();
    let ask = |query: Json| compile(&model, &question(query), &scope, Purpose::Rows);
    assert!(ask(json!({"measures": ["orders.count"]})).is_ok());
    assert!(ask(json!({"measures": ["orders.revenue"]})).is_err());
}

#[test]
fn a_dropped_client_column_closes_its_table() {
    let mut shop = fixture("shop");
    let orders = shop.catalog.tables.iter_mut().find(|one| one.name == "orders").unwrap();
    orders.columns.retain(|column| column.name != "tenant_id");
    let model = Model::load(&shop.datamart, &shop.catalog, &POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    let query = question(json!({"measures": ["orders.count"]}));
    let refused = compile(&model, &query, &scope, Purpose::Rows).unwrap_err();
    assert_eq!(refused.problems[0].code, ErrorCode::TABLE_NOT_SCOPED);
}
