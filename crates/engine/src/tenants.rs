//! The databases of tenants that are in use, under tenancy level DATABASE.
//!
//! Knows how many stay connected, and that they share a number of sessions. Which names may be
//! connected to at all, each connector asks its server.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use crate::pool::{Driver, Pool, no_answer};
use crate::{EngineError, ServerOptions};

/// Sessions per tenant's database: there may be many databases.
const EACH: usize = 2;

/// The tenants' databases in use.
pub(crate) struct Tenants<D: Driver>(Arc<Shared<D>>);

/// What the pools of all tenants share.
pub(crate) struct Shared<D: Driver> {
    /// The most recently used last.
    pools: Mutex<Vec<(String, Arc<Pool<D>>)>>,
    /// A permit for each open session, used or not.
    open: Arc<Semaphore>,
    /// How many wait for such a permit.
    waiting: AtomicUsize,
    bounds: ServerOptions,
}

/// Somebody who waits for a session to be closed.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl<D: Driver> Tenants<D> {
    /// Nothing is connected yet.
    pub(crate) fn new(bounds: ServerOptions) -> Self {
        let open = Arc::new(Semaphore::new(bounds.tenant_connections.max(1)));
        Self(Arc::new(Shared {
            pools: Mutex::default(),
            open,
            waiting: AtomicUsize::new(0),
            bounds,
        }))
    }

    /// The database is gone: the next question asks the server's list again.
    pub(crate) fn forget(&self, name: &str) {
        self.0.lock().retain(|(known, _)| known != name);
    }

    /// The sessions with a database that was listed before.
    pub(crate) fn known(&self, name: &str) -> Option<Arc<Pool<D>>> {
        let mut pools = self.0.lock();
        let index = pools.iter().position(|(known, _)| known == name)?;
        let entry = pools.remove(index);
        let pool = Arc::clone(&entry.1);
        pools.push(entry);
        Some(pool)
    }

    /// Keeps the sessions with a listed database; the one that was used longest ago makes room.
    pub(crate) fn remember(&self, name: String, driver: D) -> Arc<Pool<D>> {
        let mut pools = self.0.lock();
        if let Some((_, first)) = pools.iter().find(|(known, _)| *known == name) {
            return Arc::clone(first);
        }
        if pools.len() >= self.0.bounds.databases.max(1) {
            let (_, oldest) = pools.remove(0);
            while oldest.close_an_idle_one() {}
        }
        let pool = Pool::sharing(driver, self.0.bounds.of(EACH), Arc::downgrade(&self.0));
        pools.push((name, Arc::clone(&pool)));
        pool
    }
}

impl<D: Driver> Shared<D> {
    /// Leave to open one more session. An unused session of another tenant is closed for it.
    pub(crate) async fn admit(
        &self,
        deadline: Instant,
    ) -> Result<Option<OwnedSemaphorePermit>, EngineError> {
        if let Ok(permit) = Arc::clone(&self.open).try_acquire_owned() {
            return Ok(Some(permit));
        }
        // Said before looking: whoever gives a session back from now on closes it, see `is_awaited`.
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let _waiting = Waiting(&self.waiting);
        self.close_the_longest_idle();
        let permit = timeout_at(deadline, Arc::clone(&self.open).acquire_owned()).await;
        Ok(permit.map_err(|_| no_answer("waiting for a free connection"))?.ok())
    }

    /// Whether somebody waits for a session to be closed.
    pub(crate) fn is_awaited(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }

    /// Pools are looked through from the one that was used longest ago.
    fn close_the_longest_idle(&self) {
        let pools: Vec<_> = self.lock().iter().map(|(_, pool)| Arc::clone(pool)).collect();
        pools.iter().find(|pool| pool.close_an_idle_one());
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(String, Arc<Pool<D>>)>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
