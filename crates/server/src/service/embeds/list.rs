//! The embeds of a data app.

use serde_json::{Map, json};
use souk_model::{Dashboard, Embed, Metric};
use souk_store::DocumentKind;

use super::data_app;
use crate::http::{ApiError, Caller, Pagination};
use crate::service::Services;
use crate::service::documents::{self, Stored};
use crate::wire::embeds::{EmbedListItem, EmbedMetadata, ExternalDashboard, ExternalMetric};

/// The embeds of the caller's data app, oldest first; with a tenant named, without those that were
/// made for other tenants.
///
/// # Errors
/// The store's.
pub async fn list(
    services: &Services,
    caller: &Caller,
    client_id: Option<&str>,
    pagination: Pagination,
) -> Result<Vec<EmbedListItem>, ApiError> {
    let organisation = caller.organisation();
    let app = data_app(caller)?;
    let kind = DocumentKind::DataApp;
    let name = services.store.document(organisation, kind, app).await?;
    let name = name.map(|document| document.name).unwrap_or_default();
    let embeds = documents::linked::<Embed>(services, organisation, (kind, app)).await?;
    let mut items = Vec::with_capacity(embeds.len());
    for embed in embeds {
        let shown = Shown::of(services, caller, &embed.body).await?;
        if shown.is_for(client_id) {
            items.push(shown.item(embed, &name));
        }
    }
    Ok(pagination.of(items))
}

/// What an embed shows.
struct Shown {
    dashboard: Option<Stored<Dashboard>>,
    metric: Option<Stored<Metric>>,
}

impl Shown {
    async fn of(services: &Services, caller: &Caller, embed: &Embed) -> Result<Self, ApiError> {
        let organisation = caller.organisation();
        let dashboard = match &embed.dashboard_id {
            Some(id) => documents::named(services, organisation, id).await?,
            None => None,
        };
        let metric = match &embed.metric_id {
            Some(id) => documents::named(services, organisation, id).await?,
            None => None,
        };
        Ok(Self { dashboard, metric })
    }

    fn is_for(&self, client_id: Option<&str>) -> bool {
        let owner = self.dashboard.as_ref().and_then(|stored| stored.body.owner.as_ref());
        match (client_id, owner) {
            (Some(client_id), Some(owner)) => owner.client_id == client_id,
            _ => true,
        }
    }

    fn item(self, embed: Stored<Embed>, data_app_name: &str) -> EmbedListItem {
        let Stored { created_at, updated_at, body, .. } = embed;
        EmbedListItem {
            embed_metadata: EmbedMetadata {
                embed_id: body.embed_id.clone(),
                name: body.name.clone(),
                embed_type: body.embed_type,
                data_app_name: data_app_name.to_owned(),
                metric_id: body.metric_id,
                dashboard_id: body.dashboard_id,
                created_at,
                updated_at,
            },
            embed_id: body.embed_id,
            embed_type: body.embed_type,
            name: body.name,
            external_dashboard: self.dashboard.map(dashboard),
            external_metric: self.metric.map(|stored| ExternalMetric {
                metric_id: stored.body.metric_id,
                name: stored.body.name,
            }),
            embed_data_app_access_setting: body.access_settings,
        }
    }
}

fn dashboard(stored: Stored<Dashboard>) -> ExternalDashboard {
    let mut metadata: Map<_, _> = stored.body.metadata;
    metadata.insert("createdAt".to_owned(), json!(stored.created_at));
    metadata.insert("updatedAt".to_owned(), json!(stored.updated_at));
    ExternalDashboard {
        external_dashboard_id: stored.body.dashboard_id,
        name: stored.body.name,
        metadata,
    }
}
