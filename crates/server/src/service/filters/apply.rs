//! What a filter's value is in a question: conditions, a date range, or values of SQL variables.
//!
//! Conditions stand beside each other, so a later value can only narrow an earlier one. A variable
//! has one value, so there a later value is cut down to the earlier one.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value as Json, json};
use souk_query::{
    ConditionRequest, DateRangeRequest, FilterRequest, OrFilter, QueryRequest, SqlQuery,
    TimeDimensionRequest, Variable,
};

use super::range;
use super::value::{FilterValue, From};
use crate::service::query::Asked;

/// What a filter narrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// A member of the datamart, in questions.
    pub member: Option<&'a str>,
    /// A variable, in SQL.
    pub variable: &'a str,
}

/// Narrows a question by a value.
///
/// # Errors
/// A phrase that follows the filter's name.
pub fn apply(
    asked: &mut Asked,
    target: Target<'_>,
    value: &FilterValue,
    from: From,
) -> Result<(), String> {
    match asked {
        Asked::Question(question) => {
            let member = target.member.ok_or("narrows no column of the metric's datamart")?;
            narrow(question, member, value, from)
        }
        Asked::Sql(query) => set(query, target.variable, value, from),
    }
}

fn narrow(
    question: &mut QueryRequest,
    member: &str,
    value: &FilterValue,
    from: From,
) -> Result<(), String> {
    if let (FilterValue::Days(days), From::Browser) = (value, from)
        && set_range(question, member, days)
    {
        return Ok(());
    }
    question.filters.extend(conditions(member, value)?);
    Ok(())
}

/// A date range is more than a condition: comparisons and gaps are counted in it.
fn set_range(question: &mut QueryRequest, member: &str, days: &[String]) -> bool {
    if !question.rows.is_empty() {
        return false;
    }
    let range = match days {
        [one] => DateRangeRequest::One(one.clone()),
        several => DateRangeRequest::Several(several.to_vec()),
    };
    let mut own =
        question.time_dimensions.iter_mut().filter(|one| one.dimension == member).peekable();
    if own.peek().is_none() {
        let dimension = member.to_owned();
        let (granularity, date_range, fill) = (None, Some(range), false);
        question.time_dimensions.push(TimeDimensionRequest {
            dimension,
            granularity,
            date_range,
            fill,
        });
        return true;
    }
    let mut open = own.filter(|one| one.date_range.is_none()).peekable();
    let is_open = open.peek().is_some();
    open.for_each(|one| one.date_range = Some(range.clone()));
    is_open
}

/// The value as conditions on a member.
///
/// # Errors
/// A phrase: what stands for a SELECT must have been asked before.
pub fn conditions(member: &str, value: &FilterValue) -> Result<Vec<FilterRequest>, String> {
    let texts = |days: &[String]| days.iter().map(|day| json!(day)).collect();
    let conditions = match value {
        // A list of no alternatives never holds.
        FilterValue::OneOf(values) if values.is_empty() => {
            vec![FilterRequest::Or(OrFilter { or: Vec::new() })]
        }
        FilterValue::OneOf(values) => vec![condition(member, "equals", values.clone())],
        FilterValue::Contains(text) => vec![condition(member, "contains", vec![json!(text)])],
        FilterValue::Numbers { min, max } => {
            let ends = [("gte", min), ("lte", max)];
            let ends = ends.into_iter().filter_map(|(word, end)| Some((word, end.clone()?)));
            ends.map(|(word, end)| condition(member, word, vec![end])).collect()
        }
        FilterValue::Days(days) => vec![condition(member, "inDateRange", texts(days))],
        FilterValue::FromDay(day) => vec![condition(member, "gte", vec![json!(day)])],
        FilterValue::UntilDay(day) => vec![condition(member, "lte", vec![json!(day)])],
        FilterValue::Sql { .. } => return Err("could not be looked up".to_owned()),
    };
    Ok(conditions)
}

/// A condition on a member.
#[must_use]
pub fn condition(member: &str, operator: &str, values: Vec<Json>) -> FilterRequest {
    let (member, operator) = (member.to_owned(), operator.to_owned());
    FilterRequest::Condition(ConditionRequest { member, operator, values })
}

/// What a token fixes must be something that the text asks for.
fn set(query: &mut SqlQuery, name: &str, value: &FilterValue, from: From) -> Result<(), String> {
    let variable = query.variables.iter().find(|variable| variable.name == name);
    let variable = variable.ok_or("names no variable of the metric's SQL")?;
    let is_named = query.sql.replace(' ', "").contains(&format!("{{{{{name}"));
    if from == From::Token && !is_named {
        return Err("names a variable that the metric's SQL does not use".to_owned());
    }
    let sent = as_variable(variable, value, query.now.unwrap_or_else(Utc::now))?;
    let known = query.values.get(name).filter(|known| !known.is_null());
    let narrowed = match known {
        Some(known) => narrowed(known, &sent).ok_or("is outside of what the token allows")?,
        None => sent,
    };
    query.values.insert(name.to_owned(), narrowed);
    Ok(())
}

