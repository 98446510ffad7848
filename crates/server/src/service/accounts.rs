//! Accounts: the people who run the server, their passwords and their JWTs.

mod jwt;
mod password;
mod rules;

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use souk_model::ErrorCode;
use souk_store::{
    Account, Actor, Change, NewAccount, StoreError, TokenFilter, TokenKind, TokenSelector,
};
use uuid::Uuid;

use crate::http::ApiError;
use crate::service::{Services, tokens};
use crate::wire::accounts::{CreateAccountRequest, LoginRequest, ResetPasswordRequest};

pub use jwt::looks_like as looks_like_jwt;

/// Marks the service token of an account's organisation: there is one, and the next replaces it.
const ORIGIN: &str = "admin-account";

/// Refuses where the feature is switched off.
///
/// # Errors
/// `SELFHOSTED_APP_ERROR`.
pub fn check_switched_on(services: &Services) -> Result<(), ApiError> {
    if services.settings.self_hosted_admin {
        return Ok(());
    }
    let message = "This feature is only available for self-hosted instances";
    let hint = "the setting self_hosted_admin is false";
    Err(ApiError::new(ErrorCode::SELFHOSTED_APP_ERROR, message).with_hint(hint))
}

/// Makes an account and its organisation, and returns its JWT.
///
/// # Errors
/// What is wrong with the request, or a company or address that is taken.
pub async fn create(
    services: &Services,
    request: CreateAccountRequest,
) -> Result<String, ApiError> {
    check_switched_on(services)?;
    rules::check(&request)?;
    let company = request.company_name.trim().to_owned();
    let organisations = services.store.organisations().await?;
    let folded = company.to_lowercase();
    if organisations.iter().any(|(_, name)| name.to_lowercase() == folded) {
        return Err(ApiError::invalid("Company already exists").at("companyName"));
    }
    let password_hash = password::hash(services, request.password.into()).await?;
    let account = NewAccount {
        organisation_name: company.clone(),
        email: request.email.trim().to_lowercase(),
        password_hash,
        first_name: request.first_name,
        company_name: company,
    };
    let account = services.store.create_account(account).await.map_err(|error| match error {
        StoreError::EmailTaken => ApiError::invalid("Email already exists").at("email"),
        other => other.into(),
    })?;
    jwt::issue(services.secrets.signing(), &account)
}

/// Checks a password and returns a JWT.
///
/// # Errors
/// `USER_NOT_FOUND`, or `Invalid credentials`.
pub async fn login(services: &Services, request: LoginRequest) -> Result<String, ApiError> {
    check_switched_on(services)?;
    let account = services.store.account_by_email(request.email.trim()).await?;
    let Some(account) = account else {
        let message = "No User found with the given email";
        return Err(ApiError::new(ErrorCode::USER_NOT_FOUND, message));
    };
    if password::verify(services, request.password.into(), &account).await? {
        return jwt::issue(services.secrets.signing(), &account);
    }
    Err(ApiError::new(ErrorCode::INVALID_CREDENTIALS, "Invalid credentials"))
}

/// Changes a password. JWTs that were issued before are worth nothing from then on.
///
/// # Errors
/// `RESET_PASSWORD_ERROR`.
pub async fn reset_password(
    services: &Services,
    account: Uuid,
    request: ResetPasswordRequest,
) -> Result<(), ApiError> {
    check_switched_on(services)?;
    let refuse = |message: &str| ApiError::new(ErrorCode::RESET_PASSWORD_ERROR, message);
    let account = find(services, account).await?;
    let current = SecretString::from(request.current_password);
    if !password::verify(services, current.clone(), &account).await? {
        return Err(refuse("The current password is not correct!"));
    }
    if let Err(complaint) = rules::check_password(&request.password) {
        return Err(refuse(&format!("\"password\" {complaint}")).at("password"));
    }
    if request.password == current.expose_secret() {
        return Err(refuse("\"password\" must differ from the current one").at("password"));
    }
    let password_hash = password::hash(services, request.password.into()).await?;
    let change = Change::SetAccountPassword { id: account.id, password_hash };
    let actor = Actor::Account(account.id);
    Ok(services.store.commit(account.organisation, &actor, vec![change]).await?)
}

/// Makes the service token of the account's organisation with a secret that the caller chose. The
/// one it had before is revoked in the same commit; sending the same one again changes nothing.
///
/// # Errors
/// A secret that some other token has or had.
pub async fn set_service_token(
    services: &Services,
    account: Uuid,
    secret: Uuid,
) -> Result<(), ApiError> {
    check_switched_on(services)?;
    let taken = || ApiError::invalid("\"token\" is or was in use already").at("token");
    if secret.is_nil() || secret.is_max() {
        return Err(ApiError::invalid("\"token\" must be a random GUID").at("token"));
    }
    let account = find(services, account).await?;
    let filter = TokenFilter { kind: Some(TokenKind::Service), ..TokenFilter::default() };
    let mut previous = tokens::live(services, account.organisation, filter).await?;
    previous.retain(|token| token.body.get("origin").is_some_and(|origin| origin == ORIGIN));
    if let Some(known) = services.store.token(&tokens::hash(secret)).await? {
        let same = previous.iter().any(|token| token.id == known.id);
        return if same { Ok(()) } else { Err(taken()) };
    }
    let mut token = tokens::service("service token", secret, None);
    token.body = json!({"version": 1, "origin": ORIGIN});
    let revoked = previous.iter().map(|old| Change::RevokeTokens(TokenSelector::Id(old.id)));
    let changes = revoked.chain([Change::CreateToken(token)]).collect();
    let actor = Actor::Account(account.id);
    let outcome = services.store.commit(account.organisation, &actor, changes).await;
    outcome.map_err(|error| match error {
        StoreError::IdTaken { .. } => taken(),
        other => other.into(),
    })
}

/// The account that a JWT speaks for, if the JWT is good.
///
/// # Errors
/// The store's.
pub async fn by_jwt(services: &Services, text: &str) -> Result<Option<Account>, ApiError> {
    let Some(claims) = jwt::verify(services.secrets.signing(), text) else { return Ok(None) };
    let account = services.store.account(claims.sub).await?;
    Ok(account.filter(|account| jwt::is_for_password(&claims, account)))
}

async fn find(services: &Services, account: Uuid) -> Result<Account, ApiError> {
    let found = services.store.account(account).await?;
    let message = "ACCOUNT_NOT_FOUND";
    found.ok_or_else(|| ApiError::new(ErrorCode::ACCOUNT_NOT_FOUND, message))
}
