//! Which expressions are the tenant, and the casts that keep one value apart from every other.

use rust_decimal::Decimal;
use sqlparser::ast::{CastKind, DataType, ExactNumberInfo, Expr, Value as Literal, ValueWithSpan};
use uuid::Uuid;

use super::census::index;
use super::proof::bare;
use super::{GuardInput, GuardTenant};
use crate::Value;

/// A placeholder, under lossless casts or none, whose value is the tenant.
pub(super) fn is_tenant(expression: &Expr, input: &GuardInput<'_>) -> bool {
    parameter(expression, input).is_some_and(|value| is_equal(value, &input.tenant))
}

/// The value of the placeholder that the expression is.
fn parameter<'a>(expression: &Expr, input: &GuardInput<'a>) -> Option<&'a Value> {
    match bare(expression) {
        Expr::Value(ValueWithSpan { value: Literal::Placeholder(placeholder), span: _ }) => {
            input.parameters.get(index(placeholder)?)
        }
        cast => {
            let (inner, data_type) = plain_cast(cast)?;
            parameter(inner, input).filter(|value| keeps(data_type, value))
        }
    }
}

/// Equal as a database would say it, with no conversion between numbers and text.
fn is_equal(value: &Value, tenant: &GuardTenant) -> bool {
    match tenant {
        GuardTenant::None => false,
        GuardTenant::Name(name) => matches!(value, Value::Text(text) if text == name),
        GuardTenant::Key(key) => is_same_key(value, key),
    }
}

fn is_same_key(value: &Value, key: &Value) -> bool {
    match (value, key) {
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::Decimal(left), Value::Decimal(right)) => left == right,
        (Value::Integer(whole), Value::Decimal(exact))
        | (Value::Decimal(exact), Value::Integer(whole)) => Decimal::from(*whole) == *exact,
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Uuid(left), Value::Uuid(right)) => left == right,
        (Value::Text(text), Value::Uuid(uuid)) | (Value::Uuid(uuid), Value::Text(text)) => {
            Uuid::try_parse(text).is_ok_and(|parsed| parsed == *uuid)
        }
        _ => false,
    }
}

/// `CAST(x AS t)` or `x::t`, without anything else that a cast can carry.
fn plain_cast(expression: &Expr) -> Option<(&Expr, &DataType)> {
    match expression {
        Expr::Cast {
            kind: CastKind::Cast | CastKind::DoubleColon,
            expr,
            data_type,
            array: false,
            format: None,
        } => Some((expr, data_type)),
        _ => None,
    }
}

/// The cast neither cuts nor rounds this value.
fn keeps(data_type: &DataType, value: &Value) -> bool {
    match value {
        Value::Text(text) => is_text(data_type) || (is_uuid(data_type) && is_uuid_text(text)),
        Value::Uuid(_) => is_text(data_type) || is_uuid(data_type),
        Value::Integer(whole) => {
            is_text(data_type) || is_exact(data_type) || holds(data_type, *whole)
        }
        Value::Decimal(_) => is_exact(data_type),
        _ => false,
    }
}

fn is_uuid_text(text: &str) -> bool {
    Uuid::try_parse(text).is_ok()
}

/// Text of any length.
fn is_text(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Text
            | DataType::Varchar(None)
            | DataType::CharacterVarying(None)
            | DataType::CharVarying(None)
    )
}

fn is_uuid(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Uuid)
}

/// Decimal without a precision that would round.
fn is_exact(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Numeric(ExactNumberInfo::None)
            | DataType::Decimal(ExactNumberInfo::None)
            | DataType::Dec(ExactNumberInfo::None)
    )
}

/// A whole-number type that holds the value.
fn holds(data_type: &DataType, whole: i64) -> bool {
    match data_type {
        DataType::BigInt(None) | DataType::Int8(None) => true,
        DataType::Integer(None) | DataType::Int(None) | DataType::Int4(None) => {
            i32::try_from(whole).is_ok()
        }
        DataType::SmallInt(None) | DataType::Int2(None) => i16::try_from(whole).is_ok(),
        _ => false,
    }
}

/// A column without the casts around it that keep different keys different: to text and UUID, and
/// to exact decimals where the key is a number. Any other cast stays, and so matches no column.
pub(super) fn keeping_cast_of_column<'a>(expression: &'a Expr, input: &GuardInput<'_>) -> &'a Expr {
    let mut column = bare(expression);
    while let Some((inner, data_type)) = plain_cast(column) {
        let is_number =
            matches!(input.tenant, GuardTenant::Key(Value::Integer(_) | Value::Decimal(_)));
        if !(is_text(data_type) || is_uuid(data_type) || (is_number && is_exact(data_type))) {
            break;
        }
        column = bare(inner);
    }
    column
}
