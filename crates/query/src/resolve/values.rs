//! A JSON value read as a column's type. Nothing is guessed: what does not fit is refused.

use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use souk_model::{DataType, TypeFamily};
use uuid::Uuid;

use super::moments::Moment;
use super::ranges::TimeColumn;
use crate::Value;

pub(crate) fn read(json: &Json, data_type: DataType, zone: Tz) -> Result<Value, String> {
    let found = match data_type.family() {
        TypeFamily::Boolean => boolean(json),
        TypeFamily::Number => return number(json, data_type),
        TypeFamily::Text if data_type == DataType::Uuid => {
            json.as_str().and_then(|text| Uuid::parse_str(text).ok()).map(Value::Uuid)
        }
        TypeFamily::Text => text(json),
        TypeFamily::Temporal => {
            let column = TimeColumn { data_type, zone };
            json.as_str().and_then(Moment::parse).map(|moment| moment.start(column))
        }
        TypeFamily::Opaque => None,
    };
    found.ok_or_else(|| {
        let kind = data_type.wire_name();
        format!("{} is not a {kind}", shorten(json))
    })
}

fn boolean(json: &Json) -> Option<Value> {
    let truth = match json {
        Json::Bool(truth) => *truth,
        Json::String(text) if text.eq_ignore_ascii_case("true") => true,
        Json::String(text) if text.eq_ignore_ascii_case("false") => false,
        _ => return None,
    };
    Some(Value::Boolean(truth))
}

/// Larger than every number that a column of exact numbers holds, so that its last digits are of no
/// account.
const BEYOND_EXACT: f64 = 1e39;

fn number(json: &Json, data_type: DataType) -> Result<Value, String> {
    let refused = || format!("{} is not a number", shorten(json));
    let text = match json {
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.trim().to_owned(),
        _ => return Err(refused()),
    };
    if let Ok(whole) = text.parse::<i64>() {
        return Ok(Value::Integer(whole));
    }
    // Binary columns are compared with binary numbers; ClickHouse compares them with no other.
    let is_binary = matches!(data_type, DataType::Float32 | DataType::Float64);
    if let (false, Some(exact)) = (is_binary, exact_decimal(&text)) {
        return Ok(Value::Decimal(exact));
    }
    let binary = text.parse::<f64>().ok().filter(|binary| binary.is_finite());
    let binary = binary.ok_or_else(refused)?;
    if is_binary || binary.abs() >= BEYOND_EXACT {
        return Ok(Value::Float(binary));
    }
    Err(format!("{} has more digits than can be compared exactly", shorten(json)))
}

/// The decimal with all of its digits; those that do not fit would be rounded away.
fn exact_decimal(text: &str) -> Option<Decimal> {
    let Some((digits, exponent)) = text.split_once(['e', 'E']) else {
        return Decimal::from_str_exact(text).ok();
    };
    let digits = Decimal::from_str_exact(digits).ok()?.normalize();
    let scale = i64::from(digits.scale()).checked_sub(exponent.parse().ok()?)?;
    let places = u32::try_from(scale.max(0)).ok()?;
    let zeros = u32::try_from(-scale.min(0)).ok()?;
    let mantissa = digits.mantissa().checked_mul(10_i128.checked_pow(zeros)?)?;
    Decimal::try_from_i128_with_scale(mantissa, places).ok()
}

fn text(json: &Json) -> Option<Value> {
    match json {
        Json::String(text) if !text.contains('\0') => Some(Value::Text(text.clone())),
        Json::Number(number) => Some(Value::Text(number.to_string())),
        Json::Bool(truth) => Some(Value::Text(truth.to_string())),
        _ => None,
    }
}

fn shorten(json: &Json) -> String {
    const SHOWN: usize = 40;
    let text = json.to_string();
    if text.chars().count() <= SHOWN {
        return text;
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, data_type: DataType) -> Result<Value, String> {
        super::read(&json.into(), data_type, Tz::UTC)
    }

    #[test]
    fn no_digit_of_a_number_is_rounded_away() {
        let money = DataType::Decimal { precision: 38, scale: 10 };
        let decimal = |text: &str| Ok(Value::Decimal(text.parse().unwrap()));
        assert_eq!(read("12.50", money), decimal("12.50"));
        assert_eq!(read("1.25e3", money), decimal("1250"));
        assert_eq!(read("-1.25E-3", money), decimal("-0.00125"));
        assert_eq!(read("7e28", money), decimal("70000000000000000000000000000"));
        assert_eq!(read("7e300", money), Ok(Value::Float(7e300)));
        for long in ["1234567890123456789012345678.0123456789", "1e-29", "0.1e-400", "9e28"] {
            let refused = read(long, money).unwrap_err();
            assert!(refused.ends_with("has more digits than can be compared exactly"), "{refused}");
            let binary = read(long, DataType::Float64);
            assert_eq!(binary, Ok(Value::Float(long.parse().unwrap())), "{long}");
        }
        assert_eq!(read("12.50", DataType::Float64), Ok(Value::Float(12.5)));
        for wrong in ["", "x", "1e", "e5", "1e5x", "NaN", "inf", "1e999"] {
            assert!(read(wrong, money).is_err(), "{wrong}");
        }
    }
}
