//! What the codes of gRPC, the words of a server and a broken connection mean to Souk.
//!
//! Flight SQL has codes for few failures, and servers use fewer: Sail says "internal" of a missing
//! table. So its words have a say too; they are Spark's, which other engines of its kind repeat.

use std::error::Error;
use std::io;
use std::iter::successors;

use arrow_flight::error::FlightError;
use tonic::{Code, Status};

use crate::EngineError;
use crate::network::told;

/// Of a table or a column that is not there.
const MISSING: [&str; 6] = [
    "TABLE_OR_VIEW_NOT_FOUND",
    "Table not found",
    "View not found",
    "UNRESOLVED_COLUMN",
    "cannot resolve attribute",
    "No such file or directory",
];
/// Of memory or temporary space.
const MEMORY: [&str; 3] = ["Resources exhausted", "Memory Exhausted", "OUT_OF_MEMORY"];

pub(super) fn refuse(words: &str) -> EngineError {
    EngineError::Query(words.to_owned().into())
}

/// What kept a connection from being made.
pub(super) fn connect_error(error: tonic::transport::Error) -> EngineError {
    let told = told_by_cause(&error)
        .unwrap_or_else(|| "the host name leads nowhere or the network failed".to_owned());
    EngineError::Unreachable(told, Some(Box::new(error)))
}

/// What kept an answer from being given or read. `bytes` is its limit.
pub(super) fn flight_error(error: FlightError, bytes: usize) -> EngineError {
    match error {
        FlightError::Tonic(status) => status_error(*status, bytes),
        FlightError::ExternalError(cause) => match cause.downcast::<Status>() {
            Ok(status) => status_error(*status, bytes),
            Err(cause) => EngineError::Query(cause),
        },
        FlightError::ProtocolError(_) | FlightError::DecodeError(_) => not_flight(error),
        other => EngineError::Query(other.into()),
    }
}

fn not_flight(error: FlightError) -> EngineError {
    let told = "the answer is not Flight SQL's protocol".to_owned();
    EngineError::Unreachable(told, Some(error.into()))
}

pub(super) fn status_error(status: Status, bytes: usize) -> EngineError {
    if let Some(told) = told_by_cause(&status) {
        return EngineError::Unreachable(told, Some(status.into()));
    }
    if causes(&status).any(|cause| cause.is::<tonic::transport::Error>()) {
        return unreachable_by("the connection broke", status);
    }
    let says = |known: &[&str]| known.iter().any(|words| status.message().contains(words));
    match status.code() {
        Code::Unauthenticated => EngineError::Authentication(status.into()),
        Code::PermissionDenied => EngineError::Permission(status.into()),
        Code::DeadlineExceeded => EngineError::Timeout,
        // What the client itself says of a message that is longer than allowed.
        Code::OutOfRange if says(&["message length"]) => EngineError::TooManyBytes(bytes),
        Code::NotFound => EngineError::Missing(status.into()),
        _ if says(&MISSING) => EngineError::Missing(status.into()),
        Code::ResourceExhausted => EngineError::Memory(status.into()),
        _ if says(&MEMORY) => EngineError::Memory(status.into()),
        Code::Unavailable => unreachable_by("the connection broke", status),
        Code::Unimplemented => unreachable_by("it does not speak Flight SQL", status),
        // Of a body that is no gRPC.
        Code::Unknown if status.source().is_some() || says(&["grpc-status", "h2 protocol"]) => {
            unreachable_by("the answer is not Flight SQL's protocol", status)
        }
        _ => EngineError::Query(status.into()),
    }
}

fn unreachable_by(told: &str, status: Status) -> EngineError {
    EngineError::Unreachable(told.to_owned(), Some(status.into()))
}

/// The first cause that a person can act on.
fn told_by_cause(error: &(dyn Error + 'static)) -> Option<String> {
    if causes(error).any(|cause| cause.is::<rustls::Error>()) {
        return Some("TLS failed".to_owned());
    }
    let failure = causes(error).find_map(|cause| cause.downcast_ref::<io::Error>());
    failure.map(|failure| told(failure).to_owned())
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    successors(Some(error), |cause| inner(*cause))
}

/// TLS hides its errors inside of the transport's, which leave them out of their causes.
fn inner<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let hidden = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    hidden.map(|hidden| hidden as &(dyn Error + 'static)).or_else(|| error.source())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_codes_leave_out() {
        let missing = Status::internal("plan error: Table not found: [TABLE_OR_VIEW_NOT_FOUND] x");
        assert!(matches!(status_error(missing, 0), EngineError::Missing(_)));
        let view = Status::internal("analysis error: Temporary View not found: x");
        assert!(matches!(status_error(view, 0), EngineError::Missing(_)));
        let memory = Status::internal("Resources exhausted: failed to allocate");
        assert!(matches!(status_error(memory, 0), EngineError::Memory(_)));
        let login = Status::unauthenticated("no");
        assert!(matches!(status_error(login, 0), EngineError::Authentication(_)));
        let other = Status::internal("parse error");
        assert!(matches!(status_error(other, 0), EngineError::Query(_)));
        let gone = Status::unavailable("x");
        assert!(matches!(status_error(gone, 0), EngineError::Unreachable(..)));
    }
}
