//! Sealing: what must not be stored in clear is encrypted, and bound to the place it is stored at.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use souk_model::OrganisationId;
use uuid::Uuid;

use crate::config::{EncryptionKey, from_hex, to_hex};

const SEALING: &str = "souk 2026 sealing of stored secrets";
const SIGNING: &str = "souk 2026 signing of administrators' tokens";
const CHECKING: &str = "souk 2026 check value of the encryption key";
const NONCE: usize = 24;
/// What a sealed text starts with: the scheme, so that another can follow.
const SCHEME: &str = "x1:";

/// The keys that are derived from the encryption key. `Debug` shows none of them.
#[derive(Debug)]
pub struct Secrets {
    sealing: SecretBox<[u8; 32]>,
    signing: SecretBox<[u8; 32]>,
    check_value: String,
}

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The text is longer than the cipher takes.
    #[error("the secret could not be sealed")]
    Seal,
    /// Another key, another place, or a changed text.
    #[error("a sealed secret could not be opened: another encryption key, or a damaged store")]
    Open,
}

impl Secrets {
    /// Derives the keys.
    #[must_use]
    pub fn new(key: &EncryptionKey) -> Self {
        Self {
            sealing: key.derive(SEALING),
            signing: key.derive(SIGNING),
            check_value: to_hex(key.derive(CHECKING).expose_secret()),
        }
    }

    /// What the store keeps to notice another encryption key. Says nothing about the key.
    #[must_use]
    pub fn check_value(&self) -> &str {
        &self.check_value
    }

    pub(crate) fn signing(&self) -> &[u8] {
        self.signing.expose_secret()
    }

    /// Seals a text for one document or token of one organisation; nowhere else can it be opened.
    ///
    /// # Errors
    /// A text that the cipher does not take.
    pub fn seal(
        &self,
        organisation: OrganisationId,
        place: Uuid,
        text: &str,
    ) -> Result<String, SecretsError> {
        let nonce: [u8; NONCE] = rand::random();
        let aad = aad(organisation, place);
        let payload = Payload { msg: text.as_bytes(), aad: &aad };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| SecretsError::Seal)?;
        Ok(format!("{SCHEME}{}{}", to_hex(&nonce), to_hex(&sealed)))
    }

    /// Opens what [`Secrets::seal`] made for the same place.
    ///
    /// # Errors
    /// Another key, another place, or a changed text.
    pub fn open(
        &self,
        organisation: OrganisationId,
        place: Uuid,
        sealed: &str,
    ) -> Result<SecretString, SecretsError> {
        let bytes = sealed.strip_prefix(SCHEME).and_then(from_hex).ok_or(SecretsError::Open)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(SecretsError::Open)?;
        let aad = aad(organisation, place);
        let payload = Payload { msg: sealed, aad: &aad };
        let plain = self.cipher().decrypt(&XNonce::from(*nonce), payload);
        let text = plain.ok().and_then(|plain| String::from_utf8(plain).ok());
        text.map(SecretString::from).ok_or(SecretsError::Open)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.sealing.expose_secret().into())
    }
}

fn aad(organisation: OrganisationId, place: Uuid) -> [u8; 32] {
    let mut aad = [0; 32];
    aad[..16].copy_from_slice(organisation.as_uuid().as_bytes());
    aad[16..].copy_from_slice(place.as_bytes());
    aad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_at_its_own_place_only() {
        let secrets = Secrets::new(&EncryptionKey::random());
        let (organisation, place) = (OrganisationId::random(), Uuid::new_v4());
        let sealed = secrets.seal(organisation, place, "hunter2").unwrap();
        assert_eq!(secrets.open(organisation, place, &sealed).unwrap().expose_secret(), "hunter2");
        assert!(secrets.open(organisation, Uuid::new_v4(), &sealed).is_err());
        assert!(secrets.open(OrganisationId::random(), place, &sealed).is_err());
        let other = Secrets::new(&EncryptionKey::random());
        assert!(other.open(organisation, place, &sealed).is_err());
        assert_ne!(sealed, secrets.seal(organisation, place, "hunter2").unwrap());
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let secrets = Secrets::new(&EncryptionKey::random());
        let (organisation, place) = (OrganisationId::random(), Uuid::new_v4());
        let sealed = secrets.seal(organisation, place, "hunter2").unwrap();
        for index in 0..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[index] = if changed[index] == b'0' { b'1' } else { b'0' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(secrets.open(organisation, place, &changed).is_err(), "byte {index}");
        }
    }

    #[test]
    fn debug_shows_no_key() {
        let key = EncryptionKey::random();
        let hex = to_hex(key.derive(SEALING).expose_secret());
        assert!(!format!("{:?}", Secrets::new(&key)).contains(&hex));
    }
}
