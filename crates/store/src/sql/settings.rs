//! Settings of the whole server: written once, then only read.

use super::database::Database;
use super::statement::Statement;
use crate::{Result, StoreError};

const GET: &str = "SELECT value FROM settings WHERE name = $1";

const SET: &str =
    "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

pub(super) async fn get(database: &Database, name: &str) -> Result<Option<String>> {
    let row = database.row(Statement::new(GET).text(name)).await?;
    row.map(|row| row.text(0)).transpose()
}

pub(super) async fn set_if_absent(database: &Database, name: &str, value: &str) -> Result<String> {
    let mut transaction = database.begin().await?;
    let set = Statement::new(SET).text(name).text(value);
    transaction.execute(set).await?;
    let row = transaction.row(Statement::new(GET).text(name)).await?;
    let stored = row.ok_or_else(|| StoreError::corrupt("a setting is gone"))?;
    transaction.commit().await?;
    stored.text(0)
}
