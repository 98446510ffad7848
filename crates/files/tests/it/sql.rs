//! What the SQL generator relies on in DataFusion, and what it must work around. A test that fails
//! here after an upgrade means that generated SQL has to be looked at again.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use souk_model::DataType;
use souk_query::Value;
use uuid::Uuid;

use crate::support::{plain, rows, value};

async fn boolean(sql: &str) -> bool {
    value(plain(), sql, DataType::Boolean).await.unwrap() == "true"
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went() {
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let time = day.and_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    let number = "-7.9228162514264337593543950335";
    let hostile = "'; DROP TABLE t; -- $1 \\ \" 😀";
    let cases = [
        (Value::Boolean(true), DataType::Boolean, "true"),
        (Value::Integer(i64::MIN), DataType::Int64, "-9223372036854775808"),
        (Value::Decimal(Decimal::from_str(number).unwrap()), DataType::Numeric, number),
        (Value::Decimal(Decimal::from_str("0.00").unwrap()), DataType::Numeric, "0.00"),
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
    for (parameter, data_type, expected) in cases {
        let parameters = [parameter];
        let answer = rows(plain(), "SELECT $1", &parameters, &[data_type]).await.unwrap();
        assert_eq!(answer, [[expected]], "{parameters:?}");
    }
}

#[tokio::test]
async fn placeholders_work_in_every_clause() {
    let sql = "WITH a AS (SELECT id, name FROM t WHERE id >= $1),
        b AS (SELECT id FROM a WHERE id IN ($1, $2) AND id IN
            (SELECT id FROM t WHERE id IN (SELECT id FROM t WHERE name = $3)))
        SELECT b.id FROM b WHERE b.id = (SELECT MIN(id) FROM t WHERE name = $3 HAVING COUNT(*) = 1)
        GROUP BY 1 ORDER BY 1 NULLS LAST LIMIT $2";
    let parameters = [Value::Integer(1), Value::Integer(2), Value::Text("two".to_owned())];
    assert_eq!(rows(plain(), sql, &parameters, &[DataType::Int64]).await.unwrap(), [["2"]]);
    assert!(rows(plain(), "SELECT $2", &[Value::Integer(1)], &[DataType::Int64]).await.is_err());
}

/// sqlparser gives the operator a weaker grip than AND.
#[tokio::test]
async fn is_not_distinct_from_needs_parentheses() {
    assert!(!boolean("SELECT (TRUE IS NOT DISTINCT FROM FALSE) AND FALSE").await);
    assert!(boolean("SELECT FALSE IS NOT DISTINCT FROM TRUE AND FALSE").await, "mended upstream?");
}

#[tokio::test]
async fn null_keys_match_in_a_full_join_of_parenthesised_conditions() {
    let sql = "SELECT a.name, b.id FROM t a FULL JOIN (SELECT * FROM t WHERE id > 1) b
        ON (a.name IS NOT DISTINCT FROM b.name) AND (a.id IS NOT DISTINCT FROM b.id)
        ORDER BY a.id NULLS LAST";
    let answer = rows(plain(), sql, &[], &[DataType::Text, DataType::Int64]).await.unwrap();
    assert_eq!(answer, [["one", "NULL"], ["two", "2"], ["NULL", "3"]]);
}

#[tokio::test]
async fn a_sum_of_integers_wraps_unless_it_is_cast() {
    let values = "(VALUES (9223372036854775807), (1)) v(x)";
    let wrapped = value(plain(), &format!("SELECT SUM(x) FROM {values}"), DataType::Int64).await;
    assert_eq!(wrapped.unwrap(), "-9223372036854775808", "mended upstream?");
    let sql = format!("SELECT SUM(CAST(x AS DECIMAL(38,0))) FROM {values}");
    assert_eq!(value(plain(), &sql, DataType::Numeric).await.unwrap(), "9223372036854775808");
}

#[tokio::test]
async fn local_time_follows_daylight_saving() {
    let local = |time: &str, zone: &str| {
        format!(
            "SELECT to_local_time(arrow_cast(arrow_cast(CAST('{time}' AS TIMESTAMP(6)),
             'Timestamp(Microsecond, Some(\"UTC\"))'), 'Timestamp(Microsecond, Some(\"{zone}\"))'))"
        )
    };
    let cases = [
        ("2024-03-31T00:59:59", "Europe/Oslo", "2024-03-31T01:59:59"),
        ("2024-03-31T01:00:00", "Europe/Oslo", "2024-03-31T03:00:00"),
        ("2024-10-27T00:30:00", "Europe/Oslo", "2024-10-27T02:30:00"),
        ("2024-10-27T01:30:00", "Europe/Oslo", "2024-10-27T02:30:00"),
        ("2024-01-01T00:00:00", "Asia/Kolkata", "2024-01-01T05:30:00"),
    ];
    for (time, zone, expected) in cases {
        let answer = value(plain(), &local(time, zone), DataType::Timestamp).await.unwrap();
        assert_eq!(answer, expected, "{time} {zone}");
    }
}

#[tokio::test]
async fn identifiers_keep_their_letters_and_literals_are_decimal() {
    let sql = "SELECT \"T0\".\"name\" AS \"a.B 😀\" FROM \"public\".\"t\" AS \"T0\"
        WHERE \"T0\".\"id\" < 1.5 GROUP BY 1";
    assert_eq!(rows(plain(), sql, &[], &[DataType::Text]).await.unwrap(), [["one"]]);
    assert!(boolean("SELECT 0.1 + 0.2 = 0.3").await);
    assert!(
        boolean("SELECT 'a%b' LIKE 'a\\%b' ESCAPE '\\' AND NOT 'axb' LIKE 'a\\%b' ESCAPE '\\'")
            .await
    );
    assert!(boolean("SELECT 'ÅSE' ILIKE 'åse'").await);
}
