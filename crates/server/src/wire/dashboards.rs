//! Dashboards as documents.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::{Block, Dashboard, Filter, Tab};
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Name, Number};

/// A dashboard to be made, or its whole new content.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "workspaceName": "portal",
    "name": "Supplier portal",
    "blocks": [{"id": "b1", "kind": "metric", "metricId": "revenue-by-month",
        "at": {"lg": {"x": 0, "y": 0, "w": 6, "h": 4}}}],
    "filters": [{"name": "City", "type": "string", "variant": "multiselect",
        "options": {"from": "column"},
        "applyOn": [{"datamartName": "shop", "member": "customers.city"}]}]}))]
pub struct DashboardBody {
    /// Unique in the organisation; made from the name when absent.
    pub dashboard_id: Option<Name>,
    /// The workspace that holds it.
    pub workspace_name: String,
    /// For people.
    pub name: Name,
    /// For people.
    pub description: Option<String>,
    /// Tabs: `id`, `name`.
    #[serde(default)]
    #[schema(value_type = Vec<Object>, required = false)]
    pub tabs: Vec<Tab>,
    /// Metrics, texts and images, with their places by breakpoint.
    #[serde(default)]
    #[schema(value_type = Vec<Object>, required = false)]
    pub blocks: Vec<Block>,
    /// Filters of all metrics.
    #[serde(default)]
    #[schema(value_type = Vec<Object>, required = false)]
    pub filters: Vec<Filter>,
    /// Notes of the vendor's own.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub metadata: Map<String, Value>,
}

/// Which dashboards.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DashboardsQuery {
    /// Those of a workspace.
    pub workspace_name: Option<String>,
    /// One.
    pub dashboard_id: Option<String>,
    /// Ten rows per page instead of all rows.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// Which dashboard.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DashboardIdQuery {
    /// Its identifier.
    pub dashboard_id: String,
}

/// A dashboard to be made like another one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "name": "Supplier portal, copy"}))]
pub struct DuplicateDashboardRequest {
    /// The one that is there.
    pub dashboard_id: String,
    /// Of the copy; made from its name when absent.
    pub new_dashboard_id: Option<Name>,
    /// Of the copy; that of the original when absent.
    pub name: Option<Name>,
}

/// A dashboard as it is stored.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DashboardShown {
    /// As it was sent.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub dashboard: Dashboard,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}
