//! What a dashboard is as a file: its layout, filters and metrics, and no credential or tenant's row.

use chrono::Utc;
use serde_json::{Value, json};
use souk_model::{AccessSettings, Dashboard, Embed, ErrorCode, Metric, OrganisationId};

use crate::http::{ApiError, Caller};
use crate::service::documents;
use crate::service::{Services, embeds, workspaces};

/// A dashboard of a workspace.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`, `DASHBOARD_PARAM_ERROR`.
pub async fn dashboard(
    services: &Services,
    organisation: OrganisationId,
    workspace: &str,
    id: &str,
) -> Result<Value, ApiError> {
    workspaces::find(services, organisation, workspace).await?;
    let found = documents::named::<Dashboard>(services, organisation, id).await?;
    let found = found.filter(|stored| stored.body.workspace_name == workspace);
    let unknown = || ApiError::new(ErrorCode::DASHBOARD_PARAM_ERROR, "Invalid dashboard id");
    let dashboard = found.ok_or_else(|| unknown().at("dashboardId"))?.body;
    Ok(json!({
        "_meta": {"exportedAt": Utc::now(), "workspaceName": workspace, "dashboardId": id},
        "data": content(services, organisation, &dashboard).await?,
    }))
}

/// What an embed shows, with what its guests may do.
///
/// # Errors
/// `INVALID_EMBED_ID`.
pub async fn embed(services: &Services, caller: &Caller, id: &str) -> Result<Value, ApiError> {
    let organisation = caller.organisation();
    let embed = embeds::find(services, caller, id).await?.body;
    let found = match &embed.dashboard_id {
        Some(id) => documents::named::<Dashboard>(services, organisation, id).await?,
        None => None,
    };
    let dashboard = found.map_or_else(|| alone(&embed), |stored| stored.body);
    let settings = AccessSettings { datamart_name: None, ..embed.access_settings.clone() };
    Ok(json!({
        "_meta": {"exportedAt": Utc::now(), "embedId": embed.embed_id, "name": embed.name,
            "embedType": embed.embed_type, "dashboardId": embed.dashboard_id,
            "embedDataAppAccessSetting": settings},
        "data": content(services, organisation, &dashboard).await?,
    }))
}

/// A metric that is embedded alone, as a dashboard with that one block.
fn alone(embed: &Embed) -> Dashboard {
    let block = embed.metric_id.as_ref().map(|id| souk_model::Block {
        id: id.clone(),
        kind: souk_model::BlockKind::Metric,
        metric_id: Some(id.clone()),
        text: None,
        image: None,
        tab: None,
        at: souk_model::Places::new(),
    });
    Dashboard {
        dashboard_id: embed.embed_id.clone(),
        workspace_name: embed.workspace_name.clone(),
        name: embed.name.clone(),
        description: None,
        tabs: Vec::new(),
        blocks: block.into_iter().collect(),
        filters: Vec::new(),
        metadata: serde_json::Map::new(),
        owner: None,
    }
}

async fn content(
    services: &Services,
    organisation: OrganisationId,
    dashboard: &Dashboard,
) -> Result<Value, ApiError> {
    let mut metrics = Vec::new();
    for id in dashboard.metric_ids() {
        let found = documents::named::<Metric>(services, organisation, id).await?;
        metrics.extend(found.map(|stored| stored.body));
    }
    Ok(json!({"name": dashboard.name, "description": dashboard.description,
        "tabs": dashboard.tabs, "layout": dashboard.blocks, "filters": dashboard.filters,
        "metrics": metrics}))
}
