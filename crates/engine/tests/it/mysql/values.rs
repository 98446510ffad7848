//! Values of every type arrive exactly, or not at all.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use souk_engine::EngineError;
use souk_model::DataType;
use souk_query::Value;
use uuid::Uuid;

use super::Database;

const fn decimal(precision: u8, scale: u8) -> DataType {
    DataType::Decimal { precision, scale }
}

#[tokio::test]
async fn columns_of_every_type_arrive_exactly() {
    let database = Database::fresh().await;
    let cases = [
        ("tinyint", "-128", DataType::Int32, "-128"),
        ("tinyint unsigned", "255", DataType::Int32, "255"),
        ("smallint unsigned", "65535", DataType::Int32, "65535"),
        ("mediumint", "-8388608", DataType::Int32, "-8388608"),
        ("int", "-2147483648", DataType::Int32, "-2147483648"),
        ("int unsigned", "4294967295", DataType::Int64, "4294967295"),
        ("bigint", "-9223372036854775808", DataType::Int64, "-9223372036854775808"),
        ("bigint unsigned", "18446744073709551615", DataType::UInt64, "18446744073709551615"),
        ("bigint unsigned", "18446744073709551615", decimal(38, 0), "18446744073709551615"),
        ("year", "2024", DataType::Int32, "2024"),
        ("bool", "true", DataType::Boolean, "true"),
        ("bool", "false", DataType::Boolean, "false"),
        ("tinyint(1)", "7", DataType::Boolean, "true"),
        ("bit(1)", "b'1'", DataType::Boolean, "true"),
        ("bit(1)", "b'0'", DataType::Boolean, "false"),
        ("bit(10)", "b'1000000001'", DataType::UInt64, "513"),
        ("float", "0.1", DataType::Float32, "0.1"),
        ("double", "0.1", DataType::Float64, "0.1"),
        ("double", "-1.7976931348623157e308", DataType::Float64, "-1.7976931348623157e308"),
        ("decimal(15,2)", "-1234567890123.45", decimal(15, 2), "-1234567890123.45"),
        (
            "decimal(38,10)",
            "-9999999999999999999999999999.9999999999",
            decimal(38, 10),
            "-9999999999999999999999999999.9999999999",
        ),
        (
            "decimal(38,38)",
            "0.00000000000000000000000000000000000001",
            decimal(38, 38),
            "0.00000000000000000000000000000000000001",
        ),
        (
            "decimal(65,0)",
            "99999999999999999999999999999999999999999999999999999999999999999",
            DataType::Numeric,
            "99999999999999999999999999999999999999999999999999999999999999999",
        ),
        ("char(4)", "'ab'", DataType::Text, "ab"),
        ("varchar(50)", "'שלום 😀 \u{202e}x'", DataType::Text, "שלום 😀 \u{202e}x"),
        ("varchar(50) character set latin1", "'é'", DataType::Text, "é"),
        ("varchar(50) collate utf8mb4_bin", "'é'", DataType::Text, "é"),
        ("longtext", "REPEAT('x', 3)", DataType::Text, "xxx"),
        ("enum('glad', 'Üzgün')", "'Üzgün'", DataType::Text, "Üzgün"),
        ("set('a', 'b', 'c')", "'c,a'", DataType::Text, "a,c"),
        ("varbinary(4)", "x'DEADBEEF'", DataType::Bytes, "deadbeef"),
        ("blob", "x'00FF'", DataType::Bytes, "00ff"),
        ("json", "'{\"b\": 1,  \"a\": 2}'", DataType::Json, "{\"b\": 1,  \"a\": 2}"),
        (
            "uuid",
            "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
            DataType::Uuid,
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        ),
        ("date", "'2024-02-29'", DataType::Date, "2024-02-29"),
        ("date", "'1000-01-01'", DataType::Date, "1000-01-01"),
        ("date", "'9999-12-31'", DataType::Date, "9999-12-31"),
        ("datetime", "'2024-02-29 23:59:59'", DataType::Timestamp, "2024-02-29T23:59:59"),
        (
            "datetime(6)",
            "'1969-12-31 23:59:59.999999'",
            DataType::Timestamp,
            "1969-12-31T23:59:59.999999",
        ),
        ("datetime", "'2024-02-29 00:00:00'", DataType::Date, "2024-02-29"),
        ("time", "'23:59:59'", DataType::Time, "23:59:59"),
        ("time(3)", "'-838:59:58.500'", DataType::Time, "-838:59:58.500000"),
        ("time", "'00:00:00'", DataType::Time, "00:00:00"),
    ];
    for (index, (declared, literal, data_type, expected)) in cases.into_iter().enumerate() {
        let table = format!("t{index}");
        let sql =
            format!("CREATE TABLE {table} (x {declared}); INSERT INTO {table} SELECT {literal}");
        database.execute(&sql).await;
        let value = database.value(&format!("SELECT x FROM {table}"), data_type).await;
        assert_eq!(value.unwrap(), expected, "{declared}");
    }
}

