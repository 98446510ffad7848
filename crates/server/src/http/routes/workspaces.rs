//! `/api/v2/workspace`: workspaces and what they hold.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::workspaces;
use crate::wire::data_apps::PageQuery;
use crate::wire::workspaces::{
    ContentsRequest, DashboardItem, DashboardMetricsRequest, MetricItem, RemapRequest, Success,
    WorkspaceDeleted, WorkspaceItem, WorkspaceQuery, WorkspaceRequest,
};
use crate::wire::{DataOrErrorReply, ErrorReply};

type Reply<T> = ApiResult<Json<DataOrErrorReply<T>>>;

/// Make a workspace.
#[utoipa::path(post, path = "/api/v2/workspace", tag = "Workspaces",
    request_body = WorkspaceRequest,
    responses((status = 200, body = DataOrErrorReply<WorkspaceItem>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_NAME_ALREADY_EXISTS`, `INVALID_DATASOURCE_NAME`, `INVALID_DATAMART_NAME`")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<WorkspaceRequest>,
) -> Reply<WorkspaceItem> {
    let organisation = caller.organisation();
    let name = workspaces::create(&state, organisation, &caller.actor(), request).await?;
    Ok(Json(DataOrErrorReply::new(WorkspaceItem { name })))
}

/// Give a workspace another connection.
#[utoipa::path(put, path = "/api/v2/workspace", tag = "Workspaces",
    request_body = WorkspaceRequest,
    responses((status = 200, body = DataOrErrorReply<WorkspaceItem>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_DOES_NOT_EXIST`, `INVALID_DATASOURCE_NAME`, `INVALID_DATAMART_NAME`")))]
pub async fn update(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<WorkspaceRequest>,
) -> Reply<WorkspaceItem> {
    let organisation = caller.organisation();
    let name = workspaces::update(&state, organisation, &caller.actor(), request).await?;
    Ok(Json(DataOrErrorReply::new(WorkspaceItem { name })))
}

/// List the workspaces.
#[utoipa::path(get, path = "/api/v2/workspace", tag = "Workspaces", params(PageQuery),
    responses((status = 200, body = DataOrErrorReply<Vec<WorkspaceItem>>)))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<PageQuery>,
) -> Reply<Vec<WorkspaceItem>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let found = workspaces::list(&state, caller.organisation(), pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// Remove a workspace that holds nothing.
#[utoipa::path(delete, path = "/api/v2/workspace", tag = "Workspaces", params(WorkspaceQuery),
    responses((status = 200, body = DataOrErrorReply<WorkspaceDeleted>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 409, body = ErrorReply, description = "`CONFLICT`: it holds something")))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<WorkspaceQuery>,
) -> Reply<WorkspaceDeleted> {
    workspaces::delete(&state, caller.organisation(), &caller.actor(), &query.name).await?;
    let message = "Workspace deleted successfully".to_owned();
    Ok(Json(DataOrErrorReply::new(WorkspaceDeleted { id: query.name, message })))
}

/// List the dashboards of a workspace.
#[utoipa::path(post, path = "/api/v2/workspace/dashboards", tag = "Workspaces",
    request_body = ContentsRequest,
    responses((status = 200, body = DataOrErrorReply<Vec<DashboardItem>>),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `WORKSPACE_ID_ERROR`")))]
pub async fn dashboards(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<ContentsRequest>,
) -> Reply<Vec<DashboardItem>> {
    let pagination = Pagination::new(request.is_pagination, request.page_number)?;
    let (organisation, name) = (caller.organisation(), &request.workspace_name);
    let found = workspaces::dashboards(&state, organisation, name, pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// Map filters of dashboards to other columns.
#[utoipa::path(put, path = "/api/v2/workspace/dashboards", tag = "Workspaces",
    request_body = RemapRequest,
    responses((status = 200, body = DataOrErrorReply<Success>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_ID_ERROR`, `DASHBOARD_PARAM_ERROR`")))]
pub async fn remap(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<RemapRequest>,
) -> Reply<Success> {
    workspaces::remap(&state, caller.organisation(), &caller.actor(), &request).await?;
    Ok(Json(DataOrErrorReply::new(Success { success: true })))
}

/// List the metrics of a workspace.
#[utoipa::path(post, path = "/api/v2/workspace/metrics", tag = "Workspaces",
    request_body = ContentsRequest,
    responses((status = 200, body = DataOrErrorReply<Vec<MetricItem>>),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `WORKSPACE_ID_ERROR`")))]
pub async fn metrics(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<ContentsRequest>,
) -> Reply<Vec<MetricItem>> {
    let pagination = Pagination::new(request.is_pagination, request.page_number)?;
    let (organisation, name) = (caller.organisation(), &request.workspace_name);
    let found = workspaces::metrics(&state, organisation, name, pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// List the metrics of a dashboard.
#[utoipa::path(post, path = "/api/v2/workspace/dashboard/metrics", tag = "Workspaces",
    request_body = DashboardMetricsRequest,
    responses((status = 200, body = DataOrErrorReply<Vec<MetricItem>>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_ID_ERROR`, `DASHBOARD_PARAM_ERROR`")))]
pub async fn dashboard_metrics(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<DashboardMetricsRequest>,
) -> Reply<Vec<MetricItem>> {
    let pagination = Pagination::new(request.is_pagination, request.page_number)?;
    let (organisation, workspace) = (caller.organisation(), &request.workspace_name);
    let dashboard = &request.dashboard_id;
    let found =
        workspaces::dashboard_metrics(&state, organisation, workspace, dashboard, pagination)
            .await?;
    Ok(Json(DataOrErrorReply::new(found)))
}
