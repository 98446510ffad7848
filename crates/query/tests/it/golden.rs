//! One folder per case: `question.json` in, plan, SQL per dialect and parameters out.
//!
//! `SOUK_BLESS=1` writes what the compiler gives now. A golden file shows a change, it does not
//! prove an answer right: that is the work of the tests that run the SQL.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use souk_query::{
    Compiled, DATAFUSION, Dialect, Explanation, POSTGRES, PlanStep, Purpose, QueryRequest, Scope,
    explain,
};

use crate::support::{folder, model};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    model: String,
    client_id: Option<String>,
    purpose: String,
    now: Option<DateTime<Utc>>,
    query: QueryRequest,
}

#[test]
fn every_case_compiles_to_its_golden_files() {
    let mut differences = String::new();
    let mut cases = 0;
    for entry in fs::read_dir(folder("cases")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(path.join("question.json")).unwrap();
        let mut case: Case = serde_json::from_str(&text).unwrap();
        case.query.now = case.now;
        cases += 1;
        for dialect in [&POSTGRES as &'static dyn Dialect, &DATAFUSION] {
            check(&path, &case, dialect, &mut differences);
        }
    }
    assert!(cases >= 15, "only {cases} cases were found");
    assert!(differences.is_empty(), "{differences}\nSOUK_BLESS=1 accepts the new text");
}

fn check(path: &Path, case: &Case, dialect: &'static dyn Dialect, differences: &mut String) {
    let model = model(&case.model, dialect);
    let scope = Scope::new(&model, case.client_id.as_deref()).unwrap();
    let purpose = match case.purpose.as_str() {
        "total" => Purpose::Total,
        "totals" => Purpose::Totals,
        _ => Purpose::Rows,
    };
    let (explanation, compiled) = explain(&model, &case.query, &scope, purpose)
        .unwrap_or_else(|refusal| panic!("{}: {:?}", path.display(), refusal.problems));
    compare(path, &format!("{}.sql", dialect.name()), &statement(&compiled), differences);
    // Which rules a join carries is the dialect's; the plan is else the same.
    if dialect.name() == POSTGRES.name() {
        compare(path, "plan.txt", &plan_text(&explanation), differences);
    }
}

fn statement(compiled: &Compiled) -> String {
    let mut text = format!("{}\n", compiled.sql());
    for (index, value) in compiled.parameters().iter().enumerate() {
        let _ = writeln!(text, "-- ${}: {value:?}", index + 1);
    }
    for column in compiled.columns() {
        let _ = writeln!(text, "-- {} {:?}", column.name, column.data_type);
    }
    text
}

fn plan_text(explanation: &Explanation) -> String {
    let mut text = String::new();
    write_step(&explanation.plan, 0, &mut text);
    for rule in &explanation.rules {
        let _ = writeln!(text, "{}: {}", rule.table, rule.rule);
    }
    text
}

fn write_step(step: &PlanStep, depth: usize, text: &mut String) {
    let _ = writeln!(text, "{}{}", "  ".repeat(depth), step.step);
    step.inputs.iter().for_each(|input| write_step(input, depth + 1, text));
}

fn compare(case: &Path, file: &str, found: &str, differences: &mut String) {
    let path = case.join(file);
    if std::env::var_os("SOUK_BLESS").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    if wanted != found {
        let _ = writeln!(differences, "{}:\n{wanted}\nis now\n{found}", path.display());
    }
}
