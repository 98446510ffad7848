//! `/api/v2/guest`: what the web components ask, with a guest token and nothing else.

mod builder;
mod export;
mod reports;
mod stream;
mod views;

pub use builder::{
    __path_create_metric, __path_delete_metric, __path_fields, __path_layout, __path_preview,
    __path_update_metric, create_metric, delete_metric, fields, layout, preview, update_metric,
};
pub use export::{__path_export, export};
pub use reports::{
    __path_create_report, __path_delete_report, __path_list_reports, __path_update_report,
    create_report, delete_report, list_reports, update_report,
};
pub use stream::{__path_dashboard, __path_metric, __path_query, dashboard, metric, query};
pub use views::{
    __path_create_view, __path_delete_view, __path_update_view, create_view, delete_view,
    update_view,
};

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use crate::http::{ApiResult, AppState, Caller, JsonBody, cors};
use crate::reply;
use crate::service::Services;
use crate::service::embedded::options::{self, ChoosableValue, Chooser};
use crate::service::embedded::{self, View, Wanted, underlying};
use crate::wire::guest::{FilterValuesRequest, MetricAnswerReply, UnderlyingRequest};
use crate::wire::{DataReply, ErrorReply};

const TAG: &str = "Guests";

/// What a guest sees under this identifier, on a page that may show it.
async fn open(
    services: &Services,
    caller: &Caller,
    headers: &HeaderMap,
    dashboard: &str,
) -> ApiResult<View> {
    let view = embedded::open(services, caller, dashboard).await?;
    check_origin(&view, headers)?;
    Ok(view)
}

fn check_origin(view: &View, headers: &HeaderMap) -> ApiResult<()> {
    let allowed = view.embed.body.access_settings.allowed_origins.as_deref();
    cors::check(allowed, headers)
}

fn json(bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let media_type = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

/// What can be chosen in a filter, in the tenant's own rows.
#[utoipa::path(post, path = "/api/v2/guest/filter-values", tag = TAG,
    request_body = FilterValuesRequest,
    responses((status = 200, body = DataReply<Vec<ChoosableValue>>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_DASHBOARD_ID`, `INVALID_METRIC_ID`")))]
pub async fn filter_values(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<FilterValuesRequest>,
) -> ApiResult<Json<DataReply<Vec<ChoosableValue>>>> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    view.check_filters(&body.filters)?;
    let chooser = Chooser { filter: body.filter, search: body.search, filters: body.filters };
    let data = match &body.metric_id {
        None => options::of_dashboard(&state, &caller, &view, &chooser).await?,
        Some(id) => {
            let metric = view.metric(&state, &caller, id).await?.body;
            options::of_metric(&state, &caller, &view, &metric, &chooser).await?
        }
    };
    Ok(Json(DataReply { data }))
}

/// The rows behind a figure.
#[utoipa::path(post, path = "/api/v2/guest/underlying", tag = TAG,
    request_body = UnderlyingRequest,
    responses((status = 200, body = MetricAnswerReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_DASHBOARD_ID`, `INVALID_METRIC_ID`, and as for questions"),
        (status = 403, body = ErrorReply, description = "`ACTION_NOT_ALLOWED`")))]
pub async fn underlying_rows(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<UnderlyingRequest>,
) -> ApiResult<Response> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    view.check_filters(&body.filters)?;
    let metric = view.metric(&state, &caller, &body.metric_id).await?.body;
    let wanted = Wanted {
        filters: body.filters,
        metric_filters: body.metric_filters,
        cross_filters: body.cross_filters,
        drill: body.drill,
        limit: body.limit,
        offset: body.offset,
        ..Wanted::default()
    };
    let found = underlying::rows(&state, &caller, &view, &metric, &wanted, &body.cell).await?;
    Ok(json(reply::metric(&found, None)?))
}
