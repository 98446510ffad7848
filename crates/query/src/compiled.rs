//! The last stage before the engine: SQL text with bound parameters and typed output columns.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use souk_model::DataType;
use uuid::Uuid;

/// A value bound to a placeholder. Values never become SQL text.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True, false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// A binary floating-point number.
    Float(f64),
    /// Text.
    Text(String),
    /// A UUID.
    Uuid(Uuid),
    /// A calendar day.
    Date(NaiveDate),
    /// A wall-clock time.
    Timestamp(NaiveDateTime),
    /// An instant.
    TimestampTz(DateTime<Utc>),
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(truth) => truth.fmt(formatter),
            Self::Integer(number) => number.fmt(formatter),
            Self::Decimal(number) => number.fmt(formatter),
            Self::Float(number) => number.fmt(formatter),
            Self::Text(text) => text.fmt(formatter),
            Self::Uuid(uuid) => uuid.fmt(formatter),
            Self::Date(day) => day.fmt(formatter),
            Self::Timestamp(time) => time.fmt(formatter),
            Self::TimestampTz(time) => time.fmt(formatter),
        }
    }
}

/// One column of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputColumn {
    /// The key in each row: the member as named in the question (with `.granularity`).
    pub name: String,
    /// The type that the engine's answer is converted to.
    pub data_type: DataType,
    /// For people.
    pub label: String,
    /// Dimension or measure.
    pub role: ColumnRole,
}

/// What a column of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnRole {
    /// Rows are grouped by it.
    Dimension,
    /// A granularity of a time dimension.
    TimeDimension,
    /// An aggregate.
    Measure,
    /// A measure that is 0, and not NULL, where nothing is found.
    Count,
}

impl ColumnRole {
    /// Whether it is a measure of either kind.
    #[must_use]
    pub const fn is_measure(self) -> bool {
        matches!(self, Self::Measure | Self::Count)
    }
}

/// A question ready to run: made by [`crate::compile`] only, after the guard has passed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    pub(crate) sql: String,
    pub(crate) parameters: Vec<Value>,
    pub(crate) columns: Vec<OutputColumn>,
}

impl Compiled {
    /// The SQL text, with `$1`, `$2`, … for the parameters.
    #[must_use]
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// The values of the placeholders, in order.
    #[must_use]
    pub fn parameters(&self) -> &[Value] {
        &self.parameters
    }

    /// The columns of the answer, in order.
    #[must_use]
    pub fn columns(&self) -> &[OutputColumn] {
        &self.columns
    }
}
