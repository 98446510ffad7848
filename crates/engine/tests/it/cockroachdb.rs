//! CockroachDB, as a double plays it: PostgreSQL behind a relay that answers what only CockroachDB knows
//! and has the gaps of its catalog. No server of CockroachDB runs here.
//!
//! Source: the pages on `SHOW session_id` and `CANCEL SESSION` of its documentation, and what its
//! `pg_catalog` leaves NULL.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{Credentials, Limits, Progress, ServerOptions};
use souk_model::DataType;
use sqlx::postgres::PgConnectOptions;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{Database, columns, credentials};

/// Columns that CockroachDB's catalog has for compatibility alone.
const EMPTY: [(&str, &str); 3] = [
    ("c.reltuples", "CAST(NULL AS float4)"),
    ("c.relispartition", "CAST(NULL AS boolean)"),
    ("f.conparentid", "CAST(NULL AS oid)"),
];
/// What a client asks before its greeting.
const WANTS_TLS: [u8; 4] = 80_877_103_u32.to_be_bytes();

/// A server of CockroachDB's manner, which notes the statements that it is asked.
pub(crate) struct Double {
    port: u16,
    options: PgConnectOptions,
    statements: Arc<Mutex<Vec<String>>>,
}

impl Double {
    /// Over a database of PostgreSQL's.
    pub(crate) async fn over(options: PgConnectOptions) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let statements = Arc::<Mutex<Vec<_>>>::default();
        let (noted, server) = (Arc::clone(&statements), options.get_port());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                tokio::spawn(relay(client, server, Arc::clone(&noted)));
            }
        });
        Self { port, options, statements }
    }

    pub(crate) fn credentials(&self, username: &str, password: &str) -> Credentials {
        credentials(&json!({
            "host": "127.0.0.1", "port": self.port, "username": username, "password": password,
            "database": self.options.get_database(),
        }))
    }

    pub(crate) fn engine(&self, bounds: ServerOptions) -> RawEngine {
        let credentials = self.credentials(self.options.get_username(), "unused");
        RawEngine::cockroachdb(&credentials, bounds).unwrap()
    }
}

/// Passes the client's messages on, and everything back, until one of the two is gone.
async fn relay(
    client: TcpStream,
    server: TcpStream,
    noted: Arc<Mutex<Vec<String>>>,
) -> io::Result<()> {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let mut greeting = body(&mut from_client).await?;
    while greeting == WANTS_TLS {
        to_client.write_all(b"N").await?;
        greeting = body(&mut from_client).await?;
    }
    to_server.write_all(&framed(&greeting)).await?;
    tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    loop {
        let kind = from_client.read_u8().await?;
        let mut message = body(&mut from_client).await?;
        if matches!(kind, b'Q' | b'P') {
            let statement = statement(kind, &message);
            message = translated(message, &statement);
            noted.lock().unwrap().push(statement);
        }
        to_server.write_u8(kind).await?;
        to_server.write_all(&framed(&message)).await?;
    }
}

/// What follows the length that a message begins with.
async fn body(from: &mut (impl AsyncReadExt + Unpin)) -> io::Result<Vec<u8>> {
    let length = from.read_u32().await? - 4;
    let mut message = vec![0; usize::try_from(length).unwrap()];
    from.read_exact(&mut message).await?;
    Ok(message)
}

fn framed(message: &[u8]) -> Vec<u8> {
    let length = u32::try_from(message.len() + 4).unwrap();
    [&length.to_be_bytes(), message].concat()
}

/// A statement to be prepared comes after its name.
fn statement(kind: u8, message: &[u8]) -> String {
    let mut texts = message.split(|byte| *byte == 0);
    let text = texts.nth(usize::from(kind == b'P')).unwrap();
    String::from_utf8(text.to_vec()).unwrap()
}

/// The message in words that PostgreSQL knows.
fn translated(message: Vec<u8>, statement: &str) -> Vec<u8> {
    let cancelled =
        statement.strip_prefix("CANCEL SESSION '").map(|rest| rest.trim_end_matches('\''));
    let own = match (statement, cancelled) {
        ("SHOW session_id", _) => "SELECT lpad(to_hex(pg_backend_pid()), 32, '0')".to_owned(),
        (_, Some(session)) => {
            let process = u32::from_str_radix(session, 16).unwrap();
            format!("SELECT pg_terminate_backend({process})")
        }
        _ => EMPTY.iter().fold(statement.to_owned(), |sql, (name, null)| sql.replace(name, null)),
    };
    if own == statement {
        return message;
    }
    let start = message.windows(statement.len()).position(|part| part == statement.as_bytes());
    let (before, rest) = message.split_at(start.unwrap());
    [before, own.as_bytes(), &rest[statement.len()..]].concat()
}

#[tokio::test]
async fn a_question_that_nobody_waits_for_ends_with_its_session() {
    let database = Database::fresh().await;
    let double = Double::over(database.options.clone()).await;
    let engine = double.engine(ServerOptions { connections: 1, ..ServerOptions::default() });
    let (columns, limits) = (columns(&[DataType::Int64]), Limits::default());
    let sql = "SELECT COUNT(*) FROM generate_series(1, 1e15::int8) g";
    let question = async {
        let rows = engine.run(sql, &[], &columns, None, &limits).await.unwrap();
        futures::TryStreamExt::try_collect::<Vec<_>>(rows.batches).await
    };
    assert!(tokio::time::timeout(Duration::from_millis(300), question).await.is_err());
    engine.engine().test().await.unwrap();
    let statements = double.statements.lock().unwrap();
    let ends = statements.iter().filter(|sql| sql.starts_with("CANCEL SESSION '")).count();
    assert_eq!(ends, 1, "{statements:?}");
    let is_postgres = |sql: &&String| sql.contains("pg_terminate_backend");
    assert_eq!(statements.iter().find(is_postgres), None);
}

/// Its catalog tells neither rows nor partitions.
#[tokio::test]
async fn tables_are_found_whatever_the_catalog_leaves_out() {
    let database = Database::holding(
        "CREATE TABLE parent (id int PRIMARY KEY);
         CREATE TABLE child (parent int REFERENCES parent (id)); ANALYZE",
    )
    .await;
    let double = Double::over(database.options.clone()).await;
    let catalog = double
        .engine(ServerOptions::default())
        .engine()
        .introspect(&Progress::default())
        .await
        .unwrap();
    let [child, parent] = catalog.tables.as_slice() else { panic!("{catalog:?}") };
    assert_eq!((child.row_estimate, parent.row_estimate), (None, None));
    assert_eq!(parent.primary_key, ["id"]);
    assert_eq!(child.foreign_keys[0].references_table, "parent");
}
