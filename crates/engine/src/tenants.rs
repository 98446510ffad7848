//! The databases of tenants that are in use, under tenancy level DATABASE.
//!
//! Knows how many stay connected. Which names may be connected to at all, each connector asks its
//! server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::pool::{Driver, Pool};

/// The tenants' databases in use, the most recently used last.
pub(crate) struct Tenants<D: Driver> {
    pools: Mutex<Vec<(String, Arc<Pool<D>>)>>,
}

impl<D: Driver> Default for Tenants<D> {
    fn default() -> Self {
        Self { pools: Mutex::default() }
    }
}

impl<D: Driver> Tenants<D> {
    /// The database is gone: the next question asks the server's list again.
    pub(crate) fn forget(&self, name: &str) {
        self.lock().retain(|(known, _)| known != name);
    }

    /// The sessions with a database that was listed before.
    pub(crate) fn known(&self, name: &str) -> Option<Arc<Pool<D>>> {
        let mut pools = self.lock();
        let index = pools.iter().position(|(known, _)| known == name)?;
        let entry = pools.remove(index);
        let pool = Arc::clone(&entry.1);
        pools.push(entry);
        Some(pool)
    }

    /// Keeps the sessions with a listed database, at most `bound` of them.
    pub(crate) fn remember(&self, name: String, pool: Arc<Pool<D>>, bound: usize) -> Arc<Pool<D>> {
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

    fn lock(&self) -> MutexGuard<'_, Vec<(String, Arc<Pool<D>>)>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
