//! Names as they are written: always quoted, compared exactly.

use souk_model::TableName;
use sqlparser::ast::{Ident, ObjectName, ObjectNamePart};

use super::error::{GuardError, Refusal};

/// PostgreSQL cuts longer names, so that two different aliases could mean the same.
const MAX_BYTES: usize = 63;

/// The text of a quoted identifier. Unquoted ones are folded differently by every engine, and some
/// of them (`current_role`) are functions.
pub(super) fn quoted(ident: &Ident) -> Result<&str, GuardError> {
    let Ident { value, quote_style, span: _ } = ident;
    match quote_style {
        Some('"' | '`') if !value.is_empty() => Ok(value),
        _ => Err(Refusal::Name(value.clone()).into()),
    }
}

/// The alias of a base table, which the columns of its tenant rule refer to.
pub(super) fn source_name(ident: &Ident) -> Result<&str, GuardError> {
    let name = quoted(ident)?;
    if name.len() > MAX_BYTES || name.contains('.') {
        return Err(Refusal::Name(name.to_owned()).into());
    }
    Ok(name)
}

/// The identifiers of a name; names made by functions are refused.
pub(super) fn parts(name: &ObjectName) -> Result<Vec<&str>, GuardError> {
    name.0.iter().map(part).collect()
}

fn part(part: &ObjectNamePart) -> Result<&str, GuardError> {
    match part {
        ObjectNamePart::Identifier(ident) => quoted(ident),
        ObjectNamePart::Function(_) => Err(Refusal::Name("of a function".to_owned()).into()),
    }
}

/// The name is exactly this table, in two quoted parts.
pub(super) fn is_table(name: &ObjectName, table: &TableName) -> bool {
    match name.0.as_slice() {
        [ObjectNamePart::Identifier(schema), ObjectNamePart::Identifier(bare)] => {
            is(schema, &table.schema) && is(bare, &table.name)
        }
        _ => false,
    }
}

/// The identifier is quoted and exactly this.
pub(super) fn is(ident: &Ident, text: &str) -> bool {
    quoted(ident).is_ok_and(|value| value == text)
}
