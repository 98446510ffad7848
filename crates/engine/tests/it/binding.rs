//! Values reach the server as values.

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use souk_model::DataType;
use souk_query::Value;
use std::str::FromStr;
use uuid::Uuid;

use crate::support::Database;

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went() {
    let database = Database::fresh().await;
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let time = day.and_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    let hostile = "'; DROP TABLE t; -- $1 \\ \" 😀";
    let cases = [
        (Value::Boolean(true), DataType::Boolean, "true"),
        (Value::Integer(i64::MIN), DataType::Int64, "-9223372036854775808"),
        (Value::Float(-0.1), DataType::Float64, "-0.1"),
        (Value::Text(hostile.to_owned()), DataType::Text, hostile),
        (Value::Uuid(Uuid::from_str(uuid).unwrap()), DataType::Uuid, uuid),
        (Value::Date(day), DataType::Date, "2024-02-29"),
        (Value::Timestamp(time), DataType::Timestamp, "2024-02-29T23:59:59.999999"),
        (
            Value::TimestampTz(DateTime::from_timestamp_micros(-1).unwrap()),
            DataType::TimestampTz,
            "1969-12-31T23:59:59.999999Z",
        ),
    ];
    for (value, data_type, expected) in cases {
        let parameters = [value];
        let rows = database.rows("SELECT $1", &parameters, &[data_type]).await.unwrap();
        assert_eq!(rows, [[expected]], "{parameters:?}");
    }
}

#[tokio::test]
async fn decimals_are_equal_to_what_the_server_calls_them() {
    let database = Database::fresh().await;
    let texts = [
        "0",
        "0.000",
        "1",
        "-1",
        "0.1",
        "-0.0001",
        "9999",
        "10000",
        "10000.0001",
        "123456789.987654321",
        "79228162514264337593543950335",
        "-7.9228162514264337593543950335",
        "0.0000000000000000000000000001",
    ];
    for text in texts {
        let value = Value::Decimal(Decimal::from_str(text).unwrap());
        let sql = format!("SELECT $1 = '{text}'::numeric, $1");
        let rows = database.rows(&sql, &[value], &[DataType::Boolean, DataType::Numeric]).await;
        assert_eq!(rows.unwrap(), [["true", text]]);
    }
}

/// The driver keeps prepared statements by text; eight letters are also eight bytes of an integer.
#[tokio::test]
async fn one_text_with_values_of_other_types_is_another_statement() {
    let database = Database::fresh().await;
    let sql = "SELECT ($1)::text";
    let ask = async |value| database.rows(sql, &[value], &[DataType::Text]).await.unwrap();
    assert_eq!(ask(Value::Integer(12)).await, [["12"]]);
    assert_eq!(ask(Value::Text("12345678".to_owned())).await, [["12345678"]]);
    assert_eq!(ask(Value::Float(1.5)).await, [["1.5"]]);
    assert_eq!(ask(Value::Integer(13)).await, [["13"]]);
}

#[tokio::test]
async fn a_text_with_nul_is_an_error() {
    let database = Database::fresh().await;
    let value = Value::Text("a\0b".to_owned());
    assert!(database.rows("SELECT $1", &[value], &[DataType::Text]).await.is_err());
}
