//! Measures of a question: declared, inline, seen another way, or computed from others.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;
use souk_model::Aggregate;

use super::{FilterRequest, Granularity, read};

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

fn read_aggregate<'de, D: Deserializer<'de>>(source: D) -> Result<Aggregate, D::Error> {
    let text = String::deserialize(source)?;
    Aggregate::from_wire(&text).ok_or_else(|| {
        let known: Vec<_> = Aggregate::ALL.iter().map(|one| one.wire_name()).collect();
        Error::custom(format!("must be one of [{}]", known.join(", ")))
    })
}
