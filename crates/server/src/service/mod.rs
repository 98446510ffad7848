//! What the server does, apart from HTTP: one module per family of the API.

pub mod accounts;
pub mod api_keys;
pub mod app_data;
pub mod connectors;
pub mod dashboards;
pub mod data_apps;
pub mod datamarts;
pub mod datasources;
pub mod documents;
pub mod embedded;
pub mod embeds;
pub mod engines;
pub mod filters;
pub mod guest_tokens;
mod identifiers;
pub mod mail;
pub mod metrics;
pub mod query;
pub mod reports;
mod restricted;
pub mod secrets;
pub mod semantic_layer;
pub mod start;
pub mod tokens;
pub mod transfer;
pub mod turns;
pub mod workspaces;

use std::sync::Arc;

use souk_store::Store;
use tokio::sync::Semaphore;

use crate::config::Settings;
use connectors::Connectors;
use datasources::SyncProgress;
use engines::Engines;
use mail::Mailer;
use query::PreparedDatamarts;
use secrets::Secrets;
use turns::DatasourceTurns;

/// Everything a request may need. Made once, at start.
#[derive(Debug)]
pub struct Services {
    /// Documents, tokens, accounts.
    pub store: Arc<dyn Store>,
    /// As configured.
    pub settings: Arc<Settings>,
    /// Seals and opens what must not be stored in clear.
    pub secrets: Secrets,
    /// By `datasourceType`.
    pub connectors: Connectors,
    /// Those of datasources that were asked lately.
    pub engines: Engines,
    /// Datamarts that questions were asked of lately.
    pub prepared: PreparedDatamarts,
    /// Whose turn it is at each datasource.
    pub turns: DatasourceTurns,
    /// Sends reports, where a mail server is configured.
    pub mailer: Option<Mailer>,
    /// How far syncs came.
    pub sync_progress: SyncProgress,
    /// How many passwords are hashed at the same time: each one takes 19 MiB and a core.
    pub(crate) hashing: Semaphore,
}

impl Services {
    /// The parts, put together.
    pub fn new(
        store: Arc<dyn Store>,
        settings: Arc<Settings>,
        secrets: Secrets,
        connectors: Connectors,
        mailer: Option<Mailer>,
    ) -> Self {
        const HASHED_AT_ONCE: usize = 2;
        Self {
            store,
            settings,
            secrets,
            connectors,
            mailer,
            engines: Engines::default(),
            prepared: PreparedDatamarts::default(),
            turns: DatasourceTurns::default(),
            sync_progress: SyncProgress::default(),
            hashing: Semaphore::new(HASHED_AT_ONCE),
        }
    }
}
