//! Types that a cast may name. Others have input functions that read the catalog or files
//! (`regclass`), or are none of a datamart's business.

use sqlparser::ast::{DataType, Ident, ObjectName, ObjectNamePart};

use super::error::Refusal;
use super::profile::Profile;
use super::query::Checked;

/// Text, numbers, booleans, times, UUIDs.
pub(super) fn allowed(profile: &Profile, data_type: &DataType) -> Checked {
    if is_text(data_type) || is_number(data_type) || is_time(data_type) || is_bytes(data_type) {
        return Ok(());
    }
    match data_type {
        // A truth value of SQL Server is one bit.
        DataType::Uuid | DataType::Bool | DataType::Boolean | DataType::Bit(None) => Ok(()),
        DataType::Nullable(inner) => allowed(profile, inner),
        DataType::Custom(name, _) if is_known(profile, name) => Ok(()),
        _ => Err(Refusal::Type.into()),
    }
}

/// A type that the grammar takes for a name of the engine's own.
fn is_known(profile: &Profile, name: &ObjectName) -> bool {
    match name.0.as_slice() {
        [ObjectNamePart::Identifier(Ident { value, quote_style: None, span: _ })] => {
            profile.types.contains(&value.to_ascii_lowercase().as_str())
        }
        _ => false,
    }
}

fn is_bytes(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Binary(_)
            | DataType::Varbinary(_)
            | DataType::Bytes(_)
            | DataType::Bytea
            | DataType::Blob(_)
    )
}

fn is_text(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Text
            | DataType::Varchar(_)
            | DataType::CharacterVarying(_)
            | DataType::CharVarying(_)
            | DataType::Char(_)
            | DataType::Character(_)
            | DataType::String(None)
            | DataType::Nvarchar(_)
    )
}

fn is_number(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::SmallInt(_)
            | DataType::Int2(_)
            | DataType::Int(_)
            | DataType::Int4(_)
            | DataType::Integer(_)
            | DataType::BigInt(_)
            | DataType::Int8(_)
            | DataType::Numeric(_)
            | DataType::Decimal(_)
            | DataType::Dec(_)
            | DataType::Real
            | DataType::Float4
            | DataType::Float8
            | DataType::Float(_)
            | DataType::Double(_)
            | DataType::DoublePrecision
            | DataType::TinyInt(_)
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::Int128
            | DataType::Int256
            | DataType::HugeInt
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32
            | DataType::UInt64
            | DataType::UBigInt
            | DataType::BigIntUnsigned(_)
            | DataType::Signed
            | DataType::SignedInteger
            | DataType::Unsigned
            | DataType::UnsignedInteger
            | DataType::Float32
            | DataType::Float64
            | DataType::BigNumeric(_)
            | DataType::BigDecimal(_)
    )
}

fn is_time(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Date
            | DataType::Date32
            | DataType::Datetime(_)
            | DataType::Datetime64(..)
            | DataType::Time(..)
            | DataType::Timestamp(..)
            | DataType::TimestampNtz(_)
            | DataType::Interval { .. }
    )
}
