//! API keys: the credentials of a data app's back end.

use secrecy::ExposeSecret;
use souk_model::{ErrorCode, OrganisationId};
use souk_store::{Actor, Change, Token, TokenFilter, TokenKind};
use uuid::Uuid;

use crate::http::{ApiError, Caller, Pagination};
use crate::service::{Services, data_apps, tokens};
use crate::wire::Name;
use crate::wire::api_tokens::{ApiKeyItem, RotateApiKeyRequest};

/// Makes a key. A data app may have several.
///
/// # Errors
/// `DATA_APP_NOT_FOUND`.
pub async fn create(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    data_app_name: &str,
    name: Name,
) -> Result<Uuid, ApiError> {
    let app = data_apps::find(services, organisation, data_app_name).await?;
    let secret = Uuid::new_v4();
    let key = tokens::api_key(services, organisation, app.id, name.into_string(), secret)?;
    services.store.commit(organisation, actor, vec![Change::CreateToken(key)]).await?;
    Ok(secret)
}

/// The keys of a data app that can be used now, in clear, as the wire has it.
///
/// # Errors
/// `DATA_APP_NOT_FOUND`.
pub async fn list(
    services: &Services,
    organisation: OrganisationId,
    data_app_name: &str,
    pagination: Pagination,
) -> Result<Vec<ApiKeyItem>, ApiError> {
    let app = data_apps::find(services, organisation, data_app_name).await?;
    let filter = TokenFilter {
        kind: Some(TokenKind::ApiKey),
        data_app: Some(app.id),
        ..TokenFilter::default()
    };
    let keys = pagination.of(tokens::live(services, organisation, filter).await?);
    keys.into_iter().map(|key| item(services, key, &app.name)).collect()
}

fn item(services: &Services, key: Token, data_app: &str) -> Result<ApiKeyItem, ApiError> {
    let sealed = key.body.get("sealedKey").and_then(serde_json::Value::as_str);
    let sealed = sealed.ok_or_else(|| ApiError::internal("an API key has no sealed form"))?;
    let opened = services.secrets.open(key.organisation, key.id.as_uuid(), sealed);
    Ok(ApiKeyItem {
        key: opened.map_err(ApiError::internal)?.expose_secret().to_owned(),
        name: key.name,
        description: format!("API key for data app {data_app}"),
        created_at: key.created_at,
    })
}

/// Gives a key a successor, in both editions of the wire: a service token names the key in the
/// body, or the key itself is the credential.
///
/// # Errors
/// `INVALID_REQUEST_BODY`, `INVALID_DATA_APP_API_KEY`, `AUTHENTICATION_ERROR` 401.
pub async fn rotate(
    services: &Services,
    caller: &Caller,
    request: RotateApiKeyRequest,
) -> Result<Uuid, ApiError> {
    let grace = tokens::grace(request.expire_at)?;
    let own = match caller {
        Caller::ApiKey { token, .. } => Some(*token),
        _ => None,
    };
    let named = request.key.map(|key| key.0);
    let filter = TokenFilter { kind: Some(TokenKind::ApiKey), ..TokenFilter::default() };
    let wanted = match (own, named) {
        (Some(own), None) => own,
        (own, Some(secret)) => {
            let found = services.store.token(&tokens::hash(secret)).await?;
            let found = found.filter(|token| {
                let same = own.is_none_or(|own| own == token.id);
                same && token.organisation == caller.organisation()
            });
            found.ok_or_else(unknown_key)?.id
        }
        (None, None) => return Err(ApiError::invalid("\"key\" is required").at("key")),
    };
    let live = tokens::live(services, caller.organisation(), filter).await?;
    let old = live.into_iter().find(|token| token.id == wanted).ok_or_else(unknown_key)?;
    tokens::rotate(services, &caller.actor(), old, grace).await
}

fn unknown_key() -> ApiError {
    let message = "API key is invalid or expired";
    ApiError::new(ErrorCode::INVALID_DATA_APP_API_KEY, message)
}
