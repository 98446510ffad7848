//! One value of a table or of an answer.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// A value. Text and UUIDs are both text, as files have them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// No value.
    Null,
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
    /// A day.
    Date(NaiveDate),
    /// A wall-clock time.
    Timestamp(NaiveDateTime),
    /// An instant.
    Instant(DateTime<Utc>),
}

/// What every poisoned text holds.
pub(super) const POISON_TEXT: &str = "POISON";
/// Poisoned days and times lie in or after this year, all others before it.
pub(super) const POISON_YEAR: i32 = 2190;
/// Poisoned numbers are at least so large. Sums of others stay far below.
pub(super) const POISON_NUMBER: i64 = 1_000_000_000;

/// Whether a value can only come from a row that the asking tenant must not see.
#[must_use]
pub fn is_poison(cell: &Cell) -> bool {
    match cell {
        Cell::Null | Cell::Boolean(_) => false,
        Cell::Integer(number) => number.unsigned_abs() >= POISON_NUMBER.unsigned_abs(),
        Cell::Decimal(number) => number.abs() >= Decimal::from(POISON_NUMBER),
        Cell::Float(number) => {
            Decimal::from(POISON_NUMBER).to_f64().is_some_and(|bound| number.abs() >= bound)
        }
        Cell::Text(text) => text.contains(POISON_TEXT),
        Cell::Date(day) => day.year() >= POISON_YEAR,
        Cell::Timestamp(time) => time.year() >= POISON_YEAR,
        Cell::Instant(time) => time.year() >= POISON_YEAR,
    }
}

impl Cell {
    /// Whether there is no value.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}
