//! Datasources: made and changed only after a connection was tested and the schema read.

mod asked;
mod drift;
mod gone;
mod probe;
mod progress;
mod stored;
mod sync;
mod types;

pub use drift::{Drifted, drift};
pub use gone::let_go_of_deleted;
pub use progress::SyncProgress;
pub(super) use stored::by_id;
pub use stored::{Stored, StoredCatalog, catalog, find, named};
pub use sync::{progress, sync};

use souk_model::{
    Catalog, Datasource, DocumentId, ErrorCode, OrganisationId, Tenancy, to_document,
};
use souk_store::{Actor, Change, DocumentKind, NewDocument, StoreError};

use crate::http::{ApiError, Pagination};
use crate::service::Services;
use crate::wire::datamart::wire_time;
use crate::wire::datasource::{
    DatasourceBody, DatasourceItem, SchemaReply, TestReply, schema_tables,
};
use asked::Asked;

/// How often a change that met another change is tried again.
pub(super) const TRIES: usize = 3;

/// Tests, reads the schema, and stores a new datasource.
///
/// # Errors
/// The codes of the create page, in its order: body, name, connection test, schema, save.
pub async fn create(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: DatasourceBody,
) -> Result<String, ApiError> {
    let asked = Asked::read(services, body).await?;
    let taken =
        services.store.revision_by_name(organisation, DocumentKind::Datasource, &asked.name);
    if taken.await?.is_some() {
        return Err(name_taken());
    }
    let (catalog, tenancy) = probe::probe(&asked).await?;
    let id = DocumentId::random();
    let body = document_body(services, organisation, id, &asked, tenancy)?;
    let changes = vec![
        Change::CreateDocument(NewDocument {
            kind: DocumentKind::Datasource,
            id,
            name: asked.name.clone(),
            body,
            links: Vec::new(),
        }),
        Change::CreateDocument(NewDocument {
            kind: DocumentKind::Catalog,
            id,
            name: asked.name.clone(),
            body: to_document(&catalog).map_err(ApiError::internal)?,
            links: Vec::new(),
        }),
    ];
    match services.store.commit(organisation, actor, changes).await {
        Ok(()) => Ok(asked.name),
        Err(StoreError::NameTaken { .. }) => Err(name_taken()),
        Err(error) => {
            let code = ErrorCode::CREATE_DATASOURCE_FAILED;
            Err(ApiError::new(code, "Failed to create datasource").caused_by(error))
        }
    }
}

/// Tests, reads the schema, and replaces the credentials of a datasource.
///
/// # Errors
/// The codes of the update page, in the same order.
pub async fn update(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: DatasourceBody,
) -> Result<String, ApiError> {
    let asked = Asked::read(services, body).await?;
    let stored = named(services, organisation, &asked.name).await?;
    let datasource_type = &stored.datasource.datasource_type;
    if *datasource_type != asked.datasource_type {
        let message = format!("\"datasourceType\" must be [{datasource_type}]");
        let hint = "a datasource keeps its type; create another one under another name";
        return Err(ApiError::invalid(message).at("datasourceType").with_hint(hint));
    }
    let (catalog, tenancy) = probe::probe(&asked).await?;
    let outcome = replace(services, organisation, actor, &asked, &catalog, tenancy).await;
    services.engines.close(organisation, stored.document.id);
    outcome.map(|()| asked.name)
}

/// Writes the new credentials and schema over whatever is stored by now.
async fn replace(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    asked: &Asked,
    catalog: &Catalog,
    tenancy: Option<Tenancy>,
) -> Result<(), ApiError> {
    let mut outcome = Ok(());
    for _ in 0..TRIES {
        let found = find(services, organisation, &asked.name).await?;
        let stored = found.ok_or_else(gone)?;
        let id = stored.document.id;
        let tenancy = tenancy.clone().or(stored.datasource.tenancy);
        let change = Change::UpdateDocument {
            kind: DocumentKind::Datasource,
            id,
            expected_revision: stored.document.revision,
            name: None,
            body: document_body(services, organisation, id, asked, tenancy)?,
            links: Vec::new(),
        };
        let (schema, _) = catalog_update(services, organisation, id, catalog).await?;
        outcome = services.store.commit(organisation, actor, vec![change, schema]).await;
        if !matches!(outcome, Err(StoreError::Stale { .. } | StoreError::Contention(_))) {
            break;
        }
    }
    outcome.map_err(|error| match error {
        StoreError::NotFound { .. } => gone(),
        other => other.into(),
    })
}

