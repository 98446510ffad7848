//! PostgreSQL's and the driver's errors in the words of the engine seam.

use sqlx::Error;
use sqlx::postgres::PgDatabaseError;

use crate::EngineError;
use crate::network::{driver_error, unreachable_by};

/// What an error of a statement or of connecting means.
pub(super) fn engine_error(error: Error) -> EngineError {
    match &error {
        Error::Database(_) => from_sqlstate(error),
        _ => driver_error(error, "PostgreSQL"),
    }
}

/// Whether the connection is still in step with the server after this error.
pub(super) fn leaves_connection_usable(error: &Error) -> bool {
    let Error::Database(error) = error else { return false };
    let code = error.code();
    let code = code.as_deref().unwrap_or_default();
    !(code.is_empty() || code.starts_with("08") || code.starts_with("57P"))
}

/// A prepared statement whose tables have changed since: it must be prepared anew.
pub(super) fn is_stale_plan(error: &Error) -> bool {
    let Error::Database(error) = error else { return false };
    match error.code().as_deref() {
        Some("26000") => true,
        Some("0A000") => {
            let error = error.try_downcast_ref::<PgDatabaseError>();
            error.and_then(PgDatabaseError::routine) == Some("RevalidateCachedQuery")
        }
        _ => false,
    }
}

fn from_sqlstate(error: Error) -> EngineError {
    let code = error.as_database_error().and_then(|error| error.code());
    let code = code.as_deref().unwrap_or_default().to_owned();
    match code.as_str() {
        "57014" => EngineError::Timeout,
        "3D000" => EngineError::UnknownDatabase,
        "42P01" | "42703" | "3F000" | "42883" | "42704" => EngineError::Missing(Box::new(error)),
        "42501" => EngineError::Permission(Box::new(error)),
        "53300" => unreachable_by("it has no connection to spare", error),
        _ => from_class(&code, error),
    }
}

fn from_class(code: &str, error: Error) -> EngineError {
    match code.get(..2) {
        Some("28") => EngineError::Authentication(Box::new(error)),
        Some("53") => EngineError::Memory(Box::new(error)),
        Some("08") => unreachable_by("the connection broke", error),
        _ if code.starts_with("57P") => unreachable_by("it is shutting down or starting", error),
        _ => EngineError::Query(Box::new(error)),
    }
}
