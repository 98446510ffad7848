//! What lies in a bucket is read as what lies on a disk.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use souk_engine::arrow::array::{Int64Array, StringArray};
use souk_engine::arrow::ipc::writer::{FileWriter, StreamWriter};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_engine::{EngineError, Progress};
use souk_files::internals::RawFiles;
use souk_files::write_parquet;
use souk_model::{Catalog, DataType};

use super::Bucket;
use crate::support::{Folder, bad_file, names, rows, value};

fn batch() -> RecordBatch {
    RecordBatch::try_from_iter([
        ("id", Arc::new(Int64Array::from_iter(0..5000)) as _),
        ("name", Arc::new(StringArray::from_iter_values((0..5000).map(|n| n.to_string()))) as _),
    ])
    .unwrap()
}

/// Files of every format, compressed and not, alone, in folders, and in folders that name columns.
fn every_kind() -> Folder {
    let folder = Folder::with(&[
        ("plain.csv", "id,name\n1,one\n2,\"two\nlines\"\n3,\n"),
        ("tabs.tsv", "id\tname\n1\tone\n"),
        ("lines.jsonl", "{\"id\": 1, \"tag\": \"x\"}\n{\"id\": 2, \"tag\": null}\n"),
        ("array.json", "  [{\"id\": 1}, {\"id\": 2}]"),
        ("odd/Ü b+c%d & 'e'.csv", "id\n1\n"),
        ("odd/f=g.csv", "id\n2\n"),
        ("many/1.csv", "id,name\n1,a\n"),
        ("many/2.csv", "id,name\n2,b\n"),
        ("sales/year=2023/month=12/a.csv", "id,amount\n1,1.5\n"),
        ("sales/year=2024/month=01/a.csv", "id,amount\n2,2.5\n3,3.5\n"),
        ("sales/year=2024/month=10/b.csv", "id,amount\n4,4.5\n"),
        ("_hidden.csv", "id\n1\n"),
        ("notes.txt", "not a table"),
    ]);
    let text: String = (0..20_000).map(|n| format!("{n},line {n}\n")).collect();
    let text = format!("id,name\n{text}");
    folder.write("packed.csv.zst", &zstd::encode_all(text.as_bytes(), 1).unwrap());
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, text.as_bytes()).unwrap();
    folder.write("zipped.csv.gz", &gzip.finish().unwrap());
    write_parquet(&folder.path().join("columns.parquet"), batch().schema(), [batch()]).unwrap();
    let mut file = FileWriter::try_new(Vec::new(), &batch().schema()).unwrap();
    file.write(&batch()).unwrap();
    folder.write("arrow.arrow", &file.into_inner().unwrap());
    let mut stream = StreamWriter::try_new(Vec::new(), &batch().schema()).unwrap();
    stream.write(&batch()).unwrap();
    folder.write("stream.ipc", &stream.into_inner().unwrap());
    folder
}

fn upload(from: &Path, below: &Path, bucket: &Bucket, prefix: &str) {
    for entry in fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            upload(from, &path, bucket, prefix);
        } else {
            let key = path.strip_prefix(from).unwrap().to_str().unwrap();
            bucket.put(&format!("{prefix}{key}"), &fs::read(&path).unwrap());
        }
    }
}

/// All rows of all tables, each table's in an order of their own.
async fn everything(engine: &RawFiles) -> (Catalog, Vec<Vec<Vec<String>>>) {
    let catalog = engine.engine().introspect(&Progress::default()).await.unwrap();
    let mut tables = Vec::new();
    for table in &catalog.tables {
        let names: Vec<_> =
            table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let types: Vec<_> = table.columns.iter().map(|column| column.data_type).collect();
        let sql = format!("SELECT {} FROM \"{}\"", names.join(", "), table.name);
        let mut found = rows(engine, &sql, &[], &types).await.unwrap();
        found.sort();
        tables.push(found);
    }
    (catalog, tables)
}

#[tokio::test]
async fn every_kind_of_file_reads_as_it_does_from_the_disk() {
    let folder = every_kind();
    let bucket = Bucket::with(&[("elsewhere/plain.csv", "id\n666\n"), ("plain.csv", "id\n666\n")]);
    upload(folder.path(), folder.path(), &bucket, "data/shop/");
    // A folder that somebody made by hand.
    bucket.put("data/shop/many/", b"");
    let here = everything(&bucket.engine(&json!({"prefix": "data/shop"}))).await;
    let there = everything(&folder.engine()).await;
    assert_eq!(here.0.tables.len(), 12);
    assert_eq!(here, there);
}

