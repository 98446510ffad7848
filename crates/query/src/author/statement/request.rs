//! A SQL metric as it is sent.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use souk_model::DataType;

/// One SELECT of the author in the datasource's own SQL, with the values of its variables.
///
/// ```
/// let query: souk_query::SqlQuery = serde_json::from_str(
///     r#"{
///         "sql": "SELECT COUNT(*) AS n FROM orders WHERE status IN ({{statuses}}) AND due >= {{period.startDate}}",
///         "variables": [
///             {"name": "statuses", "dataType": "text", "multiple": true},
///             {"name": "period", "dataType": "date", "range": true}
///         ],
///         "values": {"statuses": ["paid", "open"], "period": {"startDate": "2024-01-01"}},
///         "limit": 100
///     }"#,
/// )?;
/// assert_eq!(query.variables.len(), 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SqlQuery {
    /// The SELECT.
    pub sql: String,
    /// What `{{name}}` may stand for in the text.
    pub variables: Vec<Variable>,
    /// Values by the names of variables. One without a value takes its default.
    pub values: Map<String, Json>,
    /// At most this many rows, of those that the text itself asks for.
    pub limit: Option<u32>,
    /// Rows to leave out at the start.
    pub offset: Option<u32>,
    /// Whether the number of rows without limit and offset is asked for too.
    pub total: bool,
    /// IANA name of the zone in which days begin; UTC when absent.
    pub timezone: Option<String>,
    /// The moment of asking, for `CURRENT_DATE` and the like. Whoever passes the query on sets it;
    /// it is never sent.
    #[serde(skip)]
    pub now: Option<chrono::DateTime<chrono::Utc>>,
}

/// A filter that the text names as `{{name}}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Variable {
    /// Letters, digits and `_`.
    pub name: String,
    /// What its values are.
    pub data_type: VariableType,
    /// Takes a list, and stands in `IN ({{name}})`.
    #[serde(default)]
    pub multiple: bool,
    /// Takes an object: `{startDate, endDate}` for days and times, `{min, max}` for numbers. The
    /// text names its ends, such as `{{name.startDate}}`.
    #[serde(default)]
    pub range: bool,
    /// Used where no value is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Json>,
}

/// What the values of a variable are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VariableType {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A time; without an offset, in the zone of the query.
    Timestamp,
    /// True or false.
    Boolean,
}

impl VariableType {
    pub(super) const fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Text,
            Self::Number => DataType::Numeric,
            Self::Date => DataType::Date,
            Self::Timestamp => DataType::TimestampTz,
            Self::Boolean => DataType::Boolean,
        }
    }

    /// The names of a range's ends.
    pub(super) const fn ends(self) -> Option<[&'static str; 2]> {
        match self {
            Self::Number => Some(["min", "max"]),
            Self::Date | Self::Timestamp => Some(["startDate", "endDate"]),
            Self::Text | Self::Boolean => None,
        }
    }
}
