//! Sessions are reused, bounded, pinned, and survive what happens to the database.

use std::time::Duration;

use souk_engine::{EngineError, ServerOptions};
use souk_model::DataType;

use crate::support::Database;

#[tokio::test]
async fn questions_one_after_the_other_share_a_session() {
    let database = Database::fresh().await;
    let sql = "SELECT pg_backend_pid()";
    let first = database.value(sql, DataType::Int32).await.unwrap();
    for _ in 0..20 {
        assert_eq!(database.value(sql, DataType::Int32).await.unwrap(), first);
    }
}

#[tokio::test]
async fn never_more_sessions_than_allowed() {
    let bounds = ServerOptions { connections: 2, ..Default::default() };
    let database = Database::with(bounds).await;
    let sql = "SELECT pg_backend_pid() FROM pg_sleep(0.05)";
    let questions = (0..12).map(|_| database.value(sql, DataType::Int32));
    let mut sessions: Vec<_> =
        futures::future::join_all(questions).await.into_iter().map(Result::unwrap).collect();
    sessions.sort();
    sessions.dedup();
    assert_eq!(sessions.len(), 2);
}

#[tokio::test]
async fn waiting_for_a_session_ends() {
    let connect = Duration::from_millis(200);
    let bounds = ServerOptions { connections: 1, connect, ..Default::default() };
    let database = Database::with(bounds).await;
    let long = database.value("SELECT pg_sleep(2)::text", DataType::Text);
    let short = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        database.value("SELECT 1", DataType::Int32).await
    };
    let (long, short) = tokio::join!(long, short);
    assert!(long.is_ok());
    assert!(matches!(short, Err(EngineError::Unreachable(..))), "{short:?}");
}

#[tokio::test]
async fn an_unused_session_is_closed() {
    let idle = Duration::from_millis(100);
    let database = Database::with(ServerOptions { idle, ..Default::default() }).await;
    assert!(database.value("SELECT 1", DataType::Int32).await.is_ok());
    tokio::time::sleep(Duration::from_millis(600)).await;
    let sql = "SELECT COUNT(*) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'souk'";
    let open: i64 =
        sqlx::query_scalar(sql).fetch_one(&mut database.connection().await).await.unwrap();
    assert_eq!(open, 0);
}

#[tokio::test]
async fn a_session_that_the_server_ended_is_replaced() {
    let database = Database::fresh().await;
    assert!(database.value("SELECT 1", DataType::Int32).await.is_ok());
    database
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'souk'",
        )
        .await;
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(database.value("SELECT 2", DataType::Int32).await.unwrap(), "2");
}

#[tokio::test]
async fn a_changed_column_type_is_noticed_by_warm_statements() {
    let database = Database::holding("CREATE TABLE t (id int4); INSERT INTO t VALUES (1)").await;
    let sql = "SELECT id FROM public.t";
    assert_eq!(database.value(sql, DataType::Int64).await.unwrap(), "1");
    database.execute("ALTER TABLE t ALTER COLUMN id TYPE int8; UPDATE t SET id = 5000000000").await;
    assert_eq!(database.value(sql, DataType::Int64).await.unwrap(), "5000000000");
}

#[tokio::test]
async fn sessions_are_pinned() {
    let database = Database::fresh().await;
    let cases = [
        ("search_path", "pg_catalog"),
        ("default_transaction_read_only", "on"),
        ("plan_cache_mode", "force_custom_plan"),
        ("statement_timeout", "5min"),
        ("TimeZone", "UTC"),
        ("application_name", "souk"),
    ];
    for (setting, expected) in cases {
        let sql = format!("SELECT current_setting('{setting}')");
        assert_eq!(database.value(&sql, DataType::Text).await.unwrap(), expected, "{setting}");
    }
}

/// The prepared statement is kept: its second run costs one message each way.
#[tokio::test]
async fn a_warm_question_is_prepared_once() {
    let database = Database::fresh().await;
    let sql = "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '%warm me%'";
    for _ in 0..5 {
        assert_eq!(database.value("SELECT 'warm me'", DataType::Text).await.unwrap(), "warm me");
    }
    // The counting statement holds the words too.
    assert_eq!(database.value(sql, DataType::Int64).await.unwrap(), "2");
}
