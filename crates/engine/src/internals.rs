//! For this crate's own tests: statements that no compiler has made. Nothing else may use it.

use std::fmt;

use async_trait::async_trait;
use souk_query::{OutputColumn, Value};

use crate::clickhouse::ClickhouseEngine;
use crate::flightsql::FlightSqlConnector;
use crate::mysql::{self, MysqlEngine};
use crate::postgres::{Flavour, PostgresEngine};
use crate::run::Statement;
use crate::sqlite::SqliteEngine;
use crate::{
    Credentials, CredentialsError, Engine, EngineError, Limits, Roots, Rows, ServerOptions,
    SqliteOptions,
};

/// An engine that also runs the parts of a compiled question.
#[async_trait]
pub(crate) trait RunStatement: Engine {
    /// As [`Engine::run`].
    async fn run_statement(
        &self,
        statement: Statement<'_>,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError>;
}

/// An engine that also runs plain SQL.
pub struct RawEngine(Box<dyn RunStatement>);

impl fmt::Debug for RawEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("RawEngine").field(&self.0.dialect().name()).finish()
    }
}

impl RawEngine {
    /// As the PostgreSQL connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn postgres(
        credentials: &Credentials,
        options: ServerOptions,
    ) -> Result<Self, CredentialsError> {
        Ok(Self(Box::new(PostgresEngine::new(credentials, options, Flavour::Postgres)?)))
    }

    /// As the Redshift connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn redshift(
        credentials: &Credentials,
        options: ServerOptions,
    ) -> Result<Self, CredentialsError> {
        Ok(Self(Box::new(PostgresEngine::new(credentials, options, Flavour::Redshift)?)))
    }

    /// As the CockroachDB connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn cockroachdb(
        credentials: &Credentials,
        options: ServerOptions,
    ) -> Result<Self, CredentialsError> {
        Ok(Self(Box::new(PostgresEngine::new(credentials, options, Flavour::CockroachDb)?)))
    }

    /// As the MySQL connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn mysql(
        credentials: &Credentials,
        options: ServerOptions,
    ) -> Result<Self, CredentialsError> {
        Ok(Self(Box::new(MysqlEngine::new(credentials, options, None)?)))
    }

    /// As the SingleStore connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn singlestore(
        credentials: &Credentials,
        options: ServerOptions,
    ) -> Result<Self, CredentialsError> {
        let flavour = Some(mysql::Flavour::SingleStore);
        Ok(Self(Box::new(MysqlEngine::new(credentials, options, flavour)?)))
    }

    /// As the ClickHouse connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn clickhouse(
        credentials: &Credentials,
        options: ServerOptions,
    ) -> Result<Self, CredentialsError> {
        Ok(Self(Box::new(ClickhouseEngine::new(credentials, options)?)))
    }

    /// As the Flight SQL connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn flightsql(
        credentials: &Credentials,
        options: ServerOptions,
        roots: Roots,
    ) -> Result<Self, CredentialsError> {
        let connector = FlightSqlConnector::new(options, roots);
        Ok(Self(Box::new(connector.engine(credentials)?)))
    }

    /// As the SQLite connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn sqlite(
        credentials: &Credentials,
        options: &SqliteOptions,
    ) -> Result<Self, CredentialsError> {
        Ok(Self(Box::new(SqliteEngine::new(credentials, options)?)))
    }

    /// The engine behind the seam.
    #[must_use]
    pub fn engine(&self) -> &dyn Engine {
        &*self.0
    }

    /// What [`Engine::run`] does, with the parts of a compiled question.
    ///
    /// # Errors
    /// As [`Engine::run`].
    pub async fn run(
        &self,
        sql: &str,
        parameters: &[Value],
        columns: &[OutputColumn],
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        let statement = Statement { sql, parameters, columns };
        self.0.run_statement(statement, database, limits).await
    }
}
