//! A datasource reads below its prefix and nowhere else, however that is named.

use serde_json::json;
use souk_engine::{Connector, EngineError, Progress, ServerOptions};
use souk_model::DataType;

use super::{Bucket, connector, engine};
use crate::support::{credentials, rows, value};

fn with_a_secret() -> Bucket {
    Bucket::with(&[
        ("data/open.csv", "id\n1\n"),
        ("secret.csv", "id\n666\n"),
        ("database/secret.csv", "id\n666\n"),
        ("other/secret.csv", "id\n666\n"),
    ])
}

#[tokio::test]
async fn what_is_not_below_the_prefix_is_not_found() {
    let bucket = with_a_secret();
    let catalog = bucket
        .engine(&json!({"prefix": "data"}))
        .engine()
        .introspect(&Progress::default())
        .await
        .unwrap();
    assert_eq!(crate::support::names(&catalog), ["open"]);
    for path in ["secret.csv", "other", "base/secret.csv", "data/open.csv", "*/secret.csv", "?"] {
        let engine = bucket.engine(&json!({"prefix": "data", "path": path}));
        let answer = engine.engine().introspect(&Progress::default()).await;
        let is_refused =
            matches!(answer, Err(EngineError::Unreachable(..) | EngineError::BadFile(..)));
        assert!(is_refused, "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn paths_that_would_lead_out_are_refused_before_anything_is_asked() {
    let bucket = with_a_secret();
    for (path, words) in [
        (json!("../secret.csv"), "must not contain \"..\""),
        (json!("x/../../secret.csv"), "must not contain \"..\""),
        (json!(["open.csv", ".."]), "must not contain \"..\""),
        (json!("/secret.csv"), "must be below the prefix"),
        (json!("s3://other/secret.csv"), "must be below the prefix"),
        (json!("file:///etc/passwd"), "must be below the prefix"),
    ] {
        let fields = bucket.fields(&json!({"prefix": "data", "path": path}));
        let connector = connector(ServerOptions::default());
        let error = connector.connect(&credentials(&fields)).await.err().unwrap();
        assert!(error.to_string().contains(words), "{path}: {error}");
    }
}

/// The guard stands before this; these statements show what holds without it.
#[tokio::test]
async fn no_object_can_be_named_in_sql() {
    let bucket = with_a_secret();
    let other = Bucket::with(&[("secret.csv", "id\n666\n")]);
    let engine = bucket.engine(&json!({"prefix": "data"}));
    let (server, name, other) = (bucket.server.endpoint(), &bucket.name, &other.name);
    for path in [
        "secret.csv".to_owned(),
        "/secret.csv".to_owned(),
        "/data/open.csv".to_owned(),
        "../secret.csv".to_owned(),
        "file:///secret.csv".to_owned(),
        "file:///data/open.csv".to_owned(),
        "file:///etc/passwd".to_owned(),
        format!("s3://{name}/secret.csv"),
        format!("s3://{other}/secret.csv"),
        format!("{server}/{name}/secret.csv"),
        format!("{server}/{other}/secret.csv"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
    ] {
        for sql in [
            format!("SELECT * FROM '{path}'"),
            format!("SELECT * FROM \"{path}\""),
            format!("SELECT * FROM read_csv('{path}')"),
            format!("SELECT * FROM read_parquet('{path}')"),
            format!("COPY (SELECT * FROM open) TO '{path}'"),
            format!("CREATE EXTERNAL TABLE x STORED AS CSV LOCATION '{path}'"),
        ] {
            let answer = rows(&engine, &sql, &[], &[DataType::Text]).await;
            assert!(answer.is_err(), "{sql}: {answer:?}");
        }
    }
    assert_eq!(value(&engine, "SELECT id FROM open", DataType::Int64).await.unwrap(), "1");
}

#[tokio::test]
async fn a_bucket_or_a_server_that_is_more_than_a_name_is_refused() {
    let bucket = with_a_secret();
    for (field, text) in [
        ("bucket", ".."),
        ("bucket", "a/../b"),
        ("bucket", "shop?acl"),
        ("bucket", "shop#x"),
        ("region", "evil.example/#"),
        ("region", "x@evil"),
        ("prefix", "data/../other"),
        ("prefix", "a//b"),
        ("endpoint", "http://user:hunter2@127.0.0.1:9000"),
        ("endpoint", "http://127.0.0.1:9000/minio"),
        ("endpoint", "http://127.0.0.1:9000/?x"),
        ("endpoint", "file:///etc"),
        ("endpoint", "127.0.0.1:9000"),
    ] {
        let fields = bucket.fields(&json!({field: text}));
        let connector = connector(ServerOptions::default());
        let error = connector.connect(&credentials(&fields)).await.err().unwrap();
        let words = format!("\"credentials.{field}\" must be");
        assert!(error.to_string().contains(&words), "{text}: {error}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn another_bucket_of_the_server_is_another_datasource() {
    let (first, second) = (Bucket::with(&[("mine.csv", "id\n1\n")]), with_a_secret());
    let first = engine(&first.fields(&json!({})), ServerOptions::default());
    let second = second.engine(&json!({"prefix": "data"}));
    assert!(rows(&second, "SELECT id FROM mine", &[], &[DataType::Int64]).await.is_err());
    assert!(rows(&first, "SELECT id FROM open", &[], &[DataType::Int64]).await.is_err());
}
