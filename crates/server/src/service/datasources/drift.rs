//! How a datasource's schema differs from the cached one, and which datamarts that touches.

use souk_engine::Progress;
use souk_model::{
    Catalog, Datamart, DocumentId, OrganisationId, SchemaChange, Touched, drift as compare,
    from_document,
};
use souk_store::{DocumentKind, Page};

use super::{catalog, named, probe};
use crate::http::ApiError;
use crate::service::{Services, engines};

/// A difference and the datamarts that it touches.
#[derive(Debug, Clone)]
pub struct Drifted {
    /// What is different.
    pub change: SchemaChange,
    /// Datamarts by name, with what of each reads what has changed.
    pub datamarts: Vec<(String, Touched)>,
}

/// Reads the schema and compares it with the cached one; stores nothing.
///
/// # Errors
/// `DATASOURCE_NAME_ERROR`, or why the schema could not be read.
pub async fn drift(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Vec<Drifted>, ApiError> {
    let stored = named(services, organisation, name).await?;
    let id = stored.document.id;
    let before = catalog(services, organisation, id).await?.catalog;
    let engine = engines::fresh(services, organisation, &stored.document).await?;
    let after = probe::introspect(engine.as_ref(), None, &Progress::default()).await?;
    between(services, organisation, id, &before, &after).await
}

/// The differences of two readings of a datasource.
pub(super) async fn between(
    services: &Services,
    organisation: OrganisationId,
    datasource: DocumentId,
    before: &Catalog,
    after: &Catalog,
) -> Result<Vec<Drifted>, ApiError> {
    let changes = compare(before, after);
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let documents =
        services.store.documents(organisation, DocumentKind::Datamart, Page::ALL).await?;
    let datamarts: Vec<Datamart> = documents
        .into_iter()
        .map(|document| from_document(document.body).map_err(ApiError::internal))
        .collect::<Result<_, _>>()?;
    let over: Vec<_> = datamarts.iter().filter(|one| one.datasource.id == datasource).collect();
    let drifted = |change: SchemaChange| {
        let touched = over.iter().map(|one| (one.name.clone(), Touched::by(&change, one)));
        let datamarts = touched.filter(|(_, touched)| !touched.is_empty()).collect();
        Drifted { change, datamarts }
    };
    Ok(changes.into_iter().map(drifted).collect())
}
