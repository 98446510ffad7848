//! Datamarts made ready for questions, shared by all their tenants and kept while nothing changes.

use std::fmt;
use std::sync::{Arc, Weak};

use moka::future::Cache;
use souk_engine::Engine;
use souk_model::{DocumentId, ErrorCode, OrganisationId};
use souk_query::Model;
use souk_store::{DocumentKind, StoreError};

use crate::http::{ApiError, Caller};
use crate::service::datamarts::{self, Loaded};
use crate::service::{Services, engines};

/// A datamart's model and its datasource's engine.
pub(super) struct Prepared {
    datasource: DocumentId,
    pub(super) model: Arc<Model>,
    pub(super) engine: Arc<dyn Engine>,
}

/// What is kept of a datamart, at certain revisions. An engine is open for as long as [`engines`] keep it.
struct Kept {
    revisions: Revisions,
    datasource: String,
    model: Arc<Model>,
    engine: Weak<dyn Engine>,
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
        self.datasource
    }
}

type Key = (OrganisationId, String);

/// The datamarts that questions were asked of lately.
pub struct PreparedDatamarts(Cache<Key, Arc<Kept>>);

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
    let known = known.and_then(|kept| Some((kept.engine.upgrade()?, kept)));
    let (engine, kept) = match known {
        Some(known) if is_current(services, &key, &known.1).await? => known,
        _ => {
            let (engine, fresh) = prepare(services, &key).await?;
            services.prepared.0.insert(key, Arc::clone(&fresh)).await;
            (engine, fresh)
        }
    };
    if !may_ask(caller, name, &kept) {
        return Err(unknown());
    }
    let (datasource, _) = kept.revisions.datasource;
    Ok(Arc::new(Prepared { datasource, model: Arc::clone(&kept.model), engine }))
}

/// A guest token may be limited to a datamart or a datasource.
fn may_ask(caller: &Caller, datamart: &str, kept: &Kept) -> bool {
    let Caller::Guest { grant, .. } = caller else { return true };
    let permits =
        |granted: &Option<String>, name: &str| granted.as_deref().is_none_or(|one| one == name);
    permits(&grant.datamart_name, datamart) && permits(&grant.datasource_name, &kept.datasource)
}

fn unknown() -> ApiError {
    ApiError::new(ErrorCode::INVALID_DATAMART, "Invalid datamart").at("datamartName")
}

async fn is_current(services: &Services, key: &Key, known: &Kept) -> Result<bool, StoreError> {
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

async fn prepare(services: &Services, key: &Key) -> Result<(Arc<dyn Engine>, Arc<Kept>), ApiError> {
    let (organisation, name) = key;
    let loaded = match datamarts::load(services, *organisation, name).await {
        Err(error) if error.code() == ErrorCode::INVALID_REQUEST_BODY => return Err(unknown()),
        loaded => loaded?,
    };
    let Loaded { id, revision, datamart, datasource, catalog, catalog_revision } = loaded;
    let engine = engines::engine(services, *organisation, &datasource, catalog_revision).await?;
    let model = Arc::new(Model::load(&datamart, &catalog, engine.dialect()));
    let revisions = Revisions {
        datamart: (id, revision),
        datasource: (datasource.id, datasource.revision),
        catalog: (datasource.id, catalog_revision),
    };
    let weak = Arc::downgrade(&engine);
    Ok((engine, Arc::new(Kept { revisions, datasource: datasource.name, model, engine: weak })))
}
