//! `/api/v2/dashboards`: dashboards as documents.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::dashboards;
use crate::wire::dashboards::{
    DashboardBody, DashboardIdQuery, DashboardShown, DashboardsQuery, DuplicateDashboardRequest,
};
use crate::wire::{DataOrErrorReply, ErrorReply, IdOrErrorReply};

/// Make a dashboard.
#[utoipa::path(post, path = "/api/v2/dashboards", tag = "Dashboards", request_body = DashboardBody,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_ID_ERROR`, `INVALID_METRIC_ID`, `INVALID_DASHBOARD_ID` where it is taken")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<DashboardBody>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let id = dashboards::create(&state, caller.organisation(), &caller.actor(), body).await?;
    Ok(Json(IdOrErrorReply::new(id)))
}

/// Read dashboards: one, a workspace's, or all.
#[utoipa::path(get, path = "/api/v2/dashboards", tag = "Dashboards", params(DashboardsQuery),
    responses((status = 200, body = DataOrErrorReply<Vec<DashboardShown>>),
        (status = 400, body = ErrorReply, description = "`WORKSPACE_ID_ERROR`")))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DashboardsQuery>,
) -> ApiResult<Json<DataOrErrorReply<Vec<DashboardShown>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let found = dashboards::list(&state, caller.organisation(), &query, pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// Replace a dashboard's content.
#[utoipa::path(put, path = "/api/v2/dashboards", tag = "Dashboards", request_body = DashboardBody,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_ID_ERROR`, `INVALID_METRIC_ID`, `INVALID_DASHBOARD_ID`")))]
pub async fn update(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<DashboardBody>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let id = dashboards::update(&state, caller.organisation(), &caller.actor(), body).await?;
    Ok(Json(IdOrErrorReply::new(id)))
}

/// Remove a dashboard that nothing uses.
#[utoipa::path(delete, path = "/api/v2/dashboards", tag = "Dashboards", params(DashboardIdQuery),
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_DASHBOARD_ID`"),
        (status = 409, body = ErrorReply, description = "`CONFLICT`: something uses it")))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DashboardIdQuery>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let (organisation, actor) = (caller.organisation(), caller.actor());
    dashboards::delete(&state, organisation, &actor, &query.dashboard_id).await?;
    Ok(Json(IdOrErrorReply::new(query.dashboard_id)))
}

/// Make a dashboard like another one.
#[utoipa::path(post, path = "/api/v2/dashboards/duplicate", tag = "Dashboards",
    request_body = DuplicateDashboardRequest,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_DASHBOARD_ID`")))]
pub async fn duplicate(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<DuplicateDashboardRequest>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let id = dashboards::duplicate(&state, caller.organisation(), &caller.actor(), request).await?;
    Ok(Json(IdOrErrorReply::new(id)))
}
