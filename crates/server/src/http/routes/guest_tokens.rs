//! `/api/v2/guest-token`, and its first version.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, Pagination, QueryString};
use crate::service::guest_tokens;
use crate::wire::guest_tokens::{
    GuestTokenItem, GuestTokenQuery, GuestTokenReply, GuestTokenRequest, GuestTokenV1Request,
    RevokedReply,
};
use crate::wire::{DataReply, ErrorReply};

/// Make a guest token for one tenant.
#[utoipa::path(post, path = "/api/v2/guest-token/create", tag = "Guest tokens",
    request_body = GuestTokenRequest,
    responses((status = 200, body = GuestTokenReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `CLIENT_ID_ERROR`, `DATA_APP_NOT_FOUND`, `APP_FILTER_PARAM_ERROR`, \
            `RLS_SETTINGS_PARAM_ERROR`, `DATASOURCE_NAME_ERROR`, `INVALID_DATAMART`")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<GuestTokenRequest>,
) -> ApiResult<Json<GuestTokenReply>> {
    let token = guest_tokens::create(&state, &caller, request).await?;
    Ok(Json(GuestTokenReply { token: token.to_string() }))
}

/// Make a guest token for one tenant, by workspace.
#[utoipa::path(post, path = "/api/v1/guest-token/create", tag = "Guest tokens",
    request_body = GuestTokenV1Request,
    responses((status = 200, body = GuestTokenReply),
        (status = 400, body = ErrorReply, description = "As in the second version, and \
            `WORKSPACE_ID_ERROR`, `DASHBOARD_PARAM_ERROR`")))]
pub async fn create_v1(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<GuestTokenV1Request>,
) -> ApiResult<Json<GuestTokenReply>> {
    let token = guest_tokens::create_v1(&state, &caller, request).await?;
    Ok(Json(GuestTokenReply { token: token.to_string() }))
}

/// List the guest tokens that can be used now (an extension of the wire).
#[utoipa::path(get, path = "/api/v2/guest-token", tag = "Guest tokens", params(GuestTokenQuery),
    responses((status = 200, body = DataReply<Vec<GuestTokenItem>>),
        (status = 400, body = ErrorReply, description = "`DATA_APP_NOT_FOUND`")))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<GuestTokenQuery>,
) -> ApiResult<Json<DataReply<Vec<GuestTokenItem>>>> {
    let pagination = Pagination::new(query.is_pagination, query.page_number)?;
    let data = guest_tokens::list(&state, &caller, &query, pagination).await?;
    Ok(Json(DataReply { data }))
}

/// Revoke guest tokens: one, a tenant's, or a data app's, at once (an extension of the wire).
#[utoipa::path(delete, path = "/api/v2/guest-token", tag = "Guest tokens", params(GuestTokenQuery),
    responses((status = 200, body = DataReply<RevokedReply>),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `DATA_APP_NOT_FOUND`")))]
pub async fn revoke(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<GuestTokenQuery>,
) -> ApiResult<Json<DataReply<RevokedReply>>> {
    let revoked = guest_tokens::revoke(&state, &caller, &query).await?;
    Ok(Json(DataReply { data: RevokedReply { revoked } }))
}
