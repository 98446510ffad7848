//! Datasources and their cached schemas as they are in the store.

use chrono::{DateTime, Utc};
use souk_model::validate::SourceTraits;
use souk_model::{Catalog, Datasource, DatasourceLink, DocumentId, OrganisationId, from_document};
use souk_store::{Document, DocumentKind};

use super::{types, unknown_name};
use crate::http::ApiError;
use crate::service::Services;

/// A stored datasource.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Identifier, name and revision.
    pub document: Document,
    /// The body, read.
    pub datasource: Datasource,
}

impl Stored {
    /// How a datamart refers to it.
    #[must_use]
    pub fn link(&self) -> DatasourceLink {
        DatasourceLink { id: self.document.id, name: self.document.name.clone() }
    }

    /// What a datamart over it may say.
    #[must_use]
    pub fn traits(&self) -> SourceTraits {
        types::traits(&self.datasource.datasource_type)
    }

    fn read(document: Document) -> Result<Self, ApiError> {
        let datasource = from_document(document.body.clone()).map_err(ApiError::internal)?;
        Ok(Self { document, datasource })
    }
}

/// A cached schema.
#[derive(Debug, Clone)]
pub struct StoredCatalog {
    /// The schema.
    pub catalog: Catalog,
    /// One more with every sync.
    pub revision: i64,
    /// When it was read.
    pub updated_at: DateTime<Utc>,
}

/// The datasource of this name, if there is one.
///
/// # Errors
/// The store's.
pub async fn find(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Option<Stored>, ApiError> {
    let kind = DocumentKind::Datasource;
    let found = services.store.document_by_name(organisation, kind, name).await?;
    found.map(Stored::read).transpose()
}

/// The datasource of this name.
///
/// # Errors
/// `DATASOURCE_NAME_ERROR`.
pub async fn named(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Stored, ApiError> {
    find(services, organisation, name).await?.ok_or_else(unknown_name)
}

/// The datasource of this identifier, if there is one.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn by_id(
    services: &Services,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<Option<Stored>, ApiError> {
    let found = services.store.document(organisation, DocumentKind::Datasource, id).await?;
    found.map(Stored::read).transpose()
}

/// The cached schema of a datasource; it has the datasource's identifier.
///
/// # Errors
/// The store's, or none where there must be one.
pub async fn catalog(
    services: &Services,
    organisation: OrganisationId,
    datasource: DocumentId,
) -> Result<StoredCatalog, ApiError> {
    let found = services.store.document(organisation, DocumentKind::Catalog, datasource).await?;
    let found = found.ok_or_else(|| ApiError::internal("a datasource has no cached schema"))?;
    Ok(StoredCatalog {
        catalog: from_document(found.body).map_err(ApiError::internal)?,
        revision: found.revision,
        updated_at: found.updated_at,
    })
}
