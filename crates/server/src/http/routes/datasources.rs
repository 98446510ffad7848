//! `/api/v2/datasource`.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::datasources;
use crate::wire::datasource::{
    DatasourceBody, DatasourceItem, DatasourceNameQuery, DeleteDatasourceReply,
    ListDatasourcesQuery, ProgressReply, SchemaReply, SyncBody, TestReply,
};
use crate::wire::drift::{DriftReply, SyncReply};
use crate::wire::{DataReply, ErrorReply, NameReply};

const TAG: &str = "Datasources";

/// Tests the connection, caches the schema, and stores a new datasource.
#[utoipa::path(post, path = "/api/v2/datasource", tag = TAG, request_body = DatasourceBody,
    responses((status = 200, body = NameReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `DATASOURCE_NAME_ERROR` (the name is taken), `CREDENTIAL_TEST_FAILED`, `INVALID_TENANCY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 500, body = ErrorReply, description = "`SCHEMA_CACHE_FAILED`, `CREATE_DATASOURCE_FAILED`, `INTERNAL_SERVER_ERROR`")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<DatasourceBody>,
) -> ApiResult<Json<NameReply>> {
    let organisation = caller.organisation();
    let name = datasources::create(&state, organisation, &caller.actor(), body).await?;
    Ok(Json(NameReply { name }))
}

/// Tests and replaces a datasource's credentials, and caches its schema again.
#[utoipa::path(put, path = "/api/v2/datasource", tag = TAG, request_body = DatasourceBody,
    responses((status = 200, body = NameReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `DATASOURCE_NAME_ERROR` (not found), `CREDENTIAL_TEST_FAILED`, `INVALID_TENANCY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 404, body = ErrorReply, description = "`DATASOURCE_NOT_FOUND`: deleted while it was tested"),
        (status = 500, body = ErrorReply, description = "`SCHEMA_CACHE_FAILED`, `INTERNAL_SERVER_ERROR`")))]
pub async fn update(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<DatasourceBody>,
) -> ApiResult<Json<NameReply>> {
    let organisation = caller.organisation();
    let name = datasources::update(&state, organisation, &caller.actor(), body).await?;
    Ok(Json(NameReply { name }))
}

/// Deletes a datasource that nothing uses.
#[utoipa::path(delete, path = "/api/v2/datasource", tag = TAG, params(DatasourceNameQuery),
    responses((status = 200, body = DeleteDatasourceReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `DATASOURCE_NAME_ERROR`, `DATASOURCE_IN_USE` (the hints name the users)"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`")))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DatasourceNameQuery>,
) -> ApiResult<Json<DeleteDatasourceReply>> {
    let (organisation, actor) = (caller.organisation(), caller.actor());
    let id = datasources::delete(&state, organisation, &actor, &query.datasource_name).await?;
    let message = "Datasource deleted successfully";
    Ok(Json(DeleteDatasourceReply { id: id.to_string(), message }))
}

/// The names of all datasources. Credentials are never shown.
#[utoipa::path(get, path = "/api/v2/datasource", tag = TAG, params(ListDatasourcesQuery),
    responses((status = 200, body = DataReply<Vec<DatasourceItem>>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`")))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<ListDatasourcesQuery>,
) -> ApiResult<Json<DataReply<Vec<DatasourceItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let data = datasources::list(&state, caller.organisation(), pagination).await?;
    Ok(Json(DataReply { data }))
}

/// Reads the schema again, caches it, and says what has changed.
#[utoipa::path(post, path = "/api/v2/datasource/sync", tag = TAG, request_body = SyncBody,
    responses((status = 200, body = DataReply<SyncReply>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `DATASOURCE_ID_ERROR`, `DATASOURCE_NAME_ERROR`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 500, body = ErrorReply, description = "`SCHEMA_CACHE_FAILED`, `INTERNAL_SERVER_ERROR`")))]
pub async fn sync(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<SyncBody>,
) -> ApiResult<Json<DataReply<SyncReply>>> {
    let (organisation, actor) = (caller.organisation(), caller.actor());
    let drifted = datasources::sync(&state, organisation, &actor, &body.input).await?;
    let changes = drifted.into_iter().map(Into::into).collect();
    Ok(Json(DataReply { data: SyncReply { message: "Sync completed", changes } }))
}

/// How far the last sync came.
#[utoipa::path(post, path = "/api/v2/datasource/getDatasourceProgress", tag = TAG,
    request_body = SyncBody,
    responses((status = 200, body = ProgressReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `DATASOURCE_ID_ERROR`, `DATASOURCE_NAME_ERROR`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`")))]
pub async fn progress(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<SyncBody>,
) -> ApiResult<Json<ProgressReply>> {
    let status = datasources::progress(&state, caller.organisation(), &body.input).await?;
    Ok(Json(ProgressReply { status }))
}

/// Extension: tests a connection as create does, and stores nothing.
#[utoipa::path(post, path = "/api/v2/datasource/test", tag = TAG, request_body = DatasourceBody,
    responses((status = 200, body = DataReply<TestReply>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `CREDENTIAL_TEST_FAILED`, `INVALID_TENANCY`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 500, body = ErrorReply, description = "`SCHEMA_CACHE_FAILED`")))]
pub async fn test(
    State(state): State<AppState>,
    _: Caller,
    JsonBody(body): JsonBody<DatasourceBody>,
) -> ApiResult<Json<DataReply<TestReply>>> {
    let data = datasources::test(&state, body).await?;
    Ok(Json(DataReply { data }))
}

/// Extension: the cached schema.
#[utoipa::path(get, path = "/api/v2/datasource/schema", tag = TAG, params(DatasourceNameQuery),
    responses((status = 200, body = DataReply<SchemaReply>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `DATASOURCE_NAME_ERROR`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`")))]
pub async fn schema(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DatasourceNameQuery>,
) -> ApiResult<Json<DataReply<SchemaReply>>> {
    let name = &query.datasource_name;
    let data = datasources::schema(&state, caller.organisation(), name).await?;
    Ok(Json(DataReply { data }))
}

/// Extension: how the schema differs from the cached one, and what that touches. Stores nothing.
#[utoipa::path(get, path = "/api/v2/datasource/drift", tag = TAG, params(DatasourceNameQuery),
    responses((status = 200, body = DataReply<DriftReply>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, `DATASOURCE_NAME_ERROR`"),
        (status = 401, body = ErrorReply, description = "`AUTHENTICATION_ERROR`"),
        (status = 500, body = ErrorReply, description = "`SCHEMA_CACHE_FAILED`"),
        (status = 503, body = ErrorReply, description = "`DATASOURCE_UNAVAILABLE`")))]
pub async fn drift(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DatasourceNameQuery>,
) -> ApiResult<Json<DataReply<DriftReply>>> {
    let name = &query.datasource_name;
    let drifted = datasources::drift(&state, caller.organisation(), name).await?;
    let changes = drifted.into_iter().map(Into::into).collect();
    Ok(Json(DataReply { data: DriftReply { changes } }))
}
