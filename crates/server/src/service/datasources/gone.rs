//! What is kept of a datasource ends with it, also where another server of the store has deleted it.

use souk_model::{DocumentId, OrganisationId};
use souk_store::{DocumentKind, StoreError};

use crate::service::Services;

/// Lets go of engines whose datasources are gone, and returns how many there were.
///
/// # Errors
/// The store's.
pub async fn let_go_of_deleted(services: &Services) -> Result<usize, StoreError> {
    let mut number = 0;
    for (organisation, id) in services.engines.known() {
        let found = services.store.document(organisation, DocumentKind::Datasource, id).await?;
        if found.is_none() {
            let_go(services, organisation, id);
            number += 1;
        }
    }
    Ok(number)
}

/// Questions that are running keep the engine until they end.
pub(super) fn let_go(services: &Services, organisation: OrganisationId, id: DocumentId) {
    services.engines.close(organisation, id);
    services.sync_progress.forget((organisation, id));
    services.turns.forget(id);
}
