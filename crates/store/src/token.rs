//! Tokens as stored rows. The store never sees a secret, only its hash.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_model::{DocumentId, OrganisationId, TokenId};

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// The vendor's back office.
    Service,
    /// One data app's back end.
    ApiKey,
    /// One browser of one tenant.
    Guest,
}

impl TokenKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Service, Self::ApiKey, Self::Guest];

    /// The kind as it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::ApiKey => "api_key",
            Self::Guest => "guest",
        }
    }
}

impl fmt::Display for TokenKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A text that names no token kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a token kind")]
pub struct UnknownTokenKind(pub String);

impl FromStr for TokenKind {
    type Err = UnknownTokenKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownTokenKind(text.to_owned()))
    }
}

/// The hash of a token's secret. Compared in constant time, and not shown by `Debug`.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// A hash that was computed elsewhere.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes of the hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for TokenHash {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        let difference = self.0.iter().zip(&other.0);
        let bits =
            difference.fold(0, |bits, (left, right)| std::hint::black_box(bits | (left ^ right)));
        bits == 0
    }
}

impl Eq for TokenHash {}

impl fmt::Debug for TokenHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TokenHash(…)")
    }
}

/// A stored token.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Which token.
    pub id: TokenId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it is for.
    pub kind: TokenKind,
    /// What its maker called it; not unique.
    pub name: String,
    /// The data app it belongs to. It goes when the data app goes.
    pub data_app: Option<DocumentId>,
    /// The tenant it speaks for.
    pub client_id: Option<String>,
    /// As it was given.
    pub body: serde_json::Value,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// From when on it is not valid.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Token {
    /// Whether the token may be used at that time: not revoked, not expired.
    #[must_use]
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|expiry| now < expiry)
    }
}

/// Which tokens of an organisation; the default is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenFilter {
    /// Only of this kind.
    pub kind: Option<TokenKind>,
    /// Only of this data app.
    pub data_app: Option<DocumentId>,
    /// Only of this tenant.
    pub client_id: Option<String>,
}
