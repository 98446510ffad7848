//! Opaque tokens: random UUIDs, of which only a hash is stored.

use souk_store::TokenHash;
use uuid::Uuid;

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
