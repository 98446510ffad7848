//! Whether the server runs, and whether it can serve.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::{ApiResult, AppState};
use crate::wire::ErrorReply;

/// `{"status": "ok"}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct HealthReply {
    /// Always `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

const OK: Json<HealthReply> = Json(HealthReply { status: "ok" });

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "Server",
    responses((status = 200, body = HealthReply)))]
pub async fn healthz() -> Json<HealthReply> {
    OK
}

/// The store answers, so requests can be served.
#[utoipa::path(get, path = "/readyz", tag = "Server",
    responses((status = 200, body = HealthReply),
        (status = 503, body = ErrorReply, description = "`STORE_UNAVAILABLE`")))]
pub async fn readyz(State(state): State<AppState>) -> ApiResult<Json<HealthReply>> {
    state.store.health().await?;
    Ok(OK)
}
