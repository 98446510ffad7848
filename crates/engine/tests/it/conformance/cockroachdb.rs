//! The connector for CockroachDB, asked over a double of it: PostgreSQL behind a relay. It cannot show that
//! CockroachDB itself takes what is sent.

use std::str::FromStr;

use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};
use souk_testkit::postgres::Server;
use sqlx::postgres::PgConnectOptions;

use super::promises::SECRET;
use super::{PATIENCE, SESSIONS, Subject, conforms, postgres};
use crate::cockroachdb::Double;
use crate::support::Database;

async fn subject() -> Subject {
    let bounds =
        ServerOptions { connections: SESSIONS, connect: PATIENCE, ..ServerOptions::default() };
    let database = Database::fresh().await;
    database.execute(include_str!("postgres.sql")).await;
    let engine = Double::over(database.options.clone()).await.engine(bounds);
    Subject { engine, _home: Box::new(()), words: &postgres::WORDS }
}

async fn refused() -> EngineError {
    let options = PgConnectOptions::from_str(Server::shared().url()).unwrap();
    let double = Double::over(options).await;
    let credentials = double.credentials("nobody_of_this_name", SECRET);
    let engine = RawEngine::cockroachdb(&credentials, ServerOptions::default()).unwrap();
    engine.engine().test().await.unwrap_err()
}

conforms!(super::cockroachdb::subject, super::cockroachdb::refused);
