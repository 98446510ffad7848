//! A database that was restarted is asked again without an error in between.

use std::str::FromStr;
use std::time::Duration;

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use souk_testkit::{clickhouse, mariadb, postgres};
use sqlx::Connection;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::support::{columns, credentials};

const LONG_ENOUGH: usize = 600;
const MOMENT: Duration = Duration::from_millis(50);

async fn ask(engine: &RawEngine) -> Result<(), EngineError> {
    let columns = columns(&[DataType::Int64]);
    let rows = engine.run("SELECT 7", &[], &columns, None, &Limits::default()).await?;
    futures::TryStreamExt::try_collect::<Vec<_>>(rows.batches).await.map(|_| ())
}

/// Several sessions are open and unused when the server goes away.
async fn sessions_are_open(engine: &RawEngine) {
    let questions = (0..4).map(|_| ask(engine));
    for answer in futures::future::join_all(questions).await {
        answer.unwrap();
    }
}

#[tokio::test]
async fn postgres_is_asked_again() {
    let server = postgres::Server::start_own();
    let options = PgConnectOptions::from_str(server.url()).unwrap();
    let fields = json!({"host": "127.0.0.1", "port": options.get_port(), "username": "postgres",
        "password": "", "database": "postgres"});
    let engine = RawEngine::postgres(&credentials(&fields), ServerOptions::default()).unwrap();
    sessions_are_open(&engine).await;
    let mut watch = PgConnection::connect_with(&options).await.unwrap();
    server.restart();
    while watch.ping().await.is_ok() {
        sleep(MOMENT).await;
    }
    for _ in 0..LONG_ENOUGH {
        if PgConnection::connect_with(&options).await.is_ok() {
            break;
        }
        sleep(MOMENT).await;
    }
    for _ in 0..6 {
        ask(&engine).await.unwrap();
    }
}

#[tokio::test]
async fn mariadb_is_asked_again() {
    let server = mariadb::Server::start_own();
    let options = MySqlConnectOptions::from_str(server.url()).unwrap();
    let fields = json!({"host": "127.0.0.1", "port": options.get_port(), "username": "root",
        "password": "", "database": "mysql"});
    let engine = RawEngine::mysql(&credentials(&fields), ServerOptions::default()).unwrap();
    sessions_are_open(&engine).await;
    let mut watch = MySqlConnection::connect_with(&options).await.unwrap();
    server.restart();
    while watch.ping().await.is_ok() {
        sleep(MOMENT).await;
    }
    for _ in 0..LONG_ENOUGH {
        if MySqlConnection::connect_with(&options).await.is_ok() {
            break;
        }
        sleep(MOMENT).await;
    }
    for _ in 0..6 {
        ask(&engine).await.unwrap();
    }
}

#[tokio::test]
async fn clickhouse_is_asked_again() {
    let server = clickhouse::Server::start("UTC");
    let fields = json!({"host": "127.0.0.1", "port": server.port(), "username": "default",
        "password": "", "database": "default"});
    let engine = RawEngine::clickhouse(&credentials(&fields), ServerOptions::default()).unwrap();
    sessions_are_open(&engine).await;
    server.restart();
    let address = ("127.0.0.1", server.port());
    for is_gone in [true, false] {
        for _ in 0..LONG_ENOUGH {
            if TcpStream::connect(address).await.is_err() == is_gone {
                break;
            }
            sleep(Duration::from_millis(5)).await;
        }
    }
    for _ in 0..6 {
        ask(&engine).await.unwrap();
    }
}

/// A statement that was ended for what it did is not asked again.
#[tokio::test]
async fn a_statement_that_somebody_ended_is_an_error() {
    let database = crate::support::Database::fresh().await;
    database.value("SELECT 7", DataType::Int32).await.unwrap();
    let end = async {
        sleep(Duration::from_millis(500)).await;
        database
            .execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND application_name = 'souk'",
            )
            .await;
    };
    let (answer, ()) =
        tokio::join!(database.value("SELECT 7 FROM pg_sleep(3)", DataType::Int32), end);
    assert!(matches!(answer, Err(EngineError::Unreachable(..))), "{answer:?}");
}
