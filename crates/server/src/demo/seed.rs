//! Everything that the portal needs in the store, made where it is missing, through the services
//! that the API uses.

use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};
use souk_model::OrganisationId;
use souk_store::{Actor, DocumentKind, StoreError};

use super::{Slice, datamart_body};
use crate::http::body::from_value;
use crate::http::{ApiError, Caller, Pagination};
use crate::service::datasources::{self, Stored};
use crate::service::{
    Services, api_keys, dashboards, data_apps, datamarts, embeds, metrics, tokens, workspaces,
};
use crate::wire::Name;
use crate::wire::datasource::DatasourceBody;

/// The datamart, and the data app that asks it.
pub const PORTAL: &str = "supplier_portal";
/// The datasource.
pub const DATASOURCE: &str = "supplier_portal_files";
const KEY_NAME: &str = "demo";

/// Why the portal could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A service refused.
    #[error(transparent)]
    Service(#[from] ApiError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes what is missing and returns the data app's key. `say` is told what is being made.
///
/// # Errors
/// What a service refused.
pub async fn seed(
    services: &Services,
    slice: Slice,
    say: &(dyn Fn(&str) + Sync),
) -> Result<String, SeedError> {
    let organisation = services.store.default_organisation().await?;
    let seeding = Seeding { services, organisation, say };
    // The folder is named from the root that file datasources may read, so that the data directory
    // can be moved.
    seeding.datasource(&slice.to_string()).await?;
    seeding.datamart().await?;
    seeding.data_app().await?;
    let api_key = seeding.api_key().await?;
    seeding.workspace().await?;
    seeding.metrics().await?;
    seeding.dashboard().await?;
    seeding.embed(&api_key).await?;
    Ok(api_key)
}

/// A caller that holds the data app's key.
///
/// # Errors
/// A key that is none.
pub(super) async fn holder(services: &Services, api_key: &str) -> Result<Caller, SeedError> {
    let secret =
        tokens::parse(api_key).ok_or_else(|| ApiError::internal("a key that is no UUID"))?;
    let token = services.store.token(&tokens::hash(secret)).await?;
    let caller = token.and_then(Caller::from_token);
    Ok(caller.ok_or_else(|| ApiError::internal("the demonstration's key is gone"))?)
}

struct Seeding<'a> {
    services: &'a Services,
    organisation: OrganisationId,
    say: &'a (dyn Fn(&str) + Sync),
}

impl Seeding<'_> {
    async fn datasource(&self, path: &str) -> Result<(), SeedError> {
        let (services, organisation) = (self.services, self.organisation);
        let found = datasources::find(services, organisation, DATASOURCE).await?;
        let known = found.as_ref().map(|stored| self.path_of(stored));
        if known.flatten().as_deref() == Some(path) {
            return Ok(());
        }
        (self.say)("reading the schema of the files");
        let mut credentials = Map::new();
        credentials.insert("name".to_owned(), json!(DATASOURCE));
        credentials.insert("path".to_owned(), json!(path));
        let datasource_type = "csv".to_owned();
        let body = DatasourceBody { datasource_type, credentials, tenancy_settings: None };
        match found {
            None => datasources::create(services, organisation, &Actor::System, body).await?,
            Some(_) => datasources::update(services, organisation, &Actor::System, body).await?,
        };
        Ok(())
    }

    /// Which folder the stored datasource reads.
    fn path_of(&self, stored: &Stored) -> Option<String> {
        let sealed = &stored.datasource.sealed_credentials;
        let place = stored.document.id.as_uuid();
        let opened = self.services.secrets.open(self.organisation, place, sealed).ok()?;
        let fields: Value = serde_json::from_str(opened.expose_secret()).ok()?;
        fields.get("path")?.as_str().map(str::to_owned)
    }

    async fn datamart(&self) -> Result<(), SeedError> {
        if self.exists(DocumentKind::Datamart).await? {
            return Ok(());
        }
        (self.say)("making the datamart");
        let body = datamart_body(PORTAL, DATASOURCE, None);
        datamarts::create(self.services, self.organisation, &Actor::System, body).await?;
        Ok(())
    }

    async fn data_app(&self) -> Result<(), SeedError> {
        if self.exists(DocumentKind::DataApp).await? {
            return Ok(());
        }
        (self.say)("making the data app");
        let name = name(PORTAL)?;
        data_apps::create(self.services, self.organisation, &Actor::System, &name).await?;
        Ok(())
    }

    /// The key of an earlier run, while it can be used.
    async fn api_key(&self) -> Result<String, SeedError> {
        let (services, organisation) = (self.services, self.organisation);
        let every = Pagination::new(None, None)?;
        let keys = api_keys::list(services, organisation, PORTAL, every).await?;
        if let Some(known) = keys.into_iter().find(|key| key.name == KEY_NAME) {
            return Ok(known.key);
        }
        let name = name(KEY_NAME)?;
        let key = api_keys::create(services, organisation, &Actor::System, PORTAL, name).await?;
        Ok(key.to_string())
    }

    async fn workspace(&self) -> Result<(), SeedError> {
        if self.exists(DocumentKind::Workspace).await? {
            return Ok(());
        }
        let body = json!({"name": PORTAL, "connectionType": "DATAMART", "datamartName": PORTAL});
        let body = from_value(body)?;
        workspaces::create(self.services, self.organisation, &Actor::System, body).await?;
        Ok(())
    }

    async fn metrics(&self) -> Result<(), SeedError> {
        let (services, organisation) = (self.services, self.organisation);
        for document in super::documents::metrics() {
            let id = document["metricId"].as_str().unwrap_or_default().to_owned();
            let known = services.store.revision_by_name(organisation, DocumentKind::Metric, &id);
            if known.await?.is_none() {
                let body = from_value(document)?;
                metrics::create(services, organisation, &Actor::System, body).await?;
            }
        }
        Ok(())
    }

    async fn dashboard(&self) -> Result<(), SeedError> {
        if self.exists(DocumentKind::Dashboard).await? {
            return Ok(());
        }
        (self.say)("making the dashboard");
        let body = from_value(super::documents::dashboard())?;
        dashboards::create(self.services, self.organisation, &Actor::System, body).await?;
        Ok(())
    }

    async fn embed(&self, api_key: &str) -> Result<(), SeedError> {
        if self.exists(DocumentKind::Embed).await? {
            return Ok(());
        }
        let caller = holder(self.services, api_key).await?;
        let body = json!({"dashboardId": PORTAL, "embedType": "dashboard",
            "workspaceName": PORTAL, "accessSettings": super::documents::access_settings()});
        embeds::create(self.services, &caller, from_value(body)?).await?;
        Ok(())
    }

    async fn exists(&self, kind: DocumentKind) -> Result<bool, SeedError> {
        let found = self.services.store.revision_by_name(self.organisation, kind, PORTAL);
        Ok(found.await?.is_some())
    }
}

fn name(text: &str) -> Result<Name, ApiError> {
    Name::new(text).map_err(ApiError::internal)
}
