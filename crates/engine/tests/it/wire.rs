//! Connections that are cut in the middle of an answer, or bring it drop by drop: an error in time, and the
//! next question is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{Credentials, CredentialsError, EngineError, Limits, ServerOptions};
use souk_model::DataType;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{columns, credentials, texts};
use crate::{clickhouse, mysql, support};

/// More than a login takes, less than the long answer has.
const LOGIN: usize = 100_000;
const PATIENCE: Duration = Duration::from_millis(1500);

/// What becomes of a connection after its first bytes from the server.
#[derive(Clone, Copy)]
enum Wire {
    Cut,
    Drips,
}

/// A way to a server which is as bad as said until it is mended.
struct Relay {
    port: u16,
    is_mended: Arc<AtomicBool>,
}

impl Relay {
    async fn to(port: u64, wire: Wire, good: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap().port();
        let is_mended = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&is_mended);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let address = ("127.0.0.1", u16::try_from(port).unwrap());
                let far = TcpStream::connect(address).await.unwrap();
                let left = if flag.load(Ordering::Relaxed) { usize::MAX } else { good };
                tokio::spawn(carry(near, far, wire, left));
            }
        });
        Self { port: own, is_mended }
    }

    fn mend(&self) {
        self.is_mended.store(true, Ordering::Relaxed);
    }
}

async fn carry(near: TcpStream, far: TcpStream, wire: Wire, mut left: usize) {
    let (mut from_near, mut to_near) = near.into_split();
    let (mut from_far, mut to_far) = far.into_split();
    let asked = tokio::spawn(async move { tokio::io::copy(&mut from_near, &mut to_far).await });
    let mut buffer = [0; 8192];
    while let Ok(read @ 1..) = from_far.read(&mut buffer).await {
        let whole = read.min(left);
        left -= whole;
        if to_near.write_all(&buffer[..whole]).await.is_err() {
            break;
        }
        match wire {
            Wire::Cut if left == 0 => break,
            Wire::Cut => {}
            Wire::Drips => {
                for byte in &buffer[whole..read] {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    if to_near.write_all(&[*byte]).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
    asked.abort();
}

/// A server, how it is asked for 2 MB and for a seven.
struct Subject {
    fields: Json,
    make: fn(&Credentials, ServerOptions) -> Result<RawEngine, CredentialsError>,
    long: &'static str,
    short: &'static str,
}

async fn subjects() -> [Subject; 3] {
    let postgres = support::Database::fresh().await.options;
    let postgres = json!({"host": "127.0.0.1", "port": postgres.get_port(), "password": "unused",
        "username": postgres.get_username(), "database": postgres.get_database()});
    let mariadb = mysql::Database::fresh().await;
    let numbers = "CREATE TABLE numbers ENGINE = Memory AS
        SELECT toString(cityHash64(number)) AS text FROM system.numbers LIMIT 100000";
    [
        Subject {
            fields: postgres,
            make: RawEngine::postgres,
            long: "SELECT repeat('x', 1000) FROM generate_series(1, 2000)",
            short: "SELECT '7'",
        },
        Subject {
            fields: mysql::fields(&mariadb.options),
            make: RawEngine::mysql,
            long: "SELECT REPEAT('x', 1000) FROM seq_1_to_2000",
            short: "SELECT '7'",
        },
        Subject {
            fields: clickhouse::fields(&clickhouse::Database::holding(&[numbers]).name),
            make: RawEngine::clickhouse,
            long: "SELECT text FROM numbers",
            short: "SELECT '7'",
        },
    ]
}

impl Subject {
    async fn through(&self, wire: Wire, good: usize) -> (Relay, RawEngine) {
        let relay = Relay::to(self.fields["port"].as_u64().unwrap(), wire, good).await;
        let mut fields = self.fields.clone();
        fields["port"] = json!(relay.port);
        let bounds = ServerOptions { connections: 1, connect: PATIENCE, ..Default::default() };
        let engine = (self.make)(&credentials(&fields), bounds).unwrap();
        (relay, engine)
    }
}

async fn ask(engine: &RawEngine, sql: &str) -> Result<Vec<Vec<String>>, EngineError> {
    let limits = Limits { time: PATIENCE, rows: usize::MAX, ..Limits::default() };
    let rows = engine.run(sql, &[], &columns(&[DataType::Text]), None, &limits).await?;
    let batches: Vec<_> = rows.batches.try_collect().await?;
    Ok(batches.iter().flat_map(texts).collect())
}

#[tokio::test]
async fn an_answer_that_is_cut_is_an_error_and_never_a_short_answer() {
    for subject in subjects().await {
        let (relay, engine) = subject.through(Wire::Cut, LOGIN).await;
        let answer = ask(&engine, subject.long).await.map(|rows| rows.len());
        let is_told = matches!(answer, Err(EngineError::Unreachable(..)));
        assert!(is_told, "{}: {answer:?}", subject.long);
        relay.mend();
        assert_eq!(ask(&engine, subject.short).await.unwrap(), [["7"]], "{}", subject.long);
    }
}

#[tokio::test]
async fn an_answer_that_drips_ends_with_its_time() {
    for subject in subjects().await {
        let (relay, engine) = subject.through(Wire::Drips, LOGIN).await;
        let started = Instant::now();
        let answer = ask(&engine, subject.long).await.map(|rows| rows.len());
        assert!(matches!(answer, Err(EngineError::Timeout)), "{}: {answer:?}", subject.long);
        assert!(started.elapsed() < 4 * PATIENCE, "{:?}", started.elapsed());
        relay.mend();
        assert_eq!(ask(&engine, subject.short).await.unwrap(), [["7"]], "{}", subject.long);
    }
}

/// Bytes keep coming, so nobody could say that the server is silent.
#[tokio::test]
async fn a_login_that_drips_does_not_hold_us() {
    for subject in subjects().await {
        let (_relay, engine) = subject.through(Wire::Drips, 0).await;
        let started = Instant::now();
        let answer = ask(&engine, subject.short).await;
        let is_told = matches!(answer, Err(EngineError::Unreachable(..) | EngineError::Timeout));
        assert!(is_told, "{}: {answer:?}", subject.long);
        assert!(started.elapsed() < 4 * PATIENCE, "{:?}", started.elapsed());
    }
}
