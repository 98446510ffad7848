//! Embeds of a data app: which dashboard or metric, and what its guests may do.

mod access;
mod delete;
mod list;

pub use access::check as check_access;
pub use delete::{delete, dependents_of};
pub use list::list;

use souk_model::{
    AccessSettings, Dashboard, DocumentId, Embed, EmbedType, ErrorCode, Metric, OrganisationId,
    Workspace,
};
use souk_store::{Change, DocumentKind, StoreError};

use crate::http::{ApiError, Caller};
use crate::service::documents::{self, Links, Stored, creation};
use crate::service::{Services, dashboards, identifiers};
use crate::wire::embeds::{CreateEmbedRequest, RenameEmbedRequest, UpdateEmbedRequest};

/// Makes an embed. The first one of a dashboard has the dashboard's identifier.
///
/// # Errors
/// Those of the create page.
pub async fn create(
    services: &Services,
    caller: &Caller,
    request: CreateEmbedRequest,
) -> Result<String, ApiError> {
    let organisation = caller.organisation();
    let data_app = data_app(caller)?;
    let draft = Draft { services, organisation, request: &request };
    let workspace = draft.workspace().await?;
    let dashboard = draft.dashboard().await?;
    let metric = draft.metric(dashboard.as_ref()).await?;
    let access_settings = draft.access_settings()?;
    access::check(services, organisation, &workspace.body, &access_settings).await?;
    let base = metric.as_deref().or(request.dashboard_id.as_deref()).unwrap_or_default();
    let embed = Embed {
        embed_id: base.to_owned(),
        name: request.name.as_ref().map_or(base, |name| name.as_str()).to_owned(),
        embed_type: request.embed_type,
        workspace_name: request.workspace_name.clone(),
        dashboard_id: request.dashboard_id.clone(),
        metric_id: metric.clone(),
        access_settings,
        data_app,
    };
    insert(services, caller, embed, request.name.is_some()).await
}

/// Stores an embed under the first identifier that is free.
async fn insert(
    services: &Services,
    caller: &Caller,
    mut embed: Embed,
    is_named: bool,
) -> Result<String, ApiError> {
    const TRIES: usize = 4;
    let organisation = caller.organisation();
    let base = embed.embed_id.clone();
    let links = links(services, organisation, &embed).await?;
    for _ in 0..TRIES {
        let change = creation(&embed.embed_id, &embed, links.clone())?;
        match services.store.commit(organisation, &caller.actor(), vec![change]).await {
            Err(StoreError::NameTaken { .. }) => {
                embed.embed_id = identifiers::further(&base);
                if !is_named {
                    embed.name.clone_from(&embed.embed_id);
                }
            }
            outcome => {
                outcome?;
                return Ok(embed.embed_id);
            }
        }
    }
    Err(ApiError::internal("no identifier of an embed was free"))
}

/// Changes what guests may do; only what is given changes, and at once.
///
/// # Errors
/// `INVALID_EMBED_ID`, `INVALID_DATAMART`.
pub async fn update(
    services: &Services,
    caller: &Caller,
    request: UpdateEmbedRequest,
) -> Result<(), ApiError> {
    let organisation = caller.organisation();
    let stored = find(services, caller, &request.embed_id).await?;
    let workspace =
        documents::named::<Workspace>(services, organisation, &stored.body.workspace_name);
    let workspace = workspace.await?.ok_or_else(unknown_workspace)?;
    let change = request.access_settings.unwrap_or_default();
    let mut embed = stored.body.clone();
    embed.access_settings = embed.access_settings.changed_by(change);
    access::check(services, organisation, &workspace.body, &embed.access_settings).await?;
    let links = links(services, organisation, &embed).await?;
    let change = stored.update(&embed, links)?;
    Ok(services.store.commit(organisation, &caller.actor(), vec![change]).await?)
}

/// Gives an embed, and its dashboard if that is asked for, another name.
///
/// # Errors
/// `INVALID_EMBED_ID`.
pub async fn rename(
    services: &Services,
    caller: &Caller,
    request: &RenameEmbedRequest,
) -> Result<(), ApiError> {
    let organisation = caller.organisation();
    let stored = find(services, caller, &request.embed_id).await?;
    let name = request.name.as_str().to_owned();
    let embed = Embed { name: name.clone(), ..stored.body.clone() };
    let links = links(services, organisation, &embed).await?;
    let mut changes = vec![stored.update(&embed, links)?];
    if request.is_rename_dashboard.unwrap_or_default().0 {
        changes.extend(renamed_dashboard(services, organisation, &embed, name).await?);
    }
    Ok(services.store.commit(organisation, &caller.actor(), changes).await?)
}

async fn renamed_dashboard(
    services: &Services,
    organisation: OrganisationId,
    embed: &Embed,
    name: String,
) -> Result<Option<Change>, ApiError> {
    let Some(id) = &embed.dashboard_id else { return Ok(None) };
    let stored = dashboards::find(services, organisation, id).await?;
    let dashboard = Dashboard { name, ..stored.body.clone() };
    let links = dashboards::links(services, organisation, &dashboard).await?;
    stored.update(&dashboard, links).map(Some)
}

