//! A name as a caller may choose it.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A name: not blank, at most [`Name::LONGEST`] characters, no control characters. Anything else is
/// fine: quotes, emoji, right-to-left marks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// The most characters that a name may have.
    pub const LONGEST: usize = 255;

    /// Checks a text.
    ///
    /// # Errors
    /// What is wrong, as a phrase that follows the field's name (`is not allowed to be empty`).
    pub fn new(text: impl Into<String>) -> Result<Self, &'static str> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err("is not allowed to be empty");
        }
        if text.chars().nth(Self::LONGEST).is_some() {
            return Err("length must be less than or equal to 255 characters long");
        }
        if text.chars().any(char::is_control) {
            return Err("must not contain control characters");
        }
        Ok(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl PartialSchema for Name {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(Self::LONGEST))
            .into()
    }
}

impl ToSchema for Name {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Name")
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn odd_names_are_fine_and_unstorable_ones_are_not() {
        for fine in ["a", "O'Brien \"x\"", "\u{202e}abc", "🦀", " a "] {
            assert!(Name::new(fine).is_ok(), "{fine:?}");
        }
        for refused in ["", "  ", "a\0b", "line\nbreak"] {
            assert!(Name::new(refused).is_err(), "{refused:?}");
        }
        assert!(Name::new("é".repeat(255)).is_ok());
        assert!(Name::new("é".repeat(256)).is_err());
    }
}
