//! Filters of a question: conditions, and/or.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;

use super::read;

/// A condition or a combination of conditions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FilterRequest {
    /// At least one must hold; an empty list never does.
    Or(OrFilter),
    /// All must hold; an empty list always does.
    And(AndFilter),
    /// A condition on one member.
    Condition(ConditionRequest),
}

/// `{"or": […]}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrFilter {
    /// The alternatives.
    pub or: Vec<FilterRequest>,
}

/// `{"and": […]}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AndFilter {
    /// The conditions.
    pub and: Vec<FilterRequest>,
}

/// `{"member": …, "operator": …, "values": […]}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionRequest {
    /// A dimension (checked before aggregation) or a measure (checked after).
    #[serde(alias = "dimension")]
    pub member: String,
    /// One of [`Operator`]'s words.
    pub operator: String,
    /// What to compare with; strings, numbers, booleans or null.
    #[serde(default)]
    pub values: Vec<Json>,
}

impl<'de> Deserialize<'de> for FilterRequest {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        match Json::deserialize(source)? {
            Json::Object(object) if object.contains_key("or") => {
                read(Json::Object(object)).map(Self::Or)
            }
            Json::Object(object) if object.contains_key("and") => {
                read(Json::Object(object)).map(Self::And)
            }
            object @ Json::Object(_) => read(object).map(Self::Condition),
            _ => Err(Error::custom("must be an object")),
        }
    }
}
