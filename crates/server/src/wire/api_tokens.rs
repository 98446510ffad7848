//! API keys, which the wire also calls API tokens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Guid, Name, Number};

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dataAppName": "shop portal", "name": "back end"}))]
pub struct CreateApiKeyRequest {
    /// Whose key.
    pub data_app_name: String,
    /// What it is called; not unique.
    pub name: Name,
}

/// Which keys.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ApiKeysQuery {
    /// The data app's exact name.
    pub data_app_name: String,
    /// Ten rows per page instead of all rows.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// A key in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApiKeyItem {
    /// The key, in clear.
    #[schema(format = "uuid")]
    pub key: String,
    /// What it is called.
    pub name: String,
    /// `API key for data app …`.
    pub description: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A rotation: with a service token, of the key that is named; with an API key, of itself.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"expireAt": 3600}))]
pub struct RotateApiKeyRequest {
    /// The key to rotate; needed with a service token only.
    pub key: Option<Guid>,
    /// Seconds until the old key dies; 0 is at once.
    pub expire_at: Number,
}

hidden!(ApiKeyItem, RotateApiKeyRequest);
