//! PostgreSQL 12 and later.

use sqlparser::dialect::PostgreSqlDialect;

use super::Dialect;

/// PostgreSQL.
pub static POSTGRES: Postgres = Postgres;

/// See [`POSTGRES`].
#[derive(Debug)]
pub struct Postgres;

impl Dialect for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &PostgreSqlDialect {}
    }
}
