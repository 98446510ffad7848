//! SQLite.

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, SqliteOptions};
use souk_model::DataType;

use super::promises::SECRET;
use super::{EACH, PATIENCE, ROWS, SESSIONS, Subject, Words, conforms};
use crate::sqlite::Database;
use crate::support::credentials;

static WORDS: Words = Words {
    schema: Some("main"),
    table: "main.kinds",
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
    placeholders: ["?1", "?2"],
    series: "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < 20000)
        SELECT n FROM g",
    endless: "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g)
        SELECT COUNT(*) FROM g WHERE n < 0",
    stream: "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g)
        SELECT printf('%.1000c', 'x') || n FROM g",
    writes: &[
        "INSERT INTO kinds (id) VALUES (4)",
        "WITH x AS (SELECT 9 AS id) INSERT INTO kinds (id) SELECT id FROM x RETURNING id",
        "DELETE FROM kinds",
        "CREATE TABLE other (id int)",
        "DROP TABLE kinds",
        "SELECT 1; DELETE FROM kinds",
    ],
};

async fn subject() -> Subject {
    let bounds =
        SqliteOptions { connections: SESSIONS, connect: PATIENCE, ..SqliteOptions::default() };
    let database = Database::with(bounds, include_str!("sqlite.sql")).await;
    Subject { engine: database.engine, _home: Box::new(database.folder), words: &WORDS }
}

/// A file has no password; a path that leads nowhere is all that can be wrong.
async fn refused() -> EngineError {
    let fields = json!({"path": format!("{SECRET}.db")});
    let engine = RawEngine::sqlite(&credentials(&fields), &SqliteOptions::default()).unwrap();
    engine.engine().test().await.unwrap_err()
}

conforms!(super::sqlite::subject, super::sqlite::refused);
