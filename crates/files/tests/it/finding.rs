//! Which tables a path leads to.

use std::sync::{Arc, Mutex};

use serde_json::json;
use souk_engine::{EngineError, Progress, TablesRead};

use crate::support::{Folder, bad_file, names, rows};
use souk_model::DataType;

const CSV: &str = "id,name\n1,one\n";

#[tokio::test]
async fn a_file_is_a_table_named_by_its_stem() {
    let folder = Folder::with(&[("My Orders 2024.v1.csv", CSV), ("other.csv", CSV)]);
    let path = folder.path().join("My Orders 2024.v1.csv");
    let catalog = folder.read(&json!({"name": "x", "path": path})).await.unwrap();
    assert_eq!(names(&catalog), ["My Orders 2024.v1"]);
    assert_eq!(catalog.tables[0].schema, "public");
    let engine = folder.engine_over(&json!({"path": path}));
    let sql = "SELECT \"id\" FROM \"public\".\"My Orders 2024.v1\"";
    assert_eq!(rows(&engine, sql, &[], &[DataType::Int64]).await.unwrap(), [["1"]]);
}

#[tokio::test]
async fn a_folder_is_a_table_per_file_and_sub_folder() {
    let folder = Folder::with(&[
        ("orders.csv", CSV),
        ("Items.TSV", "id\tname\n1\tone\n"),
        ("events.jsonl", "{\"id\": 1}\n"),
        ("docs.json", "[{\"id\": 1}, {\"id\": 2}]"),
        ("sales/2023.csv", CSV),
        ("sales/2024.csv", "id,name\n2,two\n"),
        ("readme.txt", "not a table"),
        (".hidden.csv", CSV),
        ("_temporary.csv", CSV),
        ("empty/readme.txt", "no files"),
        ("sales/deeper/2022.csv", CSV),
    ]);
    let catalog = folder.read_all().await.unwrap();
    assert_eq!(names(&catalog), ["Items", "docs", "events", "orders", "sales"]);
    let engine = folder.engine();
    let sql = "SELECT id, name FROM sales ORDER BY id";
    let types = [DataType::Int64, DataType::Text];
    assert_eq!(rows(&engine, sql, &[], &types).await.unwrap(), [["1", "one"], ["2", "two"]]);
    let sql = "SELECT id FROM docs ORDER BY id";
    assert_eq!(rows(&engine, sql, &[], &[DataType::Int64]).await.unwrap(), [["1"], ["2"]]);
}

#[tokio::test]
async fn lists_globs_and_relative_paths_are_followed() {
    let folder = Folder::with(&[
        ("a/x1.csv", CSV),
        ("a/x2.csv", CSV),
        ("a/y1.csv", CSV),
        ("b/x3.csv", CSV),
        ("b/nested/x4.csv", CSV),
    ]);
    let root = folder.path().display();
    let found = async |path| {
        let catalog = folder.read(&json!({"path": path})).await.unwrap();
        names(&catalog).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(found(json!(format!("{root}/a/x*.csv"))).await, ["x1", "x2"]);
    assert_eq!(found(json!(format!("{root}/*/x?.csv"))).await, ["x1", "x2", "x3"]);
    assert_eq!(found(json!(format!("{root}/*"))).await, ["a", "b"]);
    assert_eq!(found(json!("a/y1.csv")).await, ["y1"]);
    assert_eq!(found(json!("b")).await, ["nested", "x3"]);
    assert_eq!(
        found(json!(["a/x1.csv", format!("{root}/b/x3.csv"), "a/x1.csv"])).await,
        ["x1", "x3"]
    );
}

#[tokio::test]
async fn two_files_of_one_stem_are_refused_with_both_names() {
    let folder = Folder::with(&[("orders.csv", CSV), ("orders.tsv", "id\n1\n")]);
    let words = bad_file(folder.read_all().await);
    assert!(words.contains("orders.csv and orders.tsv"), "{words}");
    assert!(words.contains("\"orders\""), "{words}");
}

#[tokio::test]
async fn a_sub_folder_of_several_formats_is_refused() {
    let folder = Folder::with(&[("mixed/a.csv", CSV), ("mixed/b.json", "{\"id\": 1}")]);
    assert!(bad_file(folder.read_all().await).contains("mixed"));
}

#[tokio::test]
async fn the_files_of_a_folder_must_have_their_columns_in_one_order() {
    let folder = Folder::with(&[("t/1.csv", "a,b\n1,2\n"), ("t/2.csv", "b,a\n3,4\n")]);
    assert!(bad_file(folder.read_all().await).contains("order"));
}

#[tokio::test]
async fn a_given_format_wins_over_the_extension() {
    let folder = Folder::with(&[("export.dat", "a\tb\n1\t2\n"), ("wrong.csv", "a\tb\n1\t2\n")]);
    for name in ["export.dat", "wrong.csv"] {
        let catalog = folder.read(&json!({"path": name, "format": "TSV"})).await.unwrap();
        assert_eq!(catalog.tables[0].columns.len(), 2, "{name}");
    }
    let words = bad_file(folder.read(&json!({"path": "export.dat"})).await);
    assert!(words.contains("format"), "{words}");
}

#[tokio::test]
async fn nothing_to_read_is_said() {
    let folder = Folder::with(&[("readme.txt", "x")]);
    bad_file(folder.read_all().await);
    let missing = folder.read(&json!({"path": "missing.csv"})).await;
    assert!(matches!(missing, Err(EngineError::Unreachable(..))), "{missing:?}");
}

#[tokio::test]
async fn names_of_any_script_and_with_odd_letters_work() {
    let odd =
        ["emoji 😀", "עברית", "a\"b", "per%20cent", "a#b?c", "[x]", "semi;colon", "a+b&c", "Ünï"];
    for name in odd {
        let folder = Folder::new();
        folder.write(&format!("{name}.csv"), b"id\n7\n");
        let engine = folder.engine();
        let quoted = name.replace('"', "\"\"");
        let sql = format!("SELECT \"id\" FROM \"public\".\"{quoted}\"");
        let answer = rows(&engine, &sql, &[], &[DataType::Int64]).await;
        assert_eq!(answer.unwrap(), [["7"]], "{name}");
    }
}

#[tokio::test]
async fn each_table_is_told_once_its_files_have_been_read() {
    const TABLES: usize = 30;
    let folder = Folder::new();
    for number in 0..TABLES {
        folder.write(&format!("t{number}/a.csv"), CSV.as_bytes());
        folder.write(&format!("t{number}/b.csv"), CSV.as_bytes());
    }
    let told = Arc::<Mutex<Vec<_>>>::default();
    let ears = Arc::clone(&told);
    let progress = Progress::told_to(move |read| ears.lock().unwrap().push(read));
    let engine = folder.engine();
    assert_eq!(engine.engine().introspect(&progress).await.unwrap().tables.len(), TABLES);
    let expected = (0..=TABLES).map(|done| TablesRead { done, total: TABLES });
    assert_eq!(*told.lock().unwrap(), expected.collect::<Vec<_>>());
}
