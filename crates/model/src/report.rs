//! A scheduled report: what a tenant's person has sent by e-mail, and when.

use chrono::{DateTime, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{DocumentId, TokenId, Versioned};

/// A stored report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The e-mail's subject.
    pub subject: String,
    /// Its metrics, in their order.
    pub metric_ids: Vec<String>,
    /// Who gets it.
    pub recipients: Vec<String>,
    /// What kind of file each metric is.
    pub format: ReportFormat,
    /// When it is sent.
    pub time: ReportTime,
    /// When somebody last said what it is.
    pub changed_at: DateTime<Utc>,
    /// Values of the dashboard's filters.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub filters: Map<String, Value>,
    /// Whose it is, and under which rights its questions are asked.
    pub owner: ReportOwner,
    /// The occurrence that comes next, or that is being sent.
    pub next_at: DateTime<Utc>,
    /// How often that occurrence was tried.
    #[serde(default)]
    pub tries: u32,
    /// Of that occurrence: those who have it already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<String>,
    /// How the last occurrence ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<ReportOutcome>,
}

/// Whose a report is. Its questions are asked with exactly this, whatever token asks for its list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportOwner {
    /// The embed that it was made in; the report goes when the embed goes.
    pub embed: DocumentId,
    /// That embed's identifier.
    pub embed_id: String,
    /// The data app of the token that it was made with.
    pub data_app: DocumentId,
    /// The tenant.
    pub client_id: String,
    /// The person, where the token named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// That token.
    pub token: TokenId,
    /// What that token was made with, as a document of its own.
    pub grant: Value,
}

/// What kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportFormat {
    /// Comma-separated values.
    #[default]
    Csv,
    /// A spreadsheet.
    Xlsx,
}

/// When a report is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportTime {
    /// How often.
    #[serde(flatten)]
    pub frequency: Frequency,
    /// The time of the day.
    pub time: NaiveTime,
    /// The time zone's name.
    pub timezone: String,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frequency", rename_all = "lowercase")]
pub enum Frequency {
    /// Every day.
    Daily,
    /// Once a week.
    Weekly {
        /// The day of the week.
        day: Weekday,
    },
    /// Once a month.
    Monthly {
        /// The day of the month, from 1 to 28, which every month has.
        day: u32,
    },
}

/// How an occurrence ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportOutcome {
    /// When.
    pub at: DateTime<Utc>,
    /// Why nothing, or not everything, was sent; absent where all was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Values of a dashboard's filters, and where the blocks stand, under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DashboardView {
    /// For people.
    pub name: String,
    /// Values of the dashboard's filters; null for one that is cleared.
    #[serde(default)]
    pub filters: Map<String, Value>,
    /// Where the blocks stand, where the view says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<crate::Layout>,
    /// Who made it and who sees it.
    pub owner: crate::MetricOwner,
}

impl Versioned for Report {
    const WORD: &'static str = "report";
}

impl Versioned for DashboardView {
    const WORD: &'static str = "dashboard view";
}
