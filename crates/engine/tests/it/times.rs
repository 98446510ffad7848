//! Days, instants and times of day.

use souk_engine::EngineError;
use souk_model::DataType;

use crate::support::Database;

#[tokio::test]
async fn dates_and_instants_arrive_to_the_microsecond() {
    let database = Database::fresh().await;
    let cases = [
        ("'2024-02-29'::date", DataType::Date, "2024-02-29"),
        ("'0001-01-01'::date", DataType::Date, "0001-01-01"),
        ("'9999-12-31'::date", DataType::Date, "9999-12-31"),
        (
            "'1999-12-31 23:59:59.999999'::timestamp",
            DataType::Timestamp,
            "1999-12-31T23:59:59.999999",
        ),
        (
            "'1969-12-31 23:59:59.999999'::timestamp",
            DataType::Timestamp,
            "1969-12-31T23:59:59.999999",
        ),
        ("'2024-03-31 02:30:00+02'::timestamptz", DataType::TimestampTz, "2024-03-31T00:30:00Z"),
        ("'2024-03-31 02:30:00'::timestamp", DataType::TimestampTz, "2024-03-31T02:30:00Z"),
        ("'2024-03-31'::date", DataType::Timestamp, "2024-03-31T00:00:00"),
        ("'1969-12-31 00:00:00'::timestamp", DataType::Date, "1969-12-31"),
        ("'23:59:59.5'::time", DataType::Time, "23:59:59.500000"),
        ("'24:00:00'::time", DataType::Time, "24:00:00"),
        ("'10:00:00+05:30'::timetz", DataType::Time, "10:00:00+05:30"),
        ("'10:00:00-03'::timetz", DataType::Time, "10:00:00-03:00"),
    ];
    for (expression, data_type, expected) in cases {
        let sql = format!("SELECT {expression}");
        assert_eq!(database.value(&sql, data_type).await.unwrap(), expected, "{sql}");
    }
}

#[tokio::test]
async fn an_infinite_or_unrepresentable_date_is_a_clear_error() {
    let database = Database::fresh().await;
    let cases = [
        ("'infinity'::date", DataType::Date),
        ("'-infinity'::date", DataType::Date),
        ("'infinity'::timestamp", DataType::Timestamp),
        ("'-infinity'::timestamptz", DataType::TimestampTz),
        ("'infinity'::timestamptz", DataType::Text),
        ("'294276-12-31 23:59:59.999999'::timestamp", DataType::Timestamp),
        ("'2024-01-01 00:00:01'::timestamp", DataType::Date),
        ("'5874897-12-31'::date", DataType::Text),
    ];
    for (expression, data_type) in cases {
        let answer = database.value(&format!("SELECT {expression}"), data_type).await;
        assert!(matches!(answer, Err(EngineError::Query(_))), "{expression}: {answer:?}");
    }
}

#[tokio::test]
async fn every_session_counts_time_in_utc() {
    let database = Database::fresh().await;
    let name = database.options.get_database().unwrap();
    database.execute(&format!("ALTER DATABASE {name} SET timezone = 'Asia/Tokyo'")).await;
    let sql = "SELECT date_trunc('day', '2024-01-01 20:00:00Z'::timestamptz)";
    let value = database.value(sql, DataType::TimestampTz).await.unwrap();
    assert_eq!(value, "2024-01-01T00:00:00Z");
}
