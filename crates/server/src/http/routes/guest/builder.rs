//! What a tenant's people make themselves: layouts, and metrics of their own.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{TAG, json, open};
use crate::http::{ApiError, ApiResult, AppState, Caller, JsonBody};
use crate::reply;
use crate::service::embedded::{fields as builder, layout as layouts, own};
use crate::wire::guest::{
    CreateOwnMetricRequest, DeleteOwnMetricRequest, FieldsRequest, LayoutRequest, PreviewReply,
    PreviewRequest, UpdateOwnMetricRequest,
};
use crate::wire::{DataReply, ErrorReply, IdReply};

/// Save where the blocks are, for this person or this tenant.
#[utoipa::path(post, path = "/api/v2/guest/layout", tag = TAG, request_body = LayoutRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `INVALID_DASHBOARD_ID`"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn layout(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<LayoutRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    match (body.blocks, body.reset.unwrap_or_default().0) {
        (Some(blocks), false) => layouts::save(&state, &caller, &view, blocks).await?,
        (None, true) => layouts::reset(&state, &caller, &view).await?,
        _ => {
            let message = "either \"blocks\" or \"reset\" is required";
            return Err(ApiError::invalid(message).at("blocks"));
        }
    }
    Ok(Json(IdReply { id: body.dashboard_id }))
}

/// The tables, columns and measures that the builder may use.
#[utoipa::path(post, path = "/api/v2/guest/fields", tag = TAG, request_body = FieldsRequest,
    responses((status = 200, body = DataReply<Vec<builder::FieldTable>>),
        (status = 400, body = ErrorReply,
            description = "`INVALID_DASHBOARD_ID`, `INVALID_DATAMART`"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn fields(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<FieldsRequest>,
) -> ApiResult<Json<DataReply<Vec<builder::FieldTable>>>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    let data = builder::tables(&state, &caller, &view).await?;
    Ok(Json(DataReply { data }))
}

/// Answer a question before it is saved.
#[utoipa::path(post, path = "/api/v2/guest/preview", tag = TAG, request_body = PreviewRequest,
    responses((status = 200, body = PreviewReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_DASHBOARD_ID`, and as for questions"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn preview(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<PreviewRequest>,
) -> ApiResult<Response> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    let found = own::preview(&state, &caller, &view, body.query).await?;
    let mut reply = br#"{"answer":"#.to_vec();
    reply.extend(reply::metric(&found, None)?);
    reply.push(b'}');
    Ok(json(reply))
}

/// Make a metric of the tenant's own.
#[utoipa::path(post, path = "/api/v2/guest/metrics/create", tag = TAG,
    request_body = CreateOwnMetricRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_DASHBOARD_ID`, and as for questions"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn create_metric(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CreateOwnMetricRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    let id = own::create(&state, &caller, &view, body.metric).await?;
    Ok(Json(IdReply { id }))
}

/// Change a metric of the tenant's own.
#[utoipa::path(post, path = "/api/v2/guest/metrics/update", tag = TAG,
    request_body = UpdateOwnMetricRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_DASHBOARD_ID`, `INVALID_METRIC_ID`, and as for questions"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn update_metric(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<UpdateOwnMetricRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    own::update(&state, &caller, &view, &body.metric_id, body.metric).await?;
    Ok(Json(IdReply { id: body.metric_id }))
}

/// Remove a metric of the tenant's own.
#[utoipa::path(post, path = "/api/v2/guest/metrics/delete", tag = TAG,
    request_body = DeleteOwnMetricRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_DASHBOARD_ID`, `INVALID_METRIC_ID`"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn delete_metric(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<DeleteOwnMetricRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    own::delete(&state, &caller, &view, &body.metric_id).await?;
    Ok(Json(IdReply { id: body.metric_id }))
}
