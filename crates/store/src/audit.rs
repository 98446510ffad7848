//! The audit log: who changed what, and when. Append-only; the database itself refuses the rest.

use chrono::{DateTime, Utc};
use souk_model::{OrganisationId, TokenId};
use uuid::Uuid;

/// Who made a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The server itself.
    System,
    /// A person who runs the server.
    Account(Uuid),
    /// The holder of a token.
    Token(TokenId),
}

impl Actor {
    /// The actor's kind as it is stored.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Account(_) => "account",
            Self::Token(_) => "token",
        }
    }

    /// The actor's id, where there is one.
    #[must_use]
    pub const fn id(&self) -> Option<Uuid> {
        match self {
            Self::System => None,
            Self::Account(id) => Some(*id),
            Self::Token(id) => Some(id.as_uuid()),
        }
    }

    pub(crate) fn from_stored(kind: &str, id: Option<Uuid>) -> Option<Self> {
        match (kind, id) {
            ("system", None) => Some(Self::System),
            ("account", Some(id)) => Some(Self::Account(id)),
            ("token", Some(id)) => Some(Self::Token(id.into())),
            _ => None,
        }
    }
}

/// One row of the audit log.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// Rises with every entry; has gaps.
    pub seq: i64,
    /// Whose row it is.
    pub organisation: OrganisationId,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// What was done: `create`, `update`, `delete`, `expire`, `revoke`, `purge`, `set_password`.
    pub action: String,
    /// What it was done to: a document kind, `token`, `account` or `organisation`.
    pub kind: String,
    /// The id of that, where it is one thing.
    pub id: Option<Uuid>,
    /// The name it had after the change.
    pub name: String,
    /// More, by action. Never a secret, never a body.
    pub detail: serde_json::Value,
}
