//! Connects to a datasource that is not stored yet, and reads its schema.

use std::error::Error;
use std::time::Duration;

use souk_engine::{Credentials, Engine, EngineError, Progress};
use souk_model::validate::validate_tenancy;
use souk_model::{Catalog, ErrorCode, Tenancy};
use tokio::time::timeout;

use super::asked::Asked;
use super::types;
use crate::http::ApiError;

const TEST_LIMIT: Duration = Duration::from_secs(20);
const SCHEMA_LIMIT: Duration = Duration::from_secs(120);

/// The schema, and the tenancy settings checked against it.
///
/// # Errors
/// `CREDENTIAL_TEST_FAILED`, `SCHEMA_CACHE_FAILED`, and what is wrong with the tenancy settings.
pub(super) async fn probe(asked: &Asked) -> Result<(Catalog, Option<Tenancy>), ApiError> {
    let tested = timeout(TEST_LIMIT, asked.engine.test()).await;
    tested.unwrap_or(Err(EngineError::Timeout)).map_err(|error| {
        let message = format!("Connection test failed: {error}");
        let failed = ApiError::new(ErrorCode::CREDENTIAL_TEST_FAILED, message);
        explain(failed, error, Some(&asked.credentials))
    })?;
    let catalog =
        introspect(asked.engine.as_ref(), Some(&asked.credentials), &Progress::default()).await?;
    let tenancy = match &asked.tenancy {
        None => None,
        Some(draft) => validate_tenancy(draft, &catalog, types::traits(&asked.datasource_type))?,
    };
    Ok((catalog, tenancy))
}

/// Reads the schema of a connected datasource.
pub(super) async fn introspect(
    engine: &dyn Engine,
    credentials: Option<&Credentials>,
    progress: &Progress,
) -> Result<Catalog, ApiError> {
    let read = timeout(SCHEMA_LIMIT, engine.introspect(progress)).await;
    read.unwrap_or(Err(EngineError::Timeout)).map_err(|error| {
        let message = format!("Schema could not be cached: {error}");
        explain(ApiError::new(ErrorCode::SCHEMA_CACHE_FAILED, message), error, credentials)
    })
}

/// Adds the database's own words. Only service tokens come here, and secrets are blotted out.
fn explain(failed: ApiError, error: EngineError, credentials: Option<&Credentials>) -> ApiError {
    let mut words = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        words.push(without_secrets(cause.to_string(), credentials));
        next = cause.source();
    }
    words.dedup();
    words.into_iter().fold(failed, ApiError::with_hint).caused_by(error)
}

fn without_secrets(text: String, credentials: Option<&Credentials>) -> String {
    let Some(credentials) = credentials else { return text };
    let secrets = credentials.as_object().iter().filter(|(name, _)| is_secret(name));
    let secrets = secrets.filter_map(|(_, value)| value.as_str());
    let blot = |text: String, secret: &str| text.replace(secret, "***");
    secrets.filter(|secret| !secret.is_empty()).fold(text, blot)
}

fn is_secret(name: &str) -> bool {
    const WORDS: [&str; 6] = ["pass", "secret", "key", "token", "json", "url"];
    let name = name.to_ascii_lowercase();
    WORDS.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn secrets_are_blotted_out_of_a_databases_words() {
        let Value::Object(fields) = json!({"host": "db", "password": "hunter2"}) else { return };
        let credentials = Credentials::new(fields);
        let text = without_secrets("login db:hunter2 refused".to_owned(), Some(&credentials));
        assert_eq!(text, "login db:*** refused");
    }
}
