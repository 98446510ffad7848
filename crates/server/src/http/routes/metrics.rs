//! `/api/v2/metrics`: metrics as documents.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::metrics;
use crate::wire::metrics::{
    DuplicateMetricRequest, MetricBody, MetricIdQuery, MetricShown, MetricsQuery,
};
use crate::wire::{DataOrErrorReply, ErrorReply, IdOrErrorReply};

/// Make a metric.
#[utoipa::path(post, path = "/api/v2/metrics", tag = "Metrics", request_body = MetricBody,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_ID_ERROR`, `INVALID_DATAMART`, `INVALID_METRIC_ID` where it is taken")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<MetricBody>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let id = metrics::create(&state, caller.organisation(), &caller.actor(), body).await?;
    Ok(Json(IdOrErrorReply::new(id)))
}

/// Read metrics: one, a workspace's, or all.
#[utoipa::path(get, path = "/api/v2/metrics", tag = "Metrics", params(MetricsQuery),
    responses((status = 200, body = DataOrErrorReply<Vec<MetricShown>>),
        (status = 400, body = ErrorReply, description = "`WORKSPACE_ID_ERROR`")))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<MetricsQuery>,
) -> ApiResult<Json<DataOrErrorReply<Vec<MetricShown>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let found = metrics::list(&state, caller.organisation(), &query, pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// Replace a metric's content.
#[utoipa::path(put, path = "/api/v2/metrics", tag = "Metrics", request_body = MetricBody,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_ID_ERROR`, `INVALID_DATAMART`, `INVALID_METRIC_ID`")))]
pub async fn update(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<MetricBody>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let id = metrics::update(&state, caller.organisation(), &caller.actor(), body).await?;
    Ok(Json(IdOrErrorReply::new(id)))
}

/// Remove a metric that nothing uses.
#[utoipa::path(delete, path = "/api/v2/metrics", tag = "Metrics", params(MetricIdQuery),
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_METRIC_ID`"),
        (status = 409, body = ErrorReply, description = "`CONFLICT`: something uses it")))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<MetricIdQuery>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let (organisation, actor) = (caller.organisation(), caller.actor());
    metrics::delete(&state, organisation, &actor, &query.metric_id).await?;
    Ok(Json(IdOrErrorReply::new(query.metric_id)))
}

/// Make a metric like another one.
#[utoipa::path(post, path = "/api/v2/metrics/duplicate", tag = "Metrics",
    request_body = DuplicateMetricRequest,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_METRIC_ID`")))]
pub async fn duplicate(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<DuplicateMetricRequest>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let id = metrics::duplicate(&state, caller.organisation(), &caller.actor(), request).await?;
    Ok(Json(IdOrErrorReply::new(id)))
}
