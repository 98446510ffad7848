//! What can go wrong at the engine seam, the same for every connector.

use std::error::Error;

/// An engine's failure. The source holds the database's own words, for logs and service tokens only.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The address, or a setting that forbids it.
    #[error("the datasource cannot be reached: {0}")]
    Unreachable(String, #[source] Option<Box<dyn Error + Send + Sync>>),
    /// The login was refused.
    #[error("the datasource refused the login")]
    Authentication(#[source] Box<dyn Error + Send + Sync>),
    /// Under tenancy level DATABASE, the tenant has no database.
    #[error("the server has no database of this name")]
    UnknownDatabase,
    /// A file or table that the catalog promised is gone.
    #[error("a table or column of the datasource is missing")]
    Missing(#[source] Box<dyn Error + Send + Sync>),
    /// The login may not read a table.
    #[error("the datasource's login lacks a permission")]
    Permission(#[source] Box<dyn Error + Send + Sync>),
    /// The time limit was reached and the query cancelled.
    #[error("the query ran longer than its time limit")]
    Timeout,
    /// More rows than [`crate::Limits::rows`].
    #[error("the answer has more than {0} rows")]
    TooManyRows(usize),
    /// More bytes than [`crate::Limits::bytes`].
    #[error("the answer has more than {0} bytes")]
    TooManyBytes(usize),
    /// Out of memory or temporary space, in the database or in the embedded engine.
    #[error("the query needs more memory than it may use")]
    Memory(#[source] Box<dyn Error + Send + Sync>),
    /// A file could not be read as what it claims to be.
    #[error("a file could not be read: {0}")]
    BadFile(String, #[source] Option<Box<dyn Error + Send + Sync>>),
    /// Anything else the database said.
    #[error("the datasource refused the query")]
    Query(#[source] Box<dyn Error + Send + Sync>),
}
