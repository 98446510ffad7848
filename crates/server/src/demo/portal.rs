//! The host page: an imaginary supplier portal that embeds the dashboard, and the endpoint from which
//! it gets a guest token for the supplier that was chosen.
//!
//! A portal of one's own would know its user and ask for their token in its back end. Here anybody may
//! be any supplier, so all of this answers on loopback names only.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::json;
use souk_model::ErrorCode;

use super::seed::holder;
use super::{PORTAL, Slice};
use crate::http::body::from_value;
use crate::http::{ApiError, ApiResult, AppState, JsonBody};
use crate::service::guest_tokens;

const PAGE: &str = include_str!("page/portal.html");
const SCRIPT: &str = include_str!("page/portal.js");
const STYLE: &str = include_str!("page/portal.css");
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data: blob:; font-src 'self' data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";
/// Suppliers to choose from; a scale has thousands.
const SHOWN: i64 = 8;

#[derive(Debug)]
struct Portal {
    suppliers: i64,
    api_key: String,
}

/// The routes of the portal.
pub fn router(slice: Slice, api_key: &str) -> Router<AppState> {
    let portal =
        Arc::new(Portal { suppliers: slice.suppliers().min(SHOWN), api_key: api_key.to_owned() });
    let tokens = Arc::clone(&portal);
    let issue =
        move |State(state): State<AppState>, headers: HeaderMap, JsonBody(body): JsonBody<Wish>| {
            let portal = Arc::clone(&tokens);
            async move { token(&state, &portal, &headers, body).await }
        };
    let list = move |headers: HeaderMap| {
        let portal = Arc::clone(&portal);
        async move { suppliers(&portal, &headers) }
    };
    Router::new()
        .route("/demo", get(|headers: HeaderMap| async move { file(&headers, "text/html", PAGE) }))
        .route(
            "/demo/portal.js",
            get(|headers: HeaderMap| async move { file(&headers, "text/javascript", SCRIPT) }),
        )
        .route(
            "/demo/portal.css",
            get(|headers: HeaderMap| async move { file(&headers, "text/css", STYLE) }),
        )
        .route("/demo/suppliers", get(list))
        .route("/demo/token", post(issue))
}

fn file(headers: &HeaderMap, media_type: &str, text: &'static str) -> ApiResult<Response> {
    check_loopback(headers)?;
    let media_type = format!("{media_type}; charset=utf-8");
    let own: [(HeaderName, String); 3] = [
        (CONTENT_TYPE, media_type),
        (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((own, text).into_response())
}

/// A supplier to choose.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Supplier {
    client_id: String,
    name: String,
}

fn suppliers(portal: &Portal, headers: &HeaderMap) -> ApiResult<Json<Vec<Supplier>>> {
    check_loopback(headers)?;
    let supplier = |number: i64| Supplier {
        client_id: number.to_string(),
        name: format!("Supplier {number}"),
    };
    Ok(Json((1..=portal.suppliers).map(supplier).collect()))
}

/// As which supplier.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wish {
    client_id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Issued {
    token: String,
    dashboard_id: &'static str,
}

async fn token(
    state: &AppState,
    portal: &Portal,
    headers: &HeaderMap,
    wish: Wish,
) -> ApiResult<Json<Issued>> {
    check_loopback(headers)?;
    let caller = holder(state, &portal.api_key).await.map_err(ApiError::internal)?;
    let user = format!("buyer-{}", wish.client_id);
    let request = json!({"clientId": wish.client_id, "dataAppName": PORTAL,
        "expiryTime": 3_600_000, "params": {"userIdentifier": user}});
    let token = guest_tokens::create(state, &caller, from_value(request)?).await?;
    Ok(Json(Issued { token: token.to_string(), dashboard_id: PORTAL }))
}

/// A page elsewhere could point a name of its own at this machine; its name is not one of these.
fn check_loopback(headers: &HeaderMap) -> ApiResult<()> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(HOST).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|digit| digit.is_ascii_digit()) { name } else { host }
    });
    let is_loopback = ["127.0.0.1", "localhost", "[::1]"].contains(&name);
    let is_own = text(ORIGIN).is_none_or(|origin| origin.strip_prefix("http://") == Some(host));
    if is_loopback && is_own {
        return Ok(());
    }
    let message = "the demonstration answers to pages of this machine only";
    Err(ApiError::new(ErrorCode::ORIGIN_NOT_ALLOWED, message))
}