#[tokio::test]
async fn files_lists_folders_and_patterns_find_what_they_find_on_the_disk() {
    let folder = every_kind();
    let bucket = Bucket::with(&[]);
    upload(folder.path(), folder.path(), &bucket, "");
    for path in [
        json!("plain.csv"),
        json!(["plain.csv", "many", "zipped.csv.gz"]),
        json!("many/2.csv"),
        json!("many/"),
        json!("sales"),
        json!("*.csv"),
        json!("m*/?.csv"),
        json!("sales/year=2024/*/a.csv"),
        json!("odd/Ü b+c%d & 'e'.csv"),
    ] {
        let here = everything(&bucket.engine(&json!({"path": path}))).await;
        let there = everything(&folder.engine_over(&json!({"path": path}))).await;
        assert_eq!(here, there, "{path}");
    }
    let named = bucket.engine(&json!({"path": "notes.txt", "format": "csv"}));
    assert_eq!(names(&named.engine().introspect(&Progress::default()).await.unwrap()), ["notes"]);
}

#[tokio::test]
async fn partitions_are_read_where_the_question_asks_for_them() {
    let folder = every_kind();
    let bucket = Bucket::with(&[]);
    upload(&folder.path().join("sales"), &folder.path().join("sales"), &bucket, "sales/");
    let engine = bucket.engine(&json!({"path": "sales"}));
    let sql = "SELECT SUM(amount) FROM sales WHERE year = 2024 AND month = 1";
    assert_eq!(value(&engine, sql, DataType::Float64).await.unwrap(), "6.0");
}

#[tokio::test]
async fn an_object_that_is_gone_is_an_error_and_not_an_empty_table() {
    let bucket = Bucket::with(&[("t/1.csv", "id\n1\n"), ("t/2.csv", "id\n2\n")]);
    let engine = bucket.engine(&json!({}));
    let sql = "SELECT COUNT(*) FROM t";
    assert_eq!(value(&engine, sql, DataType::Int64).await.unwrap(), "2");
    bucket.server.delete(&bucket.name, "t/2.csv");
    let answer = value(&engine, sql, DataType::Int64).await;
    assert!(matches!(answer, Err(EngineError::Missing(_))), "{answer:?}");
}

#[tokio::test]
async fn an_object_that_grew_is_read_to_its_end() {
    let bucket = Bucket::with(&[("t.csv", "id\n1\n")]);
    let engine = bucket.engine(&json!({}));
    let sql = "SELECT SUM(id) FROM t";
    assert_eq!(value(&engine, sql, DataType::Int64).await.unwrap(), "1");
    bucket.put("t.csv", b"id\n1\n20\n300\n");
    assert_eq!(value(&engine, sql, DataType::Int64).await.unwrap(), "321");
}

async fn refused(bucket: &Bucket, fields: &Json) -> String {
    bad_file(bucket.engine(fields).engine().introspect(&Progress::default()).await)
}

#[tokio::test]
async fn broken_objects_are_refused_by_name() {
    let bucket = Bucket::with(&[
        ("a/cut.parquet", "PAR1 and no more"),
        ("b/cut.arrow", "ARROW1\0\0 and no more"),
        ("b/empty.arrow", ""),
        ("b/empty.parquet", ""),
        ("c/empty.csv", ""),
        ("d/t/first.csv", "a,b\n1,2\n"),
        ("d/t/second.csv", "b,a\n1,2\n"),
        ("e/twice.csv", "a,a\n1,2\n"),
        ("f/x.csv", "a\n1\n"),
        ("f/x.csv/y.csv", "a\n1\n"),
    ]);
    for (path, words) in [
        ("a/cut.parquet", "no whole Parquet file"),
        ("b/cut.arrow", "no whole Arrow file"),
        ("b/empty.arrow", "no whole Arrow file"),
        ("b/empty.parquet", "no whole Parquet file"),
        ("c/empty.csv", "empty or has no columns"),
        ("d", "different columns"),
        ("e", "two columns"),
        ("f", "an object and a folder too"),
    ] {
        let told = refused(&bucket, &json!({"path": path})).await;
        assert!(told.contains(words), "{path}: {told}");
    }
}
