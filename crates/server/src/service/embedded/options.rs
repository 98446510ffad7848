//! What can be chosen in a filter: always under the viewer's own scope, and never more than the token
//! allows.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use souk_model::{Filter, FilterOption, FilterOptions, Metric, OptionSource};
use souk_query::{DimensionRequest, QueryRequest, SqlQuery};
use utoipa::ToSchema;

use super::View;
use super::fixed::Fixed;
use super::question::Ground;
use super::target::{self, Named};
use crate::http::{ApiError, Caller};
use crate::reply;
use crate::service::Services;
use crate::service::filters::{self, FilterValue, From, condition};
use crate::service::query::{self, Ask, Asked};

/// More options than anybody reads.
const MOST_OPTIONS: u32 = 1_000;

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ChoosableValue {
    /// What is sent.
    #[schema(value_type = Object)]
    pub value: Value,
    /// What is shown.
    pub label: String,
}

/// Which options are asked for.
#[derive(Debug, Clone, Default)]
pub struct Chooser {
    /// The filter's name.
    pub filter: String,
    /// Only those that contain this.
    pub search: Option<String>,
    /// Values of the dashboard's other filters.
    pub filters: BTreeMap<String, Value>,
}

/// The options of a dashboard's filter.
///
/// # Errors
/// An unknown filter, or one that the viewer cannot set.
pub async fn of_dashboard(
    services: &Services,
    caller: &Caller,
    view: &View,
    chooser: &Chooser,
) -> Result<Vec<ChoosableValue>, ApiError> {
    let found = view.filters().iter().find(|filter| filter.name == chooser.filter);
    let filter = found.filter(|filter| view.is_settable(filter)).ok_or_else(unknown)?;
    let fixed: Vec<_> = view.fixed().into_iter().filter(|one| one.name == filter.name).collect();
    let columns = columns(filter);
    if columns.is_empty() {
        return fixed_options(filter, &fixed, chooser);
    }
    let is_one = columns.len() == 1;
    let mut options = Vec::new();
    for (position, column) in columns.into_iter().enumerate() {
        // Its questions belong to no metric, so no metric is left alone by a filter.
        let nobody = nobody(view, &column.datamart);
        let fixed = fixed.clone();
        let source = Source { services, caller, view, metric: &nobody, filter, chooser, fixed };
        match source.options(column).await {
            Ok(found) => options.extend(found),
            // What the token allows cannot be told there, so nothing of it is listed.
            Err(error) if position > 0 => tracing::debug!(%error, "a column gives no options"),
            Err(error) => return Err(error),
        }
    }
    if !is_one {
        options.sort_by(|one, other| one.label.cmp(&other.label));
        options.dedup_by(|one, other| one.value == other.value);
        options.truncate(MOST_OPTIONS as usize);
    }
    Ok(options)
}

/// The columns whose values can be chosen: every one that the filter narrows. A SELECT and a list of the
/// vendor's are asked once.
fn columns(filter: &Filter) -> Vec<Column<'_>> {
    let is_by_column = filter.options == Some(FilterOptions::Found(OptionSource::Column));
    let mut columns: Vec<Column<'_>> = Vec::new();
    for applied in &filter.apply_on {
        let column =
            Column { datamart: applied.datamart_name.clone(), member: applied.member.as_deref() };
        let is_wanted = columns.is_empty() || (is_by_column && column.member.is_some());
        if is_wanted && !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

/// The options of a metric's own filter.
///
/// # Errors
/// An unknown filter.
pub async fn of_metric(
    services: &Services,
    caller: &Caller,
    view: &View,
    metric: &Metric,
    chooser: &Chooser,
) -> Result<Vec<ChoosableValue>, ApiError> {
    let found = metric.filters.iter().find(|filter| filter.name == chooser.filter);
    let filter = found.ok_or_else(unknown)?;
    let fixed = view.fixed_of(metric).into_iter().filter(|one| one.name == filter.name).collect();
    let datamart = target::datamart(services, caller, view, metric, &Named::default()).await?;
    let column = Column { datamart, member: filter.member.as_deref() };
    Source { services, caller, view, metric, filter, chooser, fixed }.options(column).await
}

fn unknown() -> ApiError {
    ApiError::invalid("there is no such filter").at("filter")
}

#[derive(PartialEq)]
struct Column<'a> {
    datamart: String,
    member: Option<&'a str>,
}

