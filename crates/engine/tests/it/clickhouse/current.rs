//! A current ClickHouse, as a double plays it: answers recorded from ClickHouse 26.9 (see `native/`), and
//! what requests must look like. No server of that age runs here.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate};
use futures::TryStreamExt;
use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use souk_query::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{columns, credentials, texts};

const INTRODUCTION: &[u8] = include_bytes!("native/introduction.native");
const KINDS: &[u8] = include_bytes!("native/kinds.native");
const KINDS_SQL: &str = include_str!("native/kinds.sql");

/// A server that introduces itself and answers every other statement with the same bytes.
struct Double {
    engine: RawEngine,
    /// The first line of each request, and its body.
    requests: Arc<Mutex<Vec<(String, String)>>>,
}

impl Double {
    async fn answering(answer: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::<Mutex<Vec<_>>>::default();
        let noted = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let request = serve(socket, &answer).await.unwrap();
                noted.lock().unwrap().push(request);
            }
        });
        let fields = json!({"host": "127.0.0.1", "port": port, "username": "u", "password": "hunter2",
            "database": "shop & co"});
        let engine =
            RawEngine::clickhouse(&credentials(&fields), ServerOptions::default()).unwrap();
        Self { engine, requests }
    }

    async fn ask(
        &self,
        parameters: &[Value],
        types: &[DataType],
    ) -> Result<Vec<Vec<String>>, EngineError> {
        let limits = Limits::default();
        let rows = self.engine.run(KINDS_SQL, parameters, &columns(types), None, &limits).await?;
        let batches: Vec<_> = rows.batches.try_collect().await?;
        Ok(batches.iter().flat_map(texts).collect())
    }

    /// The first line of the only statement that was neither an introduction nor an end.
    fn address(&self) -> String {
        let requests = self.requests.lock().unwrap();
        let mut asked = requests.iter().filter(|(_, body)| body == KINDS_SQL);
        let address = asked.next().unwrap().0.clone();
        assert!(asked.next().is_none());
        address
    }
}

