//! Rows of tokens. Found by the hash of their secret, never by the secret.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;
use souk_model::{DocumentId, OrganisationId, TokenId};

use super::audit::{self, Entry};
use super::database::Database;
use super::database::Transaction;
use super::now;
use super::row::Row;
use super::statement::{Statement, text_key};
use crate::audit::Actor;
use crate::change::{NewToken, TokenSelector};
use crate::document::{DocumentKind, Page};
use crate::token::{Token, TokenFilter, TokenHash};
use crate::{Result, StoreError};

const BY_HASH: &str = "SELECT id, organisation, kind, name, data_app, client_id, body,
    created_at, expires_at, revoked_at, hash
    FROM tokens WHERE hash = $1";

const LIST: &str = "SELECT id, organisation, kind, name, data_app, client_id, body,
    created_at, expires_at, revoked_at
    FROM tokens
    WHERE organisation = $1
        AND ($2 IS NULL OR kind = $2)
        AND ($3 IS NULL OR data_app = $3)
        AND ($4 IS NULL OR client_key = $4)
    ORDER BY created_at, id LIMIT $5 OFFSET $6";

const INSERT: &str = "INSERT INTO tokens
    (organisation, id, hash, kind, name, data_app_kind, data_app, client_id, client_key,
     created_at, expires_at, body)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT DO NOTHING";

const EXPIRE: &str = "UPDATE tokens
    SET expires_at = CASE WHEN expires_at <= $3 THEN expires_at ELSE $3 END
    WHERE organisation = $1 AND id = $2
    RETURNING name";

const REVOKE_ONE: &str = "UPDATE tokens SET revoked_at = COALESCE(revoked_at, $3)
    WHERE organisation = $1 AND id = $2
    RETURNING name";

const REVOKE_DATA_APP: &str = "UPDATE tokens SET revoked_at = $4
    WHERE organisation = $1 AND data_app_kind = $2 AND data_app = $3 AND revoked_at IS NULL";

const REVOKE_CLIENT: &str = "UPDATE tokens SET revoked_at = $4
    WHERE organisation = $1 AND kind = $2 AND client_key = $3 AND revoked_at IS NULL";

const PURGE: &str = "DELETE FROM tokens WHERE expires_at < $1 OR revoked_at < $1
    RETURNING organisation";

/// The index finds the hash; the comparison in constant time decides.
pub(super) async fn by_hash(database: &Database, hash: &TokenHash) -> Result<Option<Token>> {
    let statement = Statement::new(BY_HASH).bytes(hash.as_bytes());
    let Some(row) = database.row(statement).await? else {
        return Ok(None);
    };
    let stored: Vec<u8> = row.get(10)?;
    let stored: [u8; 32] =
        stored.try_into().map_err(|_| StoreError::corrupt("a token's hash has another length"))?;
    if TokenHash::new(stored) != *hash {
        return Ok(None);
    }
    read(&row).map(Some)
}

