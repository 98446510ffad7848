//! The one error shape: `{"error": {"code", "message", "hints"?, "path"?}}`.

use std::error::Error;
use std::fmt;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use souk_model::{ErrorCode, Problem};
use souk_store::StoreError;

use crate::wire::{ErrorBody, ErrorReply};

type Cause = Box<dyn Error + Send + Sync>;

/// A failure as the caller sees it, and its cause as the log sees it.
#[derive(Debug)]
pub struct ApiError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    code: ErrorCode,
    status: u16,
    message: String,
    hints: Vec<String>,
    path: Option<String>,
    cause: Option<Cause>,
}

impl ApiError {
    /// A failure with the status that the code's table gives.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let (message, status) = (message.into(), code.status);
        let (hints, path, cause) = (Vec::new(), None, None);
        Self(Box::new(Inner { code, status, message, hints, path, cause }))
    }

    /// `INVALID_REQUEST_BODY` with this message.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::INVALID_REQUEST_BODY, message)
    }

    /// `INTERNAL_SERVER_ERROR`, `Unexpected failure`; the cause goes to the log only.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::new(ErrorCode::INTERNAL_SERVER_ERROR, "Unexpected failure").caused_by(cause)
    }

    /// Another status than the code's table gives, where an endpoint documents one.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = status;
        self
    }

    /// One more thing that would help.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hints.push(hint.into());
        self
    }

    /// Where in the request the problem is.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.0.path = Some(path.into()).filter(|text: &String| !text.is_empty());
        self
    }

    /// The cause, for the log.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<Cause>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// The status of the reply.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The message.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the request the problem is.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// What would help, and everything else that is wrong.
    #[must_use]
    pub fn hints(&self) -> &[String] {
        &self.0.hints
    }

    /// The inside of `error` in a reply, after the cause went to the log.
    #[must_use]
    pub fn into_body(self) -> ErrorBody {
        self.log();
        ErrorBody {
            code: self.0.code.code.to_owned(),
            message: self.0.message,
            hints: self.0.hints,
            path: self.0.path,
        }
    }

    fn log(&self) {
        let cause = self.0.cause.as_ref().map(|cause| chain(cause.as_ref()));
        let (code, status) = (self.0.code.code, self.0.status);
        if status >= 500 {
            tracing::error!(code, status, cause, "request failed");
        } else {
            tracing::debug!(code, status, cause, "request refused");
        }
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.0.code.code, self.0.message)
    }
}

impl Error for ApiError {}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status);
        let code = self.0.code;
        let reply = Json(ErrorReply { error: self.into_body() });
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, reply).into_response();
        // For layers that treat some failures in their own way.
        response.extensions_mut().insert(code);
        response
    }
}

/// The first problem gives code, message and path; every problem's detail is a hint.
impl From<Vec<Problem>> for ApiError {
    fn from(problems: Vec<Problem>) -> Self {
        let hints: Vec<_> = problems.iter().map(hint).filter(|hint| !hint.is_empty()).collect();
        let Some(first) = problems.into_iter().next() else {
            return Self::internal("a list of problems was empty");
        };
        let mut error = Self::new(first.code, first.message).at(first.path);
        error.0.hints = hints;
        error
    }
}

fn hint(problem: &Problem) -> String {
    match (problem.path.is_empty(), problem.hint.is_empty()) {
        (_, true) => String::new(),
        (true, false) => problem.hint.clone(),
        (false, false) => format!("{}: {}", problem.path, problem.hint),
    }
}

/// What a store's failure means where a service has nothing better to say.
impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let changed = "the document was changed by somebody else in the meantime; read it again";
        match &error {
            StoreError::InvalidName { .. } => Self::invalid(error.to_string()),
            StoreError::NameTaken { .. }
            | StoreError::IdTaken { .. }
            | StoreError::EmailTaken
            | StoreError::NotFound { .. }
            | StoreError::LinkMissing { .. }
            | StoreError::InUse { .. }
            | StoreError::Stale { .. }
            | StoreError::Rescheduled { .. }
            | StoreError::Contention(_) => Self::new(ErrorCode::CONFLICT, changed).caused_by(error),
            StoreError::Unavailable(_) | StoreError::SchemaVersion { .. } => {
                let message = "the server's store is not available; nothing was changed";
                Self::new(ErrorCode::STORE_UNAVAILABLE, message).caused_by(error)
            }
            _ => Self::internal(error),
        }
    }
}
