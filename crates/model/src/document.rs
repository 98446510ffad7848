//! Stored bodies and their versions: `{"version": 1, …}`.
//!
//! Every version that was ever written can be read; only the newest is written. A body's own type
//! says how an older version becomes the next one, and `tests/fixtures` keeps a pair for each.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{Catalog, Datamart, Datasource, SemanticLayer};

const VERSION_KEY: &str = "version";

/// A body that the store keeps.
pub trait Versioned: Serialize + DeserializeOwned {
    /// What it is called in errors.
    const WORD: &'static str;

    /// The version that is written.
    const NEWEST: u64 = 1;

    /// Turns a body of version `from` into one of version `from + 1`, without the version key.
    fn upgrade(_from: u64, body: Map<String, Value>) -> Map<String, Value> {
        body
    }
}

/// Why a stored body could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Not an object with a version.
    #[error("the stored {0} has no version")]
    NoVersion(&'static str),
    /// Written by a newer build, or never.
    #[error("the stored {word} has version {found}, and this build reads 1 to {newest}")]
    UnknownVersion {
        /// Of what.
        word: &'static str,
        /// The version it says.
        found: u64,
        /// The newest version known here.
        newest: u64,
    },
    /// The version is known and the body does not fit it.
    #[error("the stored {0} is malformed")]
    Malformed(&'static str, #[source] serde_json::Error),
}

/// The body to store, in the newest version.
///
/// # Errors
/// A value that JSON cannot hold.
pub fn to_document<T: Versioned>(value: &T) -> Result<Value, DocumentError> {
    let malformed = |error| DocumentError::Malformed(T::WORD, error);
    let mut body = serde_json::to_value(value).map_err(malformed)?;
    if let Value::Object(fields) = &mut body {
        fields.insert(VERSION_KEY.to_owned(), T::NEWEST.into());
    }
    Ok(body)
}

/// The value of a stored body, whatever version it was written in.
///
/// # Errors
/// A version that this build does not know, or a body that does not fit its version.
pub fn from_document<T: Versioned>(body: Value) -> Result<T, DocumentError> {
    let Value::Object(mut fields) = body else { return Err(DocumentError::NoVersion(T::WORD)) };
    let version = fields.remove(VERSION_KEY).and_then(|version| version.as_u64());
    let found = version.ok_or(DocumentError::NoVersion(T::WORD))?;
    if !(1..=T::NEWEST).contains(&found) {
        let (word, newest) = (T::WORD, T::NEWEST);
        return Err(DocumentError::UnknownVersion { word, found, newest });
    }
    let newest = (found..T::NEWEST).fold(fields, |body, from| T::upgrade(from, body));
    serde_json::from_value(Value::Object(newest))
        .map_err(|error| DocumentError::Malformed(T::WORD, error))
}

impl Versioned for Datamart {
    const WORD: &'static str = "datamart";
}

impl Versioned for Datasource {
    const WORD: &'static str = "datasource";
}

impl Versioned for Catalog {
    const WORD: &'static str = "catalog";
}

impl Versioned for SemanticLayer {
    const WORD: &'static str = "semantic layer";
}
