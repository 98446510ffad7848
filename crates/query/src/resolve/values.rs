//! A JSON value read as a column's type. Nothing is guessed: what does not fit is refused.

use std::str::FromStr;

use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use souk_model::{DataType, TypeFamily};
use uuid::Uuid;

use super::moments::Moment;
use super::ranges::TimeColumn;
use crate::Value;

pub(crate) fn read(json: &Json, data_type: DataType, zone: Tz) -> Result<Value, String> {
    let found = match data_type.family() {
        TypeFamily::Boolean => boolean(json),
        TypeFamily::Number => number(json),
        TypeFamily::Text if data_type == DataType::Uuid => {
            json.as_str().and_then(|text| Uuid::parse_str(text).ok()).map(Value::Uuid)
        }
        TypeFamily::Text => text(json),
        TypeFamily::Temporal => {
            let column = TimeColumn { data_type, zone };
            json.as_str().and_then(Moment::parse).map(|moment| moment.start(column))
        }
        TypeFamily::Opaque => None,
    };
    found.ok_or_else(|| {
        let kind = data_type.wire_name();
        format!("{} is not a {kind}", shorten(json))
    })
}

fn boolean(json: &Json) -> Option<Value> {
    let truth = match json {
        Json::Bool(truth) => *truth,
        Json::String(text) if text.eq_ignore_ascii_case("true") => true,
        Json::String(text) if text.eq_ignore_ascii_case("false") => false,
        _ => return None,
    };
    Some(Value::Boolean(truth))
}

fn number(json: &Json) -> Option<Value> {
    let text = match json {
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Value::Integer(whole));
    }
    if let Ok(exact) = Decimal::from_str(&text).or_else(|_| Decimal::from_scientific(&text)) {
        return Some(Value::Decimal(exact));
    }
    text.parse::<f64>().ok().filter(|binary| binary.is_finite()).map(Value::Float)
}

fn text(json: &Json) -> Option<Value> {
    match json {
        Json::String(text) if !text.contains('\0') => Some(Value::Text(text.clone())),
        Json::Number(number) => Some(Value::Text(number.to_string())),
        Json::Bool(truth) => Some(Value::Text(truth.to_string())),
        _ => None,
    }
}

fn shorten(json: &Json) -> String {
    const SHOWN: usize = 40;
    let text = json.to_string();
    if text.chars().count() <= SHOWN {
        return text;
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}
