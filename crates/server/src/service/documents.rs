//! Stored bodies by their names: workspaces, metrics, dashboards, embeds, and what tenants keep there.

use chrono::{DateTime, Utc};
use souk_model::{
    Dashboard, DashboardView, DocumentId, Embed, Layout, Metric, OrganisationId, Report, Versioned,
    Workspace, from_document, to_document,
};
use souk_store::{Actor, Change, Document, DocumentKind, NewDocument, Page, StoreError};

use crate::http::ApiError;
use crate::service::Services;

/// A body that is found by its document's name.
pub trait Kept: Versioned {
    /// The kind of its documents.
    const KIND: DocumentKind;
}

macro_rules! kept {
    ($($name:ident),*) => {
        $(impl Kept for $name {
            const KIND: DocumentKind = DocumentKind::$name;
        })*
    };
}

kept!(Workspace, Metric, Dashboard, Embed, Layout, Report, DashboardView);

/// What other documents a document uses.
pub type Links = Vec<(DocumentKind, DocumentId)>;

/// A stored body with what the store knows about it.
#[derive(Debug, Clone)]
pub struct Stored<T> {
    /// The document.
    pub id: DocumentId,
    /// One more with every change.
    pub revision: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Its name.
    pub name: String,
    /// The body.
    pub body: T,
}

/// The document of this name.
///
/// # Errors
/// The store's.
pub async fn named<T: Kept>(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Option<Stored<T>>, ApiError> {
    let found = services.store.document_by_name(organisation, T::KIND, name).await?;
    found.map(read).transpose()
}

/// The document of this identifier.
///
/// # Errors
/// The store's.
pub async fn identified<T: Kept>(
    services: &Services,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<Option<Stored<T>>, ApiError> {
    let found = services.store.document(organisation, T::KIND, id).await?;
    found.map(read).transpose()
}

/// Every document of the kind, oldest first.
///
/// # Errors
/// The store's.
pub async fn all<T: Kept>(
    services: &Services,
    organisation: OrganisationId,
) -> Result<Vec<Stored<T>>, ApiError> {
    let found = services.store.documents(organisation, T::KIND, Page::ALL).await?;
    found.into_iter().map(read).collect()
}

/// The documents of the kind that use a document, oldest first.
///
/// # Errors
/// The store's.
pub async fn linked<T: Kept>(
    services: &Services,
    organisation: OrganisationId,
    target: (DocumentKind, DocumentId),
) -> Result<Vec<Stored<T>>, ApiError> {
    let found = services.store.linked_documents(organisation, T::KIND, target).await?;
    found.into_iter().map(read).collect()
}

/// Removes a document that no other one uses.
///
/// # Errors
/// `CONFLICT`, with the users' names.
pub async fn delete<T: Kept>(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    stored: &Stored<T>,
    what: &str,
) -> Result<(), ApiError> {
    let committed = services.store.commit(organisation, actor, vec![stored.deletion()]).await;
    committed.map_err(|error| in_use(error, what))
}

fn read<T: Kept>(document: Document) -> Result<Stored<T>, ApiError> {
    let Document { id, revision, created_at, updated_at, name, body, .. } = document;
    let body = from_document(body).map_err(ApiError::internal)?;
    Ok(Stored { id, revision, created_at, updated_at, name, body })
}

/// The change that makes a document.
///
/// # Errors
/// A body that JSON cannot hold, which would be a defect.
pub fn creation<T: Kept>(name: &str, body: &T, links: Links) -> Result<Change, ApiError> {
    let (id, name) = (DocumentId::random(), name.to_owned());
    let body = to_document(body).map_err(ApiError::internal)?;
    Ok(Change::CreateDocument(NewDocument { kind: T::KIND, id, name, body, links }))
}

impl<T: Kept> Stored<T> {
    /// The change that gives the document another body.
    ///
    /// # Errors
    /// As [`creation`].
    pub fn update(&self, body: &T, links: Links) -> Result<Change, ApiError> {
        Ok(Change::UpdateDocument {
            kind: T::KIND,
            id: self.id,
            expected_revision: self.revision,
            name: None,
            body: to_document(body).map_err(ApiError::internal)?,
            links,
        })
    }

    /// The change that removes the document.
    pub fn deletion(&self) -> Change {
        deletion(T::KIND, self.id)
    }

    /// As the target of a link.
    pub fn link(&self) -> (DocumentKind, DocumentId) {
        (T::KIND, self.id)
    }
}

/// The change that removes a document, whatever its revision.
#[must_use]
pub const fn deletion(kind: DocumentKind, id: DocumentId) -> Change {
    Change::DeleteDocument { kind, id, expected_revision: None }
}

/// A link to the document of this name, where there is one.
///
/// # Errors
/// The store's.
pub async fn link(
    services: &Services,
    organisation: OrganisationId,
    kind: DocumentKind,
    name: &str,
) -> Result<Option<(DocumentKind, DocumentId)>, ApiError> {
    let found = services.store.revision_by_name(organisation, kind, name).await?;
    Ok(found.map(|(id, _)| (kind, id)))
}

/// A deletion that other documents are in the way of names them.
#[must_use]
pub fn in_use(error: StoreError, what: &str) -> ApiError {
    let StoreError::InUse { by } = &error else { return error.into() };
    let hints: Vec<_> =
        by.iter().map(|user| format!("{} {:?} uses it", user.kind, user.name)).collect();
    let message = format!("the {what} is in use");
    let conflict = ApiError::new(souk_model::ErrorCode::CONFLICT, message);
    hints.into_iter().fold(conflict, ApiError::with_hint)
}
