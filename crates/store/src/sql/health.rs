//! Whether the store can be read and has the schema that this build needs.

use super::database::Database;
use super::statement::Statement;
use crate::{Result, StoreError, migrations};

const SQLITE_TABLE: &str =
    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'";

const POSTGRES_TABLE: &str = "SELECT COUNT(*) FROM pg_tables
    WHERE tablename = '_sqlx_migrations' AND schemaname = ANY (current_schemas(false))";

const VERSION: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success";

pub(super) async fn check(database: &Database) -> Result<()> {
    let expected = migrations::NEWEST;
    let found = version(database).await?;
    if found == expected {
        return Ok(());
    }
    Err(StoreError::SchemaVersion { found, expected })
}

/// The newest migration that was run; 0 where none was.
async fn version(database: &Database) -> Result<i64> {
    let table = match database {
        Database::Sqlite { .. } => SQLITE_TABLE,
        Database::Postgres(_) => POSTGRES_TABLE,
    };
    match integer(database, table).await? {
        0 => Ok(0),
        _ => integer(database, VERSION).await,
    }
}

async fn integer(database: &Database, sql: &'static str) -> Result<i64> {
    let row = database.row(Statement::new(sql)).await?;
    row.map_or(Ok(0), |row| row.integer(0))
}
