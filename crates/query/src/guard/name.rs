//! Names as they are written: always quoted, compared exactly.

use souk_model::TableName;
use sqlparser::ast::{Ident, ObjectName, ObjectNamePart};

use super::error::{GuardError, Refusal};
use super::profile::{Names, Profile};

/// PostgreSQL cuts longer names, so that two different aliases could mean the same.
const MAX_BYTES: usize = 63;

/// The text of a quoted identifier. Unquoted ones are folded differently by every engine, and some
/// of them (`current_role`) are functions.
pub(super) fn quoted<'i>(profile: &Profile, ident: &'i Ident) -> Result<&'i str, GuardError> {
    let Ident { value, quote_style, span: _ } = ident;
    if *quote_style == Some(profile.quote) && !value.is_empty() {
        Ok(value)
    } else {
        Err(Refusal::Name(value.clone()).into())
    }
}

/// The alias of a base table, which the columns of its tenant rule refer to.
pub(super) fn source_name<'i>(profile: &Profile, ident: &'i Ident) -> Result<&'i str, GuardError> {
    let name = quoted(profile, ident)?;
    if name.len() > MAX_BYTES || name.contains('.') {
        return Err(Refusal::Name(name.to_owned()).into());
    }
    Ok(name)
}

/// The name of a CTE or derived table. Where a dot parts a name in two, it could be a table's.
pub(super) fn local_name<'i>(profile: &Profile, ident: &'i Ident) -> Result<&'i str, GuardError> {
    let name = quoted(profile, ident)?;
    if profile.names == Names::Dotted && name.contains('.') {
        return Err(Refusal::Name(name.to_owned()).into());
    }
    Ok(name)
}

/// The identifiers of a name; names made by functions are refused.
pub(super) fn parts<'o>(
    profile: &Profile,
    name: &'o ObjectName,
) -> Result<Vec<&'o str>, GuardError> {
    name.0.iter().map(|part| quoted_part(profile, part)).collect()
}

fn quoted_part<'o>(profile: &Profile, part: &'o ObjectNamePart) -> Result<&'o str, GuardError> {
    match part {
        ObjectNamePart::Identifier(ident) => quoted(profile, ident),
        ObjectNamePart::Function(_) => Err(Refusal::Name("of a function".to_owned()).into()),
    }
}

/// The name is exactly this table, in two quoted parts.
pub(super) fn is_table(profile: &Profile, name: &ObjectName, table: &TableName) -> bool {
    match name.0.as_slice() {
        [ObjectNamePart::Identifier(schema), ObjectNamePart::Identifier(bare)] => {
            is(profile, schema, &table.schema) && is(profile, bare, &table.name)
        }
        _ => false,
    }
}

/// The identifier is quoted and exactly this.
pub(super) fn is(profile: &Profile, ident: &Ident, text: &str) -> bool {
    ident.value == text && quoted(profile, ident).is_ok()
}
