//! Sail over Flight SQL. It knows no keys, no logins and one session, whose tables everybody shares.

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Roots, ServerOptions};
use souk_model::DataType;
use souk_testkit::sail::Server;
use tokio::sync::OnceCell;

use super::promises::SECRET;
use super::{EACH, PATIENCE, ROWS, SESSIONS, Subject, Words, conforms};
use crate::flightsql::{execute, server};
use crate::support::credentials;

static WORDS: Words = Words {
    schema: Some("global_temp"),
    table: "global_temp.kinds",
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
    has_keys: false,
    indexed: None,
    told: EACH,
    placeholders: ["?", "?"],
    series: "SELECT id + 1 FROM range(20000)",
    endless: "SELECT COUNT(*) FROM range(9000000000000) WHERE id % 7 = 9",
    stream: "SELECT CONCAT(REPEAT('x', 1000), CAST(id AS STRING)) FROM range(9000000000000)",
    writes: &[
        "INSERT INTO global_temp.kinds (id) VALUES (4)",
        "CREATE TABLE other (id INT)",
        "CREATE OR REPLACE GLOBAL TEMP VIEW kinds AS SELECT 1 AS id",
        "WITH x AS (SELECT 4 AS id) INSERT INTO global_temp.kinds SELECT * FROM x",
        "DROP VIEW global_temp.kinds",
        "TRUNCATE TABLE global_temp.kinds",
        "ALTER TABLE global_temp.kinds RENAME TO other",
        "SELECT 1; DROP VIEW global_temp.kinds",
        "SET TIME ZONE 'Asia/Tokyo'",
        "USE other",
        "CACHE TABLE global_temp.kinds",
    ],
};

async fn subject() -> Subject {
    static FILLED: OnceCell<()> = OnceCell::const_new();
    let server = server().await;
    FILLED.get_or_init(|| fill(server)).await;
    let bounds =
        ServerOptions { connections: SESSIONS, connect: PATIENCE, ..ServerOptions::default() };
    let fields = credentials(&json!({"name": "test", "url": server.url()}));
    let engine = RawEngine::flightsql(&fields, bounds, Roots::default()).unwrap();
    Subject { engine, _home: Box::new(()), words: &WORDS }
}

async fn fill(server: &Server) {
    for sql in include_str!("flightsql.sql").split_inclusive(";\n") {
        execute(&server.url(), sql.trim_end().trim_end_matches(';')).await;
    }
}

/// Sail asks nobody for a password.
async fn refused() -> EngineError {
    let fields = json!({"url": "grpc://127.0.0.1:1", "username": "vendor", "password": SECRET});
    let (bounds, roots) = (ServerOptions::default(), Roots::default());
    let engine = RawEngine::flightsql(&credentials(&fields), bounds, roots).unwrap();
    engine.engine().test().await.unwrap_err()
}

conforms!(super::flightsql::subject, super::flightsql::refused);
