//! Parquet files are written whole or not at all.

use std::fs;
use std::sync::Arc;

use souk_engine::arrow::array::Int64Array;
use souk_engine::arrow::datatypes::{DataType as ArrowType, Field, Schema};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_files::write_parquet;
use souk_model::DataType;

use crate::support::{Folder, bad_file, value};

fn batch(from: i64, to: i64) -> RecordBatch {
    let schema = Arc::new(Schema::new(vec![Field::new("id", ArrowType::Int64, false)]));
    RecordBatch::try_new(schema, vec![Arc::new(Int64Array::from_iter_values(from..to))]).unwrap()
}

#[tokio::test]
async fn what_is_written_is_read_back() {
    let folder = Folder::new();
    let path = folder.path().join("t.parquet");
    let batches = [batch(0, 1000), batch(1000, 1500)];
    assert_eq!(write_parquet(&path, batches[0].schema(), batches).unwrap(), 1500);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let sql = "SELECT SUM(id) FROM t";
    assert_eq!(value(&folder.engine(), sql, DataType::Int64).await.unwrap(), "1124250");
    assert_eq!(folder.read_all().await.unwrap().tables[0].row_estimate, Some(1500));
}

#[tokio::test]
async fn a_failed_write_leaves_the_old_file() {
    let folder = Folder::new();
    let path = folder.path().join("t.parquet");
    write_parquet(&path, batch(0, 3).schema(), [batch(0, 3)]).unwrap();
    let other = RecordBatch::try_from_iter([(
        "text",
        Arc::new(souk_engine::arrow::array::StringArray::from(vec!["x"])) as _,
    )]);
    assert!(write_parquet(&path, batch(0, 3).schema(), [other.unwrap()]).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let sql = "SELECT COUNT(*) FROM t";
    assert_eq!(value(&folder.engine(), sql, DataType::Int64).await.unwrap(), "3");
}

#[tokio::test]
async fn a_file_cut_short_is_refused_by_name() {
    let folder = Folder::new();
    let path = folder.path().join("t.parquet");
    write_parquet(&path, batch(0, 5000).schema(), [batch(0, 5000)]).unwrap();
    let bytes = fs::read(&path).unwrap();
    for keep in [bytes.len() - 1, bytes.len() / 2, 10, 4] {
        fs::write(&path, &bytes[..keep]).unwrap();
        let words = bad_file(folder.read_all().await);
        assert!(words.starts_with("t.parquet"), "{words}");
    }
}

#[tokio::test]
async fn a_damaged_page_is_an_error_of_the_question() {
    let folder = Folder::new();
    let path = folder.path().join("t.parquet");
    write_parquet(&path, batch(0, 5000).schema(), [batch(0, 5000)]).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[20..200].fill(0xAA);
    fs::write(&path, &bytes).unwrap();
    let answer = value(&folder.engine(), "SELECT SUM(id) FROM t", DataType::Int64).await;
    assert!(answer.is_err(), "{answer:?}");
}
