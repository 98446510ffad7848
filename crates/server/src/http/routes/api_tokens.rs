//! `/api/v2/data-app/api-tokens`: the keys of a data app.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::api_keys;
use crate::wire::accounts::KeyReply;
use crate::wire::api_tokens::{ApiKeyItem, ApiKeysQuery, CreateApiKeyRequest, RotateApiKeyRequest};
use crate::wire::{DataReply, ErrorReply};

/// Make an API key.
#[utoipa::path(post, path = "/api/v2/data-app/api-tokens", tag = "API keys",
    request_body = CreateApiKeyRequest,
    responses((status = 200, body = KeyReply),
        (status = 400, body = ErrorReply,
            description = "`DATA_APP_NOT_FOUND`, `INVALID_REQUEST_BODY`, `AUTHENTICATION_ERROR`")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<CreateApiKeyRequest>,
) -> ApiResult<Json<KeyReply>> {
    let (organisation, actor) = (caller.organisation(), caller.actor());
    let app = request.data_app_name;
    let key = api_keys::create(&state, organisation, &actor, &app, request.name).await?;
    Ok(Json(KeyReply { key: key.to_string() }))
}

/// List the API keys of a data app, in clear.
#[utoipa::path(get, path = "/api/v2/data-app/api-tokens", tag = "API keys", params(ApiKeysQuery),
    responses((status = 200, body = DataReply<Vec<ApiKeyItem>>),
        (status = 400, body = ErrorReply,
            description = "`DATA_APP_NOT_FOUND`, `INVALID_REQUEST_BODY`, `AUTHENTICATION_ERROR`")))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<ApiKeysQuery>,
) -> ApiResult<Json<DataReply<Vec<ApiKeyItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let organisation = caller.organisation();
    let data = api_keys::list(&state, organisation, &query.data_app_name, pagination).await?;
    Ok(Json(DataReply { data }))
}

/// Replace an API key; the old one works for some more seconds.
#[utoipa::path(post, path = "/api/v2/data-app/rotate-api", tag = "API keys",
    request_body = RotateApiKeyRequest,
    responses((status = 200, body = KeyReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `INVALID_DATA_APP_API_KEY`, `AUTHENTICATION_ERROR`")))]
pub async fn rotate(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<RotateApiKeyRequest>,
) -> ApiResult<Json<KeyReply>> {
    let key = api_keys::rotate(&state, &caller, request).await?;
    Ok(Json(KeyReply { key: key.to_string() }))
}
