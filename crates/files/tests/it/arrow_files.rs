//! Arrow's own files and streams.

use std::sync::Arc;

use souk_engine::EngineError;
use souk_engine::arrow::array::{ArrayRef, Int64Array, StringArray};
use souk_engine::arrow::ipc::CompressionType;
use souk_engine::arrow::ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_model::DataType;

use crate::support::{Folder, names, rows};

fn batch() -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from((0..5000).collect::<Vec<_>>()))),
        (
            "name",
            Arc::new(StringArray::from_iter(
                (0..5000).map(|id| (id % 3 > 0).then(|| format!("n{id}"))),
            )),
        ),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true)))
        .unwrap()
}

fn file(compression: Option<CompressionType>) -> Vec<u8> {
    let options = IpcWriteOptions::default().try_with_compression(compression).unwrap();
    let batch = batch();
    let mut writer =
        FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn stream() -> Vec<u8> {
    let batch = batch();
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

#[tokio::test]
async fn files_and_streams_are_read() {
    let cases = [
        ("t.arrow", file(None)),
        ("t.feather", file(Some(CompressionType::LZ4_FRAME))),
        ("t.ipc", file(Some(CompressionType::ZSTD))),
        ("t.arrow", stream()),
    ];
    for (name, bytes) in cases {
        let folder = Folder::new();
        folder.write(name, &bytes);
        let catalog = folder.read_all().await.unwrap();
        assert_eq!(names(&catalog), ["t"]);
        let types: Vec<_> = catalog.tables[0].columns.iter().map(|one| one.data_type).collect();
        assert_eq!(types, [DataType::Int64, DataType::Text]);
        let sql = "SELECT COUNT(*), SUM(id), COUNT(name) FROM t WHERE id >= 10";
        let answer = rows(&folder.engine(), sql, &[], &[DataType::Int64; 3]).await.unwrap();
        assert_eq!(answer, [["9980", "24994910", "6654"]], "{name}");
    }
}

#[tokio::test]
async fn a_file_that_is_cut_short_is_refused() {
    for whole in [file(None), file(Some(CompressionType::ZSTD)), stream()] {
        for length in [0, 8, whole.len() / 2, whole.len() - 1] {
            let folder = Folder::new();
            folder.write("t.arrow", &whole[..length]);
            if folder.read_all().await.is_ok() {
                let sql = "SELECT COUNT(*), SUM(id) FROM t";
                let answer = rows(&folder.engine(), sql, &[], &[DataType::Int64; 2]).await;
                let is_refused =
                    matches!(answer, Err(EngineError::BadFile(..) | EngineError::Query(_)));
                // A stream that ends between two batches is a shorter stream.
                assert!(is_refused || length + 8 >= whole.len(), "{length}: {answer:?}");
            }
        }
    }
}
