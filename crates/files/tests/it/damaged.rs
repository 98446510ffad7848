//! Files whose lengths lie are errors, and cost no more memory than a question may have.

use std::sync::Arc;

use serde_json::json;
use souk_engine::EngineError;
use souk_engine::arrow::array::{ArrayRef, Int64Array, StringArray};
use souk_engine::arrow::ipc::CompressionType;
use souk_engine::arrow::ipc::root_as_footer;
use souk_engine::arrow::ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_files::internals::RawFiles;
use souk_files::write_parquet;
use souk_model::DataType;
use souk_testkit::generate::Draw;

use crate::bucket::Bucket;
use crate::support::{Folder, value};

/// More than any machine of these tests has.
const HUGE: i64 = 64 << 30;
const ROWS: i64 = 5000;
/// How many bytes the numbers of so many rows are.
const BYTES: i64 = ROWS * 8;

fn batch() -> RecordBatch {
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![7; 5000]));
    let names: ArrayRef = Arc::new(StringArray::from(vec!["name"; 5000]));
    RecordBatch::try_from_iter([("n", numbers), ("name", names)]).unwrap()
}

fn file(codec: Option<CompressionType>) -> Vec<u8> {
    let options = IpcWriteOptions::default().try_with_compression(codec).unwrap();
    let batch = batch();
    let mut writer =
        FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn stream(codec: Option<CompressionType>) -> Vec<u8> {
    let options = IpcWriteOptions::default().try_with_compression(codec).unwrap();
    let batch = batch();
    let mut writer =
        StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

/// The file with another number wherever this one stands.
fn with(mut bytes: Vec<u8>, number: i64, other: i64) -> Vec<u8> {
    let number = number.to_le_bytes();
    let places = (0..bytes.len() - 8).filter(|&place| bytes[place..place + 8] == number);
    let places: Vec<_> = places.collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + 8].copy_from_slice(&other.to_le_bytes());
    }
    bytes
}

/// How long the first part of the file is.
fn length_of_first_part(file: &[u8]) -> i64 {
    let end = file.len() - 10;
    let length = u32::from_le_bytes(file[end..end + 4].try_into().unwrap());
    let footer = root_as_footer(&file[end - usize::try_from(length).unwrap()..end]).unwrap();
    footer.recordBatches().unwrap().get(0).bodyLength()
}

async fn is_refused(engine: &RawFiles, case: &str) {
    let answer = value(engine, "SELECT SUM(n) FROM t", DataType::Int64).await;
    assert!(
        matches!(answer, Err(EngineError::BadFile(..) | EngineError::Query(_))),
        "{case}: {answer:?}"
    );
    let other = value(engine, "SELECT n FROM other", DataType::Int64).await;
    assert_eq!(other.unwrap(), "1", "{case}: others are still answered");
}

async fn is_refused_everywhere(case: &str, bytes: &[u8]) {
    let folder = Folder::with(&[("other.csv", "n\n1\n")]);
    folder.write("t.arrow", bytes);
    is_refused(&folder.engine(), case).await;
    let bucket = Bucket::with(&[("other.csv", "n\n1\n")]);
    bucket.put("t.arrow", bytes);
    is_refused(&bucket.engine(&json!({})), case).await;
}

#[tokio::test]
async fn a_compressed_part_that_claims_gigabytes_is_refused() {
    for codec in [CompressionType::ZSTD, CompressionType::LZ4_FRAME] {
        for (format, bytes) in [("file", file(Some(codec))), ("stream", stream(Some(codec)))] {
            let case = format!("{format}, {codec:?}");
            is_refused_everywhere(&case, &with(bytes, BYTES, HUGE)).await;
        }
    }
}

#[tokio::test]
async fn a_part_that_claims_more_than_its_file_is_refused() {
    let length = length_of_first_part(&file(None));
    for (format, bytes) in [("file", file(None)), ("stream", stream(None))] {
        is_refused_everywhere(format, &with(bytes, length, HUGE)).await;
    }
}

/// A file that is so large is read part by part.
#[tokio::test]
async fn parts_of_a_large_file_are_looked_at_before_they_are_read() {
    const PARTS: usize = 30;
    const NUMBERS: usize = 65_536;
    let options = IpcWriteOptions::default();
    let options = options.try_with_compression(Some(CompressionType::ZSTD)).unwrap();
    let mut draw = Draw::new(1);
    let mut part = || {
        let numbers = (0..NUMBERS).map(|_| draw.bits().cast_signed() >> 8);
        let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(numbers));
        RecordBatch::try_from_iter([("n", numbers)]).unwrap()
    };
    let parts: Vec<_> = (0..PARTS).map(|_| part()).collect();
    let mut writer =
        FileWriter::try_new_with_options(Vec::new(), &parts[0].schema(), options).unwrap();
    parts.iter().for_each(|part| writer.write(part).unwrap());
    let whole = writer.into_inner().unwrap();
    assert!(whole.len() > 11 << 20, "{}", whole.len());
    let folder = Folder::new();
    folder.write("t.arrow", &whole);
    let count = value(&folder.engine(), "SELECT COUNT(n) FROM t", DataType::Int64).await;
    assert_eq!(count.unwrap(), (PARTS * NUMBERS).to_string());
    let bytes = i64::try_from(NUMBERS * 8).unwrap();
    is_refused_everywhere("large", &with(whole, bytes, HUGE)).await;
}

/// Whatever a damaged file says, the program goes on.
#[tokio::test]
async fn a_file_of_which_bytes_are_changed_is_an_answer_or_an_error() {
    const CHANGES: usize = 60;
    let parquet = Folder::new();
    let path = parquet.path().join("t.parquet");
    write_parquet(&path, batch().schema(), [batch()]).unwrap();
    let files = [
        ("t.parquet", std::fs::read(path).unwrap()),
        ("t.arrow", file(None)),
        ("t.arrow", file(Some(CompressionType::ZSTD))),
        ("t.arrow", file(Some(CompressionType::LZ4_FRAME))),
        ("t.arrow", stream(None)),
        ("t.arrow", stream(Some(CompressionType::ZSTD))),
    ];
    let mut draw = Draw::new(7);
    for (name, whole) in files {
        for _ in 0..CHANGES {
            let mut bytes = whole.clone();
            let width = *draw.pick(&[1, 4, 8]).unwrap();
            let place = draw.below(bytes.len() - width);
            let change = *draw.pick(&[draw.clone().bits(), u64::MAX, 1 << 36, 1 << 30]).unwrap();
            bytes[place..place + width].copy_from_slice(&change.to_le_bytes()[..width]);
            let folder = Folder::with(&[("other.csv", "n\n1\n")]);
            folder.write(name, &bytes);
            let engine = folder.engine();
            let _ = value(&engine, "SELECT SUM(n) FROM t", DataType::Int64).await;
            let _ = value(&engine, "SELECT MAX(name) FROM t", DataType::Text).await;
        }
    }
}