#[tokio::test]
async fn timestamps_are_instants_whatever_zone_they_were_written_in() {
    let database = Database::holding(
        "CREATE TABLE t (x timestamp(6) NULL, y datetime);
         SET time_zone = '+09:00'; INSERT INTO t VALUES ('2024-01-01 05:00:00.25', '2024-01-01 05:00:00')",
    )
    .await;
    let rows = database
        .rows("SELECT x, y FROM t", &[], &[DataType::TimestampTz, DataType::Timestamp])
        .await;
    assert_eq!(rows.unwrap(), [["2023-12-31T20:00:00.250Z", "2024-01-01T05:00:00"]]);
}

#[tokio::test]
async fn instants_are_compared_with_those_that_no_column_can_hold() {
    let database = Database::holding(
        "CREATE TABLE t (x timestamp(6) NULL); INSERT INTO t VALUES ('2024-01-01 05:00:00'), (NULL)",
    )
    .await;
    let instant = |text: &str| Value::TimestampTz(DateTime::from_str(text).unwrap());
    let (early, late) = (instant("1960-06-06T00:00:00Z"), instant("2197-06-06T00:00:00Z"));
    let sql = "SELECT COUNT(*), SUM(x > ?), SUM(x = ?) FROM t WHERE x < ?";
    let values = [early, late.clone(), late];
    let rows = database.rows(sql, &values, &[DataType::Int64; 3]).await;
    assert_eq!(rows.unwrap(), [["1", "1", "0"]]);
}

#[tokio::test]
async fn dates_that_no_calendar_has_are_null() {
    let database = Database::holding(
        "SET sql_mode = 'ALLOW_INVALID_DATES'; CREATE TABLE t (d date, t datetime, s timestamp);
         INSERT INTO t VALUES ('0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00'),
           ('2024-00-00', '2024-01-00 10:00:00', '0000-00-00 00:00:00'),
           ('2023-02-31', '2023-02-31 10:00:00', '0000-00-00 00:00:00'),
           (NULL, NULL, '2024-01-01 00:00:00')",
    )
    .await;
    let types = [DataType::Date, DataType::Timestamp, DataType::TimestampTz];
    let rows = database.rows("SELECT * FROM t", &[], &types).await.unwrap();
    let nothing = ["NULL"; 3];
    assert_eq!(rows, [nothing, nothing, nothing, ["NULL", "NULL", "2024-01-01T00:00:00Z"]]);
}

