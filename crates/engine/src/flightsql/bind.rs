//! A statement with its values in it.
//!
//! Flight SQL has no read-only session, so this is also where everything that could write is refused: a
//! compiled question quotes every name, and holds none of these words outside of quotes.

use souk_query::Value;

use super::literal;
use crate::run::Statement;

/// Words that begin or continue a statement that writes or changes the session.
const WRITES: [&str; 19] = [
    "ALTER", "ANALYZE", "CACHE", "CALL", "COPY", "CREATE", "DELETE", "DROP", "EXECUTE", "GRANT",
    "INSERT", "LOAD", "MERGE", "REFRESH", "REVOKE", "SET", "TRUNCATE", "UPDATE", "USE",
];
/// What Sail answers with numbers that are near, where others have the exact ones.
const INEXACT: [&str; 4] = ["MEDIAN", "PERCENTILE", "PERCENTILE_CONT", "PERCENTILE_DISC"];
const NO_VALUE: &str = "a placeholder has no value";

/// The text that is sent.
pub(super) fn bind(statement: Statement<'_>) -> Result<String, &'static str> {
    let mut values = statement.parameters.iter();
    let mut sql = String::with_capacity(statement.sql.len());
    let mut rest = statement.sql;
    check_beginning(rest)?;
    while !rest.is_empty() {
        let length = piece(rest)?;
        let (text, after) = rest.split_at_checked(length).ok_or("a statement that is no text")?;
        // Of a text after this letter, another letter would end it.
        if text.eq_ignore_ascii_case("r") && after.starts_with(['\'', '"']) {
            return Err("a raw text");
        }
        write_piece(&mut sql, text, &mut values)?;
        rest = after;
    }
    values.next().map_or(Ok(sql), |_| Err("a value has no placeholder"))
}

fn write_piece<'v>(
    sql: &mut String,
    text: &str,
    values: &mut impl Iterator<Item = &'v Value>,
) -> Result<(), &'static str> {
    match text {
        "?" => return literal::write(sql, values.next().ok_or(NO_VALUE)?),
        ";" => return Err("more than one statement"),
        word if is_among(&WRITES, word) => return Err("a statement that would write"),
        word if is_among(&INEXACT, word) => return Err("no exact percentiles by Flight SQL"),
        other => sql.push_str(other),
    }
    Ok(())
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

fn check_beginning(sql: &str) -> Result<(), &'static str> {
    let beginning = sql.trim_start().trim_start_matches('(').trim_start();
    let word = beginning.split(|letter: char| !letter.is_ascii_alphabetic()).next();
    let reads = ["SELECT", "WITH", "VALUES"];
    let fits = word.is_some_and(|word| reads.iter().any(|read| read.eq_ignore_ascii_case(word)));
    if fits { Ok(()) } else { Err("a statement that does not only read") }
}

/// The length of what the text begins with: a quoted text or name, a comment, a word, or one sign.
fn piece(text: &str) -> Result<usize, &'static str> {
    match text.as_bytes() {
        [b'`', ..] => name_length(text),
        [quote @ (b'\'' | b'"'), ..] => text_length(text, *quote),
        [b'-', b'-', ..] => Ok(text.find('\n').unwrap_or(text.len())),
        // Comments of this kind nest in Spark; no dialect writes one.
        [b'/', b'*', ..] => Err("a comment"),
        // Variables of Spark's own are put in before a statement is read.
        [b'$', ..] => Err("a variable"),
        _ => Ok(word_length(text)),
    }
}

/// A word, or one sign.
fn word_length(text: &str) -> usize {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    match text.find(|letter| !is_word(letter)) {
        Some(0) => text.chars().next().map_or(1, char::len_utf8),
        Some(length) => length,
        None => text.len(),
    }
}

/// A doubled backtick is two names side by side, which comes to the same here.
fn name_length(text: &str) -> Result<usize, &'static str> {
    let end = text.get(1..).and_then(|rest| rest.find('`'));
    end.map(|end| end + 2).ok_or("a name does not end")
}

/// A backslash takes the sign after it along.
fn text_length(text: &str, quote: u8) -> Result<usize, &'static str> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            _ if byte == quote => return Ok(at + 1),
            _ => {}
        }
    }
    Err("a quote does not end")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(sql: &str, parameters: &[Value]) -> Result<String, &'static str> {
        bind(Statement { sql, parameters, columns: &[] })
    }

    #[test]
    fn placeholders_are_found_outside_of_quotes_only() {
        let sql = "SELECT '?\\'?' AS `?``?`, \"?\", ? FROM `set` -- ?\n WHERE `a` = ?";
        let values = [Value::Integer(1), Value::Text("?'".to_owned())];
        let expected = "SELECT '?\\'?' AS `?``?`, \"?\", 1L FROM `set` -- ?\n WHERE `a` = '?\\''";
        assert_eq!(bound(sql, &values).unwrap(), expected);
        assert_eq!(bound("SELECT ?", &[]), Err(NO_VALUE));
        assert!(bound("SELECT 1", &values).is_err());
    }

    #[test]
    fn only_statements_that_read_pass() {
        for sql in
            ["SELECT 1", " with x as (select 1) select * from x", "((SELECT 1))", "VALUES (1)"]
        {
            assert_eq!(bound(sql, &[]).unwrap(), sql);
        }
        assert!(bound("SELECT `drop`, 'insert', resets FROM `x`", &[]).is_ok());
        let wrong = [
            "",
            "DROP TABLE x",
            "SHOW TABLES",
            "SELECT 1; SELECT 2",
            "WITH x AS (SELECT 1) INSERT INTO y SELECT * FROM x",
            "SELECT 1 /* x",
            "SELECT 'x",
            "SELECT `x",
            "SELECT ${x}",
            "SELECT r'\\', '?'",
            "FROM x INSERT INTO y SELECT *",
            "SELECT PERCENTILE(`x`, 0.5) FROM `y`",
        ];
        for sql in wrong {
            assert!(bound(sql, &[]).is_err(), "{sql}");
        }
    }
}
