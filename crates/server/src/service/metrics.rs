//! Metrics as documents of a workspace.

mod check;

pub use check::{asked, check};

use souk_model::{ErrorCode, Metric, OrganisationId};
use souk_store::{Actor, DocumentKind, StoreError};

use crate::http::{ApiError, Pagination};
use crate::service::documents::{self, Links, Stored, creation};
use crate::service::{Services, identifiers, workspaces};
use crate::wire::metrics::{DuplicateMetricRequest, MetricBody, MetricShown, MetricsQuery};

/// Makes a metric.
///
/// # Errors
/// What is wrong with the body; `INVALID_METRIC_ID` where the identifier is taken.
pub async fn create(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: MetricBody,
) -> Result<String, ApiError> {
    let metric = metric(body);
    insert(services, organisation, actor, &metric).await?;
    Ok(metric.metric_id)
}

/// Replaces a metric's content.
///
/// # Errors
/// What is wrong with the body; `INVALID_METRIC_ID` where there is none.
pub async fn update(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: MetricBody,
) -> Result<String, ApiError> {
    if body.metric_id.is_none() {
        return Err(ApiError::invalid("\"metricId\" is required").at("metricId"));
    }
    let metric = metric(body);
    let stored = find(services, organisation, &metric.metric_id).await?;
    check(&metric)?;
    let links = links(services, organisation, &metric).await?;
    let change = stored.update(&metric, links)?;
    services.store.commit(organisation, actor, vec![change]).await?;
    Ok(metric.metric_id)
}

/// Makes a metric like another one.
///
/// # Errors
/// `INVALID_METRIC_ID`.
pub async fn duplicate(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    request: DuplicateMetricRequest,
) -> Result<String, ApiError> {
    let original = find(services, organisation, &request.metric_id).await?.body;
    let name = request.name.map_or_else(|| original.name.clone(), |name| name.into_string());
    let metric_id =
        request.new_metric_id.map_or_else(|| identifiers::from_name(&name), |id| id.into_string());
    let copy = Metric { metric_id, name, ..original };
    insert(services, organisation, actor, &copy).await?;
    Ok(copy.metric_id)
}

/// Metrics, without those that tenants made.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`.
pub async fn list(
    services: &Services,
    organisation: OrganisationId,
    query: &MetricsQuery,
    pagination: Pagination,
) -> Result<Vec<MetricShown>, ApiError> {
    let (workspace, id) = (query.workspace_name.as_deref(), query.metric_id.as_deref());
    let mut found = workspaces::asked_for::<Metric>(services, organisation, workspace, id).await?;
    found.retain(|stored| stored.body.owner.is_none());
    Ok(pagination.of(found.into_iter().map(shown)))
}

/// Removes a metric that nothing uses.
///
/// # Errors
/// `INVALID_METRIC_ID`; `CONFLICT` where a dashboard or an embed uses it.
pub async fn delete(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    id: &str,
) -> Result<(), ApiError> {
    let stored = find(services, organisation, id).await?;
    documents::delete(services, organisation, actor, &stored, "metric").await
}

/// A metric that no tenant made.
///
/// # Errors
/// `INVALID_METRIC_ID`.
pub async fn find(
    services: &Services,
    organisation: OrganisationId,
    id: &str,
) -> Result<Stored<Metric>, ApiError> {
    let found = documents::named::<Metric>(services, organisation, id).await?;
    found.filter(|stored| stored.body.owner.is_none()).ok_or_else(not_found)
}

/// Stores a metric that is checked here.
///
/// # Errors
/// As [`create`].
pub async fn insert(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    metric: &Metric,
) -> Result<(), ApiError> {
    check(metric)?;
    let links = links(services, organisation, metric).await?;
    let change = creation(&metric.metric_id, metric, links)?;
    match services.store.commit(organisation, actor, vec![change]).await {
        Err(StoreError::NameTaken { .. }) => {
            let message = "Metric already exists";
            Err(ApiError::new(ErrorCode::INVALID_METRIC_ID, message).at("metricId"))
        }
        outcome => Ok(outcome?),
    }
}

/// What a metric uses.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`, `INVALID_DATAMART`.
pub async fn links(
    services: &Services,
    organisation: OrganisationId,
    metric: &Metric,
) -> Result<Links, ApiError> {
    let workspace = workspaces::find(services, organisation, &metric.workspace_name).await?;
    let mut links = vec![workspace.link()];
    if let Some(datamart) = &metric.datamart_name {
        let kind = DocumentKind::Datamart;
        let link = documents::link(services, organisation, kind, datamart).await?;
        let unknown = || ApiError::new(ErrorCode::INVALID_DATAMART, "Invalid datamart");
        links.push(link.ok_or_else(|| unknown().at("datamartName"))?);
    }
    if let Some(owner) = &metric.owner {
        links.push((DocumentKind::Embed, owner.embed));
    }
    Ok(links)
}

fn metric(body: MetricBody) -> Metric {
    let name = body.name.into_string();
    let made = || identifiers::from_name(&name);
    Metric {
        metric_id: body.metric_id.map_or_else(made, |id| id.into_string()),
        workspace_name: body.workspace_name,
        datamart_name: body.datamart_name,
        name,
        description: body.description,
        query: body.query,
        sql_metric: body.sql_metric,
        filters: body.filters,
        drill: body.drill,
        chart: body.chart,
        owner: None,
    }
}

fn shown(stored: Stored<Metric>) -> MetricShown {
    let Stored { created_at, updated_at, body: metric, .. } = stored;
    MetricShown { metric, created_at, updated_at }
}

fn not_found() -> ApiError {
    ApiError::new(ErrorCode::INVALID_METRIC_ID, "Metric not found").at("metricId")
}
