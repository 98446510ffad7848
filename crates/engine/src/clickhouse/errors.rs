//! What ClickHouse's numbers and a broken connection mean to Souk.
//!
//! Source of the numbers: `ErrorCodes` in ClickHouse; they have kept their meaning since 2018.

use std::error::Error;

use crate::{EngineError, web};

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

/// What kept a request from being answered.
pub(super) fn transport_error(error: reqwest::Error) -> EngineError {
    web::transport_error(error, "ClickHouse")
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
