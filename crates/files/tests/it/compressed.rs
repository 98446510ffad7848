//! Text that is compressed with gzip or zstd.

use std::io::Write;

use souk_engine::EngineError;
use souk_model::DataType;

use crate::support::{Folder, bad_file, names, rows, value};

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 1).unwrap()
}

const CSV: &str = "id,name\n1,\"two\nlines\"\n2,😀\n";

#[tokio::test]
async fn every_text_format_is_read_from_either() {
    let tsv = "id\tname\n1\t\"two\nlines\"\n2\t😀\n";
    let lines = "{\"id\":1,\"name\":\"two\\nlines\"}\n{\"id\":2,\"name\":\"😀\"}\n";
    let array = "[{\"id\":1,\"name\":\"two\\nlines\"},{\"id\":2,\"name\":\"😀\"}]";
    for (name, text) in [("t.csv", CSV), ("t.TSV", tsv), ("t.jsonl", lines), ("t.json", array)] {
        for (ending, bytes) in [("gz", gzip(text)), ("ZST", zstd(text))] {
            let folder = Folder::new();
            folder.write(&format!("{name}.{ending}"), &bytes);
            assert_eq!(names(&folder.read_all().await.unwrap()), ["t"], "{name}.{ending}");
            let sql = "SELECT id, name FROM t ORDER BY id";
            let answer = rows(&folder.engine(), sql, &[], &[DataType::Int64, DataType::Text]).await;
            assert_eq!(answer.unwrap(), [["1", "two\nlines"], ["2", "😀"]], "{name}.{ending}");
        }
    }
}

#[tokio::test]
async fn plain_and_compressed_files_are_one_table() {
    let folder = Folder::new();
    folder.write("t/a.csv", b"id\n1\n");
    folder.write("t/b.csv.gz", &gzip("id\n2\n"));
    folder.write("t/c.csv.zst", &zstd("id\n3\n"));
    let sum = value(&folder.engine(), "SELECT SUM(id) FROM t", DataType::Int64).await;
    assert_eq!(sum.unwrap(), "6");
}

/// Made of several compressed parts, one after the other.
#[tokio::test]
async fn a_large_file_is_read_once_and_whole() {
    const PARTS: usize = 5;
    let part: String =
        (0..20_000).map(|id| format!("{{\"id\":{id},\"filler\":\"xxxxx\"}}\n")).collect();
    let folder = Folder::new();
    folder.write("g.jsonl.gz", &gzip(&part).repeat(PARTS));
    folder.write("z.jsonl.zst", &zstd(&part).repeat(PARTS));
    for table in ["g", "z"] {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let count = value(&folder.engine(), &sql, DataType::Int64).await;
        assert_eq!(count.unwrap(), (20_000 * PARTS).to_string(), "{table}");
    }
}

#[tokio::test]
async fn a_file_that_is_cut_short_or_no_such_file_is_refused() {
    let text: String = (0..50_000).map(|id| format!("{id},{}\n", id * 7919 % 10_007)).collect();
    let text = format!("id,x\n{text}");
    let cases = [
        ("t.csv.gz", gzip(&text)),
        ("t.csv.zst", zstd(&text)),
        ("t.csv.gz", b"id,name\n1,x\n".to_vec()),
        ("t.csv.zst", b"id,name\n1,x\n".to_vec()),
    ];
    for (name, bytes) in cases {
        let folder = Folder::new();
        let whole = bytes.len();
        let cut = if whole > 100 { whole / 2 } else { whole };
        folder.write(name, &bytes[..cut]);
        assert!(!bad_file(folder.read_all().await).is_empty(), "{name}");
    }
}

#[tokio::test]
async fn what_is_not_text_is_not_compressed_as_a_whole() {
    let folder = Folder::new();
    folder.write("t.parquet.gz", &gzip("x"));
    let refused = folder.read_all().await;
    assert!(matches!(refused, Err(EngineError::BadFile(..))), "{refused:?}");
}
