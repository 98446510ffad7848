//! Values on their way there, as literals, and back.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use souk_engine::EngineError;
use souk_model::DataType;
use souk_query::Value;

use super::{rows, shared};

/// Texts that would end their quotes, or be read as something else, if they were not written with care.
const HOSTILE: [&str; 16] = [
    "'",
    "\\",
    "\\'",
    "''",
    "' OR '1'='1",
    "'; DROP VIEW kinds; --",
    "\\\\'",
    "?",
    "${spark.x}",
    "\"`--/* */",
    "a\nb\rc\td",
    "nul \0 here",
    "\u{1}\u{7f}\u{85}\u{2028}",
    "\\u0027 \\n \\x27 \\% \\_",
    "😀 é ß İ \u{202e}",
    "",
];

#[tokio::test]
async fn every_text_comes_back_as_it_went() {
    let engine = shared().await;
    for text in HOSTILE {
        let value = [Value::Text(text.to_owned())];
        let found = rows(&engine, "SELECT ?", &value, &[DataType::Text]).await;
        assert_eq!(found.unwrap(), [[text]], "{text:?}");
    }
}

#[tokio::test]
async fn numbers_and_times_keep_every_digit() {
    let engine = shared().await;
    let decimal = |text| Value::Decimal(Decimal::from_str(text).unwrap());
    let day = |text| Value::Date(NaiveDate::from_str(text).unwrap());
    let instant = |micros| DateTime::from_timestamp_micros(micros).unwrap();
    let exact = |precision, scale| DataType::Decimal { precision, scale };
    let cases = [
        (Value::Integer(i64::MIN), DataType::Int64, "-9223372036854775808"),
        (Value::Integer(i64::MAX), DataType::Int64, "9223372036854775807"),
        (Value::Integer(-7), DataType::Int32, "-7"),
        (decimal("-0.050"), exact(4, 3), "-0.050"),
        (decimal("79228162514264337593543950335"), exact(29, 0), "79228162514264337593543950335"),
        (
            decimal("7.9228162514264337593543950335"),
            exact(29, 28),
            "7.9228162514264337593543950335",
        ),
        (Value::Float(0.1), DataType::Float64, "0.1"),
        (Value::Float(f64::MAX), DataType::Float64, "1.7976931348623157e308"),
        (Value::Float(f64::MIN_POSITIVE), DataType::Float64, "2.2250738585072014e-308"),
        (Value::Float(f64::NAN), DataType::Float64, "NaN"),
        (Value::Float(f64::NEG_INFINITY), DataType::Float64, "-inf"),
        (Value::Boolean(false), DataType::Boolean, "false"),
        (day("0001-01-01"), DataType::Date, "0001-01-01"),
        (day("9999-12-31"), DataType::Date, "9999-12-31"),
        (
            Value::Timestamp(instant(-1).naive_utc()),
            DataType::Timestamp,
            "1969-12-31T23:59:59.999999",
        ),
        (Value::TimestampTz(instant(1)), DataType::TimestampTz, "1970-01-01T00:00:00.000001Z"),
    ];
    for (value, data_type, expected) in cases {
        let found = rows(&engine, "SELECT ?", std::slice::from_ref(&value), &[data_type]).await;
        assert_eq!(found.unwrap(), [[expected]], "{value:?}");
    }
}

#[tokio::test]
async fn what_does_not_fit_its_column_is_refused() {
    let engine = shared().await;
    for (sql, data_type) in [
        ("SELECT 2147483648L", DataType::Int32),
        ("SELECT CAST('1.255' AS DECIMAL(4, 3))", DataType::Decimal { precision: 4, scale: 2 }),
        ("SELECT 1.5D", DataType::Int64),
        ("SELECT 'x'", DataType::Int64),
    ] {
        let found = rows(&engine, sql, &[], &[data_type]).await;
        assert!(matches!(found, Err(EngineError::Query(_))), "{sql}: {found:?}");
    }
}

#[tokio::test]
async fn pages_take_their_bounds_as_values() {
    let engine = shared().await;
    let bounds = [Value::Integer(2), Value::Integer(3)];
    let sql = "SELECT id FROM range(10) ORDER BY 1 LIMIT ? OFFSET ?";
    assert_eq!(rows(&engine, sql, &bounds, &[DataType::Int64]).await.unwrap(), [["3"], ["4"]]);
}
