//! Organisations: the owners of every row.

use souk_model::OrganisationId;

use super::audit::{self, Entry};
use super::database::{Database, Transaction};
use super::now;
use super::statement::Statement;
use crate::audit::Actor;
use crate::{Result, StoreError};

const INSERT: &str = "INSERT INTO organisations (id, name, role, created_at)
    VALUES ($1, $2, $3, $4) ON CONFLICT (role) DO NOTHING";

const DEFAULT: &str = "SELECT id FROM organisations WHERE role = 'default'";

const LIST: &str = "SELECT id, name FROM organisations ORDER BY created_at, id";

const EXISTS: &str = "SELECT id FROM organisations WHERE id = $1";

pub(super) async fn create(database: &Database, name: &str) -> Result<OrganisationId> {
    let mut transaction = database.begin().await?;
    let id = insert(&mut transaction, name).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Makes an organisation as part of something bigger.
pub(super) async fn insert(transaction: &mut Transaction, name: &str) -> Result<OrganisationId> {
    let id = OrganisationId::random();
    insert_with_role(transaction, id, name, None).await?;
    Ok(id)
}

/// Whether the organisation was made: false where the role is taken.
async fn insert_with_role(
    transaction: &mut Transaction,
    id: OrganisationId,
    name: &str,
    role: Option<&str>,
) -> Result<bool> {
    let statement = Statement::new(INSERT)
        .id(id.as_uuid())
        .text(name)
        .text_or_null(role.map(str::to_owned))
        .time(now());
    if transaction.execute(statement).await? == 0 {
        return Ok(false);
    }
    let entry = Entry::new("create", "organisation", name).id(id.as_uuid());
    audit::insert(transaction, id, Actor::System, entry).await?;
    Ok(true)
}

/// Two servers may ask at once: the role is unique, and the loser reads the winner's.
pub(super) async fn default(database: &Database) -> Result<OrganisationId> {
    if let Some(id) = find_default(database).await? {
        return Ok(id);
    }
    let id = OrganisationId::random();
    let mut transaction = database.begin().await?;
    if insert_with_role(&mut transaction, id, "default", Some("default")).await? {
        transaction.commit().await?;
        return Ok(id);
    }
    drop(transaction);
    let found = find_default(database).await?;
    found.ok_or_else(|| StoreError::corrupt("the default organisation is gone"))
}

async fn find_default(database: &Database) -> Result<Option<OrganisationId>> {
    let row = database.row(Statement::new(DEFAULT)).await?;
    row.map(|row| row.id(0)).transpose()
}

pub(super) async fn list(database: &Database) -> Result<Vec<(OrganisationId, String)>> {
    let rows = database.rows(Statement::new(LIST)).await?;
    rows.iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

/// Fails where there is no such organisation.
pub(super) async fn require(transaction: &mut Transaction, id: OrganisationId) -> Result<()> {
    let statement = Statement::new(EXISTS).id(id.as_uuid());
    let found = transaction.row(statement).await?;
    found.map(drop).ok_or(StoreError::NotFound { kind: "organisation", id: id.as_uuid() })
}
