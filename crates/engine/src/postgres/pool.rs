//! A bounded set of sessions with one database.
//!
//! Why not the driver's own pool: it gives no way to cancel a statement whose reader went away
//! (it reads the rest of the answer instead) and asks the server once more around every question.
//! Here a session comes with its process number, is free again the moment its answer ends, and is
//! cancelled and closed when it is dropped before that.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};

use super::PostgresOptions;
use super::errors::{engine_error, no_answer};
use crate::EngineError;

/// A session unused for longer than this is asked for a sign of life before it is used.
const FRESH: Duration = Duration::from_secs(1);
const CANCEL: Duration = Duration::from_secs(10);

/// Sessions with one database.
pub(super) struct Pool {
    connect: PgConnectOptions,
    bounds: PostgresOptions,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Idle>>,
}

struct Idle {
    session: Session,
    since: Instant,
}

struct Session {
    connection: PgConnection,
    process: i32,
}

/// A session in use. Dropped before [`Lease::give_back`], it is cancelled and closed.
pub(super) struct Lease {
    session: Option<Session>,
    pool: Arc<Pool>,
    permit: Option<OwnedSemaphorePermit>,
}

impl Pool {
    /// At most `size` sessions; none is opened yet.
    pub(super) fn new(
        connect: PgConnectOptions,
        bounds: PostgresOptions,
        size: usize,
    ) -> Arc<Self> {
        let permits = Arc::new(Semaphore::new(size.max(1)));
        Arc::new(Self { connect, bounds, permits, idle: Mutex::default() })
    }

    /// A free session, or a new one, or the wait for one.
    pub(super) async fn lease(self: &Arc<Self>) -> Result<Lease, EngineError> {
        let deadline = Instant::now() + self.bounds.connect;
        let permit = timeout_at(deadline, Arc::clone(&self.permits).acquire_owned()).await;
        let permit = permit.map_err(|_| no_answer("waiting for a free connection"))?.ok();
        let session = match self.living_session(deadline).await {
            Some(session) => session,
            None => self.open(deadline).await?,
        };
        Ok(Lease { session: Some(session), pool: Arc::clone(self), permit })
    }

    async fn living_session(&self, deadline: Instant) -> Option<Session> {
        while let Some(mut idle) = self.pop() {
            if idle.since.elapsed() < FRESH {
                return Some(idle.session);
            }
            let answer = timeout_at(deadline, idle.session.connection.ping()).await;
            if matches!(answer, Ok(Ok(()))) {
                return Some(idle.session);
            }
        }
        None
    }

    async fn open(&self, deadline: Instant) -> Result<Session, EngineError> {
        let session = timeout_at(deadline, Session::open(&self.connect)).await;
        session.map_err(|_| no_answer("connecting"))?.map_err(engine_error)
    }

    fn pop(&self) -> Option<Idle> {
        self.lock().pop()
    }

    fn push(self: &Arc<Self>, session: Session) {
        let mut idle = self.lock();
        let nobody_sweeps = idle.is_empty();
        idle.push(Idle { session, since: Instant::now() });
        if nobody_sweeps && let Ok(runtime) = Handle::try_current() {
            runtime.spawn(sweep(Arc::downgrade(self), self.bounds.idle));
        }
    }

    /// Takes out the sessions that nobody has used for long; says whether any are left.
    fn retire(&self) -> (Vec<Idle>, bool) {
        let mut idle = self.lock();
        let keep = |entry: &Idle| entry.since.elapsed() < self.bounds.idle;
        let (kept, retired) = mem::take(&mut *idle).into_iter().partition(keep);
        *idle = kept;
        (retired, !idle.is_empty())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes unused sessions; ends when there are none, or no pool. Sessions taken out and given back
/// in between may start a second sweep: harmless, as each ends by the same rule.
async fn sweep(pool: Weak<Pool>, period: Duration) {
    loop {
        tokio::time::sleep(period).await;
        let Some(pool) = pool.upgrade() else { return };
        let (retired, some_left) = pool.retire();
        for entry in retired {
            let _ = timeout(CANCEL, entry.session.connection.close()).await;
        }
        if !some_left {
            return;
        }
    }
}

impl Session {
    async fn open(options: &PgConnectOptions) -> sqlx::Result<Self> {
        let mut connection = PgConnection::connect_with(options).await?;
        let process = sqlx::query_scalar("SELECT pg_backend_pid()");
        let process = process.fetch_one(&mut connection).await?;
        Ok(Self { connection, process })
    }
}

impl Lease {
    /// The connection; `None` only after the lease was given back.
    pub(super) fn connection(&mut self) -> Option<&mut PgConnection> {
        self.session.as_mut().map(|session| &mut session.connection)
    }

    /// The answer was read to its end: the session is free for the next question.
    pub(super) fn give_back(mut self) {
        if let Some(session) = self.session.take() {
            self.pool.push(session);
        }
    }

    /// The connection is broken: there is nothing to cancel.
    pub(super) fn discard(mut self) {
        self.session = None;
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (Some(session), Ok(runtime)) = (self.session.take(), Handle::try_current()) else {
            return;
        };
        // The permit goes along, so that the bound counts statements that are still ending.
        runtime.spawn(cancel(session, Arc::clone(&self.pool), self.permit.take()));
    }
}

/// Ends the session through a second connection. Cancelling its statement alone would do nothing
/// when the statement has been sent and has not begun.
async fn cancel(session: Session, pool: Arc<Pool>, permit: Option<OwnedSemaphorePermit>) {
    let stopped = timeout(CANCEL, ask_to_end(&pool.connect, session.process)).await;
    if !matches!(stopped, Ok(Ok(()))) {
        tracing::warn!(
            "a statement could not be cancelled; the server's own time limit will end it"
        );
    }
    let _ = timeout(CANCEL, session.connection.close_hard()).await;
    drop(permit);
}

async fn ask_to_end(options: &PgConnectOptions, process: i32) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect_with(options).await?;
    let ask = sqlx::query("SELECT pg_terminate_backend($1)").bind(process);
    ask.execute(&mut connection).await?;
    connection.close().await
}
