//! The types a column may have, as every engine's own types are mapped to them.

use serde::{Deserialize, Serialize};

/// What a column holds, independent of any database's spelling.
///
/// Integers are named by width in bits. `Numeric` is a decimal whose precision the database does
/// not state; `Decimal` states both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataType {
    /// True, false.
    Boolean,
    /// A signed integer of at most 32 bits.
    Int32,
    /// A signed integer of 64 bits, or an unsigned one of at most 32.
    Int64,
    /// An unsigned integer of 64 bits.
    UInt64,
    /// An IEEE 754 number of 32 bits.
    Float32,
    /// An IEEE 754 number of 64 bits.
    Float64,
    /// An exact decimal: `precision` digits in all (at most 38), `scale` of them after the point.
    Decimal {
        /// Digits in all.
        precision: u8,
        /// Digits after the decimal point.
        scale: u8,
    },
    /// An exact decimal of unstated precision.
    Numeric,
    /// Text of any length.
    Text,
    /// A UUID.
    Uuid,
    /// Bytes.
    Bytes,
    /// A calendar day.
    Date,
    /// A time of day.
    Time,
    /// A wall-clock time without a zone; read as UTC.
    Timestamp,
    /// An instant.
    TimestampTz,
    /// A JSON document.
    Json,
    /// Anything else: it may be shown as text, and is never compared or summed.
    Other,
}

/// The families that decide which operators, aggregates and relationships make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypeFamily {
    /// True, false.
    Boolean,
    /// Everything that can be added.
    Number,
    /// Text and what compares as text.
    Text,
    /// Days and instants.
    Temporal,
    /// Neither compared nor summed.
    Opaque,
}

impl DataType {
    /// The family of this type.
    #[must_use]
    pub const fn family(self) -> TypeFamily {
        match self {
            Self::Boolean => TypeFamily::Boolean,
            Self::Int32
            | Self::Int64
            | Self::UInt64
            | Self::Float32
            | Self::Float64
            | Self::Decimal { .. }
            | Self::Numeric => TypeFamily::Number,
            Self::Text | Self::Uuid => TypeFamily::Text,
            Self::Date | Self::Timestamp | Self::TimestampTz => TypeFamily::Temporal,
            Self::Bytes | Self::Time | Self::Json | Self::Other => TypeFamily::Opaque,
        }
    }

    /// True for types that can be summed and averaged.
    #[must_use]
    pub fn is_number(self) -> bool {
        self.family() == TypeFamily::Number
    }

    /// True for types that have a calendar (a granularity, a date range).
    #[must_use]
    pub fn is_temporal(self) -> bool {
        self.family() == TypeFamily::Temporal
    }

    /// Whether a key of this type can equal a key of `other`.
    #[must_use]
    pub fn is_comparable_to(self, other: Self) -> bool {
        let family = self.family();
        if family == TypeFamily::Opaque || family != other.family() {
            return false;
        }
        if family == TypeFamily::Text || family == TypeFamily::Temporal {
            return self == other
                || matches!(
                    (self, other),
                    (Self::Timestamp, Self::TimestampTz) | (Self::TimestampTz, Self::Timestamp)
                );
        }
        true
    }

    /// The name on the wire, as in `metaData.columns[].dataType`.
    #[must_use]
    pub const fn wire_name(self) -> &'static str {
        match self.family() {
            TypeFamily::Boolean => "boolean",
            TypeFamily::Number => "number",
            TypeFamily::Temporal => "date",
            TypeFamily::Text | TypeFamily::Opaque => "string",
        }
    }
}
