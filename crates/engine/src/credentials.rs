//! The `credentials` object of a datasource, read field by field.

use std::fmt;

use serde_json::{Map, Value};

/// What a vendor sent as `credentials`, secrets included. Never shown by `Debug`.
#[derive(Clone)]
pub struct Credentials(Map<String, Value>);

/// Everything that is wrong with a `credentials` object, in words that name the fields.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct CredentialsError(pub Vec<String>);

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.0.keys().collect();
        formatter.debug_tuple("Credentials").field(&fields).finish()
    }
}

impl Credentials {
    /// Wraps the object as it was sent.
    #[must_use]
    pub const fn new(fields: Map<String, Value>) -> Self {
        Self(fields)
    }

    /// The object, for sealing.
    #[must_use]
    pub const fn as_object(&self) -> &Map<String, Value> {
        &self.0
    }
}
