//! Workspaces and their contents.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::ConnectionType;
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Name, Number};

/// A workspace to be made, or its new connection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"name": "portal", "connectionType": "DATAMART", "datamartName": "shop"}))]
pub struct WorkspaceRequest {
    /// Unique in the organisation.
    pub name: Name,
    /// `DATASOURCE`, `DATAMART`, `MULTI_DATASOURCE` or `MULTI_DATAMART`.
    #[schema(value_type = String, example = "DATAMART")]
    pub connection_type: ConnectionType,
    /// For `DATASOURCE`.
    pub datasource_name: Option<String>,
    /// For `DATAMART`.
    pub datamart_name: Option<String>,
}

/// Which workspace.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WorkspaceQuery {
    /// Its exact name.
    pub name: String,
}

/// A workspace by its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkspaceItem {
    /// Its name.
    pub name: String,
}

/// A workspace that was deleted.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkspaceDeleted {
    /// Its name.
    pub id: String,
    /// For people.
    #[schema(example = "Workspace deleted successfully")]
    pub message: String,
}

/// Whose contents, and which part of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"workspaceName": "portal"}))]
pub struct ContentsRequest {
    /// The workspace.
    pub workspace_name: String,
    /// Ten rows per page instead of all rows.
    pub is_pagination: Option<Flag>,
    /// Counted from 1.
    pub page_number: Option<Number>,
}

/// The metrics of one dashboard.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"workspaceName": "portal", "dashboardId": "supplier-portal"}))]
pub struct DashboardMetricsRequest {
    /// The workspace.
    pub workspace_name: String,
    /// The dashboard.
    pub dashboard_id: String,
    /// Ten rows per page instead of all rows.
    pub is_pagination: Option<Flag>,
    /// Counted from 1.
    pub page_number: Option<Number>,
}

/// A dashboard in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DashboardItem {
    /// For people.
    pub name: String,
    /// Its identifier.
    pub external_dashboard_id: String,
}

/// A metric in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MetricItem {
    /// For people.
    pub name: String,
    /// Its identifier.
    pub metric_id: String,
}

/// Filters of dashboards, mapped to other columns.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemapRequest {
    /// The workspace.
    pub workspace_name: String,
    /// Which dashboards.
    pub dashboards: Vec<DashboardRemap>,
}

/// Filters of one dashboard.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DashboardRemap {
    /// The dashboard.
    pub dashboard_id: String,
    /// Which filters.
    pub filters: Vec<FilterRemap>,
}

/// What one filter narrows from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FilterRemap {
    /// The filter's label; a name that no filter has is passed over.
    pub name: String,
    /// The columns.
    pub apply_on_tables: Vec<ApplyOnTable>,
}

/// A column of a table.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApplyOnTable {
    /// Required by the wire, whose pages disagree about its words; the column's own type counts.
    pub data_type: String,
    /// The schema.
    pub schema_name: String,
    /// The table, without its schema.
    pub table_name: String,
    /// The column.
    pub column_name: String,
}

/// `{"success": true}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Success {
    /// Always true.
    pub success: bool,
}

/// A dashboard as a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"workspaceName": "portal", "dashboardId": "supplier-portal"}))]
pub struct ExportDashboardRequest {
    /// The dashboard.
    pub dashboard_id: String,
    /// Its workspace.
    pub workspace_name: String,
}

/// A file as a dashboard.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportDashboardRequest {
    /// The workspace that is to hold it.
    pub workspace_name: String,
    /// The `data` of an export.
    #[schema(value_type = Object)]
    pub import_dashboard_data: Map<String, Value>,
    /// Its identifier; made when absent.
    pub dashboard_id: Option<Name>,
    /// Its name; that of the export when absent.
    pub dashboard_name: Option<Name>,
    /// Schemas that are called otherwise here.
    pub schema_pairs: Option<Vec<SchemaPair>>,
}

/// A schema and what it is called here.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SchemaPair {
    /// As exported.
    pub replace_schema: String,
    /// As it is here.
    pub target_schema: String,
}

/// What an import made.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportReply {
    /// The dashboard.
    pub response: Imported,
}

/// An imported dashboard.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// For people.
    pub message: String,
    /// Its identifier.
    pub dashboard_id: String,
    /// Its name.
    pub dashboard_name: String,
    /// Its workspace.
    pub workspace_name: String,
}
