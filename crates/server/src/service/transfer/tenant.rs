//! A dashboard for one tenant with its embed, empty, like a template, or from a file.

use serde_json::Map;
use souk_model::{Dashboard, DashboardOwner, Embed, EmbedType, ErrorCode, check_name};
use souk_store::Change;

use super::import::{self, Reading, Ready, unknown_template};
use crate::http::{ApiError, Caller};
use crate::service::documents;
use crate::service::documents::Links;
use crate::service::{Services, dashboards, embeds, workspaces};
use crate::wire::embeds::DashboardEmbedRequest;

/// Makes dashboard and embed, and returns the dashboard's name.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`, `CLIENT_ID_ERROR`, `INVALID_DASHBOARD_ID`, `TEMPLATE_DASHBOARD_ERROR`,
/// `INVALID_DATAMART`.
pub async fn create(
    services: &Services,
    caller: &Caller,
    request: DashboardEmbedRequest,
) -> Result<String, ApiError> {
    let organisation = caller.organisation();
    let workspace = workspaces::find(services, organisation, &request.workspace_name).await?;
    check_client(&request.client_id)?;
    check_mode(request.metric_import_mode.as_deref())?;
    let id = request.dashboard_id.as_str().to_owned();
    if documents::named::<Dashboard>(services, organisation, &id).await?.is_some() {
        return Err(dashboards::taken());
    }
    embeds::check_access(services, organisation, &workspace.body, &request.access_settings).await?;
    let pairs = request.schema_pairs.clone().unwrap_or_default();
    let (mut dashboard, links, changes) = match &request.import_dashboard_data {
        Some(data) => {
            let reading = Reading {
                workspace: &workspace,
                dashboard_id: id.clone(),
                schema_pairs: &pairs,
                with_metrics: request.is_import_metrics.is_none_or(|flag| flag.0),
            };
            let Ready { dashboard, links, changes } =
                import::read(services, organisation, data.clone(), reading).await?;
            (dashboard, links, changes)
        }
        None => blank_or_template(services, caller, &request).await?,
    };
    name(&mut dashboard, &request);
    dashboard.metadata = request.metadata.clone().unwrap_or_default();
    dashboard.description = request.embed_description.clone().or(dashboard.description);
    dashboard.owner = Some(DashboardOwner {
        client_id: request.client_id.clone(),
        is_private_by_default: request.is_allow_private_metrics_by_default.unwrap_or_default().0,
    });
    let embed = Embed {
        embed_id: id.clone(),
        name: dashboard.name.clone(),
        embed_type: EmbedType::Dashboard,
        workspace_name: request.workspace_name,
        dashboard_id: Some(id),
        metric_id: None,
        access_settings: request.access_settings,
        data_app: embeds::data_app(caller)?,
    };
    embeds::insert_with_dashboard(services, caller, &embed, (&dashboard, links), changes).await?;
    Ok(dashboard.name)
}

/// The name that was given; else that of the file where `isRenameDashboard` says so; else the
/// identifier.
fn name(dashboard: &mut Dashboard, request: &DashboardEmbedRequest) {
    let keeps = request.import_dashboard_data.is_some()
        && request.is_rename_dashboard.unwrap_or_default().0;
    match &request.name {
        Some(name) => dashboard.name = name.as_str().to_owned(),
        None if keeps => {}
        None => request.dashboard_id.as_str().clone_into(&mut dashboard.name),
    }
}

async fn blank_or_template(
    services: &Services,
    caller: &Caller,
    request: &DashboardEmbedRequest,
) -> Result<(Dashboard, Links, Vec<Change>), ApiError> {
    let organisation = caller.organisation();
    let blank = Dashboard {
        dashboard_id: request.dashboard_id.as_str().to_owned(),
        workspace_name: request.workspace_name.clone(),
        name: String::new(),
        description: None,
        tabs: Vec::new(),
        blocks: Vec::new(),
        filters: Vec::new(),
        metadata: Map::new(),
        owner: None,
    };
    let dashboard = match &request.template_dashboard_id {
        None => blank,
        Some(id) => {
            let found = documents::named::<Dashboard>(services, organisation, id).await?;
            let found = found.map(|stored| stored.body).filter(|template| {
                let is_open = template.owner.as_ref();
                template.workspace_name == request.workspace_name
                    && is_open.is_none_or(|owner| owner.client_id == request.client_id)
            });
            let template = found.ok_or_else(unknown_template)?;
            let Dashboard { tabs, blocks, filters, description, .. } = template;
            Dashboard { tabs, blocks, filters, description, ..blank }
        }
    };
    let links = dashboards::links(services, organisation, &dashboard).await?;
    Ok((dashboard, links, Vec::new()))
}

fn check_client(client_id: &str) -> Result<(), ApiError> {
    check_name(client_id).map_err(|error| {
        ApiError::new(ErrorCode::CLIENT_ID_ERROR, "Invalid client id")
            .at("clientId")
            .with_hint(format!("\"clientId\" {error}"))
    })
}

fn check_mode(mode: Option<&str>) -> Result<(), ApiError> {
    match mode {
        None | Some("GALLERY") => Ok(()),
        Some(_) => {
            let message = "\"metricImportMode\" must be one of [GALLERY]";
            Err(ApiError::invalid(message).at("metricImportMode"))
        }
    }
}
