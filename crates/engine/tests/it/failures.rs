//! The table of errors: each way to fail has one meaning, whatever the connector calls it. The page
//! `docs/reference/connectors.md` shows the same table.

use std::time::Duration;

use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;

use crate::support::{columns, credentials};
use crate::{clickhouse, mysql, sqlite, support};

/// The words of the page.
fn meaning(answer: &Result<(), EngineError>) -> &'static str {
    match answer {
        Ok(()) => "answered",
        Err(EngineError::Authentication(_)) => "authentication",
        Err(EngineError::Unreachable(words, _)) if words == "TLS failed" => "TLS",
        Err(EngineError::Unreachable(..)) => "unreachable",
        Err(EngineError::Timeout) => "timeout",
        Err(EngineError::UnknownDatabase) => "unknown database",
        Err(EngineError::Missing(_)) => "missing",
        Err(EngineError::Permission(_)) => "permission",
        Err(EngineError::Memory(_)) => "memory",
        Err(EngineError::Query(_)) => "refused",
        Err(_) => "another",
    }
}

async fn ask(engine: &RawEngine, sql: &str, time: Duration) -> Result<(), EngineError> {
    let (columns, limits) = (columns(&[DataType::Int64]), Limits { time, ..Limits::default() });
    let rows = engine.run(sql, &[], &columns, None, &limits).await?;
    rows.batches.try_collect::<Vec<_>>().await.map(|_| ())
}

/// One way to fail: changed credentials, a statement, and what it means.
type Case<'a> = (Json, &'a str, &'a str);

