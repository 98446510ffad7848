//! Datamarts made ready for questions, shared by all their tenants and kept while nothing changes.

use std::fmt;
use std::sync::Arc;

use moka::future::Cache;
use souk_engine::Engine;
use souk_model::{DocumentId, ErrorCode, OrganisationId};
use souk_query::Model;
use souk_store::{DocumentKind, StoreError};

use crate::http::{ApiError, Caller};
use crate::service::datamarts::{self, Loaded};
use crate::service::{Services, engines};

/// A datamart's model and its datasource's engine, at certain revisions.
pub(super) struct Prepared {
    revisions: Revisions,
    datasource: String,
    pub(super) model: Model,
    pub(super) engine: Arc<dyn Engine>,
}

/// Identifier and revision of the three documents that a question depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Revisions {
    datamart: (DocumentId, i64),
    datasource: (DocumentId, i64),
    catalog: (DocumentId, i64),
}

impl Prepared {
    /// The datasource's document.
    pub(super) const fn datasource_id(&self) -> DocumentId {
        self.revisions.datasource.0
    }
}

type Key = (OrganisationId, String);

/// The datamarts that questions were asked of lately.
pub struct PreparedDatamarts(Cache<Key, Arc<Prepared>>);

impl fmt::Debug for PreparedDatamarts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PreparedDatamarts").field("kept", &self.0.entry_count()).finish()
    }
}

impl Default for PreparedDatamarts {
    fn default() -> Self {
        const MOST: u64 = 1_000;
        Self(Cache::new(MOST))
    }
}

/// The datamart, ready; an unknown one and one that the caller may not ask look the same.
pub(super) async fn find(
    services: &Services,
    caller: &Caller,
    name: &str,
) -> Result<Arc<Prepared>, ApiError> {
    let key = (caller.organisation(), name.to_owned());
    let known = services.prepared.0.get(&key).await;
    let prepared = match known {
        Some(known) if is_current(services, &key, &known).await? => known,
        _ => {
            let fresh = Arc::new(prepare(services, &key).await?);
            services.prepared.0.insert(key, Arc::clone(&fresh)).await;
            fresh
        }
    };
    if may_ask(caller, name, &prepared) { Ok(prepared) } else { Err(unknown()) }
}

/// A guest token may be limited to a datamart or a datasource.
fn may_ask(caller: &Caller, datamart: &str, prepared: &Prepared) -> bool {
    let Caller::Guest { grant, .. } = caller else { return true };
    let permits =
        |granted: &Option<String>, name: &str| granted.as_deref().is_none_or(|one| one == name);
    permits(&grant.datamart_name, datamart) && permits(&grant.datasource_name, &prepared.datasource)
}

fn unknown() -> ApiError {
    ApiError::new(ErrorCode::INVALID_DATAMART, "Invalid datamart").at("datamartName")
}

async fn is_current(services: &Services, key: &Key, known: &Prepared) -> Result<bool, StoreError> {
    let (organisation, name) = key;
    let names = [
        (DocumentKind::Datamart, name.as_str()),
        (DocumentKind::Datasource, known.datasource.as_str()),
        (DocumentKind::Catalog, known.datasource.as_str()),
    ];
    let found = services.store.revisions_by_name(*organisation, names).await?;
    let Revisions { datamart, datasource, catalog } = known.revisions;
    Ok(found == [datamart, datasource, catalog].map(Some))
}

async fn prepare(services: &Services, key: &Key) -> Result<Prepared, ApiError> {
    let (organisation, name) = key;
    let loaded = match datamarts::load(services, *organisation, name).await {
        Err(error) if error.code() == ErrorCode::INVALID_REQUEST_BODY => return Err(unknown()),
        loaded => loaded?,
    };
    let Loaded { id, revision, datamart, datasource, catalog, catalog_revision } = loaded;
    let engine = engines::engine(services, *organisation, &datasource, catalog_revision).await?;
    let model = Model::load(&datamart, &catalog, engine.dialect());
    let revisions = Revisions {
        datamart: (id, revision),
        datasource: (datasource.id, datasource.revision),
        catalog: (datasource.id, catalog_revision),
    };
    Ok(Prepared { revisions, datasource: datasource.name, model, engine })
}
