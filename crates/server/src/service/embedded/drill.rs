//! What a click means: conditions from the cells of an answer, and the next dimension of a drill.

use serde_json::{Value, json};
use souk_model::Metric;
use souk_query::{
    DimensionRequest, FilterRequest, Granularity, GroupedDimension, QueryRequest,
    TimeDimensionRequest,
};

use crate::http::ApiError;
use crate::service::filters::condition;
use crate::service::query::Asked;
use crate::wire::guest::Cell;

/// Narrows a question by what was clicked, and puts the drill's next dimension in place of the
/// metric's own.
pub(super) fn apply(
    asked: &mut Asked,
    metric: &Metric,
    cross_filters: &[Cell],
    drilled: &[Cell],
) -> Result<(), ApiError> {
    if cross_filters.is_empty() && drilled.is_empty() {
        return Ok(());
    }
    let Asked::Question(question) = asked else {
        let message = "a SQL metric has no drill and takes no cross-filters";
        return Err(ApiError::invalid(message));
    };
    let original = question.as_ref().clone();
    for cell in cross_filters {
        question.filters.extend(clicked(&original, cell)?);
    }
    for cell in drilled {
        question.filters.extend(clicked(&original, cell)?);
    }
    match drilled.len() {
        0 => Ok(()),
        depth => {
            let next = metric.drill.get(depth - 1);
            let deepest = || ApiError::invalid("the metric has no deeper level").at("drill");
            show_instead(question, next.ok_or_else(deepest)?);
            Ok(())
        }
    }
}

/// The same measures by another dimension.
fn show_instead(question: &mut QueryRequest, next: &str) {
    question.dimensions.clear();
    let mut times = std::mem::take(&mut question.time_dimensions);
    times.retain(|one| one.date_range.is_some());
    for time in &mut times {
        (time.granularity, time.fill) = (None, false);
    }
    match with_granularity(next) {
        None => question.dimensions.push(DimensionRequest::Member(next.to_owned())),
        Some((dimension, granularity)) => {
            let granularity = Some(granularity);
            match times.iter_mut().find(|one| one.dimension == dimension) {
                Some(known) => known.granularity = granularity,
                None => times.push(TimeDimensionRequest {
                    dimension: dimension.to_owned(),
                    granularity,
                    date_range: None,
                    fill: false,
                }),
            }
        }
    }
    question.time_dimensions = times;
    // These name columns that are no longer there.
    question.order = souk_query::OrderRequest::default();
    (question.top, question.pivot) = (None, None);
}

/// `table.column.month` is a time dimension at a granularity.
fn with_granularity(name: &str) -> Option<(&str, Granularity)> {
    let (member, word) = name.rsplit_once('.')?;
    member.contains('.').then_some(())?;
    let granularity: Granularity = serde_json::from_value(json!(word)).ok()?;
    Some((member, granularity))
}

/// The conditions under which a row belongs to a cell of the question's answer, or to a value of any
/// column of the datamart.
pub(super) fn clicked(
    question: &QueryRequest,
    cell: &Cell,
) -> Result<Vec<FilterRequest>, ApiError> {
    let name = cell.member.as_str();
    if let Some((member, granularity)) = with_granularity(name) {
        return period(member, granularity, &cell.value);
    }
    let grouped = question.dimensions.iter().find_map(|dimension| match dimension {
        DimensionRequest::Grouped(grouped) if is_named(grouped, name) => Some(grouped),
        _ => None,
    });
    if let Some(grouped) = grouped {
        return group(grouped, &cell.value);
    }
    let is_scalar = !cell.value.is_array() && !cell.value.is_object();
    if !is_scalar {
        let message = "\"value\" must be a string, a number, a boolean or null";
        return Err(ApiError::invalid(message).at(name));
    }
    Ok(vec![equals(name, &cell.value)])
}

fn equals(member: &str, value: &Value) -> FilterRequest {
    if value.is_null() {
        return condition(member, "notSet", Vec::new());
    }
    condition(member, "equals", vec![value.clone()])
}

/// From the start of the period to the start of the next one.
fn period(
    member: &str,
    granularity: Granularity,
    value: &Value,
) -> Result<Vec<FilterRequest>, ApiError> {
    if value.is_null() {
        return Ok(vec![equals(member, value)]);
    }
    let unknown = || ApiError::invalid("\"value\" must be the start of a period").at(member);
    let text = value.as_str().ok_or_else(unknown)?;
    let start = periods::start(text).ok_or_else(unknown)?;
    let end = periods::end(start, granularity).ok_or_else(unknown)?;
    Ok(vec![condition(member, "gte", vec![json!(text)]), periods::before(member, end)])
}

fn is_named(grouped: &GroupedDimension, name: &str) -> bool {
    grouped.name.as_deref() == Some(name) || (grouped.name.is_none() && grouped.member == name)
}

/// A bin is the numbers of one step; a bucket is what its own tests take.
fn group(grouped: &GroupedDimension, value: &Value) -> Result<Vec<FilterRequest>, ApiError> {
    let member = &grouped.member;
    let unclear = || {
        let message = "the rows behind this group cannot be told by conditions";
        ApiError::invalid(message).at(member.as_str())
    };
    if let Some(bin) = grouped.bin {
        if value.is_null() {
            return Ok(vec![equals(member, value)]);
        }
        let start = value.as_f64().or_else(|| value.as_str()?.parse().ok()).ok_or_else(unclear)?;
        let ends = [("gte", start), ("lt", start + bin.width)];
        return Ok(ends.map(|(word, end)| condition(member, word, vec![json!(end)])).to_vec());
    }
    // A later bucket has only what the earlier ones left.
    let first = grouped.buckets.first().ok_or_else(unclear)?;
    if value.as_str() != Some(first.label.as_str()) {
        return Err(unclear());
    }
    let tests = first.filters.iter();
    Ok(tests.map(|test| condition(member, &test.operator, test.values.clone())).collect())
}

/// The calendar of cells: where a period that an answer shows ends.
mod periods {
    use chrono::{Datelike, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime};
    use serde_json::json;
    use souk_query::{FilterRequest, Granularity};

    use crate::service::filters::condition;

    pub(super) fn start(text: &str) -> Option<NaiveDateTime> {
        let text = text.trim_end_matches('Z');
        let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok();
        time.or_else(|| Some(text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN)))
    }

    pub(super) fn end(start: NaiveDateTime, granularity: Granularity) -> Option<NaiveDateTime> {
        let months = |number| start.checked_add_months(Months::new(number));
        let end = match granularity {
            Granularity::Second => start.checked_add_signed(Duration::seconds(1)),
            Granularity::Minute => start.checked_add_signed(Duration::minutes(1)),
            Granularity::Hour => start.checked_add_signed(Duration::hours(1)),
            Granularity::Day => start.checked_add_signed(Duration::days(1)),
            Granularity::Week => start.checked_add_signed(Duration::days(7)),
            Granularity::Month => months(1),
            Granularity::Quarter | Granularity::FiscalQuarter => months(3),
            Granularity::Year | Granularity::FiscalYear => months(12),
        }?;
        (end.year() < 10_000).then_some(end)
    }

    pub(super) fn before(member: &str, end: NaiveDateTime) -> FilterRequest {
        // A date column takes a day, and whole days are what its periods are made of.
        let text = if end.time() == NaiveTime::MIN {
            end.date().to_string()
        } else {
            end.format("%Y-%m-%dT%H:%M:%S").to_string()
        };
        condition(member, "lt", vec![json!(text)])
    }
}
