//! Tables without rows, with thousands of columns and cut short.

use std::fmt::Write as _;
use std::sync::Arc;

use datafusion::parquet::arrow::ArrowWriter;
use souk_engine::arrow::array::Int64Array;
use souk_engine::arrow::datatypes::{DataType as ArrowType, Field, Schema};
use souk_engine::arrow::ipc::writer::FileWriter;
use souk_engine::arrow::record_batch::RecordBatch;
use souk_model::DataType;

use crate::support::{Folder, value};

const COLUMNS: usize = 5000;

fn batch(columns: usize, rows: i64) -> RecordBatch {
    let name = |column: usize| Field::new(format!("c {column}"), ArrowType::Int64, true);
    let fields: Vec<_> = (0..columns).map(name).collect();
    let values = |_| Arc::new(Int64Array::from_iter_values(0..rows)) as _;
    let schema = Arc::new(Schema::new(fields));
    RecordBatch::try_new(schema, (0..columns).map(values).collect()).unwrap()
}

fn parquet(batch: &RecordBatch) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn arrow(batch: &RecordBatch) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = FileWriter::try_new(&mut bytes, &batch.schema()).unwrap();
    writer.write(batch).unwrap();
    writer.finish().unwrap();
    bytes
}

fn csv(batch: &RecordBatch) -> Vec<u8> {
    let names: Vec<_> = (0..batch.num_columns()).map(|one| format!("c {one}")).collect();
    let mut text = names.join(",") + "\n";
    for row in 0..batch.num_rows() {
        for column in 0..batch.num_columns() {
            let comma = if column == 0 { "" } else { "," };
            let _ = write!(text, "{comma}{row}");
        }
        text.push('\n');
    }
    text.into_bytes()
}

#[tokio::test]
async fn five_thousand_columns_are_read_and_asked() {
    let wide = batch(COLUMNS, 5);
    for (name, bytes) in
        [("t.parquet", parquet(&wide)), ("t.arrow", arrow(&wide)), ("t.csv", csv(&wide))]
    {
        let folder = Folder::new();
        folder.write(name, &bytes);
        let catalog = folder.read_all().await.unwrap();
        assert_eq!(catalog.tables[0].columns.len(), COLUMNS, "{name}");
        let sql = "SELECT CAST(SUM(\"c 0\" + \"c 4999\") AS VARCHAR) FROM t";
        assert_eq!(value(&folder.engine(), sql, DataType::Text).await.unwrap(), "20", "{name}");
    }
}

#[tokio::test]
async fn a_table_without_rows_has_columns_and_counts_none() {
    let empty = batch(2, 0);
    for (name, bytes) in [("t.parquet", parquet(&empty)), ("t.arrow", arrow(&empty))] {
        let folder = Folder::new();
        folder.write(name, &bytes);
        assert_eq!(folder.read_all().await.unwrap().tables[0].columns.len(), 2, "{name}");
        let count = value(&folder.engine(), "SELECT COUNT(*) FROM t", DataType::Int64).await;
        assert_eq!(count.unwrap(), "0", "{name}");
    }
}

#[tokio::test]
async fn a_file_that_is_cut_short_is_an_error_and_not_a_shorter_table() {
    let whole = batch(3, 10_000);
    for (name, bytes) in [("t.parquet", parquet(&whole)), ("t.arrow", arrow(&whole))] {
        for part in [1, 2, 3] {
            let folder = Folder::new();
            folder.write(name, &bytes);
            let engine = folder.engine();
            let sql = "SELECT COUNT(\"c 1\") FROM t";
            assert_eq!(value(&engine, sql, DataType::Int64).await.unwrap(), "10000", "{name}");
            folder.write(name, &bytes[..bytes.len() * part / 4]);
            assert!(folder.read_all().await.is_err(), "{name}, {part} quarters");
            let cut = value(&engine, sql, DataType::Int64).await;
            assert!(cut.is_err(), "{name}, {part} quarters: {cut:?}");
        }
    }
}
