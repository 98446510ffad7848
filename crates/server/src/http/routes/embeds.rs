//! `/api/v2/data-app/embeds`: what a data app embeds.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::{embeds, reports};
use crate::wire::embeds::{
    CreateEmbedRequest, DeleteEmbedRequest, EmbedListItem, EmbedsQuery, NamedEmbedReply, PageBody,
    RenameEmbedRequest, UpdateEmbedRequest,
};
use crate::wire::reports::{DeleteReportsQuery, DeletedReportsReply, ReportItem, ReportsQuery};
use crate::wire::{DataOrErrorReply, DataReply, ErrorReply, IdOrErrorReply};

/// Embed a dashboard or a metric.
#[utoipa::path(post, path = "/api/v2/data-app/embeds", tag = "Embeds",
    request_body = CreateEmbedRequest,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_WORKSPACE_NAME`, `INVALID_DASHBOARD_ID`, `INVALID_METRIC_ID`, \
            `INVALID_DATAMART`, `DATAMART_TABLE_NOT_FOUND`, `INVALID_DATA_APP_API_KEY`")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<CreateEmbedRequest>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let id = embeds::create(&state, &caller, request).await?;
    Ok(Json(IdOrErrorReply::new(id)))
}

/// List the embeds.
#[utoipa::path(get, path = "/api/v2/data-app/embeds", tag = "Embeds", params(EmbedsQuery),
    responses((status = 200, body = DataOrErrorReply<Vec<EmbedListItem>>)))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<EmbedsQuery>,
) -> ApiResult<Json<DataOrErrorReply<Vec<EmbedListItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let found = embeds::list(&state, &caller, query.client_id.as_deref(), pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// The same list on its oldest path.
#[utoipa::path(post, path = "/api/v2/dataApp/embed/list", tag = "Embeds",
    request_body = PageBody,
    responses((status = 200, body = DataOrErrorReply<Vec<EmbedListItem>>)))]
pub async fn list_by_post(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<PageBody>,
) -> ApiResult<Json<DataOrErrorReply<Vec<EmbedListItem>>>> {
    let pagination = Pagination::new(body.is_pagination, body.page_number)?;
    let found = embeds::list(&state, &caller, None, pagination).await?;
    Ok(Json(DataOrErrorReply::new(found)))
}

/// Change what guests may do in an embed.
#[utoipa::path(put, path = "/api/v2/data-app/embeds", tag = "Embeds",
    request_body = UpdateEmbedRequest,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_EMBED_ID`, `INVALID_DATAMART`, `DATAMART_TABLE_NOT_FOUND`")))]
pub async fn update(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<UpdateEmbedRequest>,
) -> ApiResult<Json<IdOrErrorReply>> {
    let id = request.embed_id.clone();
    embeds::update(&state, &caller, request).await?;
    Ok(Json(IdOrErrorReply::new(id)))
}

/// The same change on its oldest path.
#[utoipa::path(post, path = "/api/v2/dataApp/embed/update", tag = "Embeds",
    request_body = UpdateEmbedRequest,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_EMBED_ID`")))]
pub async fn update_by_post(
    state: State<AppState>,
    caller: Caller,
    body: JsonBody<UpdateEmbedRequest>,
) -> ApiResult<Json<IdOrErrorReply>> {
    update(state, caller, body).await
}

/// Give an embed another name.
#[utoipa::path(put, path = "/api/v2/data-app/embeds/rename", tag = "Embeds",
    request_body = RenameEmbedRequest,
    responses((status = 200, body = NamedEmbedReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_EMBED_ID`, `INVALID_DATA_APP_API_KEY`")))]
pub async fn rename(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<RenameEmbedRequest>,
) -> ApiResult<Json<NamedEmbedReply>> {
    embeds::rename(&state, &caller, &request).await?;
    let (id, name) = (request.embed_id, request.name.into_string());
    Ok(Json(NamedEmbedReply { id, name, error: None }))
}

/// Remove an embed. Its guests see nothing from then on.
#[utoipa::path(delete, path = "/api/v2/data-app/embeds", tag = "Embeds",
    params(DeleteEmbedRequest),
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 409, body = ErrorReply,
            description = "`CONFLICT`: another embed shows the dashboard that is to go")))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(request): QueryString<DeleteEmbedRequest>,
) -> ApiResult<Json<IdOrErrorReply>> {
    embeds::delete(&state, &caller, &request).await?;
    Ok(Json(IdOrErrorReply::new(request.embed_id)))
}

/// The same delete on its oldest path.
#[utoipa::path(post, path = "/api/v2/dataApp/embed/delete", tag = "Embeds",
    request_body = DeleteEmbedRequest,
    responses((status = 200, body = IdOrErrorReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`")))]
pub async fn delete_by_post(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<DeleteEmbedRequest>,
) -> ApiResult<Json<IdOrErrorReply>> {
    embeds::delete(&state, &caller, &request).await?;
    Ok(Json(IdOrErrorReply::new(request.embed_id)))
}

/// List the scheduled reports of an embed.
#[utoipa::path(get, path = "/api/v2/data-app/embeds/reports", tag = "Embeds", params(ReportsQuery),
    responses((status = 200, body = DataReply<Vec<ReportItem>>),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `INVALID_EMBED_ID`")))]
pub async fn list_reports(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<ReportsQuery>,
) -> ApiResult<Json<DataReply<Vec<ReportItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let data = reports::list_of_embed(&state, &caller, &query, pagination).await?;
    Ok(Json(DataReply { data }))
}

/// End scheduled reports of an embed: one, or a tenant's (an extension of the wire).
#[utoipa::path(delete, path = "/api/v2/data-app/embeds/reports", tag = "Embeds",
    params(DeleteReportsQuery),
    responses((status = 200, body = DataReply<DeletedReportsReply>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_EMBED_ID`, `REPORT_NOT_FOUND`")))]
pub async fn delete_reports(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DeleteReportsQuery>,
) -> ApiResult<Json<DataReply<DeletedReportsReply>>> {
    let deleted = reports::delete_of_embed(&state, &caller, &query).await?;
    Ok(Json(DataReply { data: DeletedReportsReply { deleted } }))
}
