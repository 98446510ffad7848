//! The router, built from the permission table.

use std::any::Any;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use souk_model::ErrorCode;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::http::auth::{Gate, authorise};
use crate::http::permissions::{Endpoint, Route, TABLE};
use crate::http::request_id::observe;
use crate::http::{ApiError, AppState, cors, metrics, ndjson};

/// Sent with every reply that does not say otherwise.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Every route of the table, on all of its paths, each behind its own gate.
pub fn router(state: &AppState) -> Router {
    router_with(state, Router::new())
}

/// With further routes that have no row in the table: those of the demonstration, which has no
/// secrets and listens on loopback only.
pub(super) fn router_with(state: &AppState, further: Router<AppState>) -> Router {
    metrics::start();
    let mut router = further;
    for route in TABLE {
        let methods = gated(route, state);
        for path in route.paths() {
            router = router.route(&path, methods.clone());
        }
    }
    // Holds for the routes that are there already, so it comes after them.
    let router = router.method_not_allowed_fallback(method_not_allowed);
    let router = router.fallback(not_found).with_state(AppState::clone(state));
    let router = HEADERS.into_iter().fold(router, |router, (name, value)| {
        let value = HeaderValue::from_static(value);
        router.layer(SetResponseHeaderLayer::if_not_present(name, value))
    });
    router
        .layer(CompressionLayer::new().compress_when(ndjson::NotStreamed))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(observe))
}

fn gated(route: &'static Route, state: &AppState) -> MethodRouter<AppState> {
    let methods = match route.endpoint {
        Endpoint::Documented(endpoint) => endpoint().2,
        Endpoint::Plain(endpoint) => endpoint(),
    };
    let gate = Gate { state: AppState::clone(state), route };
    let methods = methods.route_layer(from_fn_with_state(gate, authorise));
    if route.path.starts_with(cors::PATHS) { cors::open(methods) } else { methods }
}

async fn not_found() -> ApiError {
    ApiError::new(ErrorCode::NOT_FOUND, "there is no such route")
}

async fn method_not_allowed() -> ApiError {
    let message = "the route exists, but not with this method";
    ApiError::new(ErrorCode::METHOD_NOT_ALLOWED, message)
}

/// A defect; the panic's own words are on standard error.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    ApiError::internal("the handler panicked").into_response()
}
