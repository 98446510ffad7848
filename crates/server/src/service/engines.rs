//! The engines of stored datasources: made when first needed, kept while the datasource and its cached
//! schema are as they were, shared by every request.
//!
//! The store says whether they are: what another server of the same store has changed is seen by the
//! next question here.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use secrecy::ExposeSecret;
use souk_engine::{Credentials, CredentialsError, Engine};
use souk_model::{Datasource, DocumentId, ErrorCode, OrganisationId, from_document};
use souk_store::Document;

use crate::http::ApiError;
use crate::service::Services;

type Key = (OrganisationId, DocumentId);

/// The engines that are open.
#[derive(Default)]
pub struct Engines(Mutex<HashMap<Key, Open>>);

/// What an engine was made of. An engine over files has made its list of files, so that it is of no use
/// after a sync that has found others, wherever that sync was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// Of the datasource, one more with every change.
    pub datasource: i64,
    /// Of its cached schema, one more with every sync.
    pub catalog: i64,
}

struct Open {
    edition: Edition,
    engine: Arc<dyn Engine>,
}

impl fmt::Debug for Engines {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Engines").field("open", &self.open().len()).finish()
    }
}

impl Engines {
    /// Forgets a datasource's engine. Questions that are running keep theirs until they end.
    pub fn close(&self, organisation: OrganisationId, datasource: DocumentId) {
        self.open().remove(&(organisation, datasource));
    }

    /// The datasources whose engines are open.
    pub(super) fn known(&self) -> Vec<Key> {
        self.open().keys().copied().collect()
    }

    fn get(&self, key: Key, edition: Edition) -> Option<Arc<dyn Engine>> {
        let open = self.open();
        let known = open.get(&key).filter(|known| known.edition == edition)?;
        Some(Arc::clone(&known.engine))
    }

    /// Keeps an engine, unless somebody has kept one of a newer edition in the meantime.
    pub(super) fn keep(&self, key: Key, edition: Edition, engine: &Arc<dyn Engine>) {
        let mut open = self.open();
        if open.get(&key).is_none_or(|known| known.edition <= edition) {
            open.insert(key, Open { edition, engine: Arc::clone(engine) });
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Key, Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The engine of a stored datasource whose cached schema has this revision.
///
/// # Errors
/// Credentials that cannot be opened or that the connector no longer takes.
pub async fn engine(
    services: &Services,
    organisation: OrganisationId,
    document: &Document,
    catalog_revision: i64,
) -> Result<Arc<dyn Engine>, ApiError> {
    let key = (organisation, document.id);
    let edition = Edition { datasource: document.revision, catalog: catalog_revision };
    if let Some(engine) = services.engines.get(key, edition) {
        return Ok(engine);
    }
    let engine = fresh(services, organisation, document).await?;
    services.engines.keep(key, edition, &engine);
    Ok(engine)
}

/// A new engine of a stored datasource, which nobody else gets.
///
/// # Errors
/// As [`engine`].
pub(super) async fn fresh(
    services: &Services,
    organisation: OrganisationId,
    document: &Document,
) -> Result<Arc<dyn Engine>, ApiError> {
    let datasource: Datasource =
        from_document(document.body.clone()).map_err(ApiError::internal)?;
    let credentials = unseal(services, organisation, document.id, &datasource)?;
    let engine = connect(services, &datasource.datasource_type, &credentials)
        .await?
        .map_err(|error| unavailable().caused_by(error))?;
    engine.ready().await.map_err(|error| unavailable().caused_by(error))?;
    Ok(engine)
}

/// An engine that nothing is kept of. The inner error says what is wrong with the credentials.
///
/// # Errors
/// A type that this build has no connector for.
pub(super) async fn connect(
    services: &Services,
    datasource_type: &str,
    credentials: &Credentials,
) -> Result<Result<Arc<dyn Engine>, CredentialsError>, ApiError> {
    let connector = services.connectors.get(datasource_type);
    let connector = connector.ok_or_else(|| {
        unavailable().caused_by(format!("this build has no connector for {datasource_type}"))
    })?;
    Ok(connector.connect(credentials).await)
}

fn unseal(
    services: &Services,
    organisation: OrganisationId,
    id: DocumentId,
    datasource: &Datasource,
) -> Result<Credentials, ApiError> {
    let sealed = &datasource.sealed_credentials;
    let opened = services.secrets.open(organisation, id.as_uuid(), sealed);
    let opened = opened.map_err(ApiError::internal)?;
    // The parser's own words would quote the text.
    let fields = serde_json::from_str(opened.expose_secret());
    let fields = fields.map_err(|_| ApiError::internal("opened credentials are no object"))?;
    Ok(Credentials::new(fields))
}

fn unavailable() -> ApiError {
    ApiError::new(ErrorCode::DATASOURCE_UNAVAILABLE, "the datasource cannot be reached")
}
