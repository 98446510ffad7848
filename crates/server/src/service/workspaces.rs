//! Workspaces: what holds metrics and dashboards, and what those may ask.

mod contents;
mod remap;

pub use contents::{dashboard_metrics, dashboards, metrics};
pub use remap::remap;

use souk_model::{ConnectionType, ErrorCode, Metric, OrganisationId, Workspace};
use souk_store::{Actor, Change, DocumentKind, StoreError};

use crate::http::{ApiError, Pagination};
use crate::service::Services;
use crate::service::documents::{self, Kept, Links, Stored, creation};
use crate::service::metrics;
use crate::wire::workspaces::{WorkspaceItem, WorkspaceRequest};

/// Makes a workspace.
///
/// # Errors
/// `WORKSPACE_NAME_ALREADY_EXISTS`, `INVALID_DATASOURCE_NAME`, `INVALID_DATAMART_NAME`.
pub async fn create(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    request: WorkspaceRequest,
) -> Result<String, ApiError> {
    let name = request.name.as_str().to_owned();
    if documents::named::<Workspace>(services, organisation, &name).await?.is_some() {
        return Err(name_taken());
    }
    let workspace = connected(request)?;
    let links = links(services, organisation, &workspace).await?;
    let change = creation(&name, &workspace, links)?;
    match services.store.commit(organisation, actor, vec![change]).await {
        Ok(()) => Ok(name),
        Err(StoreError::NameTaken { .. }) => Err(name_taken()),
        Err(error) => Err(error.into()),
    }
}

/// Gives a workspace another connection. Its metrics ask the new datamart from then on.
///
/// # Errors
/// `WORKSPACE_DOES_NOT_EXIST`, and as [`create`].
pub async fn update(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    request: WorkspaceRequest,
) -> Result<String, ApiError> {
    let name = request.name.as_str().to_owned();
    let found = documents::named::<Workspace>(services, organisation, &name).await?;
    let missing = || ApiError::new(ErrorCode::WORKSPACE_DOES_NOT_EXIST, "Workspace does not exist");
    let stored = found.ok_or_else(|| missing().at("name"))?;
    let workspace = connected(request)?;
    let links = links(services, organisation, &workspace).await?;
    let mut changes = vec![stored.update(&workspace, links)?];
    if let Some(datamart) = &workspace.datamart_name {
        changes.extend(repoint(services, organisation, &stored, datamart).await?);
    }
    services.store.commit(organisation, actor, changes).await?;
    Ok(name)
}

/// Metrics that named another datamart name this one.
async fn repoint(
    services: &Services,
    organisation: OrganisationId,
    workspace: &Stored<Workspace>,
    datamart: &str,
) -> Result<Vec<Change>, ApiError> {
    let mut changes = Vec::new();
    for stored in documents::linked::<Metric>(services, organisation, workspace.link()).await? {
        let named = stored.body.datamart_name.as_deref();
        if named.is_none_or(|named| named == datamart) {
            continue;
        }
        let metric = Metric { datamart_name: Some(datamart.to_owned()), ..stored.body.clone() };
        let links = metrics::links(services, organisation, &metric).await?;
        changes.push(stored.update(&metric, links)?);
    }
    Ok(changes)
}

/// The workspaces, oldest first.
///
/// # Errors
/// The store's.
pub async fn list(
    services: &Services,
    organisation: OrganisationId,
    pagination: Pagination,
) -> Result<Vec<WorkspaceItem>, ApiError> {
    let kind = DocumentKind::Workspace;
    let found = services.store.documents(organisation, kind, pagination.page()).await?;
    Ok(found.into_iter().map(|document| WorkspaceItem { name: document.name }).collect())
}

/// Removes a workspace that holds nothing.
///
/// # Errors
/// `INVALID_REQUEST_BODY` where there is none; `CONFLICT` where it holds something.
pub async fn delete(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    name: &str,
) -> Result<(), ApiError> {
    let found = documents::named::<Workspace>(services, organisation, name).await?;
    let stored = found.ok_or_else(|| ApiError::invalid("Workspace not found").at("name"))?;
    documents::delete(services, organisation, actor, &stored, "workspace").await
}

/// The documents of a workspace, or the one of this name, or all, oldest first.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`.
pub async fn asked_for<T: Kept>(
    services: &Services,
    organisation: OrganisationId,
    workspace: Option<&str>,
    name: Option<&str>,
) -> Result<Vec<Stored<T>>, ApiError> {
    let Some(workspace) = workspace else {
        return match name {
            Some(name) => {
                Ok(documents::named(services, organisation, name).await?.into_iter().collect())
            }
            None => documents::all(services, organisation).await,
        };
    };
    let workspace = find(services, organisation, workspace).await?;
    let mut found = documents::linked(services, organisation, workspace.link()).await?;
    found.retain(|stored: &Stored<T>| name.is_none_or(|name| stored.name == name));
    Ok(found)
}

/// The workspace of this name, for calls whose page says `WORKSPACE_ID_ERROR`.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`.
pub async fn find(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Stored<Workspace>, ApiError> {
    let found = documents::named(services, organisation, name).await?;
    let unknown = || ApiError::new(ErrorCode::WORKSPACE_ID_ERROR, "Invalid workspace name");
    found.ok_or_else(|| unknown().at("workspaceName"))
}

/// A connection has what its type needs and nothing else.
fn connected(request: WorkspaceRequest) -> Result<Workspace, ApiError> {
    let WorkspaceRequest { connection_type, datasource_name, datamart_name, .. } = request;
    let required = |field: &str, value: Option<String>| {
        let missing = || ApiError::invalid(format!("\"{field}\" is required")).at(field);
        value.map(Some).ok_or_else(missing)
    };
    let mut workspace = Workspace { connection_type, datasource_name: None, datamart_name: None };
    match connection_type {
        ConnectionType::Datasource => {
            workspace.datasource_name = required("datasourceName", datasource_name)?;
        }
        ConnectionType::Datamart => {
            workspace.datamart_name = required("datamartName", datamart_name)?;
        }
        ConnectionType::MultiDatasource | ConnectionType::MultiDatamart => {}
    }
    Ok(workspace)
}

async fn links(
    services: &Services,
    organisation: OrganisationId,
    workspace: &Workspace,
) -> Result<Links, ApiError> {
    let targets = [
        (DocumentKind::Datasource, &workspace.datasource_name),
        (DocumentKind::Datamart, &workspace.datamart_name),
    ];
    let mut links = Vec::new();
    for (kind, name) in targets {
        let Some(name) = name else { continue };
        let link = documents::link(services, organisation, kind, name).await?;
        links.push(link.ok_or_else(|| unknown(kind))?);
    }
    Ok(links)
}

fn unknown(kind: DocumentKind) -> ApiError {
    match kind {
        DocumentKind::Datasource => {
            ApiError::new(ErrorCode::INVALID_DATASOURCE_NAME, "Invalid datasource name")
                .at("datasourceName")
        }
        _ => ApiError::new(ErrorCode::INVALID_DATAMART_NAME, "Invalid datamart name")
            .at("datamartName"),
    }
}

fn name_taken() -> ApiError {
    let message = "Workspace name already exists";
    ApiError::new(ErrorCode::WORKSPACE_NAME_ALREADY_EXISTS, message).at("name")
}
