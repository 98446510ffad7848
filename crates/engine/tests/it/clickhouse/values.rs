//! Values of every type arrive exactly, or not at all.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate};
use futures::TryStreamExt;
use rust_decimal::Decimal;
use souk_engine::{EngineError, Limits};
use souk_model::DataType;
use souk_query::Value;
use uuid::Uuid;

use super::Database;
use crate::support::columns;

const fn decimal(precision: u8, scale: u8) -> DataType {
    DataType::Decimal { precision, scale }
}

#[tokio::test]
async fn columns_of_every_type_arrive_exactly() {
    let database = Database::fresh();
    let cases = [
        ("Int8", "-128", DataType::Int32, "-128"),
        ("UInt8", "255", DataType::Int32, "255"),
        ("UInt8", "1", DataType::Boolean, "true"),
        ("Int16", "-32768", DataType::Int32, "-32768"),
        ("UInt16", "65535", DataType::Int32, "65535"),
        ("Int32", "-2147483648", DataType::Int32, "-2147483648"),
        ("UInt32", "4294967295", DataType::Int64, "4294967295"),
        ("Int64", "-9223372036854775808", DataType::Int64, "-9223372036854775808"),
        ("UInt64", "18446744073709551615", DataType::UInt64, "18446744073709551615"),
        ("UInt64", "18446744073709551615", decimal(20, 0), "18446744073709551615"),
        ("Float32", "0.1", DataType::Float32, "0.1"),
        ("Float64", "0.1", DataType::Float64, "0.1"),
        ("Float64", "-1.7976931348623157e308", DataType::Float64, "-1.7976931348623157e308"),
        ("Float64", "nan", DataType::Float64, "NaN"),
        ("Float64", "inf", DataType::Float64, "inf"),
        ("Float32", "-inf", DataType::Float32, "-inf"),
        ("Decimal(9, 4)", "-12345.6789", decimal(9, 4), "-12345.6789"),
        ("Decimal(15, 2)", "-1234567890123.45", decimal(15, 2), "-1234567890123.45"),
        ("Decimal(9, 4)", "1.5", DataType::Numeric, "1.5000"),
        ("Decimal(9, 4)", "1.5", DataType::Float64, "1.5"),
        (
            "Decimal(38, 10)",
            "-9999999999999999999999999999.9999999999",
            decimal(38, 10),
            "-9999999999999999999999999999.9999999999",
        ),
        ("String", "'שלום 😀 \u{202e}x'", DataType::Text, "שלום 😀 \u{202e}x"),
        ("String", "'\\0a\\'\\\\'", DataType::Text, "\0a'\\"),
        ("String", "'\\xde\\xad\\x00'", DataType::Bytes, "dead00"),
        ("FixedString(4)", "'ab'", DataType::Text, "ab"),
        ("FixedString(4)", "'ab'", DataType::Bytes, "61620000"),
        ("Enum8('glad' = -1, 'it\\'s' = 2)", "'it\\'s'", DataType::Text, "it's"),
        ("Enum16('glad' = 1, 'Üzgün' = 3000)", "'Üzgün'", DataType::Text, "Üzgün"),
        ("LowCardinality(String)", "'low'", DataType::Text, "low"),
        ("LowCardinality(FixedString(4))", "'low'", DataType::Text, "low"),
        ("LowCardinality(Date)", "'2024-02-29'", DataType::Date, "2024-02-29"),
        ("LowCardinality(Nullable(String))", "'low'", DataType::Text, "low"),
        ("LowCardinality(Nullable(String))", "NULL", DataType::Text, "NULL"),
        ("LowCardinality(Nullable(String))", "''", DataType::Text, ""),
        (
            "UUID",
            "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
            DataType::Uuid,
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        ),
        ("Date", "'2024-02-29'", DataType::Date, "2024-02-29"),
        ("Date", "'2105-12-31'", DataType::Date, "2105-12-31"),
        ("DateTime", "'2024-02-29 23:59:59'", DataType::TimestampTz, "2024-02-29T23:59:59Z"),
        ("DateTime", "'2024-02-29 23:59:59'", DataType::Timestamp, "2024-02-29T23:59:59"),
        (
            "DateTime('Asia/Tokyo')",
            "'2024-02-29 09:00:00'",
            DataType::TimestampTz,
            "2024-02-29T00:00:00Z",
        ),
        ("DateTime", "'2024-02-29 00:00:00'", DataType::Date, "2024-02-29"),
        ("Nullable(Int64)", "NULL", DataType::Int64, "NULL"),
        ("Nullable(Decimal(15, 2))", "NULL", decimal(15, 2), "NULL"),
    ];
    for (index, (declared, literal, data_type, expected)) in cases.into_iter().enumerate() {
        let table = format!("t{index}");
        database.execute(&format!("CREATE TABLE {table} (x {declared}) ENGINE = Memory"));
        database.execute(&format!("INSERT INTO {table} VALUES ({literal})"));
        let value = database.value(&format!("SELECT x FROM {table}"), data_type).await;
        assert_eq!(value.unwrap(), expected, "{declared} {literal}");
    }
}

