//! Numbers arrive exactly, or not at all.

use souk_engine::EngineError;
use souk_engine::arrow::datatypes::DataType as ArrowType;
use souk_model::DataType;

use crate::support::{Database, columns};

const fn decimal(precision: u8, scale: u8) -> DataType {
    DataType::Decimal { precision, scale }
}

async fn refused(database: &Database, sql: &str, data_type: DataType) -> String {
    match database.value(sql, data_type).await {
        Err(EngineError::Query(cause)) => cause.to_string(),
        other => panic!("{sql}: {other:?}"),
    }
}

#[tokio::test]
async fn integers_of_every_width_keep_their_extremes() {
    let database = Database::fresh().await;
    let cases = [
        ("SELECT (-32768)::int2", DataType::Int32, "-32768"),
        ("SELECT 2147483647::int4", DataType::Int32, "2147483647"),
        ("SELECT 2147483647::int4", DataType::Int64, "2147483647"),
        ("SELECT (-9223372036854775808)::int8", DataType::Int64, "-9223372036854775808"),
        ("SELECT 4294967295::oid", DataType::Int64, "4294967295"),
        ("SELECT 18446744073709551615::numeric", DataType::UInt64, "18446744073709551615"),
        ("SELECT 5::int8", DataType::Int32, "5"),
        ("SELECT 7::int4", decimal(10, 2), "7.00"),
        ("SELECT 7::int8", DataType::Numeric, "7"),
        ("SELECT 42::float8", DataType::Int64, "42"),
    ];
    for (sql, data_type, expected) in cases {
        assert_eq!(database.value(sql, data_type).await.unwrap(), expected, "{sql}");
    }
}

#[tokio::test]
async fn decimals_keep_every_digit() {
    let database = Database::fresh().await;
    let cases = [
        ("0.1::numeric(38,10)", decimal(38, 10), "0.1000000000"),
        (
            "'-1234567890123456789012345678.0123456789'::numeric(38,10)",
            decimal(38, 10),
            "-1234567890123456789012345678.0123456789",
        ),
        (
            "'99999999999999999999999999999999999999'::numeric(38,0)",
            decimal(38, 0),
            "99999999999999999999999999999999999999",
        ),
        (
            "'0.00000000000000000000000000000000000001'::numeric",
            decimal(38, 38),
            "0.00000000000000000000000000000000000001",
        ),
        ("0::numeric", decimal(5, 2), "0.00"),
        ("10000::numeric", decimal(15, 2), "10000.00"),
        ("100000000::numeric", DataType::Numeric, "100000000"),
        ("1.50::numeric", DataType::Numeric, "1.50"),
        ("-0.00001::numeric", DataType::Numeric, "-0.00001"),
        (
            "10::numeric ^ 60 + 0.1",
            DataType::Numeric,
            "1000000000000000000000000000000000000000000000000000000000000.1",
        ),
        ("1::numeric / 3", DataType::Numeric, "0.33333333333333333333"),
        ("'NaN'::numeric", DataType::Numeric, "NaN"),
        ("'Infinity'::numeric", DataType::Numeric, "Infinity"),
        ("'-Infinity'::numeric", DataType::Numeric, "-Infinity"),
    ];
    for (expression, data_type, expected) in cases {
        let sql = format!("SELECT {expression}");
        let value = database.value(&sql, data_type).await.unwrap();
        // PostgreSQL pads the quotient and power of numerics: compare with its own text too.
        if data_type == DataType::Numeric {
            let own = database.value(&format!("SELECT ({expression})::text"), DataType::Text).await;
            assert_eq!(value, own.unwrap(), "{sql}");
        }
        assert!(value.starts_with(expected), "{sql}: {value}");
    }
}

#[tokio::test]
async fn a_sum_of_integers_beyond_64_bits_is_right() {
    let database = Database::fresh().await;
    let sql = "SELECT SUM(x) FROM (VALUES (9223372036854775807::int8), (9223372036854775807)) v(x)";
    for data_type in [DataType::Numeric, decimal(38, 0)] {
        assert_eq!(database.value(sql, data_type).await.unwrap(), "18446744073709551614");
    }
    assert!(refused(&database, sql, DataType::Int64).await.contains("does not fit"));
}

#[tokio::test]
async fn a_number_that_does_not_fit_is_an_error_and_never_another_number() {
    let database = Database::fresh().await;
    let cases = [
        ("SELECT 2147483648::int8", DataType::Int32),
        ("SELECT (-1)::int4", DataType::UInt64),
        ("SELECT 1.005::numeric", decimal(10, 2)),
        ("SELECT 100000000::numeric", decimal(10, 2)),
        ("SELECT 100000000::int4", decimal(10, 2)),
        ("SELECT 10::numeric ^ 40", decimal(38, 0)),
        ("SELECT 1.5::numeric", DataType::Int64),
        ("SELECT 1.5::float8", DataType::Int64),
        ("SELECT 'NaN'::float8", DataType::Int64),
        ("SELECT 1e300::float8", DataType::Int64),
        ("SELECT 'NaN'::numeric", decimal(10, 2)),
        ("SELECT 'Infinity'::numeric", decimal(10, 2)),
        ("SELECT 9007199254740993::int8", DataType::Float64),
        ("SELECT 1.1::float8", DataType::Float32),
        ("SELECT 1.1::float8", decimal(10, 2)),
        ("SELECT 'seven'::text", DataType::Int64),
        ("SELECT 1::int4", DataType::Boolean),
    ];
    for (sql, data_type) in cases {
        let words = refused(&database, sql, data_type).await;
        assert!(words.starts_with("column \"c0\": "), "{sql}: {words}");
    }
}

#[tokio::test]
async fn floats_arrive_bit_for_bit() {
    let database = Database::fresh().await;
    let cases = [
        ("SELECT 0.1::float8", DataType::Float64, "0.1"),
        ("SELECT 0.1::float4", DataType::Float32, "0.1"),
        ("SELECT 0.1::float4", DataType::Float64, "0.10000000149011612"),
        ("SELECT 'NaN'::float8", DataType::Float64, "NaN"),
        ("SELECT '-Infinity'::float8", DataType::Float64, "-inf"),
        ("SELECT 0.1::numeric", DataType::Float64, "0.1"),
        ("SELECT 'NaN'::numeric", DataType::Float64, "NaN"),
        ("SELECT 9007199254740992::int8", DataType::Float64, "9007199254740992.0"),
    ];
    for (sql, data_type, expected) in cases {
        assert_eq!(database.value(sql, data_type).await.unwrap(), expected, "{sql}");
    }
}

#[tokio::test]
async fn text_that_is_a_decimal_is_marked_in_the_schema() {
    let database = Database::fresh().await;
    let columns = columns(&[DataType::Numeric, DataType::Text]);
    let sql = "SELECT 1.5::numeric, '1.5'::text";
    let rows = database.engine.run(sql, &[], &columns, None, &Default::default()).await.unwrap();
    let marks = |index: usize| rows.schema.field(index).metadata().get(souk_engine::DECIMAL_KEY);
    assert_eq!(rows.schema.field(0).data_type(), &ArrowType::Utf8);
    assert_eq!(marks(0).map(String::as_str), Some("true"));
    assert_eq!(marks(1), None);
}
