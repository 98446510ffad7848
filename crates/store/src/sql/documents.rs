//! Rows of documents. Names are looked up by their key, so that any length of name is as good.

use serde_json::{Value, json};
use souk_model::{DocumentId, OrganisationId};

use super::audit::Entry;
use super::database::{Database, Transaction};
use super::now;
use super::row::Row;
use super::statement::{Statement, text_key};
use crate::change::NewDocument;
use crate::document::{Document, DocumentKind, Page};
use crate::{Result, StoreError};

const BY_ID: &str = "SELECT kind, id, name, body, revision, created_at, updated_at
    FROM documents WHERE organisation = $1 AND kind = $2 AND id = $3";

const BY_NAME: &str = "SELECT kind, id, name, body, revision, created_at, updated_at
    FROM documents WHERE organisation = $1 AND kind = $2 AND name_key = $3";

const REVISION_BY_NAME: &str = "SELECT id, revision
    FROM documents WHERE organisation = $1 AND kind = $2 AND name_key = $3";

/// Rows say which of the three they are of: an answer has no order of its own.
const REVISIONS_BY_NAME: &str = "SELECT CAST(0 AS BIGINT), id, revision
    FROM documents WHERE organisation = $1 AND kind = $2 AND name_key = $3
    UNION ALL SELECT CAST(1 AS BIGINT), id, revision
    FROM documents WHERE organisation = $1 AND kind = $4 AND name_key = $5
    UNION ALL SELECT CAST(2 AS BIGINT), id, revision
    FROM documents WHERE organisation = $1 AND kind = $6 AND name_key = $7";

const LIST: &str = "SELECT kind, id, name, body, revision, created_at, updated_at
    FROM documents WHERE organisation = $1 AND kind = $2
    ORDER BY created_at, id LIMIT $3 OFFSET $4";

const LINKED: &str = "SELECT d.kind, d.id, d.name, d.body, d.revision, d.created_at, d.updated_at
    FROM links l
    JOIN documents d ON d.organisation = l.organisation
        AND d.kind = l.source_kind AND d.id = l.source_id
    WHERE l.organisation = $1 AND l.source_kind = $2 AND l.target_kind = $3 AND l.target_id = $4
    ORDER BY d.created_at, d.id";

const CURRENT: &str = "SELECT name, revision
    FROM documents WHERE organisation = $1 AND kind = $2 AND id = $3";

const INSERT: &str = "INSERT INTO documents
    (organisation, kind, id, name_key, name, body, revision, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)
    ON CONFLICT DO NOTHING";

const UPDATE: &str = "UPDATE documents
    SET name_key = $5, name = $6, body = $7, revision = revision + 1, updated_at = $8
    WHERE organisation = $1 AND kind = $2 AND id = $3 AND revision = $4";

const RENAME_TARGET: &str = "SELECT id FROM documents
    WHERE organisation = $1 AND kind = $2 AND name_key = $3 AND id <> $4";

const DELETE: &str = "DELETE FROM documents
    WHERE organisation = $1 AND kind = $2 AND id = $3 AND revision = COALESCE($4, revision)
    RETURNING name, revision";

/// Which document, of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) organisation: OrganisationId,
    pub(super) kind: DocumentKind,
    pub(super) id: DocumentId,
}

impl Key {
    /// A statement whose first three values are the key.
    pub(super) fn statement(self, sql: &'static str) -> Statement {
        of_kind(sql, self.organisation, self.kind).id(self.id.as_uuid())
    }

    fn not_found(self) -> StoreError {
        StoreError::NotFound { kind: self.kind.as_str(), id: self.id.as_uuid() }
    }

    fn stale(self, expected: i64, found: i64) -> StoreError {
        StoreError::Stale { kind: self.kind, id: self.id, expected, found }
    }
}

fn of_kind(sql: &'static str, organisation: OrganisationId, kind: DocumentKind) -> Statement {
    Statement::new(sql).id(organisation.as_uuid()).text(kind.as_str())
}

pub(super) async fn by_id(
    database: &Database,
    organisation: OrganisationId,
    kind: DocumentKind,
    id: DocumentId,
) -> Result<Option<Document>> {
    let statement = of_kind(BY_ID, organisation, kind).id(id.as_uuid());
    database.row(statement).await?.as_ref().map(read).transpose()
}

pub(super) async fn by_name(
    database: &Database,
    organisation: OrganisationId,
    kind: DocumentKind,
    name: &str,
) -> Result<Option<Document>> {
    let statement = of_kind(BY_NAME, organisation, kind).bytes(&text_key(name));
    database.row(statement).await?.as_ref().map(read).transpose()
}

pub(super) async fn revision_by_name(
    database: &Database,
    organisation: OrganisationId,
    kind: DocumentKind,
    name: &str,
) -> Result<Option<(DocumentId, i64)>> {
    let statement = of_kind(REVISION_BY_NAME, organisation, kind).bytes(&text_key(name));
    let row = database.row(statement).await?;
    row.map(|row| Ok((row.id(0)?, row.integer(1)?))).transpose()
}

