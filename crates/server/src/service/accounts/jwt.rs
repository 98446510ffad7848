//! The administrators' JWTs: HS256 and nothing else, twelve hours, one audience.

use chrono::{TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use souk_store::Account;
use uuid::Uuid;

use crate::config::to_hex;
use crate::http::ApiError;
use crate::service::Services;

const AUDIENCE: &str = "souk-admin";
const LIFE: TimeDelta = TimeDelta::hours(12);

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    /// The account.
    pub(super) sub: Uuid,
    aud: String,
    iat: i64,
    exp: i64,
    /// Which password it was issued for: with the next one, it is worth nothing.
    pwd: String,
}

/// Whether a credential has the form of a JWT rather than of a token.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    text.split('.').count() == 3
}

pub(super) fn issue(services: &Services, account: &Account) -> Result<String, ApiError> {
    let now = Utc::now();
    let claims = Claims {
        sub: account.id,
        aud: AUDIENCE.to_owned(),
        iat: now.timestamp(),
        exp: (now + LIFE).timestamp(),
        pwd: fingerprint(account),
    };
    let key = EncodingKey::from_secret(services.secrets.signing());
    encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(ApiError::internal)
}

pub(super) fn verify(services: &Services, text: &str) -> Option<Claims> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "aud", "sub"]);
    validation.leeway = 0;
    let key = DecodingKey::from_secret(services.secrets.signing());
    decode::<Claims>(text, &key, &validation).ok().map(|data| data.claims)
}

pub(super) fn is_for_password(claims: &Claims, account: &Account) -> bool {
    claims.pwd == fingerprint(account)
}

fn fingerprint(account: &Account) -> String {
    const CONTEXT: &str = "souk 2026 fingerprint of a password's hash";
    to_hex(&blake3::derive_key(CONTEXT, account.password_hash.as_bytes())[..16])
}
