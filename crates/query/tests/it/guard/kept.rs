//! A guard that keeps its proofs answers as one that keeps none, whoever asked before.

use souk_query::Value;
use souk_query::guard::{Guard, GuardTenant};

use super::corpus::{hostile, well_formed};
use super::fixture::{Case, datamart};

fn other_value(value: &Value) -> Value {
    match value {
        Value::Integer(number) => Value::Integer(number + 1),
        _ => Value::Text("other".to_owned()),
    }
}

/// Every text with its own values and with those of another tenant, in turns, so that each answer but
/// the first comes from a proof that was kept.
fn assert_same_answers(case: &Case, engine: &'static str) {
    let prepared = case.prepare();
    let guard = Guard::new(prepared.datamart.clone(), engine);
    let sql = case.sql.replace(['«', '»'], "");
    let others: Vec<_> = case.parameters.iter().map(other_value).collect();
    for parameters in [&case.parameters, &others, &case.parameters, &others] {
        let mut fresh = case.clone();
        fresh.parameters.clone_from(parameters);
        let kept = guard.check(&sql, parameters, &prepared.tenant, &prepared.extra);
        assert_eq!(kept, fresh.check(&sql, engine), "{} ({engine})", case.title);
    }
}

#[test]
fn kept_proofs_give_the_answers_of_new_ones() {
    for case in well_formed().iter().chain(&hostile()) {
        for engine in &case.engines {
            let engine: &'static str = engine.clone().leak();
            assert_same_answers(case, engine);
        }
    }
}

const SCAN: &str = r#"SELECT "extras"."id" FROM "public"."extras" WHERE "extras"."owner" = $1"#;

#[test]
fn a_kept_proof_is_not_used_for_other_client_columns() {
    let case = &well_formed()[0];
    let prepared = case.prepare();
    let guard = Guard::new(prepared.datamart.clone(), "postgres");
    let seven = [Value::Integer(7)];
    let check = |extra: &[_]| guard.check(SCAN, &seven, &prepared.tenant, extra).is_ok();
    assert!(check(&prepared.extra));
    assert!(!check(&[]));
    let [(table, _)] = prepared.extra.clone();
    assert!(!check(&[(table, "id".to_owned())]));
    assert!(check(&prepared.extra));
}

#[test]
fn a_kept_proof_is_not_used_for_another_kind_of_tenant() {
    let prepared = well_formed()[0].prepare().datamart;
    let guard = Guard::new(prepared, "postgres");
    let sql = r#"SELECT "id" FROM "public"."orders" WHERE "company_id" = $1"#;
    let check =
        |tenant: GuardTenant, value: Value| guard.check(sql, &[value], &tenant, &[]).is_ok();
    let seven = || Value::Integer(7);
    assert!(check(GuardTenant::Key(seven()), seven()));
    assert!(!check(GuardTenant::Key(Value::Integer(8)), seven()));
    assert!(!check(GuardTenant::Key(Value::Text("7".to_owned())), Value::Text("7".to_owned())));
    assert!(!check(GuardTenant::None, seven()));
    assert!(!check(GuardTenant::Name("7".to_owned()), Value::Text("7".to_owned())));
}

#[test]
fn guards_of_two_versions_share_nothing() {
    let before = well_formed()[0].prepare().datamart;
    let mut after = datamart(before.tenancy.clone());
    for table in &mut after.tables {
        table.client_column = table.client_column.take().map(|column| format!("{column}_new"));
    }
    let sql = r#"SELECT "id" FROM "public"."orders" WHERE "company_id" = $1"#;
    let seven = Value::Integer(7);
    let is_passed = |guard: &Guard| {
        guard
            .check(sql, std::slice::from_ref(&seven), &GuardTenant::Key(seven.clone()), &[])
            .is_ok()
    };
    let (old, new) = (Guard::new(before, "postgres"), Guard::new(after, "postgres"));
    assert!(is_passed(&old) && !is_passed(&new) && is_passed(&old) && !is_passed(&new));
}
