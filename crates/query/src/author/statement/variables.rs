//! Values for the variables of a text, typed as they are declared.

use serde_json::Value as Json;
use souk_model::{DataType, nearest, suggestion};

use super::super::translate::{Translated, typed};
use super::super::{AuthorExpression, Refusal};
use super::request::{SqlQuery, Variable};
use super::tokens::Mention;
use crate::Value;
use crate::resolve::values;
use crate::sql::Expr;

const MOST_VALUES: usize = 5_000;

/// What a mention of a variable stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bound {
    One(AuthorExpression),
    /// For `IN`.
    Several(Vec<AuthorExpression>),
    /// No value and no default.
    Unset(String),
    /// The tenant's value where there are no tenants.
    NoClient,
}

/// The meaning of each mention, in their order.
pub(super) fn bind(
    query: &SqlQuery,
    zone: chrono_tz::Tz,
    client: Option<&Value>,
    mentions: &[Mention],
) -> Result<Vec<Bound>, Refusal> {
    declarations(query)?;
    let names = || query.variables.iter().map(|variable| variable.name.as_str());
    for name in query.values.keys() {
        if !names().any(|known| known == name) {
            return Err(unknown(name, names()));
        }
    }
    mentions
        .iter()
        .map(|mention| match mention {
            Mention::Client => Ok(client.map_or(Bound::NoClient, |value| Bound::One(of(value)))),
            Mention::Variable { name, part } => {
                let variable = query.variables.iter().find(|one| one.name == *name);
                let variable = variable.ok_or_else(|| unknown(name, names()))?;
                let value = query.values.get(name).filter(|value| !value.is_null());
                let value = value.or(variable.default.as_ref());
                Read { variable, zone }.mention(part.as_deref(), value)
            }
        })
        .collect()
}

fn declarations(query: &SqlQuery) -> Result<(), Refusal> {
    for (position, variable) in query.variables.iter().enumerate() {
        let name = &variable.name;
        let is_twice = query.variables[..position].iter().any(|one| one.name == *name);
        if is_twice {
            return wrong(name, "is declared twice");
        }
        if variable.range && (variable.multiple || variable.data_type.ends().is_none()) {
            return wrong(name, "cannot be a range");
        }
    }
    Ok(())
}

fn wrong<T>(name: &str, what: &str) -> Result<T, Refusal> {
    Err(Refusal::Variable(format!("the variable {name} {what}")))
}

fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Refusal {
    let near = suggestion(name, known);
    Refusal::Variable(format!("the variable {name} is not declared{near}"))
}

/// A bound value and its type.
pub(super) fn of(value: &Value) -> AuthorExpression {
    let data_type = match value {
        Value::Boolean(_) => DataType::Boolean,
        Value::Integer(_) => DataType::Int64,
        Value::Decimal(number) => {
            let scale = u8::try_from(number.scale()).unwrap_or(28);
            DataType::Decimal { precision: 38, scale }
        }
        Value::Float(_) => DataType::Float64,
        Value::Text(_) => DataType::Text,
        Value::Uuid(_) => DataType::Uuid,
        Value::Date(_) => DataType::Date,
        Value::Timestamp(_) => DataType::Timestamp,
        Value::TimestampTz(_) => DataType::TimestampTz,
    };
    typed(Expr::Value(value.clone()), data_type)
}

struct Read<'a> {
    variable: &'a Variable,
    zone: chrono_tz::Tz,
}

impl Read<'_> {
    fn mention(&self, part: Option<&str>, value: Option<&Json>) -> Result<Bound, Refusal> {
        let name = &self.variable.name;
        let ends = self.variable.data_type.ends().filter(|_| self.variable.range);
        match (ends, part) {
            (None, None) => self.value(value),
            (None, Some(part)) => wrong(name, &format!("has no part {part}; it is not a range")),
            (Some([first, last]), None) => wrong(
                name,
                &format!("is a range; name {{{{{name}.{first}}}}} or {{{{{name}.{last}}}}}"),
            ),
            (Some(ends), Some(part)) => self.end(ends, part, value),
        }
    }

    fn end(&self, ends: [&str; 2], part: &str, value: Option<&Json>) -> Result<Bound, Refusal> {
        let name = &self.variable.name;
        if !ends.contains(&part) {
            let suggestion = nearest(part, ends).unwrap_or(ends[0]);
            return wrong(name, &format!("has no part {part}; did you mean {suggestion}?"));
        }
        let Some(value) = value else { return Ok(Bound::Unset(name.clone())) };
        let Json::Object(object) = value else {
            return wrong(name, &format!("takes an object of {} and {}", ends[0], ends[1]));
        };
        if object.keys().any(|key| !ends.contains(&key.as_str())) {
            return wrong(name, &format!("takes {} and {} only", ends[0], ends[1]));
        }
        match object.get(part).filter(|one| !one.is_null()) {
            None => Ok(Bound::Unset(name.clone())),
            Some(one) => self.one(one).map(Bound::One),
        }
    }

    fn value(&self, value: Option<&Json>) -> Result<Bound, Refusal> {
        let name = &self.variable.name;
        match value {
            None => Ok(Bound::Unset(name.clone())),
            Some(Json::Array(list)) if self.variable.multiple && list.is_empty() => {
                Ok(Bound::Unset(name.clone()))
            }
            Some(Json::Array(list)) if self.variable.multiple && list.len() <= MOST_VALUES => {
                let values: Result<Vec<_>, _> = list.iter().map(|one| self.one(one)).collect();
                Ok(Bound::Several(values?))
            }
            Some(Json::Array(_)) if self.variable.multiple => {
                wrong(name, &format!("has more than {MOST_VALUES} values"))
            }
            Some(one) if self.variable.multiple => Ok(Bound::Several(vec![self.one(one)?])),
            Some(one) => self.one(one).map(Bound::One),
        }
    }

    fn one(&self, json: &Json) -> Translated {
        let data_type = self.variable.data_type.data_type();
        let is_text = json.is_string() || data_type != DataType::Text;
        let read =
            if is_text { values::read(json, data_type, self.zone) } else { Err(String::new()) };
        match read {
            Ok(value) => Ok(of(&value)),
            Err(_) => {
                let kind = format!("{:?}", self.variable.data_type).to_lowercase();
                wrong(&self.variable.name, &format!("takes a {kind}, and its value is none"))
            }
        }
    }
}
