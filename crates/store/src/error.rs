//! What can go wrong in the store, and which database error means what.

use std::borrow::Cow;

use sqlx::error::{DatabaseError, ErrorKind};
use uuid::Uuid;

use crate::document::{DocumentKind, DocumentRef};
use souk_model::DocumentId;

/// Why a store call failed.
///
/// The text of an error is fit for a log. Its source may hold names, ids and a database's own
/// words, and is for a log only.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another document of that kind has the name.
    #[error("the {kind} name {name:?} is taken")]
    NameTaken {
        /// Of which kind.
        kind: DocumentKind,
        /// Which name.
        name: String,
    },
    /// Another row has the id, or the token's hash.
    #[error("the {kind} id {id} is taken")]
    IdTaken {
        /// What the id is of.
        kind: &'static str,
        /// Which id.
        id: Uuid,
    },
    /// What was to be changed is not there.
    #[error("there is no {kind} {id}")]
    NotFound {
        /// A document kind, `token`, `account` or `organisation`.
        kind: &'static str,
        /// Which id.
        id: Uuid,
    },
    /// The document was changed since it was read.
    #[error("the {kind} {id} is at revision {found}, not {expected}")]
    Stale {
        /// Of which kind.
        kind: DocumentKind,
        /// Which document.
        id: DocumentId,
        /// The revision that the change was made from.
        expected: i64,
        /// The revision it has now.
        found: i64,
    },
    /// The document's time is not the one that was read: another server has claimed the work, or
    /// somebody has changed it.
    #[error("the {kind} {id} is scheduled otherwise now")]
    Rescheduled {
        /// Of which kind.
        kind: DocumentKind,
        /// Which document.
        id: DocumentId,
    },
    /// Other documents use what was to be deleted.
    #[error("in use by {}", Names(by))]
    InUse {
        /// The documents that use it.
        by: Vec<DocumentRef>,
    },
    /// Another account has the address.
    #[error("the email address is taken")]
    EmailTaken,
    /// A document or a token refers to a document that is not there.
    #[error("there is no {kind} {id} to link to")]
    LinkMissing {
        /// Of which kind.
        kind: DocumentKind,
        /// Which document.
        id: DocumentId,
    },
    /// A text that cannot be stored.
    #[error("{name:?} cannot be stored: {reason}")]
    InvalidName {
        /// The text, shortened.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The change lost a race with another, several times. It can be tried again.
    #[error("the change met another change at the same time")]
    Contention(#[source] sqlx::Error),
    /// The schema is not the one this build knows.
    #[error("the store's schema is at version {found}, this build needs {expected}")]
    SchemaVersion {
        /// The newest migration that was run; 0 where none was.
        found: i64,
        /// The newest migration of this build.
        expected: i64,
    },
    /// The database cannot be reached, read or written: gone, full, locked, misconfigured.
    #[error("the store is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database holds something that this build cannot read.
    #[error("the store holds something unreadable")]
    Corrupt(#[source] Box<dyn std::error::Error + Send + Sync>),
}

struct Names<'a>(&'a [DocumentRef]);

impl std::fmt::Display for Names<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, document) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(formatter, "{comma}{} {:?}", document.kind, document.name)?;
        }
        Ok(())
    }
}

impl StoreError {
    pub(crate) fn corrupt(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Corrupt(error.into())
    }

    pub(crate) fn unavailable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(error.into())
    }

    /// A text that breaks a rule of the store.
    pub(crate) fn invalid_name(name: &str, reason: &'static str) -> Self {
        const SHOWN: usize = 60;
        let name = name.chars().take(SHOWN).collect();
        Self::InvalidName { name, reason }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match meaning(&error) {
            Meaning::Contention => Self::Contention(error),
            Meaning::Corrupt => Self::corrupt(error),
            Meaning::Unavailable => Self::unavailable(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as Migrate;
        match error {
            Migrate::Execute(inner) | Migrate::ExecuteMigration(inner, _) => inner.into(),
            other => Self::corrupt(other),
        }
    }
}

enum Meaning {
    Contention,
    Corrupt,
    Unavailable,
}

fn meaning(error: &sqlx::Error) -> Meaning {
    use sqlx::Error as E;
    match error {
        E::Database(database) => database_meaning(database.as_ref()),
        E::Decode(_) | E::ColumnDecode { .. } | E::ColumnNotFound(_) | E::TypeNotFound { .. } => {
            Meaning::Corrupt
        }
        _ => Meaning::Unavailable,
    }
}

fn database_meaning(error: &dyn DatabaseError) -> Meaning {
    let code = error.code().unwrap_or(Cow::Borrowed(""));
    match error.kind() {
        ErrorKind::ForeignKeyViolation | ErrorKind::UniqueViolation => Meaning::Contention,
        _ if is_lost_race(&code) => Meaning::Contention,
        _ if is_corrupt(&code) => Meaning::Corrupt,
        _ => Meaning::Unavailable,
    }
}

/// PostgreSQL: serialisation failure, deadlock.
fn is_lost_race(code: &str) -> bool {
    matches!(code, "40001" | "40P01")
}

/// PostgreSQL: data corrupted, index corrupted. SQLite: `SQLITE_CORRUPT` and its extended codes
/// (11 in the low byte), `SQLITE_NOTADB`.
fn is_corrupt(code: &str) -> bool {
    matches!(code, "XX001" | "XX002" | "11" | "26" | "267" | "523" | "779")
}

/// Whether the connection broke under the statement, so that another connection may do.
pub(crate) fn is_broken_connection(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        // admin_shutdown, crash_shutdown: the server ended the session.
        sqlx::Error::Database(database) => {
            matches!(database.code().as_deref(), Some("57P01" | "57P02"))
        }
        _ => false,
    }
}
