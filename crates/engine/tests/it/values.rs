//! Text, NULL, and types that PostgreSQL lets people make.

use souk_engine::{EngineError, Limits};
use souk_model::DataType;

use crate::support::{Database, is_null};

#[tokio::test]
async fn text_of_every_type_arrives_unchanged() {
    let database = Database::holding(
        "CREATE TYPE mood AS ENUM ('glad', 'Üzgün 😀'); CREATE DOMAIN email AS varchar(50);
         CREATE DOMAIN work_email AS email; CREATE DOMAIN feeling AS mood;",
    )
    .await;
    let cases = [
        ("'שלום עולם 😀 \u{202e}x'::text", DataType::Text, "שלום עולם 😀 \u{202e}x"),
        ("''::text", DataType::Text, ""),
        ("'ab'::char(4)", DataType::Text, "ab  "),
        ("'x'::\"char\"", DataType::Text, "x"),
        ("'n'::name", DataType::Text, "n"),
        ("'Üzgün 😀'::public.mood", DataType::Text, "Üzgün 😀"),
        ("'glad'::public.feeling", DataType::Text, "glad"),
        ("'a@b.no'::public.work_email", DataType::Text, "a@b.no"),
        ("'{\"b\": 1,  \"a\": 2}'::json", DataType::Json, "{\"b\": 1,  \"a\": 2}"),
        ("'{\"b\": 1,  \"a\": 2}'::jsonb", DataType::Json, "{\"a\": 2, \"b\": 1}"),
        ("'<a/>'::xml", DataType::Other, "<a/>"),
        (
            "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid",
            DataType::Uuid,
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        ),
        ("'\\xDEADBEEF'::bytea", DataType::Bytes, "deadbeef"),
        ("true", DataType::Boolean, "true"),
        ("1 = 2", DataType::Boolean, "false"),
    ];
    for (expression, data_type, expected) in cases {
        let value = database.value(&format!("SELECT {expression}"), data_type).await;
        assert_eq!(value.unwrap(), expected, "{expression}");
    }
}

#[tokio::test]
async fn null_is_null_in_every_type() {
    let database = Database::fresh().await;
    let types = [
        (DataType::Boolean, "boolean"),
        (DataType::Int32, "int4"),
        (DataType::Int64, "int8"),
        (DataType::UInt64, "numeric"),
        (DataType::Float32, "float4"),
        (DataType::Float64, "float8"),
        (DataType::Decimal { precision: 15, scale: 2 }, "numeric"),
        (DataType::Numeric, "numeric"),
        (DataType::Text, "text"),
        (DataType::Uuid, "uuid"),
        (DataType::Bytes, "bytea"),
        (DataType::Date, "date"),
        (DataType::Time, "time"),
        (DataType::Timestamp, "timestamp"),
        (DataType::TimestampTz, "timestamptz"),
        (DataType::Json, "jsonb"),
    ];
    let casts: Vec<_> = types.iter().map(|(_, name)| format!("NULL::{name}")).collect();
    let columns: Vec<_> = types.iter().map(|(data_type, _)| *data_type).collect();
    let sql = format!("SELECT {}", casts.join(", "));
    let batches = database.ask(&sql, &[], &columns, &Limits::default()).await.unwrap();
    for (index, data_type) in columns.into_iter().enumerate() {
        assert!(is_null(&batches[0], index, 0), "{data_type:?}");
        let expected = souk_engine::arrow_type(data_type);
        assert_eq!(batches[0].column(index).data_type(), &expected);
    }
}

#[tokio::test]
async fn a_type_without_a_plain_form_asks_for_a_cast() {
    let database = Database::fresh().await;
    for expression in ["'1 day'::interval", "ARRAY[1,2]", "int4range(1,2)", "ROW(1,2)"] {
        let answer = database.value(&format!("SELECT {expression}"), DataType::Other).await;
        let Err(EngineError::Query(cause)) = answer else { panic!("{expression}: {answer:?}") };
        assert!(cause.to_string().contains("cast to text"), "{expression}: {cause}");
        let sql = format!("SELECT ({expression})::text");
        assert!(database.value(&sql, DataType::Other).await.is_ok(), "{expression}");
    }
}

#[tokio::test]
async fn an_answer_with_another_number_of_columns_is_refused() {
    let database = Database::fresh().await;
    let answer = database.rows("SELECT 1, 2", &[], &[DataType::Int32]).await;
    assert!(matches!(answer, Err(EngineError::Query(_))), "{answer:?}");
}

#[tokio::test]
async fn columns_are_matched_by_position() {
    let database = Database::fresh().await;
    let sql = "SELECT 1 AS same, 2 AS same, 3 AS \"c0\"";
    let rows = database.rows(sql, &[], &[DataType::Int32; 3]).await.unwrap();
    assert_eq!(rows, [["1", "2", "3"]]);
}

#[tokio::test]
async fn no_rows_are_no_batches() {
    let database = Database::fresh().await;
    let sql = "SELECT 1 WHERE false";
    let batches = database.ask(sql, &[], &[DataType::Int32], &Limits::default()).await.unwrap();
    assert!(batches.is_empty());
}
