//! The guest protocol: what the web components send and get.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::{Places, Visibility};
use souk_query::OrderRequest;
use utoipa::ToSchema;

use crate::wire::{Flag, Name};

type Values = BTreeMap<String, Value>;

/// A column of an answer and one of its values.
#[derive(Debug, Clone, PartialEq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// The column, as the answer names it.
    pub member: String,
    /// The value; null where the cell is empty.
    #[schema(value_type = Object)]
    pub value: Value,
}

/// A metric of a tenant's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OwnMetric {
    /// For people.
    pub name: Name,
    /// A question about the embed's datamart.
    #[schema(value_type = Object)]
    pub query: Value,
    /// How the answer is drawn.
    #[schema(value_type = Object)]
    pub chart: Map<String, Value>,
    /// `private` or `tenant`; the dashboard's default when absent.
    #[schema(value_type = Option<String>)]
    pub visibility: Option<Visibility>,
}

/// A dashboard, and the answers of its metrics.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "filters": {"City": ["Oslo"]}}))]
pub struct GuestDashboardRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Values of its filters, by name; null for none.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub filters: Values,
    /// Whether the metrics are asked at once; yes when absent.
    pub data: Option<Flag>,
}

/// One metric and its answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"metricId": "revenue-by-month"}))]
pub struct GuestMetricRequest {
    /// A metric's identifier, or its embed's.
    pub metric_id: String,
    /// The dashboard that shows it; absent for a metric that is embedded alone.
    pub dashboard_id: Option<String>,
    /// Values of the dashboard's filters.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub filters: Values,
}

/// The answers of some metrics.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal",
    "metrics": [{"metricId": "revenue-by-month", "limit": 20, "offset": 20}]}))]
pub struct GuestQueryRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Values of the dashboard's filters.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub filters: Values,
    /// Which metrics.
    pub metrics: Vec<GuestMetricQuery>,
}

/// What is asked of one metric.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GuestMetricQuery {
    /// The metric.
    pub metric_id: String,
    /// Values of its own filters.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub filters: Values,
    /// What was clicked in other metrics.
    #[serde(default)]
    #[schema(required = false)]
    pub cross_filters: Vec<Cell>,
    /// What was clicked in this one, from the top: one entry for each level.
    #[serde(default)]
    #[schema(required = false)]
    pub drill: Vec<Cell>,
    /// Another order of the rows.
    #[schema(value_type = Option<Vec<Object>>)]
    pub order: Option<OrderRequest>,
    /// At most this many rows.
    pub limit: Option<u32>,
    /// Rows to leave out at the start.
    pub offset: Option<u32>,
    /// Only rows in which some text contains this.
    pub search: Option<String>,
}

/// What can be chosen in a filter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "filter": "City", "search": "os"}))]
pub struct FilterValuesRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// For a metric's own filter.
    pub metric_id: Option<String>,
    /// The filter's name.
    pub filter: String,
    /// Only what contains this.
    pub search: Option<String>,
    /// Values of the dashboard's other filters.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub filters: Values,
}

/// The rows behind a figure.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "metricId": "revenue-by-month",
    "cell": [{"member": "orders.created_at.month", "value": "2024-01-01T00:00:00.000"}]}))]
pub struct UnderlyingRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// The metric.
    pub metric_id: String,
    /// Values of the dashboard's filters.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub filters: Values,
    /// Values of the metric's own filters.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub metric_filters: Values,
    /// What was clicked in other metrics.
    #[serde(default)]
    #[schema(required = false)]
    pub cross_filters: Vec<Cell>,
    /// Where the viewer has drilled to.
    #[serde(default)]
    #[schema(required = false)]
    pub drill: Vec<Cell>,
    /// The row that was clicked; all rows of the metric when absent.
    #[serde(default)]
    #[schema(required = false)]
    pub cell: Vec<Cell>,
    /// At most this many rows.
    pub limit: Option<u32>,
    /// Rows to leave out at the start.
    pub offset: Option<u32>,
}

/// An answer as a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "metricId": "revenue-by-month",
    "format": "xlsx"}))]
pub struct ExportRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// The metric.
    pub metric_id: String,
    /// Values of the dashboard's filters.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub filters: Values,
    /// Values of the metric's own filters.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub metric_filters: Values,
    /// What was clicked in other metrics.
    #[serde(default)]
    #[schema(required = false)]
    pub cross_filters: Vec<Cell>,
    /// Where the viewer has drilled to.
    #[serde(default)]
    #[schema(required = false)]
    pub drill: Vec<Cell>,
    /// `csv` or `xlsx`.
    pub format: ExportFormat,
    /// `metric`, or `underlying` for the rows behind it.
    #[serde(default)]
    pub rows: ExportRows,
}

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// Comma-separated values.
    Csv,
    /// A spreadsheet.
    Xlsx,
}

/// Which rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExportRows {
    /// Those of the metric's answer.
    #[default]
    Metric,
    /// Those behind it.
    Underlying,
}

/// Where the viewer puts the blocks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal",
    "blocks": {"b1": {"lg": {"x": 6, "y": 0, "w": 6, "h": 4}}}}))]
pub struct LayoutRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Places by breakpoint, by block.
    #[schema(value_type = Option<Object>)]
    pub blocks: Option<BTreeMap<String, Places>>,
    /// Puts the blocks back where the vendor has them.
    pub reset: Option<Flag>,
}

/// Which dashboard.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal"}))]
pub struct FieldsRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
}

/// A question before it is saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal",
    "query": {"measures": ["orders.revenue"], "dimensions": ["customers.city"]}}))]
pub struct PreviewRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// A question about the embed's datamart.
    #[schema(value_type = Object)]
    pub query: Value,
}

/// A metric of the tenant's own to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateOwnMetricRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// The metric.
    pub metric: OwnMetric,
}

/// A metric of the tenant's own to be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateOwnMetricRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Which metric.
    pub metric_id: String,
    /// Its whole new content.
    pub metric: OwnMetric,
}

/// A metric of the tenant's own to be removed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "metricId": "late-orders-1a2b3c4d"}))]
pub struct DeleteOwnMetricRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Which metric.
    pub metric_id: String,
}

/// An answer of a metric, as `data-app/query` has it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MetricAnswerReply {
    /// One object per row.
    #[schema(value_type = Vec<Object>)]
    pub data: Vec<Map<String, Value>>,
    /// Columns, and which of them are groups.
    #[schema(value_type = Object, example = json!({"columns": [{"name": "orders.revenue",
        "dataType": "number", "label": "Revenue"}], "groupbyColumnList": []}))]
    pub meta_data: Map<String, Value>,
    /// All rows where a page of them was asked for.
    #[schema(example = 31)]
    pub total_records: u64,
    /// Milliseconds.
    #[schema(example = 3)]
    pub time_taken: u64,
    /// The value of an earlier time.
    pub comparison_value: Option<f64>,
}

/// `{"answer": …}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewReply {
    /// The answer.
    pub answer: MetricAnswerReply,
}
