//! Dashboards as documents of a workspace.

mod check;

pub use check::check;

use souk_model::{Dashboard, ErrorCode, OrganisationId};
use souk_store::{Actor, DocumentKind, StoreError};

use crate::http::{ApiError, Pagination};
use crate::service::documents::{self, Links, Stored, creation};
use crate::service::{Services, identifiers, workspaces};
use crate::wire::dashboards::{
    DashboardBody, DashboardShown, DashboardsQuery, DuplicateDashboardRequest,
};

/// Makes a dashboard.
///
/// # Errors
/// What is wrong with the body; `INVALID_DASHBOARD_ID` where the identifier is taken.
pub async fn create(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: DashboardBody,
) -> Result<String, ApiError> {
    let dashboard = dashboard(body);
    insert(services, organisation, actor, &dashboard).await?;
    Ok(dashboard.dashboard_id)
}

/// Replaces a dashboard's content. Whose it is stays.
///
/// # Errors
/// What is wrong with the body; `INVALID_DASHBOARD_ID` where there is none.
pub async fn update(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: DashboardBody,
) -> Result<String, ApiError> {
    if body.dashboard_id.is_none() {
        return Err(ApiError::invalid("\"dashboardId\" is required").at("dashboardId"));
    }
    let mut dashboard = dashboard(body);
    let stored = find(services, organisation, &dashboard.dashboard_id).await?;
    dashboard.owner.clone_from(&stored.body.owner);
    check(&dashboard)?;
    let links = links(services, organisation, &dashboard).await?;
    let change = stored.update(&dashboard, links)?;
    services.store.commit(organisation, actor, vec![change]).await?;
    Ok(dashboard.dashboard_id)
}

/// Makes a dashboard like another one, for every tenant.
///
/// # Errors
/// `INVALID_DASHBOARD_ID`.
pub async fn duplicate(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    request: DuplicateDashboardRequest,
) -> Result<String, ApiError> {
    let original = find(services, organisation, &request.dashboard_id).await?.body;
    let name = request.name.map_or_else(|| original.name.clone(), |name| name.into_string());
    let dashboard_id = request
        .new_dashboard_id
        .map_or_else(|| identifiers::from_name(&name), |id| id.into_string());
    let copy = Dashboard { dashboard_id, name, owner: None, ..original };
    insert(services, organisation, actor, &copy).await?;
    Ok(copy.dashboard_id)
}

/// Dashboards.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`.
pub async fn list(
    services: &Services,
    organisation: OrganisationId,
    query: &DashboardsQuery,
    pagination: Pagination,
) -> Result<Vec<DashboardShown>, ApiError> {
    let (workspace, id) = (query.workspace_name.as_deref(), query.dashboard_id.as_deref());
    let found = workspaces::asked_for::<Dashboard>(services, organisation, workspace, id).await?;
    Ok(pagination.of(found.into_iter().map(shown)))
}

/// Removes a dashboard that no embed shows.
///
/// # Errors
/// `INVALID_DASHBOARD_ID`; `CONFLICT` where an embed shows it.
pub async fn delete(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    id: &str,
) -> Result<(), ApiError> {
    let stored = find(services, organisation, id).await?;
    documents::delete(services, organisation, actor, &stored, "dashboard").await
}

/// The dashboard of this identifier.
///
/// # Errors
/// `INVALID_DASHBOARD_ID`.
pub async fn find(
    services: &Services,
    organisation: OrganisationId,
    id: &str,
) -> Result<Stored<Dashboard>, ApiError> {
    documents::named(services, organisation, id).await?.ok_or_else(not_found)
}

/// Stores a dashboard that is checked here.
///
/// # Errors
/// As [`create`].
pub async fn insert(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    dashboard: &Dashboard,
) -> Result<(), ApiError> {
    check(dashboard)?;
    let links = links(services, organisation, dashboard).await?;
    let change = creation(&dashboard.dashboard_id, dashboard, links)?;
    match services.store.commit(organisation, actor, vec![change]).await {
        Err(StoreError::NameTaken { .. }) => Err(taken()),
        outcome => Ok(outcome?),
    }
}

/// What a dashboard uses: its workspace, and metrics of that workspace that no tenant made.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`, `INVALID_METRIC_ID`.
pub async fn links(
    services: &Services,
    organisation: OrganisationId,
    dashboard: &Dashboard,
) -> Result<Links, ApiError> {
    let workspace = workspaces::find(services, organisation, &dashboard.workspace_name).await?;
    let mut links = vec![workspace.link()];
    for id in dashboard.metric_ids() {
        let found = documents::named::<souk_model::Metric>(services, organisation, id).await?;
        let found = found.filter(|stored| {
            stored.body.owner.is_none() && stored.body.workspace_name == dashboard.workspace_name
        });
        let unknown = || {
            let hint = format!("the workspace has no metric {id:?}");
            ApiError::new(ErrorCode::INVALID_METRIC_ID, "Metric not found").with_hint(hint)
        };
        links.push((DocumentKind::Metric, found.ok_or_else(|| unknown().at("blocks"))?.id));
    }
    Ok(links)
}

fn dashboard(body: DashboardBody) -> Dashboard {
    let name = body.name.into_string();
    let made = || identifiers::from_name(&name);
    Dashboard {
        dashboard_id: body.dashboard_id.map_or_else(made, |id| id.into_string()),
        workspace_name: body.workspace_name,
        name,
        description: body.description,
        tabs: body.tabs,
        blocks: body.blocks,
        filters: body.filters,
        metadata: body.metadata,
        owner: None,
    }
}

fn shown(stored: Stored<Dashboard>) -> DashboardShown {
    let Stored { created_at, updated_at, body: dashboard, .. } = stored;
    DashboardShown { dashboard, created_at, updated_at }
}

/// On dashboard-embeds the same code means a conflict, as the wire has it.
pub fn taken() -> ApiError {
    ApiError::new(ErrorCode::INVALID_DASHBOARD_ID, "Dashboard already exists").at("dashboardId")
}

fn not_found() -> ApiError {
    ApiError::new(ErrorCode::INVALID_DASHBOARD_ID, "Dashboard not found").at("dashboardId")
}
