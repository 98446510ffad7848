//! `/openapi.json`, the page that shows it, and `/metrics`. Nothing here asks a third party.

use std::sync::{Arc, LazyLock};

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use souk_model::ErrorCode;
use utoipa_swagger_ui::Config;

use crate::http::{ApiError, ApiResult};
use crate::http::{metrics as measured, openapi as documented};

/// The validator badge of the page is a picture from a third party's server, unless it is off.
static CONFIG: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::from("/openapi.json").validator_url("none")));

/// The page needs inline styles, and nothing from elsewhere.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

/// The OpenAPI document.
pub async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], documented::served())
}

/// The page's own address ends in a slash, because it names its parts relative to it.
pub async fn without_slash() -> Redirect {
    Redirect::permanent("/docs/")
}

/// The page.
pub async fn page() -> ApiResult<Response> {
    part("index.html")
}

/// A part of the page.
pub async fn file(Path(file): Path<String>) -> ApiResult<Response> {
    part(&file)
}

fn part(file: &str) -> ApiResult<Response> {
    let found = utoipa_swagger_ui::serve(file, Arc::clone(&CONFIG));
    let found = found.map_err(|error| ApiError::internal(error.to_string()))?;
    let missing = || ApiError::new(ErrorCode::NOT_FOUND, "there is no such route");
    let found = found.ok_or_else(missing)?;
    let mut response = found.bytes.into_owned().into_response();
    let content_type = HeaderValue::from_str(&found.content_type).map_err(ApiError::internal)?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if found.gzpipped {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}

/// Counters and histograms for Prometheus.
pub async fn metrics() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], measured::render())
}
