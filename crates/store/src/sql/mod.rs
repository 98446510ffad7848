//! The store over SQL. Both databases run the same statements; `database` knows which is which.

mod accounts;
mod audit;
mod commit;
mod database;
mod documents;
mod health;
mod links;
mod organisations;
mod readers;
mod row;
mod schedules;
mod settings;
mod statement;
mod tokens;

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound, Utc};
use souk_model::{DocumentId, OrganisationId};
use uuid::Uuid;

pub(crate) use database::Database;
pub(crate) use readers::Readers;
#[cfg(test)]
pub(crate) use statement::Statement;

use crate::account::{Account, NewAccount};
use crate::audit::{Actor, AuditEntry};
use crate::change::Change;
use crate::document::{Document, DocumentKind, DocumentRef, Due, Page};
use crate::token::{Token, TokenFilter, TokenHash};
use crate::{Result, Store};

/// The store over one database.
#[derive(Debug)]
pub(crate) struct SqlStore {
    database: Database,
}

impl SqlStore {
    pub(crate) const fn new(database: Database) -> Self {
        Self { database }
    }
}

/// Now, in the microseconds that are stored.
fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

#[async_trait]
impl Store for SqlStore {
    async fn create_organisation(&self, name: &str) -> Result<OrganisationId> {
        organisations::create(&self.database, name).await
    }

    async fn create_account(&self, account: NewAccount) -> Result<Account> {
        accounts::create(&self.database, account).await
    }

    async fn default_organisation(&self) -> Result<OrganisationId> {
        organisations::default(&self.database).await
    }

    async fn organisations(&self) -> Result<Vec<(OrganisationId, String)>> {
        organisations::list(&self.database).await
    }

    async fn commit(
        &self,
        organisation: OrganisationId,
        actor: &Actor,
        changes: Vec<Change>,
    ) -> Result<()> {
        commit::commit(&self.database, organisation, *actor, &changes).await
    }

    async fn document(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        id: DocumentId,
    ) -> Result<Option<Document>> {
        documents::by_id(&self.database, organisation, kind, id).await
    }

    async fn document_by_name(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        name: &str,
    ) -> Result<Option<Document>> {
        documents::by_name(&self.database, organisation, kind, name).await
    }

    async fn revision_by_name(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        name: &str,
    ) -> Result<Option<(DocumentId, i64)>> {
        documents::revision_by_name(&self.database, organisation, kind, name).await
    }

    async fn revisions_by_name(
        &self,
        organisation: OrganisationId,
        names: [(DocumentKind, &str); 3],
    ) -> Result<[Option<(DocumentId, i64)>; 3]> {
        documents::revisions_by_name(&self.database, organisation, names).await
    }

    async fn documents(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        page: Page,
    ) -> Result<Vec<Document>> {
        documents::list(&self.database, organisation, kind, page).await
    }

    async fn dependents(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        id: DocumentId,
    ) -> Result<Vec<DocumentRef>> {
        let statement = links::dependents(organisation, kind, id);
        links::read_refs(&self.database.rows(statement).await?)
    }

    async fn linked_documents(
        &self,
        organisation: OrganisationId,
        kind: DocumentKind,
        target: (DocumentKind, DocumentId),
    ) -> Result<Vec<Document>> {
        documents::linked(&self.database, organisation, kind, target).await
    }

    async fn due(&self, kind: DocumentKind, before: DateTime<Utc>, limit: i64) -> Result<Vec<Due>> {
        schedules::due(&self.database, kind, before, limit).await
    }

    async fn token(&self, hash: &TokenHash) -> Result<Option<Token>> {
        tokens::by_hash(&self.database, hash).await
    }

    async fn tokens(
        &self,
        organisation: OrganisationId,
        filter: TokenFilter,
        page: Page,
    ) -> Result<Vec<Token>> {
        tokens::list(&self.database, organisation, filter, page).await
    }

    async fn purge_expired_tokens(&self, before: DateTime<Utc>) -> Result<u64> {
        tokens::purge(&self.database, before).await
    }

    async fn account_by_email(&self, email: &str) -> Result<Option<Account>> {
        accounts::by_email(&self.database, email).await
    }

    async fn account(&self, id: Uuid) -> Result<Option<Account>> {
        accounts::by_id(&self.database, id).await
    }

    async fn audit_log(&self, organisation: OrganisationId, page: Page) -> Result<Vec<AuditEntry>> {
        audit::list(&self.database, organisation, page).await
    }

    async fn setting(&self, name: &str) -> Result<Option<String>> {
        settings::get(&self.database, name).await
    }

    async fn set_setting_if_absent(&self, name: &str, value: &str) -> Result<String> {
        settings::set_if_absent(&self.database, name, value).await
    }

    async fn health(&self) -> Result<()> {
        health::check(&self.database).await
    }
}
