//! Each way that a bucket can fail has its own meaning, and none shows the keys.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};
use souk_engine::{AddressPolicy, Addresses, EngineError, Limits, ServerOptions};
use souk_model::DataType;
use souk_testkit::certificates::Certificates;
use souk_testkit::moto::Server;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{Bucket, SECRET, engine};
use crate::support::{ask, value};

/// What testing a datasource of these credentials says.
async fn test(fields: &Json) -> Result<(), EngineError> {
    let connect = Duration::from_millis(500);
    let options = ServerOptions { connect, ..ServerOptions::default() };
    let tested = engine(fields, options).engine().test().await;
    if let Err(error) = &tested {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(SECRET), "{shown}");
    }
    tested
}

fn unreachable(tested: &Result<(), EngineError>) -> &str {
    match tested {
        Err(EngineError::Unreachable(words, _)) => words,
        other => panic!("{other:?}"),
    }
}

fn login(fields: &Json, id: &str, secret: &str) -> Json {
    let mut fields = fields.clone();
    (fields["accessKeyId"], fields["secretAccessKey"]) = (json!(id), json!(secret));
    fields
}

#[tokio::test]
async fn logins_and_permissions_are_told_apart() {
    let server = Server::start();
    let (open, closed) = (server.fresh_bucket(), server.fresh_bucket());
    server.put(&open, "t.csv", b"id\n7\n");
    server.put(&closed, "t.csv", b"id\n7\n");
    let policy = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": [format!("arn:aws:s3:::{open}"), format!("arn:aws:s3:::{open}/*")]}]});
    let keys = server.guard(&policy.to_string());
    let fields = json!({"bucket": open, "endpoint": server.endpoint()});
    let right = login(&fields, &keys.id, &keys.secret);
    test(&right).await.unwrap();
    let reader = engine(&right, ServerOptions::default());
    assert_eq!(value(&reader, "SELECT id FROM t", DataType::Int64).await.unwrap(), "7");

    for (id, secret) in [(keys.id.as_str(), SECRET), ("AKIANOBODY", SECRET)] {
        let tested = test(&login(&fields, id, secret)).await;
        assert!(matches!(tested, Err(EngineError::Authentication(_))), "{id}: {tested:?}");
    }
    let mut elsewhere = right;
    elsewhere["bucket"] = json!(closed);
    let tested = test(&elsewhere).await;
    assert!(matches!(tested, Err(EngineError::Permission(_))), "{tested:?}");
}

#[tokio::test]
async fn a_bucket_or_an_object_that_is_not_there_is_missing() {
    let bucket = Bucket::with(&[("t.csv", "id\n1\n")]);
    let tested = test(&bucket.fields(&json!({"bucket": "no-such-bucket-of-souk"}))).await;
    assert!(matches!(tested, Err(EngineError::Missing(_))), "{tested:?}");
    let tested = test(&bucket.fields(&json!({"path": "other.csv"}))).await;
    assert!(unreachable(&tested).contains("no object"), "{tested:?}");
}

#[tokio::test]
async fn wrong_servers_are_unreachable() {
    let bucket = Bucket::with(&[]);
    for (endpoint, words) in [
        ("http://127.0.0.1:1", "connection refused"),
        ("http://no-such-host.invalid", "leads nowhere"),
    ] {
        let tested = test(&bucket.fields(&json!({"endpoint": endpoint}))).await;
        assert!(unreachable(&tested).contains(words), "{endpoint}: {tested:?}");
    }
    let https = bucket.server.endpoint().replace("http://", "https://");
    let tested = test(&bucket.fields(&json!({"endpoint": https}))).await;
    assert_eq!(unreachable(&tested), "TLS failed");
}

/// What a server does with a connection.
async fn serve(listener: TcpListener, answer: &'static str, then_waits: bool) {
    let mut held = Vec::new();
    loop {
        let (mut caller, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = caller.read(&mut request).await;
        let _ = caller.write_all(answer.as_bytes()).await;
        if then_waits {
            held.push(caller);
        }
    }
}

async fn odd_server(answer: &'static str, then_waits: bool) -> Json {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(serve(listener, answer, then_waits));
    json!({"bucket": "shop", "endpoint": endpoint, "accessKeyId": "a", "secretAccessKey": SECRET})
}

#[tokio::test]
async fn a_server_that_does_not_answer_does_not_hold_us() {
    let started = Instant::now();
    let tested = test(&odd_server("", true).await).await;
    assert_eq!(unreachable(&tested), "no answer");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[tokio::test]
async fn servers_that_speak_otherwise_are_told_so() {
    for answer in [
        "",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<?xml version=\"1.0\"?><ListBuck",
        "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
    ] {
        let tested = test(&odd_server(answer, false).await).await;
        let words = unreachable(&tested);
        assert!(!words.is_empty(), "{answer}: {tested:?}");
    }
}

/// A server that leads elsewhere is not followed: the other place is never asked.
#[tokio::test]
async fn redirects_are_not_followed() {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let elsewhere = other.local_addr().unwrap();
    let answer = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{elsewhere}/shop?list-type=2\r\n\
         Content-Length: 0\r\n\r\n"
    );
    let tested = test(&odd_server(answer.leak(), false).await).await;
    assert_eq!(unreachable(&tested), "the bucket is in another region");
    let asked = tokio::time::timeout(Duration::from_millis(300), other.accept()).await;
    assert!(asked.is_err(), "somebody came");
}

/// Permits 127.0.0.1 alone; every name leads to what the test says.
#[derive(Debug)]
struct Names(Vec<IpAddr>);

impl AddressPolicy for Names {
    fn permits(&self, address: IpAddr) -> bool {
        address == IpAddr::from([127, 0, 0, 1])
    }

    fn refusal(&self) -> String {
        "forbidden by the test".to_owned()
    }

    fn look_up(&self, _: &str) -> Option<Vec<IpAddr>> {
        Some(self.0.clone())
    }
}

async fn test_where(fields: &Json, addresses: &[&str]) -> Result<(), EngineError> {
    let addresses = addresses.iter().map(|text| text.parse().unwrap()).collect();
    let addresses = Addresses::permitted_by(Arc::new(Names(addresses)));
    let options = ServerOptions { addresses, ..ServerOptions::default() };
    engine(fields, options).engine().test().await
}

#[tokio::test]
async fn the_server_is_where_datasources_may_be() {
    let bucket = Bucket::with(&[("t.csv", "id\n1\n")]);
    // To this server another beginning would be a bucket's name.
    let named = format!("http://localhost.invalid:{}", bucket.server.port());
    let fields = bucket.fields(&json!({"endpoint": named}));
    test_where(&fields, &["127.0.0.1"]).await.unwrap();
    for addresses in [&["169.254.169.254"][..], &["10.0.0.1"], &["127.0.0.1", "169.254.169.254"]] {
        let tested = test_where(&fields, addresses).await;
        assert_eq!(unreachable(&tested), "forbidden by the test", "{addresses:?}");
    }
    for endpoint in
        ["http://169.254.169.254", "http://[fd00:ec2::254]", "http://0xa9fea9fe", "http://[::1]"]
    {
        let tested = test_where(&bucket.fields(&json!({"endpoint": endpoint})), &[]).await;
        assert_eq!(unreachable(&tested), "forbidden by the test", "{endpoint}");
    }
}

#[tokio::test]
async fn an_own_authority_is_believed_and_no_other() {
    let made = Certificates::make();
    let read = |name: &str| std::fs::read_to_string(format!("{}/{name}", made.folder())).unwrap();
    let server = Server::encrypted(&read("server.crt"), &read("server.key"));
    let endpoint = format!("https://localhost:{}", server.port());
    let fields = |authority: Option<String>| {
        json!({"bucket": "no-such-bucket", "endpoint": endpoint, "accessKeyId": "a",
            "secretAccessKey": SECRET, "sslRootCert": authority})
    };
    // Nothing is in it, which it has to be reached to say.
    let tested = test(&fields(Some(read("authority.crt")))).await;
    assert!(matches!(tested, Err(EngineError::Missing(_))), "{tested:?}");
    assert_eq!(unreachable(&test(&fields(None)).await), "TLS failed");
    let other = Certificates::make();
    let other = std::fs::read_to_string(format!("{}/authority.crt", other.folder())).unwrap();
    assert_eq!(unreachable(&test(&fields(Some(other))).await), "TLS failed");
}

/// Passes a bucket's answers on until it is told to hold them back.
async fn slow_way(port: u16, slow: Arc<std::sync::atomic::AtomicBool>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let own = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (mut caller, _) = listener.accept().await.unwrap();
            let slow = Arc::clone(&slow);
            tokio::spawn(async move {
                let mut server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                if slow.load(std::sync::atomic::Ordering::SeqCst) {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                }
                let _ = tokio::io::copy_bidirectional(&mut caller, &mut server).await;
            });
        }
    });
    own
}

#[tokio::test]
async fn a_question_to_a_slow_bucket_ends_in_time() {
    let bucket = Bucket::with(&[("t.csv", "id\n1\n")]);
    let slow = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let port = slow_way(bucket.server.port(), Arc::clone(&slow)).await;
    let fields = bucket.fields(&json!({"endpoint": format!("http://127.0.0.1:{port}")}));
    // No connection is kept: each question makes its own.
    let options = ServerOptions { connections: 0, ..ServerOptions::default() };
    let engine = engine(&fields, options);
    assert_eq!(value(&engine, "SELECT id FROM t", DataType::Int64).await.unwrap(), "1");
    slow.store(true, std::sync::atomic::Ordering::SeqCst);
    let started = Instant::now();
    let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
    let answer = ask(&engine, "SELECT id FROM t", &[], &[DataType::Int64], &limits).await;
    assert!(matches!(answer, Err(EngineError::Timeout)), "{answer:?}");
    assert!(started.elapsed() < Duration::from_secs(3));
}
