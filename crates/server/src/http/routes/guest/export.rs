//! Answers as files.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use super::{TAG, open};
use crate::http::{ApiError, ApiResult, AppState, Caller, JsonBody};
use crate::reply;
use crate::service::embedded::{self, Wanted, underlying};
use crate::service::query;
use crate::wire::ErrorReply;
use crate::wire::guest::{ExportFormat, ExportRequest, ExportRows};

/// A metric's answer, or the rows behind it, as a file.
#[utoipa::path(post, path = "/api/v2/guest/export", tag = TAG, request_body = ExportRequest,
    responses((status = 200, body = Vec<u8>, content_type = "text/csv"),
        (status = 400, body = ErrorReply, description = "`INVALID_DASHBOARD_ID`, \
            `INVALID_METRIC_ID`, and as for questions"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn export(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ExportRequest>,
) -> ApiResult<Response> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    embedded::require_download(&view)?;
    view.check_filters(&body.filters)?;
    let metric = view.metric(&state, &caller, &body.metric_id).await?.body;
    let wanted = Wanted {
        filters: body.filters,
        metric_filters: body.metric_filters,
        cross_filters: body.cross_filters,
        drill: body.drill,
        ..Wanted::default()
    };
    let ask = match body.rows {
        ExportRows::Metric => embedded::ask(&state, &caller, &view, &metric, &wanted).await?,
        ExportRows::Underlying => {
            underlying::question(&state, &caller, &view, &metric, &wanted, &[]).await?
        }
    };
    let found = query::rows(&state, &caller, ask).await?;
    let (body, media_type, extension) = match body.format {
        ExportFormat::Csv => (reply::csv_stream(found)?, reply::CSV, "csv"),
        ExportFormat::Xlsx => (reply::xlsx(found).await?, reply::XLSX, "xlsx"),
    };
    file(body, media_type, &metric.name, extension)
}

fn file(body: Body, media_type: &'static str, name: &str, extension: &str) -> ApiResult<Response> {
    let disposition = format!("attachment; filename=\"{}\"", reply::file_name(name, extension));
    let disposition = HeaderValue::from_str(&disposition).map_err(ApiError::internal)?;
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CONTENT_DISPOSITION, disposition);
    Ok(response)
}
