//! The second reader: the last check before a text goes to an engine.
//!
//! It knows the datamart, the tenant and the final SQL text with its parameters. It parses the
//! text again and proves that every base table is read under its tenant rule and that nothing
//! else is read. It does not know how the text was made, and shares no code with what made it but
//! the parser.
//!
//! Everything is denied by default: an engine, a clause, an expression, a function or a type that is
//! not named here is refused. Structs of the parser are taken apart field by field, so that a field
//! which a later version adds is a compile error here and not a hole.
//!
//! | part | what it knows |
//! |---|---|
//! | `profile`, `allowed` | the engines: grammar, quotes, placeholders, functions |
//! | `exact` | the equations that hold for one key only, per engine |
//! | `text`, `placeholder` | tokens: size, nesting, comments, parameters |
//! | `query`, `source` | queries, CTE scopes, what FROM may hold |
//! | `select` | the clauses of one SELECT, and where a tenant rule is needed |
//! | `need`, `proof`, `lookup`, `semi_join`, `partner` | which rule a table needs, and the forms that prove it |
//! | `tenant` | what a proof needs of the parameters |
//! | `expression`, `function`, `types`, `call` | what may be computed |
//! | `census` | counts what the parser holds against what the walk has seen |
//! | `proofs` | proofs that are kept |
//!
//! # The tenant rule
//!
//! A table of the datamart is the only source of its SELECT, by its schema and name or an alias. Among
//! the conditions that its WHERE joins by AND at the top level stands one of
//!
//! - `column = value`: the client column, in one of the forms below, and a placeholder;
//! - the same with `(SELECT MIN(key) FROM mapping WHERE name = value HAVING COUNT(*) = 1)` for the
//!   value, where tenants go by name; the equation of the name is in the form for text;
//! - `key IN (SELECT o.key FROM other AS o WHERE …)`, for several keys `(a, b) IN (SELECT o.a, o.b …)`
//!   or `EXISTS (SELECT 1 FROM other AS o WHERE o.a = t.a AND o.b = t.b AND …)`, where the inner
//!   SELECT holds the rule of its own table.
//!
//! The third may also be spread over the query: a CTE reads the table without it, and wherever that CTE
//! is named, a join leaves only rows with a partner among the tenant's rows of the other table. See
//! `partner`, and `docs/adr/0015-joins-carry-the-rule.md`.
//!
//! Where the table below asks for more than `=` of a number, the third is taken with EXISTS only, and
//! each of its equations has the form of a key on both sides.
//!
//! Other conditions may stand beside it, so that a plain `column = value` can serve an index while the
//! safe form decides. Each of them stands in brackets if it holds AND or OR. Columns are qualified;
//! PostgreSQL and DataFusion take bare ones too, outside of sub-queries.
//!
//! | engine | number key | text key or name |
//! |---|---|---|
//! | `postgres` | `c = $1` | `CAST(c AS text) COLLATE "C" = $1`; `c = $1` where `$1` is a UUID |
//! | `datafusion` | `c = $1` | `CAST(c AS VARCHAR) = $1` |
//! | `mysql` | as text, `CAST(? AS CHAR)` | `CAST(c AS CHAR) COLLATE utf8mb4_0900_bin = ?` |
//! | `mariadb` | as text, `CAST(? AS CHAR)` | `CAST(c AS CHAR) COLLATE utf8mb4_nopad_bin = ?` |
//! | `singlestore` | as text | `HEX(CAST(c AS CHAR)) = HEX(CAST(? AS CHAR))` |
//! | `sqlite` | as text | `CAST(c AS TEXT) COLLATE BINARY = ?` |
//! | `clickhouse`, `clickhouse-old` | `c = {p1:Int64}` | `toString(c) = {p1:String}` |
//! | `duckdb` | `c = $1` | `ENCODE(CAST(c AS VARCHAR)) = ENCODE(CAST($1 AS VARCHAR))` |
//! | `spark`, `databricks` | as text | `CAST(CAST(c AS STRING) AS BINARY) = CAST(CAST(? AS STRING) AS BINARY)` |
//! | `redshift` | as text | `CAST(CAST(c AS VARCHAR(65535)) AS VARBINARY(64000)) =` the same of `$1` |
//! | `snowflake` | as text, `CAST(? AS VARCHAR)` | `CAST(c AS VARCHAR) COLLATE 'utf8' = ?` |
//! | `bigquery` | `c = @p1` | `CAST(CAST(c AS STRING) AS BYTES) = CAST(CAST(@p1 AS STRING) AS BYTES)` |
//! | `mssql` | as text | `CAST(CAST(c AS NVARCHAR(4000)) AS VARBINARY(8000)) =` the same of `@p1` |
//! | `trino` | `c = ?` | `CAST(c AS VARCHAR) = CAST(? AS VARCHAR)` |
//!
//! "As text" compares the digits: a client column with decimal places finds nothing there.
//!
//! # The tenant's own database
//!
//! Where every tenant has a database, no rule is needed, but every table must be in that database.
//! MySQL and ClickHouse look a name of two parts up in the database that it names: there a table
//! goes by its bare name, which one table of the datamart alone has and no CTE may have.
//!
//! # Proofs are kept
//!
//! Whether a text is safe depends on values only where a placeholder must be the tenant. A [`Guard`]
//! proves a text once, keeps which placeholders these are, and compares them on every use. See
//! `docs/adr/0011-the-guard-keeps-proofs.md`.

