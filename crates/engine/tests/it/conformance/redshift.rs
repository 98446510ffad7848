//! The connector for Redshift, asked over a PostgreSQL server: what the two share of protocol and schema. It
//! cannot show that Redshift itself takes what is sent.

use std::str::FromStr;

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};
use souk_testkit::postgres::Server;
use sqlx::postgres::PgConnectOptions;

use super::promises::SECRET;
use super::{PATIENCE, SESSIONS, Subject, Words, conforms, postgres};
use crate::support::{Database, credentials, credentials_of};

static WORDS: Words = Words {
    // Declared keys are a hint there: rows may break them.
    has_keys: false,
    indexed: None,
    // One answer tells everything.
    told: &[0, 4],
    // Nothing of a session keeps it from writing; the guard does.
    writes: &[],
    ..postgres::WORDS
};

async fn subject() -> Subject {
    let bounds =
        ServerOptions { connections: SESSIONS, connect: PATIENCE, ..ServerOptions::default() };
    let database = Database::fresh().await;
    database.execute(include_str!("postgres.sql")).await;
    let engine = RawEngine::redshift(&credentials_of(&database.options), bounds).unwrap();
    Subject { engine, _home: Box::new(()), words: &WORDS }
}

async fn refused() -> EngineError {
    let options = PgConnectOptions::from_str(Server::shared().url()).unwrap();
    let fields = json!({
        "host": options.get_host(), "port": options.get_port(), "username": "nobody_of_this_name",
        "password": SECRET, "database": "postgres",
    });
    let engine = RawEngine::redshift(&credentials(&fields), ServerOptions::default()).unwrap();
    engine.engine().test().await.unwrap_err()
}

conforms!(super::redshift::subject, super::redshift::refused);
