//! A limit that is reached is an error, and ends the statement on the server too.

use std::time::{Duration, Instant};

use futures::StreamExt;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;

use crate::support::{Database, columns};

const ENDLESS: &str = "SELECT COUNT(*) FROM generate_series(1, 1e15::int8) g";

/// Statements of the engine that run at this moment.
async fn running(database: &Database) -> i64 {
    let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = 'souk' AND state = 'active' AND query NOT LIKE '%pg_terminate%'";
    sqlx::query_scalar(sql).fetch_one(&mut database.connection().await).await.unwrap()
}

async fn ends_soon(database: &Database) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while running(database).await > 0 {
        assert!(Instant::now() < deadline, "the statement still runs");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn as_many_rows_as_allowed_arrive_and_one_more_is_an_error() {
    let database = Database::fresh().await;
    let sql = "SELECT g FROM generate_series(1, 20000) g";
    let types = [DataType::Int32];
    let limits = |rows| Limits { rows, ..Limits::default() };
    let batches = database.ask(sql, &[], &types, &limits(20_000)).await.unwrap();
    assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 20_000);
    assert!(batches.iter().all(|batch| batch.num_rows() <= 8192));
    let answer = database.ask(sql, &[], &types, &limits(19_999)).await;
    assert!(matches!(answer, Err(EngineError::TooManyRows(19_999))), "{answer:?}");
}

#[tokio::test]
async fn an_answer_with_too_many_bytes_is_an_error() {
    let database = Database::fresh().await;
    let sql = "SELECT repeat('x', 100000) FROM generate_series(1, 1000) g";
    let limits = Limits { bytes: 20 << 20, ..Limits::default() };
    let answer = database.ask(sql, &[], &[DataType::Text], &limits).await;
    assert!(matches!(answer, Err(EngineError::TooManyBytes(_))), "{answer:?}");
    ends_soon(&database).await;
}

#[tokio::test]
async fn a_statement_beyond_its_time_is_stopped_on_the_server() {
    let database = Database::fresh().await;
    let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
    let started = Instant::now();
    let answer = database.ask(ENDLESS, &[], &[DataType::Int64], &limits).await;
    assert!(matches!(answer, Err(EngineError::Timeout)), "{answer:?}");
    assert!(started.elapsed() < Duration::from_secs(3));
    ends_soon(&database).await;
}

#[tokio::test]
async fn the_servers_own_limit_is_a_timeout_too() {
    let statement = Duration::from_millis(200);
    let database = Database::with(ServerOptions { statement, ..Default::default() }).await;
    let answer = database.value("SELECT pg_sleep(5)::text", DataType::Text).await;
    assert!(matches!(answer, Err(EngineError::Timeout)), "{answer:?}");
}

#[tokio::test]
async fn a_question_that_nobody_waits_for_is_cancelled() {
    let database = Database::fresh().await;
    let question = database.value(ENDLESS, DataType::Int64);
    let gone = tokio::time::timeout(Duration::from_millis(300), question).await;
    assert!(gone.is_err());
    ends_soon(&database).await;
}

#[tokio::test]
async fn a_stream_that_is_dropped_half_read_is_cancelled() {
    let database = Database::fresh().await;
    // In the list of columns the series is made row by row; in FROM it would be stored first.
    let sql = "SELECT generate_series(1, 100000000), repeat('x', 1000)";
    let columns = columns(&[DataType::Int32, DataType::Text]);
    let limits = Limits { rows: usize::MAX, bytes: usize::MAX, ..Limits::default() };
    let mut rows = database.engine.run(sql, &[], &columns, None, &limits).await.unwrap();
    assert!(rows.batches.next().await.unwrap().is_ok());
    drop(rows);
    ends_soon(&database).await;
}

#[tokio::test]
async fn the_engine_answers_again_after_every_kind_of_ending() {
    let bounds = ServerOptions { connections: 1, ..Default::default() };
    let database = Database::with(bounds).await;
    let short = Limits { time: Duration::from_millis(100), rows: 10, ..Limits::default() };
    for sql in
        [ENDLESS, "SELECT g::int8 FROM generate_series(1, 100) g", "SELECT 1/0", "SELECT 'x'"]
    {
        assert!(database.ask(sql, &[], &[DataType::Int64], &short).await.is_err(), "{sql}");
        assert_eq!(database.value("SELECT 7::int8", DataType::Int64).await.unwrap(), "7", "{sql}");
    }
}

#[tokio::test]
async fn nothing_can_be_written() {
    let database = Database::holding("CREATE TABLE t (id int); CREATE SEQUENCE s;").await;
    let writes = [
        "INSERT INTO public.t VALUES (1) RETURNING id",
        "WITH w AS (DELETE FROM public.t RETURNING id) SELECT id FROM w",
        "CREATE TABLE public.u (id int)",
        "SELECT nextval('public.s')::int4",
    ];
    for sql in writes {
        let answer = database.rows(sql, &[], &[DataType::Int32]).await;
        assert!(matches!(answer, Err(EngineError::Query(_))), "{sql}: {answer:?}");
    }
    let count = database.value("SELECT COUNT(*) FROM public.t", DataType::Int64).await.unwrap();
    assert_eq!(count, "0");
}
