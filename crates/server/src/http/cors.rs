//! Pages of other origins on the guest protocol: any may ask, with a token in a header and never with
//! cookies. Which origins an embed is shown to is checked where the embed is known.

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HOST, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use souk_model::ErrorCode;

use crate::http::{ApiError, AppState};

/// The paths that web components of other origins ask.
pub(super) const PATHS: &str = "/api/v2/guest/";

const PREFLIGHT: [(HeaderName, &str); 4] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (ACCESS_CONTROL_ALLOW_METHODS, "POST"),
    (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, x-plugin-token, x-plugin-origin"),
    (ACCESS_CONTROL_MAX_AGE, "7200"),
];

/// Answers preflights, which carry no token, and lets pages read the replies to what they ask.
pub(super) fn open(methods: MethodRouter<AppState>) -> MethodRouter<AppState> {
    methods.options(preflight).layer(from_fn(readable))
}

async fn preflight() -> Response {
    let headers = PREFLIGHT.map(|(name, value)| (name, HeaderValue::from_static(value)));
    (StatusCode::NO_CONTENT, HeaderMap::from_iter(headers)).into_response()
}

/// The reply names the page's own origin; one that is refused for its origin names none.
async fn readable(request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let mut response = next.run(request).await;
    let is_refused =
        response.extensions().get::<ErrorCode>() == Some(&ErrorCode::ORIGIN_NOT_ALLOWED);
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("origin"));
    if let (Some(origin), false) = (origin, is_refused) {
        headers.entry(ACCESS_CONTROL_ALLOW_ORIGIN).or_insert(origin);
        let exposed = HeaderValue::from_static("content-disposition, x-request-id");
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}

/// Fails for a page that the embed is not shown to. The server's own pages are always let in, and so
/// is what is no browser: it has the token and could send any origin.
///
/// # Errors
/// `ORIGIN_NOT_ALLOWED`.
pub(super) fn check(allowed: Option<&[String]>, headers: &HeaderMap) -> Result<(), ApiError> {
    let (Some(allowed), Some(origin)) = (allowed, headers.get(ORIGIN)) else { return Ok(()) };
    let origin = origin.to_str().unwrap_or_default();
    if allowed.iter().any(|one| one == origin) || is_own(origin, headers) {
        return Ok(());
    }
    let message = "the embed is not shown on pages of this origin";
    Err(ApiError::new(ErrorCode::ORIGIN_NOT_ALLOWED, message))
}

fn is_own(origin: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let of_origin = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == of_origin
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn is_let_in(allowed: Option<&[&str]>, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("souk.example:8080"));
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_str(origin).unwrap());
        }
        let allowed = allowed.map(|list| list.iter().map(ToString::to_string).collect::<Vec<_>>());
        check(allowed.as_deref(), &headers).is_ok()
    }

    #[test]
    fn an_origin_is_compared_as_a_whole() {
        let allowed = Some(["https://portal.example"].as_slice());
        assert!(is_let_in(allowed, Some("https://portal.example")));
        assert!(is_let_in(allowed, Some("http://souk.example:8080")));
        assert!(is_let_in(allowed, None) && is_let_in(None, Some("https://anywhere.example")));
        let others = [
            "https://portal.example.evil",
            "http://portal.example",
            "null",
            "https://portal.example:444",
            "https://PORTAL.example",
            "https://souk.example",
        ];
        for other in others {
            assert!(!is_let_in(allowed, Some(other)), "{other}");
        }
        assert!(!is_let_in(Some(&[]), Some("https://portal.example")));
    }
}
