//! The row rules of a guest token, as part of the scope of every question it asks.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use souk_model::ErrorCode;
use souk_query::{Model, RowRule, RowRules, RuleContext};

use crate::http::ApiError;

/// The rules of a token's `params` against a datamart. A rule that does not fit closes the datamart
/// to the token; the holder learns that and no name of the datamart, the log says the rest.
pub(super) fn read(
    model: &Model,
    params: &Map<String, Value>,
    now: DateTime<Utc>,
    allows_sql: bool,
) -> Result<RowRules, ApiError> {
    let Some(rules) = params.get("rowRules") else { return Ok(RowRules::default()) };
    let rules: Vec<RowRule> = serde_json::from_value(rules.clone()).map_err(ApiError::internal)?;
    let zone = params.get("timezone").and_then(Value::as_str).and_then(|name| name.parse().ok());
    let zone = zone.unwrap_or(chrono_tz::UTC);
    let context = RuleContext { now, zone, allows_sql };
    RowRules::read(model, &rules, context).map_err(|problems| {
        for problem in &problems {
            tracing::warn!(path = problem.path, hint = problem.hint, "{}", problem.message);
        }
        let message = "the guest token's row rules do not fit the datamart";
        ApiError::new(ErrorCode::RLS_SETTINGS_PARAM_ERROR, message).at("params.rowRules")
    })
}

/// Rules that belong to saved metrics and dashboards. A token that carries any may not ask directly,
/// because the answer would be wider than its maker meant.
pub(super) fn refuse_metric_rules(params: &Map<String, Value>) -> Result<(), ApiError> {
    let carries = |key: &str| match params.get(key) {
        None | Some(Value::Null) => false,
        Some(Value::Array(rules)) => !rules.is_empty(),
        Some(_) => true,
    };
    let keys = ["rlsSettings", "appFilters", "dashboardAppFilters"];
    let Some(key) = keys.into_iter().find(|key| carries(key)) else { return Ok(()) };
    let message = "the guest token's row rules cannot be applied to a direct question";
    Err(ApiError::new(ErrorCode::RLS_SETTINGS_PARAM_ERROR, message).at(format!("params.{key}")))
}
