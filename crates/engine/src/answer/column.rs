//! One column of an answer under construction: cells go in, an Arrow array comes out.
//!
//! A cell is converted to the column's type exactly or refused; nothing is rounded, wrapped or
//! replaced by NULL. The one exception is a decimal shown as a floating-point number.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BinaryBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Float32Builder,
    Float64Builder, Int32Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
    UInt64Builder,
};
use arrow::datatypes::{DataType as ArrowType, Field, TimeUnit};

use super::cell::Cell;
use super::numeric::Numeric;
use super::text::{cell_text, micros_of_day};

/// A builder for one of the types of [`crate::arrow_type`].
pub(crate) enum Column {
    Boolean(BooleanBuilder),
    Int32(Int32Builder),
    Int64(Int64Builder),
    UInt64(UInt64Builder),
    Float32(Float32Builder),
    Float64(Float64Builder),
    Decimal(Decimal128Builder, u8, u8),
    Text(StringBuilder),
    Bytes(BinaryBuilder),
    Date(Date32Builder),
    Timestamp(TimestampMicrosecondBuilder),
}

macro_rules! each_builder {
    ($column:expr, $builder:ident => $action:expr) => {
        match $column {
            Column::Boolean($builder) => $action,
            Column::Int32($builder) => $action,
            Column::Int64($builder) => $action,
            Column::UInt64($builder) => $action,
            Column::Float32($builder) => $action,
            Column::Float64($builder) => $action,
            Column::Decimal($builder, ..) => $action,
            Column::Text($builder) => $action,
            Column::Bytes($builder) => $action,
            Column::Date($builder) => $action,
            Column::Timestamp($builder) => $action,
        }
    };
}

impl Column {
    /// An empty column of the field's type; `None` for types that no answer has.
    pub(crate) fn for_field(field: &Field) -> Option<Self> {
        Some(match field.data_type() {
            ArrowType::Boolean => Self::Boolean(BooleanBuilder::new()),
            ArrowType::Int32 => Self::Int32(Int32Builder::new()),
            ArrowType::Int64 => Self::Int64(Int64Builder::new()),
            ArrowType::UInt64 => Self::UInt64(UInt64Builder::new()),
            ArrowType::Float32 => Self::Float32(Float32Builder::new()),
            ArrowType::Float64 => Self::Float64(Float64Builder::new()),
            ArrowType::Utf8 => Self::Text(StringBuilder::new()),
            ArrowType::Binary => Self::Bytes(BinaryBuilder::new()),
            ArrowType::Date32 => Self::Date(Date32Builder::new()),
            ArrowType::Timestamp(TimeUnit::Microsecond, zone) => {
                Self::Timestamp(TimestampMicrosecondBuilder::new().with_timezone_opt(zone.clone()))
            }
            ArrowType::Decimal128(precision, scale) => {
                let builder = Decimal128Builder::new().with_precision_and_scale(*precision, *scale);
                Self::Decimal(builder.ok()?, *precision, u8::try_from(*scale).ok()?)
            }
            _ => return None,
        })
    }

    /// Adds NULL.
    pub(crate) fn push_null(&mut self) {
        each_builder!(self, builder => builder.append_null());
    }

