//! What every store promises: one list of cases, run over each database.
//!
//! Every case gets an empty store and works in two organisations, of which one must not see or
//! alter what the other has. [`store_suite_cases!`](crate::store_suite_cases) names the cases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod accounts;
mod audit;
mod commits;
mod documents;
mod isolation;
mod links;
mod names;
mod races;
mod schedules;
mod tokens;

use std::sync::Arc;

use serde_json::{Value, json};
use souk_model::{DocumentId, OrganisationId, TokenId};
use souk_store::{
    Actor, Change, Document, DocumentKind, NewDocument, NewToken, Page, Result, Store, TokenHash,
    TokenKind,
};

pub use accounts::*;
pub use audit::*;
pub use commits::*;
pub use documents::*;
pub use isolation::*;
pub use links::*;
pub use names::*;
pub use races::*;
pub use schedules::*;
pub use tokens::*;

/// Calls a macro with the name of every case, so that each becomes a test over each store.
#[macro_export]
macro_rules! store_suite_cases {
    ($each:ident) => {
        $each! {
            // accounts and organisations
            an_account_comes_with_its_own_organisation,
            an_email_address_has_one_account_over_all_organisations,
            a_refused_account_leaves_no_organisation,
            a_password_is_set_only_in_the_accounts_own_organisation,
            the_default_organisation_is_made_once,
            settings_are_written_once,
            a_migrated_store_is_healthy,
            // the audit log
            every_change_has_one_audit_entry,
            the_audit_log_is_paged_newest_first,
            the_audit_log_names_who_did_it,
            the_audit_log_holds_no_bodies_and_no_secrets,
            // commits
            a_commit_whose_last_change_fails_has_changed_nothing,
            a_commit_of_an_unknown_organisation_fails,
            a_commit_of_nothing_succeeds,
            changes_see_the_changes_before_them,
            a_dropped_commit_leaves_the_store_usable,
            // documents
            a_document_comes_back_as_it_was_given,
            revisions_come_back_in_the_order_of_the_names,
            any_json_comes_back_as_it_was_given,
            an_update_needs_the_current_revision,
            a_rename_frees_the_old_name,
            a_delete_needs_the_expected_revision_if_any,
            what_is_not_there_is_not_found,
            documents_are_listed_in_order_and_paged,
            times_are_utc_microseconds,
            // isolation
            no_read_shows_another_organisations_rows,
            no_change_alters_another_organisations_rows,
            two_organisations_may_use_the_same_ids_and_names,
            // links
            a_link_to_what_is_not_there_is_refused,
            a_link_to_another_organisation_is_refused,
            what_is_in_use_is_not_deleted,
            a_document_and_its_users_are_deleted_together_in_any_order,
            links_may_be_made_before_their_target_in_one_commit,
            linked_documents_come_with_their_bodies,
            an_update_replaces_the_links,
            a_link_to_itself_does_not_hold_a_document,
            // names
            names_hold_anything_but_nul,
            names_are_compared_byte_by_byte,
            long_names_are_told_apart_by_their_last_character,
            a_text_with_nul_is_refused_clearly,
            a_name_is_unique_in_its_organisation_and_kind,
            an_id_is_unique_in_its_organisation_and_kind,
            // races
            of_twenty_writers_of_one_name_one_wins,
            of_twenty_updates_of_one_revision_one_wins,
            of_twenty_renames_to_one_name_one_wins,
            twenty_writers_of_different_names_all_succeed,
            a_link_and_a_delete_at_once_never_both_succeed,
            a_token_made_while_its_data_app_goes_does_not_outlive_it,
            commits_in_opposite_order_both_end,
            // schedules
            what_is_due_comes_in_its_order_from_every_organisation,
            of_twenty_claims_of_one_time_one_wins,
            a_schedule_goes_with_its_document_and_with_no_time,
            a_schedule_of_another_organisation_cannot_be_moved,
            // tokens
            a_token_is_found_by_its_hash_alone,
            tokens_are_filtered_and_paged,
            a_token_ends_at_its_expiry_and_at_its_revocation,
            an_expiry_is_never_extended,
            tokens_are_revoked_one_by_one_and_at_once,
            a_revocation_keeps_its_first_time,
            a_data_apps_tokens_go_with_it,
            a_tokens_data_app_must_be_there,
            two_tokens_never_share_a_hash,
            purging_removes_only_what_ended_before,
        }
    };
}