mod allowed;
mod call;
mod census;
mod error;
mod exact;
mod expression;
mod function;
mod lookup;
mod name;
mod need;
mod partner;
mod placeholder;
mod profile;
mod proof;
mod proofs;
mod query;
mod select;
mod semi_join;
mod source;
mod tenant;
mod text;
mod types;

use std::sync::Arc;
use std::thread;

use souk_model::{ClientColumnType, ClientIdentifier, Datamart, TableName, Tenancy};
use sqlparser::ast::Statement;

pub use error::{GuardError, Refusal};

use crate::Value;
use exact::Form;
use profile::Profile;
use proofs::{Circumstances, Proofs};
use tenant::Proof;

/// A way to the refused part, as it is shown.
type Place = String;

/// Deeper trees are built, walked and dropped on a stack of their own.
const DEEPEST_ON_ANY_STACK: usize = 640;
/// Bytes of stack for each level, with room to spare in builds without optimisation.
const STACK_PER_LEVEL: usize = 12 * 1024;

/// What the guard reads.
#[derive(Debug, Clone)]
pub struct GuardInput<'a> {
    /// The text that would go to the engine.
    pub sql: &'a str,
    /// The values of the placeholders.
    pub parameters: &'a [Value],
    /// The name of the engine's dialect.
    pub dialect: &'a str,
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

/// What of a tenant a proof may depend on: never the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    None,
    Number,
    Text,
    Name,
}

/// What a text is proven against.
struct Ground<'a> {
    datamart: &'a Datamart,
    profile: &'static Profile,
    kind: Kind,
    extra_client_columns: &'a [(TableName, String)],
}

impl Ground<'_> {
    /// Whether tables go by their bare names, so that they are those of the tenant's database.
    fn has_own_database(&self) -> bool {
        let is_per_database = matches!(self.datamart.tenancy, Some(Tenancy::Database));
        is_per_database && self.profile.schema_is_database
    }

    /// The forms in which a client column may equal a key.
    fn forms(&self) -> &'static [Form] {
        let is_text = match (self.kind, &self.datamart.tenancy) {
            (Kind::Number, _) => false,
            (Kind::Name, Some(Tenancy::Table(table))) => {
                table.client_column_type == ClientColumnType::String
            }
            _ => true,
        };
        if is_text { self.profile.exact.text } else { self.profile.exact.number }
    }
}

/// A guard for one version of a datamart on one engine. It keeps what it has proven.
#[derive(Debug)]
pub struct Guard {
    datamart: Datamart,
    dialect: &'static str,
    proofs: Proofs,
}

