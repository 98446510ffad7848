//! A filter's value as it is sent, read as the filter's declared type. Nothing is guessed.

use serde_json::{Map, Value as Json};
use souk_model::{Filter, FilterType, FilterVariant};

/// More values than anybody chooses by hand.
const MOST_VALUES: usize = 5_000;

/// Who sends a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// A browser, a back end, or the filter's own default. An empty list chooses nothing, so it
    /// restricts nothing.
    Browser,
    /// A token. An empty list allows nothing.
    Token,
}

/// What a value asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterValue {
    /// One of these; nothing at all where there are none.
    OneOf(Vec<Json>),
    /// Texts that contain this one.
    Contains(String),
    /// Numbers between these, both included.
    Numbers {
        /// From here on.
        min: Option<Json>,
        /// Up to here.
        max: Option<Json>,
    },
    /// A day, a range in words, or the first and the last day.
    Days(Vec<String>),
    /// This day and later ones.
    FromDay(String),
    /// This day and earlier ones.
    UntilDay(String),
    /// What the vendor's SELECT finds. From tokens only.
    Sql {
        /// The SELECT.
        sql: String,
        /// Which of its columns; the first when absent.
        column: Option<String>,
    },
}

/// Reads a value; nothing where it restricts nothing.
///
/// # Errors
/// A phrase that follows the filter's name.
pub fn read(filter: &Filter, json: &Json, from: From) -> Result<Option<FilterValue>, String> {
    if json.is_null() {
        return match from {
            From::Browser => Ok(None),
            From::Token => Err("must not be null".to_owned()),
        };
    }
    let value = match json {
        Json::Array(list) => several(filter, list)?,
        Json::Object(object) => ranged(filter, object, from)?,
        single => one(filter, single)?,
    };
    match (&value, from) {
        (FilterValue::OneOf(list), From::Browser) if list.is_empty() => Ok(None),
        _ => Ok(Some(value)),
    }
}

fn one(filter: &Filter, json: &Json) -> Result<FilterValue, String> {
    match (filter.filter_type, json) {
        (FilterType::String, Json::String(text)) if filter.variant == FilterVariant::Search => {
            Ok(FilterValue::Contains(text.clone()))
        }
        (FilterType::Date, Json::String(text)) => Ok(FilterValue::Days(vec![text.clone()])),
        _ => Ok(FilterValue::OneOf(vec![scalar(filter, json)?])),
    }
}

fn several(filter: &Filter, list: &[Json]) -> Result<FilterValue, String> {
    if list.len() > MOST_VALUES {
        return Err(format!("must hold at most {MOST_VALUES} values"));
    }
    if filter.filter_type == FilterType::Date && !list.is_empty() {
        let days: Option<Vec<_>> = list.iter().map(|day| day.as_str().map(str::to_owned)).collect();
        return match days {
            Some(days) if days.len() <= 2 => Ok(FilterValue::Days(days)),
            _ => Err("must hold the first and the last day as texts".to_owned()),
        };
    }
    let values: Result<_, _> = list.iter().map(|value| scalar(filter, value)).collect();
    values.map(FilterValue::OneOf)
}

/// The value's type must be that of the filter. A truth is neither and fits the columns that hold
/// truths, whatever their filter is called.
fn scalar(filter: &Filter, json: &Json) -> Result<Json, String> {
    let fits = match filter.filter_type {
        FilterType::String | FilterType::Date => json.is_string() || json.is_boolean(),
        FilterType::Number => json.is_number() || json.is_boolean(),
    };
    if fits { Ok(json.clone()) } else { Err(expected(filter)) }
}

fn expected(filter: &Filter) -> String {
    let what = match filter.filter_type {
        FilterType::String => "a string or a list of strings",
        FilterType::Number => "a number, a list of numbers or {min, max}",
        FilterType::Date => "a date, {startDate, endDate} or {preset}",
    };
    format!("must be {what}")
}

