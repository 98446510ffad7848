//! Links: which document uses which. The database keeps them whole; this file says what is wrong
//! in words, before the commit would fail without any.

use std::collections::HashSet;

use souk_model::{DocumentId, OrganisationId};

use super::database::Transaction;
use super::documents::{self, Key};
use super::row::Row;
use super::statement::Statement;
use crate::document::{DocumentKind, DocumentRef};
use crate::{Result, StoreError};

const INSERT: &str = "INSERT INTO links
    (organisation, source_kind, source_id, target_kind, target_id)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";

const CLEAR: &str = "DELETE FROM links
    WHERE organisation = $1 AND source_kind = $2 AND source_id = $3";

const DEPENDENTS: &str = "SELECT d.kind, d.id, d.name
    FROM links l
    JOIN documents d ON d.organisation = l.organisation
        AND d.kind = l.source_kind AND d.id = l.source_id
    WHERE l.organisation = $1 AND l.target_kind = $2 AND l.target_id = $3
    ORDER BY d.created_at, d.kind, d.id";

pub(super) async fn insert(
    transaction: &mut Transaction,
    source: Key,
    targets: &[(DocumentKind, DocumentId)],
) -> Result<()> {
    for (kind, id) in targets {
        let statement = source.statement(INSERT).text(kind.as_str()).id(id.as_uuid());
        transaction.execute(statement).await?;
    }
    Ok(())
}

pub(super) async fn replace(
    transaction: &mut Transaction,
    source: Key,
    targets: &[(DocumentKind, DocumentId)],
) -> Result<()> {
    transaction.execute(source.statement(CLEAR)).await?;
    insert(transaction, source, targets).await
}

pub(super) fn dependents(
    organisation: OrganisationId,
    kind: DocumentKind,
    id: DocumentId,
) -> Statement {
    let key = Key { organisation, kind, id };
    key.statement(DEPENDENTS)
}

pub(super) fn read_refs(rows: &[Row]) -> Result<Vec<DocumentRef>> {
    rows.iter().map(read_ref).collect()
}

fn read_ref(row: &Row) -> Result<DocumentRef> {
    Ok(DocumentRef { kind: row.named(0)?, id: row.id(1)?, name: row.text(2)? })
}

/// What a commit's changes need to be true when all of them were made.
#[derive(Debug, Default)]
pub(super) struct Claims {
    deleted: HashSet<Key>,
    needed: HashSet<Key>,
}

impl Claims {
    /// The document is no longer there: nothing may use it.
    pub(super) fn deleted(&mut self, key: Key) {
        self.deleted.insert(key);
    }

    /// The document is referred to: it must be there.
    pub(super) fn needed(&mut self, key: Key) {
        self.needed.insert(key);
    }

    /// Fails with the first claim that does not hold. A claim that breaks after this look fails
    /// the database's own check; the commit is then tried again and finds it here.
    pub(super) async fn check(&self, transaction: &mut Transaction) -> Result<()> {
        for key in &self.deleted {
            refuse_in_use(transaction, *key).await?;
        }
        for key in &self.needed {
            refuse_missing(transaction, *key).await?;
        }
        Ok(())
    }
}

async fn refuse_in_use(transaction: &mut Transaction, key: Key) -> Result<()> {
    let rows = transaction.rows(key.statement(DEPENDENTS)).await?;
    if rows.is_empty() || documents::current(transaction, key).await?.is_some() {
        return Ok(());
    }
    let by = read_refs(&rows)?;
    Err(StoreError::InUse { by })
}

async fn refuse_missing(transaction: &mut Transaction, key: Key) -> Result<()> {
    let found = documents::current(transaction, key).await?;
    let Key { kind, id, .. } = key;
    found.map(drop).ok_or(StoreError::LinkMissing { kind, id })
}
