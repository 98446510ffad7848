//! Values are shown as their column was declared, or are NULL.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use souk_engine::EngineError;
use souk_model::DataType;
use souk_query::Value;

use super::Database;

const fn decimal(precision: u8, scale: u8) -> DataType {
    DataType::Decimal { precision, scale }
}

#[tokio::test]
async fn values_that_fit_their_column_arrive_exactly() {
    let database = Database::holding("").await;
    let cases = [
        ("9223372036854775807", DataType::Int64, "9223372036854775807"),
        ("42.0", DataType::Int64, "42"),
        ("'42'", DataType::Int64, "42"),
        ("1", DataType::Boolean, "true"),
        ("0", DataType::Boolean, "false"),
        ("-3", DataType::Boolean, "true"),
        ("0.0", DataType::Boolean, "false"),
        ("0.1", DataType::Float64, "0.1"),
        ("7", DataType::Float64, "7.0"),
        ("' 1e3 '", DataType::Text, " 1e3 "),
        ("'0.5'", DataType::Float64, "0.5"),
        ("12.5", decimal(10, 2), "12.50"),
        ("0.1 + 0.2", decimal(10, 2), "0.30"),
        ("-1.005", decimal(10, 2), "-1.01"),
        ("-0.001", decimal(10, 2), "0.00"),
        ("7", decimal(10, 2), "7.00"),
        (
            "'1234567890123456789012345678.0123456789'",
            decimal(38, 10),
            "1234567890123456789012345678.0123456789",
        ),
        ("1e20", DataType::Numeric, "100000000000000000000"),
        ("12.5", DataType::Numeric, "12.5"),
        ("7", DataType::Numeric, "7"),
        ("'שלום עולם 😀'", DataType::Text, "שלום עולם 😀"),
        ("'a' || char(0) || 'b'", DataType::Text, "a\0b"),
        ("''", DataType::Text, ""),
        ("12.5", DataType::Text, "12.5"),
        ("7", DataType::Text, "7"),
        ("x'616263'", DataType::Text, "abc"),
        ("x'DEADBEEF'", DataType::Bytes, "deadbeef"),
        ("'abc'", DataType::Bytes, "616263"),
        ("x''", DataType::Bytes, ""),
        ("'{\"a\": 1}'", DataType::Json, "{\"a\": 1}"),
        ("'2024-02-29'", DataType::Date, "2024-02-29"),
        ("'2024-02-29 10:00:00'", DataType::Date, "2024-02-29"),
        ("'2024-02-29 10:00:00.123'", DataType::Timestamp, "2024-02-29T10:00:00.123"),
        ("'2024-02-29'", DataType::Timestamp, "2024-02-29T00:00:00"),
        ("'2024-02-29T10:00:00+02:00'", DataType::TimestampTz, "2024-02-29T08:00:00Z"),
        ("'10:00'", DataType::Time, "10:00"),
    ];
    for (expression, data_type, expected) in cases {
        let value = database.value(&format!("SELECT {expression}"), data_type).await;
        assert_eq!(value.unwrap(), expected, "{expression} as {data_type:?}");
    }
}

#[tokio::test]
async fn values_of_another_kind_than_their_column_are_null() {
    let database = Database::holding("").await;
    let cases = [
        ("NULL", DataType::Int64),
        ("'seven'", DataType::Int64),
        ("1.5", DataType::Int64),
        ("'1.5'", DataType::Int64),
        ("x'01'", DataType::Int64),
        ("'true'", DataType::Boolean),
        ("x'01'", DataType::Boolean),
        ("'much'", DataType::Float64),
        ("'inf'", DataType::Float64),
        ("'much'", decimal(10, 2)),
        ("'much'", DataType::Numeric),
        ("x'FF'", DataType::Text),
        ("CAST(x'FF' AS TEXT)", DataType::Text),
        ("7", DataType::Bytes),
        ("1709164800", DataType::Date),
        ("2460370.5", DataType::Timestamp),
        ("'29.02.2024'", DataType::Date),
        ("'2023-02-29'", DataType::Date),
        ("'soon'", DataType::TimestampTz),
    ];
    for (expression, data_type) in cases {
        let value = database.value(&format!("SELECT {expression}"), data_type).await;
        assert_eq!(value.unwrap(), "NULL", "{expression} as {data_type:?}");
    }
}

