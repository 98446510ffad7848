//! SQL reaches the registered tables and nothing else. The guard stands before this; these tests
//! show what holds without it.

use std::fs;

use souk_model::DataType;

use crate::support::{Folder, plain, rows};

#[tokio::test]
async fn no_file_can_be_named_in_sql() {
    let folder = Folder::with(&[("t.csv", "id\n1\n"), ("u.parquet.txt", "x")]);
    let engine = folder.engine();
    let inside = folder.path().join("t.csv");
    let inside = inside.display();
    for path in ["/etc/passwd", "file:///etc/passwd", "s3://x/y", &inside.to_string()] {
        for sql in [
            format!("SELECT * FROM '{path}'"),
            format!("SELECT * FROM \"{path}\""),
            format!("SELECT * FROM read_csv('{path}')"),
            format!("SELECT * FROM read_parquet('{path}')"),
            format!("SELECT * FROM read_json('{path}')"),
            format!("SELECT * FROM parquet_metadata('{path}')"),
            format!("SELECT * FROM arrow_scan('{path}')"),
            format!("SELECT pg_read_file('{path}')"),
        ] {
            let answer = rows(&engine, &sql, &[], &[DataType::Text]).await;
            assert!(answer.is_err(), "{sql}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn everything_but_a_select_is_refused() {
    let folder = Folder::with(&[("t.csv", "id\n1\n")]);
    let engine = folder.engine();
    let target = folder.path().join("stolen.csv");
    let target_text = target.display();
    let statements = [
        format!("COPY (SELECT * FROM t) TO '{target_text}'"),
        format!("COPY t TO '{target_text}' STORED AS CSV"),
        "CREATE EXTERNAL TABLE x STORED AS CSV LOCATION '/etc/passwd'".to_owned(),
        "CREATE TABLE x AS SELECT 1".to_owned(),
        "CREATE VIEW x AS SELECT 1".to_owned(),
        "CREATE SCHEMA x".to_owned(),
        "CREATE FUNCTION f(int) RETURNS int RETURN $1".to_owned(),
        "INSERT INTO t VALUES (2)".to_owned(),
        "DELETE FROM t".to_owned(),
        "UPDATE t SET id = 2".to_owned(),
        "DROP TABLE t".to_owned(),
        "TRUNCATE TABLE t".to_owned(),
        "SET datafusion.catalog.information_schema = true".to_owned(),
        "SHOW ALL".to_owned(),
        "SHOW TABLES".to_owned(),
        "DESCRIBE t".to_owned(),
        "EXPLAIN SELECT * FROM t".to_owned(),
        "EXPLAIN ANALYZE SELECT * FROM t".to_owned(),
        "PREPARE p AS SELECT 1".to_owned(),
        "BEGIN".to_owned(),
        "SELECT 1; SELECT 2".to_owned(),
        "SELECT 1; DROP TABLE t".to_owned(),
        String::new(),
    ];
    for sql in statements {
        let answer = rows(&engine, &sql, &[], &[DataType::Text]).await;
        assert!(answer.is_err(), "{sql}: {answer:?}");
    }
    assert!(!target.exists());
    let answer = rows(&engine, "SELECT id FROM t", &[], &[DataType::Int64]).await;
    assert_eq!(answer.unwrap(), [["1"]]);
}

#[tokio::test]
async fn the_catalog_of_tables_is_not_a_table() {
    for table in
        ["information_schema.tables", "information_schema.df_settings", "pg_catalog.pg_class"]
    {
        let sql = format!("SELECT * FROM {table}");
        let answer = rows(plain(), &sql, &[], &[DataType::Text]).await;
        assert!(answer.is_err(), "{sql}: {answer:?}");
    }
}

#[tokio::test]
async fn one_datasource_does_not_see_the_tables_of_another() {
    let first = Folder::with(&[("mine.csv", "id\n1\n")]);
    let second = Folder::with(&[("theirs.csv", "id\n2\n")]);
    let (first, second) = (first.engine(), second.engine());
    assert!(rows(&second, "SELECT id FROM mine", &[], &[DataType::Int64]).await.is_err());
    assert!(rows(&first, "SELECT id FROM theirs", &[], &[DataType::Int64]).await.is_err());
}

#[tokio::test]
async fn errors_do_not_name_folders() {
    let folder = Folder::with(&[("t.csv", "id\n1\n")]);
    let engine = folder.engine();
    assert!(rows(&engine, "SELECT id FROM t", &[], &[DataType::Int64]).await.is_ok());
    fs::remove_file(folder.path().join("t.csv")).unwrap();
    let error = rows(&engine, "SELECT id FROM t", &[], &[DataType::Int64]).await.unwrap_err();
    let root = folder.path().to_string_lossy().into_owned();
    assert!(!error.to_string().contains(&root), "{error}");
}

#[tokio::test]
async fn a_deeply_nested_expression_is_an_answer_or_an_error_and_no_crash() {
    let sql = format!("SELECT {}1{}", "(".repeat(3000), ")".repeat(3000));
    let _ = rows(plain(), &sql, &[], &[DataType::Int64]).await;
    let sql = format!("SELECT 1 {}", "+ 1 ".repeat(3000));
    let _ = rows(plain(), &sql, &[], &[DataType::Int64]).await;
    let answer = rows(plain(), "SELECT id FROM t", &[], &[DataType::Int64]).await.unwrap();
    assert_eq!(answer.len(), 3);
}
