//! A second line behind the guard: the driver would run several statements, and `ATTACH` would open
//! any file that this process may read.

use crate::EngineError;

/// Passes one statement that begins as a query does.
pub(super) fn check_single_select(sql: &str) -> Result<(), EngineError> {
    if begins_as_query(sql) && !has_separator(sql) {
        return Ok(());
    }
    Err(EngineError::Query("only a single query may be run".into()))
}

fn begins_as_query(sql: &str) -> bool {
    let start = sql.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '(');
    let end = start.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(start.len());
    let word = start.get(..end).unwrap_or_default();
    ["SELECT", "WITH", "VALUES"].iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether there is a semicolon outside of quotes. A doubled quote closes and opens again.
fn has_separator(sql: &str) -> bool {
    let mut open = None;
    for letter in sql.chars() {
        match open {
            Some(close) if letter == close => open = None,
            Some(_) => {}
            None if letter == ';' => return true,
            None => open = closing(letter),
        }
    }
    false
}

const fn closing(letter: char) -> Option<char> {
    match letter {
        '\'' | '"' | '`' => Some(letter),
        '[' => Some(']'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_pass_and_nothing_else_does() {
        for sql in
            ["SELECT 1", " ( select ';' )", "WITH a AS (SELECT 1) SELECT \"a;\"\"b;\" FROM a"]
        {
            assert!(check_single_select(sql).is_ok(), "{sql}");
        }
        let others = [
            "",
            "ATTACH 'x' AS y",
            "SELECT 1; ATTACH 'x' AS y",
            "SELECT 'it''s'; PRAGMA x",
            "PRAGMA query_only = 0",
            "SELECTED",
            "-- x\nDELETE FROM t",
            "EXPLAIN SELECT 1",
        ];
        for sql in others {
            assert!(check_single_select(sql).is_err(), "{sql}");
        }
    }
}
