//! Each way that connecting can fail has its own words, and none shows the password.

use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};
use tokio::net::TcpListener;

use super::{Database, fields};
use crate::support::credentials;

async fn test(database: &Database, change: &Json) -> Result<(), EngineError> {
    let mut fields = fields(&database.options);
    for (name, value) in change.as_object().unwrap() {
        fields[name] = value.clone();
    }
    let connect = Duration::from_millis(1500);
    let bounds = ServerOptions { connect, ..Default::default() };
    RawEngine::mysql(&credentials(&fields), bounds).unwrap().engine().test().await
}

#[tokio::test]
async fn the_right_password_is_let_in_and_a_wrong_one_is_an_authentication_error() {
    let database = Database::fresh().await;
    let (name, user) = (database.name(), format!("vendor_{}", &database.name()[10..20]));
    let sql = format!(
        "CREATE USER {user}@'%' IDENTIFIED BY 'right'; GRANT SELECT ON {name}.* TO {user}@'%'"
    );
    database.execute(&sql).await;
    test(&database, &json!({"username": user, "password": "right"})).await.unwrap();
    let refused = test(&database, &json!({"username": user, "password": "hunter2"})).await;
    assert!(matches!(refused, Err(EngineError::Authentication(_))), "{refused:?}");
    assert!(!format!("{refused:?}").contains("hunter2"));
    let elsewhere = json!({"username": user, "password": "right", "database": "mysql"});
    let refused = test(&database, &elsewhere).await;
    assert!(matches!(refused, Err(EngineError::Permission(_))), "{refused:?}");
}

#[tokio::test]
async fn unknown_logins_and_databases_are_named_so() {
    let database = Database::fresh().await;
    let refused = test(&database, &json!({"username": "nobody_of_this_name"})).await;
    assert!(matches!(refused, Err(EngineError::Authentication(_))), "{refused:?}");
    let refused = test(&database, &json!({"database": "no such database"})).await;
    assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{refused:?}");
}

#[tokio::test]
async fn wrong_hosts_and_ports_are_unreachable() {
    let database = Database::fresh().await;
    for change in [json!({"port": 1}), json!({"host": "no-such-host.invalid"})] {
        let refused = test(&database, &change).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{change}: {refused:?}");
    }
}

#[tokio::test]
async fn a_server_that_never_answers_does_not_hold_us() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let database = Database::fresh().await;
    let started = Instant::now();
    let refused = test(&database, &json!({"port": port})).await;
    assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{refused:?}");
    assert!(started.elapsed() < Duration::from_secs(4));
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
        let refused = test(&database, &json!({"port": port, "sslMode": ssl_mode})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{refused:?}");
    }
}

#[tokio::test]
async fn required_tls_is_not_given_up() {
    let database = Database::fresh().await;
    for ssl_mode in ["require", "verify-ca", "verify-full"] {
        let refused = test(&database, &json!({"sslMode": ssl_mode})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{ssl_mode}: {refused:?}");
    }
    for ssl_mode in ["disable", "prefer"] {
        test(&database, &json!({"sslMode": ssl_mode})).await.unwrap();
    }
}
