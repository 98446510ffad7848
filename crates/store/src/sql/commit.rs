//! A commit: all of its changes and their audit entries in one transaction, or none of them.

use std::time::Duration;

use souk_model::{DocumentId, OrganisationId};

use super::audit::{self, Entry};
use super::database::{Database, Transaction};
use super::documents::{self, Key, Update};
use super::links::{self, Claims};
use super::{accounts, organisations, schedules, tokens};
use crate::audit::Actor;
use crate::change::{Change, NewDocument, NewToken};
use crate::document::DocumentKind;
use crate::{Result, StoreError};

/// How often a commit is tried that loses races: each time it sees what the winner did.
const ATTEMPTS: u32 = 8;

pub(super) async fn commit(
    database: &Database,
    organisation: OrganisationId,
    actor: Actor,
    changes: &[Change],
) -> Result<()> {
    let mut attempt = 1;
    loop {
        match attempt_commit(database, organisation, actor, changes).await {
            Err(StoreError::Contention(_)) if attempt < ATTEMPTS => {
                tokio::time::sleep(Duration::from_millis(u64::from(attempt) * 5)).await;
                attempt += 1;
            }
            outcome => return outcome,
        }
    }
}

/// Dropped at the first error, the transaction has changed nothing.
async fn attempt_commit(
    database: &Database,
    organisation: OrganisationId,
    actor: Actor,
    changes: &[Change],
) -> Result<()> {
    let mut commit =
        Commit { transaction: database.begin().await?, organisation, claims: Claims::default() };
    organisations::require(&mut commit.transaction, organisation).await?;
    for change in changes {
        let entry = commit.make(change).await?;
        audit::insert(&mut commit.transaction, organisation, actor, entry).await?;
    }
    commit.claims.check(&mut commit.transaction).await?;
    commit.transaction.commit().await
}

struct Commit {
    transaction: Transaction,
    organisation: OrganisationId,
    claims: Claims,
}

impl Commit {
    async fn make(&mut self, change: &Change) -> Result<Entry> {
        let organisation = self.organisation;
        let transaction = &mut self.transaction;
        match change {
            Change::CreateDocument(document) => self.create_document(document).await,
            Change::UpdateDocument { kind, id, expected_revision, name, body, links } => {
                let update =
                    Update { expected_revision: *expected_revision, name: name.as_deref(), body };
                self.update_document(self.key(*kind, *id), update, links).await
            }
            Change::DeleteDocument { kind, id, expected_revision } => {
                self.delete_document(self.key(*kind, *id), *expected_revision).await
            }
            Change::Schedule { kind, id, expected, due } => {
                schedules::set(
                    transaction,
                    Key { organisation, kind: *kind, id: *id },
                    *expected,
                    *due,
                )
                .await
            }
            Change::CreateToken(token) => self.create_token(token).await,
            Change::ExpireToken { id, at } => {
                tokens::expire(transaction, organisation, *id, *at).await
            }
            Change::RevokeTokens(selector) => {
                tokens::revoke(transaction, organisation, selector).await
            }
            Change::SetAccountPassword { id, password_hash } => {
                accounts::set_password(transaction, organisation, *id, password_hash).await
            }
        }
    }

    fn key(&self, kind: DocumentKind, id: DocumentId) -> Key {
        let organisation = self.organisation;
        Key { organisation, kind, id }
    }

    async fn create_document(&mut self, document: &NewDocument) -> Result<Entry> {
        let key = self.key(document.kind, document.id);
        let entry = documents::create(&mut self.transaction, key, document).await?;
        links::insert(&mut self.transaction, key, &document.links).await?;
        self.claim_links(&document.links);
        Ok(entry)
    }

    async fn update_document(
        &mut self,
        key: Key,
        update: Update<'_>,
        links: &[(DocumentKind, DocumentId)],
    ) -> Result<Entry> {
        let entry = documents::update(&mut self.transaction, key, update).await?;
        links::replace(&mut self.transaction, key, links).await?;
        self.claim_links(links);
        Ok(entry)
    }

    async fn delete_document(&mut self, key: Key, expected: Option<i64>) -> Result<Entry> {
        let entry = documents::delete(&mut self.transaction, key, expected).await?;
        self.claims.deleted(key);
        Ok(entry)
    }

    async fn create_token(&mut self, token: &NewToken) -> Result<Entry> {
        let entry = tokens::create(&mut self.transaction, self.organisation, token).await?;
        if let Some(data_app) = token.data_app {
            self.claims.needed(self.key(DocumentKind::DataApp, data_app));
        }
        Ok(entry)
    }

    fn claim_links(&mut self, links: &[(DocumentKind, DocumentId)]) {
        for (kind, id) in links {
            self.claims.needed(self.key(*kind, *id));
        }
    }
}
