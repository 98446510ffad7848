//! Accounts: rows of people. Addresses are compared in lower case.

use souk_model::OrganisationId;
use uuid::Uuid;

use super::audit::{self, Entry};
use super::database::{Database, Transaction};
use super::row::Row;
use super::statement::Statement;
use super::{now, organisations};
use crate::account::{Account, NewAccount};
use crate::audit::Actor;
use crate::{Result, StoreError};

const INSERT: &str = "INSERT INTO accounts
    (id, organisation, email, password_hash, first_name, company_name, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING";

const BY_ID: &str = "SELECT
    id, organisation, email, password_hash, first_name, company_name, created_at
    FROM accounts WHERE id = $1";

const BY_EMAIL: &str = "SELECT
    id, organisation, email, password_hash, first_name, company_name, created_at
    FROM accounts WHERE email = $1";

const SET_PASSWORD: &str = "UPDATE accounts SET password_hash = $3
    WHERE organisation = $1 AND id = $2 RETURNING email";

/// The longest address that a mail server may take, by RFC 5321.
const LONGEST_EMAIL: usize = 320;

pub(super) async fn create(database: &Database, new: NewAccount) -> Result<Account> {
    let email = stored_email(&new.email)?;
    let mut transaction = database.begin().await?;
    let organisation = organisations::insert(&mut transaction, &new.organisation_name).await?;
    let account = Account {
        id: Uuid::new_v4(),
        organisation,
        email,
        password_hash: new.password_hash,
        first_name: new.first_name,
        company_name: new.company_name,
        created_at: now(),
    };
    insert(&mut transaction, &account).await?;
    transaction.commit().await?;
    Ok(account)
}

async fn insert(transaction: &mut Transaction, account: &Account) -> Result<()> {
    let statement = Statement::new(INSERT)
        .id(account.id)
        .id(account.organisation.as_uuid())
        .text(&account.email)
        .text(&account.password_hash)
        .text(&account.first_name)
        .text(&account.company_name)
        .time(account.created_at);
    if transaction.execute(statement).await? == 0 {
        return Err(StoreError::EmailTaken);
    }
    let entry = Entry::new("create", "account", &account.email).id(account.id);
    audit::insert(transaction, account.organisation, Actor::System, entry).await
}

fn stored_email(email: &str) -> Result<String> {
    let lower = email.to_lowercase();
    if lower.len() > LONGEST_EMAIL {
        return Err(StoreError::invalid_name(email, "it is longer than 320 bytes"));
    }
    Ok(lower)
}

/// An address that could not be stored has no account.
pub(super) async fn by_email(database: &Database, email: &str) -> Result<Option<Account>> {
    if email.contains('\0') {
        return Ok(None);
    }
    let statement = Statement::new(BY_EMAIL).text(email.to_lowercase());
    database.row(statement).await?.as_ref().map(read).transpose()
}

pub(super) async fn by_id(database: &Database, id: Uuid) -> Result<Option<Account>> {
    let statement = Statement::new(BY_ID).id(id);
    database.row(statement).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Account> {
    Ok(Account {
        id: row.id(0)?,
        organisation: row.id(1)?,
        email: row.text(2)?,
        password_hash: row.text(3)?,
        first_name: row.text(4)?,
        company_name: row.text(5)?,
        created_at: row.time(6)?,
    })
}

/// Only in the organisation that the account administers.
pub(super) async fn set_password(
    transaction: &mut Transaction,
    organisation: OrganisationId,
    id: Uuid,
    password_hash: &str,
) -> Result<Entry> {
    let statement =
        Statement::new(SET_PASSWORD).id(organisation.as_uuid()).id(id).text(password_hash);
    let kind = "account";
    let row = transaction.row(statement).await?;
    let email = row.ok_or(StoreError::NotFound { kind, id })?.text(0)?;
    Ok(Entry::new("set_password", kind, email).id(id))
}
