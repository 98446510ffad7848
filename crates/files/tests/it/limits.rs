//! Limits end a question with an error.

use std::time::{Duration, Instant};

use serde_json::json;
use souk_engine::{EngineError, Limits};
use souk_files::internals::RawFiles;
use souk_files::{FilesConnector, FilesOptions};
use souk_model::DataType;

use crate::support::{Folder, ask, columns, credentials, plain, value};

const MANY: &str = "SELECT value FROM generate_series(1, 20000)";
/// Ways to make more rows of few than anybody waits for.
const ENDLESS: [&str; 3] = ["ON TRUE", "ON a.value % 1 = b.value % 1", "ON a.value > -b.value"];

#[tokio::test]
async fn as_many_rows_as_allowed_arrive_and_one_more_is_an_error() {
    let limits = |rows| Limits { rows, ..Limits::default() };
    let batches = ask(plain(), MANY, &[], &[DataType::Int64], &limits(20_000)).await.unwrap();
    assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 20_000);
    let answer = ask(plain(), MANY, &[], &[DataType::Int64], &limits(19_999)).await;
    assert!(matches!(answer, Err(EngineError::TooManyRows(19_999))), "{answer:?}");
}

#[tokio::test]
async fn an_answer_with_too_many_bytes_is_an_error() {
    let limits = Limits { bytes: 100_000, ..Limits::default() };
    let answer = ask(plain(), MANY, &[], &[DataType::Int64], &limits).await;
    assert!(matches!(answer, Err(EngineError::TooManyBytes(100_000))), "{answer:?}");
}

#[tokio::test]
async fn a_question_beyond_its_time_ends_and_leaves_the_threads_free() {
    let folder = Folder::with(&[("t.csv", "id\n1\n")]);
    let engine = folder.engine();
    let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
    for join in ENDLESS.repeat(2) {
        let sql = format!(
            "SELECT SUM(a.value * b.value % 7) FROM generate_series(1, 1000000) a
             JOIN generate_series(1, 1000000) b {join}"
        );
        let started = Instant::now();
        let answer = ask(&engine, &sql, &[], &[DataType::Int64], &limits).await;
        assert!(matches!(answer, Err(EngineError::Timeout)), "{join}: {answer:?}");
        assert!(started.elapsed() < Duration::from_secs(3), "{join}: {:?}", started.elapsed());
    }
    // Two threads, two abandoned questions of each kind: an answer means that they really ended.
    let answer = tokio::time::timeout(
        Duration::from_secs(10),
        value(&engine, "SELECT SUM(id) FROM t", DataType::Int64),
    );
    assert_eq!(answer.await.unwrap().unwrap(), "1");
}

#[tokio::test]
async fn a_question_that_needs_too_much_memory_is_an_error() {
    let folder = Folder::with(&[("t.csv", "id\n1\n")]);
    let options = FilesOptions { memory_limit: 1 << 20, spill_limit: 1 << 20, ..folder.options() };
    let connector = FilesConnector::new(options).unwrap();
    let fields = credentials(&json!({"path": folder.path()}));
    let engine = RawFiles::new(&connector, &fields).unwrap();
    let sql = "SELECT COUNT(*) FROM (SELECT value, COUNT(*) FROM generate_series(1, 3000000) GROUP BY 1) x";
    let answer = value(&engine, sql, DataType::Int64).await;
    assert!(matches!(answer, Err(EngineError::Memory(_))), "{answer:?}");
    assert_eq!(value(&engine, "SELECT id FROM t", DataType::Int64).await.unwrap(), "1");
}

#[tokio::test]
async fn files_have_no_databases_of_tenants() {
    let columns = columns(&[DataType::Int64]);
    for name in ["tenant", "public", ""] {
        let limits = Limits::default();
        let answer = plain().run("SELECT id FROM t", &[], &columns, Some(name), &limits).await;
        assert!(matches!(answer, Err(EngineError::UnknownDatabase)), "{answer:?}");
    }
}
