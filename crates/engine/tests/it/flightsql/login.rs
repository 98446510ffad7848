//! Servers that are not there, do not answer or are something else, and credentials that are wrong.

use std::time::{Duration, Instant};

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Roots, ServerOptions};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::server;
use crate::support::credentials;

fn impatient(url: &str) -> RawEngine {
    let bounds = ServerOptions { connect: Duration::from_secs(1), ..ServerOptions::default() };
    RawEngine::flightsql(&credentials(&json!({"url": url})), bounds, Roots::default()).unwrap()
}

async fn words(url: &str) -> String {
    match impatient(url).engine().test().await.unwrap_err() {
        EngineError::Unreachable(words, _) => words,
        other => panic!("{url}: {other:?}"),
    }
}

#[tokio::test]
async fn what_is_wrong_with_credentials_is_told_at_once() {
    let wrong = json!({"url": "http://x:1", "username": "a:b", "path": "relative", "more": 1});
    let refused =
        RawEngine::flightsql(&credentials(&wrong), ServerOptions::default(), Roots::default());
    let words = refused.unwrap_err().to_string();
    for name in ["url", "username", "path", "more"] {
        assert!(words.contains(&format!("credentials.{name}")), "{name}: {words}");
    }
    let refused =
        RawEngine::flightsql(&credentials(&json!({})), ServerOptions::default(), Roots::default());
    assert!(refused.unwrap_err().to_string().contains("\"credentials.url\" is required"));
}

#[tokio::test]
async fn nobody_there_is_told_at_once() {
    assert_eq!(words("grpc://127.0.0.1:1").await, "connection refused");
    assert!(!words("grpc://no-such-host.invalid:1").await.is_empty());
}

#[tokio::test]
async fn a_server_without_encryption_is_not_spoken_to_by_tls() {
    let url = server().await.url().replace("grpc://", "grpc+tls://");
    assert_eq!(words(&url).await, "TLS failed");
}

#[tokio::test]
async fn another_protocol_is_told_apart() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n").await;
        }
    });
    assert!(!words(&format!("grpc://127.0.0.1:{port}")).await.is_empty());
}

#[tokio::test]
async fn a_silent_server_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let keeps = tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            kept.push(stream);
        }
    });
    let fields = json!({"url": format!("grpc://127.0.0.1:{port}"), "username": "x"});
    let bounds = ServerOptions { connect: Duration::from_secs(1), ..ServerOptions::default() };
    let engine = RawEngine::flightsql(&credentials(&fields), bounds, Roots::default()).unwrap();
    let started = Instant::now();
    let refused = engine.engine().test().await.unwrap_err();
    assert!(matches!(refused, EngineError::Unreachable(..)), "{refused:?}");
    assert!(started.elapsed() < Duration::from_secs(5));
    keeps.abort();
}
