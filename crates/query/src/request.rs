//! A question as it is sent: Cube's query vocabulary, names not yet looked up.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;
use souk_model::Aggregate;

use crate::sql::Unit;

/// What is asked of one datamart.
///
/// Members are `table.column` or `table.measure`; `schema.table.column` where two schemas hold
/// tables of the same name; `relationship.column` for the relationship's child table in that role.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct QueryRequest {
    /// Aggregates, declared, inline, modified or computed from others.
    pub measures: Vec<MeasureRequest>,
    /// Columns to group by, as they are or in bins or buckets.
    pub dimensions: Vec<DimensionRequest>,
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
    /// Also answer the measures over all rows, without dimensions.
    pub totals: bool,
    /// Names of the relationships to use, where several paths join the tables.
    pub join_path: Vec<String>,
    /// The day on which weeks begin.
    pub week_start: WeekStart,
    /// The month, 1 to 12, in which fiscal years begin; January when absent.
    pub fiscal_year_start: Option<u32>,
    /// Only the greatest values of one dimension, and the rest together.
    pub top: Option<TopRequest>,
    /// One dimension's values become columns.
    pub pivot: Option<PivotRequest>,
    /// Columns of the rows themselves, instead of measures and dimensions.
    pub rows: Vec<String>,
    /// The moment of asking, which ranges such as `last 7 days` count from. Whoever passes the
    /// question on sets it; it is never sent.
    #[serde(skip)]
    pub now: Option<chrono::DateTime<chrono::Utc>>,
}

/// A day that weeks can begin on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WeekStart {
    /// ISO 8601.
    #[default]
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl WeekStart {
    /// Days after Monday.
    #[must_use]
    pub const fn days_after_monday(self) -> u8 {
        self as u8
    }
}

/// A dimension whose values become columns: one for each value and measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PivotRequest {
    /// The output name of a dimension.
    pub dimension: String,
}

/// The values of a dimension for which a measure is greatest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopRequest {
    /// The output name of a dimension.
    pub dimension: String,
    /// The output name of a measure of the question.
    pub measure: String,
    /// How many values.
    pub limit: u32,
    /// Descending, the greatest, when absent.
    #[serde(default = "descending")]
    pub direction: Direction,
    /// The name of the row for all other values; without one they are left out.
    #[serde(default)]
    pub others: Option<String>,
}

const fn descending() -> Direction {
    Direction::Desc
}

/// A measure of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum MeasureRequest {
    /// `table.measure`.
    Declared(String),
    /// An aggregate of a column.
    Inline(InlineMeasure),
    /// Another measure over a window of time, of another time, or as a share.
    Modified(ModifiedMeasure),
    /// Computed from other measures.
    Formula(FormulaMeasure),
}

/// An aggregate that the datamart does not declare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
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
    /// Only rows that satisfy all of these count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<FilterRequest>,
    /// Of PERCENTILE: from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percentile: Option<f64>,
    /// Of STRING_AGG: what stands between the texts; a comma and a space when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// Only the rows of the latest time count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<LastRequest>,
}

impl InlineMeasure {
    /// An aggregate of a column, or of the rows without one.
    #[must_use]
    pub const fn new(table: String, column: Option<String>, aggregate: Aggregate) -> Self {
        Self {
            table,
            column,
            aggregate,
            name: None,
            filters: Vec::new(),
            percentile: None,
            separator: None,
            last: None,
        }
    }
}

impl DimensionRequest {
    /// The column that is grouped by.
    #[must_use]
    pub fn member(&self) -> &str {
        match self {
            Self::Member(member) => member,
            Self::Grouped(grouped) => &grouped.member,
        }
    }
}

/// Which rows are the last: those whose time is the latest of their group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LastRequest {
    /// The time column, of the measure's own table.
    pub by: String,
    /// The latest for each combination of these columns, such as an account.
    #[serde(default)]
    pub per: Vec<String>,
}

/// A measure seen another way. Exactly one of `window`, `compare` and `share` is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ModifiedMeasure {
    /// A declared or an inline measure.
    pub measure: Box<MeasureRequest>,
    /// The key in the answer; made from the others when absent.
    #[serde(default)]
    pub name: Option<String>,
    /// Over several periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowRequest>,
    /// Of another time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare: Option<CompareRequest>,
    /// Of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<ShareRequest>,
}

/// Over which periods, up to the shown one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "type",
    deny_unknown_fields
)]
pub enum WindowRequest {
    /// From the first.
    Cumulative,
    /// The last so many, the shown one included.
    Rolling {
        /// How many.
        periods: u32,
    },
    /// From the start of the unit.
    ToDate {
        /// Such as `year`.
        unit: Granularity,
    },
}

