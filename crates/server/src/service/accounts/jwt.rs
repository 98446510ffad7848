//! The administrators' JWTs: HS256 and nothing else, twelve hours, one audience.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use souk_store::Account;
use uuid::Uuid;

use crate::config::to_hex;
use crate::http::ApiError;

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

pub(super) fn issue(key: &[u8], account: &Account) -> Result<String, ApiError> {
    let claims = claims(account, Utc::now());
    let key = EncodingKey::from_secret(key);
    encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(ApiError::internal)
}

fn claims(account: &Account, now: DateTime<Utc>) -> Claims {
    Claims {
        sub: account.id,
        aud: AUDIENCE.to_owned(),
        iat: now.timestamp(),
        exp: (now + LIFE).timestamp(),
        pwd: fingerprint(account),
    }
}

pub(super) fn verify(key: &[u8], text: &str) -> Option<Claims> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "aud", "sub"]);
    validation.leeway = 0;
    decode::<Claims>(text, &DecodingKey::from_secret(key), &validation).ok().map(|data| data.claims)
}

pub(super) fn is_for_password(claims: &Claims, account: &Account) -> bool {
    claims.pwd == fingerprint(account)
}

fn fingerprint(account: &Account) -> String {
    const CONTEXT: &str = "souk 2026 fingerprint of a password's hash";
    to_hex(&blake3::derive_key(CONTEXT, account.password_hash.as_bytes())[..16])
}

#[cfg(test)]
mod tests {
    use souk_model::OrganisationId;

    use super::*;

    const KEY: &[u8] = b"a key of the test, thirty-two b.";

    fn account() -> Account {
        Account {
            id: Uuid::new_v4(),
            organisation: OrganisationId::random(),
            email: "kari@example.com".to_owned(),
            password_hash: "$argon2id$1".to_owned(),
            first_name: "Kari".to_owned(),
            company_name: "Example".to_owned(),
            created_at: Utc::now(),
        }
    }

    fn signed(algorithm: Algorithm, key: &[u8], claims: &Claims) -> String {
        encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(key)).unwrap()
    }

    #[test]
    fn a_good_token_is_taken_and_names_the_account() {
        let account = account();
        let claims = verify(KEY, &issue(KEY, &account).unwrap()).unwrap();
        assert_eq!(claims.sub, account.id);
        assert!(is_for_password(&claims, &account));
        let changed = Account { password_hash: "$argon2id$2".to_owned(), ..account };
        assert!(!is_for_password(&claims, &changed));
    }

    #[test]
    fn another_algorithm_key_audience_or_time_is_refused() {
        let now = Utc::now();
        let good = claims(&account(), now);
        for algorithm in [Algorithm::HS384, Algorithm::HS512] {
            assert!(verify(KEY, &signed(algorithm, KEY, &good)).is_none(), "{algorithm:?}");
        }
        assert!(verify(KEY, &signed(Algorithm::HS256, b"", &good)).is_none(), "empty key");
        assert!(verify(KEY, &signed(Algorithm::HS256, b"another", &good)).is_none());
        let expired = claims(&account(), now - LIFE - TimeDelta::seconds(1));
        assert!(verify(KEY, &signed(Algorithm::HS256, KEY, &expired)).is_none(), "expired");
        let mut elsewhere = claims(&account(), now);
        elsewhere.aud = "somewhere".to_owned();
        assert!(verify(KEY, &signed(Algorithm::HS256, KEY, &elsewhere)).is_none(), "audience");
    }

    #[test]
    fn no_algorithm_and_changed_parts_are_refused() {
        const NONE: &str = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
        let token = issue(KEY, &account()).unwrap();
        let other = issue(KEY, &account()).unwrap();
        let parts: Vec<_> = token.split('.').collect();
        let others: Vec<_> = other.split('.').collect();
        let forged = [
            format!("{NONE}.{}.", parts[1]),
            format!("{NONE}.{}.{}", parts[1], parts[2]),
            format!("{}.{}.", parts[0], parts[1]),
            format!("{}.{}.{}", parts[0], others[1], parts[2]),
            format!("{}.{}.{}", parts[0], parts[1], others[2]),
            "..".to_owned(),
            String::new(),
        ];
        for forged in forged {
            assert!(verify(KEY, &forged).is_none(), "{forged}");
        }
    }
}
