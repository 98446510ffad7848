//! For tests and benchmarks: statements that no compiler has made. Nothing else may use it.

use souk_engine::{Credentials, CredentialsError, Engine, EngineError, Limits, Rows};
use souk_query::{OutputColumn, Value};

pub use crate::bare::Bare;
use crate::engine::FilesEngine;
pub use crate::session::Precaution;
use crate::{BucketConnector, FilesConnector};

/// A file engine that also runs plain SQL.
#[derive(Debug)]
pub struct RawFiles(FilesEngine);

impl RawFiles {
    /// As the connector makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn new(
        connector: &FilesConnector,
        credentials: &Credentials,
    ) -> Result<Self, CredentialsError> {
        connector.engine(credentials).map(Self)
    }

    /// As the connector of buckets makes it.
    ///
    /// # Errors
    /// Everything that is wrong with the credentials.
    pub fn in_bucket(
        connector: &BucketConnector,
        credentials: &Credentials,
    ) -> Result<Self, CredentialsError> {
        connector.engine(credentials).map(Self)
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
        self.0.run_statement(sql, parameters, columns, database, limits).await
    }

    /// The number of a statement's rows, which are read and not converted. `without` leaves a
    /// precaution out, at the risk of a wrong number.
    ///
    /// # Errors
    /// What the engine refused.
    pub async fn count_rows(
        &self,
        sql: &str,
        parameters: &[Value],
        without: Option<Precaution>,
    ) -> Result<usize, EngineError> {
        self.0.count_rows(sql, parameters, without).await
    }
}