impl Guard {
    /// A guard that has proven nothing yet.
    #[must_use]
    pub fn new(datamart: Datamart, dialect: &'static str) -> Self {
        Self { datamart, dialect, proofs: Proofs::default() }
    }

    /// As [`check`], but a text that was proven before is not parsed again.
    ///
    /// # Errors
    /// As [`check`].
    pub fn check(
        &self,
        sql: &str,
        parameters: &[Value],
        tenant: &GuardTenant,
        extra_client_columns: &[(TableName, String)],
    ) -> Result<(), GuardError> {
        let kind = fitting_kind(&self.datamart, tenant)?;
        let circumstances = Circumstances { kind, extra_client_columns };
        if let Some(proof) = self.proofs.find(sql, &circumstances) {
            return proof.admit(parameters, tenant);
        }
        let profile = Profile::of(self.dialect).ok_or(Refusal::Engine)?;
        let ground = Ground { datamart: &self.datamart, profile, kind, extra_client_columns };
        let proof = Arc::new(prove(sql, &ground)?);
        let answer = proof.admit(parameters, tenant);
        self.proofs.keep(sql, &circumstances, proof);
        answer
    }
}

/// Proves that the text reads only rows of the tenant, or says what it could not prove.
///
/// # Errors
/// Anything that is not proven is refused; [`GuardError`] names it and its place.
pub fn check(input: &GuardInput<'_>) -> Result<(), GuardError> {
    let kind = fitting_kind(input.datamart, &input.tenant)?;
    let ground = Ground {
        datamart: input.datamart,
        profile: Profile::of(input.dialect).ok_or(Refusal::Engine)?,
        kind,
        extra_client_columns: input.extra_client_columns,
    };
    prove(input.sql, &ground)?.admit(input.parameters, &input.tenant)
}

/// Proves the text for every tenant of the kind.
fn prove(sql: &str, ground: &Ground<'_>) -> Result<Proof, GuardError> {
    let tokens = text::tokens(sql, ground.profile)?;
    if tokens.depth <= DEEPEST_ON_ANY_STACK {
        return prove_tokens(tokens, ground);
    }
    let stack = (DEEPEST_ON_ANY_STACK + tokens.depth) * STACK_PER_LEVEL;
    let too_deep = || GuardError::from(Refusal::Size("nested too deeply"));
    thread::scope(|scope| {
        let deep = thread::Builder::new().stack_size(stack);
        let proving = deep.spawn_scoped(scope, || prove_tokens(tokens, ground));
        proving.map_err(|_| too_deep())?.join().map_err(|_| too_deep())?
    })
}

fn prove_tokens(tokens: text::Tokens, ground: &Ground<'_>) -> Result<Proof, GuardError> {
    let parameters = tokens.parameters;
    let statements = tokens.parse(ground.profile)?;
    let [Statement::Query(only)] = statements.as_slice() else {
        return Err(Refusal::Statement.into());
    };
    let mut walk = query::Walk::new(ground);
    walk.query(only)?;
    census::compare(only, &walk.seen, parameters)?;
    Ok(Proof { parameters, requirements: walk.requirements })
}

/// The kind of the tenant, if it is the one that the datamart's tenancy asks for. A name that is passed
/// for a key would open another tenant whose key is that name.
fn fitting_kind(datamart: &Datamart, tenant: &GuardTenant) -> Result<Kind, GuardError> {
    let kind = tenant.kind().ok_or(Refusal::Tenant)?;
    let wanted = match &datamart.tenancy {
        None | Some(Tenancy::Database) => Kind::None,
        Some(Tenancy::Table(table)) => match (table.client_identifier, table.client_column_type) {
            (ClientIdentifier::Name, _) => Kind::Name,
            (ClientIdentifier::PrimaryKey, ClientColumnType::Number) => Kind::Number,
            (ClientIdentifier::PrimaryKey, ClientColumnType::String) => Kind::Text,
        },
    };
    if kind == wanted { Ok(kind) } else { Err(Refusal::Tenant.into()) }
}
