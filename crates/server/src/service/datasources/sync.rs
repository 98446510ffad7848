//! Reading a datasource's schema again.

use souk_engine::Progress;
use souk_model::{Catalog, DocumentId, ErrorCode, OrganisationId};
use souk_store::{Actor, StoreError};

use super::drift::{self, Drifted};
use super::stored::{Stored, by_id};
use super::{TRIES, catalog, catalog_update, find, probe, unknown_name};
use crate::http::ApiError;
use crate::service::engines::Edition;
use crate::service::{Services, engines};
use crate::wire::datasource::{ProgressStatus, SyncInput};

/// Reads the schema again, stores it, and says what has changed.
///
/// # Errors
/// `DATASOURCE_ID_ERROR`, or why the schema could not be read.
pub async fn sync(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    input: &SyncInput,
) -> Result<Vec<Drifted>, ApiError> {
    let stored = wanted(services, organisation, input).await?;
    let id = stored.document.id;
    let cached = catalog(services, organisation, id).await?.catalog;
    let running = services.sync_progress.begin((organisation, id), cached.tables.len());
    match read_again(services, organisation, actor, &stored, &running.progress()).await {
        Ok(fresh) => {
            running.succeeded(fresh.tables.len());
            drift::between(services, organisation, id, &cached, &fresh).await
        }
        Err(error) => {
            running.failed(&error);
            Err(error)
        }
    }
}

/// How far the last sync came. A schema that was never synced again is whole since its creation.
///
/// # Errors
/// `DATASOURCE_ID_ERROR`.
pub async fn progress(
    services: &Services,
    organisation: OrganisationId,
    input: &SyncInput,
) -> Result<ProgressStatus, ApiError> {
    let id = wanted(services, organisation, input).await?.document.id;
    if let Some(status) = services.sync_progress.get((organisation, id)) {
        return Ok(status);
    }
    let tables = catalog(services, organisation, id).await?.catalog.tables.len();
    Ok(ProgressStatus { progress: format!("{tables}/{tables}"), error: String::new() })
}

async fn wanted(
    services: &Services,
    organisation: OrganisationId,
    input: &SyncInput,
) -> Result<Stored, ApiError> {
    const PATH: &str = "input.datasourceId";
    match (&input.datasource_id, &input.datasource_name) {
        (Some(text), _) => {
            let malformed = format!("\"{PATH}\" must be a valid GUID");
            let id = text.parse().map_err(|_| ApiError::invalid(malformed).at(PATH))?;
            let found = by_id(services, organisation, id).await?;
            found.ok_or_else(|| {
                ApiError::new(ErrorCode::DATASOURCE_ID_ERROR, "Invalid datasource id").at(PATH)
            })
        }
        (None, Some(name)) => find(services, organisation, name).await?.ok_or_else(unknown_name),
        (None, None) => Err(ApiError::invalid(format!("\"{PATH}\" is required")).at(PATH)),
    }
}

/// Returns the schema as it is now.
async fn read_again(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    stored: &Stored,
    progress: &Progress,
) -> Result<Catalog, ApiError> {
    let id = stored.document.id;
    // An engine over files has made its list of files; a new one makes a new list.
    let engine = engines::fresh(services, organisation, &stored.document).await?;
    let fresh = probe::introspect(engine.as_ref(), None, progress).await?;
    let catalog = save(services, organisation, actor, id, &fresh).await?;
    let edition = Edition { datasource: stored.document.revision, catalog };
    services.engines.keep((organisation, id), edition, &engine);
    Ok(fresh)
}

/// Returns the revision that the schema has now.
async fn save(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    id: DocumentId,
    fresh: &Catalog,
) -> Result<i64, ApiError> {
    let mut outcome = Ok(());
    let mut revision = 0;
    for _ in 0..TRIES {
        let (change, before) = catalog_update(services, organisation, id, fresh).await?;
        revision = before + 1;
        outcome = services.store.commit(organisation, actor, vec![change]).await;
        if !matches!(outcome, Err(StoreError::Stale { .. } | StoreError::Contention(_))) {
            break;
        }
    }
    Ok(outcome.map(|()| revision)?)
}
