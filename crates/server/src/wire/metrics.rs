//! Metrics as documents.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::{Filter, Metric};
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Name, Number};

/// A metric to be made, or its whole new content.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"metricId": "revenue-by-month", "workspaceName": "portal",
    "datamartName": "shop", "name": "Revenue by month",
    "query": {"measures": ["orders.revenue"],
        "timeDimensions": [{"dimension": "orders.created_at", "granularity": "month"}]},
    "chart": {"type": "bar", "x": "orders.created_at.month", "y": ["orders.revenue"]}}))]
pub struct MetricBody {
    /// Unique in the organisation; made from the name when absent.
    pub metric_id: Option<Name>,
    /// The workspace that holds it.
    pub workspace_name: String,
    /// The datamart that it asks; that of the workspace, token or request when absent.
    pub datamart_name: Option<String>,
    /// For people.
    pub name: Name,
    /// For people.
    pub description: Option<String>,
    /// A question, as of `/api/v2/data-app/datamarts/query`.
    #[schema(value_type = Option<Object>)]
    pub query: Option<Value>,
    /// In its place: a SELECT, as of `/api/v2/data-app/datamarts/query`.
    #[schema(value_type = Option<Object>)]
    pub sql_metric: Option<Value>,
    /// Filters of its own.
    #[serde(default)]
    #[schema(value_type = Vec<Object>, required = false)]
    pub filters: Vec<Filter>,
    /// The columns that a click leads through.
    #[serde(default)]
    #[schema(required = false)]
    pub drill: Vec<String>,
    /// How the answer is drawn; at least `type`.
    #[schema(value_type = Object)]
    pub chart: Map<String, Value>,
}

/// Which metrics.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MetricsQuery {
    /// Those of a workspace.
    pub workspace_name: Option<String>,
    /// One.
    pub metric_id: Option<String>,
    /// Ten rows per page instead of all rows.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// Which metric.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MetricIdQuery {
    /// Its identifier.
    pub metric_id: String,
}

/// A metric to be made like another one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"metricId": "revenue-by-month", "name": "Revenue by month, copy"}))]
pub struct DuplicateMetricRequest {
    /// The one that is there.
    pub metric_id: String,
    /// Of the copy; made from its name when absent.
    pub new_metric_id: Option<Name>,
    /// Of the copy; that of the original when absent.
    pub name: Option<Name>,
}

/// A metric as it is stored.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MetricShown {
    /// As it was sent.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub metric: Metric,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}
