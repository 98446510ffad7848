//! Types that a CAST may name, in every dialect's spelling.
//!
//! Floating point is of 64 bits, whole numbers too: a cast to a narrower type keeps what fits into
//! the wider one.

use souk_model::DataType;
use sqlparser::ast::{self, CharacterLength, DataType as Parsed, ExactNumberInfo, TimezoneInfo};

use super::super::translate::{Translated, refuse};
use super::super::{AuthorExpression, Refusal, functions};
use super::level::Level;
use super::times::cast;
use super::variables::of;
use crate::Value;

/// What a value is cast to.
enum Target {
    Type(DataType),
    /// Text of at most so many letters.
    Letters(u64),
}

impl Level<'_> {
    pub(super) fn cast(&self, operand: &ast::Expr, data_type: &Parsed) -> Translated {
        let operand = self.expression(operand)?;
        let target = self.target(data_type)?;
        match target {
            // PostgreSQL makes a number of 32 bits of a truth, and of no other size.
            Target::Type(DataType::Int64) if operand.data_type == DataType::Boolean => {
                Ok(cast(cast(operand, DataType::Int32), DataType::Int64))
            }
            Target::Type(target) => self.context.clock.cast(operand, target),
            Target::Letters(letters) => {
                let text = self.context.clock.cast(operand, DataType::Text)?;
                if self.context.model.dialect.cuts_texts() { cut(text, letters) } else { Ok(text) }
            }
        }
    }

    fn target(&self, data_type: &Parsed) -> Result<Target, Refusal> {
        let dialect = self.context.model.dialect;
        let letters = |length: Option<CharacterLength>| match length {
            None | Some(CharacterLength::Max) => Ok(Target::Type(DataType::Text)),
            Some(CharacterLength::IntegerLength { length, unit: None }) => {
                Ok(Target::Letters(length))
            }
            Some(other) => refuse(format!("a text of {other}")),
        };
        match data_type {
            Parsed::Nullable(inner) => self.target(inner),
            Parsed::Text => Ok(Target::Type(DataType::Text)),
            Parsed::String(length) => {
                Ok(length.map_or(Target::Type(DataType::Text), Target::Letters))
            }
            Parsed::Varchar(length)
            | Parsed::Nvarchar(length)
            | Parsed::CharVarying(length)
            | Parsed::CharacterVarying(length) => letters(*length),
            Parsed::Char(length) | Parsed::Character(length) if !dialect.pads_texts() => {
                letters(*length)
            }
            Parsed::Char(_) | Parsed::Character(_) => {
                refuse("a cast to CHAR, which adds blanks; cast to VARCHAR")
            }
            Parsed::Numeric(info) | Parsed::Decimal(info) | Parsed::Dec(info) => {
                decimal(*info, dialect.plain_decimal()).map(Target::Type)
            }
            Parsed::Uuid if dialect.reads_as_text(DataType::Uuid, "uuid") => {
                refuse(format!("a cast to {data_type}"))
            }
            other => plain(other).map(Target::Type),
        }
    }
}

/// A type that has no measure of its own.
fn plain(data_type: &Parsed) -> Result<DataType, Refusal> {
    Ok(match data_type {
        Parsed::TinyInt(None)
        | Parsed::SmallInt(None)
        | Parsed::MediumInt(None)
        | Parsed::Int2(None)
        | Parsed::Int4(None)
        | Parsed::Int8(None)
        | Parsed::Int16
        | Parsed::Int32
        | Parsed::Int64
        | Parsed::Signed
        | Parsed::SignedInteger => DataType::Int64,
        Parsed::Real
        | Parsed::Float4
        | Parsed::Float8
        | Parsed::Float32
        | Parsed::Float64
        | Parsed::Float(_)
        | Parsed::Double(ExactNumberInfo::None) => DataType::Float64,
        Parsed::Bit(None) => DataType::Boolean,
        Parsed::Date32 => DataType::Date,
        Parsed::Uuid => DataType::Uuid,
        Parsed::Datetime(None | Some(6))
        | Parsed::TimestampNtz(None | Some(6))
        | Parsed::Timestamp(None | Some(6), TimezoneInfo::None | TimezoneInfo::WithoutTimeZone) => {
            DataType::Timestamp
        }
        Parsed::Timestamp(None | Some(6), TimezoneInfo::Tz | TimezoneInfo::WithTimeZone) => {
            DataType::TimestampTz
        }
        other => return functions::cast_target(other),
    })
}

fn decimal(info: ExactNumberInfo, plain: DataType) -> Result<DataType, Refusal> {
    let (precision, scale) = match info {
        ExactNumberInfo::None => return Ok(plain),
        ExactNumberInfo::Precision(precision) => (precision, 0),
        ExactNumberInfo::PrecisionAndScale(precision, scale) => (precision, scale),
    };
    match (u8::try_from(precision), u8::try_from(scale)) {
        (Ok(precision @ 1..=38), Ok(scale)) if scale <= precision => {
            Ok(DataType::Decimal { precision, scale })
        }
        _ => Err(Refusal::WrongType("numeric holds at most 38 digits".to_owned())),
    }
}

fn cut(text: AuthorExpression, letters: u64) -> Translated {
    let Ok(letters) = i32::try_from(letters) else { return Ok(text) };
    let length = of(&Value::Integer(i64::from(letters)));
    let arguments = vec![text, of(&Value::Integer(1)), length];
    functions::call("substring", arguments).map(|read| cast(read, DataType::Text))
}
