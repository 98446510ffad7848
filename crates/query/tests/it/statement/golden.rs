//! One file per statement, and beside it what it becomes for `PostgreSQL`.
//!
//! `SOUK_BLESS=1` writes what the compiler gives now.

use std::fmt::Write as _;

use souk_query::{Compiled, DIALECTS, POSTGRES};

use super::fixture::cases;
use crate::support::folder;

#[test]
fn every_statement_becomes_its_golden_text() {
    let mut differences = String::new();
    let all = cases();
    for case in &all {
        let compiled = case
            .compile(&POSTGRES)
            .unwrap_or_else(|refusal| panic!("{}: {:?}", case.name, refusal.problems));
        let found = text(&compiled);
        let path = folder("statements").join(format!("{}.postgres.sql", case.name));
        if std::env::var_os("SOUK_BLESS").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let wanted = std::fs::read_to_string(&path).unwrap_or_default();
        if wanted != found {
            let _ = writeln!(differences, "{}:\n{wanted}\nis now\n{found}", case.name);
        }
    }
    assert!(all.len() >= 35, "only {} statements", all.len());
    assert!(differences.is_empty(), "{differences}\nSOUK_BLESS=1 accepts the new text");
}

fn text(compiled: &Compiled) -> String {
    let mut text = format!("{}\n", compiled.sql());
    for (index, value) in compiled.parameters().iter().enumerate() {
        let _ = writeln!(text, "-- ${}: {value:?}", index + 1);
    }
    for column in compiled.columns() {
        let _ = writeln!(text, "-- {} {:?}", column.name, column.data_type);
    }
    text
}

/// A dialect passes a statement through the guard, names the feature that it lacks, or is listed as
/// one that spells a function or a clause of the statement in another way.
#[test]
fn every_dialect_answers_or_names_what_it_lacks() {
    let mut wrong = String::new();
    let mut passed = 0;
    for case in cases() {
        for dialect in DIALECTS {
            let is_excepted = case.except.iter().any(|name| name == dialect.name());
            match case.compile(dialect) {
                Ok(_) => {
                    passed += 1;
                    if is_excepted {
                        let _ = writeln!(wrong, "{} {}: passes", case.name, dialect.name());
                    }
                }
                Err(refusal) => {
                    let problem = &refusal.problems[0];
                    let is_lacking = problem.code.code == "UNSUPPORTED_QUESTION"
                        && problem.message.contains(" has no ");
                    if !is_lacking && (!is_excepted || problem.code.code == "GUARD_REFUSED") {
                        let _ = writeln!(
                            wrong,
                            "{} {}: {} {}",
                            case.name,
                            dialect.name(),
                            problem.message,
                            problem.hint
                        );
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(passed >= 400, "only {passed} statements passed");
}
