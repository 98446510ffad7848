//! No file outside the allowed folders is read, however it is named.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::{Value as Json, json};
use souk_engine::{Connector, EngineError};
use souk_files::internals::RawFiles;
use souk_files::{FilesConnector, FilesOptions};
use souk_model::DataType;

use crate::support::{Folder, credentials, names, rows, value};

async fn refused(folder: &Folder, path: Json) {
    let answer = folder.read(&json!({"path": path})).await;
    let Err(EngineError::Unreachable(words, _)) = &answer else { panic!("{path}: {answer:?}") };
    assert!(words.contains("may read"), "{words}");
}

/// A file outside, and a folder inside.
fn with_a_secret() -> Folder {
    let folder = Folder::with(&[("open.csv", "id\n1\n")]);
    fs::write(folder.outside().join("secret.csv"), "id\n666\n").unwrap();
    fs::create_dir(folder.outside().join("root-of-others")).unwrap();
    fs::write(folder.outside().join("root-of-others/x.csv"), "id\n666\n").unwrap();
    folder
}

#[tokio::test]
async fn paths_outside_are_refused_in_the_words_for_missing_ones() {
    let folder = with_a_secret();
    refused(&folder, json!(folder.outside().join("secret.csv"))).await;
    refused(&folder, json!(folder.outside().join("root-of-others"))).await;
    refused(&folder, json!(folder.outside().join("*.csv"))).await;
    refused(&folder, json!(folder.outside())).await;
    refused(&folder, json!("/etc/passwd")).await;
    refused(&folder, json!("/")).await;
    refused(&folder, json!(folder.path().join("missing.csv"))).await;
    refused(&folder, json!("/no/such/place.csv")).await;
}

#[tokio::test]
async fn parent_steps_are_refused_before_anything_is_read() {
    let folder = with_a_secret();
    let connector = FilesConnector::new(folder.options()).unwrap();
    let paths = [json!("../secret.csv"), json!("x/../../secret.csv"), json!(["open.csv", ".."])];
    for path in paths {
        let error = connector.connect(&credentials(&json!({"path": path}))).await.err().unwrap();
        assert_eq!(error.0, ["\"credentials.path\" must not contain \"..\""]);
    }
}

#[tokio::test]
async fn links_that_lead_outside_are_refused() {
    let folder = with_a_secret();
    symlink(folder.outside().join("secret.csv"), folder.path().join("link.csv")).unwrap();
    refused(&folder, json!("link.csv")).await;
    refused(&folder, json!(folder.path().join("link.csv"))).await;
    refused(&folder, json!(folder.path())).await;
    refused(&folder, json!("*.csv")).await;
}

#[tokio::test]
async fn a_linked_folder_that_leads_outside_is_refused() {
    let folder = with_a_secret();
    symlink(folder.outside().join("root-of-others"), folder.path().join("linked")).unwrap();
    refused(&folder, json!("linked")).await;
    refused(&folder, json!("linked/x.csv")).await;
    refused(&folder, json!("linked/*.csv")).await;
    refused(&folder, json!("*/x.csv")).await;
    refused(&folder, json!(folder.path())).await;
}

#[tokio::test]
async fn links_that_stay_inside_are_followed() {
    let folder = Folder::with(&[("real/data.csv", "id\n1\n")]);
    symlink(folder.path().join("real"), folder.path().join("alias")).unwrap();
    let catalog = folder.read(&json!({"path": "alias/data.csv"})).await.unwrap();
    assert_eq!(names(&catalog), ["data"]);
}

#[tokio::test]
async fn a_file_replaced_by_a_link_after_it_was_checked_is_not_read() {
    let folder = with_a_secret();
    let engine = folder.engine();
    let sql = "SELECT id FROM open";
    assert_eq!(value(&engine, sql, DataType::Int64).await.unwrap(), "1");
    fs::remove_file(folder.path().join("open.csv")).unwrap();
    symlink(folder.outside().join("secret.csv"), folder.path().join("open.csv")).unwrap();
    let answer = value(&engine, sql, DataType::Int64).await;
    assert!(matches!(answer, Err(EngineError::BadFile(..))), "{answer:?}");
}

#[tokio::test]
async fn without_allowed_folders_nothing_is_read_unless_anything_may_be() {
    let folder = Folder::with(&[("t.csv", "id\n1\n")]);
    let path = json!({"path": folder.path().join("t.csv")});
    let with = |options| {
        let connector = FilesConnector::new(options).unwrap();
        RawFiles::new(&connector, &credentials(&path)).unwrap()
    };
    let closed = with(FilesOptions::default()).engine().test().await;
    assert!(matches!(closed, Err(EngineError::Unreachable(..))), "{closed:?}");
    let open = with(FilesOptions { any: true, ..FilesOptions::default() });
    open.engine().test().await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_gone_is_an_error_and_not_an_empty_table() {
    let folder = Folder::with(&[("t/1.csv", "id\n1\n"), ("t/2.csv", "id\n2\n")]);
    let engine = folder.engine();
    let sql = "SELECT id FROM t";
    assert_eq!(rows(&engine, sql, &[], &[DataType::Int64]).await.unwrap().len(), 2);
    fs::remove_file(folder.path().join("t/2.csv")).unwrap();
    let answer = rows(&engine, sql, &[], &[DataType::Int64]).await;
    assert!(matches!(answer, Err(EngineError::Missing(_))), "{answer:?}");
}

#[tokio::test]
async fn wrong_credentials_are_named() {
    let connector = FilesConnector::new(FilesOptions::default()).unwrap();
    let cases = [
        (json!({}), "\"credentials.path\" is required"),
        (json!({"path": ""}), "\"credentials.path\" is required"),
        (json!({"path": []}), "\"credentials.path\" is required"),
        (json!({"path": "a", "x": 1}), "\"credentials.x\" is not allowed"),
        (
            json!({"path": "a", "format": "xlsx"}),
            "\"credentials.format\" must be one of [csv, tsv, json, jsonl, ndjson, parquet, arrow, ipc, feather]",
        ),
    ];
    for (fields, expected) in cases {
        let error = connector.connect(&credentials(&fields)).await.err().unwrap();
        assert_eq!(error.0, [expected], "{fields}");
    }
}
