//! Keeps datasources away from the server's neighbours: addresses that the network policy forbids.
//!
//! The host is looked up and checked before it is used, and again after a minute. What a connector
//! itself looks up in between can differ; a firewall is the second line.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use souk_engine::{Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Rows};
use souk_model::Catalog;
use souk_query::{Compiled, Dialect};
use tokio::net::lookup_host;

use crate::config::NetworkPolicy;

const TRUSTED_FOR: Duration = Duration::from_secs(60);

/// A connector whose engines check where they lead before they go there.
pub(super) struct Restricted {
    pub(super) inner: Arc<dyn Connector>,
    pub(super) policy: NetworkPolicy,
}

struct RestrictedEngine {
    inner: Arc<dyn Engine>,
    host: String,
    policy: NetworkPolicy,
    checked: Mutex<Option<Instant>>,
}

#[async_trait]
impl Connector for Restricted {
    fn datasource_types(&self) -> &'static [&'static str] {
        self.inner.datasource_types()
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        let inner = self.inner.connect(credentials).await?;
        // Without a host, the connector refuses, or reaches no network.
        let Some(host) = host(credentials) else { return Ok(inner) };
        let (policy, checked) = (self.policy.clone(), Mutex::new(None));
        Ok(Arc::new(RestrictedEngine { inner, host, policy, checked }))
    }
}

/// `host`, or `server`, or the host of `url`, as the connectors read it.
fn host(credentials: &Credentials) -> Option<String> {
    let fields = credentials.as_object();
    let value = ["host", "server"].iter().find_map(|key| fields.get(*key)?.as_str());
    value.map(|host| host.trim().to_owned()).or_else(|| host_of_url(fields.get("url")?.as_str()?))
}

fn host_of_url(text: &str) -> Option<String> {
    Some(url::Url::parse(text.trim()).ok()?.host_str()?.to_owned())
}

impl RestrictedEngine {
    async fn check(&self) -> Result<(), EngineError> {
        let last = *self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|last| last.elapsed() < TRUSTED_FOR) {
            return Ok(());
        }
        for address in addresses(&self.host).await? {
            if !self.policy.permits(address) {
                return Err(forbidden());
            }
        }
        *self.checked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        Ok(())
    }
}

/// A path is a socket of this machine.
async fn addresses(host: &str) -> Result<Vec<IpAddr>, EngineError> {
    if host.starts_with(['/', '@']) {
        return Err(forbidden());
    }
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = bare.parse::<IpAddr>() {
        return Ok(vec![address]);
    }
    let lookup = lookup_host((host, 0)).await;
    let lookup = lookup.map_err(|error| {
        EngineError::Unreachable("the host name leads nowhere".to_owned(), Some(error.into()))
    })?;
    Ok(lookup.map(|address| address.ip()).collect())
}

fn forbidden() -> EngineError {
    let reason = "the host is at an address that datasources may not use; the setting \
        network_allow lists the private ranges that they may";
    EngineError::Unreachable(reason.to_owned(), None)
}

#[async_trait]
impl Engine for RestrictedEngine {
    async fn ready(&self) -> Result<(), EngineError> {
        self.check().await?;
        self.inner.ready().await
    }

    fn dialect(&self) -> &'static dyn Dialect {
        self.inner.dialect()
    }

    async fn test(&self) -> Result<(), EngineError> {
        self.check().await?;
        self.inner.test().await
    }

    async fn introspect(&self) -> Result<Catalog, EngineError> {
        self.check().await?;
        self.inner.introspect().await
    }

    async fn run(
        &self,
        question: &Compiled,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        self.check().await?;
        self.inner.run(question, database, limits).await
    }
}