pub(super) async fn list(
    database: &Database,
    organisation: OrganisationId,
    filter: TokenFilter,
    page: Page,
) -> Result<Vec<Token>> {
    let (limit, offset) = page.clamped();
    let client_key = filter.client_id.as_deref().map(text_key);
    let statement = Statement::new(LIST)
        .id(organisation.as_uuid())
        .text_or_null(filter.kind.map(|kind| kind.as_str().to_owned()))
        .id_or_null(filter.data_app.map(|id| id.as_uuid()))
        .bytes_or_null(client_key.as_ref().map(<[u8; 32]>::as_slice))
        .integer(limit)
        .integer(offset);
    database.rows(statement).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Token> {
    let data_app: Option<uuid::Uuid> = row.get(4)?;
    Ok(Token {
        id: row.id(0)?,
        organisation: row.id(1)?,
        kind: row.named(2)?,
        name: row.text(3)?,
        data_app: data_app.map(DocumentId::from),
        client_id: row.get(5)?,
        body: row.json(6)?,
        created_at: row.time(7)?,
        expires_at: row.time_or_null(8)?,
        revoked_at: row.time_or_null(9)?,
    })
}

pub(super) async fn create(
    transaction: &mut Transaction,
    organisation: OrganisationId,
    token: &NewToken,
) -> Result<Entry> {
    let (kind, id) = ("token", token.id.as_uuid());
    let statement = insert(organisation, token);
    if transaction.execute(statement).await? == 0 {
        return Err(StoreError::IdTaken { kind, id });
    }
    let detail = json!({"kind": token.kind, "data_app": token.data_app, "client_id": token.client_id, "expires_at": token.expires_at});
    Ok(Entry::new("create", kind, &token.name).id(id).detail(detail))
}

fn insert(organisation: OrganisationId, token: &NewToken) -> Statement {
    let data_app_kind = token.data_app.map(|_| DocumentKind::DataApp.to_string());
    let client_key = token.client_id.as_deref().map(text_key);
    by_id(INSERT, organisation, token.id)
        .bytes(token.hash.as_bytes())
        .text(token.kind.as_str())
        .text(&token.name)
        .text_or_null(data_app_kind)
        .id_or_null(token.data_app.map(|id| id.as_uuid()))
        .text_or_null(token.client_id.clone())
        .bytes_or_null(client_key.as_ref().map(<[u8; 32]>::as_slice))
        .time(now())
        .time_or_null(token.expires_at)
        .text(token.body.to_string())
}

fn by_id(sql: &'static str, organisation: OrganisationId, id: TokenId) -> Statement {
    Statement::new(sql).id(organisation.as_uuid()).id(id.as_uuid())
}

pub(super) async fn expire(
    transaction: &mut Transaction,
    organisation: OrganisationId,
    id: TokenId,
    at: DateTime<Utc>,
) -> Result<Entry> {
    let statement = by_id(EXPIRE, organisation, id).time(at);
    let name = changed_name(transaction, statement, id).await?;
    let entry = Entry::new("expire", "token", name).id(id.as_uuid());
    Ok(entry.detail(json!({"at": at})))
}

/// The name of the one token that a statement changed.
async fn changed_name(
    transaction: &mut Transaction,
    statement: Statement,
    id: TokenId,
) -> Result<String> {
    let row = transaction.row(statement).await?;
    let (kind, id) = ("token", id.as_uuid());
    row.ok_or(StoreError::NotFound { kind, id })?.text(0)
}

pub(super) async fn revoke(
    transaction: &mut Transaction,
    organisation: OrganisationId,
    selector: &TokenSelector,
) -> Result<Entry> {
    match selector {
        TokenSelector::Id(id) => revoke_one(transaction, organisation, *id).await,
        TokenSelector::DataApp(data_app) => {
            let statement = Statement::new(REVOKE_DATA_APP)
                .id(organisation.as_uuid())
                .text(DocumentKind::DataApp.as_str())
                .id(data_app.as_uuid())
                .time(now());
            let revoked = transaction.execute(statement).await?;
            let detail = json!({"data_app": data_app, "revoked": revoked});
            Ok(Entry::new("revoke", "token", "").detail(detail))
        }
        TokenSelector::Client { kind, client_id } => {
            let statement = Statement::new(REVOKE_CLIENT)
                .id(organisation.as_uuid())
                .text(kind.as_str())
                .bytes(&text_key(client_id))
                .time(now());
            let revoked = transaction.execute(statement).await?;
            let detail = json!({"kind": kind, "client_id": client_id, "revoked": revoked});
            Ok(Entry::new("revoke", "token", "").detail(detail))
        }
    }
}

async fn revoke_one(
    transaction: &mut Transaction,
    organisation: OrganisationId,
    id: TokenId,
) -> Result<Entry> {
    let statement = by_id(REVOKE_ONE, organisation, id).time(now());
    let name = changed_name(transaction, statement, id).await?;
    Ok(Entry::new("revoke", "token", name).id(id.as_uuid()))
}

/// One audit entry for each organisation that lost tokens.
pub(super) async fn purge(database: &Database, before: DateTime<Utc>) -> Result<u64> {
    let mut transaction = database.begin().await?;
    let rows = transaction.rows(Statement::new(PURGE).time(before)).await?;
    let mut purged: BTreeMap<OrganisationId, u64> = BTreeMap::new();
    for row in &rows {
        *purged.entry(row.id(0)?).or_default() += 1;
    }
    for (organisation, tokens) in &purged {
        let detail = json!({"before": before, "tokens": tokens});
        let entry = Entry::new("purge", "token", "").detail(detail);
        audit::insert(&mut transaction, *organisation, Actor::System, entry).await?;
    }
    transaction.commit().await?;
    Ok(purged.values().sum())
}
