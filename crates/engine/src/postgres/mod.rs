//! PostgreSQL: the connector and its engine.
//!
//! Knows how the parts fit together. Credentials ([`target`]), sessions ([`pool`]), statements
//! ([`run`]), values ([`bind`], [`cell`], [`column`]), schemas ([`introspect`]) and tenants'
//! databases ([`tenants`]) each have a file of their own.

mod batch;
mod bind;
mod cell;
mod column;
mod errors;
mod introspect;
mod numeric;
mod pool;
mod run;
mod target;
mod tenants;
mod text;
mod types;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use souk_model::Catalog;
use souk_query::{Compiled, Dialect, POSTGRES};
use sqlx::Connection;

use crate::{Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Rows};
use errors::{engine_error, leaves_connection_usable, no_answer};
use pool::{Lease, Pool};
pub(crate) use run::Statement;
use target::Target;
use tenants::Tenants;

/// Bounds of every PostgreSQL datasource.
#[derive(Debug, Clone, Copy)]
pub struct PostgresOptions {
    /// Connections with the datasource's own database.
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
        Ok(Arc::new(PostgresEngine::new(credentials, self.options)?))
    }
}

/// One PostgreSQL datasource.
pub(crate) struct PostgresEngine {
    target: Target,
    bounds: PostgresOptions,
    own: Arc<Pool>,
    tenants: Tenants,
}

impl fmt::Debug for PostgresEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PostgresEngine").finish_non_exhaustive()
    }
}

impl PostgresEngine {
    /// An engine that has connected to nothing yet.
    pub(crate) fn new(
        credentials: &Credentials,
        bounds: PostgresOptions,
    ) -> Result<Self, CredentialsError> {
        let target = Target::read(credentials, bounds.statement)?;
        let own = Pool::new(target.options().clone(), bounds, bounds.connections);
        Ok(Self { target, bounds, own, tenants: Tenants::default() })
    }

    /// Runs the parts of a compiled question.
    pub(crate) async fn run_statement(
        &self,
        statement: Statement<'_>,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        let time = limits.time.min(self.bounds.statement);
        let limits = Limits { time, ..*limits };
        let Some(name) = database else {
            return run::run(&self.own, statement, limits).await;
        };
        let pool = self.tenants.pool(name, &self.own, &self.target, self.bounds).await?;
        let rows = run::run(&pool, statement, limits).await;
        if matches!(rows, Err(EngineError::UnknownDatabase)) {
            self.tenants.forget(name);
        }
        rows
    }

    async fn read_catalog(&self, mut lease: Lease) -> Result<Catalog, EngineError> {
        let Some(connection) = lease.connection() else { return Ok(Catalog::default()) };
        let catalog = introspect::introspect(connection, &self.target.schemas).await;
        match &catalog {
            Err(error) if !leaves_connection_usable(error) => lease.discard(),
            _ => lease.give_back(),
        }
        catalog.map_err(engine_error)
    }
}

#[async_trait]
impl Engine for PostgresEngine {
    fn dialect(&self) -> &'static dyn Dialect {
        &POSTGRES
    }

    async fn test(&self) -> Result<(), EngineError> {
        let mut lease = self.own.lease().await?;
        let Some(connection) = lease.connection() else { return Ok(()) };
        let answer = tokio::time::timeout(self.bounds.connect, connection.ping()).await;
        match answer {
            Err(_) => Err(no_answer("the answer to a ping")),
            Ok(Err(error)) => {
                lease.discard();
                Err(engine_error(error))
            }
            Ok(Ok(())) => {
                lease.give_back();
                Ok(())
            }
        }
    }

    async fn introspect(&self) -> Result<Catalog, EngineError> {
        let lease = self.own.lease().await?;
        self.read_catalog(lease).await
    }

    async fn run(
        &self,
        question: &Compiled,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        let statement = Statement {
            sql: question.sql(),
            parameters: question.parameters(),
            columns: question.columns(),
        };
        self.run_statement(statement, database, limits).await
    }
}
