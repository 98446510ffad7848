//! `/api/v2/data-app`: data apps.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::data_apps;
use crate::wire::data_apps::{
    CreateDataAppRequest, DataAppItem, DataAppQuery, PageQuery, RenameDataAppRequest,
};
use crate::wire::{DataReply, ErrorReply, NameReply};

/// Make a data app.
#[utoipa::path(post, path = "/api/v2/data-app", tag = "Data apps",
    request_body = CreateDataAppRequest,
    responses((status = 200, body = NameReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `DATA_APP_ALREADY_EXISTS`, `AUTHENTICATION_ERROR`")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<CreateDataAppRequest>,
) -> ApiResult<Json<NameReply>> {
    let actor = caller.actor();
    data_apps::create(&state, caller.organisation(), &actor, &request.name).await?;
    Ok(Json(NameReply { name: request.name.into_string() }))
}

/// List the data apps with their embeds.
#[utoipa::path(get, path = "/api/v2/data-app", tag = "Data apps", params(PageQuery),
    responses((status = 200, body = DataReply<Vec<DataAppItem>>)))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<PageQuery>,
) -> ApiResult<Json<DataReply<Vec<DataAppItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let data = data_apps::list(&state, caller.organisation(), pagination).await?;
    Ok(Json(DataReply { data }))
}

/// Give a data app another name; its embeds and tokens keep working.
#[utoipa::path(put, path = "/api/v2/data-app", tag = "Data apps",
    request_body = RenameDataAppRequest,
    responses((status = 200, body = NameReply),
        (status = 400, body = ErrorReply,
            description = "`DATA_APP_NOT_FOUND`, `DATA_APP_ALREADY_EXISTS`, `INVALID_REQUEST_BODY`")))]
pub async fn rename(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<RenameDataAppRequest>,
) -> ApiResult<Json<NameReply>> {
    let (organisation, actor) = (caller.organisation(), caller.actor());
    let new_name = request.update_name;
    data_apps::rename(&state, organisation, &actor, &request.name, &new_name).await?;
    Ok(Json(NameReply { name: new_name.into_string() }))
}

/// Remove a data app with its embeds, API keys and guest tokens.
#[utoipa::path(delete, path = "/api/v2/data-app", tag = "Data apps", params(DataAppQuery),
    responses((status = 200, body = NameReply),
        (status = 400, body = ErrorReply,
            description = "`DATA_APP_NOT_FOUND`, `INVALID_REQUEST_BODY`")))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DataAppQuery>,
) -> ApiResult<Json<NameReply>> {
    data_apps::delete(&state, caller.organisation(), &caller.actor(), &query.name).await?;
    Ok(Json(NameReply { name: query.name }))
}
