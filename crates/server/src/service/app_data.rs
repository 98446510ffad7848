//! What a data app's back end reads of its embeds: dashboards, metrics and answers, as any tenant that
//! it names.

use souk_model::{Dashboard, Embed, EmbedType, ErrorCode, Metric, Visibility};
use souk_store::DocumentKind;

use crate::http::{ApiError, Caller, Pagination};
use crate::service::documents::{self, Stored};
use crate::service::embedded::{self, MetricAnswer, Named, Viewer, Wanted, open_for_back_end};
use crate::service::{Services, embeds, metrics};
use crate::wire::data::{
    AppDashboardItem, AppMetricItem, AppMetricsQuery, PublishMetricRequest, QueryMetricRequest,
};

/// The dashboards that the data app embeds, oldest embed first.
///
/// # Errors
/// The store's.
pub async fn dashboards(
    services: &Services,
    caller: &Caller,
    names: Option<&[String]>,
    pagination: Pagination,
) -> Result<Vec<AppDashboardItem>, ApiError> {
    let organisation = caller.organisation();
    let app = (DocumentKind::DataApp, embeds::data_app(caller)?);
    let mut items = Vec::new();
    for embed in documents::linked::<Embed>(services, organisation, app).await? {
        let body = embed.body;
        let (EmbedType::Dashboard, Some(id)) = (body.embed_type, &body.dashboard_id) else {
            continue;
        };
        let found = documents::named::<Dashboard>(services, organisation, id).await?;
        items.extend(found.map(|stored| AppDashboardItem {
            name: stored.body.name,
            external_dashboard_id: stored.body.dashboard_id,
            embed_id: body.embed_id.clone(),
        }));
    }
    items.retain(|item| names.is_none_or(|names| names.contains(&item.name)));
    Ok(pagination.of(items))
}

/// The metrics of an embed, with those that the tenant's people made.
///
/// # Errors
/// `EMBED_PARAM_ERROR`.
pub async fn metrics_of(
    services: &Services,
    caller: &Caller,
    query: AppMetricsQuery,
    pagination: Pagination,
) -> Result<Vec<AppMetricItem>, ApiError> {
    let viewer =
        Viewer { client_id: query.client_id, user: query.user_identifier, is_back_end: true };
    let view = open_for_back_end(services, caller, &query.embed_id, viewer).await?;
    let (_, found) = embedded::show_dashboard(services, caller, &view).await?;
    Ok(pagination.of(found.into_iter().map(item)))
}

fn item(metric: Metric) -> AppMetricItem {
    let owner = metric.owner;
    AppMetricItem {
        name: metric.name,
        metric_id: metric.metric_id,
        is_published: owner.as_ref().is_none_or(|owner| owner.visibility == Visibility::Tenant),
        created_by_user: owner.and_then(|owner| owner.user),
    }
}

/// Asks a metric for a tenant.
///
/// # Errors
/// `EMBED_PARAM_ERROR`, `INVALID_METRIC_ID`, `DATASOURCE_NAME_ERROR`, and as for questions.
pub async fn answer(
    services: &Services,
    caller: &Caller,
    request: QueryMetricRequest,
) -> Result<MetricAnswer, ApiError> {
    let viewer =
        Viewer { client_id: request.client_id, user: request.user_identifier, is_back_end: true };
    let view = open_for_back_end(services, caller, &request.embed_id, viewer).await?;
    let metric = view.metric(services, caller, &request.metric_id).await?.body;
    if let Some(datasource) = &request.datasource_name {
        exists(services, caller, datasource).await?;
    }
    let wanted = Wanted {
        filters: request.dashboard_filter.unwrap_or_default(),
        metric_filters: request.metric_filter.unwrap_or_default(),
        limit: request.limit,
        offset: request.offset,
        named: Named { datamart: request.datamart_name, datasource: request.datasource_name },
        ..Wanted::default()
    };
    view.check_filters(&wanted.filters)?;
    embedded::answer(services, caller, &view, &metric, &wanted).await
}

async fn exists(services: &Services, caller: &Caller, datasource: &str) -> Result<(), ApiError> {
    let kind = DocumentKind::Datasource;
    let found = documents::link(services, caller.organisation(), kind, datasource).await?;
    let invalid = || {
        let message = "Invalid datasource name";
        ApiError::new(ErrorCode::DATASOURCE_NAME_ERROR, message).at("datasourceName")
    };
    found.map(drop).ok_or_else(invalid)
}

/// Shows a metric of a tenant's own to everybody of that tenant, or to its maker only. The vendor's
/// own metrics are always shown.
///
/// # Errors
/// `INVALID_METRIC_ID` 500, as the wire has it.
pub async fn publish(
    services: &Services,
    caller: &Caller,
    request: &PublishMetricRequest,
) -> Result<(), ApiError> {
    let organisation = caller.organisation();
    let invalid = || {
        ApiError::new(ErrorCode::INVALID_METRIC_ID, "Invalid metric or embed ID").with_status(500)
    };
    let embed = embeds::find(services, caller, &request.embed_id).await.map_err(|_| invalid())?;
    let found = documents::named::<Metric>(services, organisation, &request.metric_id).await?;
    let stored = found.ok_or_else(invalid)?;
    let Some(owner) = &stored.body.owner else {
        let shown = shows(services, caller, &embed, &stored.body.metric_id).await?;
        return if shown && request.is_published.0 { Ok(()) } else { Err(invalid()) };
    };
    if owner.embed != embed.id || (owner.user.is_none() && !request.is_published.0) {
        return Err(invalid());
    }
    let visibility = if request.is_published.0 { Visibility::Tenant } else { Visibility::Private };
    let mut metric = stored.body.clone();
    metric.owner = Some(souk_model::MetricOwner { visibility, ..owner.clone() });
    let links = metrics::links(services, organisation, &metric).await?;
    let change = stored.update(&metric, links)?;
    Ok(services.store.commit(organisation, &caller.actor(), vec![change]).await?)
}

/// Whether an embed shows one of the vendor's metrics.
async fn shows(
    services: &Services,
    caller: &Caller,
    embed: &Stored<Embed>,
    metric: &str,
) -> Result<bool, ApiError> {
    if embed.body.metric_id.as_deref() == Some(metric) {
        return Ok(true);
    }
    let Some(id) = &embed.body.dashboard_id else { return Ok(false) };
    let found = documents::named::<Dashboard>(services, caller.organisation(), id).await?;
    Ok(found.is_some_and(|stored| stored.body.metric_ids().contains(&metric)))
}
