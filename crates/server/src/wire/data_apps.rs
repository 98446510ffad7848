//! Data apps.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Name, Number};

/// A data app to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"name": "shop portal"}))]
pub struct CreateDataAppRequest {
    /// Unique in the organisation.
    pub name: Name,
}

/// Another name for a data app.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"name": "shop portal", "updateName": "supplier portal"}))]
pub struct RenameDataAppRequest {
    /// The name until now.
    pub name: String,
    /// The next name.
    pub update_name: Name,
}

/// Which data app.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DataAppQuery {
    /// Its exact name.
    pub name: String,
}

/// Which part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Ten rows per page instead of all rows.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// A data app in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DataAppItem {
    /// Its name.
    pub name: String,
    /// Always `embedded`.
    #[serde(rename = "type")]
    #[schema(example = "embedded")]
    pub kind: &'static str,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// How many embeds it has.
    pub embed_count: usize,
    /// Its embeds.
    pub embeds: Vec<EmbedItem>,
}

/// An embed in a list of data apps.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EmbedItem {
    /// Its name.
    pub name: String,
    /// Its identifier.
    pub embed_id: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}