fn as_variable(
    variable: &Variable,
    value: &FilterValue,
    now: DateTime<Utc>,
) -> Result<Json, String> {
    let one = |value: &Json| if variable.multiple { json!([value]) } else { value.clone() };
    match value {
        FilterValue::OneOf(values) => match values.as_slice() {
            [] => Err("allows nothing".to_owned()),
            [single] => Ok(one(single)),
            several if variable.multiple => Ok(json!(several)),
            _ => Err("takes one value".to_owned()),
        },
        FilterValue::Contains(text) => Ok(one(&json!(text))),
        FilterValue::Numbers { min, max } if variable.range => Ok(json!({"min": min, "max": max})),
        FilterValue::FromDay(day) if variable.range => Ok(json!({"startDate": day})),
        FilterValue::UntilDay(day) if variable.range => Ok(json!({"endDate": day})),
        FilterValue::Days(days) if variable.range => {
            let [first, last] = range::ends(days, now)?;
            Ok(json!({"startDate": first, "endDate": last}))
        }
        FilterValue::Days(days) => match days.as_slice() {
            [day] if day.parse::<NaiveDate>().is_ok() => Ok(one(&json!(day))),
            _ => Err("is a range, and the metric's variable takes a day".to_owned()),
        },
        _ => Err("does not fit the metric's variable".to_owned()),
    }
}

/// What both allow; nothing where that is nothing.
fn narrowed(known: &Json, sent: &Json) -> Option<Json> {
    match (known, sent) {
        (Json::Array(known), Json::Array(sent)) => {
            let both: Vec<_> = sent.iter().filter(|one| known.contains(one)).collect();
            (!both.is_empty()).then(|| json!(both))
        }
        (Json::Object(known), Json::Object(sent)) => {
            let mut both = known.clone();
            for (end, value) in sent.iter().filter(|(_, value)| !value.is_null()) {
                let is_start = end == "min" || end == "startDate";
                let old = known.get(end).filter(|old| !old.is_null());
                let keeps_old = old.is_some_and(|old| is_less(value, old) == is_start);
                if !keeps_old {
                    both.insert(end.clone(), value.clone());
                }
            }
            Some(Json::Object(both))
        }
        _ => (known == sent).then(|| known.clone()),
    }
}

/// Days as texts, which are ordered as they are written; numbers.
fn is_less(one: &Json, other: &Json) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one < other,
        _ => one.as_str() < other.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sql(values: &Json) -> SqlQuery {
        serde_json::from_value(json!({
            "sql": "SELECT 1 WHERE {{s}} IN ({{m}}) AND {{r.min}} < {{r.max}}",
            "variables": [{"name": "m", "dataType": "text", "multiple": true},
                {"name": "r", "dataType": "number", "range": true},
                {"name": "unused", "dataType": "text"}],
            "values": values}))
        .unwrap()
    }

    fn one_of(values: &[&str]) -> FilterValue {
        FilterValue::OneOf(values.iter().map(|value| json!(value)).collect())
    }

    #[test]
    fn a_later_value_of_a_variable_only_narrows() {
        let mut query = sql(&json!({}));
        set(&mut query, "m", &one_of(&["a", "b"]), From::Token).unwrap();
        set(&mut query, "m", &one_of(&["b", "c"]), From::Browser).unwrap();
        assert_eq!(query.values["m"], json!(["b"]));
        assert!(set(&mut query, "m", &one_of(&["a"]), From::Browser).is_err());
        let numbers =
            |min: Json, max: Json| FilterValue::Numbers { min: Some(min), max: Some(max) };
        set(&mut query, "r", &numbers(json!(5), json!(10)), From::Token).unwrap();
        set(&mut query, "r", &numbers(json!(1), json!(7)), From::Browser).unwrap();
        assert_eq!(query.values["r"], json!({"min": 5, "max": 7}));
    }

    #[test]
    fn a_token_cannot_fix_what_the_text_does_not_ask_for_and_cannot_allow_nothing() {
        let mut query = sql(&json!({}));
        assert!(set(&mut query, "unused", &one_of(&["a"]), From::Token).is_err());
        assert!(set(&mut query, "other", &one_of(&["a"]), From::Token).is_err());
        assert!(set(&mut query, "m", &one_of(&[]), From::Token).is_err());
    }

    #[test]
    fn days_become_the_range_of_a_time_dimension_that_has_none() {
        let mut question: QueryRequest = serde_json::from_value(json!({
            "measures": ["o.n"], "timeDimensions": [{"dimension": "o.t", "granularity": "day"}]}))
        .unwrap();
        let days = FilterValue::Days(vec!["last 7 days".to_owned()]);
        narrow(&mut question, "o.t", &days, From::Browser).unwrap();
        let range = Some(DateRangeRequest::One("last 7 days".to_owned()));
        assert_eq!(question.time_dimensions[0].date_range, range);
        assert!(question.filters.is_empty());
        narrow(&mut question, "o.t", &days, From::Token).unwrap();
        assert_eq!(question.filters, [condition("o.t", "inDateRange", vec![json!("last 7 days")])]);
        narrow(&mut question, "p.t", &days, From::Browser).unwrap();
        assert_eq!(question.time_dimensions[1].granularity, None);
    }

    #[test]
    fn no_alternatives_match_nothing() {
        let nothing = conditions("t.c", &one_of(&[])).unwrap();
        assert_eq!(nothing, [FilterRequest::Or(OrFilter { or: Vec::new() })]);
    }
}