async fn fail_as_told(make: fn(&Json) -> RawEngine, fields: &Json, cases: &[Case<'_>]) {
    for (change, sql, expected) in cases {
        let mut fields = fields.clone();
        for (name, value) in change.as_object().unwrap() {
            fields[name] = value.clone();
        }
        let time = if *expected == "timeout" { 300 } else { 20_000 };
        let answer = ask(&make(&fields), sql, Duration::from_millis(time)).await;
        assert_eq!(meaning(&answer), *expected, "{change} {sql}: {answer:?}");
    }
}

fn bounds() -> ServerOptions {
    ServerOptions { connect: Duration::from_secs(3), ..ServerOptions::default() }
}

#[tokio::test]
async fn postgres_fails_as_the_table_says() {
    let database = support::Database::holding("CREATE TABLE secret (id int)").await;
    let tag = &database.options.get_database().unwrap()[10..30];
    database
        .execute(&format!(
            "CREATE ROLE reader_{tag} LOGIN; ALTER ROLE reader_{tag} SET temp_file_limit = '64kB'"
        ))
        .await;
    let fields = json!({"host": "127.0.0.1", "port": database.options.get_port(),
        "username": "postgres", "password": "", "database": database.options.get_database()});
    let reader = json!({"username": format!("reader_{tag}")});
    let large = "SELECT 1 FROM generate_series(1, 1000000) AS i ORDER BY -i LIMIT 1 OFFSET 999999";
    let cases = [
        (json!({"username": "nobody_of_this_name"}), "SELECT 1", "authentication"),
        (json!({"port": 1}), "SELECT 1", "unreachable"),
        (json!({"sslMode": "verify-full"}), "SELECT 1", "TLS"),
        (json!({"database": "nowhere"}), "SELECT 1", "unknown database"),
        (json!({}), "SELECT 1 FROM pg_sleep(5)", "timeout"),
        (json!({}), "SELECT 1 FROM nowhere", "missing"),
        (json!({}), "SELECT nothing FROM public.secret", "missing"),
        (reader.clone(), "SELECT id FROM public.secret", "permission"),
        (reader, large, "memory"),
        (json!({}), "SELECT FROM WHERE", "refused"),
        (json!({}), "SELECT 1 / 0", "refused"),
    ];
    let make = |fields: &Json| RawEngine::postgres(&credentials(fields), bounds()).unwrap();
    fail_as_told(make, &fields, &cases).await;
    database.execute(&format!("DROP ROLE reader_{tag}")).await;
}

#[tokio::test]
async fn mariadb_fails_as_the_table_says() {
    let database =
        mysql::Database::holding("CREATE TABLE open (id int); CREATE TABLE secret (id int)").await;
    let (name, tag) = (database.name(), &database.name()[10..20]);
    database
        .execute(&format!(
            "CREATE USER reader_{tag}@'%'; GRANT SELECT ON {name}.open TO reader_{tag}@'%'"
        ))
        .await;
    let fields = mysql::fields(&database.options);
    let reader = json!({"username": format!("reader_{tag}")});
    let cases = [
        (json!({"username": "nobody_of_this_name"}), "SELECT 1", "authentication"),
        (json!({"port": 1}), "SELECT 1", "unreachable"),
        (json!({"sslMode": "verify-full"}), "SELECT 1", "TLS"),
        (json!({"database": "nowhere"}), "SELECT 1", "unknown database"),
        (json!({}), "SELECT SLEEP(5)", "timeout"),
        (json!({}), "SELECT 1 FROM nowhere", "missing"),
        (json!({}), "SELECT nothing FROM secret", "missing"),
        (reader.clone(), "SELECT id FROM secret", "permission"),
        (reader, "SELECT id FROM open", "answered"),
        (json!({}), "SELECT FROM WHERE", "refused"),
        (json!({}), "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE secret", "refused"),
    ];
    let make = |fields: &Json| RawEngine::mysql(&credentials(fields), bounds()).unwrap();
    fail_as_told(make, &fields, &cases).await;
    database.execute(&format!("DROP USER reader_{tag}@'%'")).await;
}

#[tokio::test]
async fn clickhouse_fails_as_the_table_says() {
    let fields = clickhouse::fields("default");
    let cases = [
        (json!({"username": "nobody_of_this_name"}), "SELECT 1", "authentication"),
        (json!({"port": 1}), "SELECT 1", "unreachable"),
        (json!({"sslMode": "verify-full"}), "SELECT 1", "TLS"),
        (json!({"database": "nowhere"}), "SELECT 1", "unknown database"),
        (json!({}), "SELECT sum(number) FROM system.numbers", "timeout"),
        (json!({}), "SELECT 1 FROM nowhere", "missing"),
        (json!({}), "SELECT nothing FROM system.one", "missing"),
        (json!({}), "CREATE TABLE t (x Int8) ENGINE = Memory", "permission"),
        (json!({}), "SELECT length(groupArray(number)) FROM system.numbers", "memory"),
        (json!({}), "SELECT FROM WHERE", "refused"),
    ];
    let make = |fields: &Json| RawEngine::clickhouse(&credentials(fields), bounds()).unwrap();
    fail_as_told(make, &fields, &cases).await;
}

#[tokio::test]
async fn sqlite_fails_as_the_table_says() {
    let database = sqlite::Database::holding("CREATE TABLE t (id int)").await;
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT COUNT(*) FROM n";
    let cases = [
        (endless, "timeout"),
        ("SELECT 1 FROM nowhere", "missing"),
        ("SELECT no_such FROM t", "missing"),
        ("SELECT FROM WHERE", "refused"),
    ];
    for (sql, expected) in cases {
        let time = if expected == "timeout" { 300 } else { 20_000 };
        let answer = ask(&database.engine, sql, Duration::from_millis(time)).await;
        assert_eq!(meaning(&answer), expected, "{sql}: {answer:?}");
    }
    std::fs::remove_file(database.folder.path().join("shop.db")).unwrap();
    let gone = ask(&database.engine, "SELECT 2", Duration::from_secs(20)).await;
    assert!(gone.is_err() || meaning(&gone) == "answered", "an open file stays open: {gone:?}");
}

/// The page says of each connector what was tried here.
#[test]
fn the_page_of_connectors_tells_every_meaning() {
    let page = include_str!("../../../../docs/reference/connectors.md");
    let (_, table) = page.split_once("## Errors").unwrap();
    for meaning in [
        "authentication",
        "unreachable",
        "TLS",
        "unknown database",
        "timeout",
        "missing",
        "permission",
        "memory",
        "refused",
    ] {
        assert!(table.contains(&format!("\n| {meaning} ")), "{meaning}");
    }
}