struct Source<'a> {
    services: &'a Services,
    caller: &'a Caller,
    view: &'a View,
    metric: &'a Metric,
    filter: &'a Filter,
    chooser: &'a Chooser,
    fixed: Vec<Fixed>,
}

impl Source<'_> {
    async fn options(&self, column: Column<'_>) -> Result<Vec<ChoosableValue>, ApiError> {
        match &self.filter.options {
            None => Ok(Vec::new()),
            Some(FilterOptions::Fixed(_)) => fixed_options(self.filter, &self.fixed, self.chooser),
            Some(FilterOptions::Found(OptionSource::Sql { .. })) if self.is_fixed_elsewhere() => {
                Ok(Vec::new())
            }
            Some(FilterOptions::Found(OptionSource::Sql { sql })) => {
                let query = SqlQuery { sql: sql.clone(), ..SqlQuery::default() };
                let options = found(&self.ground(&column.datamart), query).await?;
                within(options, self.filter, &self.fixed, self.chooser)
            }
            Some(FilterOptions::Found(OptionSource::Column)) => match column.member {
                Some(member) => self.values_of(&column.datamart, member).await,
                None => Ok(Vec::new()),
            },
        }
    }

    /// The values of a column in the rows that the token and the filters above leave.
    async fn values_of(
        &self,
        datamart: &str,
        member: &str,
    ) -> Result<Vec<ChoosableValue>, ApiError> {
        let mut question = QueryRequest {
            dimensions: vec![DimensionRequest::Member(member.to_owned())],
            filters: vec![condition(member, "set", Vec::new())],
            limit: Some(MOST_OPTIONS),
            timezone: self.view.timezone().map(str::to_owned),
            ..QueryRequest::default()
        };
        if let Some(text) = self.chooser.search.as_deref().filter(|text| !text.is_empty()) {
            question.filters.push(condition(member, "contains", vec![text.into()]));
        }
        let ground = self.ground(datamart);
        let mut asked = Asked::Question(Box::new(question));
        ground.dashboard_filters(&mut asked, &self.above()).await?;
        self.apply_own(&mut asked)?;
        let answer = query::answer(self.services, self.caller, ground.of(asked)).await?;
        let values = reply::column_values(&answer, 0)?;
        Ok(values.into_iter().map(option).collect())
    }

    /// Of the values that were sent, those of the filters that this one depends on; the others count
    /// as cleared, also where they have a default.
    fn above(&self) -> BTreeMap<String, Value> {
        let filters = self.view.filters().iter();
        let above = filters.filter(|filter| {
            !self.filter.depends_on.contains(&filter.name) || filter.name == self.filter.name
        });
        let cleared = above.map(|filter| (filter.name.clone(), Value::Null));
        let sent = self.chooser.filters.iter();
        let kept = sent.filter(|(name, _)| self.filter.depends_on.contains(name));
        cleared.chain(kept.map(|(name, value)| (name.clone(), value.clone()))).collect()
    }

    /// What the token fixes for the metric, whichever of its filters that is.
    fn apply_own(&self, asked: &mut Asked) -> Result<(), ApiError> {
        for filter in &self.metric.filters {
            let fixed = self.view.fixed_of(self.metric);
            for fixed in fixed.iter().filter(|one| one.name == filter.name) {
                let value = filters::read(filter, &fixed.value, From::Token);
                let value = value.ok().flatten().ok_or_else(unknown)?;
                let target = target::of_metric(filter);
                filters::apply(asked, target, &value, From::Token).map_err(|_| unknown())?;
            }
        }
        Ok(())
    }

    /// Whether the token fixes other filters too: the vendor's SELECT could not be narrowed by those,
    /// so nothing of it is listed.
    fn is_fixed_elsewhere(&self) -> bool {
        let fixed = self.view.fixed().into_iter().chain(self.view.fixed_of(self.metric));
        fixed.into_iter().any(|one| one.name != self.filter.name)
    }

    fn ground<'g>(&'g self, datamart: &'g str) -> Ground<'g> {
        let Self { services, caller, view, metric, .. } = *self;
        Ground { services, caller, view, metric, datamart }
    }
}

