//! The values of a statement, beside it or in it.

use souk_query::Value;

use super::flavour::Flavour;
use super::literal;
use super::scan::{Part, parts};
use crate::EngineError;
use crate::run::Statement;

/// A statement as it is sent.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) sql: String,
    /// Names and values of parameters.
    pub(super) parameters: Vec<(String, String)>,
}

/// Values go in the address of a request, whose length servers bound at a megabyte.
const LONGEST: usize = 500_000;

pub(super) fn bind(statement: Statement<'_>, flavour: Flavour) -> Result<Bound, EngineError> {
    let bound = match flavour {
        Flavour::Current => beside(statement),
        Flavour::Old => within(statement),
    };
    bound.map_err(|words| EngineError::Query(words.into()))
}

/// As parameters, which the server reads as values of the placeholder's type.
fn beside(statement: Statement<'_>) -> Result<Bound, &'static str> {
    let named = statement.parameters.iter().enumerate();
    let parameters: Vec<_> =
        named.map(|(index, value)| (format!("param_p{}", index + 1), escaped(value))).collect();
    // Every byte may take three in an address.
    if parameters.iter().map(|(name, value)| name.len() + value.len() * 3).sum::<usize>() > LONGEST
    {
        return Err("the values of the question are too long for ClickHouse");
    }
    Ok(Bound { sql: statement.sql.to_owned(), parameters })
}

/// As literals in the places of the placeholders.
fn within(statement: Statement<'_>) -> Result<Bound, &'static str> {
    let mut sql = String::with_capacity(statement.sql.len());
    for part in parts(statement.sql)? {
        match part {
            Part::Text(text) => sql.push_str(text),
            Part::Placeholder(number) => {
                let value = number.checked_sub(1).and_then(|at| statement.parameters.get(at));
                literal::write(&mut sql, value.ok_or("a placeholder has no value")?)?;
            }
        }
    }
    Ok(Bound { sql, parameters: Vec::new() })
}

/// The value as a cell of tab-separated text, which is how a server reads a parameter.
fn escaped(value: &Value) -> String {
    match value {
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::Text(text) => escaped_text(text),
        Value::Uuid(uuid) => uuid.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Timestamp(time) => time.format("%Y-%m-%d %H:%M:%S%.6f").to_string(),
        Value::TimestampTz(time) => time.format("%Y-%m-%d %H:%M:%S%.6f").to_string(),
    }
}

fn float(number: f64) -> String {
    match number {
        number if number.is_nan() => "nan".to_owned(),
        f64::INFINITY => "inf".to_owned(),
        f64::NEG_INFINITY => "-inf".to_owned(),
        number => format!("{number:e}"),
    }
}

fn escaped_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\\\"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\0' => escaped.push_str("\\0"),
            other => escaped.push(other),
        }
    }
    escaped
}
