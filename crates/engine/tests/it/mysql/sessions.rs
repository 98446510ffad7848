//! Sessions are pinned, may not write, and notice what happens to the database.

use std::time::{Duration, Instant};

use souk_engine::{EngineError, ServerOptions};
use souk_model::DataType;
use souk_query::Value;

use super::Database;

#[tokio::test]
async fn sessions_are_pinned() {
    let database = Database::fresh().await;
    let cases = [
        ("time_zone", "+00:00"),
        ("tx_read_only", "ON"),
        ("max_statement_time", "300.000000"),
        ("character_set_client", "utf8mb4"),
        ("character_set_results", "utf8mb4"),
        ("collation_connection", "utf8mb4_nopad_bin"),
        ("group_concat_max_len", "1073741824"),
        ("div_precision_increment", "20"),
        (
            "sql_mode",
            "ONLY_FULL_GROUP_BY,PIPES_AS_CONCAT,NO_UNSIGNED_SUBTRACTION,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,\
             NO_ENGINE_SUBSTITUTION,NO_BACKSLASH_ESCAPES",
        ),
    ];
    for (setting, expected) in cases {
        let sql = format!("SELECT CAST(@@session.{setting} AS CHAR)");
        let value = database.value(&sql, DataType::Text).await.unwrap();
        let sorted = |text: &str| {
            let mut words: Vec<_> = text.split(',').map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(sorted(&value), sorted(expected), "{setting}");
    }
}

#[tokio::test]
async fn text_is_read_as_the_guard_reads_it() {
    let database = Database::fresh().await;
    let cases = [
        ("SELECT 'a\\'", "a\\"),
        ("SELECT \"text\"", "text"),
        ("SELECT 'a' || 'b'", "ab"),
        ("SELECT 'a''b'", "a'b"),
    ];
    for (sql, expected) in cases {
        assert_eq!(database.value(sql, DataType::Text).await.unwrap(), expected, "{sql}");
    }
    let below = "SELECT CAST(1 AS UNSIGNED) - CAST(2 AS UNSIGNED)";
    assert_eq!(database.value(below, DataType::Int64).await.unwrap(), "-1");
}

#[tokio::test]
async fn the_servers_own_limit_is_a_timeout_too() {
    let statement = Duration::from_millis(200);
    let database = Database::with(ServerOptions { statement, ..Default::default() }).await;
    let answer = database.value("SELECT SLEEP(5)", DataType::Int64).await;
    assert!(matches!(answer, Err(EngineError::Timeout)), "{answer:?}");
}

/// Statements that run at this moment in the database.
async fn running(database: &Database) -> i64 {
    let sql = "SELECT COUNT(*) FROM information_schema.PROCESSLIST
        WHERE DB = DATABASE() AND COMMAND <> 'Sleep' AND ID <> CONNECTION_ID()";
    sqlx::query_scalar(sql).fetch_one(&mut database.connection().await).await.unwrap()
}

#[tokio::test]
async fn a_question_that_nobody_waits_for_ends_on_the_server() {
    let database = Database::fresh().await;
    let endless = "SELECT COUNT(*) FROM seq_1_to_1000000000000 WHERE seq % 7 = 9";
    let question = database.value(endless, DataType::Int64);
    let gone = tokio::time::timeout(Duration::from_millis(500), question).await;
    assert!(gone.is_err());
    let deadline = Instant::now() + Duration::from_secs(20);
    while running(&database).await > 0 {
        assert!(Instant::now() < deadline, "the statement still runs");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_changed_column_type_is_noticed_by_warm_statements() {
    let database = Database::holding("CREATE TABLE t (id int); INSERT INTO t VALUES (1)").await;
    let sql = "SELECT id FROM t";
    assert_eq!(database.value(sql, DataType::Int64).await.unwrap(), "1");
    database.execute("ALTER TABLE t MODIFY id bigint; UPDATE t SET id = 5000000000").await;
    assert_eq!(database.value(sql, DataType::Int64).await.unwrap(), "5000000000");
    database.execute("ALTER TABLE t MODIFY id varchar(20)").await;
    assert_eq!(database.value(sql, DataType::Text).await.unwrap(), "5000000000");
}

/// MariaDB refuses it when the same prepared statement is executed again.
#[tokio::test]
async fn the_same_statement_is_answered_again() {
    let database = Database::holding("CREATE TABLE sales (amount INT)").await;
    database.execute("INSERT INTO sales VALUES (1), (2)").await;
    let sql = "WITH scoped AS (SELECT amount FROM sales), \
               early AS (SELECT SUM(scoped.amount) AS a FROM scoped WHERE scoped.amount < ?), \
               late AS (SELECT SUM(scoped.amount) AS b FROM scoped WHERE scoped.amount > ?), \
               stacked AS (SELECT early.a AS a, CAST(NULL AS SIGNED) AS b FROM early \
                           UNION ALL SELECT CAST(NULL AS SIGNED) AS a, late.b AS b FROM late), \
               combined AS (SELECT MAX(stacked.a) AS a, MAX(stacked.b) AS b FROM stacked) \
               SELECT combined.a AS a, combined.b AS b FROM combined";
    for _ in 0..3 {
        let values = [Value::Integer(2), Value::Integer(1)];
        let found = database.rows(sql, &values, &[DataType::Int64; 2]).await.unwrap();
        assert_eq!(found, [["1", "2"]]);
    }
}

#[tokio::test]
async fn a_session_that_the_server_ended_is_replaced() {
    let database = Database::fresh().await;
    let number = database.value("SELECT CONNECTION_ID()", DataType::Int64).await.unwrap();
    database.execute(&format!("KILL {number}")).await;
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(database.value("SELECT 2", DataType::Int32).await.unwrap(), "2");
}

#[tokio::test]
async fn a_missing_table_column_and_function_are_missing() {
    let database = Database::holding("CREATE TABLE t (id int)").await;
    for sql in ["SELECT 1 FROM nowhere", "SELECT nothing FROM t", "SELECT no_such_function(1)"] {
        let answer = database.value(sql, DataType::Int32).await;
        assert!(matches!(answer, Err(EngineError::Missing(_))), "{sql}: {answer:?}");
    }
}

#[tokio::test]
async fn the_dialect_is_that_of_the_server() {
    let database = Database::fresh().await;
    let engine = database.engine.engine();
    assert_eq!(engine.dialect().name(), "mysql", "nobody has asked the server yet");
    engine.ready().await.unwrap();
    assert_eq!(engine.dialect().name(), "mariadb");
}

/// Without zone tables the server would answer NULL.
#[tokio::test]
async fn a_zone_that_the_server_does_not_know_is_refused() {
    let database = Database::fresh().await;
    let sql = "SELECT CONVERT_TZ('2024-01-01 00:00:00', '+00:00', 'Europe/Oslo')";
    let answer = database.value(sql, DataType::Timestamp).await;
    let Err(EngineError::Query(cause)) = answer else { panic!("{answer:?}") };
    assert!(cause.to_string().contains("time zones"), "{cause}");
    assert_eq!(database.value("SELECT 7", DataType::Int64).await.unwrap(), "7");
}
