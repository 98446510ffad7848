//! Every node of the tree in every dialect, with the answer that an engine must give.
//!
//! The answers are worked out by hand. Here the texts are held against `tests/nodes/*.sql`, where a
//! change shows (`SOUK_BLESS=1` writes them). With `SOUK_NODES=file` the statements are written as
//! JSON with their parameters and answers, for a script that runs them on real engines.

mod author;
mod cases;
mod rows;

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value as Json, json};
use sqlparser::ast::Statement;
use sqlparser::parser::Parser;

use self::cases::{Case, cases};
use super::{Renderer, Select, features};
use crate::dialect::ALL;
use crate::{Dialect, Value};

#[test]
fn every_node_is_written_as_before_in_every_dialect() {
    let mut differences = String::new();
    for dialect in ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nodes");
        let path = folder.join(format!("{}.sql", dialect.name()));
        let found: String = cases(dialect).iter().map(|case| golden(case, dialect)).collect();
        if std::env::var_os("SOUK_BLESS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &found).unwrap();
        }
        let wanted = std::fs::read_to_string(&path).unwrap_or_default();
        for (old, new) in wanted.lines().zip(found.lines()).filter(|(old, new)| old != new) {
            let _ = writeln!(differences, "{}:\n- {old}\n+ {new}", path.display());
        }
        assert_eq!(wanted.lines().count(), found.lines().count(), "{}", path.display());
    }
    assert!(differences.is_empty(), "{differences}\nSOUK_BLESS=1 accepts the new text");
}

/// The statement on one line, without the query that makes its rows.
fn golden(case: &Case, dialect: &'static dyn Dialect) -> String {
    let text = match features::missing(&case.select, dialect) {
        Some(feature) => format!("refused: {} has no {feature}", dialect.title()),
        None => {
            let bare = Select { with: Vec::new(), ..case.select.clone() };
            let (sql, _) = Renderer::render(dialect, &bare);
            sql.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    };
    format!("-- {}\n{text}\n", case.name)
}

#[test]
fn a_number_of_placeholders_is_the_number_of_parameters() {
    for dialect in ALL {
        for case in cases(dialect) {
            let (sql, parameters) = Renderer::render(dialect, &case.select);
            let mut probe = String::new();
            dialect.write_placeholder(&mut probe, 1, &Value::Integer(0));
            let mark = probe.chars().next().unwrap();
            let outside: String = sql.split('\'').step_by(2).collect();
            let count = outside.matches(mark).count();
            assert!(count >= parameters.len(), "{}: {}", dialect.name(), case.name);
        }
    }
}

/// The guard reads every text with this grammar; placeholders it brings to one spelling before.
#[test]
fn every_statement_can_be_read_by_the_dialects_grammar() {
    let mut unread = String::new();
    for dialect in ALL {
        for case in cases(dialect) {
            let (sql, _) = Renderer::render(dialect, &case.select);
            let plain = with_plain_placeholders(&sql);
            let parsed = Parser::parse_sql(dialect.parser(), &plain);
            let is_query = |list: &Vec<Statement>| matches!(list.as_slice(), [Statement::Query(_)]);
            if !parsed.as_ref().is_ok_and(is_query) {
                let _ = writeln!(unread, "{} {}: {parsed:?}", dialect.name(), case.name);
            }
        }
    }
    assert!(unread.is_empty(), "{unread}");
}

fn with_plain_placeholders(sql: &str) -> String {
    sql.replace("@p", "$")
        .split('{')
        .map(|part| part.split_once('}').map_or(part.to_owned(), |(_, rest)| format!("$1{rest}")))
        .collect()
}

#[test]
fn statements_can_be_written_for_engines() {
    let Some(path) = std::env::var_os("SOUK_NODES") else { return };
    let all: Vec<_> = ALL
        .into_iter()
        .flat_map(|dialect| cases(dialect).into_iter().map(move |case| statement(&case, dialect)))
        .collect();
    std::fs::write(path, Json::Array(all).to_string()).unwrap();
}

fn statement(case: &Case, dialect: &'static dyn Dialect) -> Json {
    let (sql, parameters) = Renderer::render(dialect, &case.select);
    let missing = features::missing(&case.select, dialect).map(|feature| feature.to_string());
    let parameters: Vec<_> = parameters.iter().map(parameter).collect();
    json!({
        "dialect": dialect.name(), "case": case.name, "sql": sql, "parameters": parameters,
        "answer": case.answer, "missing": missing,
    })
}

fn parameter(value: &Value) -> Json {
    let kind = match value {
        Value::Boolean(_) => "boolean",
        Value::Integer(_) => "integer",
        Value::Decimal(_) => "decimal",
        Value::Float(_) => "float",
        Value::Text(_) => "text",
        Value::Uuid(_) => "uuid",
        Value::Date(_) => "date",
        Value::Timestamp(_) => "timestamp",
        Value::TimestampTz(_) => "instant",
    };
    let text = match value {
        Value::TimestampTz(time) => time.naive_utc().to_string(),
        other => other.to_string(),
    };
    json!({"kind": kind, "text": text})
}
