//! Files of every format, whole and broken.

use souk_engine::Progress;
use souk_model::DataType;

use crate::support::{Folder, bad_file, rows};

async fn column_types(folder: &Folder) -> Vec<(String, DataType)> {
    let catalog = folder.read_all().await.unwrap();
    let columns = catalog.tables[0].columns.iter();
    columns.map(|column| (column.name.clone(), column.data_type)).collect()
}

#[tokio::test]
async fn the_types_of_separated_values_are_found() {
    let text = "a,b,c,d,e,f,g\n1,1.5,true,2024-02-29,2024-02-29T10:00:00,x,\n-2,2,false,2024-03-01,2024-02-29T10:00:01,y,\n";
    let folder = Folder::with(&[("t.csv", text)]);
    let types: Vec<_> = column_types(&folder).await.into_iter().map(|(_, kind)| kind).collect();
    let expected = [
        DataType::Int64,
        DataType::Float64,
        DataType::Boolean,
        DataType::Date,
        DataType::Timestamp,
        DataType::Text,
        DataType::Text,
    ];
    assert_eq!(types, expected);
    let sql = "SELECT a, b, c, d, e, f, g FROM t ORDER BY a";
    let answer = rows(&folder.engine(), sql, &[], &expected).await.unwrap();
    let first = ["-2", "2.0", "false", "2024-03-01", "2024-02-29T10:00:01", "y", "NULL"];
    assert_eq!(answer[0], first);
}

#[tokio::test]
async fn quotes_line_breaks_and_unicode_survive() {
    let text = "id,note\r\n1,\"two\r\nlines, \"\"quoted\"\"\"\r\n2,😀 עברית\r\n";
    let folder = Folder::with(&[("t.csv", text)]);
    let sql = "SELECT note FROM t ORDER BY id";
    let answer = rows(&folder.engine(), sql, &[], &[DataType::Text]).await.unwrap();
    assert_eq!(answer, [["two\r\nlines, \"quoted\""], ["😀 עברית"]]);
}

#[tokio::test]
async fn headers_of_spreadsheets_are_mended_and_ambiguous_ones_refused() {
    let folder = Folder::with(&[("t.csv", "\u{feff}id,,Name\n1,2,x\n")]);
    let names: Vec<_> = column_types(&folder).await.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["id", "column_2", "Name"]);
    let sql = "SELECT id, column_2, \"Name\" FROM t";
    let types = [DataType::Int64, DataType::Int64, DataType::Text];
    assert_eq!(rows(&folder.engine(), sql, &[], &types).await.unwrap(), [["1", "2", "x"]]);
    let folder = Folder::with(&[("t.csv", "id,id\n1,2\n")]);
    assert!(bad_file(folder.read_all().await).contains("\"id\""));
}

#[tokio::test]
async fn a_header_alone_is_a_table_without_rows() {
    let folder = Folder::with(&[("t.csv", "id,name\n")]);
    let answer = rows(&folder.engine(), "SELECT id FROM t", &[], &[DataType::Text]).await;
    assert!(answer.unwrap().is_empty());
}

#[tokio::test]
async fn broken_files_are_named_when_they_are_read() {
    let cases: [(&str, &[u8]); 9] = [
        ("ragged.csv", b"a,b\n1,2\n3,4,5\n"),
        ("short.csv", b"a,b\n1,2\n3\n"),
        ("empty.csv", b""),
        ("empty.json", b""),
        ("empty.parquet", b""),
        ("garbage.parquet", b"PAR1 this is not a Parquet file PAR1"),
        ("broken.json", b"{\"a\": 1}\n{\"a\": \n"),
        ("scalar.json", b"[1, 2, 3]"),
        ("latin1.csv", b"a,b\ncaf\xe9,1\n"),
    ];
    for (name, bytes) in cases {
        let folder = Folder::new();
        folder.write(name, bytes);
        let words = bad_file(folder.read_all().await);
        assert!(words.starts_with(name), "{name}: {words}");
    }
}

#[tokio::test]
async fn documents_in_lines_and_in_an_array_are_the_same_table() {
    let lines = "{\"id\": 1, \"name\": \"one\", \"extra\": {\"a\": [1, 2]}}\n{\"id\": 2.5, \"name\": null}\n";
    let array = "[{\"id\": 1, \"name\": \"one\", \"extra\": {\"a\": [1, 2]}},\n {\"id\": 2.5, \"name\": null}]";
    for (name, text) in
        [("t.jsonl", lines), ("t.ndjson", lines), ("t.json", lines), ("t.json", array)]
    {
        let folder = Folder::with(&[(name, text)]);
        let sql = "SELECT id, name, extra FROM t ORDER BY id";
        let types = [DataType::Float64, DataType::Text, DataType::Other];
        let answer = rows(&folder.engine(), sql, &[], &types).await.unwrap();
        assert_eq!(answer[0][..2], ["1.0", "one"], "{name}");
        assert!(answer[0][2].contains("[1, 2]"), "{:?}", answer[0]);
        assert_eq!(answer[1], ["2.5", "NULL", "NULL"], "{name}");
    }
}

#[tokio::test]
async fn changed_data_is_seen_at_once_and_changed_columns_after_a_sync() {
    let folder = Folder::with(&[("t.csv", "id\n1\n")]);
    let engine = folder.engine();
    let sql = "SELECT SUM(id) FROM t";
    let sum = async || rows(&engine, sql, &[], &[DataType::Int64]).await.unwrap();
    assert_eq!(sum().await, [["1"]]);
    folder.write("t.csv", b"id\n1\n41\n");
    assert_eq!(sum().await, [["42"]]);
    folder.write("t.csv", b"id,name\n1,x\n");
    assert!(rows(&engine, "SELECT name FROM t", &[], &[DataType::Text]).await.is_err());
    engine.engine().introspect(&Progress::default()).await.unwrap();
    let answer = rows(&engine, "SELECT name FROM t", &[], &[DataType::Text]).await.unwrap();
    assert_eq!(answer, [["x"]]);
}

/// Large enough for several threads to share the reading of a file.
#[tokio::test]
async fn large_documents_are_read_once_and_whole_in_lines_and_in_an_array() {
    const DOCUMENTS: u64 = 60_000;
    let document = |id| format!("{{\"id\":{id},\"filler\":\"{}\"}}", "x".repeat(200));
    let documents: Vec<_> = (0..DOCUMENTS).map(document).collect();
    let (lines, array) = (documents.join("\n"), format!("[{}]", documents.join(",\n")));
    for (name, text) in [("t.jsonl", lines), ("t.json", array)] {
        let folder = Folder::with(&[(name, &text)]);
        let sql = "SELECT COUNT(*), SUM(id) FROM t";
        let answer = rows(&folder.engine(), sql, &[], &[DataType::Int64; 2]).await.unwrap();
        let sum = DOCUMENTS * (DOCUMENTS - 1) / 2;
        assert_eq!(answer, [[DOCUMENTS.to_string(), sum.to_string()]], "{name}");
    }
}
