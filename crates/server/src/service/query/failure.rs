//! What a failed question looks like from outside. The database's own words go to the log and to
//! service tokens, and to nobody else.

use souk_engine::EngineError;
use souk_model::{ErrorCode, Problem};
use souk_query::QuestionError;

use crate::http::{ApiError, Caller};

/// A question that was not compiled.
pub(super) fn refused(error: QuestionError, caller: &Caller) -> ApiError {
    let is_defect = error.problems.iter().any(|one| one.code == ErrorCode::GUARD_REFUSED);
    if is_defect && !sees_details(caller) {
        let Some(Problem { code, message, hint, .. }) = error.problems.into_iter().next() else {
            return ApiError::internal("a refusal without a problem");
        };
        return ApiError::new(code, message).caused_by(hint);
    }
    ApiError::from(error.problems)
}

/// A question that the datasource did not answer.
pub(super) fn of_engine(error: EngineError, caller: &Caller) -> ApiError {
    let (code, message) = describe(&error);
    let details = sees_details(caller).then(|| details(&error));
    let failure = ApiError::new(code, message).caused_by(error);
    match details {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    }
}

const fn sees_details(caller: &Caller) -> bool {
    matches!(caller, Caller::Service { .. })
}

fn describe(error: &EngineError) -> (ErrorCode, String) {
    let unavailable = "the datasource cannot be reached";
    match error {
        EngineError::Unreachable(..) | EngineError::Authentication(_) => {
            (ErrorCode::DATASOURCE_UNAVAILABLE, unavailable.to_owned())
        }
        EngineError::UnknownDatabase => {
            (ErrorCode::CLIENT_ID_ERROR, "Invalid client id".to_owned())
        }
        EngineError::Timeout => {
            (ErrorCode::QUERY_TIMEOUT, "the query ran longer than its limit".to_owned())
        }
        EngineError::TooManyRows(_) | EngineError::TooManyBytes(_) => {
            (ErrorCode::RESULT_TOO_LARGE, format!("{error}; ask for fewer with limit or filters"))
        }
        EngineError::Missing(_) => (
            ErrorCode::DATAMART_OUTDATED,
            "the datasource's schema has changed; sync the datasource".to_owned(),
        ),
        _ => (ErrorCode::QUERY_FAILED, "the datasource refused the query".to_owned()),
    }
}

/// The error and its causes, in a line.
fn details(error: &EngineError) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}
