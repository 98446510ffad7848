//! The store's contract. Both databases keep it, and one suite tests it over both.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use souk_model::{DocumentId, OrganisationId};
use uuid::Uuid;

use crate::account::{Account, NewAccount};
use crate::audit::{Actor, AuditEntry};
use crate::change::Change;
use crate::document::{Document, DocumentKind, DocumentRef, Due, Page};
use crate::token::{Token, TokenFilter, TokenHash};
use crate::{Result, StoreError};

/// Where documents, tokens, accounts and the audit log are kept.
///
/// A call that returns `Ok` after a change has put the change on disk. A call that fails has
/// changed nothing, with one exception that no client can close: a PostgreSQL that is lost during
/// the commit itself ([`StoreError::Unavailable`]) has made all of the changes or none.
#[async_trait]
pub trait Store: std::fmt::Debug + Send + Sync + 'static {
    /// Makes an organisation.
    async fn create_organisation(&self, name: &str) -> Result<OrganisationId>;

    /// Makes an account together with its own organisation.
    async fn create_account(&self, account: NewAccount) -> Result<Account>;

    /// The organisation of a server without accounts. Made at the first call, the same ever after.
    async fn default_organisation(&self) -> Result<OrganisationId>;

    /// Every organisation and its name, oldest first.
    async fn organisations(&self) -> Result<Vec<(OrganisationId, String)>>;

    /// Makes all the changes in order, with one audit entry for each, or none of them.
    async fn commit(
        &self,
        organisation: OrganisationId,
        actor: &Actor,
        changes: Vec<Change>,
    ) -> Result<(), StoreError>;

    /// One document.
    async fn document(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        id: DocumentId,
    ) -> Result<Option<Document>>;

    /// The document of that name.
    async fn document_by_name(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        name: &str,
    ) -> Result<Option<Document>>;

    /// Which document has that name, and its revision. Reads no body; for checking caches.
    async fn revision_by_name(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        name: &str,
    ) -> Result<Option<(DocumentId, i64)>>;

    /// Like [`Store::revision_by_name`], for three documents as they are at one moment: a question
    /// depends on so many, and asks for them each time.
    async fn revisions_by_name(
        &self,
        organisation: OrganisationId,
        names: [(DocumentKind, &str); 3],
    ) -> Result<[Option<(DocumentId, i64)>; 3]>;

    /// The documents of a kind, oldest first, then by id.
    async fn documents(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        page: Page,
    ) -> Result<Vec<Document>>;

    /// The documents that link to a document, oldest first, then by kind and id.
    async fn dependents(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        id: DocumentId,
    ) -> Result<Vec<DocumentRef>>;

    /// The documents of a kind that link to a document, oldest first, then by id.
    async fn linked_documents(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        target: (DocumentKind, DocumentId),
    ) -> Result<Vec<Document>>;

    /// The documents of a kind whose time has come, of every organisation, the longest waiting first.
    async fn due(&self, kind: DocumentKind, before: DateTime<Utc>, limit: i64) -> Result<Vec<Due>>;

    /// The token of that hash, live or not. It names its organisation.
    async fn token(&self, hash: &TokenHash) -> Result<Option<Token>>;

    /// The tokens of an organisation, oldest first, then by id.
    async fn tokens(
        &self,
        organisation: OrganisationId,
        filter: TokenFilter,
        page: Page,
    ) -> Result<Vec<Token>>;

    /// Removes the tokens of every organisation that expired or were revoked before a time, and
    /// returns how many those were.
    async fn purge_expired_tokens(&self, before: DateTime<Utc>) -> Result<u64>;

    /// The account of that address, in any case of letters.
    async fn account_by_email(&self, email: &str) -> Result<Option<Account>>;

    /// One account.
    async fn account(&self, id: Uuid) -> Result<Option<Account>>;

    /// The audit log of an organisation, newest first.
    async fn audit_log(&self, organisation: OrganisationId, page: Page) -> Result<Vec<AuditEntry>>;

    /// A setting of the whole server.
    async fn setting(&self, name: &str) -> Result<Option<String>>;

    /// Stores a setting where there is none, and returns the one that is stored now.
    async fn set_setting_if_absent(&self, name: &str, value: &str) -> Result<String>;

    /// Whether the store can be read and its schema is the newest that this build knows.
    async fn health(&self) -> Result<(), StoreError>;
}
