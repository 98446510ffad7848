//! The rows behind a figure: the measured table's own columns, and those that the metric groups by.

use souk_model::{Datamart, Metric};
use souk_query::{DimensionRequest, MeasureRequest, QueryRequest};

use super::permissions::require;
use super::target::{measured_table, table_named, table_of};
use super::{MetricAnswer, View, Wanted, answer_asked, ask, drill};
use crate::http::{ApiError, Caller};
use crate::service::query::{Ask, Asked};
use crate::service::{Services, datamarts};
use crate::wire::guest::Cell;

/// Rows that are shown when nobody says how many.
const FEW: u32 = 100;
/// More are not shown at once; exports have the limits of the server.
const MOST: u32 = 1_000;

/// The rows behind a cell of a metric's answer.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`; a metric whose rows cannot be told.
pub async fn rows(
    services: &Services,
    caller: &Caller,
    view: &View,
    metric: &Metric,
    wanted: &Wanted,
    cell: &[Cell],
) -> Result<MetricAnswer, ApiError> {
    let mut ask = question(services, caller, view, metric, wanted, cell).await?;
    if let Asked::Question(question) = &mut ask.asked {
        question.limit = Some(wanted.limit.unwrap_or(FEW).min(MOST));
        question.offset = wanted.offset;
        question.total = true;
    }
    answer_asked(services, caller, ask).await
}

/// The question for the rows behind a cell, or behind all of a metric's answer.
///
/// # Errors
/// As [`rows`].
pub async fn question(
    services: &Services,
    caller: &Caller,
    view: &View,
    metric: &Metric,
    wanted: &Wanted,
    cell: &[Cell],
) -> Result<Ask, ApiError> {
    require(view.permissions.underlying_data)?;
    let unpaged = Wanted { limit: None, offset: None, order: None, ..wanted.clone() };
    let mut ask = ask(services, caller, view, metric, &unpaged).await?;
    let datamart = datamarts::load(services, caller.organisation(), &ask.datamart).await?.datamart;
    let Asked::Question(question) = &mut ask.asked else {
        return Err(ApiError::invalid("a SQL metric has no rows behind its figures"));
    };
    **question = behind(question, cell, &datamart)?;
    Ok(ask)
}

/// The rows that a question aggregates, where a cell's dimensions have its values.
fn behind(
    question: &QueryRequest,
    cell: &[Cell],
    datamart: &Datamart,
) -> Result<QueryRequest, ApiError> {
    let mut filters = question.filters.clone();
    let measure = clicked_measure(question, cell);
    let is_group = |cell: &&Cell| measure_of(question, &cell.member).is_none();
    for cell in cell.iter().filter(is_group) {
        filters.extend(drill::clicked(question, cell)?);
    }
    // A range alone, without a granularity, is a condition.
    for time in &question.time_dimensions {
        let Some(range) = &time.date_range else { continue };
        let values = match range {
            souk_query::DateRangeRequest::One(one) => vec![one.clone().into()],
            souk_query::DateRangeRequest::Several(ends) => {
                ends.iter().map(|end| end.clone().into()).collect()
            }
        };
        filters.push(crate::service::filters::condition(&time.dimension, "inDateRange", values));
    }
    Ok(QueryRequest {
        rows: columns(question, measure, datamart)?,
        counted_by: measure.and_then(plain).cloned(),
        filters,
        timezone: question.timezone.clone(),
        week_start: question.week_start,
        fiscal_year_start: question.fiscal_year_start,
        join_path: question.join_path.clone(),
        ..QueryRequest::default()
    })
}

/// The measure whose figure was clicked, or the only one: several may count different rows.
fn clicked_measure<'q>(question: &'q QueryRequest, cell: &[Cell]) -> Option<&'q MeasureRequest> {
    let clicked = cell.iter().find_map(|cell| measure_of(question, &cell.member));
    clicked.or(match question.measures.as_slice() {
        [only] => Some(only),
        _ => None,
    })
}

/// Measures stand under their own names, and any dimension is named by its column.
fn measure_of<'q>(question: &'q QueryRequest, name: &str) -> Option<&'q MeasureRequest> {
    use MeasureRequest::{Declared, Formula, Inline, Modified};
    question.measures.iter().find(|measure| match measure {
        Declared(member) => member == name,
        Inline(inline) => inline.name.as_deref() == Some(name),
        Modified(modified) => modified.name.as_deref() == Some(name),
        Formula(formula) => formula.name == name,
    })
}

/// A measure without its window, comparison or share. A formula counts what its parts count, which may
/// be measures of the question by their own names.
fn plain(measure: &MeasureRequest) -> Option<&MeasureRequest> {
    match measure {
        MeasureRequest::Modified(modified) => plain(&modified.measure),
        MeasureRequest::Formula(_) => None,
        plain => Some(plain),
    }
}

/// The table's own columns come first: they say whose rows are shown.
fn columns(
    question: &QueryRequest,
    measure: Option<&MeasureRequest>,
    datamart: &Datamart,
) -> Result<Vec<String>, ApiError> {
    if !question.rows.is_empty() {
        return Ok(question.rows.clone());
    }
    let grouped = question.dimensions.iter().map(DimensionRequest::member);
    let times = question.time_dimensions.iter().filter(|one| one.granularity.is_some());
    let groups: Vec<_> = grouped.chain(times.map(|one| one.dimension.as_str())).collect();
    let measured = measure.into_iter().chain(&question.measures).find_map(measured_table);
    let table = measured.or_else(|| groups.first().copied().and_then(table_of));
    let unclear = || ApiError::invalid("the metric does not say whose rows are behind its figures");
    let name = table.ok_or_else(unclear)?;
    let table = table_named(datamart, name).ok_or_else(unclear)?;
    let shown = table.columns.iter().filter(|column| !column.is_hidden && !column.is_aggregate);
    let mut columns: Vec<_> = shown.map(|column| format!("{name}.{}", column.name)).collect();
    for group in groups {
        if !columns.iter().any(|known| known == group) {
            columns.push(group.to_owned());
        }
    }
    if columns.is_empty() { Err(unclear()) } else { Ok(columns) }
}