/// A store with two organisations.
struct Two {
    store: Arc<dyn Store>,
    ours: OrganisationId,
    theirs: OrganisationId,
}

impl Two {
    async fn new(store: Arc<dyn Store>) -> Self {
        let ours = store.create_organisation("ours").await.unwrap();
        let theirs = store.create_organisation("theirs").await.unwrap();
        Self { store, ours, theirs }
    }

    async fn ours(&self, changes: Vec<Change>) -> Result<()> {
        self.store.commit(self.ours, &Actor::System, changes).await
    }

    async fn theirs(&self, changes: Vec<Change>) -> Result<()> {
        self.store.commit(self.theirs, &Actor::System, changes).await
    }

    /// Makes a document that uses others, and returns its id.
    async fn make(
        &self,
        kind: DocumentKind,
        name: &str,
        links: &[(DocumentKind, DocumentId)],
    ) -> DocumentId {
        let document = linked(kind, name, links);
        let id = document.id;
        self.ours(vec![Change::CreateDocument(document)]).await.unwrap();
        id
    }

    async fn get(&self, kind: DocumentKind, id: DocumentId) -> Option<Document> {
        self.store.document(self.ours, kind, id).await.unwrap()
    }

    async fn names(&self, kind: DocumentKind) -> Vec<String> {
        let documents = self.store.documents(self.ours, kind, Page::ALL).await;
        names_of(&documents.unwrap())
    }

    async fn audit_length(&self) -> usize {
        let log = self.store.audit_log(self.ours, Page::ALL).await;
        log.unwrap().len()
    }
}

fn names_of(documents: &[Document]) -> Vec<String> {
    documents.iter().map(|found| found.name.clone()).collect()
}

fn linked(kind: DocumentKind, name: &str, links: &[(DocumentKind, DocumentId)]) -> NewDocument {
    NewDocument {
        kind,
        id: DocumentId::random(),
        name: name.to_owned(),
        body: json!({"name of": name}),
        links: links.to_vec(),
    }
}

fn create(kind: DocumentKind, name: &str) -> Change {
    Change::CreateDocument(linked(kind, name, &[]))
}

fn update(kind: DocumentKind, id: DocumentId, expected_revision: i64, body: Value) -> Change {
    Change::UpdateDocument { kind, id, expected_revision, name: None, body, links: Vec::new() }
}

fn rename(kind: DocumentKind, id: DocumentId, expected_revision: i64, name: &str) -> Change {
    Change::UpdateDocument {
        kind,
        id,
        expected_revision,
        name: Some(name.to_owned()),
        body: json!({}),
        links: Vec::new(),
    }
}

fn delete(kind: DocumentKind, id: DocumentId) -> Change {
    Change::DeleteDocument { kind, id, expected_revision: None }
}

/// A token whose hash is made of its number.
fn token(number: u8, kind: TokenKind) -> NewToken {
    NewToken {
        id: TokenId::random(),
        hash: TokenHash::new([number; 32]),
        kind,
        name: format!("token {number}"),
        data_app: None,
        client_id: None,
        body: json!({"number": number}),
        expires_at: None,
    }
}

/// Fails unless the result is an error of that form.
macro_rules! assert_fails {
    ($result:expr, $pattern:pat $(if $guard:expr)?) => {
        match $result {
            Err($pattern) $(if $guard)? => {}
            other => panic!("expected {}, got {other:?}", stringify!($pattern)),
        }
    };
}
use assert_fails;
