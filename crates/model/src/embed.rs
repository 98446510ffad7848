//! An embed: a dashboard or a metric inside a data app, and what its guests may do there.

use serde::{Deserialize, Serialize};

use crate::{DocumentId, Versioned};

/// A stored embed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Embed {
    /// Unique in the organisation; the document's name.
    pub embed_id: String,
    /// For people.
    pub name: String,
    /// What is embedded.
    pub embed_type: EmbedType,
    /// The workspace of what is embedded.
    pub workspace_name: String,
    /// The dashboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dashboard_id: Option<String>,
    /// The metric, where one is embedded alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric_id: Option<String>,
    /// What its guests may do.
    pub access_settings: AccessSettings,
    /// The data app that it belongs to.
    pub data_app: DocumentId,
}

/// What is embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EmbedType {
    /// A dashboard.
    Dashboard,
    /// One metric.
    Metric,
}

/// What guests may do in an embed. What is absent is not allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccessSettings {
    /// The datamart that metrics of the tenants' own may ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datamart_name: Option<String>,
    /// Kept for the wire.
    #[serde(default, alias = "isAllowAipilot", skip_serializing_if = "Option::is_none")]
    pub is_allow_ai_pilot: Option<bool>,
    /// Reports by e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_allow_email_reports: Option<bool>,
    /// Other people's metrics of the same tenant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_allow_manage_metrics: Option<bool>,
    /// Views of the dashboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_allow_create_dashboard_view: Option<bool>,
    /// Making metrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_allow_metric_creation: Option<bool>,
    /// Removing metrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_allow_metric_deletion: Option<bool>,
    /// Moving blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_allow_metric_layout_change: Option<bool>,
    /// Changing metrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_allow_metric_update: Option<bool>,
    /// The rows behind a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_allow_underlying_data: Option<bool>,
    /// How metrics are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric_creation_mode: Option<CreationMode>,
    /// How tables are joined where metrics are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_model: Option<JoinModel>,
    /// The older flag for [`AccessSettings::join_model`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_incremental_join: Option<bool>,
    /// Client columns of tables that have none in the datamart.
    #[serde(default, alias = "tableList", skip_serializing_if = "Option::is_none")]
    pub table_tenancy_settings: Option<Vec<TableTenancySetting>>,
    /// Origins of the pages that may show the embed; any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_origins: Option<Vec<String>>,
}

/// How metrics are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CreationMode {
    /// By choosing fields.
    DragDrop,
    /// By asking.
    Chat,
}

/// How tables are joined where metrics are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JoinModel {
    /// All tables at once.
    Single,
    /// Those of the fields that are used.
    Multi,
}

/// The client column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TableTenancySetting {
    /// `table` or `schema.table`.
    pub name: String,
    /// The column that holds the tenant's key.
    pub client_column: String,
}

impl AccessSettings {
    /// These settings with what a partial change gives.
    #[must_use]
    pub fn changed_by(self, change: Self) -> Self {
        Self {
            datamart_name: change.datamart_name.or(self.datamart_name),
            is_allow_ai_pilot: change.is_allow_ai_pilot.or(self.is_allow_ai_pilot),
            is_allow_email_reports: change.is_allow_email_reports.or(self.is_allow_email_reports),
            is_allow_manage_metrics: change
                .is_allow_manage_metrics
                .or(self.is_allow_manage_metrics),
            is_allow_create_dashboard_view: change
                .is_allow_create_dashboard_view
                .or(self.is_allow_create_dashboard_view),
            is_allow_metric_creation: change
                .is_allow_metric_creation
                .or(self.is_allow_metric_creation),
            is_allow_metric_deletion: change
                .is_allow_metric_deletion
                .or(self.is_allow_metric_deletion),
            is_allow_metric_layout_change: change
                .is_allow_metric_layout_change
                .or(self.is_allow_metric_layout_change),
            is_allow_metric_update: change.is_allow_metric_update.or(self.is_allow_metric_update),
            is_allow_underlying_data: change
                .is_allow_underlying_data
                .or(self.is_allow_underlying_data),
            metric_creation_mode: change.metric_creation_mode.or(self.metric_creation_mode),
            join_model: change.join_model.or(self.join_model),
            is_incremental_join: change.is_incremental_join.or(self.is_incremental_join),
            table_tenancy_settings: change.table_tenancy_settings.or(self.table_tenancy_settings),
            allowed_origins: change.allowed_origins.or(self.allowed_origins),
        }
    }
}

impl Versioned for Embed {
    const WORD: &'static str = "embed";
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn settings(value: serde_json::Value) -> AccessSettings {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_partial_change_keeps_what_it_does_not_name() {
        let before = settings(json!({"datamartName": "shop", "isAllowMetricCreation": true,
            "isAllowUnderlyingData": true, "tableList": [{"name": "a", "clientColumn": "b"}]}));
        let after = before.changed_by(settings(json!({"isAllowMetricCreation": false})));
        let expected = json!({"datamartName": "shop", "isAllowMetricCreation": false,
            "isAllowUnderlyingData": true,
            "tableTenancySettings": [{"name": "a", "clientColumn": "b"}]});
        assert_eq!(serde_json::to_value(after).unwrap(), expected);
    }
}
