//! The built web components, and the hosted page for those who embed by a frame.

use axum::extract::{Path, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use souk_model::{Embed, ErrorCode};

use crate::http::{ApiError, ApiResult, AppState};
use crate::service::documents;

mod files {
    include!(concat!(env!("OUT_DIR"), "/web_files.rs"));
}

const FRAME_SCRIPT: &str = include_str!("web/frame.js");
/// Names of chunks hold a hash of their content; the script's own name does not.
const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// `/souk.js`.
pub async fn script(headers: HeaderMap) -> ApiResult<Response> {
    file("souk.js", ASK_AGAIN, &headers)
}

/// `/assets/*`.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> ApiResult<Response> {
    file(&format!("assets/{name}"), FOREVER, &headers)
}

/// `/frame.js`: what the hosted page does.
pub async fn frame_script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, ASK_AGAIN)], FRAME_SCRIPT)
        .into_response()
}

/// A file that any page may load: it holds nobody's data.
fn file(name: &str, caching: &'static str, asked: &HeaderMap) -> ApiResult<Response> {
    let found = files::FILES.iter().find(|(known, _)| *known == name);
    let missing = || ApiError::new(ErrorCode::NOT_FOUND, "this build has no such file");
    let (_, bytes) = found.ok_or_else(missing)?;
    let tag = format!("\"{}\"", &blake3::hash(bytes).to_hex()[..32]);
    let tag = HeaderValue::from_str(&tag).map_err(ApiError::internal)?;
    let is_known = asked.get(IF_NONE_MATCH) == Some(&tag);
    let mut response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { (*bytes).into_response() };
    let headers = response.headers_mut();
    headers.insert(ETAG, tag);
    let own = [
        (CONTENT_TYPE, media_type(name)),
        (CACHE_CONTROL, caching),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin"),
    ];
    headers.extend(own.map(|(name, value)| (name, HeaderValue::from_static(value))));
    Ok(response)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// `/embed/{embedId}`: a document with the component and nothing else. It shows nothing until the
/// page around it hands over a token, and it can stand only in pages of the embed's origins. An embed
/// that is not there has none.
pub async fn hosted(State(state): State<AppState>, Path(id): Path<String>) -> ApiResult<Response> {
    let embed = find(&state, &id).await?;
    let origins = embed.as_ref().and_then(|embed| embed.access_settings.allowed_origins.clone());
    let origins = origins.unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
         img-src 'self' https: data: blob:; font-src 'self' data:; base-uri 'none'; \
         form-action 'none'; frame-ancestors {}",
        if origins.is_empty() { "'none'".to_owned() } else { origins.join(" ") },
    );
    let policy = HeaderValue::from_str(&policy).map_err(ApiError::internal)?;
    let mut response = page(&id, embed.as_ref(), &origins).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Ok(response)
}

/// The page has no credential, so it does not know the organisation: an identifier that several of
/// them have is taken for none.
async fn find(state: &AppState, id: &str) -> ApiResult<Option<Embed>> {
    let mut found = Vec::new();
    for (organisation, _) in state.store.organisations().await? {
        let embed = documents::named::<Embed>(state, organisation, id).await?;
        found.extend(embed.map(|stored| stored.body));
    }
    Ok(if found.len() == 1 { found.pop() } else { None })
}

fn page(id: &str, embed: Option<&Embed>, origins: &[String]) -> String {
    let is_metric = embed.is_some_and(|embed| embed.embed_type == souk_model::EmbedType::Metric);
    let (element, attribute) =
        if is_metric { ("souk-metric", "metric-id") } else { ("souk-dashboard", "dashboard-id") };
    let (id, origins) = (escaped(id), escaped(&origins.join(" ")));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Souk</title>\n<script type=\"module\" src=\"/souk.js\"></script>\n\
         <script type=\"module\" src=\"/frame.js\" data-origins=\"{origins}\"></script>\n</head>\n\
         <body>\n<{element} {attribute}=\"{id}\"></{element}>\n</body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    let entity = |letter: char| match letter {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(entity).collect()
}
