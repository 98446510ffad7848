//! What the ClickHouse connector promises, against a real ClickHouse 18.16.

mod cluster;
mod credentials;
mod current;
mod login;
mod questions;
mod schema;
mod sessions;
mod tenants;
mod values;

use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use souk_query::Value;
use souk_testkit::clickhouse::Server;

use crate::support::{columns, credentials, texts};

/// A fresh database, an engine over it, and a way past the engine.
pub(crate) struct Database {
    pub(crate) engine: RawEngine,
    pub(crate) name: String,
}

impl Database {
    /// An empty database.
    pub(crate) fn fresh() -> Self {
        Self::with(ServerOptions::default())
    }

    /// An empty database; the engine has these bounds.
    pub(crate) fn with(bounds: ServerOptions) -> Self {
        let name = Server::shared().fresh_database();
        let engine = RawEngine::clickhouse(&credentials(&fields(&name)), bounds).unwrap();
        Self { engine, name }
    }

    /// A fresh database after these statements.
    pub(crate) fn holding(statements: &[&str]) -> Self {
        let database = Self::fresh();
        for sql in statements {
            database.execute(sql);
        }
        database
    }

    /// Runs a statement as the login that may do everything, past the engine.
    pub(crate) fn execute(&self, sql: &str) -> String {
        Server::shared().execute(&self.name, sql)
    }

    /// The answer as text, row by row.
    pub(crate) async fn rows(
        &self,
        sql: &str,
        parameters: &[Value],
        types: &[DataType],
    ) -> Result<Vec<Vec<String>>, EngineError> {
        let (columns, limits) = (columns(types), Limits::default());
        let rows = self.engine.run(sql, parameters, &columns, None, &limits).await?;
        let batches: Vec<_> = rows.batches.try_collect().await?;
        Ok(batches.iter().flat_map(texts).collect())
    }

    /// The only value of the answer.
    pub(crate) async fn value(
        &self,
        sql: &str,
        data_type: DataType,
    ) -> Result<String, EngineError> {
        let rows = self.rows(sql, &[], &[data_type]).await?;
        Ok(rows.into_iter().flatten().next().unwrap())
    }
}

/// The credentials that lead to the database, as the login that may do everything.
pub(crate) fn fields(database: &str) -> Json {
    json!({
        "name": "test",
        "host": "127.0.0.1",
        "port": Server::shared().port(),
        "username": "default",
        "password": "",
        "database": database,
    })
}
