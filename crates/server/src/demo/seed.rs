//! Everything that the portal needs in the store, made where it is missing, through the services
//! that the API uses.

use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};
use souk_model::OrganisationId;
use souk_store::{Actor, DocumentKind, StoreError};

use super::{Slice, datamart_body};
use crate::http::{ApiError, Pagination};
use crate::service::datasources::{self, Stored};
use crate::service::{Services, api_keys, data_apps, datamarts};
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
    seeding.api_key().await
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

    async fn exists(&self, kind: DocumentKind) -> Result<bool, SeedError> {
        let found = self.services.store.revision_by_name(self.organisation, kind, PORTAL);
        Ok(found.await?.is_some())
    }
}

fn name(text: &str) -> Result<Name, ApiError> {
    Name::new(text).map_err(ApiError::internal)
}