pub(super) async fn revisions_by_name(
    database: &Database,
    organisation: OrganisationId,
    names: [(DocumentKind, &str); 3],
) -> Result<[Option<(DocumentId, i64)>; 3]> {
    let statement = Statement::new(REVISIONS_BY_NAME).id(organisation.as_uuid());
    let statement = names.into_iter().fold(statement, |statement, (kind, name)| {
        statement.text(kind.as_str()).bytes(&text_key(name))
    });
    let mut found = [None; 3];
    for row in database.rows(statement).await? {
        let place = usize::try_from(row.integer(0)?).ok().and_then(|place| found.get_mut(place));
        let place = place.ok_or_else(|| StoreError::corrupt("a row of nothing that was asked"))?;
        *place = Some((row.id(1)?, row.integer(2)?));
    }
    Ok(found)
}

pub(super) async fn list(
    database: &Database,
    organisation: OrganisationId,
    kind: DocumentKind,
    page: Page,
) -> Result<Vec<Document>> {
    let (limit, offset) = page.clamped();
    let statement = of_kind(LIST, organisation, kind).integer(limit).integer(offset);
    database.rows(statement).await?.iter().map(read).collect()
}

pub(super) async fn linked(
    database: &Database,
    organisation: OrganisationId,
    kind: DocumentKind,
    (target, id): (DocumentKind, DocumentId),
) -> Result<Vec<Document>> {
    let statement = of_kind(LINKED, organisation, kind).text(target.as_str()).id(id.as_uuid());
    database.rows(statement).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Document> {
    Ok(Document {
        kind: row.named(0)?,
        id: row.id(1)?,
        name: row.text(2)?,
        body: row.json(3)?,
        revision: row.integer(4)?,
        created_at: row.time(5)?,
        updated_at: row.time(6)?,
    })
}

/// Of two that make the same name at once, one waits for the other and finds it taken.
pub(super) async fn create(
    transaction: &mut Transaction,
    key: Key,
    document: &NewDocument,
) -> Result<Entry> {
    let statement = key
        .statement(INSERT)
        .bytes(&text_key(&document.name))
        .text(&document.name)
        .text(document.body.to_string())
        .time(now());
    if transaction.execute(statement).await? == 0 {
        return Err(taken(transaction, key, &document.name).await?);
    }
    Ok(entry("create", key, &document.name).detail(json!({"revision": 1})))
}

/// Which of the two unique keys was taken.
async fn taken(transaction: &mut Transaction, key: Key, name: &str) -> Result<StoreError> {
    let (kind, id) = (key.kind, key.id.as_uuid());
    if current(transaction, key).await?.is_some() {
        let kind = kind.as_str();
        return Ok(StoreError::IdTaken { kind, id });
    }
    let name = name.to_owned();
    Ok(StoreError::NameTaken { kind, name })
}

/// A document's new state.
pub(super) struct Update<'a> {
    pub(super) expected_revision: i64,
    pub(super) name: Option<&'a str>,
    pub(super) body: &'a Value,
}

/// The update itself decides when two update at once.
pub(super) async fn update(
    transaction: &mut Transaction,
    key: Key,
    update: Update<'_>,
) -> Result<Entry> {
    let expected = update.expected_revision;
    let found = current(transaction, key).await?;
    let (old_name, _) = found.ok_or_else(|| key.not_found())?;
    let name = update.name.unwrap_or(&old_name);
    if name != old_name {
        refuse_taken_name(transaction, key, name).await?;
    }
    let statement = key
        .statement(UPDATE)
        .integer(expected)
        .bytes(&text_key(name))
        .text(name)
        .text(update.body.to_string())
        .time(now());
    if transaction.execute(statement).await? == 0 {
        return Err(missed(transaction, key, expected).await?);
    }
    Ok(entry("update", key, name).detail(update_detail(expected + 1, &old_name, name)))
}

fn update_detail(revision: i64, old_name: &str, name: &str) -> Value {
    if old_name == name {
        return json!({"revision": revision});
    }
    json!({"revision": revision, "renamed_from": old_name})
}

/// A name that is taken between this look and the update violates the unique key; the commit is
/// then tried again and finds it here.
async fn refuse_taken_name(transaction: &mut Transaction, key: Key, name: &str) -> Result<()> {
    let statement = of_kind(RENAME_TARGET, key.organisation, key.kind)
        .bytes(&text_key(name))
        .id(key.id.as_uuid());
    if transaction.row(statement).await?.is_none() {
        return Ok(());
    }
    let (kind, name) = (key.kind, name.to_owned());
    Err(StoreError::NameTaken { kind, name })
}

pub(super) async fn delete(
    transaction: &mut Transaction,
    key: Key,
    expected_revision: Option<i64>,
) -> Result<Entry> {
    let statement = key.statement(DELETE).integer_or_null(expected_revision);
    let Some(row) = transaction.row(statement).await? else {
        let expected = expected_revision.unwrap_or_default();
        return Err(missed(transaction, key, expected).await?);
    };
    let revision = row.integer(1)?;
    Ok(entry("delete", key, row.text(0)?).detail(json!({"revision": revision})))
}

/// Why a change found no row to change.
async fn missed(transaction: &mut Transaction, key: Key, expected: i64) -> Result<StoreError> {
    let found = current(transaction, key).await?;
    Ok(found.map_or_else(|| key.not_found(), |(_, found)| key.stale(expected, found)))
}

pub(super) async fn current(
    transaction: &mut Transaction,
    key: Key,
) -> Result<Option<(String, i64)>> {
    let row = transaction.row(key.statement(CURRENT)).await?;
    row.map(|row| Ok((row.text(0)?, row.integer(1)?))).transpose()
}

fn entry(action: &'static str, key: Key, name: impl Into<String>) -> Entry {
    Entry::new(action, key.kind.as_str(), name).id(key.id.as_uuid())
}
