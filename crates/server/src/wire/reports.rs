//! Scheduled reports: what guests send and get, and the list of the compatible wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::ReportFormat;
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Guid, Name, Number};

/// When a report is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"frequency": "weekly", "day": "monday", "time": "09:00",
    "timezone": "Europe/Oslo"}))]
pub struct TimeConfigurations {
    /// `daily`, `weekly` or `monthly`.
    pub frequency: FrequencyWord,
    /// Of a weekly report the day of the week; of a monthly one the day of the month, 1 to 28.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub day: Option<Value>,
    /// The time of the day, as `09:00`.
    pub time: String,
    /// The time zone's name.
    pub timezone: String,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FrequencyWord {
    /// Every day.
    Daily,
    /// Once a week.
    Weekly,
    /// Once a month.
    Monthly,
}

/// A report, as the viewer wants it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportDraft {
    /// The e-mail's subject.
    pub subject: Name,
    /// Its metrics, in their order.
    pub metric_ids: Vec<String>,
    /// The addresses that it is sent to.
    pub recipients: Vec<String>,
    /// `csv` or `xlsx`.
    #[serde(default)]
    #[schema(value_type = String, required = false)]
    pub format: ReportFormat,
    /// When it is sent.
    pub time_configurations: TimeConfigurations,
    /// Values of the dashboard's filters, by name; null for none.
    #[serde(default)]
    #[schema(value_type = Object, required = false)]
    pub filters: BTreeMap<String, Value>,
}

/// Which dashboard's reports.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal"}))]
pub struct ReportsRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
}

/// A report to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"dashboardId": "supplier-portal", "report": {
    "subject": "Revenue of the week", "metricIds": ["revenue-by-month"],
    "recipients": ["kari@example.com"], "format": "xlsx",
    "timeConfigurations": {"frequency": "weekly", "day": "monday", "time": "09:00",
        "timezone": "Europe/Oslo"}}}))]
pub struct CreateReportRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// The report.
    pub report: ReportDraft,
}

/// A report to be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateReportRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Which report.
    pub report_id: Guid,
    /// Its whole new content.
    pub report: ReportDraft,
}

/// A report to be removed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeleteReportRequest {
    /// A dashboard's identifier, or an embed's.
    pub dashboard_id: String,
    /// Which report.
    pub report_id: Guid,
}

/// A report, for whom it belongs to.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnReport {
    /// Its identifier.
    pub id: String,
    /// The e-mail's subject.
    pub subject: String,
    /// Its metrics.
    pub metric_ids: Vec<String>,
    /// The addresses that it is sent to.
    pub recipients: Vec<String>,
    /// `csv` or `xlsx`.
    #[schema(value_type = String)]
    pub format: ReportFormat,
    /// When it is sent.
    pub time_configurations: TimeConfigurations,
    /// Values of the dashboard's filters.
    #[schema(value_type = Object)]
    pub filters: Map<String, Value>,
    /// When it is sent next.
    pub next_at: DateTime<Utc>,
    /// When it was last to be sent; null before the first time.
    pub last_at: Option<DateTime<Utc>>,
    /// Why nothing, or not everything, was sent then.
    pub problem: Option<String>,
}

/// Which reports of a data app.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportsQuery {
    /// The embed.
    pub embed_id: String,
    /// Those of this tenant.
    pub client_id: Option<String>,
    /// Those of this person.
    #[serde(alias = "createdByIdentifier")]
    pub user_identifier: Option<String>,
    /// Ten rows per page instead of all rows.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// Which reports of a data app go.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeleteReportsQuery {
    /// The embed.
    pub embed_id: String,
    /// This one.
    #[param(value_type = Option<String>)]
    pub id: Option<Guid>,
    /// Those of this tenant.
    pub client_id: Option<String>,
    /// Those of this person.
    pub user_identifier: Option<String>,
}

/// How many went.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeletedReportsReply {
    /// So many.
    pub deleted: usize,
}

/// A report in the list of a data app.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportItem {
    /// Its identifier.
    pub id: String,
    /// The e-mail's subject.
    pub subject: String,
    /// Its metrics.
    pub schedule_email_report_charts: Vec<ReportChart>,
    /// When it is sent.
    pub time_configurations: TimeConfigurations,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// The tenant.
    pub client_id: String,
    /// The embed.
    pub embed_id: String,
    /// The person who made it, where the token named one.
    pub created_by_identifier: Option<String>,
    /// The addresses that it is sent to.
    pub recipients: Vec<String>,
    /// When it is sent next.
    pub next_at: DateTime<Utc>,
    /// When it was last to be sent; null before the first time.
    pub last_at: Option<DateTime<Utc>>,
    /// Why nothing, or not everything, was sent then.
    pub problem: Option<String>,
}

/// A metric of a report.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportChart {
    /// The metric.
    pub external_metric: ReportMetric,
}

/// Which metric.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportMetric {
    /// Its identifier.
    pub metric_id: String,
}
