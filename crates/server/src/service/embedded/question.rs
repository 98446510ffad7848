//! The question of a metric: what the vendor saved, narrowed by what the token fixes, by the filters
//! of dashboard and metric, by what was clicked, and by where the viewer has drilled to.
//!
//! Every step adds conditions and none removes any, so nothing that a browser sends can widen what
//! the steps before it allow.

use std::collections::BTreeMap;

use chrono::Utc;
use serde_json::Value;
use souk_model::{Filter, Metric};
use souk_query::{MeasureRequest, OrderRequest, QueryRequest, SqlQuery, TimeDimensionRequest};

use super::fixed::Fixed;
use super::target::{self, Named};
use super::{View, drill, options};
use crate::http::{ApiError, Caller};
use crate::service::filters::{self, FilterValue, From, Target};
use crate::service::query::{Ask, Asked, Saved};
use crate::service::{Services, metrics};
use crate::wire::guest::Cell;

/// What a viewer asks of one metric.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Values of the dashboard's filters, by name; null for none.
    pub filters: BTreeMap<String, Value>,
    /// Values of the metric's own filters, by name; null for none.
    pub metric_filters: BTreeMap<String, Value>,
    /// What was clicked in other metrics.
    pub cross_filters: Vec<Cell>,
    /// What was clicked in this one, from the top.
    pub drill: Vec<Cell>,
    /// Another order of the rows.
    pub order: Option<OrderRequest>,
    /// At most this many rows.
    pub limit: Option<u32>,
    /// Rows to leave out at the start.
    pub offset: Option<u32>,
    /// Rows in which some text contains this.
    pub search: Option<String>,
    /// A datamart or datasource, where the workspace has several.
    pub named: Named,
}

/// Makes the question.
///
/// # Errors
/// A filter that is unknown or does not fit; what a token fixes and the metric cannot apply.
pub async fn ask(
    services: &Services,
    caller: &Caller,
    view: &View,
    metric: &Metric,
    wanted: &Wanted,
) -> Result<Ask, ApiError> {
    let mut asked = metrics::asked(metric)?;
    let datamart = target::datamart(services, caller, view, metric, &wanted.named).await?;
    set_surroundings(&mut asked, view);
    let ground = Ground { services, caller, view, metric, datamart: &datamart };
    ground.dashboard_filters(&mut asked, &wanted.filters).await?;
    ground.metric_filters(&mut asked, &wanted.metric_filters).await?;
    drill::apply(&mut asked, metric, &wanted.cross_filters, &wanted.drill)?;
    page(&mut asked, wanted);
    if let Asked::Question(question) = &mut asked {
        drop_comparisons_without_a_period(question);
    }
    Ok(ground.of(asked))
}

/// A figure is compared with the period before only while a period is chosen; without one, the figure
/// itself is still worth showing.
fn drop_comparisons_without_a_period(question: &mut QueryRequest) {
    let has_period =
        |time: &TimeDimensionRequest| time.date_range.is_some() || time.granularity.is_some();
    if question.time_dimensions.iter().any(has_period) {
        return;
    }
    question.measures.retain(|measure| {
        !matches!(measure, MeasureRequest::Modified(modified) if modified.compare.is_some())
    });
}

/// The zone of the viewer counts before that of the metric.
fn set_surroundings(asked: &mut Asked, view: &View) {
    let zone = view.timezone().map(str::to_owned);
    let now = Some(Utc::now());
    match asked {
        Asked::Question(question) => {
            question.timezone = zone.or_else(|| question.timezone.take());
            question.now = now;
        }
        Asked::Sql(query) => {
            query.timezone = zone.or_else(|| query.timezone.take());
            query.now = now;
        }
    }
}

/// A page inside the rows that the vendor's own limit leaves.
fn page(asked: &mut Asked, wanted: &Wanted) {
    let is_paged = wanted.limit.is_some() || wanted.offset.is_some();
    let within = |own: Option<u32>, start: Option<u32>| {
        let offset = wanted.offset.unwrap_or(0);
        let Some(own) = own else { return (wanted.limit, Some(offset)) };
        let left = own.saturating_sub(offset);
        let limit = wanted.limit.map_or(left, |limit| limit.min(left));
        (Some(limit), Some(start.unwrap_or(0).saturating_add(offset)))
    };
    match asked {
        Asked::Question(question) => {
            if let Some(order) = &wanted.order {
                question.order = order.clone();
            }
            if is_paged {
                question.total |= question.limit.is_none();
                let QueryRequest { limit, offset, .. } = question.as_mut();
                (*limit, *offset) = within(*limit, *offset);
            }
        }
        Asked::Sql(query) if is_paged => {
            query.total |= query.limit.is_none();
            let SqlQuery { limit, offset, .. } = query;
            (*limit, *offset) = within(*limit, *offset);
        }
        Asked::Sql(_) => {}
    }
}

/// Where a metric is asked.
pub(super) struct Ground<'a> {
    pub(super) services: &'a Services,
    pub(super) caller: &'a Caller,
    pub(super) view: &'a View,
    pub(super) metric: &'a Metric,
    pub(super) datamart: &'a str,
}

