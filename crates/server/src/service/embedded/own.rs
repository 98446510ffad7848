//! Metrics that a tenant's people make: only names of the embed's datamart, seen by that tenant only,
//! and private ones by their maker only.

use serde_json::{Map, Value};
use souk_model::{ErrorCode, Metric, MetricOwner, Visibility};
use souk_query::QueryRequest;

use super::permissions::require;
use super::view::no_metric;
use super::{MetricAnswer, View, Wanted, answer_asked, ask, fields};
use crate::http::{ApiError, Caller};
use crate::service::documents::{self, Stored};
use crate::service::{Services, identifiers, metrics, query};
use crate::wire::Name;
use crate::wire::guest::OwnMetric;

/// As many as one tenant may have in one embed.
const MOST_METRICS: usize = 500;

/// Makes a metric.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, what is wrong with the question.
pub async fn create(
    services: &Services,
    caller: &Caller,
    view: &View,
    asked: OwnMetric,
) -> Result<String, ApiError> {
    require(view.permissions.create_metrics)?;
    if view.own_metrics(services, caller).await?.len() >= MOST_METRICS {
        return Err(ApiError::invalid(format!("there are {MOST_METRICS} metrics already")));
    }
    let owner = MetricOwner {
        embed: view.embed.id,
        client_id: view.viewer.client_id.clone(),
        user: view.viewer.user.clone(),
        visibility: visibility(view, asked.visibility)?,
    };
    let id = identifiers::from_name(asked.name.as_str());
    let metric = metric(view, id, asked, owner)?;
    check(services, caller, view, &metric).await?;
    metrics::insert(services, caller.organisation(), &caller.actor(), &metric).await?;
    Ok(metric.metric_id)
}

/// Changes a metric that a tenant's people made.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, `INVALID_METRIC_ID`, what is wrong with the question.
pub async fn update(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: &str,
    asked: OwnMetric,
) -> Result<(), ApiError> {
    require(view.permissions.update_metrics)?;
    let stored = find(services, caller, view, id).await?;
    let mut owner = stored.body.owner.clone().ok_or_else(no_metric)?;
    if asked.visibility.is_some() {
        owner.visibility = visibility(view, asked.visibility)?;
    }
    let metric = metric(view, id.to_owned(), asked, owner)?;
    check(services, caller, view, &metric).await?;
    metrics::check(&metric)?;
    let organisation = caller.organisation();
    let links = metrics::links(services, organisation, &metric).await?;
    let change = stored.update(&metric, links)?;
    Ok(services.store.commit(organisation, &caller.actor(), vec![change]).await?)
}

/// Removes a metric that a tenant's people made.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, `INVALID_METRIC_ID`.
pub async fn delete(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: &str,
) -> Result<(), ApiError> {
    require(view.permissions.delete_metrics)?;
    let stored = find(services, caller, view, id).await?;
    let organisation = caller.organisation();
    Ok(services.store.commit(organisation, &caller.actor(), vec![stored.deletion()]).await?)
}

/// Answers a question before it is saved.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, what is wrong with the question.
pub async fn preview(
    services: &Services,
    caller: &Caller,
    view: &View,
    query: Value,
) -> Result<MetricAnswer, ApiError> {
    let may_make = view.permissions.create_metrics || view.permissions.update_metrics;
    require(may_make)?;
    let owner = MetricOwner {
        embed: view.embed.id,
        client_id: view.viewer.client_id.clone(),
        user: None,
        visibility: Visibility::Private,
    };
    let mut chart = Map::new();
    chart.insert("type".to_owned(), "table".into());
    let name = Name::new("preview").map_err(ApiError::internal)?;
    let asked = OwnMetric { name, query, chart, visibility: None };
    let metric = metric(view, String::new(), asked, owner)?;
    let question = ask(services, caller, view, &metric, &Wanted::default()).await?;
    answer_asked(services, caller, question).await
}

/// One that the viewer sees and may touch: their own, or any of the tenant's with that permission.
async fn find(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: &str,
) -> Result<Stored<Metric>, ApiError> {
    let found = documents::named::<Metric>(services, caller.organisation(), id).await?;
    let seen = found
        .filter(|stored| stored.body.owner.as_ref().is_some_and(|owner| view.shows_own(owner)));
    let stored = seen.ok_or_else(no_metric)?;
    let maker = stored.body.owner.as_ref().and_then(|owner| owner.user.as_ref());
    require(maker == view.viewer.user.as_ref() || view.permissions.manage_metrics)?;
    Ok(stored)
}

/// What is private belongs to somebody.
fn visibility(view: &View, asked: Option<Visibility>) -> Result<Visibility, ApiError> {
    let owner = view.dashboard.as_ref().and_then(|dashboard| dashboard.owner.as_ref());
    let is_private = owner.is_some_and(|owner| owner.is_private_by_default);
    let default = if is_private { Visibility::Private } else { Visibility::Tenant };
    match asked.unwrap_or(default) {
        Visibility::Private if view.viewer.user.is_none() && asked.is_none() => {
            Ok(Visibility::Tenant)
        }
        Visibility::Private if view.viewer.user.is_none() => {
            let message = "a private metric needs a token with a userIdentifier";
            Err(ApiError::invalid(message).at("metric.visibility"))
        }
        visibility => Ok(visibility),
    }
}

fn metric(
    view: &View,
    metric_id: String,
    asked: OwnMetric,
    owner: MetricOwner,
) -> Result<Metric, ApiError> {
    Ok(Metric {
        metric_id,
        workspace_name: view.embed.body.workspace_name.clone(),
        datamart_name: Some(fields::datamart(view)?),
        name: asked.name.into_string(),
        description: None,
        query: Some(asked.query),
        sql_metric: None,
        filters: Vec::new(),
        drill: Vec::new(),
        chart: asked.chart,
        owner: Some(owner),
    })
}

/// The question must be one that this viewer can ask: it is compiled and not run.
async fn check(
    services: &Services,
    caller: &Caller,
    view: &View,
    metric: &Metric,
) -> Result<(), ApiError> {
    let read: Result<QueryRequest, _> =
        crate::http::body::from_value(metric.query.clone().unwrap_or_default());
    read.map_err(|error| {
        let path = error.path().unwrap_or_default().to_owned();
        error.at(format!("metric.query.{path}"))
    })?;
    let question = ask(services, caller, view, metric, &Wanted::default()).await?;
    query::columns(services, caller, &question).await.map(drop).map_err(|error| {
        if error.code() == ErrorCode::GUARD_REFUSED { error } else { error.at("metric.query") }
    })
}