fn ranged(filter: &Filter, object: &Map<String, Json>, from: From) -> Result<FilterValue, String> {
    let only = |known: &[&str]| object.keys().all(|key| known.contains(&key.as_str()));
    let text = |keys: [&str; 2]| keys.into_iter().find_map(|key| object.get(key)?.as_str());
    let is_text = object.values().all(|value| value.is_string() || value.is_null());
    if from == From::Token && object.contains_key("sql") && only(&["sql", "columnName"]) && is_text
    {
        let sql = text(["sql", "sql"]).ok_or_else(|| expected(filter))?.to_owned();
        let column = text(["columnName", "columnName"]).map(str::to_owned);
        return Ok(FilterValue::Sql { sql, column });
    }
    match filter.filter_type {
        FilterType::Number if only(&["min", "max"]) => numbers(object),
        FilterType::Date if is_text && only(&["preset"]) => {
            let preset = text(["preset", "preset"]).ok_or_else(|| expected(filter))?;
            Ok(FilterValue::Days(vec![preset.to_owned()]))
        }
        FilterType::Date if is_text && only(&["startDate", "endDate", "start", "end"]) => {
            match (text(["startDate", "start"]), text(["endDate", "end"])) {
                (Some(first), Some(last)) => {
                    Ok(FilterValue::Days(vec![first.to_owned(), last.to_owned()]))
                }
                (Some(first), None) => Ok(FilterValue::FromDay(first.to_owned())),
                (None, Some(last)) => Ok(FilterValue::UntilDay(last.to_owned())),
                (None, None) => Err(expected(filter)),
            }
        }
        _ => Err(expected(filter)),
    }
}

fn numbers(object: &Map<String, Json>) -> Result<FilterValue, String> {
    let end = |key: &str| object.get(key).filter(|end| !end.is_null()).cloned();
    let (min, max) = (end("min"), end("max"));
    let ends: Vec<_> = min.iter().chain(&max).collect();
    if ends.is_empty() || !ends.iter().all(|end| end.is_number()) {
        return Err("must be {min, max} with numbers".to_owned());
    }
    Ok(FilterValue::Numbers { min, max })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn filter(filter_type: &str, variant: &str) -> Filter {
        let value = json!({"name": "f", "type": filter_type, "variant": variant, "member": "t.c"});
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn an_empty_list_chooses_nothing_in_a_browser_and_allows_nothing_in_a_token() {
        let filter = filter("string", "multiselect");
        assert_eq!(read(&filter, &json!([]), From::Browser), Ok(None));
        let none = Some(FilterValue::OneOf(Vec::new()));
        assert_eq!(read(&filter, &json!([]), From::Token), Ok(none));
        assert_eq!(read(&filter, &json!(null), From::Browser), Ok(None));
        assert!(read(&filter, &json!(null), From::Token).is_err());
    }

    #[test]
    fn a_value_has_the_type_of_its_filter() {
        let refused = [
            ("string", "select", json!(7)),
            ("string", "select", json!({"min": 1})),
            ("number", "select", json!("7")),
            ("number", "range", json!({"min": "1"})),
            ("number", "range", json!({})),
            ("date", "range", json!(20_240_101)),
            ("date", "range", json!({"startDate": 1})),
            ("date", "range", json!(["a", "b", "c"])),
            ("string", "select", json!({"sql": "SELECT 1"})),
        ];
        for (filter_type, variant, value) in refused {
            let read = read(&filter(filter_type, variant), &value, From::Browser);
            assert!(read.is_err(), "{filter_type} {variant} {value}");
        }
    }

    #[test]
    fn dates_have_several_spellings() {
        let filter = filter("date", "range");
        let days = Ok(Some(FilterValue::Days(vec!["2024-01-01".into(), "2024-02-01".into()])));
        for value in [
            json!({"startDate": "2024-01-01", "endDate": "2024-02-01"}),
            json!({"start": "2024-01-01", "end": "2024-02-01"}),
            json!(["2024-01-01", "2024-02-01"]),
        ] {
            assert_eq!(read(&filter, &value, From::Browser), days, "{value}");
        }
        let preset = Ok(Some(FilterValue::Days(vec!["last 7 days".into()])));
        assert_eq!(read(&filter, &json!({"preset": "last 7 days"}), From::Browser), preset);
        let open = Ok(Some(FilterValue::FromDay("2024-01-01".into())));
        assert_eq!(read(&filter, &json!({"startDate": "2024-01-01"}), From::Token), open);
    }
}
