//! Changes: what a commit is made of. Knows nothing of how they are written.

use std::fmt;

use chrono::{DateTime, Utc};
use serde_json::Value;
use souk_model::{DocumentId, TokenId};
use uuid::Uuid;

use crate::document::DocumentKind;
use crate::token::{TokenHash, TokenKind};

/// A document to be made.
#[derive(Clone, PartialEq)]
pub struct NewDocument {
    /// What it describes.
    pub kind: DocumentKind,
    /// Which one.
    pub id: DocumentId,
    /// Unique in its organisation and kind.
    pub name: String,
    /// Kept as given.
    pub body: Value,
    /// What it uses.
    pub links: Vec<(DocumentKind, DocumentId)>,
}

/// A token to be made.
#[derive(Clone, PartialEq)]
pub struct NewToken {
    /// Which token.
    pub id: TokenId,
    /// The hash of its secret.
    pub hash: TokenHash,
    /// What it is for.
    pub kind: TokenKind,
    /// What its maker calls it.
    pub name: String,
    /// The data app it belongs to, which must be there.
    pub data_app: Option<DocumentId>,
    /// The tenant it speaks for.
    pub client_id: Option<String>,
    /// Kept as given.
    pub body: Value,
    /// From when on it is not valid.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Which tokens are revoked, all at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenSelector {
    /// One token, which must be there.
    Id(TokenId),
    /// Every token of a data app.
    DataApp(DocumentId),
    /// Every token of one kind that speaks for one tenant.
    Client {
        /// Of which kind.
        kind: TokenKind,
        /// Of which tenant.
        client_id: String,
    },
}

/// One change. A commit makes all of its changes, or none.
#[derive(Clone, PartialEq)]
pub enum Change {
    /// Makes a document, at revision 1.
    CreateDocument(NewDocument),
    /// Replaces a document's body and links.
    UpdateDocument {
        /// What it describes.
        kind: DocumentKind,
        /// Which one.
        id: DocumentId,
        /// The revision that the change was made from.
        expected_revision: i64,
        /// The new name; the old one stays where this is `None`.
        name: Option<String>,
        /// The whole new body.
        body: Value,
        /// All that it uses from now on.
        links: Vec<(DocumentKind, DocumentId)>,
    },
    /// Removes a document that nothing uses. A data app's tokens go with it.
    DeleteDocument {
        /// What it describes.
        kind: DocumentKind,
        /// Which one.
        id: DocumentId,
        /// The revision that was looked at; `None` deletes whichever there is.
        expected_revision: Option<i64>,
    },
    /// Says when a document has something to be done next. With the time that was read before, this is
    /// how one of several servers claims the work.
    Schedule {
        /// What it describes.
        kind: DocumentKind,
        /// Which one.
        id: DocumentId,
        /// The time that must stand there now; `None` for whichever does.
        expected: Option<DateTime<Utc>>,
        /// The time from now on; `None` for never.
        due: Option<DateTime<Utc>>,
    },
    /// Makes a token.
    CreateToken(NewToken),
    /// Ends a token's life at a time; never extends an earlier expiry.
    ExpireToken {
        /// Which token.
        id: TokenId,
        /// From when on it is not valid.
        at: DateTime<Utc>,
    },
    /// Revokes tokens now. One that was revoked before stays as it was.
    RevokeTokens(TokenSelector),
    /// Gives an account of the organisation another password.
    SetAccountPassword {
        /// Which account.
        id: Uuid,
        /// Already hashed.
        password_hash: String,
    },
}

impl Change {
    const fn action(&self) -> &'static str {
        match self {
            Self::CreateDocument(_) => "CreateDocument",
            Self::UpdateDocument { .. } => "UpdateDocument",
            Self::DeleteDocument { .. } => "DeleteDocument",
            Self::Schedule { .. } => "Schedule",
            Self::CreateToken(_) => "CreateToken",
            Self::ExpireToken { .. } => "ExpireToken",
            Self::RevokeTokens(_) => "RevokeTokens",
            Self::SetAccountPassword { .. } => "SetAccountPassword",
        }
    }

    fn subject(&self) -> Option<Uuid> {
        match self {
            Self::CreateDocument(document) => Some(document.id.as_uuid()),
            Self::UpdateDocument { id, .. }
            | Self::DeleteDocument { id, .. }
            | Self::Schedule { id, .. } => Some(id.as_uuid()),
            Self::CreateToken(token) => Some(token.id.as_uuid()),
            Self::ExpireToken { id, .. } => Some(id.as_uuid()),
            Self::RevokeTokens(_) => None,
            Self::SetAccountPassword { id, .. } => Some(*id),
        }
    }
}

// Written by hand, so that bodies and password hashes never reach a log.
impl fmt::Debug for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple(self.action()).field(&self.subject()).finish()
    }
}

impl fmt::Debug for NewDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NewDocument")
            .field("kind", &self.kind)
            .field("id", &self.id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NewToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NewToken")
            .field("kind", &self.kind)
            .field("id", &self.id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
