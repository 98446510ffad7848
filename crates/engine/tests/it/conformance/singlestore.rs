//! The connector for SingleStore, asked over a MariaDB server: what the two share of protocol and schema. It
//! cannot show that SingleStore itself takes what is sent.

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};

use super::promises::SECRET;
use super::{PATIENCE, SESSIONS, Subject, Words, conforms, mariadb};
use crate::mysql::{Database, fields};
use crate::support::credentials;

static WORDS: Words = Words {
    // Unique keys may be declared without being kept.
    has_keys: false,
    indexed: None,
    // One answer tells everything.
    told: &[0, 4],
    // Nothing of a session keeps it from writing; the guard does.
    writes: &[],
    ..mariadb::WORDS
};

async fn subject() -> Subject {
    let bounds =
        ServerOptions { connections: SESSIONS, connect: PATIENCE, ..ServerOptions::default() };
    let database = Database::fresh().await;
    database.execute(include_str!("mariadb.sql")).await;
    let fields = credentials(&fields(&database.options));
    let engine = RawEngine::singlestore(&fields, bounds).unwrap();
    Subject { engine, _home: Box::new(()), words: &WORDS }
}

async fn refused() -> EngineError {
    let database = Database::fresh().await;
    let mut fields = fields(&database.options);
    fields["password"] = json!(SECRET);
    let engine = RawEngine::singlestore(&credentials(&fields), ServerOptions::default()).unwrap();
    engine.engine().test().await.unwrap_err()
}

conforms!(super::singlestore::subject, super::singlestore::refused);
