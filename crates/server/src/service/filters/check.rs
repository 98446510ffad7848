//! What makes the filters of a metric or a dashboard well formed.

use souk_model::{Filter, FilterType, FilterVariant, check_name};
use souk_query::Variable;

use super::value::{From, read};
use crate::http::ApiError;

const MOST_FILTERS: usize = 100;

/// The filters of a metric. Those of a SQL metric name its variables.
///
/// # Errors
/// `INVALID_REQUEST_BODY`.
pub fn check_metric(filters: &[Filter], variables: Option<&[Variable]>) -> Result<(), ApiError> {
    each(filters, |filter| {
        if !filter.apply_on.is_empty() || !filter.except_metrics.is_empty() {
            return Err("belongs to a metric, so it has no applyOn and no exceptMetrics".to_owned());
        }
        match (variables, &filter.member) {
            (None, None) => Err("must have a member".to_owned()),
            (None, Some(_)) => Ok(()),
            (Some(variables), None) => {
                let name = filter.variable.as_deref().unwrap_or(&filter.name);
                let is_declared = variables.iter().any(|variable| variable.name == name);
                let message = || format!("names the variable {name}, which is not declared");
                if is_declared { Ok(()) } else { Err(message()) }
            }
            (Some(_), Some(_)) => Err("must name a variable of the SQL, not a member".to_owned()),
        }
    })
}

/// The filters of a dashboard.
///
/// # Errors
/// `INVALID_REQUEST_BODY`.
pub fn check_dashboard(filters: &[Filter]) -> Result<(), ApiError> {
    each(filters, |filter| {
        if filter.member.is_some() || filter.variable.is_some() {
            return Err("belongs to a dashboard, so it has applyOn".to_owned());
        }
        let is_known = |name: &String| filters.iter().any(|other| other.name == *name);
        match filter.depends_on.iter().find(|name| !is_known(name)) {
            Some(unknown) => Err(format!("depends on {unknown}, which is no filter")),
            None => Ok(()),
        }
    })
}

fn each(filters: &[Filter], check: impl Fn(&Filter) -> Result<(), String>) -> Result<(), ApiError> {
    if filters.len() > MOST_FILTERS {
        let message = format!("\"filters\" must hold at most {MOST_FILTERS} filters");
        return Err(ApiError::invalid(message).at("filters"));
    }
    for (position, filter) in filters.iter().enumerate() {
        let is_twice = filters[..position].iter().any(|other| other.name == filter.name);
        let checked = if is_twice { Err("must have a name of its own".to_owned()) } else { Ok(()) };
        let checked = checked.and_then(|()| well_formed(filter)).and_then(|()| check(filter));
        checked.map_err(|phrase| {
            let path = format!("filters[{position}]");
            ApiError::invalid(format!("\"{path}\" {phrase}")).at(path)
        })?;
    }
    Ok(())
}

fn well_formed(filter: &Filter) -> Result<(), String> {
    check_name(&filter.name).map_err(|error| format!("has a name that {error}"))?;
    match (filter.filter_type, filter.variant) {
        (FilterType::String, FilterVariant::Range | FilterVariant::Date)
        | (FilterType::Number | FilterType::Date, FilterVariant::Search)
        | (FilterType::Number, FilterVariant::Date) => {
            return Err("has a variant that its type does not have".to_owned());
        }
        _ => {}
    }
    if let Some(default) = &filter.default {
        read(filter, default, From::Browser)
            .map_err(|phrase| format!("has a default that {phrase}"))?;
    }
    Ok(())
}
