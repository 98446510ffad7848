//! One value of SQLite's, brought into the type that its column was declared with.
//!
//! A column may hold values of any kind, whatever it was declared as. The rule, in one table:
//!
//! | column     | whole number   | float                  | text                     | blob          |
//! |------------|----------------|------------------------|--------------------------|---------------|
//! | boolean    | not zero       | not zero               | a number, not zero       | NULL          |
//! | integer    | itself         | if it is whole         | if it is a whole number  | NULL          |
//! | decimal    | itself         | rounded to the scale   | a number, rounded        | NULL          |
//! | float      | itself         | itself                 | if it is a number        | NULL          |
//! | text, JSON | its digits     | its shortest form      | itself                   | if it is text |
//! | bytes      | NULL           | NULL                   | its bytes                | itself        |
//! | date, time | NULL           | NULL                   | if it is an ISO time     | NULL          |
//!
//! So a value of another kind is converted where that loses nothing, and is NULL otherwise. A number
//! of the right kind that is too large for its column is an error, as on every engine: a sum must
//! never vanish.

use arrow::datatypes::{DataType as ArrowType, Field};
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row, Sqlite, TypeInfo, ValueRef};

use super::time;
use crate::DECIMAL_KEY;
use crate::answer::batch;
use crate::answer::cell::Cell;
use crate::answer::column::Column;
use crate::answer::plain::Plain;

/// What a column of the answer is declared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Boolean,
    Integer,
    Single,
    Double,
    Decimal(u8),
    /// A decimal of unstated precision, shown as text.
    Numeric,
    Text,
    Bytes,
    Date,
    Timestamp,
}

/// A value as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stored<'a> {
    Integer(i64),
    Real(f64),
    Text(&'a str),
    Blob(&'a [u8]),
}

/// A value as its column shows it.
#[derive(Debug, Clone, PartialEq)]
enum Fit<'a> {
    Cell(Cell<'a>),
    /// A decimal that had to be written out.
    Decimal(String),
    Text(String),
    Null,
}

impl batch::Source for Source {
    type Row = SqliteRow;

    fn of(_row: &SqliteRow, _index: usize, field: &Field) -> Result<Self, &'static str> {
        let is_decimal = field.metadata().contains_key(DECIMAL_KEY);
        Ok(match field.data_type() {
            ArrowType::Boolean => Self::Boolean,
            ArrowType::Int32 | ArrowType::Int64 | ArrowType::UInt64 => Self::Integer,
            ArrowType::Float32 => Self::Single,
            ArrowType::Float64 => Self::Double,
            ArrowType::Decimal128(_, scale) => Self::Decimal(scale.unsigned_abs()),
            ArrowType::Utf8 if is_decimal => Self::Numeric,
            ArrowType::Utf8 => Self::Text,
            ArrowType::Binary => Self::Bytes,
            ArrowType::Date32 => Self::Date,
            ArrowType::Timestamp(..) => Self::Timestamp,
            _ => return Err("its type has no column"),
        })
    }

    fn push(
        &self,
        row: &SqliteRow,
        index: usize,
        column: &mut Column,
    ) -> Result<usize, &'static str> {
        let Some(stored) = stored(row, index)? else {
            column.push_null();
            return Ok(1);
        };
        match self.fit(stored) {
            Fit::Cell(cell) => column.push(cell)?,
            Fit::Decimal(text) => {
                column.push(Cell::Plain(Plain::read(&text).ok_or("a number is not finite")?))?;
            }
            Fit::Text(text) => column.push(Cell::Text(&text))?,
            Fit::Null => column.push_null(),
        }
        Ok(stored.bytes())
    }
}

impl Stored<'_> {
    const fn bytes(&self) -> usize {
        match self {
            Self::Integer(_) | Self::Real(_) => 8,
            Self::Text(text) => text.len(),
            Self::Blob(bytes) => bytes.len(),
        }
    }
}