/// Replaces the cached schema of a datasource, whose revision is given too.
pub(super) async fn catalog_update(
    services: &Services,
    organisation: OrganisationId,
    id: DocumentId,
    catalog: &Catalog,
) -> Result<(Change, i64), ApiError> {
    let stored = services.store.document(organisation, DocumentKind::Catalog, id).await?;
    let stored = stored.ok_or_else(gone)?;
    let change = Change::UpdateDocument {
        kind: DocumentKind::Catalog,
        id,
        expected_revision: stored.revision,
        name: None,
        body: to_document(catalog).map_err(ApiError::internal)?,
        links: Vec::new(),
    };
    Ok((change, stored.revision))
}

/// Removes a datasource that nothing uses, with its cached schema.
///
/// # Errors
/// `DATASOURCE_NAME_ERROR`, `DATASOURCE_IN_USE`.
pub async fn delete(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    name: &str,
) -> Result<DocumentId, ApiError> {
    let id = named(services, organisation, name).await?.document.id;
    let removal = |kind| Change::DeleteDocument { kind, id, expected_revision: None };
    let changes = [DocumentKind::Catalog, DocumentKind::Datasource].map(removal);
    match services.store.commit(organisation, actor, changes.into()).await {
        Ok(()) => {
            gone::let_go(services, organisation, id);
            Ok(id)
        }
        Err(StoreError::NotFound { .. }) => Err(unknown_name()),
        Err(StoreError::InUse { by }) => {
            let message = "Datasource is used by other resources";
            let error = ApiError::new(ErrorCode::DATASOURCE_IN_USE, message);
            let hint = |error: ApiError, user: &souk_store::DocumentRef| {
                error.with_hint(format!("{} {:?} uses it", user.kind, user.name))
            };
            Err(by.iter().fold(error, hint))
        }
        Err(error) => Err(error.into()),
    }
}

/// The names of the datasources, oldest first.
///
/// # Errors
/// The store's.
pub async fn list(
    services: &Services,
    organisation: OrganisationId,
    pagination: Pagination,
) -> Result<Vec<DatasourceItem>, ApiError> {
    let kind = DocumentKind::Datasource;
    let documents = services.store.documents(organisation, kind, pagination.page()).await?;
    Ok(documents.into_iter().map(|document| DatasourceItem { name: document.name }).collect())
}

/// Connects and reads the schema as a create would, and stores nothing.
///
/// # Errors
/// Those of a create, but for the name and the save.
pub async fn test(services: &Services, body: DatasourceBody) -> Result<TestReply, ApiError> {
    let asked = Asked::read(services, body).await?;
    let (catalog, _) = probe::probe(&asked).await?;
    Ok(TestReply { message: "Connection test succeeded", tables: catalog.tables.len() })
}

/// The cached schema.
///
/// # Errors
/// `DATASOURCE_NAME_ERROR`.
pub async fn schema(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<SchemaReply, ApiError> {
    let stored = named(services, organisation, name).await?;
    let id = stored.document.id;
    let found = catalog(services, organisation, id).await?;
    Ok(SchemaReply {
        name: stored.datasource.name,
        datasource_id: id.to_string(),
        datasource_type: stored.datasource.datasource_type,
        synced_at: wire_time(found.updated_at),
        tables: schema_tables(&found.catalog),
    })
}

fn document_body(
    services: &Services,
    organisation: OrganisationId,
    id: DocumentId,
    asked: &Asked,
    tenancy: Option<Tenancy>,
) -> Result<serde_json::Value, ApiError> {
    let text = serde_json::to_string(asked.credentials.as_object()).map_err(ApiError::internal)?;
    let sealed = services.secrets.seal(organisation, id.as_uuid(), &text);
    let datasource = Datasource {
        name: asked.name.clone(),
        datasource_type: asked.datasource_type.clone(),
        sealed_credentials: sealed.map_err(ApiError::internal)?,
        tenancy,
    };
    to_document(&datasource).map_err(ApiError::internal)
}

fn name_taken() -> ApiError {
    let message = "Datasource name already exists";
    ApiError::new(ErrorCode::DATASOURCE_NAME_ERROR, message).at("credentials.name")
}

pub(super) fn unknown_name() -> ApiError {
    ApiError::new(ErrorCode::DATASOURCE_NAME_ERROR, "Invalid datasource name")
}

/// It was there a moment ago.
fn gone() -> ApiError {
    ApiError::new(ErrorCode::DATASOURCE_NOT_FOUND, "Datasource not found")
}
