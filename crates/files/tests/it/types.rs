//! Values arrive exactly in the promised types, or not at all.

use std::sync::Arc;

use souk_engine::arrow::array::{
    ArrayRef, BinaryArray, Date64Array, Decimal128Array, Decimal256Array, DictionaryArray,
    Float32Array, Int8Array, StringArray, StringViewArray, Time64MicrosecondArray,
    TimestampNanosecondArray, TimestampSecondArray, UInt32Array, UInt64Array,
};
use souk_engine::arrow::datatypes::{DataType as ArrowType, Int32Type, i256};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_engine::{DECIMAL_KEY, EngineError, Limits};
use souk_files::write_parquet;
use souk_model::DataType;

use crate::support::{Folder, ask, columns, plain, rows, value};

const fn decimal(precision: u8, scale: u8) -> DataType {
    DataType::Decimal { precision, scale }
}

fn every_type() -> RecordBatch {
    let dictionary: DictionaryArray<Int32Type> = vec![Some("d"), None].into_iter().collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("int8", Arc::new(Int8Array::from(vec![Some(-128), None]))),
        ("uint32", Arc::new(UInt32Array::from(vec![Some(u32::MAX), None]))),
        ("uint64", Arc::new(UInt64Array::from(vec![Some(u64::MAX), None]))),
        ("float32", Arc::new(Float32Array::from(vec![Some(0.1), None]))),
        (
            "dec",
            Arc::new(
                Decimal128Array::from(vec![Some(i128::pow(10, 38) - 1), None])
                    .with_precision_and_scale(38, 10)
                    .unwrap(),
            ),
        ),
        (
            "wide",
            Arc::new(
                Decimal256Array::from(vec![Some(i256::from_i128(i128::MAX)), None])
                    .with_precision_and_scale(50, 2)
                    .unwrap(),
            ),
        ),
        ("text", Arc::new(StringArray::from(vec![Some("😀"), None]))),
        ("view", Arc::new(StringViewArray::from(vec![Some("a rather long text view"), None]))),
        ("dictionary", Arc::new(dictionary)),
        ("bytes", Arc::new(BinaryArray::from_opt_vec(vec![Some(b"\xDE\xAD"), None]))),
        ("day", Arc::new(Date64Array::from(vec![Some(86_400_000), None]))),
        ("clock", Arc::new(Time64MicrosecondArray::from(vec![Some(1_500_000), None]))),
        ("nanos", Arc::new(TimestampNanosecondArray::from(vec![Some(1_234_567_891), None]))),
        (
            "instant",
            Arc::new(TimestampSecondArray::from(vec![Some(0), None]).with_timezone("Europe/Oslo")),
        ),
    ];
    RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, true)),
    )
    .unwrap()
}

fn folder_of(batch: RecordBatch) -> Folder {
    let folder = Folder::new();
    write_parquet(&folder.path().join("t.parquet"), batch.schema(), [batch]).unwrap();
    folder
}

