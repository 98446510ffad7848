//! MariaDB, by the MySQL connector.

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};
use souk_model::DataType;

use super::promises::SECRET;
use super::{EACH, PATIENCE, ROWS, SESSIONS, Subject, Words, conforms};
use crate::mysql::{Database, fields};
use crate::support::credentials;

pub(super) const WORDS: Words = Words {
    schema: None,
    table: "kinds",
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
    placeholders: ["?", "?"],
    series: "SELECT seq FROM seq_1_to_20000",
    endless: "SELECT COUNT(*) FROM seq_1_to_1000000000000 WHERE seq % 7 = 9",
    stream: "SELECT CONCAT(REPEAT('x', 1000), seq) FROM seq_1_to_1000000000",
    writes: &[
        "INSERT INTO kinds (id) VALUES (4)",
        "DELETE FROM kinds",
        "CREATE TABLE other (id int)",
        "DROP TABLE kinds",
        "TRUNCATE TABLE kinds",
        "SELECT 1; DELETE FROM kinds",
    ],
};

async fn subject() -> Subject {
    let bounds =
        ServerOptions { connections: SESSIONS, connect: PATIENCE, ..ServerOptions::default() };
    let database = Database::with(bounds).await;
    database.execute(include_str!("mariadb.sql")).await;
    Subject { engine: database.engine, _home: Box::new(()), words: &WORDS }
}

async fn refused() -> EngineError {
    let database = Database::fresh().await;
    let mut fields = fields(&database.options);
    fields["password"] = json!(SECRET);
    let engine = RawEngine::mysql(&credentials(&fields), ServerOptions::default()).unwrap();
    engine.engine().test().await.unwrap_err()
}

conforms!(super::mariadb::subject, super::mariadb::refused);
