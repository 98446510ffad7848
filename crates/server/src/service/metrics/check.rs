//! What makes a metric well formed, apart from the datamart that it asks.

use serde_json::Value;
use souk_model::{CHART_TYPES, Metric};
use souk_query::{QueryRequest, SqlQuery};

use crate::http::ApiError;
use crate::http::body::from_value;
use crate::service::filters;
use crate::service::query::Asked;

/// The largest metric that is stored, in bytes of JSON.
const MOST_BYTES: usize = 256 << 10;

/// Checks a metric before it is stored.
///
/// # Errors
/// `INVALID_REQUEST_BODY`.
pub fn check(metric: &Metric) -> Result<(), ApiError> {
    let size = serde_json::to_vec(metric).map_err(ApiError::internal)?.len();
    if size > MOST_BYTES {
        return Err(ApiError::invalid(format!("the metric is larger than {MOST_BYTES} bytes")));
    }
    let variables = match asked(metric)? {
        Asked::Question(_) => None,
        Asked::Sql(query) => Some(query.variables),
    };
    check_chart(metric)?;
    filters::check_metric(&metric.filters, variables.as_deref())
}

/// The question of a metric as it is stored, without anybody's filters.
///
/// # Errors
/// `INVALID_REQUEST_BODY` where there is none, or two.
pub fn asked(metric: &Metric) -> Result<Asked, ApiError> {
    match (&metric.query, &metric.sql_metric) {
        (Some(query), None) => {
            let question: QueryRequest = at("query", query)?;
            Ok(Asked::Question(Box::new(question)))
        }
        (None, Some(sql)) => {
            let sql: SqlQuery = at("sqlMetric", sql)?;
            Ok(Asked::Sql(sql))
        }
        (None, None) => Err(ApiError::invalid("\"query\" is required").at("query")),
        (Some(_), Some(_)) => {
            let message = "\"query\" and \"sqlMetric\" exclude each other";
            Err(ApiError::invalid(message).at("sqlMetric"))
        }
    }
}

fn at<T: serde::de::DeserializeOwned>(field: &str, value: &Value) -> Result<T, ApiError> {
    let wrapped = from_value(value.clone());
    wrapped.map_err(|error| {
        let path = error.path().map_or_else(|| field.to_owned(), |path| format!("{field}.{path}"));
        error.at(path)
    })
}

fn check_chart(metric: &Metric) -> Result<(), ApiError> {
    let named = metric.chart.get("type").and_then(Value::as_str);
    if named.is_some_and(|name| CHART_TYPES.contains(&name)) {
        return Ok(());
    }
    let known = CHART_TYPES.join(", ");
    Err(ApiError::invalid(format!("\"chart.type\" must be one of [{known}]")).at("chart.type"))
}
