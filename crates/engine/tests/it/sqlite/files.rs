//! Only files below the allowed folders are opened, and none is changed.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{Connector, EngineError, Roots, SqliteConnector, SqliteOptions};
use souk_model::DataType;

use super::Database;
use crate::support::credentials;

fn options(root: &Path) -> SqliteOptions {
    SqliteOptions { roots: Roots::new(&[root.to_owned()], false), ..SqliteOptions::default() }
}

async fn test(root: &Path, path: &Path) -> Result<(), EngineError> {
    let fields = json!({"path": path.to_str().unwrap()});
    RawEngine::sqlite(&credentials(&fields), &options(root)).unwrap().engine().test().await
}

#[tokio::test]
async fn paths_may_be_relative_to_a_root_or_lie_below_it() {
    let database = Database::holding("CREATE TABLE t (x INT)").await;
    let root = database.folder.path();
    test(root, Path::new("shop.db")).await.unwrap();
    test(root, &root.join("shop.db")).await.unwrap();
    symlink(root.join("shop.db"), root.join("inside")).unwrap();
    test(root, Path::new("inside")).await.unwrap();
}

#[tokio::test]
async fn what_is_outside_looks_like_what_does_not_exist() {
    let database = Database::holding("CREATE TABLE t (x INT)").await;
    let elsewhere = tempfile::tempdir().unwrap();
    let root = elsewhere.path();
    let outside = database.folder.path().join("shop.db");
    symlink(&outside, root.join("link")).unwrap();
    fs::create_dir(root.join("folder")).unwrap();
    let missing = test(root, Path::new("missing.db")).await.unwrap_err().to_string();
    assert!(missing.contains("no such file"), "{missing}");
    for path in
        [outside.as_path(), Path::new("link"), Path::new("folder"), Path::new("/etc/passwd")]
    {
        assert_eq!(test(root, path).await.unwrap_err().to_string(), missing, "{path:?}");
    }
    assert!(!root.join("missing.db").exists(), "nothing is created");
    let nowhere =
        RawEngine::sqlite(&credentials(&json!({"path": outside})), &SqliteOptions::default());
    assert!(nowhere.unwrap().engine().test().await.is_err(), "without roots nothing may be read");
}

#[tokio::test]
async fn a_link_that_took_the_files_place_is_not_followed() {
    let database = Database::holding("CREATE TABLE t AS SELECT 'mine' AS x").await;
    let other = Database::holding("CREATE TABLE t AS SELECT 'secret' AS x").await;
    assert_eq!(database.value("SELECT x FROM t", DataType::Text).await.unwrap(), "mine");
    let path = database.folder.path().join("shop.db");
    fs::remove_file(&path).unwrap();
    symlink(other.folder.path().join("shop.db"), &path).unwrap();
    let answer = database.value("SELECT x FROM t", DataType::Text).await;
    assert!(matches!(answer, Err(EngineError::Unreachable(..))), "{answer:?}");
}

#[tokio::test]
async fn a_file_that_was_replaced_is_read_anew() {
    let database = Database::holding("CREATE TABLE t AS SELECT 'old' AS x").await;
    assert_eq!(database.value("SELECT x FROM t", DataType::Text).await.unwrap(), "old");
    let next = Database::holding("CREATE TABLE t AS SELECT 'new' AS x").await;
    let path = database.folder.path().join("shop.db");
    fs::copy(next.folder.path().join("shop.db"), path.with_extension("next")).unwrap();
    fs::rename(path.with_extension("next"), &path).unwrap();
    assert_eq!(database.value("SELECT x FROM t", DataType::Text).await.unwrap(), "new");
    database.execute("UPDATE t SET x = 'newer'").await;
    assert_eq!(database.value("SELECT x FROM t", DataType::Text).await.unwrap(), "newer");
    database.execute("DROP TABLE t; CREATE TABLE t AS SELECT 'x' AS y, 7 AS x").await;
    assert_eq!(database.value("SELECT x FROM t", DataType::Int64).await.unwrap(), "7");
}

#[tokio::test]
async fn a_file_that_is_written_in_the_meantime_is_read_too() {
    let database = Database::holding("PRAGMA journal_mode = WAL; CREATE TABLE t (x INT)").await;
    let mut writer = database.connection().await;
    for expected in 1..=3 {
        sqlx::raw_sql("INSERT INTO t VALUES (1)").execute(&mut writer).await.unwrap();
        let count = database.value("SELECT COUNT(*) FROM t", DataType::Int64).await.unwrap();
        assert_eq!(count, expected.to_string());
    }
}

#[tokio::test]
async fn other_files_are_named_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "not a database, ".repeat(100)).unwrap();
    let refused = test(folder.path(), Path::new("notes.txt")).await;
    assert!(matches!(refused, Err(EngineError::BadFile(..))), "{refused:?}");
}

/// `ATTACH` would open any file that the process may read; several statements would hide it.
#[tokio::test]
async fn no_other_file_can_be_attached() {
    let database = Database::holding("CREATE TABLE t (x INT)").await;
    let other = Database::holding("CREATE TABLE t AS SELECT 'secret' AS x").await;
    let path = other.folder.path().join("shop.db").display().to_string();
    let attempts = [
        format!("ATTACH '{path}' AS other"),
        format!("SELECT 1; ATTACH '{path}' AS other"),
        "PRAGMA query_only = OFF".to_owned(),
        "SELECT load_extension('x')".to_owned(),
        "SELECT readfile('/etc/passwd')".to_owned(),
    ];
    for sql in attempts {
        assert!(database.value(&sql, DataType::Text).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn credentials_are_a_path_and_nothing_else() {
    let problems = async |fields: Json| {
        let connector = SqliteConnector::new(SqliteOptions::default());
        connector
            .connect(&credentials(&fields))
            .await
            .err()
            .map(|error| error.0)
            .unwrap_or_default()
    };
    assert!(problems(json!({"name": "n", "path": "a.db"})).await.is_empty());
    let cases = [
        (json!({}), "\"credentials.path\" is required"),
        (json!({"path": ""}), "\"credentials.path\" is not allowed to be empty"),
        (json!({"path": 7}), "\"credentials.path\" must be a string"),
        (json!({"path": "a/../../b"}), "\"credentials.path\" must not contain \"..\""),
        (json!({"path": "a\0b"}), "\"credentials.path\" must not contain a NUL character"),
        (json!({"path": "a", "mode": "rwc"}), "\"credentials.mode\" is not allowed"),
    ];
    for (fields, expected) in cases {
        assert_eq!(problems(fields).await, [expected]);
    }
}
