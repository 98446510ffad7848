//! The router, built from the permission table.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;
use souk_model::ErrorCode;

use crate::http::auth::{Gate, authorise};
use crate::http::permissions::{Endpoint, Route, TABLE};
use crate::http::{ApiError, AppState};

/// Every route of the table, on all of its paths, each behind its own gate.
pub fn router(state: &AppState) -> Router {
    let mut router = Router::new().method_not_allowed_fallback(method_not_allowed);
    for route in TABLE {
        let methods = gated(route, state);
        for path in route.paths() {
            router = router.route(&path, methods.clone());
        }
    }
    router.fallback(not_found).with_state(AppState::clone(state))
}

fn gated(route: &'static Route, state: &AppState) -> MethodRouter<AppState> {
    let methods = match route.endpoint {
        Endpoint::Documented(endpoint) => endpoint().2,
        Endpoint::Plain(endpoint) => endpoint(),
    };
    let gate = Gate { state: AppState::clone(state), route };
    methods.route_layer(from_fn_with_state(gate, authorise))
}

async fn not_found() -> ApiError {
    ApiError::new(ErrorCode::NOT_FOUND, "there is no such route")
}

async fn method_not_allowed() -> ApiError {
    let message = "the route exists, but not with this method";
    ApiError::new(ErrorCode::METHOD_NOT_ALLOWED, message)
}
