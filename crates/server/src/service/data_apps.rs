//! Data apps: the vendor's own products, which hold embeds, API keys and guest tokens.

use serde::{Deserialize, Serialize};
use souk_model::{DocumentId, Embed, ErrorCode, OrganisationId, Versioned, to_document};
use souk_store::{Actor, Change, Document, DocumentKind, NewDocument, StoreError};

use crate::http::{ApiError, Pagination};
use crate::service::documents::{self, Stored};
use crate::service::{Services, embeds};
use crate::wire::Name;
use crate::wire::data_apps::{DataAppItem, EmbedItem};

const KIND: DocumentKind = DocumentKind::DataApp;

/// The stored body; a data app is its name and what links to it.
#[derive(Debug, Serialize, Deserialize)]
struct DataApp {}

impl Versioned for DataApp {
    const WORD: &'static str = "data app";
}

/// Makes a data app.
///
/// # Errors
/// `DATA_APP_ALREADY_EXISTS`.
pub async fn create(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    name: &Name,
) -> Result<DocumentId, ApiError> {
    let id = DocumentId::random();
    let body = to_document(&DataApp {}).map_err(ApiError::internal)?;
    let (name, links) = (name.as_str().to_owned(), Vec::new());
    let document = NewDocument { kind: KIND, id, name, body, links };
    let changes = vec![Change::CreateDocument(document)];
    services.store.commit(organisation, actor, changes).await.map_err(name_taken)?;
    Ok(id)
}

/// The data apps, with their embeds.
///
/// # Errors
/// The store's.
pub async fn list(
    services: &Services,
    organisation: OrganisationId,
    pagination: Pagination,
) -> Result<Vec<DataAppItem>, ApiError> {
    let apps = services.store.documents(organisation, KIND, pagination.page()).await?;
    let mut items = Vec::with_capacity(apps.len());
    for app in apps {
        let embeds = embed_items(services, organisation, app.id).await?;
        items.push(item(app, embeds));
    }
    Ok(items)
}

/// Gives a data app another name. Its embeds and tokens keep working.
///
/// # Errors
/// `DATA_APP_NOT_FOUND`, `DATA_APP_ALREADY_EXISTS`.
pub async fn rename(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    name: &str,
    new_name: &Name,
) -> Result<(), ApiError> {
    let app = find(services, organisation, name).await?;
    let change = Change::UpdateDocument {
        kind: KIND,
        id: app.id,
        expected_revision: app.revision,
        name: Some(new_name.as_str().to_owned()),
        body: app.body,
        links: Vec::new(),
    };
    services.store.commit(organisation, actor, vec![change]).await.map_err(name_taken)
}

/// Removes a data app with its embeds, and with its tokens, all in one commit.
///
/// # Errors
/// `DATA_APP_NOT_FOUND`.
pub async fn delete(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    name: &str,
) -> Result<(), ApiError> {
    // An embed that is made in between is found at the next try.
    const TRIES: usize = 3;
    let app = find(services, organisation, name).await?;
    let mut outcome = Ok(());
    for _ in 0..TRIES {
        let mut gone = Vec::new();
        for embed in services.store.dependents(organisation, KIND, app.id).await? {
            gone.extend(embeds::dependents_of(services, organisation, embed.id).await?);
            gone.push(documents::deletion(embed.kind, embed.id));
        }
        gone.push(documents::deletion(KIND, app.id));
        outcome = services.store.commit(organisation, actor, gone).await;
        match &outcome {
            Err(StoreError::InUse { .. } | StoreError::NotFound { .. }) => {}
            _ => break,
        }
    }
    outcome.map_err(|error| match error {
        StoreError::NotFound { .. } => not_found(),
        other => other.into(),
    })
}

/// The data app of that name.
///
/// # Errors
/// `DATA_APP_NOT_FOUND`.
pub async fn find(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Document, ApiError> {
    let found = services.store.document_by_name(organisation, KIND, name).await?;
    found.ok_or_else(not_found)
}

async fn embed_items(
    services: &Services,
    organisation: OrganisationId,
    app: DocumentId,
) -> Result<Vec<EmbedItem>, ApiError> {
    let embeds = documents::linked::<Embed>(services, organisation, (KIND, app)).await?;
    let item = |stored: Stored<Embed>| EmbedItem {
        name: stored.body.name,
        embed_id: stored.body.embed_id,
        created_at: stored.created_at,
        updated_at: stored.updated_at,
    };
    Ok(embeds.into_iter().map(item).collect())
}

fn item(app: Document, embeds: Vec<EmbedItem>) -> DataAppItem {
    DataAppItem {
        name: app.name,
        kind: "embedded",
        created_at: app.created_at,
        updated_at: app.updated_at,
        embed_count: embeds.len(),
        embeds,
    }
}

fn name_taken(error: StoreError) -> ApiError {
    match error {
        StoreError::NameTaken { .. } => {
            ApiError::new(ErrorCode::DATA_APP_ALREADY_EXISTS, "Data app already exists").at("name")
        }
        other => other.into(),
    }
}

fn not_found() -> ApiError {
    ApiError::new(ErrorCode::DATA_APP_NOT_FOUND, "Data app not found")
}
