//! Texts that no author may have answered, each in every dialect.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use souk_query::{DIALECTS, Purpose, Scope, compile_sql};

use super::fixture::plain;
use crate::support::{folder, model};

/// A hostile text, and parts of messages any of which is the right reason.
struct Hostile {
    file: String,
    because: Vec<String>,
    sql: String,
}

/// One text a line; `-- because:` holds for the lines that follow.
fn corpus() -> Vec<Hostile> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder("author_corpus")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut because: Vec<String> = Vec::new();
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            if let Some(parts) = line.strip_prefix("-- because: ") {
                because = parts.split('|').map(str::to_owned).collect();
            } else if !line.is_empty() {
                let sql = unescaped(line);
                found.push(Hostile { file: file.clone(), because: because.clone(), sql });
            }
        }
    }
    found
}

/// `\n` and `\u{…}` are what they are in Rust.
fn unescaped(line: &str) -> String {
    let mut text = line.replace("\\n", "\n");
    while let Some((before, rest)) = text.split_once("\\u{") {
        let (digits, after) = rest.split_once('}').unwrap();
        let letter = char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap();
        text = format!("{before}{letter}{after}");
    }
    text
}

#[test]
#[expect(clippy::print_stdout, reason = "the counts are what a reader of the run looks for")]
fn every_hostile_text_is_refused_in_every_dialect_by_the_reader_of_author_sql() {
    let all = corpus();
    let mut wrong = String::new();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for dialect in DIALECTS {
        let model = model("shop", dialect);
        let scope = Scope::new(&model, Some("7")).unwrap();
        let (refused, named) = counts.entry(dialect.name()).or_default();
        for Hostile { file, because, sql } in &all {
            let refusal = match compile_sql(&model, &plain(sql), &scope, Purpose::Rows) {
                Ok(compiled) => {
                    let _ = writeln!(wrong, "{file} {}: {sql}\n{}", dialect.name(), compiled.sql());
                    continue;
                }
                Err(refusal) => refusal,
            };
            let problem = &refusal.problems[0];
            *refused += 1;
            let is_unread = problem.message.starts_with("the SQL cannot be read");
            *named += usize::from(!is_unread);
            let is_stated = is_unread || because.iter().any(|part| problem.message.contains(part));
            if problem.code.code == "GUARD_REFUSED" || !is_stated {
                let _ = writeln!(wrong, "{file} {}: {sql}\n  {}", dialect.name(), problem.message);
            }
        }
    }
    for (dialect, (refused, named)) in &counts {
        println!("{dialect}: {refused} refused, {named} of them by name");
        assert!(*refused >= 600 && *named >= 330, "{dialect}: {refused}, {named} by name");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn long_and_deep_texts_are_refused_without_a_crash() {
    let model = model("shop", &souk_query::POSTGRES);
    let scope = Scope::new(&model, Some("7")).unwrap();
    let chain = |part: &str, count: usize| {
        format!("SELECT id FROM orders WHERE id = 1{}", part.repeat(count))
    };
    for sql in [
        format!("SELECT {}1{} AS a FROM orders", "(".repeat(4_000), ")".repeat(4_000)),
        format!("SELECT {}1 AS a FROM orders", "- ".repeat(4_000)),
        format!("SELECT {}1 AS a FROM orders", "NOT ".repeat(4_000)),
        chain(" + 1", 20_000),
        chain(" AND id = 1", 20_000),
        format!("SELECT id FROM orders{}", " UNION ALL SELECT id FROM orders".repeat(5_000)),
        "x".repeat(60_000),
    ] {
        assert!(compile_sql(&model, &plain(&sql), &scope, Purpose::Rows).is_err());
    }
    for sql in [chain(" + 1", 30), chain(" AND id = 1", 1_000), chain(" OR id = 1", 1_000)] {
        let answer = compile_sql(&model, &plain(&sql), &scope, Purpose::Rows);
        assert!(answer.is_ok(), "{:?}", answer.err().map(|refusal| refusal.problems));
    }
}
