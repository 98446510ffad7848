//! PostgreSQL: the connector and its engine.
//!
//! Knows how the parts fit together. Connecting, running, decoding and introspection each have a
//! file of their own.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use souk_model::Catalog;
use souk_query::{Compiled, Dialect, POSTGRES};

use crate::{Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Rows};

/// Bounds of every PostgreSQL datasource.
#[derive(Debug, Clone, Copy)]
pub struct PostgresOptions {
    /// Connections per database.
    pub connections: usize,
    /// How long an unused connection stays open.
    pub idle: Duration,
    /// How long connecting, or waiting for a free connection, may take.
    pub connect: Duration,
    /// The server's own limit per statement; a question's limit never exceeds it.
    pub statement: Duration,
    /// Under tenancy level DATABASE: how many tenants' databases stay connected.
    pub databases: usize,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            connections: 8,
            idle: Duration::from_secs(300),
            connect: Duration::from_secs(10),
            statement: Duration::from_secs(300),
            databases: 64,
        }
    }
}

/// Serves `postgres` datasources.
#[derive(Debug, Default)]
pub struct PostgresConnector {
    options: PostgresOptions,
}

impl PostgresConnector {
    /// A connector with bounds of its own.
    #[must_use]
    pub const fn new(options: PostgresOptions) -> Self {
        Self { options }
    }
}

#[async_trait]
impl Connector for PostgresConnector {
    fn datasource_types(&self) -> &'static [&'static str] {
        &["postgres"]
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        let _ = (credentials, self.options);
        Ok(Arc::new(PostgresEngine {}))
    }
}

/// One PostgreSQL datasource.
#[derive(Debug)]
pub(crate) struct PostgresEngine {}

#[async_trait]
impl Engine for PostgresEngine {
    fn dialect(&self) -> &'static dyn Dialect {
        &POSTGRES
    }

    async fn test(&self) -> Result<(), EngineError> {
        Err(EngineError::UnknownDatabase)
    }

    async fn introspect(&self) -> Result<Catalog, EngineError> {
        Err(EngineError::UnknownDatabase)
    }

    async fn run(&self, _: &Compiled, _: Option<&str>, _: &Limits) -> Result<Rows, EngineError> {
        Err(EngineError::UnknownDatabase)
    }
}
