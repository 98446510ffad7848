//! One value of an answer as text, the same in every text format. Numbers keep all their digits.

use std::fmt::Write as _;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Field, Float32Type, Float64Type, Int32Type, Int64Type,
    TimeUnit, TimestampMicrosecondType, UInt64Type,
};
use chrono::{DateTime, Days, NaiveDate, Timelike};
use souk_engine::DECIMAL_KEY;

use crate::http::ApiError;

/// How a cell's text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    /// Digits that stand for themselves in JSON.
    Number,
    Boolean,
    Text,
}

/// The cells of one column of one batch.
pub(super) struct Cells<'a> {
    array: &'a ArrayRef,
    is_decimal_text: bool,
}

impl<'a> Cells<'a> {
    pub(super) fn new(field: &Field, array: &'a ArrayRef) -> Self {
        Self { array, is_decimal_text: field.metadata().contains_key(DECIMAL_KEY) }
    }

    /// Writes a cell's text to `out`, which is cleared first.
    pub(super) fn write(&self, row: usize, out: &mut String) -> Result<Kind, ApiError> {
        out.clear();
        if self.array.is_null(row) {
            return Ok(Kind::Null);
        }
        match self.array.data_type() {
            DataType::Boolean => {
                let _ = write!(out, "{}", self.array.as_boolean().value(row));
                Ok(Kind::Boolean)
            }
            DataType::Utf8 => Ok(self.text(self.array.as_string::<i32>().value(row), out)),
            DataType::Binary => Ok(hexadecimal(self.array.as_binary::<i32>().value(row), out)),
            DataType::Date32 => date(self.array.as_primitive::<Date32Type>().value(row), out),
            DataType::Timestamp(TimeUnit::Microsecond, zone) => {
                let value = self.array.as_primitive::<TimestampMicrosecondType>().value(row);
                timestamp(value, zone.is_some(), out)
            }
            _ => self.number(row, out),
        }
    }

    fn number(&self, row: usize, out: &mut String) -> Result<Kind, ApiError> {
        let array = self.array;
        let written = match array.data_type() {
            DataType::Int32 => write!(out, "{}", array.as_primitive::<Int32Type>().value(row)),
            DataType::Int64 => write!(out, "{}", array.as_primitive::<Int64Type>().value(row)),
            DataType::UInt64 => write!(out, "{}", array.as_primitive::<UInt64Type>().value(row)),
            DataType::Float32 => {
                let value = array.as_primitive::<Float32Type>().value(row);
                return Ok(float(value.is_finite(), value, out));
            }
            DataType::Float64 => {
                let value = array.as_primitive::<Float64Type>().value(row);
                return Ok(float(value.is_finite(), value, out));
            }
            DataType::Decimal128(..) => {
                out.push_str(&array.as_primitive::<Decimal128Type>().value_as_string(row));
                Ok(())
            }
            other => return Err(ApiError::internal(format!("an answer cannot hold {other}"))),
        };
        written.map_err(ApiError::internal)?;
        Ok(Kind::Number)
    }

    fn text(&self, value: &str, out: &mut String) -> Kind {
        out.push_str(value);
        // An exact decimal may also be NaN or infinite, which JSON has no number for.
        let is_number = self.is_decimal_text && value.ends_with(|last: char| last.is_ascii_digit());
        if is_number { Kind::Number } else { Kind::Text }
    }
}

/// JSON has no NaN and no infinities; they are NULL there and everywhere.
fn float(is_finite: bool, value: impl std::fmt::Display, out: &mut String) -> Kind {
    if !is_finite {
        return Kind::Null;
    }
    let _ = write!(out, "{value}");
    Kind::Number
}

fn hexadecimal(bytes: &[u8], out: &mut String) -> Kind {
    out.push_str("\\x");
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    Kind::Text
}

fn date(days: i32, out: &mut String) -> Result<Kind, ApiError> {
    let epoch = NaiveDate::default();
    let distance = Days::new(u64::from(days.unsigned_abs()));
    let day =
        if days < 0 { epoch.checked_sub_days(distance) } else { epoch.checked_add_days(distance) };
    let day = day.ok_or_else(|| ApiError::internal("a date is out of range"))?;
    let _ = write!(out, "{day}");
    Ok(Kind::Text)
}

/// Milliseconds as Cube's clients expect, microseconds where there are any.
fn timestamp(microseconds: i64, is_instant: bool, out: &mut String) -> Result<Kind, ApiError> {
    let time = DateTime::from_timestamp_micros(microseconds)
        .ok_or_else(|| ApiError::internal("a timestamp is out of range"))?;
    let is_whole = time.nanosecond() % 1_000_000 == 0;
    let format = if is_whole { "%Y-%m-%dT%H:%M:%S%.3f" } else { "%Y-%m-%dT%H:%M:%S%.6f" };
    let _ = write!(out, "{}", time.format(format));
    if is_instant {
        out.push('Z');
    }
    Ok(Kind::Text)
}
