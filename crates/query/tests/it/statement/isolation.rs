//! Whatever an author writes, every table is read under its tenant's rule; and without the rule the
//! guard would not let the text pass.

use souk_model::Datamart;
use souk_query::guard::{self, GuardInput, GuardTenant};
use souk_query::{Compiled, DIALECTS, Dialect, Value};

use super::fixture::{Case, cases};
use crate::guard::corpus::kind;
use crate::guard::mutation::{is_missing, wrapped};
use crate::support::fixture;

/// Of so many spoilt texts one is tried in each dialect.
const EVERY: usize = 5;

/// The statements that read tables of the shop, with their texts.
fn texts(case: &Case) -> Vec<(&'static dyn Dialect, Compiled)> {
    DIALECTS
        .into_iter()
        .filter_map(|dialect| case.compile(dialect).ok().map(|compiled| (dialect, compiled)))
        .collect()
}

fn is_base_table(line: &str) -> bool {
    let quoted = line.trim_start().strip_prefix("FROM ");
    quoted.is_some_and(|from| {
        ["\"public\".", "`public`.", "[public]."].iter().any(|schema| from.starts_with(schema))
    })
}

/// The text with the condition of every scan between the marks that the spoilers know.
fn marked(sql: &str) -> (String, usize) {
    let mut text = String::new();
    let mut count = 0;
    let mut open: Vec<i64> = Vec::new();
    let mut is_after_table = false;
    let mut depth = 0_i64;
    for line in sql.lines() {
        let is_rule = is_after_table && line.trim_start().starts_with("WHERE ");
        is_after_table = is_base_table(line);
        if is_rule {
            count += 1;
            open.push(depth);
            text.push_str(&line.replacen("WHERE ", "WHERE «", 1));
        } else {
            text.push_str(line);
        }
        depth += line.chars().fold(0, |sum, letter| match letter {
            '(' => sum + 1,
            ')' => sum - 1,
            _ => sum,
        });
        while open.last().is_some_and(|start| *start == depth) {
            open.pop();
            text.push('»');
        }
        text.push('\n');
    }
    assert!(open.is_empty(), "{sql}");
    (text, count)
}

fn check(
    datamart: &Datamart,
    dialect: &'static dyn Dialect,
    sql: &str,
    parameters: &[Value],
) -> Result<(), String> {
    let tenant = GuardTenant::Key(Value::Integer(7));
    let dialect = dialect.name();
    guard::check(&GuardInput {
        sql,
        parameters,
        dialect,
        datamart,
        tenant,
        extra_client_columns: &[],
    })
    .map_err(|error| kind(&error))
}

/// The text without equations that carry a rule: without its own a table is then under none.
fn without_carrying_equations(sql: &str) -> String {
    let spoilt = |line: &str| {
        ["\"", "`", "]"].iter().fold(line.to_owned(), |changed, quote| {
            let changed =
                changed.replace(&format!("order_id{quote} = "), &format!("order_id{quote} + 0 = "));
            changed.replace(&format!("order_id{quote})"), &format!("order_id{quote} + 0)"))
        })
    };
    let lines =
        sql.lines().map(|line| if line.contains("from_") { spoilt(line) } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_table_of_every_statement_is_read_under_a_rule_that_the_guard_asks_for() {
    let datamart = fixture("shop").datamart;
    let mut wrong = Vec::new();
    let mut mutations = 0;
    for case in cases().iter().filter(|case| case.model == "shop") {
        for (dialect, compiled) in texts(case) {
            let sql = &without_carrying_equations(compiled.sql());
            let (text, rules) = marked(sql);
            // The countries belong to everybody.
            let is_scan = |line: &&str| is_base_table(line) && !line.contains("countries");
            assert_eq!(rules, sql.lines().filter(is_scan).count(), "{text}");
            let parameters = compiled.parameters();
            assert_eq!(check(&datamart, dialect, sql, parameters), Ok(()));
            // Each statement meets each way of spoiling in some dialect.
            let turn = mutations % EVERY;
            for spoilt in wrapped(&text).iter().skip(turn).step_by(EVERY) {
                mutations += 1;
                let answer = check(&datamart, dialect, spoilt, parameters);
                if !answer.as_ref().is_err_and(|kind| is_missing(kind)) {
                    wrong.push(format!("{} {} {answer:?}\n{spoilt}", case.name, dialect.name()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {mutations}\n{}",
        wrong.len(),
        wrong[..3.min(wrong.len())].join("\n")
    );
    assert!(mutations > 3_000, "only {mutations} mutations");
}

#[test]
fn the_parameter_of_the_rule_must_be_the_tenant() {
    let datamart = fixture("shop").datamart;
    for case in cases().iter().filter(|case| case.model == "shop") {
        for (dialect, compiled) in texts(case) {
            let other: Vec<_> = compiled
                .parameters()
                .iter()
                .map(|value| match value {
                    Value::Integer(7) => Value::Integer(8),
                    kept => kept.clone(),
                })
                .collect();
            let answer = check(&datamart, dialect, compiled.sql(), &other);
            assert!(answer.is_err(), "{} {}", case.name, dialect.name());
        }
    }
}

/// A tenant's value where another one is written by the author changes nothing about whose rows are
/// read.
#[test]
fn an_author_cannot_name_another_tenant() {
    use super::fixture::compiled;
    let text = compiled("SELECT COUNT(*) AS n FROM orders WHERE tenant_id = 8 OR tenant_id > 0");
    let rule = r#"WHERE ("orders"."tenant_id" = $1)"#;
    assert!(text.sql().contains(rule), "{}", text.sql());
    assert_eq!(text.parameters()[0], Value::Integer(7));
}
