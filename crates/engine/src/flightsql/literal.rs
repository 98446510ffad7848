//! Values as literals of Spark SQL: the servers that were tried know no parameters.
//!
//! The one place where a value becomes text of a statement. Texts are written so that every letter that
//! could end or continue a quote is escaped; everything else consists of letters, digits and signs that
//! this file writes. What the server's types cannot hold is refused.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use souk_query::Value;

/// The years that four digits hold.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;
const OUTSIDE: &str = "a date before the year 1 or after the year 9999";

/// Appends the value, or says in a few words why it has no literal.
pub(super) fn write(sql: &mut String, value: &Value) -> Result<(), &'static str> {
    match value {
        Value::Boolean(flag) => sql.push_str(if *flag { "TRUE" } else { "FALSE" }),
        Value::Integer(number) => write_integer(sql, *number),
        Value::Decimal(number) => write_decimal(sql, number),
        Value::Float(number) => write_float(sql, *number),
        Value::Text(text) => write_text(sql, text),
        Value::Uuid(uuid) => write_text(sql, &uuid.to_string()),
        Value::Date(date) => push(sql, format_args!("DATE '{}'", within(*date)?)),
        Value::Timestamp(time) => write_time(sql, "TIMESTAMP_NTZ", *time, "")?,
        Value::TimestampTz(time) => write_time(sql, "TIMESTAMP", time.naive_utc(), "+00:00")?,
    }
    Ok(())
}

/// Writing to a String cannot fail.
fn push(sql: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = sql.write_fmt(text);
}

/// The least number is one that its own positive is too large for.
fn write_integer(sql: &mut String, number: i64) {
    match number {
        i64::MIN => push(sql, format_args!("CAST('{number}' AS BIGINT)")),
        0.. => push(sql, format_args!("{number}L")),
        _ => push(sql, format_args!("({number}L)")),
    }
}

/// With every digit that was given, also those after the last that counts.
fn write_decimal(sql: &mut String, number: &Decimal) {
    let scale = number.scale();
    let digits = number.mantissa().unsigned_abs().to_string().len();
    let precision = digits.max(scale as usize + 1);
    push(sql, format_args!("CAST('{number}' AS DECIMAL({precision}, {scale}))"));
}

/// With an exponent, so that every digit counts.
fn write_float(sql: &mut String, number: f64) {
    match number {
        number if number.is_nan() => sql.push_str("CAST('NaN' AS DOUBLE)"),
        f64::INFINITY => sql.push_str("CAST('Infinity' AS DOUBLE)"),
        f64::NEG_INFINITY => sql.push_str("CAST('-Infinity' AS DOUBLE)"),
        number => push(sql, format_args!("CAST('{number:e}' AS DOUBLE)")),
    }
}

/// A backslash escapes the letter after it; a doubled quote would be two texts side by side.
pub(super) fn write_text(sql: &mut String, text: &str) {
    sql.push('\'');
    for letter in text.chars() {
        match letter {
            '\'' => sql.push_str("\\'"),
            '\\' => sql.push_str("\\\\"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
                push(sql, format_args!("\\u{:04x}", u32::from(letter)));
            }
            other => sql.push(other),
        }
    }
    sql.push('\'');
}

/// A name between backticks, of which one inside is doubled.
pub(super) fn write_name(sql: &mut String, name: &str) {
    push(sql, format_args!("`{}`", name.replace('`', "``")));
}

fn within(date: NaiveDate) -> Result<NaiveDate, &'static str> {
    YEARS.contains(&date.year()).then_some(date).ok_or(OUTSIDE)
}

fn write_time(
    sql: &mut String,
    type_name: &str,
    time: NaiveDateTime,
    zone: &str,
) -> Result<(), &'static str> {
    within(time.date())?;
    push(sql, format_args!("{type_name} '{}{zone}'", time.format("%Y-%m-%d %H:%M:%S%.6f")));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn literal(value: &Value) -> Result<String, &'static str> {
        let mut sql = String::new();
        write(&mut sql, value).map(|()| sql)
    }

    #[test]
    fn no_text_ends_its_quote() {
        let text = "a'b\\c\"`${x}?\n\0--/*\u{7f}\u{85}é😀";
        let expected = "'a\\'b\\\\c\"`${x}?\\u000a\\u0000--/*\\u007f\\u0085é😀'";
        assert_eq!(literal(&Value::Text(text.to_owned())).unwrap(), expected);
        assert_eq!(literal(&Value::Text("\\".to_owned())).unwrap(), "'\\\\'");
        assert_eq!(literal(&Value::Text("\\'".to_owned())).unwrap(), "'\\\\\\''");
    }

    #[test]
    fn numbers_keep_every_digit() {
        let decimal =
            |text: &str| literal(&Value::Decimal(Decimal::from_str(text).unwrap())).unwrap();
        assert_eq!(decimal("-0.050"), "CAST('-0.050' AS DECIMAL(4, 3))");
        assert_eq!(decimal("1234.5"), "CAST('1234.5' AS DECIMAL(5, 1))");
        assert_eq!(decimal("7"), "CAST('7' AS DECIMAL(1, 0))");
        assert_eq!(literal(&Value::Integer(7)).unwrap(), "7L");
        assert_eq!(literal(&Value::Integer(-7)).unwrap(), "(-7L)");
        let least = "CAST('-9223372036854775808' AS BIGINT)";
        assert_eq!(literal(&Value::Integer(i64::MIN)).unwrap(), least);
        assert_eq!(literal(&Value::Float(0.1)).unwrap(), "CAST('1e-1' AS DOUBLE)");
        assert_eq!(literal(&Value::Float(f64::NAN)).unwrap(), "CAST('NaN' AS DOUBLE)");
    }

    #[test]
    fn what_the_types_do_not_hold_is_refused() {
        let day = |year| Value::Date(NaiveDate::from_ymd_opt(year, 1, 1).unwrap());
        assert_eq!(literal(&day(0)), Err(OUTSIDE));
        assert_eq!(literal(&day(10000)), Err(OUTSIDE));
        assert_eq!(literal(&day(1)).unwrap(), "DATE '0001-01-01'");
    }
}
