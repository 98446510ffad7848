//! `/api/v2/data-app/query` and beside it: what a data app's back end reads.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::reply;
use crate::service::app_data;
use crate::wire::data::{
    AppDashboardItem, AppDashboardsBody, AppDashboardsQuery, AppMetricItem, AppMetricsQuery,
    PublishMetricRequest, QueryMetricRequest,
};
use crate::wire::guest::MetricAnswerReply;
use crate::wire::{DataOrErrorReply, ErrorReply, IdReply};

const TAG: &str = "Embeds";

/// Ask a metric of an embed for one tenant.
#[utoipa::path(post, path = "/api/v2/data-app/query", tag = TAG,
    request_body = QueryMetricRequest,
    responses((status = 200, body = MetricAnswerReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `EMBED_PARAM_ERROR`, `INVALID_METRIC_ID`, `DATASOURCE_NAME_ERROR`, and as for questions")))]
pub async fn query(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<QueryMetricRequest>,
) -> ApiResult<Response> {
    let metric_id = request.metric_id.clone();
    let found = app_data::answer(&state, &caller, request).await?;
    let mut response = Response::new(Body::from(reply::metric(&found, Some(&metric_id))?));
    let media_type = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    Ok(response)
}

/// List the dashboards of the data app.
#[utoipa::path(get, path = "/api/v2/data-app/dashboards", tag = TAG, params(AppDashboardsQuery),
    responses((status = 200, body = DataOrErrorReply<Vec<AppDashboardItem>>)))]
pub async fn dashboards(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<AppDashboardsQuery>,
) -> ApiResult<Json<DataOrErrorReply<Vec<AppDashboardItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let split = |text: &String| text.split(',').map(|name| name.trim().to_owned()).collect();
    let names: Option<Vec<String>> = query.dashboard_names.as_ref().map(split);
    let found = app_data::dashboards(&state, &caller, names.as_deref(), pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// The same list with a body.
#[utoipa::path(post, path = "/api/v2/data-app/dashboards", tag = TAG,
    request_body = AppDashboardsBody,
    responses((status = 200, body = DataOrErrorReply<Vec<AppDashboardItem>>)))]
pub async fn dashboards_by_post(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<AppDashboardsBody>,
) -> ApiResult<Json<DataOrErrorReply<Vec<AppDashboardItem>>>> {
    let pagination = Pagination::new(body.is_pagination, body.page_number)?;
    let names = body.filters.and_then(|filters| filters.dashboard_names);
    let found = app_data::dashboards(&state, &caller, names.as_deref(), pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// List the metrics of an embed as one tenant sees them.
#[utoipa::path(get, path = "/api/v2/data-app/metrics", tag = TAG, params(AppMetricsQuery),
    responses((status = 200, body = DataOrErrorReply<Vec<AppMetricItem>>),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `EMBED_PARAM_ERROR`")))]
pub async fn metrics(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<AppMetricsQuery>,
) -> ApiResult<Json<DataOrErrorReply<Vec<AppMetricItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let found = app_data::metrics_of(&state, &caller, query, pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// The same list with a body.
#[utoipa::path(post, path = "/api/v2/data-app/metrics", tag = TAG, request_body = AppMetricsQuery,
    responses((status = 200, body = DataOrErrorReply<Vec<AppMetricItem>>),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `EMBED_PARAM_ERROR`")))]
pub async fn metrics_by_post(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<AppMetricsQuery>,
) -> ApiResult<Json<DataOrErrorReply<Vec<AppMetricItem>>>> {
    let pagination = Pagination::new(body.is_pagination, body.page_number)?;
    let found = app_data::metrics_of(&state, &caller, body, pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// Show a metric of a tenant's own to everybody of the tenant, or to its maker only.
#[utoipa::path(put, path = "/api/v2/data-app/metrics/publish", tag = TAG,
    request_body = PublishMetricRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 500, body = ErrorReply, description = "`INVALID_METRIC_ID`, as the wire has it")))]
pub async fn publish(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<PublishMetricRequest>,
) -> ApiResult<Json<IdReply>> {
    app_data::publish(&state, &caller, &request).await?;
    Ok(Json(IdReply { id: request.metric_id }))
}
