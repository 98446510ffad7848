//! Types that a cast may name. Others have input functions that read the catalog or files
//! (`regclass`), or are none of a datamart's business.

use sqlparser::ast::DataType;

use super::error::Refusal;
use super::query::Checked;

/// Text, numbers, booleans, times, UUIDs.
pub(super) fn allowed(data_type: &DataType) -> Checked {
    if is_text(data_type) || is_number(data_type) || is_time(data_type) {
        return Ok(());
    }
    match data_type {
        DataType::Uuid | DataType::Bool | DataType::Boolean => Ok(()),
        _ => Err(Refusal::Type.into()),
    }
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
    )
}

fn is_time(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Date | DataType::Time(..) | DataType::Timestamp(..) | DataType::Interval { .. }
    )
}