#[tokio::test]
async fn a_number_that_is_too_large_is_an_error_and_never_null() {
    let database = Database::holding("").await;
    let cases = [
        ("3000000000", DataType::Int32),
        ("-1", DataType::UInt64),
        ("1e30", DataType::Int64),
        ("100000000", decimal(10, 2)),
        ("1e40", decimal(38, 0)),
        ("1e39", decimal(38, 2)),
        ("9007199254740993", DataType::Float64),
        ("9e999", decimal(10, 2)),
    ];
    for (expression, data_type) in cases {
        let value = database.value(&format!("SELECT {expression}"), data_type).await;
        assert!(matches!(value, Err(EngineError::Query(_))), "{expression}: {value:?}");
    }
    let overflow = database.value(
        "SELECT SUM(x) FROM (SELECT 9223372036854775807 x UNION ALL SELECT 1)",
        DataType::Int64,
    );
    assert!(matches!(overflow.await, Err(EngineError::Query(_))));
}

#[tokio::test]
async fn every_kind_of_value_is_bound_as_sqlite_stores_it() {
    let database = Database::holding("").await;
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let time = day.and_hms_micro_opt(23, 59, 59, 250_000).unwrap();
    let hostile = "'; DROP TABLE t; -- ? \\ \" 😀";
    let cases = [
        (Value::Boolean(true), "integer", "1"),
        (Value::Integer(i64::MIN), "integer", "-9223372036854775808"),
        (Value::Decimal(Decimal::from_str("7.00").unwrap()), "integer", "7"),
        (Value::Decimal(Decimal::from_str("12.50").unwrap()), "real", "12.5"),
        (Value::Float(-0.1), "real", "-0.1"),
        (Value::Text(hostile.to_owned()), "text", hostile),
        (Value::Date(day), "text", "2024-02-29"),
        (Value::Timestamp(time), "text", "2024-02-29 23:59:59.250000"),
        (
            Value::TimestampTz(DateTime::from_timestamp_micros(0).unwrap()),
            "text",
            "1970-01-01 00:00:00.000000",
        ),
    ];
    for (value, kind, expected) in cases {
        let parameters = [value.clone(), value];
        let types = [DataType::Text; 2];
        let rows = database.rows("SELECT typeof(?1), ?2", &parameters, &types).await.unwrap();
        assert_eq!(rows, [[kind, expected]], "{parameters:?}");
    }
}

#[tokio::test]
async fn both_kinds_of_placeholders_take_their_values_in_order() {
    let database = Database::holding("").await;
    let values = [Value::Text("a".into()), Value::Integer(2), Value::Text("a".into())];
    for sql in ["SELECT ?, ?, ?", "SELECT ?1, ?2, ?3"] {
        let rows = database.rows(sql, &values, &[DataType::Text; 3]).await.unwrap();
        assert_eq!(rows, [["a", "2", "a"]], "{sql}");
    }
    let rows = database.rows("SELECT ?3 || ?1", &values, &[DataType::Text]).await.unwrap();
    assert_eq!(rows, [["aa"]]);
}

#[tokio::test]
async fn a_file_in_utf_16_reads_the_same() {
    let database = Database::holding(
        "PRAGMA encoding = 'UTF-16'; CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('Ü😀')",
    )
    .await;
    assert_eq!(database.value("SELECT x FROM t", DataType::Text).await.unwrap(), "Ü😀");
}

#[tokio::test]
async fn letter_case_matters_to_a_pattern() {
    let database =
        Database::holding("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('Apple')").await;
    for (pattern, expected) in [("Apple%", "1"), ("apple%", "0"), ("_PPLE", "0")] {
        let sql = "SELECT CAST(x AS TEXT) COLLATE BINARY LIKE ?1 ESCAPE ?2 FROM t";
        let values = [Value::Text(pattern.into()), Value::Text("\\".into())];
        let rows = database.rows(sql, &values, &[DataType::Text]).await.unwrap();
        assert_eq!(rows, [[expected]], "{pattern}");
    }
}
