//! The engine seam and the connectors: connect, introspect, run, stream Arrow batches.
//!
//! An [`Engine`] answers for one datasource; a [`Connector`] makes engines from credentials. One
//! file per connector. Nothing here decides what a tenant may see: an engine runs what
//! `souk_query::compile` made and its guard passed, and nothing else.

mod answer;
mod catalog;
mod clickhouse;
mod convert;
mod credentials;
mod error;
mod flightsql;
#[doc(hidden)]
pub mod internals;
mod limits;
mod mysql;
mod network;
mod pool;
mod postgres;
mod progress;
mod relay;
mod roots;
mod run;
mod sqlite;
mod tenants;
mod tls;
mod turns;
mod types;
mod way;
mod web;

use std::fmt;
use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use async_trait::async_trait;
use futures::stream::{self, StreamExt};
use souk_model::Catalog;
use souk_query::{Compiled, Dialect};
use tokio::time::Instant;

pub use arrow;
pub use catalog::catalog_columns;
pub use clickhouse::ClickhouseConnector;
pub use convert::convert;
pub use credentials::{Credentials, CredentialsError, CredentialsReader};
pub use error::EngineError;
pub use flightsql::FlightSqlConnector;
pub use limits::{Batches, Limits};
pub use mysql::MysqlConnector;
pub use network::ServerOptions;
pub use postgres::PostgresConnector;
pub use progress::{Progress, Reading, TablesRead};
pub use roots::{Roots, has_parent_steps};
pub use sqlite::{SqliteConnector, SqliteOptions};
pub use turns::{Turn, Turns};
pub use types::{DECIMAL_KEY, answer_schema, arrow_type};
pub use way::{AddressPolicy, Addresses};
pub use web::{Answer, Web};

/// The rows of an answer: batches that all have `schema`, whose fields are the compiled columns.
pub struct Rows {
    /// One field per [`Compiled::columns`], in order, typed by [`arrow_type`].
    pub schema: SchemaRef,
    /// The rows. Dropping the stream cancels the query.
    pub batches: Batches,
}

impl Rows {
    /// Watches over the batches of a statement that began at `started`, and waits for the first of
    /// them, so that a refusal is this call's error and not an item of the stream.
    ///
    /// # Errors
    /// What the first batch was refused with, or a limit that was reached before it.
    pub async fn begin(
        schema: SchemaRef,
        batches: Batches,
        limits: Limits,
        started: Instant,
    ) -> Result<Self, EngineError> {
        let mut batches = limits.watch(batches, started);
        let first = batches.next().await.transpose()?;
        let batches = stream::iter(first.map(Ok)).chain(batches).boxed();
        Ok(Self { schema, batches })
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Rows").field("schema", &self.schema).finish_non_exhaustive()
    }
}

/// Makes engines for the datasource types it knows.
#[async_trait]
pub trait Connector: Send + Sync {
    /// The `datasourceType` names on the wire that this connector serves.
    fn datasource_types(&self) -> &'static [&'static str];

    /// Checks the credentials' form and makes an engine. No connection is made yet.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials, at once.
    async fn connect(&self, credentials: &Credentials)
    -> Result<Arc<dyn Engine>, CredentialsError>;
}

/// One datasource, ready to be asked. Cheap to share; safe to drop at any time.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Learns from the database what [`Engine::dialect`] depends on, if anything. Asked before the
    /// dialect is; costs nothing once it is known.
    ///
    /// # Errors
    /// What kept the database from being asked.
    async fn ready(&self) -> Result<(), EngineError> {
        Ok(())
    }

    /// The SQL that this engine reads.
    fn dialect(&self) -> &'static dyn Dialect;

    /// Connects and asks for nothing.
    ///
    /// # Errors
    /// What kept the connection from being made.
    async fn test(&self) -> Result<(), EngineError>;

    /// Reads tables, columns, types and keys, and tells how far that came.
    ///
    /// # Errors
    /// What kept the schema from being read.
    async fn introspect(&self, progress: &Progress) -> Result<Catalog, EngineError>;

    /// Runs a compiled question in the datasource's own database or, under tenancy level DATABASE,
    /// in the tenant's. The name is checked against the server's own list of databases.
    ///
    /// # Errors
    /// [`EngineError::UnknownDatabase`] where `database` is not in that list; what the database
    /// refused; a limit that was reached.
    async fn run(
        &self,
        question: &Compiled,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError>;
}
