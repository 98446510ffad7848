//! What a data app's back end reads: its dashboards, its metrics, and their answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Number};

/// A question to a metric, for one tenant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"embedId": "supplier-portal", "metricId": "revenue-by-month",
    "clientId": "7", "dashboardFilter": {"Period": {"start": "2024-01-01", "end": "2024-06-30"}}}))]
pub struct QueryMetricRequest {
    /// The embed.
    pub embed_id: String,
    /// The metric.
    pub metric_id: String,
    /// The tenant; `None` where there is no tenancy.
    #[serde(deserialize_with = "client_id")]
    #[schema(value_type = String)]
    pub client_id: String,
    /// Values of the dashboard's filters, by name; null for none.
    #[schema(value_type = Option<Object>)]
    pub dashboard_filter: Option<BTreeMap<String, Value>>,
    /// Values of the metric's own filters, by name; null for none.
    #[schema(value_type = Option<Object>)]
    pub metric_filter: Option<BTreeMap<String, Value>>,
    /// In workspaces over several datasources.
    pub datasource_name: Option<String>,
    /// In workspaces over several datamarts.
    pub datamart_name: Option<String>,
    /// The person, for private metrics.
    pub user_identifier: Option<String>,
    /// At most this many rows.
    pub limit: Option<u32>,
    /// Rows to leave out at the start.
    pub offset: Option<u32>,
}

/// Back ends often hold their keys as numbers.
fn client_id<'de, D: serde::Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    let found = super::questions::client_id(source)?;
    found.ok_or_else(|| serde::de::Error::custom("must be a string"))
}

/// Which dashboards of the data app.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AppDashboardsQuery {
    /// Names, with commas between them.
    pub dashboard_names: Option<String>,
    /// Ten rows per page instead of all rows.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// The same in a body.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppDashboardsBody {
    /// Which.
    pub filters: Option<DashboardNames>,
    /// Ten rows per page instead of all rows.
    pub is_pagination: Option<Flag>,
    /// Counted from 1.
    pub page_number: Option<Number>,
}

/// Dashboards by name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DashboardNames {
    /// Their names.
    pub dashboard_names: Option<Vec<String>>,
}

/// A dashboard of the data app.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppDashboardItem {
    /// For people.
    pub name: String,
    /// Its identifier.
    pub external_dashboard_id: String,
    /// That of its embed.
    pub embed_id: String,
}

/// Which metrics of an embed, as which tenant.
#[derive(Debug, Deserialize, IntoParams, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AppMetricsQuery {
    /// The embed.
    pub embed_id: String,
    /// The tenant.
    pub client_id: String,
    /// Leaves out what is no metric; metrics are all that is listed here.
    #[param(inline)]
    pub is_metric: Option<Flag>,
    /// The person: their private metrics and no other person's.
    pub user_identifier: Option<String>,
    /// Ten rows per page instead of all rows.
    #[param(inline)]
    pub is_pagination: Option<Flag>,
    /// Counted from 1; counts only where pagination is on.
    #[param(inline)]
    pub page_number: Option<Number>,
}

/// A metric of an embed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppMetricItem {
    /// For people.
    pub name: String,
    /// Its identifier.
    pub metric_id: String,
    /// Whether everybody of the tenant sees it.
    pub is_published: bool,
    /// The person who made it; null for the vendor's.
    pub created_by_user: Option<String>,
}

/// Who sees a metric of a tenant's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"embedId": "supplier-portal", "metricId": "late-orders-1a2b3c4d",
    "isPublished": true}))]
pub struct PublishMetricRequest {
    /// The embed.
    pub embed_id: String,
    /// The metric.
    pub metric_id: String,
    /// Everybody of the tenant, or its maker only.
    pub is_published: Flag,
}