#[tokio::test]
async fn dictionaries_of_every_size_are_read() {
    let database = Database::holding(&[
        "CREATE TABLE t (n UInt64, x LowCardinality(Nullable(String))) ENGINE = MergeTree ORDER BY n",
        "INSERT INTO t SELECT number, nullIf(toString(number % 70000), '3')
         FROM (SELECT number FROM system.numbers LIMIT 80000)",
    ]);
    let sql = "SELECT n, x FROM t ORDER BY n";
    let rows = database.rows(sql, &[], &[DataType::Int64, DataType::Text]).await.unwrap();
    assert_eq!(rows.len(), 80_000);
    for (number, row) in rows.into_iter().enumerate() {
        let text = match number % 70_000 {
            3 => "NULL".to_owned(),
            other => other.to_string(),
        };
        assert_eq!(row, [number.to_string(), text]);
    }
}

#[tokio::test]
async fn a_number_that_does_not_fit_is_an_error_and_never_another_number() {
    let database = Database::fresh();
    let cases = [
        ("SELECT 2147483648", DataType::Int32),
        ("SELECT toInt64(-1)", DataType::UInt64),
        ("SELECT toDecimal64(1.005, 3)", decimal(10, 2)),
        ("SELECT 100000000", decimal(10, 2)),
        ("SELECT toDecimal64(1.5, 1)", DataType::Int64),
        ("SELECT 1.5", DataType::Int64),
        ("SELECT 9007199254740993", DataType::Float64),
        ("SELECT 'seven'", DataType::Int64),
        ("SELECT toDateTime('2024-01-01 00:00:01')", DataType::Date),
        ("SELECT '\\xff'", DataType::Text),
        ("SELECT [1, 2]", DataType::Other),
        ("SELECT (1, 'a')", DataType::Other),
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
    let cast = database.value("SELECT CAST([1, 2] AS Nullable(String))", DataType::Other).await;
    assert_eq!(cast.unwrap(), "[1,2]");
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went() {
    let database = Database::fresh();
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    let cases = [
        (Value::Boolean(true), DataType::Boolean, "true"),
        (Value::Integer(i64::MIN), DataType::Int64, "-9223372036854775808"),
        (Value::Integer(i64::MAX), DataType::Int64, "9223372036854775807"),
        (Value::Float(-0.1), DataType::Float64, "-0.1"),
        (Value::Float(5.0), DataType::Float64, "5.0"),
        (Value::Float(f64::MAX), DataType::Float64, "1.7976931348623157e308"),
        (Value::Float(f64::NEG_INFINITY), DataType::Float64, "-inf"),
        (Value::Uuid(Uuid::from_str(uuid).unwrap()), DataType::Uuid, uuid),
        (Value::Date(day), DataType::Date, "2024-02-29"),
        (
            Value::Timestamp(day.and_hms_opt(23, 59, 59).unwrap()),
            DataType::Timestamp,
            "2024-02-29T23:59:59",
        ),
        (
            Value::TimestampTz(DateTime::from_timestamp(1_700_000_000, 0).unwrap()),
            DataType::TimestampTz,
            "2023-11-14T22:13:20Z",
        ),
    ];
    for (value, data_type, expected) in cases {
        let parameters = [value];
        let rows = database.rows("SELECT {p1:String}", &parameters, &[data_type]).await.unwrap();
        assert_eq!(rows, [[expected]], "{parameters:?}");
    }
}

#[tokio::test]
async fn decimals_are_equal_to_what_the_server_calls_them() {
    let database = Database::fresh();
    let texts =
        ["0", "0.1", "-0.0001", "79228162514264337593543950335", "7.9228162514264337593543950335"];
    for text in texts {
        let number = Decimal::from_str(text).unwrap();
        let (value, scale) = (Value::Decimal(number), number.scale());
        let sql =
            format!("SELECT {{p1:Decimal(38, 9)}} = toDecimal128('{text}', {scale}), {{p1:x}}");
        let types = [DataType::Boolean, DataType::Numeric];
        let rows = database.rows(&sql, &[value], &types).await;
        assert_eq!(rows.unwrap(), [["true", text]], "{text}");
    }
}

/// Letters that end quotes, begin comments, braces and escapes, and any other ones; always the same.
fn hostile_texts() -> Vec<String> {
    let odd: Vec<char> =
        "'\"`\\{}p1:)-;/*#$%_?0nxtrb\n\r\t\0\u{1}\u{8}\u{7f}\u{85}\u{202e}é😀\u{fffd}\u{10ffff}"
            .chars()
            .collect();
    let mut state: u64 = 0x5eed;
    let mut draw = |bound: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let mut texts = vec!["'; DROP TABLE t; --".to_owned(), "\\".to_owned(), "\\'".to_owned()];
    for _ in 0..300 {
        let length = draw(30);
        let text = (0..length).map(|_| match draw(4) {
            0 => char::from_u32(u32::try_from(draw(0x11_0000)).unwrap()).unwrap_or('x'),
            _ => odd[draw(odd.len())],
        });
        texts.push(text.collect());
    }
    texts
}

#[tokio::test]
async fn no_text_is_ever_read_as_sql() {
    let database = Database::fresh();
    let texts = hostile_texts();
    for pair in texts.windows(2) {
        let parameters = [Value::Text(pair[0].clone()), Value::Text(pair[1].clone())];
        let sql = "SELECT {p1:String}, '{p1:String}', \"{p2:String}\", length({p2:String}), {p1:String} = {p2:String}
            FROM (SELECT {p2:String} AS \"{p2:String}\") -- {p9:String} '";
        let types =
            [DataType::Text, DataType::Text, DataType::Text, DataType::Int64, DataType::Boolean];
        let rows = database.rows(sql, &parameters, &types).await.unwrap();
        let is_same = (pair[0] == pair[1]).to_string();
        let length = pair[1].len().to_string();
        let expected = [pair[0].as_str(), "{p1:String}", &pair[1], &length, &is_same];
        assert_eq!(rows, [expected], "{pair:?}");
    }
}

#[tokio::test]
async fn a_long_text_is_bound_too() {
    let database = Database::fresh();
    let text = "'\\é".repeat(200_000);
    let sql = "SELECT length({p1:String})";
    let rows = database.rows(sql, &[Value::Text(text.clone())], &[DataType::Int64]).await;
    assert_eq!(rows.unwrap(), [[text.len().to_string()]]);
}

/// There 1969 would be 1970, and half a second none.
#[tokio::test]
async fn dates_that_the_server_does_not_know_are_refused_and_not_bent() {
    let database = Database::fresh();
    let day = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
    let values = [
        Value::Date(day(1969)),
        Value::Date(day(2106)),
        Value::Timestamp(day(1969).and_hms_opt(23, 59, 59).unwrap()),
        Value::TimestampTz(DateTime::from_timestamp_micros(1_700_000_000_000_001).unwrap()),
    ];
    for value in values {
        let answer = database
            .rows("SELECT {p1:Date}", std::slice::from_ref(&value), &[DataType::Text])
            .await;
        let Err(EngineError::Query(cause)) = answer else { panic!("{value:?}: {answer:?}") };
        assert!(cause.to_string().contains("this version of ClickHouse"), "{cause}");
    }
    let answer = database.rows("SELECT {p2:Date}", &[Value::Integer(1)], &[DataType::Int64]).await;
    assert!(matches!(answer, Err(EngineError::Query(_))), "{answer:?}");
}

/// The server has said 200 and sent rows before it fails; its message must not be taken for a row.
#[tokio::test]
async fn a_failure_in_the_middle_of_an_answer_is_noticed() {
    let database = Database::fresh();
    let sql = "SELECT toString(number) FROM system.numbers
        WHERE throwIf(number = 3000000) = 0 LIMIT 10000000";
    let limits = Limits { rows: usize::MAX, bytes: usize::MAX, ..Limits::default() };
    let columns = columns(&[DataType::Text]);
    let rows = database.engine.run(sql, &[], &columns, None, &limits).await.unwrap();
    let read = rows.batches.try_fold(0, async |sum, batch| Ok(sum + batch.num_rows()));
    let answer = read.await;
    let Err(EngineError::Query(cause)) = answer else { panic!("{answer:?}") };
    assert!(cause.to_string().contains("throwIf"), "{cause}");
    assert_eq!(database.value("SELECT 7", DataType::Int64).await.unwrap(), "7");
}

#[tokio::test]
async fn sums_and_means_of_exact_numbers_stay_exact() {
    let database = Database::holding(&[
        "CREATE TABLE t (x UInt64, d Decimal(18, 10)) ENGINE = Memory",
        "INSERT INTO t VALUES (18446744073709551615, 0.1), (1, 0.2), (1, 0.0000000001)",
    ]);
    let sql = "SELECT SUM(CAST(x AS Decimal(38, 0))), SUM(d) FROM t";
    let rows = database.rows(sql, &[], &[decimal(38, 0), decimal(38, 10)]).await;
    assert_eq!(rows.unwrap(), [["18446744073709551617", "0.3000000001"]]);
}
