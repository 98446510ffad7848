//! Dimensions of a question: columns, groups of their values, times at a granularity.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;

use super::read;
use crate::sql::Unit;

/// A dimension of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DimensionRequest {
    /// A column as it is.
    Member(String),
    /// A column in bins or buckets.
    Grouped(GroupedDimension),
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
