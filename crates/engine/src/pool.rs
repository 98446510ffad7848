//! A bounded set of sessions with one database.
//!
//! Why not the driver's own pool: it gives no way to cancel a statement whose reader went away
//! (it reads the rest of the answer instead) and asks the server once more around every question.
//! Here a session is free again the moment its answer ends, and is cancelled and closed when it is
//! dropped before that.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};

use crate::EngineError;
use crate::tenants::Shared;

const CANCEL: Duration = Duration::from_secs(10);

/// What a connector knows of its sessions with one database.
pub(crate) trait Driver: Send + Sync + 'static {
    /// A connection, and what it takes to stop it.
    type Session: Send + 'static;

    /// A session unused for longer than this is asked for a sign of life before it is used.
    const FRESH: Duration = Duration::from_secs(1);

    /// Opens a session, pinned to what every question relies on.
    fn open(&self) -> impl Future<Output = sqlx::Result<Self::Session>> + Send;

    /// Whether the session still answers.
    fn is_alive(session: &mut Self::Session) -> impl Future<Output = bool> + Send;

    /// Ends a session that does nothing.
    fn close(session: Self::Session) -> impl Future<Output = ()> + Send;

    /// Ends whatever the session does; says whether that succeeded.
    fn stop(&self, session: &Self::Session) -> impl Future<Output = bool> + Send;

    /// Gives up a session that may be out of step.
    fn abandon(session: Self::Session) -> impl Future<Output = ()> + Send;

    /// What an error of a statement or of connecting means.
    fn engine_error(error: sqlx::Error) -> EngineError;

    /// Whether the session is still in step with the database after this error.
    fn leaves_session_usable(error: &sqlx::Error) -> bool;
}

/// How many sessions, and how long they may take and last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) sessions: usize,
    /// How long connecting, or waiting for a free session, may take.
    pub(crate) connect: Duration,
    /// How long an unused session stays open.
    pub(crate) idle: Duration,
}

/// Sessions with one database.
pub(crate) struct Pool<D: Driver> {
    driver: D,
    bounds: Bounds,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Idle<D::Session>>>,
    /// Where several pools share a number of sessions.
    shared: Weak<Shared<D>>,
}

/// An open session, with its place among those that several pools share.
struct Open<S> {
    session: S,
    /// A question was asked in it before.
    was_used: bool,
    place: Option<OwnedSemaphorePermit>,
}

struct Idle<S> {
    open: Open<S>,
    since: Instant,
}

/// A session in use. Dropped before [`Lease::give_back`], it is cancelled and closed.
pub(crate) struct Lease<D: Driver> {
    open: Option<Open<D::Session>>,
    pool: Arc<Pool<D>>,
    permit: Option<OwnedSemaphorePermit>,
}

impl<D: Driver> Pool<D> {
    /// No session is opened yet.
    pub(crate) fn new(driver: D, bounds: Bounds) -> Arc<Self> {
        Self::sharing(driver, bounds, Weak::new())
    }

    /// A pool whose sessions have a place among those of others.
    pub(crate) fn sharing(driver: D, bounds: Bounds, shared: Weak<Shared<D>>) -> Arc<Self> {
        let permits = Arc::new(Semaphore::new(bounds.sessions.max(1)));
        Arc::new(Self { driver, bounds, permits, idle: Mutex::default(), shared })
    }

    /// A free session, or a new one, or the wait for one.
    pub(crate) async fn lease(self: &Arc<Self>) -> Result<Lease<D>, EngineError> {
        let deadline = Instant::now() + self.bounds.connect;
        let permit = timeout_at(deadline, Arc::clone(&self.permits).acquire_owned()).await;
        let permit = permit.map_err(|_| no_answer("waiting for a free connection"))?.ok();
        let open = match self.living_session(deadline).await {
            Some(open) => open,
            None => self.open(deadline).await?,
        };
        Ok(Lease { open: Some(open), pool: Arc::clone(self), permit })
    }

    async fn living_session(&self, deadline: Instant) -> Option<Open<D::Session>> {
        while let Some(mut idle) = self.pop() {
            if idle.since.elapsed() < D::FRESH {
                return Some(idle.open);
            }
            if let Ok(true) = timeout_at(deadline, D::is_alive(&mut idle.open.session)).await {
                return Some(idle.open);
            }
        }
        None
    }

