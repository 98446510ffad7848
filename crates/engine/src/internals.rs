//! For this crate's own tests: statements that no compiler has made. Nothing else may use it.

use souk_query::{OutputColumn, Value};

use crate::postgres::{PostgresEngine, Statement};
use crate::{Credentials, CredentialsError, Engine, EngineError, Limits, PostgresOptions, Rows};

/// A PostgreSQL engine that also runs plain SQL.
#[derive(Debug)]
pub struct RawPostgres(PostgresEngine);

impl RawPostgres {
    /// As the connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn new(
        credentials: &Credentials,
        options: PostgresOptions,
    ) -> Result<Self, CredentialsError> {
        PostgresEngine::new(credentials, options).map(Self)
    }

    /// The engine behind the seam.
    #[must_use]
    pub fn engine(&self) -> &dyn Engine {
        &self.0
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
