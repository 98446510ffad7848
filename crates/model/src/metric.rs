//! A metric: a saved question, filters of its own, and how to draw the answer.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{DocumentId, Filter, Versioned};

/// A stored metric. The question is kept as it was sent; its words belong to another crate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metric {
    /// Unique in the organisation; the document's name.
    pub metric_id: String,
    /// The workspace that holds it.
    pub workspace_name: String,
    /// The datamart that it asks; that of the workspace, token or request when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datamart_name: Option<String>,
    /// For people.
    pub name: String,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// A question about members of the datamart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<Value>,
    /// In its place: a SELECT of the vendor's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sql_metric: Option<Value>,
    /// What a person may choose for this metric alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// The columns that a click leads through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drill: Vec<String>,
    /// How the answer is drawn.
    pub chart: Map<String, Value>,
    /// Whose it is, where a tenant made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<MetricOwner>,
}

/// The tenant that made a metric, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetricOwner {
    /// The embed in which it was made; the metric goes when the embed goes.
    pub embed: DocumentId,
    /// The tenant.
    pub client_id: String,
    /// The person, as the token's `userIdentifier` named them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Who of the tenant sees it.
    pub visibility: Visibility,
}

/// Who of a tenant sees a metric that the tenant made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Its maker.
    Private,
    /// Everybody of the tenant.
    Tenant,
}

/// The types of chart that the components draw.
pub const CHART_TYPES: [&str; 23] = [
    "line",
    "stepped",
    "area",
    "bar",
    "row",
    "stack",
    "stack100",
    "combo",
    "scatter",
    "bubble",
    "pie",
    "doughnut",
    "histogram",
    "boxplot",
    "waterfall",
    "funnel",
    "gauge",
    "sankey",
    "heatmap",
    "treemap",
    "single",
    "table",
    "pivot",
];

impl Versioned for Metric {
    const WORD: &'static str = "metric";
}
