//! A host is looked up once, what was found is checked, and what was checked is connected to.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{AddressPolicy, Addresses, EngineError, Limits, ServerOptions};
use souk_model::DataType;

use crate::support::{columns, credentials, texts};
use crate::{clickhouse, mysql, support};

/// A name that no name server knows.
const HOST: &str = "database.invalid";
const METADATA: &str = "169.254.169.254";

/// Permits 127.0.0.1 alone; what the name leads to can change.
#[derive(Debug)]
struct Names(Mutex<Vec<IpAddr>>);

impl Names {
    fn leading_to(addresses: &[&str]) -> Arc<Self> {
        let names = Arc::new(Self(Mutex::default()));
        names.lead_to(addresses);
        names
    }

    fn lead_to(&self, addresses: &[&str]) {
        *self.0.lock().unwrap() = addresses.iter().map(|text| text.parse().unwrap()).collect();
    }
}

impl AddressPolicy for Names {
    fn permits(&self, address: IpAddr) -> bool {
        address == IpAddr::from([127, 0, 0, 1])
    }

    fn refusal(&self) -> String {
        "forbidden by the test".to_owned()
    }

    fn look_up(&self, host: &str) -> Option<Vec<IpAddr>> {
        assert_eq!(host, HOST);
        Some(self.0.lock().unwrap().clone())
    }
}

type Make = fn(&Json, ServerOptions) -> RawEngine;

fn postgres(fields: &Json, options: ServerOptions) -> RawEngine {
    RawEngine::postgres(&credentials(fields), options).unwrap()
}

fn mariadb(fields: &Json, options: ServerOptions) -> RawEngine {
    RawEngine::mysql(&credentials(fields), options).unwrap()
}

fn columnar(fields: &Json, options: ServerOptions) -> RawEngine {
    RawEngine::clickhouse(&credentials(fields), options).unwrap()
}

/// Each engine over a database of its own: its credentials, and a statement that runs for long.
async fn engines() -> [(&'static str, Make, Json, &'static str); 3] {
    let database = support::Database::fresh().await;
    let options = &database.options;
    let fields = json!({"host": HOST, "port": options.get_port(), "password": "unused",
        "username": options.get_username(), "database": options.get_database()});
    let maria = mysql::Database::fresh().await;
    let mut maria_fields = mysql::fields(&maria.options);
    maria_fields["host"] = json!(HOST);
    let mut columnar_fields = clickhouse::fields("default");
    columnar_fields["host"] = json!(HOST);
    [
        ("postgres", postgres, fields, "SELECT 1 FROM pg_sleep(30)"),
        ("mariadb", mariadb, maria_fields, "SELECT SLEEP(30)"),
        ("clickhouse", columnar, columnar_fields, "SELECT sum(number) FROM system.numbers"),
    ]
}

fn options(names: Arc<Names>) -> ServerOptions {
    ServerOptions {
        addresses: Addresses::permitted_by(names),
        idle: Duration::from_millis(50),
        ..ServerOptions::default()
    }
}

fn here() -> ServerOptions {
    options(Names::leading_to(&["127.0.0.1"]))
}

async fn ask(engine: &RawEngine, sql: &str, limits: &Limits) -> Result<String, EngineError> {
    let rows = engine.run(sql, &[], &columns(&[DataType::Int64]), None, limits).await?;
    let batches: Vec<_> = rows.batches.try_collect().await?;
    Ok(texts(&batches[0])[0][0].clone())
}

fn is_forbidden(answer: &Result<String, EngineError>) -> bool {
    matches!(answer, Err(EngineError::Unreachable(words, _)) if words == "forbidden by the test")
}

#[tokio::test]
async fn the_checked_address_is_the_one_connected_to() {
    for (name, make, fields, _) in engines().await {
        let engine = make(&fields, here());
        for _ in 0..2 {
            let answer = ask(&engine, "SELECT 7", &Limits::default()).await;
            assert_eq!(answer.unwrap(), "7", "{name}");
        }
    }
}

/// The name leads to the server first and to the metadata of a cloud afterwards.
#[tokio::test]
async fn a_name_that_leads_elsewhere_later_is_refused_then() {
    for (name, make, fields, _) in engines().await {
        let names = Names::leading_to(&["127.0.0.1"]);
        let engine = make(&fields, options(Arc::clone(&names)));
        let answer = ask(&engine, "SELECT 7", &Limits::default()).await;
        assert_eq!(answer.unwrap(), "7", "{name}");
        names.lead_to(&[METADATA]);
        tokio::time::sleep(Duration::from_millis(300)).await;
        let answer = ask(&engine, "SELECT 8", &Limits::default()).await;
        assert!(is_forbidden(&answer), "{name}: {answer:?}");
    }
}

#[tokio::test]
async fn a_forbidden_address_among_others_forbids_all() {
    for (name, make, fields, _) in engines().await {
        let engine = make(&fields, options(Names::leading_to(&["127.0.0.1", METADATA])));
        let answer = ask(&engine, "SELECT 7", &Limits::default()).await;
        assert!(is_forbidden(&answer), "{name}: {answer:?}");
    }
}

#[tokio::test]
async fn an_address_is_checked_too() {
    for (name, make, mut fields, _) in engines().await {
        for host in [METADATA, "127.0.0.2", "::1", "[::1]"] {
            fields["host"] = json!(host);
            let engine = make(&fields, here());
            let answer = ask(&engine, "SELECT 7", &Limits::default()).await;
            assert!(is_forbidden(&answer), "{name}, {host}: {answer:?}");
        }
    }
}

/// The second connection, which ends a statement, goes where the first one went.
#[tokio::test]
async fn a_statement_is_ended_at_the_address_where_it_runs() {
    for (name, make, fields, long) in engines().await {
        let bounds = ServerOptions { connections: 1, connect: Duration::from_secs(5), ..here() };
        let engine = make(&fields, bounds);
        let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
        let answer = ask(&engine, long, &limits).await;
        assert!(matches!(answer, Err(EngineError::Timeout)), "{name}: {answer:?}");
        let answer = ask(&engine, "SELECT 7", &Limits::default()).await;
        assert_eq!(answer.unwrap(), "7", "{name}: the only session is free again");
    }
}

/// Nothing is left in the folder of temporary files, and nobody else may look into it.
#[tokio::test]
async fn a_large_answer_comes_through_whole() {
    let (_, make, fields, _) = engines().await.into_iter().next().unwrap();
    let engine = make(&fields, here());
    let sql = "SELECT i::int8 FROM generate_series(1, 300000) AS i";
    let limits = Limits { rows: 1_000_000, ..Limits::default() };
    let rows = engine.run(sql, &[], &columns(&[DataType::Int64]), None, &limits).await.unwrap();
    let batches: Vec<_> = rows.batches.try_collect().await.unwrap();
    assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 300_000);
}
