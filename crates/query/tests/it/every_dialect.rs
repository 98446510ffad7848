//! Some questions in every dialect: one file per dialect in `dialects`.
//!
//! `SOUK_BLESS=1` writes what the compiler gives now. With `SOUK_CASES=file` every question of
//! `cases` is written in every dialect as JSON, for a script that runs them on real engines.

use std::fmt::Write as _;
use std::fs;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use souk_query::{DIALECTS, Dialect, Purpose, QueryRequest, Scope, Value, compile};

use crate::support::{folder, model};

const SHOWN: [&str; 7] = [
    "documented_example",
    "filters",
    "last_value",
    "pattern_filters",
    "statistics",
    "tenant_via_twice_composite",
    "year_to_date_filled",
];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    model: String,
    client_id: Option<String>,
    purpose: String,
    now: Option<DateTime<Utc>>,
    query: QueryRequest,
}

/// The statement and its parameters, or why it is refused.
type Written = Result<(String, Vec<Value>), String>;

fn write(case: &str, dialect: &'static dyn Dialect) -> Written {
    let path = folder("cases").join(case).join("question.json");
    let mut read: Case = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    read.query.now = read.now;
    let model = model(&read.model, dialect);
    let scope = Scope::new(&model, read.client_id.as_deref()).unwrap();
    let purpose = match read.purpose.as_str() {
        "total" => Purpose::Total,
        "totals" => Purpose::Totals,
        _ => Purpose::Rows,
    };
    match compile(&model, &read.query, &scope, purpose) {
        Ok(compiled) => Ok((compiled.sql().to_owned(), compiled.parameters().to_vec())),
        Err(refusal) => {
            assert_eq!(refusal.problems[0].code.code, "UNSUPPORTED_QUESTION", "{refusal:?}");
            Err(refusal.problems[0].message.clone())
        }
    }
}

#[test]
fn chosen_questions_are_written_as_before_in_every_dialect() {
    let mut differing = Vec::new();
    for dialect in DIALECTS {
        let mut found = String::new();
        for case in SHOWN {
            let text =
                write(case, dialect).map_or_else(|why| format!("refused: {why}"), |one| one.0);
            let _ = writeln!(found, "-- {case}\n{text}\n");
        }
        let path = folder("dialects").join(format!("{}.sql", dialect.name()));
        if std::env::var_os("SOUK_BLESS").is_some() {
            fs::create_dir_all(folder("dialects")).unwrap();
            fs::write(&path, &found).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != found {
            differing.push(path.display().to_string());
        }
    }
    assert!(differing.is_empty(), "{differing:?} differ; SOUK_BLESS=1 accepts the new text");
}

#[test]
fn what_a_dialect_lacks_is_refused_by_name() {
    let sqlite = souk_query::dialect_named("sqlite").unwrap();
    let refused = write("statistics", sqlite).unwrap_err();
    assert!(refused.starts_with("SQLite has no "), "{refused}");
    assert!(write("documented_example", sqlite).unwrap_err().contains("time zones"));
    assert!(write("statistics", &souk_query::POSTGRES).is_ok());
}

#[test]
fn questions_can_be_written_for_engines() {
    let Some(path) = std::env::var_os("SOUK_CASES") else { return };
    let mut all = Vec::new();
    for entry in fs::read_dir(folder("cases")).unwrap() {
        let case = entry.unwrap().file_name().into_string().unwrap();
        for dialect in DIALECTS {
            all.push(match write(&case, dialect) {
                Ok((sql, parameters)) => {
                    let parameters: Vec<_> = parameters.iter().map(parameter).collect();
                    json!({"dialect": dialect.name(), "case": case, "sql": sql, "parameters": parameters})
                }
                Err(why) => json!({"dialect": dialect.name(), "case": case, "missing": why}),
            });
        }
    }
    fs::write(path, Json::Array(all).to_string()).unwrap();
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
