//! SQLite files: the connector and its engine.
//!
//! Knows how the parts fit together. Which file ([`file`]), sessions and statements ([`session`]),
//! values ([`bind`], [`cell`], [`time`]) and schemas ([`introspect`], [`types`]) each have a file of
//! their own.

mod bind;
mod cell;
mod errors;
mod file;
mod introspect;
mod session;
mod single;
mod time;
mod types;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use souk_model::Catalog;
use souk_query::{Compiled, Dialect, SQLITE};

use crate::internals::RunStatement;
use crate::pool::{Bounds, Pool};
use crate::run::{Statement, run};
use crate::{
    Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Progress, Roots, Rows,
};
use file::File;
use session::{Prepared, Sqlite};

/// Bounds of every SQLite datasource.
#[derive(Debug, Clone)]
pub struct SqliteOptions {
    /// The folders below which files may be read.
    pub roots: Roots,
    /// Connections with one file; each has a thread.
    pub connections: usize,
    /// How long an unused connection stays open.
    pub idle: Duration,
    /// How long opening, or waiting for a free connection, may take.
    pub connect: Duration,
    /// The most time that any statement gets.
    pub statement: Duration,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            roots: Roots::default(),
            connections: 4,
            idle: Duration::from_secs(60),
            connect: Duration::from_secs(10),
            statement: Duration::from_secs(300),
        }
    }
}

/// Serves `sqlite` datasources.
#[derive(Debug, Default)]
pub struct SqliteConnector {
    options: SqliteOptions,
}

impl SqliteConnector {
    /// A connector with bounds of its own.
    #[must_use]
    pub const fn new(options: SqliteOptions) -> Self {
        Self { options }
    }
}

#[async_trait]
impl Connector for SqliteConnector {
    fn datasource_types(&self) -> &'static [&'static str] {
        &["sqlite"]
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        Ok(Arc::new(SqliteEngine::new(credentials, &self.options)?))
    }
}

/// One SQLite file.
pub(crate) struct SqliteEngine {
    pool: Arc<Pool<Sqlite>>,
    statement: Duration,
}

impl fmt::Debug for SqliteEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SqliteEngine").finish_non_exhaustive()
    }
}

impl SqliteEngine {
    /// An engine that has opened nothing yet.
    pub(crate) fn new(
        credentials: &Credentials,
        options: &SqliteOptions,
    ) -> Result<Self, CredentialsError> {
        let file = File::read(credentials, options.roots.clone())?;
        let SqliteOptions { connections: sessions, connect, idle, statement, .. } = *options;
        let pool = Pool::new(Sqlite(file), Bounds { sessions, connect, idle });
        Ok(Self { pool, statement })
    }
}

#[async_trait]
impl RunStatement for SqliteEngine {
    /// A file has no databases of tenants: asking for one is refused, never answered from the file.
    async fn run_statement(
        &self,
        statement: Statement<'_>,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        if database.is_some() {
            return Err(EngineError::UnknownDatabase);
        }
        let limits = Limits { time: limits.time.min(self.statement), ..*limits };
        run(&self.pool, Prepared::new(statement)?, statement.columns, limits).await
    }
}

#[async_trait]
impl Engine for SqliteEngine {
    fn dialect(&self) -> &'static dyn Dialect {
        &SQLITE
    }

    async fn test(&self) -> Result<(), EngineError> {
        let mut lease = self.pool.lease().await?;
        let Some(session) = lease.session() else { return Ok(()) };
        let answer = session.read_header().await;
        lease.settle(answer)
    }

    async fn introspect(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        let mut lease = self.pool.lease().await?;
        let Some(session) = lease.session() else { return Ok(Catalog::default()) };
        let catalog = introspect::introspect(session.connection(), progress).await;
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
