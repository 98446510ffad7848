//! The semantic layer of a datamart: at most one, with the datamart's identifier and name.

mod apply;
mod show;

use souk_model::{Datamart, ErrorCode, OrganisationId, SemanticLayer, from_document, to_document};
use souk_store::{Actor, Change, Document, DocumentKind, NewDocument, StoreError};

use crate::http::ApiError;
use crate::service::datasources::TRIES;
use crate::service::{Services, datamarts, datasources};
use crate::wire::semantic_layer::{SemanticLayerBody, SemanticLayerReply};

const KIND: DocumentKind = DocumentKind::SemanticLayer;

/// The layer, with every table and column of the datamart.
///
/// # Errors
/// `Datamart not found`, `SEMANTIC_LAYER_NOT_FOUND`.
pub async fn show(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<SemanticLayerReply, ApiError> {
    let (owner, datamart) = owner(services, organisation, name).await?;
    let document = stored(services, organisation, &owner).await?;
    let layer = read(&document)?;
    let schema = datasources::catalog(services, organisation, datamart.datasource.id).await?;
    Ok(show::reply(&datamart, &schema.catalog, &layer, document.updated_at))
}

/// Makes the layer of a datamart that has none.
///
/// # Errors
/// `Datamart not found`; `INVALID_REQUEST_BODY` where there is one, or for unknown tables and
/// columns.
pub async fn create(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: SemanticLayerBody,
) -> Result<String, ApiError> {
    let (owner, datamart) = owner(services, organisation, &body.datamart_name).await?;
    if body.tables.is_none() {
        return Err(ApiError::invalid("\"tables\" is required").at("tables"));
    }
    let layer = apply::applied(SemanticLayer::default(), body, &datamart)?;
    let change = Change::CreateDocument(NewDocument {
        kind: KIND,
        id: owner.id,
        name: owner.name.clone(),
        body: to_document(&layer).map_err(ApiError::internal)?,
        links: vec![(DocumentKind::Datamart, owner.id)],
    });
    match services.store.commit(organisation, actor, vec![change]).await {
        Ok(()) => Ok(owner.name),
        Err(StoreError::NameTaken { .. } | StoreError::IdTaken { .. }) => Err(exists()),
        Err(StoreError::LinkMissing { .. }) => Err(datamarts::not_found()),
        Err(error) => Err(error.into()),
    }
}

/// Merges what is sent into the layer.
///
/// # Errors
/// `Datamart not found`, `SEMANTIC_LAYER_NOT_FOUND`, unknown tables and columns.
pub async fn update(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    body: SemanticLayerBody,
) -> Result<String, ApiError> {
    let (owner, datamart) = owner(services, organisation, &body.datamart_name).await?;
    let mut outcome = Ok(());
    for _ in 0..TRIES {
        let document = stored(services, organisation, &owner).await?;
        let layer = apply::applied(read(&document)?, body.clone(), &datamart)?;
        let change = Change::UpdateDocument {
            kind: KIND,
            id: document.id,
            expected_revision: document.revision,
            name: None,
            body: to_document(&layer).map_err(ApiError::internal)?,
            links: vec![(DocumentKind::Datamart, owner.id)],
        };
        outcome = services.store.commit(organisation, actor, vec![change]).await;
        if !matches!(outcome, Err(StoreError::Stale { .. } | StoreError::Contention(_))) {
            break;
        }
    }
    match outcome {
        Ok(()) => Ok(owner.name),
        Err(StoreError::NotFound { .. }) => Err(not_found()),
        Err(error) => Err(error.into()),
    }
}

/// Removes the layer. The datamart stays as it is.
///
/// # Errors
/// `Datamart not found`, `SEMANTIC_LAYER_NOT_FOUND`.
pub async fn delete(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    name: &str,
) -> Result<String, ApiError> {
    let owner = datamarts::find(services, organisation, name).await?;
    let change = Change::DeleteDocument { kind: KIND, id: owner.id, expected_revision: None };
    match services.store.commit(organisation, actor, vec![change]).await {
        Ok(()) => Ok(owner.name),
        Err(StoreError::NotFound { .. }) => Err(not_found()),
        Err(error) => Err(error.into()),
    }
}

async fn owner(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<(Document, Datamart), ApiError> {
    let document = datamarts::find(services, organisation, name).await?;
    let datamart = datamarts::read(&document)?;
    Ok((document, datamart))
}

async fn stored(
    services: &Services,
    organisation: OrganisationId,
    owner: &Document,
) -> Result<Document, ApiError> {
    let found = services.store.document(organisation, KIND, owner.id).await?;
    found.ok_or_else(not_found)
}

fn read(document: &Document) -> Result<SemanticLayer, ApiError> {
    from_document(document.body.clone()).map_err(ApiError::internal)
}

fn not_found() -> ApiError {
    let message = "The datamart has no semantic layer";
    ApiError::new(ErrorCode::SEMANTIC_LAYER_NOT_FOUND, message).at("datamartName")
}

fn exists() -> ApiError {
    let hint = "update it with PUT, or delete it first";
    ApiError::invalid("Semantic layer already exists").at("datamartName").with_hint(hint)
}
