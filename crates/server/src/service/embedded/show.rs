//! A dashboard and its metrics as the components get them: nothing that the viewer cannot use.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use souk_model::{
    Block, BlockKind, Breakpoint, Filter, FilterOption, FilterOptions, FilterType, FilterVariant,
    Layout, Metric, MetricOwner, Place, Tab, Visibility,
};
use utoipa::ToSchema;

use super::permissions::Permissions;
use super::{View, layout, views};
use crate::http::{ApiError, Caller};
use crate::service::Services;
use crate::service::documents;
use crate::wire::views::ShownView;

/// A dashboard for its viewer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShownDashboard {
    /// Its identifier.
    pub dashboard_id: Option<String>,
    /// That of its embed.
    pub embed_id: String,
    /// For people.
    pub name: String,
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its tabs.
    #[schema(value_type = Vec<Object>)]
    pub tabs: Vec<Tab>,
    /// Its blocks, where this viewer has them.
    #[schema(value_type = Vec<Object>)]
    pub blocks: Vec<Block>,
    /// The filters that the viewer may set.
    pub filters: Vec<ShownFilter>,
    /// The metrics of the blocks.
    pub metrics: Vec<ShownMetric>,
    /// Views that the viewer can choose.
    pub views: Vec<ShownView>,
    /// What the viewer may do.
    pub permissions: Permissions,
    /// The zone in which days begin.
    pub timezone: String,
    /// The look that the token asks for.
    #[schema(value_type = Object)]
    pub theme: Map<String, Value>,
}

/// A filter for its viewer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShownFilter {
    /// The key of its value.
    pub name: String,
    /// For people.
    pub label: String,
    /// `string`, `number` or `date`.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub filter_type: FilterType,
    /// `select`, `multiselect`, `search`, `range` or `date`.
    #[schema(value_type = String)]
    pub variant: FilterVariant,
    /// What can be chosen; null where that is asked for when the list is opened.
    #[schema(value_type = Option<Vec<Object>>)]
    pub options: Option<Vec<FilterOption>>,
    /// The value while none is chosen.
    #[schema(value_type = Option<Object>)]
    pub default: Option<Value>,
    /// The filters whose values narrow its options.
    pub depends_on: Vec<String>,
    /// What the token fixes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub value: Option<Value>,
}

/// A metric for its viewer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShownMetric {
    /// Its identifier.
    pub metric_id: String,
    /// For people.
    pub name: String,
    /// For people.
    pub description: Option<String>,
    /// How the answer is drawn.
    #[schema(value_type = Object)]
    pub chart: Map<String, Value>,
    /// Its own filters.
    pub filters: Vec<ShownFilter>,
    /// The columns that a click leads through.
    pub drill: Vec<String>,
    /// Whether the tenant's people made it.
    pub is_own: bool,
    /// Whether everybody of the tenant sees it.
    pub is_published: bool,
    /// The question, of a metric that the tenant's people made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub query: Option<Value>,
}

/// The dashboard of a view, and the documents of its metrics in the order of the blocks.
///
/// # Errors
/// The store's.
pub async fn dashboard(
    services: &Services,
    caller: &Caller,
    view: &View,
) -> Result<(ShownDashboard, Vec<Metric>), ApiError> {
    let own = view.own_metrics(services, caller).await?;
    let layout = layout::find(services, caller, view).await?;
    let mut metrics = vendor_metrics(services, caller, view).await?;
    let mut blocks = blocks(view, &metrics);
    blocks.extend(own_blocks(&own, &blocks));
    metrics.extend(own);
    place(&mut blocks, layout);
    let dashboard = view.dashboard.as_ref();
    let shown = ShownDashboard {
        dashboard_id: dashboard.map(|one| one.dashboard_id.clone()),
        embed_id: view.embed.body.embed_id.clone(),
        name: dashboard.map_or_else(|| view.embed.body.name.clone(), |one| one.name.clone()),
        description: dashboard.and_then(|one| one.description.clone()),
        tabs: dashboard.map(|one| one.tabs.clone()).unwrap_or_default(),
        blocks,
        filters: filters(view),
        metrics: metrics.iter().map(|one| metric(view, one)).collect(),
        views: views::list(services, caller, view).await?,
        permissions: view.permissions,
        timezone: view.timezone().unwrap_or("UTC").to_owned(),
        theme: view.theme().clone(),
    };
    Ok((shown, metrics))
}