/// The value; `None` for NULL and for text that is not text.
fn stored(row: &SqliteRow, index: usize) -> Result<Option<Stored<'_>>, &'static str> {
    let value = row.try_get_raw(index).map_err(|_| "the answer has no such column")?;
    if value.is_null() {
        return Ok(None);
    }
    let kind = value.type_info().name().to_owned();
    let stored = match kind.as_str() {
        "INTEGER" => <i64 as Decode<Sqlite>>::decode(value).ok().map(Stored::Integer),
        "REAL" => <f64 as Decode<Sqlite>>::decode(value).ok().map(Stored::Real),
        "TEXT" => <&str as Decode<Sqlite>>::decode(value).ok().map(Stored::Text),
        _ => <&[u8] as Decode<Sqlite>>::decode(value).ok().map(Stored::Blob),
    };
    Ok(stored)
}

impl Source {
    fn fit(self, stored: Stored<'_>) -> Fit<'_> {
        match stored {
            Stored::Integer(number) => self.fit_integer(number),
            Stored::Real(number) => self.fit_real(number),
            Stored::Text(text) => self.fit_text(text),
            Stored::Blob(bytes) => self.fit_blob(bytes),
        }
    }

    fn fit_integer(self, number: i64) -> Fit<'static> {
        match self {
            Self::Boolean => Fit::Cell(Cell::Boolean(number != 0)),
            Self::Single => self.fit_text_number(&number.to_string()),
            Self::Bytes | Self::Date | Self::Timestamp => Fit::Null,
            _ => Fit::Cell(Cell::Integer(number.into())),
        }
    }

    fn fit_real(self, number: f64) -> Fit<'static> {
        match self {
            Self::Boolean => Fit::Cell(Cell::Boolean(number != 0.0)),
            Self::Integer if number.fract() == 0.0 => Fit::Cell(Cell::Double(number)),
            Self::Integer | Self::Bytes | Self::Date | Self::Timestamp => Fit::Null,
            Self::Single => Fit::Cell(single(number)),
            Self::Double => Fit::Cell(Cell::Double(number)),
            // The shortest digits that lead to this float, written out without an exponent.
            Self::Decimal(scale) => rounded(&number.to_string(), scale),
            Self::Numeric => Fit::Text(number.to_string()),
            Self::Text => Fit::Text(format!("{number:?}")),
        }
    }

    fn fit_text(self, text: &str) -> Fit<'_> {
        match self {
            Self::Text => Fit::Cell(Cell::Text(text)),
            Self::Bytes => Fit::Cell(Cell::Bytes(text.as_bytes())),
            Self::Date => time::day(text).map_or(Fit::Null, |day| Fit::Cell(Cell::Date(Some(day)))),
            Self::Timestamp => {
                time::instant(text).map_or(Fit::Null, |time| Fit::Cell(Cell::Timestamp(Some(time))))
            }
            _ => self.fit_text_number(text.trim()),
        }
    }

    fn fit_text_number(self, text: &str) -> Fit<'static> {
        let Some(number) = Plain::read(text) else { return Fit::Null };
        match self {
            Self::Decimal(scale) => rounded(text, scale),
            Self::Numeric => Fit::Text(text.to_owned()),
            Self::Integer => {
                number.scaled(0).map_or(Fit::Null, |number| Fit::Cell(Cell::Integer(number)))
            }
            _ => text.parse().map_or(Fit::Null, |number| self.fit_real(number)),
        }
    }

    fn fit_blob(self, bytes: &[u8]) -> Fit<'_> {
        match self {
            Self::Bytes => Fit::Cell(Cell::Bytes(bytes)),
            Self::Text => {
                std::str::from_utf8(bytes).map_or(Fit::Null, |text| Fit::Cell(Cell::Text(text)))
            }
            _ => Fit::Null,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a column of 32-bit floats shows the nearest")]
const fn single(number: f64) -> Cell<'static> {
    Cell::Single(number as f32)
}

/// Half away from zero. What cannot be rounded goes as it is, and the column says that it is too large.
fn rounded(text: &str, scale: u8) -> Fit<'static> {
    let number = Plain::read(text).and_then(|number| number.rounded(scale));
    Fit::Decimal(number.map_or_else(|| text.to_owned(), |number| written(number, scale)))
}

fn written(number: i128, scale: u8) -> String {
    let places = usize::from(scale);
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{whole}.{fraction}")
}
