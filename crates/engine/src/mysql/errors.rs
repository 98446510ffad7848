//! MySQL's, MariaDB's and the driver's errors in the words of the engine seam.
//!
//! Source: the error references of MySQL 8.0 and of MariaDB; numbers are shared where both know an
//! error.

use sqlx::Error;
use sqlx::mysql::MySqlDatabaseError;

use crate::EngineError;
use crate::network::{driver_error, unreachable_by};

/// What an error of a statement or of connecting means.
pub(super) fn engine_error(error: Error) -> EngineError {
    match number(&error) {
        Some(number) => from_number(number, error),
        None => driver_error(error, "MySQL"),
    }
}

/// Whether the connection is still in step with the server after this error.
pub(super) fn leaves_connection_usable(error: &Error) -> bool {
    // Of the driver's own refusals, only a configuration was seen before anything was sent.
    matches!(error, Error::Configuration(_))
        || number(error).is_some_and(|number| !ends_connection(number))
}

/// A prepared statement that the server does not know any more, or that its tables outgrew.
pub(super) fn is_stale_statement(error: &Error) -> bool {
    matches!(number(error), Some(1243 | 1615))
}

fn number(error: &Error) -> Option<u16> {
    let error = error.as_database_error()?;
    Some(error.try_downcast_ref::<MySqlDatabaseError>()?.number())
}

/// Shutdown, killed, and everything that went wrong with packets.
const fn ends_connection(number: u16) -> bool {
    matches!(number, 1053 | 1077..=1080 | 1152..=1161 | 1184 | 1835 | 1927 | 4031)
}

fn from_number(number: u16, error: Error) -> EngineError {
    match number {
        1969 | 3024 => EngineError::Timeout,
        1049 => EngineError::UnknownDatabase,
        1045 | 1130 | 1251 | 1698 | 1820 | 1862 | 2059 | 3118 | 4151 => {
            EngineError::Authentication(Box::new(error))
        }
        1044 | 1142 | 1143 | 1227 | 1345 | 1370 => EngineError::Permission(Box::new(error)),
        1054 | 1146 | 1305 | 1356 | 1630 => EngineError::Missing(Box::new(error)),
        3 | 1021 | 1037 | 1038 | 1041 | 1114 | 1135 | 1878 => EngineError::Memory(Box::new(error)),
        1040 | 1203 | 1226 => unreachable_by("it has no connection to spare", error),
        _ if ends_connection(number) => unreachable_by("the connection broke", error),
        _ => EngineError::Query(Box::new(error)),
    }
}