/// The embed of this identifier; another data app's looks like none.
///
/// # Errors
/// `INVALID_EMBED_ID`.
pub async fn find(
    services: &Services,
    caller: &Caller,
    id: &str,
) -> Result<Stored<Embed>, ApiError> {
    let found = documents::named::<Embed>(services, caller.organisation(), id).await?;
    let own = found.filter(|stored| caller.data_app() == Some(stored.body.data_app));
    own.ok_or_else(|| {
        ApiError::new(ErrorCode::INVALID_EMBED_ID, "Embed configuration does not exist")
            .at("embedId")
    })
}

/// What an embed uses.
///
/// # Errors
/// The store's.
pub async fn links(
    services: &Services,
    organisation: OrganisationId,
    embed: &Embed,
) -> Result<Links, ApiError> {
    let targets = [
        (DocumentKind::Dashboard, embed.dashboard_id.as_deref()),
        (DocumentKind::Metric, embed.metric_id.as_deref()),
        (DocumentKind::Datamart, embed.access_settings.datamart_name.as_deref()),
        (DocumentKind::Workspace, Some(embed.workspace_name.as_str())),
    ];
    let mut links = vec![(DocumentKind::DataApp, embed.data_app)];
    for (kind, name) in targets {
        let Some(name) = name else { continue };
        links.extend(documents::link(services, organisation, kind, name).await?);
    }
    Ok(links)
}

/// The data app of an API key.
///
/// # Errors
/// A credential that belongs to none, which would be a defect of the permission table.
pub fn data_app(caller: &Caller) -> Result<DocumentId, ApiError> {
    caller.data_app().ok_or_else(|| ApiError::internal("a credential without a data app"))
}

/// An embed to be made, against what it names.
struct Draft<'a> {
    services: &'a Services,
    organisation: OrganisationId,
    request: &'a CreateEmbedRequest,
}

impl Draft<'_> {
    async fn workspace(&self) -> Result<Stored<Workspace>, ApiError> {
        let name = &self.request.workspace_name;
        let found = documents::named(self.services, self.organisation, name).await?;
        found.ok_or_else(unknown_workspace)
    }

    async fn dashboard(&self) -> Result<Option<Stored<Dashboard>>, ApiError> {
        let unknown = || {
            ApiError::new(ErrorCode::INVALID_DASHBOARD_ID, "Dashboard not found").at("dashboardId")
        };
        let Some(id) = &self.request.dashboard_id else {
            let is_needed = self.request.embed_type == EmbedType::Dashboard;
            let missing = || ApiError::invalid("\"dashboardId\" is required").at("dashboardId");
            return if is_needed { Err(missing()) } else { Ok(None) };
        };
        let found = documents::named::<Dashboard>(self.services, self.organisation, id).await?;
        let found =
            found.filter(|stored| stored.body.workspace_name == self.request.workspace_name);
        found.map(Some).ok_or_else(unknown)
    }

    /// The metric's identifier, where one is embedded alone: of the workspace, and of the dashboard
    /// where one is named.
    async fn metric(
        &self,
        dashboard: Option<&Stored<Dashboard>>,
    ) -> Result<Option<String>, ApiError> {
        if self.request.embed_type == EmbedType::Dashboard {
            return Ok(None);
        }
        let missing = || ApiError::invalid("\"metricId\" is required").at("metricId");
        let id = self.request.metric_id.as_ref().ok_or_else(missing)?;
        let found = documents::named::<Metric>(self.services, self.organisation, id).await?;
        let found = found.filter(|stored| {
            let is_shown = dashboard.is_none_or(|one| one.body.metric_ids().contains(&id.as_str()));
            is_shown
                && stored.body.owner.is_none()
                && stored.body.workspace_name == self.request.workspace_name
        });
        let unknown =
            || ApiError::new(ErrorCode::INVALID_METRIC_ID, "Metric not found").at("metricId");
        found.map(|_| Some(id.clone())).ok_or_else(unknown)
    }

    fn access_settings(&self) -> Result<AccessSettings, ApiError> {
        let given = self.request.access_settings.clone();
        if self.request.embed_type == EmbedType::Metric {
            return Ok(given.unwrap_or_default());
        }
        let missing = |path: &str| ApiError::invalid(format!("\"{path}\" is required")).at(path);
        let given = given.ok_or_else(|| missing("accessSettings"))?;
        match given.datamart_name {
            Some(_) => Ok(given),
            None => Err(missing("accessSettings.datamartName")),
        }
    }
}

/// The dashboard that was made for a tenant, with its embed, in one commit.
///
/// # Errors
/// The store's; an identifier that is taken.
pub async fn insert_with_dashboard(
    services: &Services,
    caller: &Caller,
    embed: &Embed,
    dashboard: (&Dashboard, Links),
    mut further: Vec<Change>,
) -> Result<(), ApiError> {
    let (body, dashboard_links) = dashboard;
    let organisation = caller.organisation();
    let change = creation(&body.dashboard_id, body, dashboard_links)?;
    let mut embed_links = links(services, organisation, embed).await?;
    if let Change::CreateDocument(document) = &change {
        embed_links.push((DocumentKind::Dashboard, document.id));
    }
    further.extend([change, creation(&embed.embed_id, embed, embed_links)?]);
    match services.store.commit(organisation, &caller.actor(), further).await {
        Err(StoreError::NameTaken { .. }) => Err(dashboards::taken()),
        outcome => Ok(outcome?),
    }
}

fn unknown_workspace() -> ApiError {
    ApiError::new(ErrorCode::INVALID_WORKSPACE_NAME, "Invalid workspace name").at("workspaceName")
}
