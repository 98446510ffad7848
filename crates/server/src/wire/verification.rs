//! Whether a datamart's data is as declared.

use serde::{Deserialize, Serialize};
use souk_query::{Promise, Unindexed};
use utoipa::ToSchema;

use crate::service::query::{Verified, VerifiedCheck};
use crate::wire::questions::client_id;

/// Which datamart, for which tenant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerifyBody {
    /// The datamart.
    #[schema(example = "shop")]
    pub datamart_name: String,
    /// The tenant whose rows are read.
    #[serde(default, deserialize_with = "client_id")]
    #[schema(example = "7")]
    pub client_id: Option<String>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerifyReply {
    /// Whether everything that the datamart relies on holds.
    #[schema(example = false)]
    pub holds: bool,
    /// One for each promise about keys and relationships.
    pub checks: Vec<VerifyCheck>,
    /// Tables that no question can read.
    pub unreadable: Vec<UnreadableTable>,
    /// Tables whose client column no index begins with: each question reads every tenant's rows to
    /// find one tenant's. Of datasources that tell their indexes.
    pub unindexed: Vec<UnindexedTable>,
    /// Always null.
    pub error: Option<()>,
}

/// A promise of the datamart and what breaks it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerifyCheck {
    /// `primaryKey`, `atMostOne` or `noOrphans`.
    #[schema(example = "atMostOne")]
    pub promise: String,
    /// The relationship that it is about.
    pub relationship: Option<String>,
    /// The table whose rows were read.
    #[schema(example = "customers")]
    pub table: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// Whether numbers rely on it: a declared cardinality or key does, orphans and what is not
    /// declared do not.
    #[schema(example = true)]
    pub is_relied_on: bool,
    /// How many values break it.
    #[schema(example = 2)]
    pub broken: u64,
    /// Some of them, as text, one list per value.
    pub examples: Vec<Vec<Option<String>>>,
}

/// A table that no question can read.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UnreadableTable {
    /// Why.
    pub message: String,
    /// What would mend it.
    pub hint: String,
}

/// A table that would be read faster with an index.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UnindexedTable {
    /// The table.
    #[schema(example = "orders")]
    pub table: String,
    /// Its client column.
    #[schema(example = "tenant_id")]
    pub column: String,
    /// What would mend it.
    pub hint: String,
}

impl From<Verified> for VerifyReply {
    fn from(verified: Verified) -> Self {
        let checks: Vec<VerifyCheck> = verified.checks.into_iter().map(Into::into).collect();
        let unreadable = verified
            .unreadable
            .into_iter()
            .map(|problem| UnreadableTable { message: problem.message, hint: problem.hint })
            .collect();
        let unindexed = verified.unindexed.into_iter().map(Into::into).collect();
        let holds = checks.iter().all(|check| !check.is_relied_on || check.broken == 0);
        Self { holds, checks, unreadable, unindexed, error: None }
    }
}

impl From<Unindexed> for UnindexedTable {
    fn from(Unindexed { table, column }: Unindexed) -> Self {
        let hint = format!("create an index on {table} that begins with {column}, then sync");
        Self { table, column, hint }
    }
}

impl From<VerifiedCheck> for VerifyCheck {
    fn from(check: VerifiedCheck) -> Self {
        let (promise, relationship, is_relied_on) = match check.promise {
            Promise::PrimaryKey => ("primaryKey", None, true),
            Promise::AtMostOne { relationship, is_declared } => {
                ("atMostOne", Some(relationship), is_declared)
            }
            Promise::NoOrphans { relationship, is_declared } => {
                ("noOrphans", Some(relationship), is_declared)
            }
        };
        Self {
            promise: promise.to_owned(),
            relationship,
            table: check.table,
            columns: check.columns,
            is_relied_on,
            broken: check.broken,
            examples: check.examples,
        }
    }
}