/// Which earlier time, and what of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompareRequest {
    /// The earlier time.
    pub to: CompareTo,
    /// Its value when absent.
    #[serde(default)]
    pub show: CompareShow,
}

/// An earlier time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CompareTo {
    /// By name.
    Named(EarlierTime),
    /// By a distance.
    Shift(ShiftRequest),
}

/// An earlier time by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EarlierTime {
    /// The period, or the range, before.
    PreviousPeriod,
    /// The same a year before.
    PreviousYear,
}

/// So many periods before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftRequest {
    /// How many.
    pub periods: u32,
    /// Of what.
    pub unit: Granularity,
}

/// What is shown of the earlier time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CompareShow {
    /// The measure then.
    #[default]
    Value,
    /// Now minus then.
    Change,
    /// The change as a fraction of then.
    Percentage,
}

/// Of which whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareRequest {
    /// Output names of the dimensions that the whole keeps; none for the grand total.
    #[serde(default)]
    pub per: Vec<String>,
}

/// Arithmetic over other measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormulaMeasure {
    /// Declared measures as `table.measure` and other measures of the question by their names.
    pub formula: String,
    /// The key in the answer.
    pub name: String,
}

/// A dimension of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DimensionRequest {
    /// A column as it is.
    Member(String),
    /// A column in bins or buckets.
    Grouped(GroupedDimension),
}

/// A column whose values are grouped. Exactly one of `bin` and `buckets` is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupedDimension {
    /// The column.
    pub member: String,
    /// The key in the answer; made from the others when absent.
    #[serde(default)]
    pub name: Option<String>,
    /// Numbers in equal steps; the start of the step is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bin: Option<BinRequest>,
    /// The label of the first bucket whose conditions all hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buckets: Vec<BucketRequest>,
    /// The label of what no bucket takes; NULL when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
}

/// Steps of a number line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BinRequest {
    /// Greater than zero.
    pub width: f64,
    /// Where one step begins.
    #[serde(default)]
    pub offset: f64,
}

/// A label and what gets it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BucketRequest {
    /// The value in the answer.
    pub label: String,
    /// Tests of the column; all must hold.
    pub filters: Vec<BucketTest>,
}

/// A condition without its member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BucketTest {
    /// As of a filter.
    pub operator: String,
    /// As of a filter.
    #[serde(default)]
    pub values: Vec<Json>,
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
    /// First and last day, both included, or a relative range such as `last 7 days`.
    #[serde(default)]
    pub date_range: Option<DateRangeRequest>,
    /// Show every period of the date range, also those without rows.
    #[serde(default)]
    pub fill: bool,
}

/// The unit that a time is cut down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Granularity {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week, from the question's week start.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// Three months, counted from the start of the fiscal year.
    FiscalQuarter,
    /// A year from the question's fiscal start; shown as its first day.
    FiscalYear,
}

impl Granularity {
    /// Its word in questions and in the names of output columns.
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
            Self::FiscalQuarter => "fiscalQuarter",
            Self::FiscalYear => "fiscalYear",
        }
    }

    /// The calendar's unit of the same length.
    pub(crate) const fn unit(self) -> Unit {
        match self {
            Self::Second => Unit::Second,
            Self::Minute => Unit::Minute,
            Self::Hour => Unit::Hour,
            Self::Day => Unit::Day,
            Self::Week => Unit::Week,
            Self::Month => Unit::Month,
            Self::Quarter | Self::FiscalQuarter => Unit::Quarter,
            Self::Year | Self::FiscalYear => Unit::Year,
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
            Json::Object(object) if object.contains_key("formula") => {
                read(Json::Object(object)).map(Self::Formula)
            }
            Json::Object(object) if object.contains_key("measure") => {
                read(Json::Object(object)).map(Self::Modified)
            }
            object @ Json::Object(_) => read(object).map(Self::Inline),
            _ => Err(Error::custom("must be a string or an object")),
        }
    }
}

impl<'de> Deserialize<'de> for DimensionRequest {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        match Json::deserialize(source)? {
            Json::String(name) => Ok(Self::Member(name)),
            object @ Json::Object(_) => read(object).map(Self::Grouped),
            _ => Err(Error::custom("must be a string or an object")),
        }
    }
}

impl From<&str> for DimensionRequest {
    fn from(member: &str) -> Self {
        Self::Member(member.to_owned())
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
