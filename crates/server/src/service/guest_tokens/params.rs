//! The `params` of a guest token: known keys are checked, unknown ones are kept and ignored.

use serde_json::{Map, Value};
use souk_model::{ErrorCode, check_name};
use souk_query::{RowRule, RowTest};

use crate::http::ApiError;

/// A token is read with every request of its holder, so it must stay small.
const MOST_BYTES: usize = 256 << 10;

type Object = Map<String, Value>;

/// Checks every key that has a meaning.
pub(super) fn check(params: &Object, allows_sql: bool) -> Result<(), ApiError> {
    check_size(params)?;
    strings(params, "allowedEmbeds")?;
    strings(params, "hideDashboardFilters")?;
    text(params, "userIdentifier")?;
    timezone(params)?;
    dashboard(params)?;
    rules(params, "appFilters", "metricId", ErrorCode::APP_FILTER_PARAM_ERROR)?;
    rules(params, "dashboardAppFilters", "dashboardId", ErrorCode::APP_FILTER_PARAM_ERROR)?;
    rules(params, "rlsSettings", "metricId", ErrorCode::RLS_SETTINGS_PARAM_ERROR)?;
    let sql = row_rules(params)?.or_else(|| sql_value(params));
    match sql {
        Some((code, path)) if !allows_sql => {
            let error = complain(code, &path, "must not be SQL");
            Err(error.with_hint("the setting guest_sql_rules is false"))
        }
        _ => Ok(()),
    }
}

/// The first filter or rule of a metric or dashboard that is SQL.
fn sql_value(params: &Object) -> Option<(ErrorCode, String)> {
    let keys = [
        ("appFilters", ErrorCode::APP_FILTER_PARAM_ERROR),
        ("dashboardAppFilters", ErrorCode::APP_FILTER_PARAM_ERROR),
        ("rlsSettings", ErrorCode::RLS_SETTINGS_PARAM_ERROR),
    ];
    keys.into_iter().find_map(|(key, code)| {
        let rules = params.get(key)?.as_array()?.iter().enumerate();
        let values =
            rules.filter_map(|(index, rule)| Some((index, rule.get("values")?.as_object()?)));
        let mut found = values.flat_map(|(index, values)| {
            let is_sql = |(_, value): &(&String, &Value)| value.get("sql").is_some();
            values.iter().filter(is_sql).map(move |(label, _)| (index, label))
        });
        let (index, label) = found.next()?;
        Some((code, format!("params.{key}[{index}].values.{label}")))
    })
}

fn check_size(params: &Object) -> Result<(), ApiError> {
    let size = serde_json::to_vec(params).map_err(ApiError::internal)?.len();
    if size <= MOST_BYTES {
        return Ok(());
    }
    Err(ApiError::invalid("\"params\" must be less than or equal to 262144 bytes").at("params"))
}

fn complain(code: ErrorCode, path: &str, phrase: &str) -> ApiError {
    ApiError::new(code, format!("\"{path}\" {phrase}")).at(path)
}

fn body(path: &str, phrase: &str) -> ApiError {
    complain(ErrorCode::INVALID_REQUEST_BODY, path, phrase)
}

fn strings(params: &Object, key: &str) -> Result<(), ApiError> {
    let Some(value) = params.get(key) else { return Ok(()) };
    let path = format!("params.{key}");
    let list = value.as_array().ok_or_else(|| body(&path, "must be an array"))?;
    for (index, item) in list.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let text = item.as_str().ok_or_else(|| body(&path, "must be a string"))?;
        check_name(text).map_err(|error| body(&path, &error.to_string()))?;
    }
    Ok(())
}

fn text<'a>(params: &'a Object, key: &str) -> Result<Option<&'a str>, ApiError> {
    let Some(value) = params.get(key) else { return Ok(None) };
    let path = format!("params.{key}");
    let text = value.as_str().ok_or_else(|| body(&path, "must be a string"))?;
    check_name(text).map_err(|error| body(&path, &error.to_string()))?;
    Ok(Some(text))
}

fn timezone(params: &Object) -> Result<(), ApiError> {
    let Some(name) = text(params, "timezone")? else { return Ok(()) };
    let known = name.parse::<chrono_tz::Tz>().is_ok();
    let phrase = "must be a time zone of the IANA database, such as Europe/Oslo";
    if known { Ok(()) } else { Err(body("params.timezone", phrase)) }
}

