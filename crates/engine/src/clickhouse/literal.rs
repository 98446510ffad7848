//! Values as literals, for servers that have no parameters (ClickHouse 18).
//!
//! The one place where a value becomes text of a statement. Texts are written so that every byte that
//! could end or continue a quote is escaped; everything else consists of letters, digits and signs that
//! this file writes. What the server's types cannot hold is refused: 1969 would turn into 1970.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use souk_query::Value;

/// The years that `Date` and `DateTime` hold.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2105;
const OUTSIDE: &str = "this version of ClickHouse knows dates from 1970 to 2105 only";
const TOO_FINE: &str = "this version of ClickHouse knows whole seconds only";

/// Appends the value, or says in a few words why it has no literal.
pub(super) fn write(sql: &mut String, value: &Value) -> Result<(), &'static str> {
    // Writing to a String cannot fail.
    let _ = match value {
        Value::Boolean(flag) => write!(sql, "toUInt8({})", u8::from(*flag)),
        Value::Integer(number) => write!(sql, "toInt64({number})"),
        Value::Decimal(number) => write!(sql, "toDecimal128('{number}', {})", number.scale()),
        Value::Float(number) => {
            write_float(sql, *number);
            Ok(())
        }
        Value::Text(text) => {
            write_text(sql, text);
            Ok(())
        }
        Value::Uuid(uuid) => write!(sql, "toUUID('{uuid}')"),
        Value::Date(date) => write!(sql, "toDate('{}')", within(*date)?),
        Value::Timestamp(time) => return write_time(sql, time.and_utc()),
        Value::TimestampTz(time) => return write_time(sql, *time),
    };
    Ok(())
}

/// With an exponent, so that it is no whole number to the server.
fn write_float(sql: &mut String, number: f64) {
    let _ = match number {
        number if number.is_nan() => write!(sql, "toFloat64(nan)"),
        f64::INFINITY => write!(sql, "toFloat64(inf)"),
        f64::NEG_INFINITY => write!(sql, "toFloat64(-inf)"),
        number => write!(sql, "toFloat64({number:e})"),
    };
}

fn write_text(sql: &mut String, text: &str) {
    sql.push('\'');
    for letter in text.chars() {
        match letter {
            '\'' => sql.push_str("\\'"),
            '\\' => sql.push_str("\\\\"),
            '\0'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(sql, "\\x{:02x}", u32::from(letter));
            }
            other => sql.push(other),
        }
    }
    sql.push('\'');
}

fn within(date: NaiveDate) -> Result<NaiveDate, &'static str> {
    YEARS.contains(&date.year()).then_some(date).ok_or(OUTSIDE)
}

/// The seconds themselves: no zone has a say in them.
fn write_time(sql: &mut String, time: DateTime<Utc>) -> Result<(), &'static str> {
    within(time.date_naive())?;
    if time.timestamp_subsec_nanos() != 0 {
        return Err(TOO_FINE);
    }
    let _ = write!(sql, "toDateTime({}, 'UTC')", time.timestamp());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(value: &Value) -> Result<String, &'static str> {
        let mut sql = String::new();
        write(&mut sql, value).map(|()| sql)
    }

    #[test]
    fn no_text_ends_its_quote() {
        let text = "a'b\\c\"`{p1:Int8}\n\0--\u{7f}é";
        let expected = "'a\\'b\\\\c\"`{p1:Int8}\\x0a\\x00--\\x7fé'";
        assert_eq!(literal(&Value::Text(text.to_owned())).unwrap(), expected);
        assert_eq!(literal(&Value::Text("\\".to_owned())).unwrap(), "'\\\\'");
    }

    #[test]
    fn what_the_types_do_not_hold_is_refused() {
        let day = |year| Value::Date(NaiveDate::from_ymd_opt(year, 1, 1).unwrap());
        assert_eq!(literal(&day(1969)), Err(OUTSIDE));
        assert_eq!(literal(&day(2106)), Err(OUTSIDE));
        assert_eq!(literal(&day(1970)).unwrap(), "toDate('1970-01-01')");
        let time = |micros| Value::TimestampTz(DateTime::from_timestamp_micros(micros).unwrap());
        assert_eq!(literal(&time(1_500_000)), Err(TOO_FINE));
        assert_eq!(literal(&time(-1_000_000)), Err(OUTSIDE));
        assert_eq!(literal(&time(2_000_000)).unwrap(), "toDateTime(2, 'UTC')");
    }
}
