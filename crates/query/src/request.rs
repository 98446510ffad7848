//! A question as it is sent: Cube's query vocabulary, names not yet looked up.

mod dimensions;
mod filters;
mod measures;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use dimensions::{
    BinRequest, BucketRequest, BucketTest, DateRangeRequest, DimensionRequest, Granularity,
    GroupedDimension, TimeDimensionRequest,
};
pub use filters::{AndFilter, ConditionRequest, FilterRequest, OrFilter};
pub use measures::{
    CompareRequest, CompareShow, CompareTo, EarlierTime, FormulaMeasure, InlineMeasure,
    LastRequest, MeasureRequest, ModifiedMeasure, ShareRequest, ShiftRequest, WindowRequest,
};

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
    /// With `rows`: only those that this measure counts, of its own table.
    pub counted_by: Option<MeasureRequest>,
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

/// Serde's own untagged enums would only say that nothing fits; this says what is wrong with the form
/// that was meant.
fn read<T: DeserializeOwned, E: Error>(json: Json) -> Result<T, E> {
    serde_json::from_value(json).map_err(E::custom)
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
