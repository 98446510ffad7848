//! What a bucket's server refuses, in the words of the engine seam.

use std::error::Error;

use http::StatusCode;
use souk_engine::EngineError;

use crate::errors::causes;

/// An answer that is no success, without the address that was asked.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{status} {code}: {message}")]
pub(super) struct Refused {
    pub(super) status: StatusCode,
    /// One of S3's words, or nothing.
    pub(super) code: String,
    pub(super) message: String,
}

/// What S3 says of keys that are wrong, or old, or not its own.
const LOGIN: [&str; 9] = [
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "ExpiredToken",
    "InvalidToken",
    "InvalidClientTokenId",
    "TokenRefreshRequired",
    "RequestTimeTooSkewed",
    "InvalidSecurity",
    "NotSignedUp",
];
/// What it says to those who ask in the wrong region.
const ELSEWHERE: [&str; 4] = [
    "PermanentRedirect",
    "TemporaryRedirect",
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
];

impl Refused {
    /// Reads S3's document of an error, if it is one.
    pub(super) fn new(status: StatusCode, document: &str) -> Self {
        let text = |name: &str| element(document, name).unwrap_or_default().to_owned();
        Self { status, code: text("Code"), message: text("Message") }
    }

    fn meaning(&self) -> EngineError {
        let cause = Box::new(self.clone());
        let code = self.code.as_str();
        match self.status {
            _ if LOGIN.contains(&code) => EngineError::Authentication(cause),
            _ if ELSEWHERE.contains(&code) => elsewhere(cause),
            status if status.is_redirection() => elsewhere(cause),
            StatusCode::UNAUTHORIZED => EngineError::Authentication(cause),
            StatusCode::FORBIDDEN => EngineError::Permission(cause),
            StatusCode::NOT_FOUND => EngineError::Missing(cause),
            _ => EngineError::Query(cause),
        }
    }
}

fn elsewhere(cause: Box<Refused>) -> EngineError {
    EngineError::Unreachable("the bucket is in another region".to_owned(), Some(cause))
}

/// The text of the first element of the name. S3's documents of errors are flat.
fn element<'a>(document: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = document.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(text, _)| text)
}

/// What the bucket's server, or the way to it, has to do with an error: the first of its causes that tells.
pub(crate) fn said_by_bucket(error: &(dyn Error + 'static)) -> Option<EngineError> {
    let told = causes(error).find_map(|cause| {
        if let Some(refused) = cause.downcast_ref::<Refused>() {
            return Some(refused.meaning());
        }
        match cause.downcast_ref::<EngineError>() {
            Some(EngineError::Unreachable(words, cause)) => {
                let cause = cause.as_ref().map(|cause| cause.to_string().into());
                Some(EngineError::Unreachable(words.clone(), cause))
            }
            _ => None,
        }
    });
    told.or_else(|| foreign(error))
}

/// What neither S3 nor the network would say.
fn foreign(error: &(dyn Error + 'static)) -> Option<EngineError> {
    let is_foreign = causes(error).any(|cause| {
        matches!(cause.downcast_ref(), Some(object_store::Error::Generic { store: "S3", .. }))
    });
    let words = "the server failed, or its answer is not S3's protocol";
    is_foreign.then(|| EngineError::Unreachable(words.to_owned(), None))
}
