//! A question as it is sent: Cube's query vocabulary, names not yet looked up.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;
use souk_model::Aggregate;

/// What is asked of one datamart.
///
/// Members are `table.column` or `table.measure`; `schema.table.column` where two schemas hold
/// tables of the same name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct QueryRequest {
    /// Aggregates, declared or inline.
    pub measures: Vec<MeasureRequest>,
    /// Columns to group by.
    pub dimensions: Vec<String>,
    /// Time columns to group by at a granularity, to restrict to a date range, or both.
    pub time_dimensions: Vec<TimeDimensionRequest>,
    /// Conditions; all must hold.
    pub filters: Vec<FilterRequest>,
    /// Order of the rows; by the dimensions when empty.
    pub order: OrderRequest,
    /// At most this many rows.
    pub limit: Option<u32>,
    /// Rows to leave out at the start.
    pub offset: Option<u32>,
    /// IANA name of the zone in which days begin; UTC when absent.
    pub timezone: Option<String>,
    /// Also count the rows that the question has without limit and offset.
    pub total: bool,
    /// Names of the relationships to use, where several paths join the tables.
    pub join_path: Vec<String>,
}

/// A measure of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum MeasureRequest {
    /// `table.measure`.
    Declared(String),
    /// An aggregate of a column.
    Inline(InlineMeasure),
}

/// An aggregate that the datamart does not declare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InlineMeasure {
    /// `table` or `schema.table`.
    pub table: String,
    /// The column; may be absent for COUNT, which then counts rows.
    #[serde(default)]
    pub column: Option<String>,
    /// What is done with the values.
    #[serde(deserialize_with = "read_aggregate")]
    pub aggregate: Aggregate,
    /// The key in the answer; made from the other three when absent.
    #[serde(default)]
    pub name: Option<String>,
}

/// A time column at a granularity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TimeDimensionRequest {
    /// The column.
    pub dimension: String,
    /// Without one, the date range only filters.
    #[serde(default)]
    pub granularity: Option<Granularity>,
    /// First and last day, both included.
    #[serde(default)]
    pub date_range: Option<DateRangeRequest>,
}

/// The unit that a time is cut down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week, from Monday (ISO 8601).
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

impl Granularity {
    /// Its word in questions, in the names of output columns, and in SQL's `date_trunc`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// One day, or the first and the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DateRangeRequest {
    /// A single day or instant.
    One(String),
    /// From and to, both included.
    Several(Vec<String>),
}

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

/// Order of the rows, in any of the three forms that Cube's clients send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OrderRequest {
    /// `[{"member": …, "direction": …}]`.
    List(Vec<OrderMember>),
    /// `[["orders.count", "desc"]]`.
    Pairs(Vec<(String, Direction)>),
    /// `{"orders.count": "desc"}`; applied in the order of the keys' text.
    Map(std::collections::BTreeMap<String, Direction>),
}

impl Default for OrderRequest {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl OrderRequest {
    /// The members and directions, whichever form was sent.
    pub fn members(&self) -> Vec<(&str, Direction)> {
        match self {
            Self::List(list) => {
                list.iter().map(|one| (one.member.as_str(), one.direction)).collect()
            }
            Self::Pairs(pairs) => pairs.iter().map(|(name, way)| (name.as_str(), *way)).collect(),
            Self::Map(map) => map.iter().map(|(name, way)| (name.as_str(), *way)).collect(),
        }
    }
}

/// One member to order by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderMember {
    /// A member of the question, or the name of an output column.
    #[serde(alias = "id")]
    pub member: String,
    /// Ascending when absent.
    #[serde(default)]
    pub direction: Direction,
}

/// Ascending or descending; NULL is last in both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Least first.
    #[default]
    Asc,
    /// Greatest first.
    Desc,
}

// Serde's own untagged enums would only say that nothing fits; these say what is wrong with the
// form that was meant.

impl<'de> Deserialize<'de> for MeasureRequest {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        match Json::deserialize(source)? {
            Json::String(name) => Ok(Self::Declared(name)),
            object @ Json::Object(_) => read(object).map(Self::Inline),
            _ => Err(Error::custom("must be a string or an object")),
        }
    }
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

fn read<T: DeserializeOwned, E: Error>(json: Json) -> Result<T, E> {
    serde_json::from_value(json).map_err(E::custom)
}

fn read_aggregate<'de, D: Deserializer<'de>>(source: D) -> Result<Aggregate, D::Error> {
    let text = String::deserialize(source)?;
    Aggregate::from_wire(&text).ok_or_else(|| {
        let known: Vec<_> = Aggregate::ALL.iter().map(|one| one.wire_name()).collect();
        Error::custom(format!("must be one of [{}]", known.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_question_is_read() {
        let text = r#"{
            "measures": ["orders.revenue",
                {"table": "orders", "column": "amount", "aggregate": "sum", "name": "gross"}],
            "dimensions": ["customers.city"],
            "timeDimensions": [{"dimension": "orders.created_at", "granularity": "month",
                "dateRange": ["2024-01-01", "2024-12-31"]}],
            "filters": [{"member": "orders.status", "operator": "equals", "values": ["paid"]},
                {"or": [{"member": "customers.city", "operator": "set"}, {"and": []}]}],
            "order": [{"member": "orders.revenue", "direction": "desc"}],
            "limit": 100, "offset": 0, "timezone": "Europe/Oslo", "total": true}"#;
        let request: QueryRequest = serde_json::from_str(text).unwrap();
        assert_eq!(request.measures.len(), 2);
        assert!(matches!(request.filters[1], FilterRequest::Or(_)));
        assert_eq!(request.order.members(), [("orders.revenue", Direction::Desc)]);
    }

    #[test]
    fn an_unknown_field_is_refused() {
        assert!(serde_json::from_str::<QueryRequest>(r#"{"measure": []}"#).is_err());
    }
}
