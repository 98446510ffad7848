//! The engines of stored datasources: made when first needed, kept while the datasource is as it
//! was, shared by every request.

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

struct Open {
    revision: i64,
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

    fn get(&self, key: Key, revision: i64) -> Option<Arc<dyn Engine>> {
        let open = self.open();
        let known = open.get(&key).filter(|known| known.revision == revision)?;
        Some(Arc::clone(&known.engine))
    }

    /// Keeps an engine, unless somebody has kept one of a newer revision in the meantime.
    fn keep(&self, key: Key, revision: i64, engine: &Arc<dyn Engine>) {
        let mut open = self.open();
        if open.get(&key).is_none_or(|known| known.revision <= revision) {
            open.insert(key, Open { revision, engine: Arc::clone(engine) });
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Key, Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The engine of a stored datasource.
///
/// # Errors
/// Credentials that cannot be opened or that the connector no longer takes.
pub async fn engine(
    services: &Services,
    organisation: OrganisationId,
    document: &Document,
) -> Result<Arc<dyn Engine>, ApiError> {
    let key = (organisation, document.id);
    if let Some(engine) = services.engines.get(key, document.revision) {
        return Ok(engine);
    }
    let engine = fresh(services, organisation, document).await?;
    services.engines.keep(key, document.revision, &engine);
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
