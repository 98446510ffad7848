//! Opaque tokens: random UUIDs, of which only a hash is stored. Making and rotating them.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use souk_model::{DocumentId, ErrorCode, OrganisationId, TokenId};
use souk_store::{Actor, Change, NewToken, Page, Token, TokenFilter, TokenHash, TokenKind};
use uuid::Uuid;

use crate::http::{ApiError, Caller};
use crate::service::Services;
use crate::wire::accounts::RotateServiceTokenRequest;
use crate::wire::{Guid, Number};

const CONTEXT: &str = "souk 2026 token hash";

/// The UUID that a holder sent; only the usual form with hyphens counts.
#[must_use]
pub fn parse(text: &str) -> Option<Uuid> {
    const HYPHENATED: usize = 36;
    (text.len() == HYPHENATED).then(|| Uuid::try_parse(text).ok()).flatten()
}

/// What the store keeps and looks up.
#[must_use]
pub fn hash(secret: Uuid) -> TokenHash {
    TokenHash::new(blake3::derive_key(CONTEXT, secret.as_bytes()))
}

/// A service token to be made, and its row.
#[must_use]
pub fn service(name: &str, secret: Uuid, expires_at: Option<DateTime<Utc>>) -> NewToken {
    NewToken {
        id: TokenId::random(),
        hash: hash(secret),
        kind: TokenKind::Service,
        name: name.to_owned(),
        data_app: None,
        client_id: None,
        body: json!({"version": 1}),
        expires_at,
    }
}

/// Reads `expireAt`: seconds until the old token dies.
///
/// # Errors
/// More than a year.
pub fn grace(expire_at: Number) -> Result<TimeDelta, ApiError> {
    const YEAR: u64 = 31_536_000;
    let seconds = i64::try_from(expire_at.0).ok().filter(|_| expire_at.0 <= YEAR);
    let grace = seconds.and_then(TimeDelta::try_seconds);
    let message = "\"expireAt\" must be less than or equal to 31536000";
    grace.ok_or_else(|| ApiError::invalid(message).at("expireAt"))
}

/// The tokens of one kind that can be used now, oldest first.
///
/// # Errors
/// The store's.
pub async fn live(
    services: &Services,
    organisation: OrganisationId,
    filter: TokenFilter,
) -> Result<Vec<Token>, ApiError> {
    let now = Utc::now();
    let mut tokens = services.store.tokens(organisation, filter, Page::ALL).await?;
    tokens.retain(|token| token.is_live(now));
    Ok(tokens)
}

/// A successor of a token: same kind, name and data app, another secret. The old one dies after
/// `grace`. Both happen, or neither.
///
/// # Errors
/// The store's, or a secret that could not be sealed.
pub async fn rotate(
    services: &Services,
    actor: &Actor,
    old: Token,
    grace: TimeDelta,
) -> Result<Uuid, ApiError> {
    let secret = Uuid::new_v4();
    let id = TokenId::random();
    let body = match old.kind {
        TokenKind::ApiKey => sealed_body(services, old.organisation, id, secret)?,
        TokenKind::Service | TokenKind::Guest => old.body,
    };
    let successor = NewToken {
        id,
        hash: hash(secret),
        kind: old.kind,
        name: old.name,
        data_app: old.data_app,
        client_id: old.client_id,
        body,
        expires_at: None,
    };
    let expiry = Change::ExpireToken { id: old.id, at: Utc::now() + grace };
    let changes = vec![Change::CreateToken(successor), expiry];
    services.store.commit(old.organisation, actor, changes).await?;
    Ok(secret)
}

/// An API key to be made. Its secret is kept sealed, because the wire lists keys in clear.
///
/// # Errors
/// A secret that could not be sealed.
pub fn api_key(
    services: &Services,
    organisation: OrganisationId,
    data_app: DocumentId,
    name: String,
    secret: Uuid,
) -> Result<NewToken, ApiError> {
    let id = TokenId::random();
    let body = sealed_body(services, organisation, id, secret)?;
    let (hash, kind) = (hash(secret), TokenKind::ApiKey);
    let (data_app, client_id, expires_at) = (Some(data_app), None, None);
    Ok(NewToken { id, hash, kind, name, data_app, client_id, body, expires_at })
}

fn sealed_body(
    services: &Services,
    organisation: OrganisationId,
    id: TokenId,
    secret: Uuid,
) -> Result<Value, ApiError> {
    let sealed = services.secrets.seal(organisation, id.as_uuid(), &secret.to_string());
    let sealed = sealed.map_err(ApiError::internal)?;
    Ok(json!({"version": 1, "sealedKey": sealed}))
}

/// Gives a service token a successor, in both editions of the wire: an administrator names the
/// token in the body, or the token itself is the credential.
///
/// # Errors
/// `AUTHENTICATION_ERROR` 400, `EXPIRED_SERVICE_TOKEN`, `INVALID_REQUEST_BODY`.
pub async fn rotate_service(
    services: &Services,
    caller: &Caller,
    request: RotateServiceTokenRequest,
) -> Result<Uuid, ApiError> {
    let grace = grace(request.expire_at)?;
    let own = match caller {
        Caller::Service { token, .. } => Some(*token),
        _ => None,
    };
    let old = match request.token {
        Some(Guid(secret)) => named(services, caller.organisation(), own, secret).await?,
        None => {
            let missing = || ApiError::invalid("\"token\" is required").at("token");
            let own = own.ok_or_else(missing)?;
            let filter = TokenFilter { kind: Some(TokenKind::Service), ..TokenFilter::default() };
            let live = live(services, caller.organisation(), filter).await?;
            live.into_iter().find(|token| token.id == own).ok_or_else(invalid_service_token)?
        }
    };
    if !old.is_live(Utc::now()) {
        let message = "Service token is already expired";
        return Err(ApiError::new(ErrorCode::EXPIRED_SERVICE_TOKEN, message));
    }
    rotate(services, &caller.actor(), old, grace).await
}

/// A service token may name itself only, and nobody another organisation's.
async fn named(
    services: &Services,
    organisation: OrganisationId,
    own: Option<TokenId>,
    secret: Uuid,
) -> Result<Token, ApiError> {
    let found = services.store.token(&hash(secret)).await?;
    let found = found.filter(|token| {
        let allowed = own.is_none_or(|own| own == token.id);
        allowed && token.organisation == organisation && token.kind == TokenKind::Service
    });
    found.ok_or_else(invalid_service_token)
}

fn invalid_service_token() -> ApiError {
    ApiError::new(ErrorCode::AUTHENTICATION_ERROR, "Invalid Service Token").with_status(400)
}