#[tokio::test]
async fn a_number_that_does_not_fit_is_an_error_and_never_another_number() {
    let database = Database::fresh().await;
    let cases = [
        ("SELECT 2147483648", DataType::Int32),
        ("SELECT -1", DataType::UInt64),
        ("SELECT 1.005", decimal(10, 2)),
        ("SELECT 100000000", decimal(10, 2)),
        ("SELECT 1.5", DataType::Int64),
        ("SELECT 1.5e0", DataType::Int64),
        ("SELECT 9007199254740993", DataType::Float64),
        ("SELECT 'seven'", DataType::Int64),
        ("SELECT CAST('2024-01-01 00:00:01' AS DATETIME)", DataType::Date),
        ("SELECT x'FF'", DataType::Text),
    ];
    for (sql, data_type) in cases {
        match database.value(sql, data_type).await {
            Err(EngineError::Query(cause)) => {
                let words = cause.to_string();
                assert!(words.starts_with("column \"c0\": "), "{sql}: {words}");
            }
            other => panic!("{sql}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn sums_and_means_of_exact_numbers_stay_exact() {
    let database = Database::holding(
        "CREATE TABLE t (x bigint unsigned, d decimal(38,10));
         INSERT INTO t VALUES (18446744073709551615, 0.1), (18446744073709551615, 0.2), (1, 0.0000000001)",
    )
    .await;
    let rows = database
        .rows(
            "SELECT SUM(x), SUM(d), AVG(d) FROM t",
            &[],
            &[decimal(38, 0), decimal(38, 10), DataType::Numeric],
        )
        .await;
    assert_eq!(
        rows.unwrap(),
        [["36893488147419103231", "0.3000000001", "0.100000000033333333333333333333"]]
    );
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went() {
    let database = Database::fresh().await;
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let time = day.and_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    let hostile = "'; DROP TABLE t; -- ? \\ \" ` 😀";
    let cases = [
        (Value::Boolean(true), DataType::Boolean, "true"),
        (Value::Integer(i64::MIN), DataType::Int64, "-9223372036854775808"),
        (Value::Float(-0.1), DataType::Float64, "-0.1"),
        (Value::Text(hostile.to_owned()), DataType::Text, hostile),
        (Value::Text("a\0b".to_owned()), DataType::Text, "a\0b"),
        (Value::Uuid(Uuid::from_str(uuid).unwrap()), DataType::Uuid, uuid),
        (Value::Date(day), DataType::Date, "2024-02-29"),
        (Value::Timestamp(time), DataType::Timestamp, "2024-02-29T23:59:59.999999"),
        (
            Value::TimestampTz(DateTime::from_timestamp_micros(1_700_000_000_000_001).unwrap()),
            DataType::TimestampTz,
            "2023-11-14T22:13:20.000001Z",
        ),
    ];
    for (value, data_type, expected) in cases {
        let parameters = [value];
        let rows = database.rows("SELECT ?", &parameters, &[data_type]).await.unwrap();
        assert_eq!(rows, [[expected]], "{parameters:?}");
    }
}

#[tokio::test]
async fn decimals_are_equal_to_what_the_server_calls_them() {
    let database = Database::fresh().await;
    let texts =
        ["0", "0.1", "-0.0001", "79228162514264337593543950335", "7.9228162514264337593543950335"];
    for text in texts {
        let value = Value::Decimal(Decimal::from_str(text).unwrap());
        let sql = format!("SELECT ? = {text}, ? = {text} + 0.0000000000000000000000000001");
        let types = [DataType::Boolean; 2];
        let rows = database.rows(&sql, &[value.clone(), value], &types).await;
        assert_eq!(rows.unwrap(), [["true", "false"]], "{text}");
    }
}

#[tokio::test]
async fn values_go_to_their_placeholders_in_order_and_change_their_types() {
    let database = Database::fresh().await;
    let sql = "SELECT ?, ?, ?";
    let types = [DataType::Text; 3];
    let first = [Value::Text("a".into()), Value::Text("b".into()), Value::Text("a".into())];
    assert_eq!(database.rows(sql, &first, &types).await.unwrap(), [["a", "b", "a"]]);
    let second = [Value::Integer(1), Value::Text("12345678".into()), Value::Float(1.5)];
    assert_eq!(database.rows(sql, &second, &types).await.unwrap(), [["1", "12345678", "1.5"]]);
}

#[tokio::test]
async fn a_point_asks_for_a_cast() {
    let database = Database::fresh().await;
    let answer = database.value("SELECT POINT(1, 2)", DataType::Other).await;
    let Err(EngineError::Query(cause)) = answer else { panic!("{answer:?}") };
    assert!(cause.to_string().contains("cast to text"), "{cause}");
    let text = database.value("SELECT ST_AsText(POINT(1, 2))", DataType::Other).await;
    assert_eq!(text.unwrap(), "POINT(1 2)");
}
