//! Datamarts: validated whole against the cached schema before every write.

mod change;
mod delete;
mod merge;

pub use change::{patch, update};
pub use delete::{delete, dependents};

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use souk_model::validate::{DatamartDraft, Source, validate};
use souk_model::{
    Catalog, Datamart, DocumentId, OrganisationId, Problem, from_document, to_document,
};
use souk_query::Model;
use souk_store::{Actor, Change, Document, DocumentKind, NewDocument, StoreError};

use crate::http::{ApiError, Pagination};
use crate::service::datasources::{self, Stored};
use crate::service::{Services, engines};
use crate::wire::datamart::{CreateDatamart, DatamartItem};

const KIND: DocumentKind = DocumentKind::Datamart;

/// A stored datamart with everything that a question over it needs.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The datamart's identifier.
    pub id: DocumentId,
    /// One more with every change of the datamart.
    pub revision: i64,
    /// The datamart.
    pub datamart: Datamart,
    /// Its datasource, as [`engines::engine`] takes it.
    pub datasource: Document,
    /// The datasource's cached schema.
    pub catalog: Catalog,
    /// One more with every sync of the datasource.
    pub catalog_revision: i64,
}

/// Everything about a datamart.
///
/// # Errors
/// `Datamart not found`.
pub async fn load(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Loaded, ApiError> {
    let document = find(services, organisation, name).await?;
    let datamart = read(&document)?;
    let source = source(services, organisation, &datamart).await?;
    let schema = datasources::catalog(services, organisation, source.document.id).await?;
    Ok(Loaded {
        id: document.id,
        revision: document.revision,
        datamart,
        datasource: source.document,
        catalog: schema.catalog,
        catalog_revision: schema.revision,
    })
}

/// Makes a datamart.
///
/// # Errors
/// Those of the create page; all problems of the body at once.
pub async fn create(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: CreateDatamart,
) -> Result<String, ApiError> {
    check_required(&body)?;
    let source_name = body.datasource_name.as_deref().unwrap_or_default();
    let source = datasources::named(services, organisation, source_name)
        .await
        .map_err(|error| error.at("datasourceName"))?;
    let datamart = validated(services, organisation, &body.into(), &source).await?;
    let name = datamart.name.clone();
    let document = NewDocument {
        kind: KIND,
        id: DocumentId::random(),
        name: name.clone(),
        body: to_document(&datamart).map_err(ApiError::internal)?,
        links: vec![(DocumentKind::Datasource, source.document.id)],
    };
    let change = Change::CreateDocument(document);
    match services.store.commit(organisation, actor, vec![change]).await {
        Ok(()) => Ok(name),
        Err(StoreError::NameTaken { .. }) => {
            Err(ApiError::invalid("Datamart name already exists").at("name"))
        }
        Err(StoreError::LinkMissing { .. }) => Err(datasources::unknown_name()),
        Err(error) => Err(error.into()),
    }
}

/// What must be there before a datasource can be looked for.
fn check_required(body: &CreateDatamart) -> Result<(), ApiError> {
    let fields = [("name", &body.name), ("datasourceName", &body.datasource_name)];
    let absent = fields.into_iter().filter(|(_, value)| value.is_none());
    let problems: Vec<_> = absent
        .map(|(field, _)| {
            let message = format!("\"{field}\" is required");
            let code = souk_model::ErrorCode::INVALID_REQUEST_BODY;
            Problem::new(code, &message, field, &message)
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

/// The datamart that a draft describes: names first, then author SQL.
async fn validated(
    services: &Services,
    organisation: OrganisationId,
    draft: &DatamartDraft,
    source: &Stored,
) -> Result<Datamart, ApiError> {
    let schema = datasources::catalog(services, organisation, source.document.id).await?;
    let link = source.link();
    let facts = Source { link: &link, catalog: &schema.catalog, traits: source.traits() };
    let datamart = validate(draft, &facts)?;
    let engine = engines::engine(services, organisation, &source.document, schema.revision).await?;
    Model::build(&datamart, &schema.catalog, engine.dialect())?;
    Ok(datamart)
}

/// The datamarts, oldest first.
///
/// # Errors
/// The store's.
pub async fn list(
    services: &Services,
    organisation: OrganisationId,
    pagination: Pagination,
    with_details: bool,
) -> Result<Vec<DatamartItem>, ApiError> {
    let documents = services.store.documents(organisation, KIND, pagination.page()).await?;
    let mut catalogs: HashMap<DocumentId, Catalog> = HashMap::new();
    let mut items = Vec::with_capacity(documents.len());
    for document in documents {
        let datamart = read(&document)?;
        let item = DatamartItem::brief(&datamart, document.created_at, document.updated_at);
        if !with_details {
            items.push(item);
            continue;
        }
        let source = datamart.datasource.id;
        let catalog = match catalogs.entry(source) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                place.insert(datasources::catalog(services, organisation, source).await?.catalog)
            }
        };
        items.push(item.with_details(&datamart, catalog));
    }
    Ok(items)
}

/// The stored datamart of this name.
pub(super) async fn find(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Document, ApiError> {
    let found = services.store.document_by_name(organisation, KIND, name).await?;
    found.ok_or_else(not_found)
}

pub(super) fn read(document: &Document) -> Result<Datamart, ApiError> {
    from_document(document.body.clone()).map_err(ApiError::internal)
}

async fn source(
    services: &Services,
    organisation: OrganisationId,
    datamart: &Datamart,
) -> Result<Stored, ApiError> {
    let found = datasources::by_id(services, organisation, datamart.datasource.id).await?;
    found.ok_or_else(|| ApiError::internal("a datamart's datasource is gone"))
}

pub(super) fn not_found() -> ApiError {
    ApiError::invalid("Datamart not found").at("datamartName")
}
