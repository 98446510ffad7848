//! The server's key: its forms, and which keys are too weak to take.

use std::collections::HashSet;
use std::fmt::Write as _;

use secrecy::{ExposeSecret, SecretBox};

/// 32 random bytes. Never shown by `Debug`.
#[derive(Debug)]
pub struct EncryptionKey(SecretBox<[u8; 32]>);

impl Clone for EncryptionKey {
    fn clone(&self) -> Self {
        Self(SecretBox::init_with(|| *self.0.expose_secret()))
    }
}

/// Why a key was refused. Never quotes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncryptionKeyError {
    /// Not text of a known form, or not 32 bytes.
    #[error("must be 32 bytes, as 64 hexadecimal digits or in base64")]
    Form,
    /// Not random.
    #[error("is too weak: its bytes hardly differ; make one with `openssl rand -hex 32`")]
    Weak,
}

impl EncryptionKey {
    /// A new random key.
    #[must_use]
    pub fn random() -> Self {
        Self(SecretBox::init_with(rand::random))
    }

    /// Reads hexadecimal digits or base64.
    ///
    /// # Errors
    /// Another form, or a key that is plainly not random.
    pub fn parse(text: &str) -> Result<Self, EncryptionKeyError> {
        let text = text.trim();
        let bytes = from_hex(text).or_else(|| from_base64(text)).ok_or(EncryptionKeyError::Form)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| EncryptionKeyError::Form)?;
        // 32 random bytes have fewer than 16 different ones about once in 10^16 keys.
        const VARIETY: usize = 16;
        if bytes.iter().collect::<HashSet<_>>().len() < VARIETY || is_counting(&bytes) {
            return Err(EncryptionKeyError::Weak);
        }
        Ok(Self(SecretBox::new(Box::new(bytes))))
    }

    /// The key as hexadecimal digits, for the key file.
    #[must_use]
    pub fn to_hex(&self) -> secrecy::SecretString {
        to_hex(self.0.expose_secret()).into()
    }

    /// A key for one purpose; from it, neither this key nor another purpose's can be found.
    #[must_use]
    pub fn derive(&self, context: &'static str) -> SecretBox<[u8; 32]> {
        SecretBox::init_with(|| blake3::derive_key(context, self.0.expose_secret()))
    }
}

fn is_counting(bytes: &[u8; 32]) -> bool {
    let step = bytes[1].wrapping_sub(bytes[0]);
    bytes.windows(2).all(|pair| pair[1].wrapping_sub(pair[0]) == step)
}

/// Bytes as hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Hexadecimal digits as bytes.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.chunks(2).map(pair).collect()
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let letters = text.trim_end_matches('=').bytes().map(sextet).collect::<Option<Vec<u8>>>()?;
    let mut bytes = Vec::with_capacity(letters.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for letter in letters {
        held = held << 6 | u32::from(letter);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

const fn sextet(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";
    const BASE64: &str = "a8G+4i5An5bpPX4Rc5MXKq4tilceA6ycnrdvrEWvjlE=";

    #[test]
    fn both_forms_give_the_same_key() {
        let (hex, base64) = (EncryptionKey::parse(HEX), EncryptionKey::parse(BASE64));
        let text = |key: Result<EncryptionKey, _>| key.unwrap().to_hex().expose_secret().to_owned();
        assert_eq!(text(hex), HEX);
        assert_eq!(text(base64), HEX);
    }

    #[test]
    fn weak_keys_are_refused() {
        assert_eq!(EncryptionKey::parse("abcd").unwrap_err(), EncryptionKeyError::Form);
        assert_eq!(EncryptionKey::parse("not a key").unwrap_err(), EncryptionKeyError::Form);
        for weak in ["00".repeat(32), "ab".repeat(32), "0102".repeat(16)] {
            assert_eq!(EncryptionKey::parse(&weak).unwrap_err(), EncryptionKeyError::Weak);
        }
        let counting: String = (0..32).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(EncryptionKey::parse(&counting).unwrap_err(), EncryptionKeyError::Weak);
    }

    #[test]
    fn debug_does_not_show_the_key() {
        let key = EncryptionKey::parse(HEX).unwrap();
        assert!(!format!("{key:?}").contains("6bc1") && !format!("{key:?}").contains("107"));
    }
}
