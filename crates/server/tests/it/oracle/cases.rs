//! Case files: `oracle_cases/<datamart>/<name>.case` is a question, a line of dashes, and the SQL
//! that answers it, in which `$1` is the tenant; columns correspond by position. Where the question
//! asks for totals, the SQL for them follows after another line of dashes.
//!
//! Cases in `oracle_cases/next` cannot be answered yet and are not read.

use std::path::{Path, PathBuf};

use serde_json::Value;

const LINE: &str = "\n----\n";

/// A question and its answer in SQL.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) question: Value,
    pub(super) sql: String,
    pub(super) totals: Option<String>,
}

/// The cases of a datamart; those whose name holds `SOUK_CASE`, where that is set.
pub(super) fn of(datamart: &str) -> Vec<Case> {
    let wanted = std::env::var("SOUK_CASE").unwrap_or_default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/oracle_cases").join(datamart);
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file"));
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(read).filter(|case| case.name.contains(&wanted)).collect()
}

fn read(path: &PathBuf) -> Case {
    let text = std::fs::read_to_string(path).expect("a text");
    let name = path.file_stem().expect("a name").display().to_string();
    let (question, sql) = text.split_once(LINE).expect("a question and its SQL");
    let (sql, totals) = match sql.split_once(LINE) {
        Some((sql, totals)) => (sql, Some(totals.to_owned())),
        None => (sql, None),
    };
    let question: Value =
        serde_json::from_str(question).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(question["totals"] == true, totals.is_some(), "{name}");
    Case { name, question, sql: sql.to_owned(), totals }
}
