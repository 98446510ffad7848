//! Embeds of a data app.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::{AccessSettings, EmbedType};
use utoipa::{IntoParams, ToSchema};

use crate::wire::workspaces::SchemaPair;
use crate::wire::{Flag, Name, Number};

/// An embed to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "embedType": "dashboard",
    "workspaceName": "portal",
    "accessSettings": {"datamartName": "shop", "isAllowUnderlyingData": true}}))]
pub struct CreateEmbedRequest {
    /// The dashboard; may be absent for a metric.
    pub dashboard_id: Option<String>,
    /// `dashboard` or `metric`.
    #[schema(value_type = String, example = "dashboard")]
    pub embed_type: EmbedType,
    /// For a metric.
    pub metric_id: Option<String>,
    /// The workspace of what is embedded.
    pub workspace_name: String,
    /// For people; the embed's identifier when absent.
    pub name: Option<Name>,
    /// What guests may do; required for a dashboard.
    #[schema(value_type = Option<Object>)]
    pub access_settings: Option<AccessSettings>,
}

/// What guests may do from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"embedId": "supplier-portal",
    "accessSettings": {"isAllowUnderlyingData": false}}))]
pub struct UpdateEmbedRequest {
    /// The embed.
    pub embed_id: String,
    /// Only what is given changes.
    #[schema(value_type = Option<Object>)]
    pub access_settings: Option<AccessSettings>,
}

/// Another name for an embed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"embedId": "supplier-portal", "name": "Supplier portal"}))]
pub struct RenameEmbedRequest {
    /// The embed.
    pub embed_id: String,
    /// The new name.
    pub name: Name,
    /// Whether the dashboard gets the name too.
    pub is_rename_dashboard: Option<Flag>,
}

/// Which embed goes.
#[derive(Debug, Deserialize, IntoParams, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeleteEmbedRequest {
    /// The embed.
    pub embed_id: String,
    /// Whether its dashboard goes too.
    #[param(inline)]
    pub is_delete_dashboard: Option<Flag>,
}

/// Which embed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EmbedIdQuery {
    /// Its identifier.
    pub embed_id: String,
}

/// Which embeds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EmbedsQuery {
    /// Those that this tenant sees.
    pub client_id: Option<String>,
    /// Ten rows per page instead of all rows.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// Which part of a list, in the body of the oldest lists.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PageBody {
    /// Ten rows per page instead of all rows.
    pub is_pagination: Option<Flag>,
    /// Counted from 1.
    pub page_number: Option<Number>,
}

/// `{"id", "name", "error": null}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedEmbedReply {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Always null.
    pub error: Option<()>,
}

/// An embed in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EmbedListItem {
    /// Its identifier.
    pub embed_id: String,
    /// `dashboard` or `metric`.
    #[schema(value_type = String)]
    pub embed_type: EmbedType,
    /// For people.
    pub name: String,
    /// The dashboard, where one is embedded.
    pub external_dashboard: Option<ExternalDashboard>,
    /// The metric, where one is embedded alone.
    pub external_metric: Option<ExternalMetric>,
    /// The same once more, with times.
    pub embed_metadata: EmbedMetadata,
    /// What its guests may do.
    #[schema(value_type = Object)]
    pub embed_data_app_access_setting: AccessSettings,
}

/// An embedded dashboard.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExternalDashboard {
    /// Its identifier.
    pub external_dashboard_id: String,
    /// For people.
    pub name: String,
    /// `createdAt`, `updatedAt`, and what was given when it was made.
    #[schema(value_type = Object)]
    pub metadata: Map<String, Value>,
}

/// An embedded metric.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExternalMetric {
    /// Its identifier.
    pub metric_id: String,
    /// For people.
    pub name: String,
}

/// An embed once more.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EmbedMetadata {
    /// Its identifier.
    pub embed_id: String,
    /// For people.
    pub name: String,
    /// `dashboard` or `metric`.
    #[schema(value_type = String)]
    pub embed_type: EmbedType,
    /// Its data app.
    pub data_app_name: String,
    /// The metric.
    pub metric_id: Option<String>,
    /// The dashboard.
    pub dashboard_id: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A dashboard for one tenant, and its embed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "portal-of-7", "workspaceName": "portal", "clientId": "7",
    "templateDashboardId": "supplier-portal", "accessSettings": {"datamartName": "shop"}}))]
pub struct DashboardEmbedRequest {
    /// Its identifier, which no dashboard has yet.
    pub dashboard_id: Name,
    /// The workspace.
    pub workspace_name: String,
    /// The tenant.
    pub client_id: String,
    /// A dashboard whose filters and layout it gets.
    #[serde(alias = "templateId")]
    pub template_dashboard_id: Option<String>,
    /// Notes of the vendor's own.
    #[schema(value_type = Option<Object>)]
    pub metadata: Option<Map<String, Value>>,
    /// Whether metrics that the tenant's people make are private unless they say otherwise.
    pub is_allow_private_metrics_by_default: Option<Flag>,
    /// For people; the identifier when absent.
    pub name: Option<Name>,
    /// For people.
    pub embed_description: Option<String>,
    /// Whether an import brings its metrics too; yes when absent.
    pub is_import_metrics: Option<Flag>,
    /// Whether an import's name is used.
    pub is_rename_dashboard: Option<Flag>,
    /// `GALLERY`, the one word that is known.
    pub metric_import_mode: Option<String>,
    /// The `data` of an export.
    #[schema(value_type = Option<Object>)]
    pub import_dashboard_data: Option<Map<String, Value>>,
    /// Schemas that are called otherwise here.
    pub schema_pairs: Option<Vec<SchemaPair>>,
    /// What guests may do.
    #[schema(value_type = Object)]
    pub access_settings: AccessSettings,
}
