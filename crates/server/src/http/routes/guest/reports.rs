//! Reports that a tenant's people have sent to themselves.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use chrono::Utc;

use super::{TAG, open};
use crate::http::{ApiResult, AppState, Caller, JsonBody};
use crate::service::reports;
use crate::wire::reports::{
    CreateReportRequest, DeleteReportRequest, OwnReport, ReportsRequest, UpdateReportRequest,
};
use crate::wire::{DataReply, ErrorReply, IdReply};

/// The viewer's own reports.
#[utoipa::path(post, path = "/api/v2/guest/reports", tag = TAG, request_body = ReportsRequest,
    responses((status = 200, body = DataReply<Vec<OwnReport>>),
        (status = 400, body = ErrorReply, description = "`INVALID_DASHBOARD_ID`"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn list_reports(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ReportsRequest>,
) -> ApiResult<Json<DataReply<Vec<OwnReport>>>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    let data = reports::list(&state, &caller, &view).await?;
    Ok(Json(DataReply { data }))
}

/// Have a report sent from now on.
#[utoipa::path(post, path = "/api/v2/guest/reports/create", tag = TAG,
    request_body = CreateReportRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_DASHBOARD_ID`, `INVALID_METRIC_ID`, and as for questions"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`"),
        (status = 503, body = ErrorReply, description = "`EMAIL_NOT_CONFIGURED`")))]
pub async fn create_report(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CreateReportRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    let id = reports::create(&state, &caller, &view, body.report, Utc::now()).await?;
    Ok(Json(IdReply { id }))
}

/// Change a report of the viewer's own.
#[utoipa::path(post, path = "/api/v2/guest/reports/update", tag = TAG,
    request_body = UpdateReportRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_DASHBOARD_ID`, `INVALID_METRIC_ID`, `REPORT_NOT_FOUND`, and as for questions"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`"),
        (status = 503, body = ErrorReply, description = "`EMAIL_NOT_CONFIGURED`")))]
pub async fn update_report(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<UpdateReportRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    let id = body.report_id;
    reports::update(&state, &caller, &view, id, body.report, Utc::now()).await?;
    Ok(Json(IdReply { id: id.0.to_string() }))
}

/// End a report of the viewer's own.
#[utoipa::path(post, path = "/api/v2/guest/reports/delete", tag = TAG,
    request_body = DeleteReportRequest,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_DASHBOARD_ID`, `REPORT_NOT_FOUND`"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn delete_report(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<DeleteReportRequest>,
) -> ApiResult<Json<IdReply>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    reports::delete(&state, &caller, &view, body.report_id).await?;
    Ok(Json(IdReply { id: body.report_id.0.to_string() }))
}
