//! Each way that connecting can fail has its own words, and none shows the password.

use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};
use souk_testkit::clickhouse::Server;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::fields;
use crate::support::credentials;

async fn test(change: &Json) -> Result<(), EngineError> {
    let mut fields = fields("default");
    for (name, value) in change.as_object().unwrap() {
        fields[name] = value.clone();
    }
    let connect = Duration::from_millis(1500);
    let bounds = ServerOptions { connect, ..Default::default() };
    RawEngine::clickhouse(&credentials(&fields), bounds).unwrap().engine().test().await
}

#[tokio::test]
async fn the_right_password_is_let_in_and_a_wrong_one_is_an_authentication_error() {
    test(&json!({"username": "vendor", "password": "right"})).await.unwrap();
    let refused = test(&json!({"username": "vendor", "password": "hunter2 ü&"})).await;
    assert!(matches!(refused, Err(EngineError::Authentication(_))), "{refused:?}");
    assert!(!format!("{refused:?}").contains("hunter2"));
}

#[tokio::test]
async fn unknown_logins_and_databases_are_named_so() {
    let refused = test(&json!({"username": "nobody_of_this_name"})).await;
    assert!(matches!(refused, Err(EngineError::Authentication(_))), "{refused:?}");
    let refused = test(&json!({"database": "no such database"})).await;
    assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{refused:?}");
}

#[tokio::test]
async fn wrong_hosts_and_ports_are_unreachable() {
    let cases = [
        (json!({"port": 1}), "connection refused"),
        (json!({"host": "no-such-host.invalid"}), "the host name leads nowhere"),
    ];
    for (change, expected) in cases {
        let refused = test(&change).await;
        let Err(EngineError::Unreachable(words, _)) = refused else { panic!("{refused:?}") };
        assert!(words.starts_with(expected), "{change}: {words}");
    }
}

#[tokio::test]
async fn a_server_that_accepts_and_never_answers_does_not_hold_us() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let started = Instant::now();
    for ssl_mode in ["disable", "require"] {
        let refused = test(&json!({"port": port, "sslMode": ssl_mode})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{refused:?}");
    }
    assert!(started.elapsed() < Duration::from_secs(6));
}

/// Answers every connection with these bytes and closes it.
async fn double(answer: String) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let _ = socket.write_all(answer.as_bytes()).await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    port
}

#[tokio::test]
async fn whatever_is_not_clickhouse_is_unreachable() {
    let page = "<html>".repeat(1000);
    let long = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{page}", page.len());
    let answers = [
        "220 smtp.example.com ESMTP\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n\u{3}\u{1}\u{9}version()".to_owned(),
        "HTTP/1.1 500 Oops\r\nContent-Length: 3\r\n\r\nabc".to_owned(),
        String::new(),
        long,
    ];
    for answer in answers {
        let port = double(answer.clone()).await;
        let refused = test(&json!({"port": port, "sslMode": "disable"})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{answer}: {refused:?}");
        let refused = test(&json!({"port": port, "sslMode": "require"})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{answer}: {refused:?}");
    }
}

#[tokio::test]
async fn a_server_may_not_send_us_elsewhere() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let elsewhere = listener.local_addr().unwrap();
    let head = "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: ";
    let port = double(format!("{head}http://{elsewhere}/\r\n\r\n")).await;
    let refused = test(&json!({"port": port})).await;
    assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{refused:?}");
    let visit = tokio::time::timeout(Duration::from_millis(200), listener.accept()).await;
    assert!(visit.is_err(), "nobody came");
}

#[tokio::test]
async fn required_tls_is_not_given_up() {
    for ssl_mode in ["require", "verify-ca", "verify-full"] {
        let refused = test(&json!({"sslMode": ssl_mode})).await;
        assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{ssl_mode}: {refused:?}");
    }
}

#[tokio::test]
async fn certificates_are_checked_as_the_mode_says() {
    let server = Server::start_encrypted();
    let (port, authority) = (server.port(), server.authority());
    let at = |host: &str, mode: &str, authority: &str| json!({"host": host, "port": port, "sslMode": mode, "sslRootCert": authority});
    let let_in = [
        at("localhost", "verify-full", &authority),
        at("localhost", "", &authority),
        at("127.0.0.1", "verify-ca", &authority),
        at("127.0.0.1", "require", &authority),
        at("127.0.0.1", "require", ""),
    ];
    for change in let_in {
        test(&change).await.unwrap_or_else(|error| panic!("{change}: {error:?}"));
    }
    let kept_out = [
        at("127.0.0.1", "verify-full", &authority),
        at("localhost", "verify-full", ""),
        at("localhost", "verify-ca", ""),
    ];
    for change in kept_out {
        let refused = test(&change).await;
        let Err(EngineError::Unreachable(words, _)) = refused else {
            panic!("{change}: {refused:?}")
        };
        assert_eq!(words, "TLS failed", "{change}");
    }
    let refused = test(&at("localhost", "disable", "")).await;
    assert!(matches!(refused, Err(EngineError::Unreachable(..))), "{refused:?}");
}
