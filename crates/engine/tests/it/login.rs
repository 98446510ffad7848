//! Each way that connecting can fail has its own words.

use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};
use souk_testkit::postgres::Server;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection};
use std::str::FromStr;
use tokio::net::TcpListener;

use crate::support::{Database, credentials};

async fn test(options: &PgConnectOptions, change: &Json) -> Result<(), EngineError> {
    let mut fields = json!({
        "host": options.get_host(),
        "port": options.get_port(),
        "username": options.get_username(),
        "password": "right",
        "database": options.get_database(),
    });
    for (name, value) in change.as_object().unwrap() {
        fields[name] = value.clone();
    }
    let connect = Duration::from_millis(1500);
    let bounds = ServerOptions { connect, ..Default::default() };
    let engine = RawEngine::postgres(&credentials(&fields), bounds).unwrap();
    engine.engine().test().await
}

/// A server that asks one login for a password and trusts the rest.
async fn server_with_a_password() -> (Server, PgConnectOptions) {
    let server = Server::start_own();
    let options = PgConnectOptions::from_str(server.url()).unwrap();
    let mut connection = PgConnection::connect_with(&options).await.unwrap();
    let rules: String =
        sqlx::query_scalar("SHOW hba_file").fetch_one(&mut connection).await.unwrap();
    let sql = format!(
        "SET password_encryption = 'scram-sha-256'; CREATE ROLE vendor LOGIN PASSWORD 'right';
         COPY (SELECT 'host all vendor 127.0.0.1/32 scram-sha-256' UNION ALL
               SELECT 'host all all 127.0.0.1/32 trust') TO '{rules}';
         SELECT pg_reload_conf()"
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    (server, options.username("vendor"))
}

#[tokio::test]
async fn the_right_password_is_let_in_and_a_wrong_one_is_an_authentication_error() {
    let (_server, options) = server_with_a_password().await;
    test(&options, &json!({})).await.unwrap();
    let refused = test(&options, &json!({"password": "wrong"})).await;
    assert!(matches!(refused, Err(EngineError::Authentication(_))), "{refused:?}");
    let shown = format!("{refused:?}");
    assert!(!shown.contains("wrong"), "{shown}");
}

#[tokio::test]
async fn a_login_that_does_not_exist_is_an_authentication_error() {
    let database = Database::fresh().await;
    let refused = test(&database.options, &json!({"username": "nobody_of_this_name"})).await;
    assert!(matches!(refused, Err(EngineError::Authentication(_))), "{refused:?}");
}

#[tokio::test]
async fn a_database_that_does_not_exist_is_named_so() {
    let database = Database::fresh().await;
    let refused = test(&database.options, &json!({"database": "no such database"})).await;
    assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{refused:?}");
}

#[tokio::test]
async fn wrong_hosts_and_ports_are_unreachable() {
    let database = Database::fresh().await;
    for change in [json!({"port": 1}), json!({"host": "no-such-host.invalid"})] {
        let refused = test(&database.options, &change).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{change}: {refused:?}");
    }
}

#[tokio::test]
async fn a_server_that_accepts_and_never_answers_does_not_hold_us() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let database = Database::fresh().await;
    let started = Instant::now();
    for ssl_mode in ["disable", "prefer", "require"] {
        let refused = test(&database.options, &json!({"port": port, "sslMode": ssl_mode})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{refused:?}");
    }
    assert!(started.elapsed() < Duration::from_secs(8));
}

#[tokio::test]
async fn a_server_of_another_protocol_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let _ = tokio::io::AsyncWriteExt::write_all(&mut socket, b"HTTP/1.1 400 Bad\r\n").await;
        }
    });
    let database = Database::fresh().await;
    for ssl_mode in ["disable", "prefer"] {
        let refused = test(&database.options, &json!({"port": port, "sslMode": ssl_mode})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{refused:?}");
    }
}

#[tokio::test]
async fn required_tls_is_not_given_up() {
    let database = Database::fresh().await;
    for ssl_mode in ["require", "verify-ca", "verify-full"] {
        let refused = test(&database.options, &json!({"sslMode": ssl_mode})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{ssl_mode}: {refused:?}");
    }
    for ssl_mode in ["disable", "allow", "prefer"] {
        test(&database.options, &json!({"sslMode": ssl_mode})).await.unwrap();
    }
}
