//! `/api/v2/data-app/datamarts` and the older paths.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::datamarts;
use crate::wire::datamart::{
    CreateDatamart, DatamartItem, DatamartNameQuery, DeleteDatamart, DeleteDatamartReply,
    Dependent, ListDatamartsBody, ListDatamartsQuery, PatchDatamart, UpdateDatamart,
};
use crate::wire::{DataOrErrorReply, ErrorReply, IdOrErrorReply, IdReply};

const TAG: &str = "Datamarts";

/// Makes a datamart: which tables and columns of a datasource, how they join, whose rows are whose.
#[utoipa::path(post, path = "/api/v2/data-app/datamarts", tag = TAG, request_body = CreateDatamart,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `DATASOURCE_NAME_ERROR`, `INVALID_TENANCY`; the hints hold all problems"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 500, body = ErrorReply, description = "`INTERNAL_SERVER_ERROR`")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<CreateDatamart>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let organisation = caller.organisation();
    let name = datamarts::create(&state, organisation, &caller.actor(), body).await?;
    Ok(Json(IdOrErrorReply::new(name)))
}

/// The datamarts of the organisation.
#[utoipa::path(get, path = "/api/v2/data-app/datamarts", tag = TAG, params(ListDatamartsQuery),
    responses((status = 200, body = DataOrErrorReply<Vec<DatamartItem>>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 500, body = ErrorReply, description = "`INTERNAL_SERVER_ERROR`")))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<ListDatamartsQuery>,
) -> ApiResult<Json<DataOrErrorReply<Vec<DatamartItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let details = query.expand_details.is_none_or(|text| text == "true");
    let items = datamarts::list(&state, caller.organisation(), pagination, details).await?;
    Ok(Json(DataOrErrorReply::new(items)))
}

/// The same list on its oldest path.
#[utoipa::path(post, path = "/api/v2/dataApp/datamart/list", tag = TAG,
    request_body = ListDatamartsBody,
    responses((status = 200, body = DataOrErrorReply<Vec<DatamartItem>>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`")))]
pub async fn list_by_post(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<ListDatamartsBody>,
) -> ApiResult<Json<DataOrErrorReply<Vec<DatamartItem>>>> {
    let pagination = Pagination::new(body.is_pagination, body.page_number)?;
    let items = datamarts::list(&state, caller.organisation(), pagination, true).await?;
    Ok(Json(DataOrErrorReply::new(items)))
}

/// Replaces the parts of a datamart that are sent.
#[utoipa::path(put, path = "/api/v2/data-app/datamarts", tag = TAG, request_body = UpdateDatamart,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `INVALID_TENANCY`; the hints hold all problems"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`")))]
pub async fn update(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<UpdateDatamart>,
) -> ApiResult<Json<IdReply>> {
    let organisation = caller.organisation();
    let id = datamarts::update(&state, organisation, &caller.actor(), body).await?;
    Ok(Json(IdReply { id }))
}

/// Extension: merges what is sent into a datamart, table by table and column by column.
#[utoipa::path(patch, path = "/api/v2/data-app/datamarts", tag = TAG, request_body = PatchDatamart,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `INVALID_TENANCY`; the hints hold all problems"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`")))]
pub async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<PatchDatamart>,
) -> ApiResult<Json<IdReply>> {
    let organisation = caller.organisation();
    let id = datamarts::patch(&state, organisation, &caller.actor(), body).await?;
    Ok(Json(IdReply { id }))
}

/// Deletes a datamart with the embeds that use it. Cannot be undone.
#[utoipa::path(delete, path = "/api/v2/data-app/datamart", tag = TAG, params(DeleteDatamart),
    responses((status = 200, body = DeleteDatamartReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 409, body = ErrorReply, description = "`DATAMART_IN_USE`: `ifUnused=true`, or something uses it that does not go with it"),
        (status = 500, body = ErrorReply, description = "`INTERNAL_SERVER_ERROR`")))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DeleteDatamart>,
) -> ApiResult<Json<DeleteDatamartReply>> {
    let organisation = caller.organisation();
    let reply = datamarts::delete(&state, organisation, &caller.actor(), &query).await?;
    Ok(Json(reply))
}

/// The same delete on its oldest path.
#[utoipa::path(post, path = "/api/v2/dataApp/datamart/delete", tag = TAG,
    request_body = DeleteDatamart,
    responses((status = 200, body = DeleteDatamartReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 409, body = ErrorReply, description = "`DATAMART_IN_USE`")))]
pub async fn delete_by_post(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<DeleteDatamart>,
) -> ApiResult<Json<DeleteDatamartReply>> {
    let organisation = caller.organisation();
    let reply = datamarts::delete(&state, organisation, &caller.actor(), &body).await?;
    Ok(Json(reply))
}

/// Extension: what uses a datamart.
#[utoipa::path(get, path = "/api/v2/data-app/datamarts/dependents", tag = TAG,
    params(DatamartNameQuery),
    responses((status = 200, body = DataOrErrorReply<Vec<Dependent>>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`")))]
pub async fn dependents(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DatamartNameQuery>,
) -> ApiResult<Json<DataOrErrorReply<Vec<Dependent>>>> {
    let name = &query.datamart_name;
    let users = datamarts::dependents(&state, caller.organisation(), name).await?;
    Ok(Json(DataOrErrorReply::new(users)))
}
