//! MySQL, MariaDB and SingleStore: the connector and its engine.
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
use std::sync::{Arc, OnceLock};

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
use session::{Mysql, Prepared};
use target::Target;

/// See [`tenants::names_database`].
const LEAVES_TENANT: &str = "a tenant's question names the datasource's own database";

/// Serves `mysql` or `singlestore` datasources.
#[derive(Debug, Default)]
pub struct MysqlConnector {
    options: ServerOptions,
    /// None: MySQL or MariaDB, as the server says.
    flavour: Option<Flavour>,
}

impl MysqlConnector {
    /// A connector with bounds of its own.
    #[must_use]
    pub const fn new(options: ServerOptions) -> Self {
        Self { options, flavour: None }
    }

    /// The same for SingleStore.
    #[must_use]
    pub const fn singlestore(options: ServerOptions) -> Self {
        Self { options, flavour: Some(Flavour::SingleStore) }
    }
}

#[async_trait]
impl Connector for MysqlConnector {
    fn datasource_types(&self) -> &'static [&'static str] {
        if self.flavour == Some(Flavour::SingleStore) { &["singlestore"] } else { &["mysql"] }
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        Ok(Arc::new(MysqlEngine::new(credentials, self.options.clone(), self.flavour)?))
    }
}

/// One datasource.
pub(crate) struct MysqlEngine {
    target: Target,
    bounds: ServerOptions,
    own: Arc<Pool<Mysql>>,
    tenants: Tenants<Mysql>,
    flavour: Arc<OnceLock<Flavour>>,
}

impl fmt::Debug for MysqlEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MysqlEngine").finish_non_exhaustive()
    }
}

impl MysqlEngine {
    /// An engine that has connected to nothing yet. Without a flavour the server is asked for it.
    pub(crate) fn new(
        credentials: &Credentials,
        bounds: ServerOptions,
        flavour: Option<Flavour>,
    ) -> Result<Self, CredentialsError> {
        let target = Target::read(credentials, &bounds)?;
        let flavour = Arc::new(flavour.map(OnceLock::from).unwrap_or_default());
        let driver = Mysql {
            options: target.options().clone(),
            way: target.way.clone(),
            statement: bounds.statement,
            flavour: Arc::clone(&flavour),
        };
        let own = Pool::new(driver, bounds.of(bounds.connections));
        Ok(Self { target, tenants: Tenants::new(bounds.clone()), bounds, own, flavour })
    }

    fn flavour(&self) -> Flavour {
        self.flavour.get().copied().unwrap_or(Flavour::Mysql)
    }

    async fn tenant(&self, name: &str) -> Result<Arc<Pool<Mysql>>, EngineError> {
        if let Some(pool) = self.tenants.known(name) {
            return Ok(pool);
        }
        let listed = tenants::listed(&self.own, self.flavour(), name).await?;
        let driver = Mysql {
            options: self.target.options_for(&listed),
            way: self.target.way.clone(),
            statement: self.bounds.statement,
            flavour: Arc::clone(&self.flavour),
        };
        Ok(self.tenants.remember(listed, driver))
    }
}

#[async_trait]
impl RunStatement for MysqlEngine {
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
        let own = self.target.database();
        if name != own && tenants::names_database(statement.sql, own) {
            return Err(EngineError::Query(LEAVES_TENANT.into()));
        }
        let rows = run(&self.tenant(name).await?, prepared, statement.columns, limits).await;
        if matches!(rows, Err(EngineError::UnknownDatabase)) {
            self.tenants.forget(name);
        }
        rows
    }
}

#[async_trait]
impl Engine for MysqlEngine {
    /// Every session says which server it is with.
    async fn ready(&self) -> Result<(), EngineError> {
        if self.flavour.get().is_none() {
            self.own.lease().await?.give_back();
        }
        Ok(())
    }

    fn dialect(&self) -> &'static dyn Dialect {
        self.flavour().dialect()
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
        let connection = &mut session.connection;
        let catalog = if self.flavour().has_catalog() {
            introspect::introspect(connection, progress).await
        } else {
            plain_schema::introspect(connection, progress).await
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
