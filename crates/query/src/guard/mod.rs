//! The second reader: the last check before a text goes to an engine.
//!
//! It knows the datamart, the tenant and the final SQL text with its parameters. It parses the
//! text again and proves that every base table is read under its tenant rule and that nothing
//! else is read. It does not know how the text was made, and shares no code with what made it but
//! the parser.
//!
//! Everything is denied by default: a clause, an expression, a function or a type that is not
//! named here is refused. Structs of the parser are taken apart field by field, so that a field
//! which a later version adds is a compile error here and not a hole.
//!
//! | part | what it knows |
//! |---|---|
//! | `text` | tokens: size, nesting, comments |
//! | `query`, `source` | queries, CTE scopes, what FROM may hold |
//! | `select` | the clauses of one SELECT, and where a tenant rule is needed |
//! | `need`, `proof`, `lookup`, `semi_join` | which rule a table needs, and the forms that prove it |
//! | `tenant` | which parameters are the tenant, and the casts that keep them so |
//! | `expression`, `function`, `types` | what may be computed |
//! | `census` | counts what the parser holds against what the walk has seen |

mod census;
mod error;
mod expression;
mod function;
mod lookup;
mod name;
mod need;
mod proof;
mod query;
mod select;
mod semi_join;
mod source;
mod tenant;
mod text;
mod types;

use souk_model::{ClientColumnType, ClientIdentifier, Datamart, TableName, TableTenancy, Tenancy};
use sqlparser::ast::Statement;
use sqlparser::dialect::Dialect;

pub use error::{GuardError, Refusal};

use crate::Value;

/// What the guard reads.
#[derive(Debug, Clone)]
pub struct GuardInput<'a> {
    /// The text that would go to the engine.
    pub sql: &'a str,
    /// The values of `$1`, `$2`, …
    pub parameters: &'a [Value],
    /// The grammar of the engine.
    pub parser: &'a dyn Dialect,
    /// The tables that may be read, and whose rows are whose.
    pub datamart: &'a Datamart,
    /// Whose rows may be read.
    pub tenant: GuardTenant,
    /// Client columns that the embed supplies for tables which have none of their own.
    pub extra_client_columns: &'a [(TableName, String)],
}

/// Whose rows may be read.
#[derive(Debug, Clone, PartialEq)]
pub enum GuardTenant {
    /// There are no tenants inside the database: no rule is needed.
    None,
    /// The tenant's key in the mapping table, typed.
    Key(Value),
    /// The tenant's name in the mapping table.
    Name(String),
}

/// Proves that the text reads only rows of the tenant, or says what it could not prove.
///
/// # Errors
/// Anything that is not proven is refused; [`GuardError`] names it and its place.
pub fn check(input: &GuardInput<'_>) -> Result<(), GuardError> {
    tenant_fits(input)?;
    let statements = text::parse(input.sql, input.parser)?;
    let [Statement::Query(only)] = statements.as_slice() else {
        return Err(Refusal::Statement.into());
    };
    let mut walk = query::Walk::new(input);
    walk.query(only)?;
    census::compare(only, &walk.seen, input.parameters.len())
}

/// The tenant is of the kind that the datamart's tenancy asks for.
fn tenant_fits(input: &GuardInput<'_>) -> Result<(), GuardError> {
    let fits = match (&input.datamart.tenancy, &input.tenant) {
        (None | Some(Tenancy::Database), GuardTenant::None) => true,
        (Some(Tenancy::Table(table)), GuardTenant::Key(key)) => key_fits(table, key),
        (Some(Tenancy::Table(table)), GuardTenant::Name(_)) => {
            table.client_identifier == ClientIdentifier::Name
        }
        _ => false,
    };
    if fits { Ok(()) } else { Err(Refusal::Tenant.into()) }
}

/// A name that is passed for a key would open another tenant whose key is that name.
fn key_fits(tenancy: &TableTenancy, key: &Value) -> bool {
    let is_typed = match tenancy.client_column_type {
        ClientColumnType::Number => matches!(key, Value::Integer(_) | Value::Decimal(_)),
        ClientColumnType::String => matches!(key, Value::Text(_) | Value::Uuid(_)),
    };
    is_typed && tenancy.client_identifier == ClientIdentifier::PrimaryKey
}
