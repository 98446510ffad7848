//! One value of PostgreSQL's binary protocol, read without loss.

use arrow::datatypes::Field;
use sqlx::postgres::{PgRow, PgTypeInfo, PgTypeKind};
use sqlx::{Column as _, Row, TypeInfo};
use uuid::Uuid;

use crate::answer::batch;
use crate::answer::cell::Cell;
use crate::answer::column::Column;
use crate::answer::numeric::Numeric;

/// How a column's bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Boolean,
    Int2,
    Int4,
    Int8,
    Oid,
    Float4,
    Float8,
    Numeric,
    Text,
    Jsonb,
    Uuid,
    Bytes,
    Date,
    Time,
    TimeTz,
    Timestamp,
}

const EPOCH_DAYS: i32 = 10_957;
const EPOCH_MICROSECONDS: i64 = 946_684_800_000_000;

impl Source {
    /// How values of this type are read; `None` for types that have no plain form.
    fn of_type(info: &PgTypeInfo) -> Option<Self> {
        match info.kind() {
            PgTypeKind::Enum(_) => return Some(Self::Text),
            PgTypeKind::Domain(base) => return Self::of_type(base),
            PgTypeKind::Simple | PgTypeKind::Pseudo => {}
            _ => return None,
        }
        Some(match info.name() {
            "BOOL" => Self::Boolean,
            "INT2" => Self::Int2,
            "INT4" => Self::Int4,
            "INT8" => Self::Int8,
            "OID" => Self::Oid,
            "FLOAT4" => Self::Float4,
            "FLOAT8" => Self::Float8,
            "NUMERIC" => Self::Numeric,
            "TEXT" | "VARCHAR" | "CHAR" | "NAME" | "\"CHAR\"" | "JSON" | "xml" | "citext"
            | "unknown" | "UNKNOWN" => Self::Text,
            "JSONB" => Self::Jsonb,
            "UUID" => Self::Uuid,
            "BYTEA" => Self::Bytes,
            "DATE" => Self::Date,
            "TIME" => Self::Time,
            "TIMETZ" => Self::TimeTz,
            "TIMESTAMP" | "TIMESTAMPTZ" => Self::Timestamp,
            _ => return None,
        })
    }

    /// Reads one value; `None` if the bytes are not of this type.
    fn read(self, bytes: &[u8]) -> Option<Cell<'_>> {
        Some(match self {
            Self::Boolean => Cell::Boolean(array::<1>(bytes)? != [0]),
            Self::Int2 => Cell::Integer(i16::from_be_bytes(array(bytes)?).into()),
            Self::Int4 => Cell::Integer(i32::from_be_bytes(array(bytes)?).into()),
            Self::Int8 => Cell::Integer(i64::from_be_bytes(array(bytes)?).into()),
            Self::Oid => Cell::Integer(u32::from_be_bytes(array(bytes)?).into()),
            Self::Float4 => Cell::Single(f32::from_be_bytes(array(bytes)?)),
            Self::Float8 => Cell::Double(f64::from_be_bytes(array(bytes)?)),
            Self::Numeric => Cell::Numeric(Numeric::read(bytes)?),
            Self::Text => Cell::Text(std::str::from_utf8(bytes).ok()?),
            Self::Jsonb => Cell::Text(std::str::from_utf8(bytes.strip_prefix(&[1])?).ok()?),
            Self::Uuid => Cell::Uuid(Uuid::from_bytes(array(bytes)?)),
            Self::Bytes => Cell::Bytes(bytes),
            Self::Date => Cell::Date(date(i32::from_be_bytes(array(bytes)?))?),
            Self::Time => Cell::Time(i64::from_be_bytes(array(bytes)?), None),
            Self::TimeTz => time_with_zone(bytes)?,
            Self::Timestamp => Cell::Timestamp(timestamp(i64::from_be_bytes(array(bytes)?))?),
        })
    }
}

impl batch::Source for Source {
    type Row = PgRow;

    fn of(row: &PgRow, index: usize, _field: &Field) -> Result<Self, &'static str> {
        let source = Self::of_type(row.column(index).type_info());
        source.ok_or("its type must be cast to text to be shown")
    }

    fn push(&self, row: &PgRow, index: usize, column: &mut Column) -> Result<usize, &'static str> {
        let value = row.try_get_raw(index).map_err(|_| "the answer has no such column")?;
        // The driver's only error here is NULL.
        let Ok(bytes) = value.as_bytes() else {
            column.push_null();
            return Ok(1);
        };
        let cell = self.read(bytes).ok_or("a value is malformed or out of range")?;
        column.push(cell)?;
        Ok(bytes.len())
    }
}

fn array<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    bytes.try_into().ok()
}

/// The outer `None` is a date that 32 bits cannot hold, the inner one an infinity.
const fn date(days: i32) -> Option<Option<i32>> {
    match days {
        i32::MIN | i32::MAX => Some(None),
        days => match days.checked_add(EPOCH_DAYS) {
            Some(days) => Some(Some(days)),
            None => None,
        },
    }
}

const fn timestamp(microseconds: i64) -> Option<Option<i64>> {
    match microseconds {
        i64::MIN | i64::MAX => Some(None),
        microseconds => match microseconds.checked_add(EPOCH_MICROSECONDS) {
            Some(microseconds) => Some(Some(microseconds)),
            None => None,
        },
    }
}

fn time_with_zone(bytes: &[u8]) -> Option<Cell<'static>> {
    let (time, zone) = bytes.split_at_checked(8)?;
    Some(Cell::Time(i64::from_be_bytes(array(time)?), Some(i32::from_be_bytes(array(zone)?))))
}
