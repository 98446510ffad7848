//! Every statement in every dialect as JSON, for a script that runs them on real engines.

use std::fs;

use serde_json::{Value as Json, json};
use souk_query::DIALECTS;

use super::fixture::cases;

/// With `SOUK_STATEMENTS=file`.
#[test]
fn statements_can_be_written_for_engines() {
    let Some(path) = std::env::var_os("SOUK_STATEMENTS") else { return };
    let mut all = Vec::new();
    for case in cases() {
        for dialect in DIALECTS {
            let Ok(compiled) = case.compile(dialect) else { continue };
            let parameters: Vec<_> =
                compiled.parameters().iter().map(|value| format!("{value:?}")).collect();
            all.push(json!({
                "dialect": dialect.name(),
                "case": case.name,
                "sql": compiled.sql(),
                "parameters": parameters,
            }));
        }
    }
    fs::write(path, Json::Array(all).to_string()).unwrap();
}
