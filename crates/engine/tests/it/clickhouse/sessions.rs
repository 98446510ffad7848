//! Statements are pinned, may not write, and end on the server when nobody waits for them.

use std::time::{Duration, Instant};

use futures::{StreamExt, TryStreamExt};
use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use souk_testkit::clickhouse::Server;

use super::{Database, fields};
use crate::support::{columns, credentials};

const ENDLESS: &str = "SELECT COUNT(*) FROM system.numbers WHERE number % 7 = 9";

fn engine_of(login: &str) -> RawEngine {
    let mut fields = fields("default");
    fields["username"] = json!(login);
    fields["password"] = json!("right");
    RawEngine::clickhouse(&credentials(&fields), ServerOptions::default()).unwrap()
}

#[tokio::test]
async fn statements_are_pinned() {
    let database = Database::fresh();
    let cases = [
        ("readonly", "1"),
        ("join_use_nulls", "1"),
        ("max_execution_time", "31"),
        ("timeout_overflow_mode", "throw"),
        ("max_result_rows", "100000"),
        ("result_overflow_mode", "throw"),
    ];
    for (setting, expected) in cases {
        let sql = format!("SELECT value FROM system.settings WHERE name = '{setting}'");
        assert_eq!(database.value(&sql, DataType::Text).await.unwrap(), expected, "{setting}");
    }
}

#[tokio::test]
async fn the_dialect_is_that_of_the_server() {
    let database = Database::fresh();
    let engine = database.engine.engine();
    assert_eq!(engine.dialect().name(), "clickhouse", "nobody has asked the server yet");
    engine.ready().await.unwrap();
    assert_eq!(engine.dialect().name(), "clickhouse-old");
}

#[tokio::test]
async fn a_login_that_cannot_write_anyway_will_do() {
    let engine = engine_of("reader");
    engine.engine().test().await.unwrap();
    let sql = "SELECT value FROM system.settings WHERE name = 'readonly'";
    let columns = columns(&[DataType::Text]);
    let rows = engine.run(sql, &[], &columns, None, &Limits::default()).await.unwrap();
    let batches: Vec<_> = rows.batches.try_collect().await.unwrap();
    assert_eq!(crate::support::texts(&batches[0]), [["2"]]);
    let sql = "CREATE TABLE default.t (x Int8) ENGINE = Memory";
    let answer = engine.run(sql, &[], &columns, None, &Limits::default()).await;
    assert!(matches!(answer, Err(EngineError::Permission(_))), "{answer:?}");
}

#[tokio::test]
async fn a_login_that_cannot_set_anything_is_told_what_it_needs() {
    let refused = engine_of("frozen").engine().test().await;
    let Err(EngineError::Permission(cause)) = refused else { panic!("{refused:?}") };
    assert!(cause.to_string().contains("readonly = 2"), "{cause}");
}

/// Its sessions cannot have another zone, and days would begin at other times.
#[tokio::test]
async fn an_old_server_in_another_time_zone_is_refused() {
    let server = Server::start("Europe/Oslo");
    let mut fields = fields("default");
    fields["port"] = json!(server.port());
    let engine = RawEngine::clickhouse(&credentials(&fields), ServerOptions::default()).unwrap();
    let refused = engine.engine().test().await;
    let Err(EngineError::Query(cause)) = refused else { panic!("{refused:?}") };
    assert!(cause.to_string().contains("Europe/Oslo"), "{cause}");
}

#[tokio::test]
async fn the_servers_own_limit_is_a_timeout_too() {
    let statement = Duration::from_millis(200);
    let database = Database::with(ServerOptions { statement, ..Default::default() });
    let answer = database.value(ENDLESS, DataType::Int64).await;
    assert!(matches!(answer, Err(EngineError::Timeout)), "{answer:?}");
}

/// Limits are of the answer, whatever a subquery reads.
#[tokio::test]
async fn limits_count_the_answer_only() {
    let database = Database::fresh();
    let sql = "SELECT COUNT(*) FROM (SELECT number FROM system.numbers LIMIT 50000)
        WHERE number IN (SELECT number FROM system.numbers LIMIT 40000)";
    let limits = Limits { rows: 10, bytes: 10_000, ..Limits::default() };
    let columns = columns(&[DataType::Int64]);
    let rows = database.engine.run(sql, &[], &columns, None, &limits).await.unwrap();
    let batches: Vec<_> = rows.batches.try_collect().await.unwrap();
    assert_eq!(crate::support::texts(&batches[0]), [["40000"]]);
}

/// Statements that run at this moment in the database, past the engine.
fn running(database: &Database) -> String {
    let sql = format!(
        "SELECT count() FROM system.processes WHERE query LIKE '%{}%' AND query NOT LIKE '%processes%'",
        database.name
    );
    database.execute(&sql).trim().to_owned()
}

async fn ends_soon(database: &Database) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while running(database) != "0" {
        assert!(Instant::now() < deadline, "the statement still runs");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_question_that_nobody_waits_for_ends_on_the_server() {
    let database = Database::fresh();
    let sql = format!("{ENDLESS} AND '{}' <> ''", database.name);
    let question = database.value(&sql, DataType::Int64);
    assert!(tokio::time::timeout(Duration::from_millis(700), question).await.is_err());
    ends_soon(&database).await;
}

#[tokio::test]
async fn a_stream_that_is_dropped_half_read_ends_on_the_server() {
    let database = Database::fresh();
    let sql = format!("SELECT number, '{}' FROM system.numbers", database.name);
    let columns = columns(&[DataType::Int64, DataType::Text]);
    let limits = Limits { rows: usize::MAX, bytes: usize::MAX, ..Limits::default() };
    let mut rows = database.engine.run(&sql, &[], &columns, None, &limits).await.unwrap();
    assert!(rows.batches.next().await.unwrap().is_ok());
    assert_eq!(running(&database), "1");
    drop(rows);
    ends_soon(&database).await;
}

#[tokio::test]
async fn a_question_that_runs_out_of_time_ends_on_the_server() {
    let database = Database::fresh();
    let sql = format!("{ENDLESS} AND '{}' <> ''", database.name);
    let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
    let answer = database.engine.run(&sql, &[], &columns(&[DataType::Int64]), None, &limits).await;
    assert!(matches!(answer, Err(EngineError::Timeout)), "{answer:?}");
    ends_soon(&database).await;
}

#[tokio::test]
async fn no_more_memory_is_an_error_of_its_own() {
    let database = Database::fresh();
    let sql = "SELECT length(groupArray(number)) FROM (SELECT number FROM system.numbers LIMIT 200000000)";
    let answer = database.value(sql, DataType::Int64).await;
    assert!(matches!(answer, Err(EngineError::Memory(_))), "{answer:?}");
}

#[tokio::test]
async fn a_missing_table_column_and_function_are_missing() {
    let database = Database::holding(&["CREATE TABLE t (id Int32) ENGINE = Memory"]);
    for sql in ["SELECT 1 FROM nowhere", "SELECT nothing FROM t", "SELECT no_such_function(1)"] {
        let answer = database.value(sql, DataType::Int32).await;
        assert!(matches!(answer, Err(EngineError::Missing(_))), "{sql}: {answer:?}");
    }
}
