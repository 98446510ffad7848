//! How a datasource's schema has changed.

use serde::Serialize;
use souk_model::{ChangeKind, Touched};
use utoipa::ToSchema;

use crate::service::datasources::Drifted;

/// The reply to a sync.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SyncReply {
    /// What happened.
    #[schema(example = "Sync completed")]
    pub message: &'static str,
    /// Extension: how the schema differs from what it was.
    pub changes: Vec<DriftItem>,
}

/// How a schema differs from the cached one.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriftReply {
    /// The differences; none when there are none.
    pub changes: Vec<DriftItem>,
}

/// One difference of a schema.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriftItem {
    /// `added`, `dropped`, `renamed` (probably), `retyped`, `nullable`, `required` or `rekeyed`.
    #[schema(example = "retyped")]
    pub change: &'static str,
    /// Schema of the table.
    #[schema(example = "public")]
    pub schema_name: String,
    /// The table.
    #[schema(example = "orders")]
    pub table: String,
    /// The column; absent where the table itself is meant.
    #[schema(example = "amount")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What it was: a type, or the columns of a key.
    #[schema(example = "integer")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it is now: a name, a type, or the columns of a key.
    #[schema(example = "bigint")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The datamarts that read what has changed.
    pub datamarts: Vec<TouchedDatamart>,
}

/// What of a datamart a difference touches.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TouchedDatamart {
    /// The datamart.
    #[schema(example = "shop")]
    pub name: String,
    /// Columns, measures and formulas, as questions name them.
    pub members: Vec<String>,
    /// Relationships by name.
    pub relationships: Vec<String>,
    /// Whether it decides whose rows are whose.
    pub is_tenancy: bool,
}

impl From<Drifted> for DriftItem {
    fn from(Drifted { change, datamarts }: Drifted) -> Self {
        let keys = |columns: Vec<String>| Some(columns.join(", "));
        let (word, from, to) = match change.kind {
            ChangeKind::Added => ("added", None, None),
            ChangeKind::Dropped => ("dropped", None, None),
            ChangeKind::Renamed { to } => ("renamed", None, Some(to)),
            ChangeKind::Retyped { from, to } => ("retyped", Some(from), Some(to)),
            ChangeKind::Nullable(true) => ("nullable", None, None),
            ChangeKind::Nullable(false) => ("required", None, None),
            ChangeKind::Rekeyed { from, to } => ("rekeyed", keys(from), keys(to)),
        };
        let touched = |(name, touched): (String, Touched)| TouchedDatamart {
            name,
            members: touched.members,
            relationships: touched.relationships,
            is_tenancy: touched.tenancy,
        };
        Self {
            change: word,
            schema_name: change.table.schema,
            table: change.table.name,
            column: change.column,
            from,
            to,
            datamarts: datamarts.into_iter().map(touched).collect(),
        }
    }
}