/// A metric that asks nothing, for questions about a filter.
fn nobody(view: &View, datamart: &str) -> Metric {
    Metric {
        metric_id: String::new(),
        workspace_name: view.embed.body.workspace_name.clone(),
        datamart_name: Some(datamart.to_owned()),
        name: String::new(),
        description: None,
        query: None,
        sql_metric: None,
        filters: Vec::new(),
        drill: Vec::new(),
        chart: serde_json::Map::new(),
        owner: None,
    }
}

fn fixed_options(
    filter: &Filter,
    fixed: &[Fixed],
    chooser: &Chooser,
) -> Result<Vec<ChoosableValue>, ApiError> {
    let Some(FilterOptions::Fixed(listed)) = &filter.options else { return Ok(Vec::new()) };
    let options = listed.iter().map(|FilterOption { value, label }| {
        let value = value.clone();
        let label = label.clone().unwrap_or_else(|| label_of(&value));
        ChoosableValue { value, label }
    });
    within(options.collect(), filter, fixed, chooser)
}

/// The options that contain the words and that every fixed value allows. One that cannot be compared
/// here allows none.
fn within(
    mut options: Vec<ChoosableValue>,
    filter: &Filter,
    fixed: &[Fixed],
    chooser: &Chooser,
) -> Result<Vec<ChoosableValue>, ApiError> {
    let words = chooser.search.as_deref().unwrap_or_default().to_lowercase();
    options.retain(|option| option.label.to_lowercase().contains(&words));
    for one in fixed {
        let value = filters::read(filter, &one.value, From::Token).ok().flatten();
        let Some(FilterValue::OneOf(allowed)) = value else { return Ok(Vec::new()) };
        options.retain(|option| allowed.contains(&option.value));
    }
    Ok(options)
}

/// Values in the first column of a SELECT, labels in the second.
async fn found(ground: &Ground<'_>, query: SqlQuery) -> Result<Vec<ChoosableValue>, ApiError> {
    let query = SqlQuery { limit: Some(query.limit.unwrap_or(MOST_OPTIONS)), ..query };
    let ask: Ask = ground.of(Asked::Sql(query));
    let answer = query::answer(ground.services, ground.caller, ask).await?;
    let values = reply::column_values(&answer, 0)?;
    if answer.columns.len() < 2 {
        return Ok(values.into_iter().map(option).collect());
    }
    let labels = reply::column_values(&answer, 1)?;
    let both = values.into_iter().zip(labels);
    Ok(both.map(|(value, label)| ChoosableValue { value, label: label_of(&label) }).collect())
}

/// The values that a token's SELECT finds.
pub(super) async fn column_values(
    ground: &Ground<'_>,
    query: SqlQuery,
    column: Option<&str>,
) -> Result<Vec<Value>, ApiError> {
    let ask = ground.of(Asked::Sql(query));
    let answer = query::answer(ground.services, ground.caller, ask).await?;
    let position = match column {
        None => Some(0),
        Some(name) => answer.columns.iter().position(|one| one.name == name),
    };
    let missing = || ApiError::invalid("the SELECT has no such column");
    reply::column_values(&answer, position.ok_or_else(missing)?)
}

fn option(value: Value) -> ChoosableValue {
    let label = label_of(&value);
    ChoosableValue { value, label }
}

fn label_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