    /// Adds a value, or says in a few words why it does not fit.
    pub(crate) fn push(&mut self, cell: Cell<'_>) -> Result<(), &'static str> {
        match self {
            Self::Boolean(builder) => builder.append_value(boolean(cell)?),
            Self::Int32(builder) => builder.append_value(integer(cell)?),
            Self::Int64(builder) => builder.append_value(integer(cell)?),
            Self::UInt64(builder) => builder.append_value(integer(cell)?),
            Self::Float32(builder) => builder.append_value(single(cell)?),
            Self::Float64(builder) => builder.append_value(double(cell)?),
            Self::Decimal(builder, precision, scale) => {
                builder.append_value(decimal(cell, *precision, *scale)?);
            }
            Self::Text(builder) => match cell {
                Cell::Text(text) => builder.append_value(text),
                other => builder.append_value(cell_text(other)?),
            },
            Self::Bytes(builder) => builder.append_value(bytes(cell)?),
            Self::Date(builder) => builder.append_value(date(cell)?),
            Self::Timestamp(builder) => builder.append_value(timestamp(cell)?),
        }
        Ok(())
    }

    /// The values so far; the column is empty again.
    pub(crate) fn take(&mut self) -> ArrayRef {
        each_builder!(self, builder => Arc::new(builder.finish()))
    }
}

const WRONG_TYPE: &str = "a value has another type than the column";
const TOO_LARGE: &str = "a number does not fit the column's type";
pub(crate) const INFINITE: &str = "a date is infinite";

fn boolean(cell: Cell<'_>) -> Result<bool, &'static str> {
    let Cell::Boolean(flag) = cell else { return Err(WRONG_TYPE) };
    Ok(flag)
}

/// A whole number, through the widest type, into the one that is wanted.
fn integer<T: TryFrom<i128>>(cell: Cell<'_>) -> Result<T, &'static str> {
    T::try_from(whole(cell)?).map_err(|_| TOO_LARGE)
}

fn whole(cell: Cell<'_>) -> Result<i128, &'static str> {
    match cell {
        Cell::Integer(number) => Ok(number),
        Cell::Numeric(Numeric::Finite(number)) => number.scaled(0).ok_or(TOO_LARGE),
        Cell::Plain(number) => number.scaled(0).ok_or(TOO_LARGE),
        Cell::Scaled(number, scale) => rescaled(number, scale, 0).ok_or(TOO_LARGE),
        Cell::Single(number) => whole_float(number.into()),
        Cell::Double(number) => whole_float(number),
        Cell::Numeric(Numeric::Special(_)) => Err("a number is not finite"),
        _ => Err(WRONG_TYPE),
    }
}

fn whole_float(number: f64) -> Result<i128, &'static str> {
    const LARGEST: f64 = 1e38;
    if number.fract() != 0.0 || number.abs() > LARGEST {
        return Err(TOO_LARGE);
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 1e38, as just checked")]
    Ok(number as i128)
}

fn single(cell: Cell<'_>) -> Result<f32, &'static str> {
    match cell {
        Cell::Single(number) => Ok(number),
        _ => Err(WRONG_TYPE),
    }
}

fn double(cell: Cell<'_>) -> Result<f64, &'static str> {
    match cell {
        Cell::Double(number) => Ok(number),
        Cell::Single(number) => Ok(number.into()),
        Cell::Integer(number) => exact_double(number),
        Cell::Numeric(Numeric::Special("NaN")) => Ok(f64::NAN),
        Cell::Numeric(Numeric::Special("Infinity")) => Ok(f64::INFINITY),
        Cell::Numeric(Numeric::Special(_)) => Ok(f64::NEG_INFINITY),
        Cell::Numeric(Numeric::Finite(number)) => number.to_text().parse().map_err(|_| TOO_LARGE),
        Cell::Plain(number) => number.as_str().parse().map_err(|_| TOO_LARGE),
        Cell::Scaled(..) => cell_text(cell)?.parse().map_err(|_| TOO_LARGE),
        _ => Err(WRONG_TYPE),
    }
}

fn exact_double(number: i128) -> Result<f64, &'static str> {
    const LARGEST_EXACT: u128 = 1 << 53;
    if number.unsigned_abs() > LARGEST_EXACT {
        return Err(TOO_LARGE);
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 53 bits, as just checked")]
    Ok(number as f64)
}

fn decimal(cell: Cell<'_>, precision: u8, scale: u8) -> Result<i128, &'static str> {
    let number = match cell {
        Cell::Numeric(Numeric::Finite(number)) => number.scaled(scale),
        Cell::Plain(number) => number.scaled(scale),
        Cell::Scaled(number, places) => rescaled(number, places, scale),
        Cell::Numeric(Numeric::Special(_)) => return Err("a number is not finite"),
        Cell::Integer(number) => {
            10_i128.checked_pow(scale.into()).and_then(|power| power.checked_mul(number))
        }
        _ => return Err(WRONG_TYPE),
    };
    let number = number.ok_or(TOO_LARGE)?;
    let bound = 10_u128.checked_pow(precision.into()).ok_or(TOO_LARGE)?;
    if number.unsigned_abs() < bound { Ok(number) } else { Err(TOO_LARGE) }
}

/// The same number with so many digits after the point, if none is lost.
fn rescaled(number: i128, from: u8, to: u8) -> Option<i128> {
    let power = 10_i128.checked_pow(from.abs_diff(to).into())?;
    if from <= to {
        return number.checked_mul(power);
    }
    (number % power == 0).then_some(number / power)
}

fn bytes(cell: Cell<'_>) -> Result<&[u8], &'static str> {
    let Cell::Bytes(bytes) = cell else { return Err(WRONG_TYPE) };
    Ok(bytes)
}

fn date(cell: Cell<'_>) -> Result<i32, &'static str> {
    match cell {
        Cell::Date(days) => days.ok_or(INFINITE),
        Cell::Timestamp(None) => Err(INFINITE),
        Cell::Timestamp(Some(time)) if micros_of_day(time) == 0 => {
            i32::try_from(time / MICROSECONDS_OF_DAY).map_err(|_| TOO_LARGE)
        }
        Cell::Timestamp(Some(_)) => Err("a time of day would be lost"),
        _ => Err(WRONG_TYPE),
    }
}

pub(crate) const MICROSECONDS_OF_DAY: i64 = 86_400_000_000;

fn timestamp(cell: Cell<'_>) -> Result<i64, &'static str> {
    match cell {
        Cell::Timestamp(time) => time.ok_or(INFINITE),
        Cell::Date(days) => Ok(i64::from(days.ok_or(INFINITE)?) * MICROSECONDS_OF_DAY),
        _ => Err(WRONG_TYPE),
    }
}