impl Ground<'_> {
    pub(super) async fn dashboard_filters(
        &self,
        asked: &mut Asked,
        sent: &BTreeMap<String, Value>,
    ) -> Result<(), ApiError> {
        let fixed = self.view.fixed();
        let filters = self.view.filters();
        self.refuse_unknown(&fixed, filters)?;
        for filter in filters {
            let own: Vec<_> = fixed.iter().filter(|one| one.name == filter.name).collect();
            let target = target::of_dashboard(filter, self.metric, self.datamart, asked);
            let is_left_alone = filter.except_metrics.contains(&self.metric.metric_id);
            let Some(target) = target else {
                // A metric that cannot be narrowed as the token says is not shown.
                match own.first() {
                    Some(fixed) if !is_left_alone => {
                        return Err(inapplicable(fixed, "has no column"));
                    }
                    _ => continue,
                }
            };
            self.values(asked, filter, target, &own, sent).await?;
        }
        Ok(())
    }

    async fn metric_filters(
        &self,
        asked: &mut Asked,
        sent: &BTreeMap<String, Value>,
    ) -> Result<(), ApiError> {
        let fixed = self.view.fixed_of(self.metric);
        let filters = &self.metric.filters;
        self.refuse_unknown(&fixed, filters)?;
        if let Some(name) = sent.keys().find(|name| !filters.iter().any(|one| one.name == **name)) {
            let message = format!("the metric has no filter {name:?}");
            return Err(ApiError::invalid(message).at(format!("filters.{name}")));
        }
        for filter in filters {
            let own: Vec<_> = fixed.iter().filter(|one| one.name == filter.name).collect();
            self.values(asked, filter, target::of_metric(filter), &own, sent).await?;
        }
        Ok(())
    }

    /// First what the token fixes, then what the viewer chose, or else the default.
    async fn values(
        &self,
        asked: &mut Asked,
        filter: &Filter,
        target: Target<'_>,
        fixed: &[&Fixed],
        sent: &BTreeMap<String, Value>,
    ) -> Result<(), ApiError> {
        for one in fixed {
            let value = filters::read(filter, &one.value, From::Token);
            let value = value.map_err(|phrase| inapplicable(one, &phrase))?;
            let Some(value) = value else { continue };
            let value = self.looked_up(value, one).await?;
            filters::apply(asked, target, &value, From::Token)
                .map_err(|phrase| inapplicable(one, &phrase))?;
        }
        let default = filter.default.as_ref().filter(|_| fixed.is_empty());
        let Some(value) = sent.get(&filter.name).or(default) else { return Ok(()) };
        let complain = |phrase: String| {
            let path = format!("filters.{}", filter.name);
            ApiError::invalid(format!("\"{path}\" {phrase}")).at(path)
        };
        let value = filters::read(filter, value, From::Browser).map_err(complain)?;
        match value {
            Some(value) => filters::apply(asked, target, &value, From::Browser).map_err(complain),
            None => Ok(()),
        }
    }

    /// A SELECT in a token stands for the values that it finds in the tenant's rows.
    async fn looked_up(&self, value: FilterValue, fixed: &Fixed) -> Result<FilterValue, ApiError> {
        let FilterValue::Sql { sql, column } = value else { return Ok(value) };
        if !self.services.settings.guest_sql_rules {
            return Err(inapplicable(fixed, "is SQL, which this server does not take"));
        }
        let query = SqlQuery {
            sql,
            timezone: self.view.timezone().map(str::to_owned),
            ..SqlQuery::default()
        };
        let found = options::column_values(self, query, column.as_deref()).await;
        found.map(FilterValue::OneOf).map_err(|error| {
            tracing::warn!(%error, filter = fixed.name, "a token's SELECT failed");
            inapplicable(fixed, "could not be looked up")
        })
    }

    /// A value for a filter that is not there would be left out silently, so nothing is shown.
    fn refuse_unknown(&self, fixed: &[Fixed], filters: &[Filter]) -> Result<(), ApiError> {
        let is_unknown = |one: &&Fixed| !filters.iter().any(|filter| filter.name == one.name);
        fixed.iter().find(is_unknown).map_or(Ok(()), |one| Err(inapplicable(one, "is not there")))
    }

    /// The question, to be asked for this viewer.
    pub(super) fn of(&self, asked: Asked) -> Ask {
        let settings = self.view.embed.body.access_settings.clone();
        // The embed's client columns are of the embed's datamart.
        let is_own = settings.datamart_name.as_deref().is_none_or(|own| own == self.datamart);
        let client_columns = settings.table_tenancy_settings.filter(|_| is_own).unwrap_or_default();
        Ask {
            datamart: self.datamart.to_owned(),
            client_id: Some(self.view.viewer.client_id.clone()),
            asked,
            saved: Some(Saved { client_columns }),
        }
    }
}

/// The holder learns which filter it is; why, only the log.
fn inapplicable(fixed: &Fixed, phrase: &str) -> ApiError {
    tracing::warn!(filter = fixed.name, phrase, "a token's filter cannot be applied");
    let message = format!("the guest token's filter {:?} cannot be applied here", fixed.name);
    ApiError::new(fixed.code, message)
}
