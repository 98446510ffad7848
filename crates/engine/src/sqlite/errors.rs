//! SQLite's and the driver's errors in the words of the engine seam.
//!
//! Source: "Result and Error Codes" of SQLite; the low byte of an extended code is the primary one.

use std::io::ErrorKind;

use sqlx::Error;

use crate::EngineError;
use crate::network::{driver_error, unreachable_by};

/// The same words whether the file is not there or may not be read.
const NO_FILE: &str = "there is no such file below a folder that this server may read";

/// What an error of a statement or of opening means.
pub(super) fn engine_error(error: Error) -> EngineError {
    if let Some(code) = code(&error) {
        return from_code(code, error);
    }
    match &error {
        Error::Io(cause) if cause.kind() == ErrorKind::NotFound => {
            EngineError::Unreachable(NO_FILE.to_owned(), None)
        }
        Error::Io(_) => bad_file("it cannot be read", error),
        _ => driver_error(error, "SQLite"),
    }
}

/// Whether the session may be asked again after this error.
pub(super) fn leaves_session_usable(error: &Error) -> bool {
    const HARMLESS: [u32; 8] =
        [ERROR, BUSY, LOCKED, READ_ONLY, TOO_BIG, CONSTRAINT, MISMATCH, RANGE];
    code(error).is_some_and(|code| HARMLESS.contains(&code))
}

const ERROR: u32 = 1;
const BUSY: u32 = 5;
const LOCKED: u32 = 6;
const OUT_OF_MEMORY: u32 = 7;
const READ_ONLY: u32 = 8;
const INTERRUPTED: u32 = 9;
const IO_ERROR: u32 = 10;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const CANNOT_OPEN: u32 = 14;
const TOO_BIG: u32 = 18;
const CONSTRAINT: u32 = 19;
const MISMATCH: u32 = 20;
const AUTHORIZATION: u32 = 23;
const RANGE: u32 = 25;
const NOT_A_DATABASE: u32 = 26;

fn code(error: &Error) -> Option<u32> {
    let code: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xFF)
}

fn from_code(code: u32, error: Error) -> EngineError {
    match code {
        ERROR if is_missing(&error) => EngineError::Missing(Box::new(error)),
        BUSY | LOCKED => unreachable_by("the file is locked by a writer", error),
        OUT_OF_MEMORY | FULL => EngineError::Memory(Box::new(error)),
        INTERRUPTED => EngineError::Timeout,
        IO_ERROR | CANNOT_OPEN => bad_file("it cannot be read", error),
        CORRUPT | NOT_A_DATABASE => bad_file("it is no SQLite file, or it is damaged", error),
        AUTHORIZATION => EngineError::Permission(Box::new(error)),
        _ => EngineError::Query(Box::new(error)),
    }
}

fn is_missing(error: &Error) -> bool {
    let message = error.as_database_error().map(|error| error.message()).unwrap_or_default();
    message.starts_with("no such ")
}

fn bad_file(words: &str, error: Error) -> EngineError {
    EngineError::BadFile(words.to_owned(), Some(Box::new(error)))
}