fn dashboard(params: &Object) -> Result<(), ApiError> {
    let Some(value) = params.get("dashboard") else { return Ok(()) };
    let code = ErrorCode::DASHBOARD_PARAM_ERROR;
    let object = value.as_object();
    let object =
        object.ok_or_else(|| complain(code, "params.dashboard", "must be of type object"))?;
    identifier(object, "params.dashboard", "id", code)
}

/// Filters and row rules: `[{<identifier>, values: {…}, isShowOnUrl?}]`.
fn rules(params: &Object, key: &str, identified_by: &str, code: ErrorCode) -> Result<(), ApiError> {
    let Some(value) = params.get(key) else { return Ok(()) };
    let path = format!("params.{key}");
    let list = value.as_array().ok_or_else(|| complain(code, &path, "must be an array"))?;
    for (index, item) in list.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let item = item.as_object();
        let item = item.ok_or_else(|| complain(code, &path, "must be of type object"))?;
        identifier(item, &path, identified_by, code)?;
        values(item, &path, code)?;
        if item.get("isShowOnUrl").is_some_and(|flag| !flag.is_boolean()) {
            return Err(complain(code, &format!("{path}.isShowOnUrl"), "must be a boolean"));
        }
    }
    Ok(())
}

/// Rules of a table, an extension: `[{table, column, operator?, values?}]` or `[{table, sql}]`. Returns
/// the first that is SQL.
fn row_rules(params: &Object) -> Result<Option<(ErrorCode, String)>, ApiError> {
    const MOST: usize = 100;
    let Some(value) = params.get("rowRules") else { return Ok(None) };
    let code = ErrorCode::RLS_SETTINGS_PARAM_ERROR;
    let path = "params.rowRules";
    let list = value.as_array().ok_or_else(|| complain(code, path, "must be an array"))?;
    if list.len() > MOST {
        return Err(complain(code, path, "must hold at most 100 rules"));
    }
    let mut sql = None;
    for (index, rule) in list.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let read: Result<RowRule, _> = serde_json::from_value(rule.clone());
        let rule = read.map_err(|error| complain(code, &path, &error.to_string()))?;
        if matches!(rule.test, RowTest::Sql(_)) {
            sql = sql.or(Some((code, format!("{path}.sql"))));
        }
    }
    Ok(sql)
}

fn identifier(item: &Object, path: &str, key: &str, code: ErrorCode) -> Result<(), ApiError> {
    let path = format!("{path}.{key}");
    let value = item.get(key).ok_or_else(|| complain(code, &path, "is required"))?;
    let text = value.as_str().ok_or_else(|| complain(code, &path, "must be a string"))?;
    check_name(text).map_err(|error| complain(code, &path, &error.to_string()))
}

fn values(item: &Object, path: &str, code: ErrorCode) -> Result<(), ApiError> {
    let path = format!("{path}.values");
    let values = item.get("values").ok_or_else(|| complain(code, &path, "is required"))?;
    let values = values.as_object();
    let values = values.ok_or_else(|| complain(code, &path, "must be of type object"))?;
    for (label, value) in values {
        let path = format!("{path}.{label}");
        check_value(value).map_err(|phrase| complain(code, &path, phrase))?;
    }
    Ok(())
}

fn check_value(value: &Value) -> Result<(), &'static str> {
    match value {
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
        Value::Null => Err("must not be null"),
        Value::Array(items) if items.iter().all(is_scalar) => Ok(()),
        Value::Array(_) => Err("must be an array of strings, numbers or booleans"),
        Value::Object(object) => check_object(object),
    }
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Bool(_) | Value::Number(_) | Value::String(_))
}

/// A date range, a number range, or a query.
fn check_object(object: &Object) -> Result<(), &'static str> {
    let only = |known: &[&str]| object.keys().all(|key| known.contains(&key.as_str()));
    if object.contains_key("sql") && only(&["sql", "columnName"]) {
        let texts = object.values().all(Value::is_string);
        return if texts { Ok(()) } else { Err("must hold strings") };
    }
    if !object.is_empty() && only(&["startDate", "endDate"]) {
        let dates = object.values().all(is_date);
        return if dates { Ok(()) } else { Err("must hold dates as YYYY-MM-DD") };
    }
    if !object.is_empty() && only(&["min", "max"]) {
        let numbers = object.values().all(Value::is_number);
        return if numbers { Ok(()) } else { Err("must hold numbers") };
    }
    Err("must be {startDate, endDate}, {min, max} or {sql, columnName}")
}

fn is_date(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}
