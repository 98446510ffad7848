//! PostgreSQL. Its search path is pinned to the catalog, so tables are named with their schema.

use std::str::FromStr;

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};
use souk_model::DataType;
use souk_testkit::postgres::Server;
use sqlx::postgres::PgConnectOptions;

use super::promises::SECRET;
use super::{EACH, PATIENCE, ROWS, SESSIONS, Subject, Words, conforms};
use crate::support::{Database, credentials};

pub(super) const WORDS: Words = Words {
    schema: Some("public"),
    table: "public.kinds",
    kinds: [
        DataType::Boolean,
        DataType::Int64,
        DataType::Decimal { precision: 15, scale: 2 },
        DataType::Float64,
        DataType::Text,
        DataType::Bytes,
        DataType::Date,
        DataType::Timestamp,
    ],
    rows: ROWS,
    has_keys: true,
    indexed: Some(&["area", "name"]),
    told: EACH,
    placeholders: ["$1", "$2"],
    series: "SELECT g FROM generate_series(1, 20000) g",
    endless: "SELECT COUNT(*) FROM generate_series(1, 1e15::int8) g",
    stream: "SELECT repeat('x', 1000) || generate_series(1, 100000000)",
    writes: &[
        "INSERT INTO public.kinds (id) VALUES (4)",
        "DELETE FROM public.kinds",
        "CREATE TABLE public.other (id int)",
        "DROP TABLE public.kinds",
    ],
};

async fn subject() -> Subject {
    let bounds =
        ServerOptions { connections: SESSIONS, connect: PATIENCE, ..ServerOptions::default() };
    let database = Database::with(bounds).await;
    database.execute(include_str!("postgres.sql")).await;
    Subject { engine: database.engine, _home: Box::new(()), words: &WORDS }
}

async fn refused() -> EngineError {
    let options = PgConnectOptions::from_str(Server::shared().url()).unwrap();
    let fields = json!({
        "host": options.get_host(), "port": options.get_port(), "username": "nobody_of_this_name",
        "password": SECRET, "database": "postgres",
    });
    let engine = RawEngine::postgres(&credentials(&fields), ServerOptions::default()).unwrap();
    engine.engine().test().await.unwrap_err()
}

conforms!(super::postgres::subject, super::postgres::refused);
