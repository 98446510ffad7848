//! Values as DataFusion's parameters.

use chrono::{DateTime, NaiveDate};
use datafusion::scalar::ScalarValue;
use rust_decimal::Decimal;
use souk_query::Value;

/// The values of `$1`, `$2`, …, in order. Files have no UUIDs: they are compared as text.
pub(crate) fn scalars(parameters: &[Value]) -> Vec<ScalarValue> {
    parameters.iter().map(scalar).collect()
}

fn scalar(value: &Value) -> ScalarValue {
    match value {
        Value::Boolean(flag) => ScalarValue::Boolean(Some(*flag)),
        Value::Integer(number) => ScalarValue::Int64(Some(*number)),
        Value::Decimal(number) => decimal(*number),
        Value::Float(number) => ScalarValue::Float64(Some(*number)),
        Value::Text(text) => ScalarValue::Utf8(Some(text.clone())),
        Value::Uuid(uuid) => ScalarValue::Utf8(Some(uuid.to_string())),
        Value::Date(date) => ScalarValue::Date32(Some(days(*date))),
        Value::Timestamp(time) => {
            ScalarValue::TimestampMicrosecond(Some(time.and_utc().timestamp_micros()), None)
        }
        Value::TimestampTz(time) => {
            ScalarValue::TimestampMicrosecond(Some(time.timestamp_micros()), Some("UTC".into()))
        }
    }
}

/// As narrow as the digits allow, so that arithmetic with it keeps room.
fn decimal(number: Decimal) -> ScalarValue {
    let mantissa = number.mantissa();
    let digits = mantissa.unsigned_abs().checked_ilog10().map_or(1, |digits| digits + 1);
    let precision = digits.max(number.scale());
    // A decimal has at most 29 digits and a scale of at most 28.
    let narrow = |count: u32| u8::try_from(count).unwrap_or(u8::MAX);
    let scale = i8::try_from(number.scale()).unwrap_or(i8::MAX);
    ScalarValue::Decimal128(Some(mantissa), narrow(precision), scale)
}

fn days(date: NaiveDate) -> i32 {
    let days = date.signed_duration_since(DateTime::UNIX_EPOCH.date_naive()).num_days();
    // Chrono's calendar ends long before 32 bits of days do.
    i32::try_from(days).unwrap_or(i32::MAX)
}
