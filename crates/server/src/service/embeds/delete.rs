//! Deleting an embed: the tenants' own metrics and layouts go with it, and so do tokens that were for
//! it alone.

use souk_model::{Dashboard, DocumentId, Embed, ErrorCode, OrganisationId};
use souk_store::{
    Change, DocumentKind, DocumentRef, StoreError, TokenFilter, TokenKind, TokenSelector,
};

use super::find;
use crate::http::{ApiError, Caller};
use crate::service::documents::{self, Stored, deletion, in_use};
use crate::service::{Services, tokens};
use crate::wire::embeds::DeleteEmbedRequest;

/// Removes an embed, and its dashboard if that is asked for.
///
/// # Errors
/// `INVALID_REQUEST_BODY` where there is none; `CONFLICT` where another embed shows the dashboard.
pub async fn delete(
    services: &Services,
    caller: &Caller,
    request: &DeleteEmbedRequest,
) -> Result<(), ApiError> {
    // A metric that a guest makes in between is found at the next try.
    const TRIES: usize = 3;
    let organisation = caller.organisation();
    let stored = find(services, caller, &request.embed_id).await.map_err(|error| {
        let is_unknown = error.code() == ErrorCode::INVALID_EMBED_ID;
        if is_unknown { not_found() } else { error }
    })?;
    let mut outcome = Ok(());
    for _ in 0..TRIES {
        let mut changes = dependents_of(services, organisation, stored.id).await?;
        changes.push(stored.deletion());
        if request.is_delete_dashboard.unwrap_or_default().0 {
            changes.extend(dashboard(services, organisation, &stored.body).await?);
        }
        changes.extend(revocations(services, caller, &stored).await?);
        outcome = services.store.commit(organisation, &caller.actor(), changes).await;
        if !matches!(outcome, Err(StoreError::InUse { .. })) {
            break;
        }
    }
    match outcome {
        Err(StoreError::NotFound { .. }) => Err(not_found()),
        outcome => outcome.map_err(|error| in_use(error, "dashboard")),
    }
}

/// What goes with an embed.
///
/// # Errors
/// The store's.
pub async fn dependents_of(
    services: &Services,
    organisation: OrganisationId,
    embed: DocumentId,
) -> Result<Vec<Change>, ApiError> {
    let users = services.store.dependents(organisation, DocumentKind::Embed, embed).await?;
    Ok(users.iter().map(|DocumentRef { kind, id, .. }| deletion(*kind, *id)).collect())
}

async fn dashboard(
    services: &Services,
    organisation: OrganisationId,
    embed: &Embed,
) -> Result<Option<Change>, ApiError> {
    let Some(id) = &embed.dashboard_id else { return Ok(None) };
    let found = documents::named::<Dashboard>(services, organisation, id).await?;
    Ok(found.map(|stored| stored.deletion()))
}

/// Tokens that may use this embed only.
async fn revocations(
    services: &Services,
    caller: &Caller,
    embed: &Stored<Embed>,
) -> Result<Vec<Change>, ApiError> {
    let filter = TokenFilter {
        kind: Some(TokenKind::Guest),
        data_app: Some(embed.body.data_app),
        client_id: None,
    };
    let mut live = tokens::live(services, caller.organisation(), filter).await?;
    live.retain(|token| {
        let allowed = token.body["params"]["allowedEmbeds"].as_array();
        allowed
            .is_some_and(|ids| !ids.is_empty() && ids.iter().all(|id| *id == *embed.body.embed_id))
    });
    Ok(live.iter().map(|token| Change::RevokeTokens(TokenSelector::Id(token.id))).collect())
}

fn not_found() -> ApiError {
    ApiError::invalid("Embed not found").at("embedId")
}
