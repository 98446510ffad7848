//! What sets the connector for SingleStore apart, shown over MariaDB.

use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, Progress, ServerOptions};
use souk_model::DataType;
use souk_testkit::mariadb::Server;
use sqlx::Connection;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection};

use super::{Database, fields};
use crate::support::{columns, credentials, texts};

fn engine(options: &MySqlConnectOptions) -> RawEngine {
    RawEngine::singlestore(&credentials(&fields(options)), ServerOptions::default()).unwrap()
}

async fn ask(engine: &RawEngine, tenant: Option<&str>, sql: &str) -> Result<String, EngineError> {
    let columns = columns(&[DataType::Text]);
    let rows = engine.run(sql, &[], &columns, tenant, &Limits::default()).await?;
    let batches: Vec<_> = futures::TryStreamExt::try_collect(rows.batches).await?;
    Ok(texts(&batches[0])[0][0].clone())
}

#[tokio::test]
async fn the_dialect_is_its_own_whatever_the_server_says() {
    let engine = engine(&Database::fresh().await.options);
    assert_eq!(engine.engine().dialect().name(), "singlestore");
    engine.engine().ready().await.unwrap();
    assert_eq!(engine.engine().dialect().name(), "singlestore");
}

/// What it does not know, such as read-only sessions, collations of a session and limits of a statement, is
/// not sent: a server that refuses a setting would refuse every session.
#[tokio::test]
async fn sessions_are_pinned_to_what_it_knows() {
    let engine = engine(&Database::fresh().await.options);
    for (setting, expected) in [
        ("sql_mode", "ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES"),
        ("sql_select_limit", "18446744073709551615"),
        ("autocommit", "ON"),
        ("tx_read_only", "OFF"),
        ("max_statement_time", "0.000000"),
        ("div_precision_increment", "4"),
    ] {
        let sql = format!("SELECT CAST(@@session.{setting} AS CHAR)");
        assert_eq!(ask(&engine, None, &sql).await.unwrap(), expected, "{setting}");
    }
}

/// Its sessions have the server's zone, in which instants would be shown wrongly.
#[tokio::test]
async fn a_server_whose_clock_is_not_in_utc_is_refused() {
    let server = Server::start_own();
    let options = server.fresh_database().await;
    let mut root = MySqlConnection::connect_with(&options).await.unwrap();
    let engine = engine(&options);
    sqlx::raw_sql("SET GLOBAL time_zone = '+02:00'").execute(&mut root).await.unwrap();
    let Err(error) = engine.engine().test().await else { panic!("the session is used") };
    assert!(format!("{error:?}").contains("not UTC"), "{error:?}");
    sqlx::raw_sql("SET GLOBAL time_zone = '+00:00'").execute(&mut root).await.unwrap();
    engine.engine().test().await.unwrap();
}

#[tokio::test]
async fn its_own_databases_are_nobodys() {
    let server = Server::start_own();
    let options = server.fresh_database().await;
    let mut root = MySqlConnection::connect_with(&options).await.unwrap();
    let engine = engine(&options);
    for name in ["memsql", "cluster", "tenant"] {
        let sql = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(sql).execute(&mut root).await.unwrap();
    }
    for name in ["memsql", "MEMSQL", "cluster", "information_schema", "mysql"] {
        let answer = ask(&engine, Some(name), "SELECT DATABASE()").await;
        assert!(matches!(answer, Err(EngineError::UnknownDatabase)), "{name}: {answer:?}");
    }
    assert_eq!(ask(&engine, Some("tenant"), "SELECT DATABASE()").await.unwrap(), "tenant");
}

#[tokio::test]
async fn tables_are_in_the_order_of_their_bytes() {
    let database = Database::holding(
        "CREATE TABLE b (id int UNIQUE, amount decimal(15,2)); CREATE TABLE A (day date NOT NULL);
         CREATE VIEW Z AS SELECT id FROM b",
    )
    .await;
    let catalog =
        engine(&database.options).engine().introspect(&Progress::default()).await.unwrap();
    let names: Vec<_> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["A", "Z", "b"]);
    assert!(catalog.tables.iter().all(|table| table.schema == database.name()));
    let amount = &catalog.tables[2].columns[1];
    assert_eq!(amount.data_type, DataType::Decimal { precision: 15, scale: 2 });
    assert_eq!((amount.native_type.as_str(), amount.nullable), ("decimal", true));
}
