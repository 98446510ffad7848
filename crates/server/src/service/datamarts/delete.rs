//! Deleting a datamart: its embeds and its semantic layer go with it, anything else keeps it.

use souk_model::{ErrorCode, OrganisationId};
use souk_store::{Actor, Change, DocumentKind, DocumentRef, StoreError};

use super::{KIND, find, not_found};
use crate::http::ApiError;
use crate::service::Services;
use crate::service::datasources::TRIES;
use crate::wire::datamart::{DeleteDatamart, DeleteDatamartReply, Dependent};

/// Deletes, or with `dryRun` tells what would go.
///
/// # Errors
/// `Datamart not found`; `DATAMART_IN_USE` where `ifUnused` was asked for or where something uses
/// the datamart that does not go with it.
pub async fn delete(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    asked: &DeleteDatamart,
) -> Result<DeleteDatamartReply, ApiError> {
    // What is made in between is found at the next try.
    let mut outcome = Ok(());
    for _ in 0..TRIES {
        let users = users(services, organisation, &asked.datamart_name).await?;
        if asked.dry_run.unwrap_or_default().0 {
            return Ok(users.dry_run());
        }
        users.check(asked.if_unused.unwrap_or_default().0)?;
        outcome = services.store.commit(organisation, actor, users.deletions()).await;
        if !matches!(
            outcome,
            Err(StoreError::InUse { .. } | StoreError::NotFound { .. } | StoreError::Contention(_))
        ) {
            break;
        }
    }
    match outcome {
        Ok(()) => Ok(reply(asked.datamart_name.clone())),
        Err(StoreError::NotFound { .. }) => Err(not_found()),
        Err(StoreError::InUse { by }) => Err(in_use(&by)),
        Err(error) => Err(error.into()),
    }
}

/// What uses a datamart.
///
/// # Errors
/// `Datamart not found`.
pub async fn dependents(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Vec<Dependent>, ApiError> {
    let users = users(services, organisation, name).await?;
    Ok(users.going.iter().chain(&users.blocking).map(shown).collect())
}

/// A datamart and what uses it.
struct Users {
    datamart: DocumentRef,
    /// Goes with the datamart.
    going: Vec<DocumentRef>,
    /// Keeps the datamart from being deleted.
    blocking: Vec<DocumentRef>,
}

async fn users(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Users, ApiError> {
    let document = find(services, organisation, name).await?;
    let all = services.store.dependents(organisation, KIND, document.id).await?;
    let goes =
        |user: &DocumentRef| matches!(user.kind, DocumentKind::Embed | DocumentKind::SemanticLayer);
    let (mut going, mut blocking): (Vec<_>, Vec<_>) = all.into_iter().partition(goes);
    // Metrics and layouts of tenants go with their embed.
    let embeds = going.iter().filter(|user| user.kind == DocumentKind::Embed);
    let embeds: Vec<_> = embeds.map(|embed| embed.id).collect();
    for embed in embeds {
        going.extend(services.store.dependents(organisation, DocumentKind::Embed, embed).await?);
    }
    blocking.retain(|user| !going.contains(user));
    let datamart = DocumentRef { kind: KIND, id: document.id, name: document.name };
    Ok(Users { datamart, going, blocking })
}

impl Users {
    fn check(&self, if_unused: bool) -> Result<(), ApiError> {
        let embeds = self.going.iter().filter(|user| user.kind == DocumentKind::Embed);
        let mut in_the_way = self.blocking.clone();
        in_the_way.extend(embeds.filter(|_| if_unused).cloned());
        if in_the_way.is_empty() { Ok(()) } else { Err(in_use(&in_the_way)) }
    }

    /// The datamart last: by then nothing uses it.
    fn deletions(&self) -> Vec<Change> {
        let all = self.going.iter().chain([&self.datamart]);
        all.map(|document| Change::DeleteDocument {
            kind: document.kind,
            id: document.id,
            expected_revision: None,
        })
        .collect()
    }

    fn dry_run(&self) -> DeleteDatamartReply {
        let all = self.going.iter().chain([&self.datamart]);
        DeleteDatamartReply {
            would_delete: Some(all.map(shown).collect()),
            blocked_by: Some(self.blocking.iter().map(shown).collect()),
            ..reply(self.datamart.name.clone())
        }
    }
}

const fn reply(id: String) -> DeleteDatamartReply {
    DeleteDatamartReply { id, error: None, would_delete: None, blocked_by: None }
}

fn shown(document: &DocumentRef) -> Dependent {
    Dependent {
        kind: document.kind.to_string(),
        name: document.name.clone(),
        id: document.id.to_string(),
    }
}

fn in_use(users: &[DocumentRef]) -> ApiError {
    let error = ApiError::new(ErrorCode::DATAMART_IN_USE, "the datamart is in use");
    let hint = |user: &DocumentRef| format!("{} {:?} uses it", user.kind, user.name);
    users.iter().map(hint).fold(error, ApiError::with_hint)
}
