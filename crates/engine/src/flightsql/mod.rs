//! Arrow Flight SQL: the connector and its engine, for clusters that speak Spark's SQL.
//!
//! Knows how the parts fit together. Credentials ([`target`], [`tls`]), the connection ([`dial`]), the
//! session ([`session`], [`link`]), the files that become its tables ([`tables`]), statements ([`bind`],
//! [`literal`]), failures ([`errors`]) and schemas ([`introspect`]) each have a file of their own.

mod bind;
mod dial;
mod errors;
mod introspect;
mod link;
mod literal;
mod session;
mod tables;
mod target;
mod tls;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use souk_model::Catalog;
use souk_query::{Compiled, Dialect, SPARK};
use tokio::time::timeout;

use crate::internals::RunStatement;
use crate::pool::no_answer;
use crate::run::Statement;
use crate::{
    Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Progress, Roots, Rows,
    ServerOptions, answer_schema,
};
use bind::bind;
use errors::refuse;
use link::{Link, Question};
use session::Claims;
use target::Target;

/// How long a cluster may take for its first answer, which may start its workers.
const FIRST_ANSWER: Duration = Duration::from_secs(30);
const NOTHING: &str = "SELECT 1";

/// Serves `flightsql` datasources.
#[derive(Debug, Default)]
pub struct FlightSqlConnector {
    options: ServerOptions,
    roots: Roots,
    claims: Arc<Claims>,
}

impl FlightSqlConnector {
    /// A connector with bounds of its own, which lists folders of files below these roots.
    #[must_use]
    pub fn new(options: ServerOptions, roots: Roots) -> Self {
        Self { options, roots, claims: Arc::default() }
    }

    pub(crate) fn engine(
        &self,
        credentials: &Credentials,
    ) -> Result<FlightSqlEngine, CredentialsError> {
        let target = Target::read(credentials)?;
        let (bounds, roots) = (self.options.clone(), self.roots.clone());
        let statement = bounds.statement;
        let link = Arc::new(Link::new(target, bounds, roots, Arc::clone(&self.claims)));
        Ok(FlightSqlEngine { link, statement })
    }
}

#[async_trait]
impl Connector for FlightSqlConnector {
    fn datasource_types(&self) -> &'static [&'static str] {
        &["flightsql"]
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        Ok(Arc::new(self.engine(credentials)?))
    }
}

/// One Flight SQL datasource.
pub(crate) struct FlightSqlEngine {
    link: Arc<Link>,
    /// The longest that a statement may take.
    statement: Duration,
}

impl fmt::Debug for FlightSqlEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FlightSqlEngine").finish_non_exhaustive()
    }
}

impl FlightSqlEngine {
    /// Opens a session of its own, so that files that were added are found.
    async fn introspect_anew(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        let session = self.link.session().await?;
        self.link.forget(&session).await;
        introspect::catalog(&*self.link.session().await?, progress).await
    }

    async fn ask_for_nothing(&self) -> Result<(), EngineError> {
        let session = self.link.session().await?;
        let answer = session.execute(NOTHING.to_owned()).await;
        if answer.is_err() {
            self.link.forget(&session).await;
        }
        answer.map(drop)
    }
}

#[async_trait]
impl RunStatement for FlightSqlEngine {
    async fn run_statement(
        &self,
        statement: Statement<'_>,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        if database.is_some() {
            // One session serves everybody: there is no list of databases to look a tenant up in.
            return Err(EngineError::UnknownDatabase);
        }
        let sql = bind(statement).map_err(refuse)?;
        let schema = answer_schema(statement.columns);
        let limits = Limits { time: limits.time.min(self.statement), ..*limits };
        self.link.ask(Question { sql, schema, limits }).await
    }
}

#[async_trait]
impl Engine for FlightSqlEngine {
    fn dialect(&self) -> &'static dyn Dialect {
        &SPARK
    }

    async fn test(&self) -> Result<(), EngineError> {
        let answer = timeout(FIRST_ANSWER, self.ask_for_nothing()).await;
        answer.map_err(|_| no_answer("the first answer"))?
    }

    async fn introspect(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        let found = timeout(self.statement, self.introspect_anew(progress)).await;
        found.map_err(|_| EngineError::Timeout)?
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
