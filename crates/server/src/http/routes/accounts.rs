//! `/api/v2/admin-account` and `/api/v2/service-token`: who runs the server.

use axum::Json;
use axum::extract::State;
use souk_model::ErrorCode;

use crate::http::{ApiError, ApiResult, AppState, Caller, JsonBody};
use crate::service::{accounts, tokens};
use crate::wire::accounts::{
    AccessTokenReply, CreateAccountRequest, KeyReply, LoginRequest, ResetPasswordRequest,
    RotateServiceTokenRequest, SetServiceTokenRequest, SuccessReply,
};
use crate::wire::{DataReply, ErrorReply};

/// Make an account and its organisation.
#[utoipa::path(post, path = "/api/v2/admin-account", tag = "Accounts",
    request_body = CreateAccountRequest,
    responses((status = 200, body = DataReply<AccessTokenReply>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 500, body = ErrorReply, description = "`SELFHOSTED_APP_ERROR`")))]
pub async fn create(
    State(state): State<AppState>,
    JsonBody(request): JsonBody<CreateAccountRequest>,
) -> ApiResult<Json<DataReply<AccessTokenReply>>> {
    let access_token = accounts::create(&state, request).await?;
    Ok(Json(DataReply { data: AccessTokenReply { access_token } }))
}

/// Get a JWT for an account.
#[utoipa::path(post, path = "/api/v2/admin-account/jwt", tag = "Accounts",
    request_body = LoginRequest,
    responses((status = 200, body = DataReply<AccessTokenReply>),
        (status = 400, body = ErrorReply,
            description = "`USER_NOT_FOUND`, `Invalid credentials`, `INVALID_REQUEST_BODY`"),
        (status = 500, body = ErrorReply, description = "`SELFHOSTED_APP_ERROR`")))]
pub async fn jwt(
    State(state): State<AppState>,
    JsonBody(request): JsonBody<LoginRequest>,
) -> ApiResult<Json<DataReply<AccessTokenReply>>> {
    let access_token = accounts::login(&state, request).await?;
    Ok(Json(DataReply { data: AccessTokenReply { access_token } }))
}

/// Set the service token of the account's organisation; the one before is revoked.
#[utoipa::path(post, path = "/api/v2/service-token", tag = "Accounts",
    request_body = SetServiceTokenRequest,
    responses((status = 200, body = KeyReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 500, body = ErrorReply,
            description = "`SELFHOSTED_APP_ERROR`, `ACCOUNT_NOT_FOUND`")))]
pub async fn set_service_token(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<SetServiceTokenRequest>,
) -> ApiResult<Json<KeyReply>> {
    let secret = request.token.0;
    accounts::set_service_token(&state, account(&caller)?, secret).await?;
    Ok(Json(KeyReply { key: secret.to_string() }))
}

/// Replace a service token; the old one works for some more seconds.
#[utoipa::path(post, path = "/api/v2/service-token/rotate", tag = "Accounts",
    request_body = RotateServiceTokenRequest,
    responses((status = 200, body = KeyReply),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `AUTHENTICATION_ERROR`, `EXPIRED_SERVICE_TOKEN`")))]
pub async fn rotate_service_token(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<RotateServiceTokenRequest>,
) -> ApiResult<Json<KeyReply>> {
    let key = tokens::rotate_service(&state, &caller, request).await?;
    Ok(Json(KeyReply { key: key.to_string() }))
}

/// Change the account's password.
#[utoipa::path(post, path = "/api/v2/service-token/reset-password", tag = "Accounts",
    request_body = ResetPasswordRequest,
    responses((status = 200, body = DataReply<SuccessReply>),
        (status = 400, body = ErrorReply,
            description = "`RESET_PASSWORD_ERROR`, `INVALID_REQUEST_BODY`")))]
pub async fn reset_password(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(request): JsonBody<ResetPasswordRequest>,
) -> ApiResult<Json<DataReply<SuccessReply>>> {
    accounts::reset_password(&state, account(&caller)?, request).await?;
    Ok(Json(DataReply { data: SuccessReply { success: true } }))
}

fn account(caller: &Caller) -> ApiResult<uuid::Uuid> {
    match caller {
        Caller::Admin { account, .. } => Ok(*account),
        _ => Err(ApiError::new(ErrorCode::ACCOUNT_NOT_FOUND, "ACCOUNT_NOT_FOUND")),
    }
}