/// A metric of a view.
#[must_use]
pub fn metric(view: &View, metric: &Metric) -> ShownMetric {
    let fixed = view.fixed_of(metric);
    let is_free = |filter: &&Filter| fixed.iter().all(|one| one.name != filter.name);
    let owner = metric.owner.as_ref();
    let is_open = |owner: &MetricOwner| owner.visibility == Visibility::Tenant;
    ShownMetric {
        metric_id: metric.metric_id.clone(),
        name: metric.name.clone(),
        description: metric.description.clone(),
        chart: metric.chart.clone(),
        filters: metric.filters.iter().filter(is_free).map(|one| shown(one, None)).collect(),
        drill: metric.drill.clone(),
        is_own: owner.is_some(),
        is_published: owner.is_none_or(is_open),
        query: owner.and(metric.query.clone()),
    }
}

async fn vendor_metrics(
    services: &Services,
    caller: &Caller,
    view: &View,
) -> Result<Vec<Metric>, ApiError> {
    let lone = view.embed.body.metric_id.as_deref();
    let ids = match (&view.dashboard, lone) {
        (_, Some(lone)) => vec![lone],
        (Some(dashboard), None) => dashboard.metric_ids(),
        (None, None) => Vec::new(),
    };
    let mut metrics = Vec::with_capacity(ids.len());
    for id in ids {
        let found = documents::named::<Metric>(services, caller.organisation(), id).await?;
        metrics.extend(found.map(|stored| stored.body));
    }
    Ok(metrics)
}

/// The dashboard's blocks; of a metric that is embedded alone, the one with that metric.
fn blocks(view: &View, metrics: &[Metric]) -> Vec<Block> {
    let Some(lone) = view.embed.body.metric_id.as_deref() else {
        return view.dashboard.as_ref().map(|one| one.blocks.clone()).unwrap_or_default();
    };
    let is_there = metrics.iter().any(|metric| metric.metric_id == lone);
    is_there.then(|| metric_block(lone, lone, 0)).into_iter().collect()
}

/// Metrics of the tenant's own come below the others, two in a row.
fn own_blocks(own: &[Metric], above: &[Block]) -> Vec<Block> {
    let ends = above.iter().filter_map(|block| block.at.get(&Breakpoint::Lg));
    let bottom = ends.map(|place| place.y.saturating_add(place.h)).max().unwrap_or(0);
    own.iter()
        .map(|metric| metric_block(&format!("own-{}", metric.metric_id), &metric.metric_id, bottom))
        .zip([0, 6].into_iter().cycle())
        .map(|(mut block, x)| {
            block.at.values_mut().for_each(|place| place.x = x);
            block
        })
        .collect()
}

fn metric_block(id: &str, metric_id: &str, y: u16) -> Block {
    let at = BTreeMap::from([(Breakpoint::Lg, Place { x: 0, y, w: 6, h: 4 })]);
    Block {
        id: id.to_owned(),
        kind: BlockKind::Metric,
        metric_id: Some(metric_id.to_owned()),
        text: None,
        image: None,
        tab: None,
        at,
    }
}

/// What the viewer has moved; blocks that are no longer there are passed over.
fn place(blocks: &mut [Block], mut layout: Layout) {
    for block in blocks {
        if let Some(moved) = layout.blocks.remove(&block.id) {
            block.at.extend(moved);
        }
    }
}

fn filters(view: &View) -> Vec<ShownFilter> {
    let fixed = view.fixed();
    let settable = view.filters().iter().filter(|filter| view.is_settable(filter));
    settable
        .map(|filter| {
            let value = fixed.iter().find(|one| one.name == filter.name);
            // What a token looks up by SQL is the vendor's own business.
            let value =
                value.map(|one| one.value.clone()).filter(|value| value.get("sql").is_none());
            shown(filter, value)
        })
        .collect()
}

fn shown(filter: &Filter, value: Option<Value>) -> ShownFilter {
    let options = match &filter.options {
        Some(FilterOptions::Fixed(listed)) => Some(listed.clone()),
        Some(FilterOptions::Found(_)) | None => None,
    };
    // Labels are always there for the components.
    let options = options.map(|listed| {
        let labelled = listed.into_iter().map(|FilterOption { value, label }| {
            let text = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let label = Some(label.unwrap_or_else(text));
            FilterOption { value, label }
        });
        labelled.collect()
    });
    ShownFilter {
        name: filter.name.clone(),
        label: filter.shown_label().to_owned(),
        filter_type: filter.filter_type,
        variant: filter.variant,
        options,
        default: filter.default.clone().filter(|_| value.is_none()),
        depends_on: filter.depends_on.clone(),
        value,
    }
}
