//! Rows of the audit log, written in the transaction of the change that they tell of.

use serde_json::{Value, json};
use souk_model::OrganisationId;
use uuid::Uuid;

use super::database::{Database, Transaction};
use super::now;
use super::row::Row;
use super::statement::Statement;
use crate::audit::{Actor, AuditEntry};
use crate::document::Page;
use crate::{Result, StoreError};

const INSERT: &str = "INSERT INTO audit_log
    (organisation, at, actor_kind, actor_id, action, kind, id, name, detail)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const LIST: &str = "SELECT
    seq, organisation, at, actor_kind, actor_id, action, kind, id, name, detail
    FROM audit_log WHERE organisation = $1 ORDER BY seq DESC LIMIT $2 OFFSET $3";

/// What was done, before it is known who did it and when.
#[derive(Debug)]
pub(super) struct Entry {
    action: &'static str,
    kind: &'static str,
    id: Option<Uuid>,
    name: String,
    detail: Value,
}

impl Entry {
    pub(super) fn new(action: &'static str, kind: &'static str, name: impl Into<String>) -> Self {
        Self { action, kind, id: None, name: name.into(), detail: json!({}) }
    }

    pub(super) fn id(mut self, id: Uuid) -> Self {
        self.id = Some(id);
        self
    }

    pub(super) fn detail(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

pub(super) async fn insert(
    transaction: &mut Transaction,
    organisation: OrganisationId,
    actor: Actor,
    entry: Entry,
) -> Result<()> {
    let statement = Statement::new(INSERT)
        .id(organisation.as_uuid())
        .time(now())
        .text(actor.kind())
        .id_or_null(actor.id())
        .text(entry.action)
        .text(entry.kind)
        .id_or_null(entry.id)
        .text(entry.name)
        .text(entry.detail.to_string());
    transaction.execute(statement).await.map(drop)
}

pub(super) async fn list(
    database: &Database,
    organisation: OrganisationId,
    page: Page,
) -> Result<Vec<AuditEntry>> {
    let (limit, offset) = page.clamped();
    let statement = Statement::new(LIST).id(organisation.as_uuid()).integer(limit).integer(offset);
    database.rows(statement).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<AuditEntry> {
    Ok(AuditEntry {
        seq: row.integer(0)?,
        organisation: row.id(1)?,
        at: row.time(2)?,
        actor: read_actor(row)?,
        action: row.text(5)?,
        kind: row.text(6)?,
        id: row.get(7)?,
        name: row.text(8)?,
        detail: row.json(9)?,
    })
}

fn read_actor(row: &Row) -> Result<Actor> {
    let kind = row.text(3)?;
    Actor::from_stored(&kind, row.get(4)?)
        .ok_or_else(|| StoreError::corrupt(format!("{kind:?} is not an actor")))
}