async fn serve(socket: TcpStream, answer: &[u8]) -> std::io::Result<(String, String)> {
    let mut socket = BufReader::new(socket);
    let (mut first, mut length) = (String::new(), 0);
    socket.read_line(&mut first).await?;
    loop {
        let mut line = String::new();
        socket.read_line(&mut line).await?;
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(number) = line.strip_prefix("content-length: ") {
            length = number.parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    socket.read_exact(&mut body).await?;
    let body = String::from_utf8(body).unwrap();
    let answer = if body.contains("version()") { INTRODUCTION } else { answer };
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", answer.len());
    socket.write_all(head.as_bytes()).await?;
    socket.write_all(answer).await?;
    Ok((first, body))
}

const TYPES: [DataType; 17] = [
    DataType::Boolean,
    DataType::Numeric,
    DataType::Numeric,
    DataType::Numeric,
    DataType::Decimal { precision: 38, scale: 10 },
    DataType::UInt64,
    DataType::Date,
    DataType::TimestampTz,
    DataType::TimestampTz,
    DataType::TimestampTz,
    DataType::Text,
    DataType::Text,
    DataType::Uuid,
    DataType::Text,
    DataType::Float32,
    DataType::Text,
    DataType::Text,
];

/// The expected values are those of the same server's text format, times in UTC.
#[tokio::test]
async fn values_of_a_current_server_arrive_exactly() {
    let double = Double::answering(KINDS.to_vec()).await;
    double.engine.engine().ready().await.unwrap();
    assert_eq!(double.engine.engine().dialect().name(), "clickhouse");
    let rows = double.ask(&[], &TYPES).await.unwrap();
    let row = |truth, day, local, low| {
        [
            truth,
            "-170141183460469231731687303715884105728",
            "115792089237316195423570985008687907853269984665640564039457584007913129639935",
            "-1234567890123456789012345678901234567890.0000000001",
            "9999999999999999999999999999.9999999999",
            "18446744073709551615",
            day,
            "1969-12-31T23:59:59.250Z",
            local,
            "2262-01-01T00:00:00.000001Z",
            low,
            "b",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "ab",
            "0.1",
            "NULL",
            "Üzgün 😀",
        ]
    };
    let local = "2024-02-29T22:59:59.123456Z";
    let expected = [
        row("false", "1900-01-01", local, "low0"),
        row("true", "1900-01-02", "NULL", "NULL"),
        row("false", "1900-01-03", local, "low2"),
    ];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn values_go_beside_the_statement_and_the_password_in_no_address() {
    let double = Double::answering(KINDS.to_vec()).await;
    let parameters = [
        Value::Text("a\tb\\c'\n&=%{p1:String}".to_owned()),
        Value::Timestamp(DateTime::from_timestamp_micros(-750_000).unwrap().naive_utc()),
        Value::Date(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap()),
        Value::Float(1.5e-10),
        Value::Boolean(true),
    ];
    double.ask(&parameters, &TYPES).await.unwrap();
    let address = double.address();
    let expected = [
        "database=shop+%26+co&",
        "&param_p1=a%5Ctb%5C%5Cc%27%5Cn%26%3D%25%7Bp1%3AString%7D&",
        "&param_p2=1969-12-31+23%3A59%3A59.250000&",
        "&param_p3=1900-01-01&",
        "&param_p4=1.5e-10&",
        "&param_p5=true ",
        "&default_format=Native&",
        "&readonly=1&",
        "&cancel_http_readonly_queries_on_client_close=1&",
        "&join_use_nulls=1&",
        "&session_timezone=UTC&",
        "&skip_unavailable_shards=0&",
        "&distributed_group_by_no_merge=0&",
        "&distributed_product_mode=global&",
        "&max_execution_time=31&",
        "&max_result_rows=100000&",
        "&result_overflow_mode=throw&",
    ];
    for part in expected {
        assert!(address.contains(part), "{part} in {address}");
    }
    assert!(!format!("{:?}", double.requests).contains("hunter2"));
}

#[tokio::test]
async fn values_too_long_for_an_address_are_refused() {
    let double = Double::answering(KINDS.to_vec()).await;
    let answer = double.ask(&[Value::Text("x".repeat(1 << 20))], &TYPES).await;
    let Err(EngineError::Query(cause)) = answer else { panic!("{answer:?}") };
    assert!(cause.to_string().contains("too long"), "{cause}");
}

#[tokio::test]
async fn an_answer_that_is_cut_short_anywhere_is_no_answer() {
    for length in (1..KINDS.len()).step_by(37) {
        let double = Double::answering(KINDS[..length].to_vec()).await;
        let answer = double.ask(&[], &TYPES).await;
        assert!(answer.is_err(), "{length}: {answer:?}");
    }
}

#[tokio::test]
async fn a_message_after_the_first_block_is_an_error() {
    let message = "Code: 241. DB::Exception: (total) memory limit exceeded: would use 1 GiB. \
        (MEMORY_LIMIT_EXCEEDED) (version 26.9.2.1)";
    let framed =
        format!("\r\n__exception__\r\nabcdefgh\r\n{message}\r\n98 abcdefgh\r\n__exception__\r\n");
    for end in [message, &framed] {
        let double = Double::answering([KINDS, end.as_bytes()].concat()).await;
        let answer = double.ask(&[], &TYPES).await;
        assert!(matches!(answer, Err(EngineError::Memory(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn a_block_of_other_columns_is_an_error() {
    let other = [KINDS, INTRODUCTION].concat();
    let renamed = String::from_utf8_lossy(KINDS).into_owned().into_bytes();
    for answer in [other, renamed] {
        let answer = Double::answering(answer).await.ask(&[], &TYPES).await;
        assert!(answer.is_err(), "{answer:?}");
    }
}
