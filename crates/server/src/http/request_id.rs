//! One identifier per request, in the reply and in every log line; and the line itself.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

use crate::http::metrics;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
const LONGEST: usize = 64;

/// Wraps every request. Logs method, route template, status and time: no path, no query, no body.
pub(super) async fn observe(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = known(request.method());
    let route = route(&request);
    let id = given(request.headers()).unwrap_or_else(|| Uuid::new_v4().to_string());
    let span = tracing::info_span!("request", id, method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, time) = (response.status().as_u16(), start.elapsed());
    span.in_scope(|| {
        let milliseconds = time.as_secs_f64() * 1000.0;
        tracing::info!(status, milliseconds, "answered");
    });
    metrics::note_request(method, &route, status, time);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

fn route(request: &Request) -> String {
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or("none", MatchedPath::as_str).to_owned()
}

/// Methods can be any word, and words would fill the metrics.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// The caller's own identifier, if it is one that can stand in a log line.
fn given(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(HEADER)?.to_str().ok()?;
    let allowed = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.:".contains(&letter);
    let fits = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(allowed);
    fits.then(|| text.to_owned())
}
