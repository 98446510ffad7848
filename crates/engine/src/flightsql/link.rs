//! The session that is kept, and one statement through it.
//!
//! A session is opened when it is first needed, and again when the server has forgotten it: after a
//! restart its tables are gone, and its tokens may be.

use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use arrow_flight::FlightInfo;
use futures::{StreamExt, TryStreamExt, stream};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{Instant, timeout};

use super::session::{Claims, Session};
use super::target::Target;
use crate::pool::no_answer;
use crate::{Batches, EngineError, Limits, Roots, Rows, ServerOptions, convert};

/// The way to one server, with so many statements at a time.
pub(super) struct Link {
    target: Target,
    bounds: ServerOptions,
    roots: Roots,
    claims: Arc<Claims>,
    permits: Arc<Semaphore>,
    session: Mutex<Option<Arc<Session>>>,
}

/// What to ask.
pub(super) struct Question {
    pub(super) sql: String,
    pub(super) schema: SchemaRef,
    pub(super) limits: Limits,
}

impl Link {
    pub(super) fn new(
        target: Target,
        bounds: ServerOptions,
        roots: Roots,
        claims: Arc<Claims>,
    ) -> Self {
        let permits = Arc::new(Semaphore::new(bounds.connections.max(1)));
        Self { target, bounds, roots, claims, permits, session: Mutex::new(None) }
    }

    /// The open session, or a new one.
    pub(super) async fn session(&self) -> Result<Arc<Session>, EngineError> {
        let mut kept = self.session.lock().await;
        if let Some(session) = &*kept {
            return Ok(Arc::clone(session));
        }
        let opening = Session::open(&self.target, &self.bounds, &self.roots, &self.claims);
        let opened = timeout(self.bounds.connect, opening).await;
        let session = Arc::new(opened.map_err(|_| no_answer("opening a session"))??);
        *kept = Some(Arc::clone(&session));
        Ok(session)
    }

    /// The next question opens a session of its own, unless somebody did so already.
    pub(super) async fn forget(&self, lost: &Arc<Session>) {
        let mut kept = self.session.lock().await;
        if kept.as_ref().is_some_and(|session| Arc::ptr_eq(session, lost)) {
            *kept = None;
        }
    }

    /// Asks; the limits also bound the wait for a permit and for a session.
    pub(super) async fn ask(self: &Arc<Self>, question: Question) -> Result<Rows, EngineError> {
        let started = Instant::now();
        let (schema, limits) = (Arc::clone(&question.schema), question.limits);
        let batches = stream::once(Arc::clone(self).begin(question)).try_flatten().boxed();
        Rows::begin(schema, batches, limits, started).await
    }

    async fn begin(self: Arc<Self>, question: Question) -> Result<Batches, EngineError> {
        let permit = timeout(self.bounds.connect, Arc::clone(&self.permits).acquire_owned()).await;
        let permit = permit.map_err(|_| no_answer("waiting for a free connection"))?.ok();
        let (session, info) = self.plan(&question).await?;
        let batches = session.batches(info, question.limits.bytes)?;
        let schema = question.schema;
        let converted = batches.map(move |batch| {
            // Given back with the stream, and not before.
            let _ = &permit;
            batch.and_then(|batch| convert(&batch, &schema))
        });
        Ok(converted.boxed())
    }

    async fn plan(&self, question: &Question) -> Result<(Arc<Session>, FlightInfo), EngineError> {
        let session = self.session().await?;
        let bytes = question.limits.bytes;
        match session.ask(question.sql.clone(), bytes).await {
            Err(error) if self.is_lost(&error) => {
                self.forget(&session).await;
                let session = self.session().await?;
                let info = session.ask(question.sql.clone(), bytes).await?;
                Ok((session, info))
            }
            answer => Ok((session, answer?)),
        }
    }

    /// Whether a new session may mend it.
    fn is_lost(&self, error: &EngineError) -> bool {
        match error {
            EngineError::Unreachable(..) | EngineError::Authentication(_) => true,
            EngineError::Missing(_) => self.target.source.is_some(),
            _ => false,
        }
    }
}
