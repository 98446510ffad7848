//! When documents have something to be done next. The update of one row decides who does it.

use chrono::{DateTime, SubsecRound, Utc};
use serde_json::json;

use super::audit::Entry;
use super::database::{Database, Transaction};
use super::documents::{self, Key};
use super::statement::Statement;
use crate::document::{DocumentKind, Due};
use crate::{Result, StoreError};

const DUE: &str = "SELECT organisation, id, due_at FROM schedules
    WHERE kind = $1 AND due_at <= $2 ORDER BY due_at, id LIMIT $3";

const SET: &str = "INSERT INTO schedules (organisation, kind, id, due_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (organisation, kind, id) DO UPDATE SET due_at = excluded.due_at";

const MOVE: &str = "UPDATE schedules SET due_at = $5
    WHERE organisation = $1 AND kind = $2 AND id = $3 AND due_at = $4";

const CLEAR: &str = "DELETE FROM schedules
    WHERE organisation = $1 AND kind = $2 AND id = $3 AND due_at = COALESCE($4, due_at)";

pub(super) async fn due(
    database: &Database,
    kind: DocumentKind,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Due>> {
    let statement = Statement::new(DUE).text(kind.as_str()).time(before).integer(limit.max(0));
    let rows = database.rows(statement).await?;
    let read = |row: &super::row::Row| {
        Ok(Due { organisation: row.id(0)?, id: row.id(1)?, at: row.time(2)? })
    };
    rows.iter().map(read).collect()
}

pub(super) async fn set(
    transaction: &mut Transaction,
    key: Key,
    expected: Option<DateTime<Utc>>,
    due: Option<DateTime<Utc>>,
) -> Result<Entry> {
    let (kind, id) = (key.kind, key.id);
    let found = documents::current(transaction, key).await?;
    let missing = || StoreError::NotFound { kind: kind.as_str(), id: id.as_uuid() };
    let (name, _) = found.ok_or_else(missing)?;
    // What is compared later is what the store gives back.
    let due = due.map(|time| time.trunc_subsecs(6));
    let statement = match (expected, due) {
        (None, Some(due)) => key.statement(SET).time(due),
        (Some(expected), Some(due)) => key.statement(MOVE).time(expected).time(due),
        (expected, None) => key.statement(CLEAR).time_or_null(expected),
    };
    let changed = transaction.execute(statement).await?;
    if changed == 0 && expected.is_some() {
        return Err(StoreError::Rescheduled { kind, id });
    }
    let entry = Entry::new("schedule", kind.as_str(), name).id(id.as_uuid());
    Ok(entry.detail(json!({"due": due})))
}
