//! PostgreSQL and servers that speak its protocol: the connector and its engine.
//!
//! Knows how the parts fit together. Credentials ([`target`]), sessions and statements
//! ([`session`]), values ([`bind`], [`cell`]), schemas ([`introspect`]) and tenants'
//! databases ([`tenants`]) each have a file of their own; what sets the servers apart is in [`flavour`].

mod bind;
mod cell;
mod errors;
mod flavour;
mod introspect;
mod plain_schema;
mod session;
mod target;
mod tenants;
mod types;

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use souk_model::Catalog;
use souk_query::{Compiled, Dialect};
use sqlx::Connection;

use crate::internals::RunStatement;
use crate::network::ServerOptions;
use crate::pool::{Pool, no_answer};
use crate::run::{Statement, run};
use crate::tenants::Tenants;
use crate::{
    Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Progress, Rows,
};
pub(crate) use flavour::Flavour;
use session::{Postgres, Prepared};
use target::Target;

/// Serves `postgres`, `cockroachdb` or `redshift` datasources.
#[derive(Debug)]
pub struct PostgresConnector {
    options: ServerOptions,
    flavour: Flavour,
}

impl PostgresConnector {
    /// A connector with bounds of its own.
    #[must_use]
    pub const fn new(options: ServerOptions) -> Self {
        Self { options, flavour: Flavour::Postgres }
    }

    /// The same for CockroachDB.
    #[must_use]
    pub const fn cockroachdb(options: ServerOptions) -> Self {
        Self { options, flavour: Flavour::CockroachDb }
    }

    /// The same for Redshift.
    #[must_use]
    pub const fn redshift(options: ServerOptions) -> Self {
        Self { options, flavour: Flavour::Redshift }
    }
}

impl Default for PostgresConnector {
    fn default() -> Self {
        Self::new(ServerOptions::default())
    }
}

#[async_trait]
impl Connector for PostgresConnector {
    fn datasource_types(&self) -> &'static [&'static str] {
        self.flavour.types()
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        Ok(Arc::new(PostgresEngine::new(credentials, self.options.clone(), self.flavour)?))
    }
}

/// One PostgreSQL datasource.
pub(crate) struct PostgresEngine {
    target: Target,
    flavour: Flavour,
    bounds: ServerOptions,
    own: Arc<Pool<Postgres>>,
    tenants: Tenants<Postgres>,
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
        bounds: ServerOptions,
        flavour: Flavour,
    ) -> Result<Self, CredentialsError> {
        let target = Target::read(credentials, &bounds, flavour)?;
        let own = Pool::new(target.driver(), bounds.of(bounds.connections));
        Ok(Self { target, flavour, tenants: Tenants::new(bounds.clone()), bounds, own })
    }

    async fn tenant(&self, name: &str) -> Result<Arc<Pool<Postgres>>, EngineError> {
        if let Some(pool) = self.tenants.known(name) {
            return Ok(pool);
        }
        let listed = tenants::listed(&self.own, name).await?;
        let driver = self.target.driver_for(&listed);
        Ok(self.tenants.remember(listed, driver))
    }
}

#[async_trait]
impl RunStatement for PostgresEngine {
    async fn run_statement(
        &self,
        statement: Statement<'_>,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        let time = limits.time.min(self.bounds.statement);
        let limits = Limits { time, ..*limits };
        let prepared = Prepared::new(statement)?;
        let Some(name) = database else {
            return run(&self.own, prepared, statement.columns, limits).await;
        };
        let rows = run(&self.tenant(name).await?, prepared, statement.columns, limits).await;
        if matches!(rows, Err(EngineError::UnknownDatabase)) {
            self.tenants.forget(name);
        }
        rows
    }
}

#[async_trait]
impl Engine for PostgresEngine {
    fn dialect(&self) -> &'static dyn Dialect {
        self.flavour.dialect()
    }

    async fn test(&self) -> Result<(), EngineError> {
        let mut lease = self.own.lease().await?;
        let Some(session) = lease.session() else { return Ok(()) };
        let answer = tokio::time::timeout(self.bounds.connect, session.connection.ping()).await;
        lease.settle(answer.map_err(|_| no_answer("the answer to a ping"))?)
    }

    async fn introspect(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        let mut lease = self.own.lease().await?;
        let Some(session) = lease.session() else { return Ok(Catalog::default()) };
        let (connection, schemas) = (&mut session.connection, &self.target.schemas);
        let catalog = if self.flavour.has_catalog() {
            introspect::introspect(connection, schemas, progress).await
        } else {
            plain_schema::introspect(connection, schemas, progress).await
        };
        lease.settle(catalog)
    }

    async fn run(
        &self,
        question: &Compiled,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        self.run_statement(question.into(), database, limits).await
    }
}