    async fn open(&self, deadline: Instant) -> Result<Open<D::Session>, EngineError> {
        let place = match self.shared.upgrade() {
            Some(shared) => shared.admit(deadline).await?,
            None => None,
        };
        let session = timeout_at(deadline, self.driver.open()).await;
        let session = session.map_err(|_| no_answer("connecting"))?.map_err(D::engine_error)?;
        Ok(Open { session, was_used: false, place })
    }

    /// Closes a session that nobody uses, if there is one.
    pub(crate) fn close_an_idle_one(&self) -> bool {
        let Some(idle) = self.pop() else { return false };
        close::<D>(idle.open);
        true
    }

    fn pop(&self) -> Option<Idle<D::Session>> {
        self.lock().pop()
    }

    fn push(self: &Arc<Self>, mut open: Open<D::Session>) {
        open.was_used = true;
        let mut idle = self.lock();
        // Asked under the lock: who waits looks through the idle ones after saying so.
        if self.shared.upgrade().is_some_and(|shared| shared.is_awaited()) {
            return close::<D>(open);
        }
        let nobody_sweeps = idle.is_empty();
        idle.push(Idle { open, since: Instant::now() });
        if nobody_sweeps && let Ok(runtime) = Handle::try_current() {
            runtime.spawn(sweep(Arc::downgrade(self), self.bounds.idle));
        }
    }

    /// Takes out the sessions that nobody has used for long; says whether any are left.
    fn retire(&self) -> (Vec<Idle<D::Session>>, bool) {
        let mut idle = self.lock();
        let keep = |entry: &Idle<D::Session>| entry.since.elapsed() < self.bounds.idle;
        let (kept, retired) = mem::take(&mut *idle).into_iter().partition(keep);
        *idle = kept;
        (retired, !idle.is_empty())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Idle<D::Session>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes unused sessions; ends when there are none, or no pool. Sessions taken out and given back
/// in between may start a second sweep: harmless, as each ends by the same rule.
async fn sweep<D: Driver>(pool: Weak<Pool<D>>, period: Duration) {
    loop {
        tokio::time::sleep(period).await;
        let Some(pool) = pool.upgrade() else { return };
        let (retired, some_left) = pool.retire();
        for entry in retired {
            end::<D>(entry.open).await;
        }
        if !some_left {
            return;
        }
    }
}

fn close<D: Driver>(open: Open<D::Session>) {
    if let Ok(runtime) = Handle::try_current() {
        runtime.spawn(end::<D>(open));
    }
}

/// The session's place is free when it has ended.
async fn end<D: Driver>(Open { session, place, .. }: Open<D::Session>) {
    let _ = timeout(CANCEL, D::close(session)).await;
    drop(place);
}

impl<D: Driver> Lease<D> {
    /// The session; `None` only after the lease was given back.
    pub(crate) fn session(&mut self) -> Option<&mut D::Session> {
        self.open.as_mut().map(|open| &mut open.session)
    }

    /// Whether a question was asked in the session before.
    pub(crate) fn was_used(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.was_used)
    }

    /// The answer was read to its end: the session is free for the next question.
    pub(crate) fn give_back(mut self) {
        if let Some(open) = self.open.take() {
            self.pool.push(open);
        }
    }

    /// What the driver said, as the engine's error; the session is kept if it is still in step.
    pub(crate) fn settle<T>(mut self, result: sqlx::Result<T>) -> Result<T, EngineError> {
        match &result {
            // A broken connection has nothing to cancel.
            Err(error) if !D::leaves_session_usable(error) => self.open = None,
            _ => self.give_back(),
        }
        result.map_err(D::engine_error)
    }
}

impl<D: Driver> Drop for Lease<D> {
    fn drop(&mut self) {
        let (Some(open), Ok(runtime)) = (self.open.take(), Handle::try_current()) else {
            return;
        };
        // The permit goes along, so that the bound counts statements that are still ending.
        runtime.spawn(cancel(open, Arc::clone(&self.pool), self.permit.take()));
    }
}

async fn cancel<D: Driver>(
    Open { session, place, .. }: Open<D::Session>,
    pool: Arc<Pool<D>>,
    permit: Option<OwnedSemaphorePermit>,
) {
    let stopped = timeout(CANCEL, pool.driver.stop(&session)).await;
    if !matches!(stopped, Ok(true)) {
        tracing::warn!(
            "a statement could not be cancelled; the database's own time limit will end it"
        );
    }
    let _ = timeout(CANCEL, D::abandon(session)).await;
    drop((permit, place));
}

/// Connecting, or waiting for a free connection, took too long.
pub(crate) fn no_answer(what: &str) -> EngineError {
    EngineError::Unreachable(format!("{what} took too long"), None)
}