#[tokio::test]
async fn every_type_of_a_parquet_file_is_mapped_and_read() {
    let folder = folder_of(every_type());
    let catalog = folder.read_all().await.unwrap();
    let expected = [
        ("int8", DataType::Int32, "-128"),
        ("uint32", DataType::Int64, "4294967295"),
        ("uint64", DataType::UInt64, "18446744073709551615"),
        ("float32", DataType::Float32, "0.1"),
        ("dec", decimal(38, 10), "9999999999999999999999999999.9999999999"),
        ("wide", DataType::Numeric, "1701411834604692317316873037158841057.27"),
        ("text", DataType::Text, "😀"),
        ("view", DataType::Text, "a rather long text view"),
        ("dictionary", DataType::Text, "d"),
        ("bytes", DataType::Bytes, "dead"),
        ("day", DataType::Date, "1970-01-02"),
        ("clock", DataType::Time, "00:00:01.500"),
        ("nanos", DataType::Timestamp, "1970-01-01T00:00:01.234567"),
        ("instant", DataType::TimestampTz, "1970-01-01T00:00:00Z"),
    ];
    let found: Vec<_> = catalog.tables[0].columns.iter().collect();
    assert_eq!(catalog.tables[0].row_estimate, Some(2));
    let engine = folder.engine();
    for (column, (name, data_type, text)) in found.into_iter().zip(expected) {
        assert_eq!((column.name.as_str(), column.data_type), (name, data_type));
        let sql = format!("SELECT \"{name}\" FROM t ORDER BY \"{name}\" NULLS LAST");
        let answer = rows(&engine, &sql, &[], &[data_type]).await.unwrap();
        assert_eq!(answer, [[text], ["NULL"]], "{name}");
        let batches = ask(&engine, &sql, &[], &[data_type], &Limits::default()).await.unwrap();
        assert_eq!(batches[0].column(0).data_type(), &souk_engine::arrow_type(data_type));
    }
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_an_error_and_never_another_value() {
    let cases = [
        ("SELECT 2147483648", DataType::Int32),
        ("SELECT -1", DataType::UInt64),
        ("SELECT 1.005", decimal(10, 2)),
        ("SELECT 100000000", decimal(10, 2)),
        ("SELECT CAST(1.5 AS DOUBLE)", DataType::Int64),
        ("SELECT CAST('NaN' AS DOUBLE)", DataType::Int64),
        ("SELECT 1.5", DataType::Int64),
        ("SELECT 9007199254740993", DataType::Float64),
        ("SELECT 'seven'", DataType::Int64),
        ("SELECT CAST(0.1 AS DOUBLE)", DataType::Float32),
        ("SELECT CAST(0.1 AS DOUBLE)", DataType::Numeric),
        ("SELECT CAST('2024-01-01T00:00:01' AS TIMESTAMP)", DataType::Date),
        // Sums that outgrow 38 digits.
        (
            "SELECT SUM(x) FROM (VALUES (CAST('99999999999999999999999999999999999999' AS DECIMAL(38,0))),
             (CAST('1' AS DECIMAL(38,0)))) v(x)",
            decimal(38, 0),
        ),
    ];
    for (sql, data_type) in cases {
        let answer = value(plain(), sql, data_type).await;
        assert!(matches!(answer, Err(EngineError::Query(_))), "{sql}: {answer:?}");
    }
}

#[tokio::test]
async fn values_that_fit_another_type_are_converted() {
    let cases = [
        ("SELECT 7", DataType::Int32, "7"),
        ("SELECT 7", decimal(10, 2), "7.00"),
        ("SELECT 7", DataType::Float64, "7.0"),
        ("SELECT 7", DataType::Numeric, "7"),
        ("SELECT 1.50", DataType::Numeric, "1.50"),
        ("SELECT 1.500", decimal(10, 2), "1.50"),
        ("SELECT 0.1", DataType::Float64, "0.1"),
        ("SELECT 7.0", DataType::Int64, "7"),
        ("SELECT DATE '2024-02-29'", DataType::Timestamp, "2024-02-29T00:00:00"),
        ("SELECT date_trunc('month', DATE '2024-02-29')", DataType::Date, "2024-02-01"),
        (
            "SELECT date_trunc('month', DATE '2024-02-29')",
            DataType::Timestamp,
            "2024-02-01T00:00:00",
        ),
        ("SELECT NULL", DataType::Int64, "NULL"),
        ("SELECT TRUE", DataType::Boolean, "true"),
        ("SELECT ROW_NUMBER() OVER ()", DataType::Int64, "1"),
        (
            "SELECT CAST(SUM(CAST(x AS DECIMAL(38,0))) AS DECIMAL(38,0)) FROM
          (VALUES (9223372036854775807), (9223372036854775807)) v(x)",
            decimal(38, 0),
            "18446744073709551614",
        ),
    ];
    for (sql, data_type, expected) in cases {
        assert_eq!(value(plain(), sql, data_type).await.unwrap(), expected, "{sql}");
    }
}

#[tokio::test]
async fn the_schema_is_the_promised_one() {
    let columns = columns(&[DataType::Numeric, DataType::Text]);
    let sql = "SELECT 1.5 AS whatever, 'x'";
    let rows = plain().run(sql, &[], &columns, None, &Limits::default()).await.unwrap();
    assert_eq!(rows.schema.field(0).name(), "c0");
    assert_eq!(rows.schema.field(0).data_type(), &ArrowType::Utf8);
    assert!(rows.schema.field(0).metadata().contains_key(DECIMAL_KEY));
    let wrong = plain().run("SELECT 1, 2, 3", &[], &columns, None, &Limits::default()).await;
    assert!(matches!(wrong, Err(EngineError::Query(_))), "{wrong:?}");
}
