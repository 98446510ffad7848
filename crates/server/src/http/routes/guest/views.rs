//! Views of a dashboard that a tenant's people save.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;

use super::{TAG, open};
use crate::http::{ApiResult, AppState, Caller, JsonBody};
use crate::service::embedded::views;
use crate::wire::views::{CreateViewRequest, DeleteViewRequest, UpdateViewRequest};
use crate::wire::{ErrorReply, IdReply};

/// Save the values of the dashboard's filters under a name.
#[utoipa::path(post, path = "/api/v2/guest/views/create", tag = TAG,
    request_body = CreateViewRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `INVALID_DASHBOARD_ID`"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn create_view(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CreateViewRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    let id = views::create(&state, &caller, &view, body.view).await?;
    Ok(Json(IdReply { id }))
}

/// Change a view: its name, its values, its layout, who sees it.
#[utoipa::path(post, path = "/api/v2/guest/views/update", tag = TAG,
    request_body = UpdateViewRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_DASHBOARD_ID`, `VIEW_NOT_FOUND`"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn update_view(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<UpdateViewRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    views::update(&state, &caller, &view, body.view_id, body.view).await?;
    Ok(Json(IdReply { id: body.view_id.0.to_string() }))
}

/// Remove a view.
#[utoipa::path(post, path = "/api/v2/guest/views/delete", tag = TAG,
    request_body = DeleteViewRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_DASHBOARD_ID`, `VIEW_NOT_FOUND`"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn delete_view(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<DeleteViewRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    views::delete(&state, &caller, &view, body.view_id).await?;
    Ok(Json(IdReply { id: body.view_id.0.to_string() }))
}
