//! What a workspace holds: dashboards, and metrics that no tenant made.

use souk_model::{Dashboard, ErrorCode, Metric, OrganisationId};

use super::find;
use crate::http::{ApiError, Pagination};
use crate::service::Services;
use crate::service::documents::{self, Stored};
use crate::wire::workspaces::{DashboardItem, MetricItem};

/// The dashboards.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`.
pub async fn dashboards(
    services: &Services,
    organisation: OrganisationId,
    workspace: &str,
    pagination: Pagination,
) -> Result<Vec<DashboardItem>, ApiError> {
    let workspace = find(services, organisation, workspace).await?;
    let found = documents::linked::<Dashboard>(services, organisation, workspace.link()).await?;
    let item = |stored: Stored<Dashboard>| DashboardItem {
        name: stored.body.name,
        external_dashboard_id: stored.body.dashboard_id,
    };
    Ok(pagination.of(found.into_iter().map(item)))
}

/// The metrics, without those that tenants made.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`.
pub async fn metrics(
    services: &Services,
    organisation: OrganisationId,
    workspace: &str,
    pagination: Pagination,
) -> Result<Vec<MetricItem>, ApiError> {
    let workspace = find(services, organisation, workspace).await?;
    let found = documents::linked::<Metric>(services, organisation, workspace.link()).await?;
    let own = found.into_iter().filter(|stored| stored.body.owner.is_none());
    Ok(pagination.of(own.map(|stored| item(stored.body))))
}

/// The metrics of one dashboard.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`, `DASHBOARD_PARAM_ERROR`.
pub async fn dashboard_metrics(
    services: &Services,
    organisation: OrganisationId,
    workspace: &str,
    dashboard: &str,
    pagination: Pagination,
) -> Result<Vec<MetricItem>, ApiError> {
    find(services, organisation, workspace).await?;
    let found = documents::named::<Dashboard>(services, organisation, dashboard).await?;
    let found = found.filter(|stored| stored.body.workspace_name == workspace);
    let unknown = || ApiError::new(ErrorCode::DASHBOARD_PARAM_ERROR, "Invalid dashboard id");
    let found = found.ok_or_else(|| unknown().at("dashboardId"))?;
    let mut items = Vec::new();
    for id in found.body.metric_ids() {
        let metric = documents::named::<Metric>(services, organisation, id).await?;
        items.extend(metric.map(|stored| item(stored.body)));
    }
    Ok(pagination.of(items))
}

fn item(metric: Metric) -> MetricItem {
    MetricItem { name: metric.name, metric_id: metric.metric_id }
}
