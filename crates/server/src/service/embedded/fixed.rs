//! What a token fixes: values of filters that its holder cannot widen.

use serde_json::{Map, Value};
use souk_model::ErrorCode;

/// A value that a token gives a filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fixed {
    /// The filter's name.
    pub(super) name: String,
    /// As it was sent.
    pub(super) value: Value,
    /// Whether the filter is shown with it.
    pub(super) is_shown: bool,
    /// How a value that cannot be applied is refused.
    pub(super) code: ErrorCode,
}

/// `dashboardAppFilters` of a dashboard, by any of its identifiers.
pub(super) fn of_dashboard(params: &Map<String, Value>, ids: &[&str]) -> Vec<Fixed> {
    of(params, "dashboardAppFilters", "dashboardId", ids, ErrorCode::APP_FILTER_PARAM_ERROR)
}

/// `appFilters` and `rlsSettings` of a metric, by any of its identifiers.
pub(super) fn of_metric(params: &Map<String, Value>, ids: &[&str]) -> Vec<Fixed> {
    let filters = of(params, "appFilters", "metricId", ids, ErrorCode::APP_FILTER_PARAM_ERROR);
    let rules = of(params, "rlsSettings", "metricId", ids, ErrorCode::RLS_SETTINGS_PARAM_ERROR);
    filters.into_iter().chain(rules).collect()
}

fn of(
    params: &Map<String, Value>,
    key: &str,
    identified_by: &str,
    ids: &[&str],
    code: ErrorCode,
) -> Vec<Fixed> {
    let rules = params.get(key).and_then(Value::as_array).into_iter().flatten();
    let own = rules.filter(|rule| {
        let id = rule.get(identified_by).and_then(Value::as_str);
        id.is_some_and(|id| ids.contains(&id))
    });
    own.flat_map(|rule| {
        let is_shown = rule.get("isShowOnUrl").and_then(Value::as_bool).unwrap_or(false);
        let values = rule.get("values").and_then(Value::as_object).into_iter().flatten();
        values.map(move |(name, value)| {
            let (name, value) = (name.clone(), value.clone());
            Fixed { name, value, is_shown, code }
        })
    })
    .collect()
}

/// The names in a list of texts.
pub(super) fn names(params: &Map<String, Value>, key: &str) -> Option<Vec<String>> {
    let list = params.get(key)?.as_array()?;
    Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}
