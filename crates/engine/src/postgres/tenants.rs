//! The databases of tenants, under tenancy level DATABASE.
//!
//! A name reaches the protocol only after the server itself has listed it. Never addressed:
//! `postgres`, `template0`, `template1`, any other template database, and databases that take no
//! connections. The datasource's own database is a tenant's like any other if it is listed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::PostgresOptions;
use super::errors::{engine_error, leaves_connection_usable};
use super::pool::Pool;
use super::target::Target;
use crate::EngineError;

const NEVER: [&str; 3] = ["postgres", "template0", "template1"];
const LISTED: &str = "SELECT datname::text FROM pg_database
    WHERE datallowconn AND NOT datistemplate AND datname::text = $1";
/// Sessions per tenant's database: there may be many databases.
const CONNECTIONS: usize = 2;

/// The tenants' databases in use, the most recently used last.
#[derive(Default)]
pub(super) struct Tenants {
    pools: Mutex<Vec<(String, Arc<Pool>)>>,
}

impl Tenants {
    /// The sessions with the tenant's database; `own` answers which databases there are.
    pub(super) async fn pool(
        &self,
        name: &str,
        own: &Arc<Pool>,
        target: &Target,
        bounds: PostgresOptions,
    ) -> Result<Arc<Pool>, EngineError> {
        if name.is_empty() || name.contains('\0') || NEVER.contains(&name) {
            return Err(EngineError::UnknownDatabase);
        }
        if let Some(pool) = self.known(name) {
            return Ok(pool);
        }
        let listed = listed(own, name).await?.ok_or(EngineError::UnknownDatabase)?;
        let pool = Pool::new(target.options_for(&listed), bounds, CONNECTIONS);
        Ok(self.remember(listed, pool, bounds.databases))
    }

    /// The database is gone: the next question asks the server's list again.
    pub(super) fn forget(&self, name: &str) {
        self.lock().retain(|(known, _)| known != name);
    }

    fn known(&self, name: &str) -> Option<Arc<Pool>> {
        let mut pools = self.lock();
        let index = pools.iter().position(|(known, _)| known == name)?;
        let entry = pools.remove(index);
        let pool = Arc::clone(&entry.1);
        pools.push(entry);
        Some(pool)
    }

    fn remember(&self, name: String, pool: Arc<Pool>, bound: usize) -> Arc<Pool> {
        let mut pools = self.lock();
        if let Some((_, first)) = pools.iter().find(|(known, _)| *known == name) {
            return Arc::clone(first);
        }
        if pools.len() >= bound.max(1) {
            pools.remove(0);
        }
        pools.push((name, Arc::clone(&pool)));
        pool
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(String, Arc<Pool>)>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn listed(own: &Arc<Pool>, name: &str) -> Result<Option<String>, EngineError> {
    let mut lease = own.lease().await?;
    let Some(connection) = lease.connection() else { return Ok(None) };
    let listed = sqlx::query_scalar(LISTED).bind(name).fetch_optional(connection).await;
    match &listed {
        Err(error) if !leaves_connection_usable(error) => lease.discard(),
        _ => lease.give_back(),
    }
    listed.map_err(engine_error)
}
