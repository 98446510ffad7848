//! What ClickHouse's numbers and a broken connection mean to Souk.
//!
//! Source of the numbers: `ErrorCodes` in ClickHouse; they have kept their meaning since 2018.

use std::error::Error;
use std::io;
use std::iter::successors;

use crate::EngineError;
use crate::network::told;

/// Why an answer could not be read to its end.
#[derive(Debug)]
pub(super) enum Trouble {
    /// One block takes more bytes than the whole answer may.
    TooManyBytes,
    /// The body ended in the middle of a block.
    CutShort,
    NotNative,
    /// A value does not fit its column, in a few words.
    Value(&'static str),
    Engine(EngineError),
}

impl Trouble {
    pub(super) fn in_column(self, column: &str) -> Self {
        match self {
            Self::Value(words) => Self::Engine(refuse(column, words)),
            other => other,
        }
    }

    /// `bytes` is the limit of the answer.
    pub(super) fn into_engine_error(self, bytes: usize) -> EngineError {
        match self {
            Self::TooManyBytes => EngineError::TooManyBytes(bytes),
            Self::CutShort => EngineError::Unreachable("the connection broke".to_owned(), None),
            Self::NotNative => not_clickhouse(),
            Self::Value(words) => refuse("", words),
            Self::Engine(error) => error,
        }
    }
}

/// What the server said, in its own words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Exception(String);

pub(super) fn refuse(column: &str, words: &str) -> EngineError {
    EngineError::Query(format!("column \"{column}\": {words}").into())
}

pub(super) fn not_clickhouse() -> EngineError {
    EngineError::Unreachable("the answer is not ClickHouse's protocol".to_owned(), None)
}

/// The error that a text of the server tells of, if it is one: `Code: 60, e.displayText() =
/// DB::Exception: …` or, since 2020, `Code: 60. DB::Exception: …`.
pub(super) fn exception(text: &str) -> Option<EngineError> {
    let (_, after) = text.split_once("Code: ")?;
    if !after.contains("DB::") {
        return None;
    }
    let digits = after.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(after.len());
    let (number, message) = after.split_at_checked(digits)?;
    Some(from_number(number.parse().ok()?, message, Exception(text.trim().to_owned())))
}

fn from_number(number: u32, message: &str, cause: Exception) -> EngineError {
    let cause: Box<dyn Error + Send + Sync> = Box::new(cause);
    match number {
        159 | 160 => EngineError::Timeout,
        81 => EngineError::UnknownDatabase,
        192..=195 | 516 => EngineError::Authentication(cause),
        164 | 291 | 392 | 497 => EngineError::Permission(cause),
        8 | 10 | 16 | 46 | 47 | 60 => EngineError::Missing(cause),
        173 | 241 | 243 => EngineError::Memory(cause),
        202 => unreachable_by("it has no connection to spare", cause),
        209 | 210 | 279 => unreachable_by("it does not reach a server of its cluster", cause),
        // Only for the limits of a result that the question itself has set; see `question`.
        396 if message.contains("rows") => EngineError::TooManyRows(0),
        396 => EngineError::TooManyBytes(0),
        _ => EngineError::Query(cause),
    }
}

/// What kept a request from being answered. The address of a request holds values: it is left out.
pub(super) fn transport_error(error: reqwest::Error) -> EngineError {
    let error = error.without_url();
    let words = if error.is_timeout() { "no answer" } else { told_by_cause(&error) };
    EngineError::Unreachable(words.to_owned(), Some(Box::new(error)))
}

/// What kept the server's address from being found or used.
pub(super) fn way_error(error: io::Error) -> EngineError {
    let words = told(&error).to_owned();
    unreachable_by(&words, Box::new(error))
}

fn told_by_cause(error: &reqwest::Error) -> &str {
    let causes = || successors(error.source(), |cause| inner(*cause));
    if causes().any(|cause| cause.is::<rustls::Error>()) {
        return "TLS failed";
    }
    if let Some(failure) = causes().find_map(|cause| cause.downcast_ref::<io::Error>()) {
        return told(failure);
    }
    match error {
        error if error.is_connect() => "the host name leads nowhere or the network failed",
        error if error.is_body() || error.is_decode() => "the connection broke",
        _ => "the answer is not ClickHouse's protocol",
    }
}

/// TLS hides its errors inside of the transport's, which leave them out of their causes.
fn inner<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let hidden = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    hidden.map(|hidden| hidden as &(dyn Error + 'static)).or_else(|| error.source())
}

fn unreachable_by(words: &str, cause: Box<dyn Error + Send + Sync>) -> EngineError {
    EngineError::Unreachable(words.to_owned(), Some(cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_all_ages_are_read() {
        let old = "Code: 60, e.displayText() = DB::Exception: Table x doesn't exist., e.what() = \
            DB::Exception\n";
        let new = "Code: 60. DB::Exception: Unknown table expression identifier 'x'. \
            (UNKNOWN_TABLE) (version 26.9.1)\n";
        let in_the_middle = format!("\r\n__exception__\r\nabc\r\n{new}71 abc\r\n__exception__\r\n");
        for text in [old, new, &in_the_middle] {
            assert!(matches!(exception(text), Some(EngineError::Missing(_))), "{text}");
        }
        for text in ["", "Code: 5", "Code: x. DB::Exception", "<html>Code: 404</html>"] {
            assert!(exception(text).is_none(), "{text}");
        }
    }
}
