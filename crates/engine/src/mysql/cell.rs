//! One value of MySQL's binary protocol, read without loss.
//!
//! Source: "Binary Protocol Resultset Row" in MySQL's and MariaDB's protocol documentation. Numbers
//! are little-endian; times begin with a byte that says how many follow.

use arrow::datatypes::{DataType as ArrowType, Field};
use chrono::NaiveDate;
use sqlx::mysql::MySqlRow;
use sqlx::{Column as _, Row, TypeInfo};

use crate::answer::batch;
use crate::answer::cell::Cell;
use crate::answer::column::Column;
use crate::answer::plain::Plain;

/// How a column's bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Signed,
    Unsigned,
    /// A number that stands for true or false.
    Truth,
    /// `BIT`: bytes, the most significant first.
    Bits,
    BitTruth,
    Float,
    Double,
    Decimal,
    Text,
    Bytes,
    Date,
    DateTime,
    Time,
    Null,
}

const MICROSECONDS: i64 = 1_000_000;
const SECONDS_OF_DAY: i64 = 86_400;

impl batch::Source for Source {
    type Row = MySqlRow;

    fn of(row: &MySqlRow, index: usize, field: &Field) -> Result<Self, &'static str> {
        let name = row.column(index).type_info().name().to_owned();
        let source = Self::of_type(&name, field.data_type());
        source.ok_or("its type must be cast to text to be shown")
    }

    fn push(
        &self,
        row: &MySqlRow,
        index: usize,
        column: &mut Column,
    ) -> Result<usize, &'static str> {
        let bytes: Option<&[u8]> =
            row.try_get_unchecked(index).map_err(|_| "the answer has no such column")?;
        match bytes.map(|bytes| self.read(bytes).ok_or("a value is malformed")).transpose()? {
            Some(Some(cell)) => column.push(cell)?,
            Some(None) | None => column.push_null(),
        }
        Ok(bytes.map_or(1, <[u8]>::len))
    }
}

impl Source {
    /// How values of the driver's type are read into a column; `None` for types without a plain form.
    fn of_type(name: &str, target: &ArrowType) -> Option<Self> {
        let is_truth = *target == ArrowType::Boolean;
        Some(match name {
            "NULL" => Self::Null,
            "BIT" if is_truth => Self::BitTruth,
            "BIT" => Self::Bits,
            "FLOAT" => Self::Float,
            "DOUBLE" => Self::Double,
            "DECIMAL" => Self::Decimal,
            "DATE" => Self::Date,
            "DATETIME" | "TIMESTAMP" => Self::DateTime,
            "TIME" => Self::Time,
            "GEOMETRY" => return None,
            _ if is_integer(name) && is_truth => Self::Truth,
            "YEAR" => Self::Unsigned,
            _ if is_integer(name) && name.ends_with("UNSIGNED") => Self::Unsigned,
            _ if is_integer(name) => Self::Signed,
            // Whether letters or bytes are meant, the column says: a binary collation looks like bytes.
            _ if *target == ArrowType::Binary => Self::Bytes,
            _ => Self::Text,
        })
    }

    /// Reads one value; the outer `None` if the bytes are not of this type, the inner one for what
    /// counts as NULL: a date without a day in the calendar, such as 0000-00-00 or 2024-00-00.
    fn read(self, bytes: &[u8]) -> Option<Option<Cell<'_>>> {
        let cell = match self {
            Self::Signed => Cell::Integer(signed(bytes)?),
            Self::Unsigned => Cell::Integer(unsigned(bytes.iter().rev())?),
            Self::Truth => Cell::Boolean(bytes.iter().any(|byte| *byte != 0)),
            Self::Bits => Cell::Integer(unsigned(bytes.iter())?),
            Self::BitTruth => Cell::Boolean(bytes.iter().any(|byte| *byte != 0)),
            Self::Float => Cell::Single(f32::from_le_bytes(bytes.try_into().ok()?)),
            Self::Double => Cell::Double(f64::from_le_bytes(bytes.try_into().ok()?)),
            Self::Decimal => Cell::Plain(Plain::read(std::str::from_utf8(bytes).ok()?)?),
            Self::Text => Cell::Text(std::str::from_utf8(bytes).ok()?),
            Self::Bytes => Cell::Bytes(bytes),
            Self::Date => return Some(day(counted(bytes)?)?.map(|days| Cell::Date(Some(days)))),
            Self::DateTime => {
                return Some(instant(counted(bytes)?)?.map(|time| Cell::Timestamp(Some(time))));
            }
            Self::Time => Cell::Time(span(counted(bytes)?)?, None),
            Self::Null => return None,
        };
        Some(Some(cell))
    }
}

fn is_integer(name: &str) -> bool {
    let name = name.strip_suffix(" UNSIGNED").unwrap_or(name);
    matches!(name, "BOOLEAN" | "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "BIGINT" | "YEAR")
}

fn signed(bytes: &[u8]) -> Option<i128> {
    Some(match bytes {
        [byte] => i8::from_le_bytes([*byte]).into(),
        [_, _] => i16::from_le_bytes(bytes.try_into().ok()?).into(),
        [_, _, _, _] => i32::from_le_bytes(bytes.try_into().ok()?).into(),
        _ => i64::from_le_bytes(bytes.try_into().ok()?).into(),
    })
}

fn unsigned<'a>(mut bytes: impl Iterator<Item = &'a u8>) -> Option<i128> {
    let number =
        bytes.try_fold(0_u64, |number, byte| Some(number.checked_mul(256)? | u64::from(*byte)));
    number.map(i128::from)
}

/// What follows the byte that counts it.
fn counted(bytes: &[u8]) -> Option<&[u8]> {
    let (count, rest) = bytes.split_first()?;
    (rest.len() == usize::from(*count)).then_some(rest)
}

/// Days since 1970-01-01; the inner `None` where the calendar has no such day.
fn day(bytes: &[u8]) -> Option<Option<i32>> {
    let [low, high, month, day, ..] = *bytes else {
        return bytes.is_empty().then_some(None);
    };
    let year = i32::from(u16::from_le_bytes([low, high]));
    let date = NaiveDate::from_ymd_opt(year, month.into(), day.into());
    Some(date.map(|date| date.to_epoch_days()))
}

/// Microseconds since 1970-01-01 on the wall clock of the session, which is UTC.
fn instant(bytes: &[u8]) -> Option<Option<i64>> {
    let Some(days) = day(bytes)? else { return Some(None) };
    let rest = bytes.get(4..)?;
    let time = if rest.is_empty() { 0 } else { clock(rest)? };
    Some(Some(i64::from(days) * SECONDS_OF_DAY * MICROSECONDS + time))
}

/// A span of time in microseconds: sign, days, hours, minutes, seconds, and perhaps a fraction.
fn span(bytes: &[u8]) -> Option<i64> {
    let Some((sign, rest)) = bytes.split_first() else { return Some(0) };
    let (days, rest) = rest.split_at_checked(4)?;
    let days = i64::from(u32::from_le_bytes(days.try_into().ok()?));
    let time = days * SECONDS_OF_DAY * MICROSECONDS + clock(rest)?;
    Some(if *sign == 0 { time } else { -time })
}

fn clock(bytes: &[u8]) -> Option<i64> {
    let [hours, minutes, seconds, fraction @ ..] = bytes else { return None };
    let seconds = (i64::from(*hours) * 60 + i64::from(*minutes)) * 60 + i64::from(*seconds);
    let fraction = match fraction {
        [] => 0,
        fraction => u32::from_le_bytes(fraction.try_into().ok()?),
    };
    Some(seconds * MICROSECONDS + i64::from(fraction))
}
