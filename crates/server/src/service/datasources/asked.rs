//! A create, update or test request whose form is right. No connection was made yet.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};
use souk_engine::{Credentials, CredentialsError, Engine};
use souk_model::check_name;
use souk_model::validate::TenancyDraft;

use super::types;
use crate::http::ApiError;
use crate::service::{Services, engines};
use crate::wire::datasource::DatasourceBody;

pub(super) struct Asked {
    pub(super) name: String,
    pub(super) datasource_type: String,
    pub(super) credentials: Credentials,
    pub(super) tenancy: Option<TenancyDraft>,
    pub(super) engine: Arc<dyn Engine>,
}

impl fmt::Debug for Asked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Asked").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Asked {
    pub(super) async fn read(services: &Services, body: DatasourceBody) -> Result<Self, ApiError> {
        let DatasourceBody { datasource_type, credentials, tenancy_settings } = body;
        types::check(&datasource_type, &services.connectors)?;
        let name = read_name(&credentials)?;
        let credentials = Credentials::new(credentials);
        let engine = engines::connect(services, &datasource_type, &credentials).await?;
        let engine = engine.map_err(malformed)?;
        let tenancy = tenancy_settings.map(Into::into);
        Ok(Self { name, datasource_type, credentials, tenancy, engine })
    }
}

fn read_name(credentials: &Map<String, Value>) -> Result<String, ApiError> {
    const PATH: &str = "credentials.name";
    let refuse = |rule: &str| ApiError::invalid(format!("\"{PATH}\" {rule}")).at(PATH);
    match credentials.get("name") {
        None | Some(Value::Null) => Err(refuse("is required")),
        Some(Value::String(name)) => {
            check_name(name).map_err(|error| refuse(&error.to_string()))?;
            Ok(name.clone())
        }
        Some(_) => Err(refuse("must be a string")),
    }
}

/// The first problem is the message; all of them are hints.
fn malformed(error: CredentialsError) -> ApiError {
    let problems = error.0;
    let message = problems.first().map_or("\"credentials\" is invalid", String::as_str);
    let first = ApiError::invalid(message).at("credentials");
    problems.into_iter().fold(first, ApiError::with_hint)
}
