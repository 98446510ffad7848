//! Dashboards as files, and dashboards that are made for one tenant.

use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use souk_model::ErrorCode;

use crate::http::body::{self, from_value};
use crate::http::{ApiError, ApiResult, AppState, Caller, JsonBody, QueryString, multipart};
use crate::service::transfer;
use crate::wire::embeds::{DashboardEmbedRequest, EmbedIdQuery, NamedEmbedReply};
use crate::wire::workspaces::{ExportDashboardRequest, ImportDashboardRequest, ImportReply};
use crate::wire::{DataReply, ErrorReply};

/// Take a dashboard out of a workspace as a file.
#[utoipa::path(post, path = "/api/v2/data-app/export-dashboard", tag = "Workspaces",
    request_body = ExportDashboardRequest,
    responses((status = 200, body = Object),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_ID_ERROR`, `DASHBOARD_PARAM_ERROR`")))]
pub async fn export_dashboard(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<ExportDashboardRequest>,
) -> ApiResult<Response> {
    let ExportDashboardRequest { dashboard_id, workspace_name } = request;
    let organisation = caller.organisation();
    let found =
        transfer::export_dashboard(&state, organisation, &workspace_name, &dashboard_id).await?;
    Ok(file(&found))
}

/// Put a file into a workspace as a dashboard.
#[utoipa::path(post, path = "/api/v2/data-app/import-dashboard", tag = "Workspaces",
    request_body = ImportDashboardRequest,
    responses((status = 200, body = DataReply<ImportReply>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `WORKSPACE_ID_ERROR`, `INVALID_DASHBOARD_ID` where the identifier is taken")))]
pub async fn import_dashboard(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<ImportDashboardRequest>,
) -> ApiResult<Json<DataReply<ImportReply>>> {
    let organisation = caller.organisation();
    let response = transfer::import(&state, organisation, &caller.actor(), request).await?;
    Ok(Json(DataReply { data: ImportReply { response } }))
}

/// Take what an embed shows as a file.
#[utoipa::path(get, path = "/api/v2/data-app/embeds/export", tag = "Embeds", params(EmbedIdQuery),
    responses((status = 200, body = Object),
        (status = 400, body = ErrorReply, description = "`INVALID_EMBED_ID`")))]
pub async fn export_embed(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<EmbedIdQuery>,
) -> ApiResult<Response> {
    Ok(file(&transfer::export_embed(&state, &caller, &query.embed_id).await?))
}

fn file(content: &Value) -> Response {
    let headers: [(HeaderName, &str); 2] = [
        (CONTENT_TYPE, "application/json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"dashboard.json\""),
    ];
    (StatusCode::OK, headers, content.to_string()).into_response()
}

/// Make a dashboard for one tenant, with its embed.
///
/// As JSON, or as `multipart/form-data` with a file field `importDashboardDataFile`; there, objects,
/// lists and booleans are JSON texts.
#[utoipa::path(post, path = "/api/v2/data-app/dashboard-embeds", tag = "Embeds",
    request_body = DashboardEmbedRequest,
    responses((status = 200, body = NamedEmbedReply),
        (status = 400, body = ErrorReply, description = "`WORKSPACE_ID_ERROR`, `CLIENT_ID_ERROR`, \
            `INVALID_DASHBOARD_ID` where the identifier is taken, `TEMPLATE_DASHBOARD_ERROR`, \
            `INVALID_DATAMART`, `INVALID_REQUEST_BODY`"),
        (status = 401, body = ErrorReply, description = "`INVALID_DATA_APP_API_KEY`")))]
pub async fn dashboard_embed(
    State(state): State<AppState>,
    caller: Caller,
    request: Request,
) -> ApiResult<Json<NamedEmbedReply>> {
    let request = read(request, &state).await?;
    let id = request.dashboard_id.as_str().to_owned();
    let name = transfer::create_for_tenant(&state, &caller, request).await?;
    Ok(Json(NamedEmbedReply { id, name, error: None }))
}

async fn read(request: Request, state: &AppState) -> ApiResult<DashboardEmbedRequest> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_form =
        kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"));
    if !is_form {
        return Ok(JsonBody::from_request(request, state).await?.0);
    }
    let kind = kind.unwrap_or_default().to_owned();
    let sent = body::read(request.into_body(), state.settings.max_body_bytes).await?;
    let malformed = || ApiError::invalid("the form is malformed");
    let mut fields = Map::new();
    for (name, text) in multipart::fields(&kind, &sent).ok_or_else(malformed)? {
        let (name, value) = match name.as_str() {
            "importDashboardDataFile" => ("importDashboardData".to_owned(), data_of_file(&text)?),
            _ => (name, field_value(text)),
        };
        if fields.insert(name.clone(), value).is_some() {
            return Err(ApiError::invalid(format!("\"{name}\" must be given once")).at(name));
        }
    }
    from_value(Value::Object(fields))
}

/// Objects, lists and booleans are JSON; every other text stands for itself.
fn field_value(text: String) -> Value {
    let is_json = text.starts_with(['{', '[']) || text == "true" || text == "false";
    let read = if is_json { serde_json::from_str(&text).ok() } else { None };
    read.unwrap_or(Value::String(text))
}

fn data_of_file(text: &str) -> ApiResult<Value> {
    let read: Option<Value> = serde_json::from_str(text).ok();
    let data = read.and_then(|file| file.get("data").cloned()).filter(Value::is_object);
    let message = "\"importDashboardDataFile\" must be JSON with a top-level \"data\"";
    data.ok_or_else(|| {
        ApiError::new(ErrorCode::INVALID_REQUEST_BODY, message).at("importDashboardDataFile")
    })
}
