//! One statement, from a session to a watched stream of batches.

use std::sync::Arc;
use std::time::Duration;

use arrow::record_batch::RecordBatch;
use futures::channel::mpsc;
use futures::stream::BoxStream;
use futures::{SinkExt, StreamExt, stream};
use souk_query::{Compiled, OutputColumn, Value};
use tokio::time::Instant;

use crate::answer::batch::{BatchBuilder, Source};
use crate::pool::{Driver, Pool};
use crate::{Batches, EngineError, Limits, Rows, answer_schema};

/// What to run: the parts of a compiled question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement<'a> {
    pub(crate) sql: &'a str,
    pub(crate) parameters: &'a [Value],
    pub(crate) columns: &'a [OutputColumn],
}

impl<'a> From<&'a Compiled> for Statement<'a> {
    fn from(question: &'a Compiled) -> Self {
        Self { sql: question.sql(), parameters: question.parameters(), columns: question.columns() }
    }
}

/// The statement in the driver's form, which a session can be asked with.
pub(crate) trait Ask<D: Driver>: Send + 'static {
    /// How the driver's columns are read.
    type Source: Source + Send;

    /// Starts the statement.
    fn rows<'s>(
        &'s self,
        session: &'s mut D::Session,
    ) -> BoxStream<'s, sqlx::Result<<Self::Source as Source>::Row>>;

    /// Whether the statement was refused before its first row for a reason that is gone when it is
    /// asked again, and did what that takes.
    fn mends(
        session: &mut D::Session,
        error: &sqlx::Error,
    ) -> impl Future<Output = sqlx::Result<bool>> + Send {
        let _ = (session, error);
        std::future::ready(Ok(false))
    }
}

/// Runs the statement; `limits` also bound the wait for a session.
pub(crate) async fn run<D: Driver, A: Ask<D>>(
    pool: &Arc<Pool<D>>,
    ask: A,
    columns: &[OutputColumn],
    limits: Limits,
) -> Result<Rows, EngineError> {
    let started = Instant::now();
    let schema = answer_schema(columns);
    let builder = BatchBuilder::new(Arc::clone(&schema))?;
    let (sender, receiver) = mpsc::channel(0);
    let reading = Reading { ask, builder, sender, has_rows: false };
    let batches = together(reading.lease_and_read(Arc::clone(pool)), receiver);
    Rows::begin(schema, batches, limits, started).await
}

/// The stream polls the reading itself: when the one is dropped, so is the other, and with it the
/// lease.
fn together(
    reading: impl Future<Output = Result<(), EngineError>> + Send + 'static,
    receiver: mpsc::Receiver<RecordBatch>,
) -> Batches {
    let failures = stream::once(reading).filter_map(async |result| result.err().map(Err));
    stream::select(receiver.map(Ok), failures).boxed()
}

/// How reading an answer ended, other than well.
enum Failure {
    /// The driver or the database said this.
    Driver(sqlx::Error),
    /// The answer is not what was promised, or nobody reads it any more.
    Answer(EngineError),
}

struct Reading<A, S> {
    ask: A,
    builder: BatchBuilder<S>,
    sender: mpsc::Sender<RecordBatch>,
    has_rows: bool,
}

/// A session that was dead before fails within this time of being asked. One that is ended later was
/// ended for what it did, and is not asked again.
const AT_ONCE: Duration = Duration::from_millis(100);

impl<A, S: Source + Send> Reading<A, S> {
    async fn lease_and_read<D: Driver>(mut self, pool: Arc<Pool<D>>) -> Result<(), EngineError>
    where
        A: Ask<D, Source = S>,
    {
        loop {
            let mut lease = pool.lease().await?;
            let was_used = lease.was_used();
            let started = Instant::now();
            let Some(session) = lease.session() else { return Ok(()) };
            let outcome = self.read_again_if_mended(session).await;
            let is_dead = was_used && !self.has_rows && started.elapsed() < AT_ONCE;
            match outcome {
                Ok(()) => return lease.settle(Ok(())),
                Err(Failure::Driver(error)) if is_dead && !D::leaves_session_usable(&error) => {
                    // The database was restarted, or closed what nobody used: a new session is next.
                    let _ = lease.settle::<()>(Err(error));
                }
                Err(Failure::Driver(error)) => return lease.settle(Err(error)),
                // The rest of the answer is still to come: dropping the lease cancels it.
                Err(Failure::Answer(error)) => return Err(error),
            }
        }
    }

    async fn read_again_if_mended<D: Driver>(
        &mut self,
        session: &mut D::Session,
    ) -> Result<(), Failure>
    where
        A: Ask<D, Source = S>,
    {
        let Err(failure) = self.read(session).await else { return Ok(()) };
        let Failure::Driver(error) = &failure else { return Err(failure) };
        if A::mends(session, error).await.map_err(Failure::Driver)? {
            return self.read(session).await;
        }
        Err(failure)
    }

    async fn read<D: Driver>(&mut self, session: &mut D::Session) -> Result<(), Failure>
    where
        A: Ask<D, Source = S>,
    {
        let mut rows = self.ask.rows(session);
        while let Some(row) = rows.next().await {
            let row = row.map_err(Failure::Driver)?;
            self.has_rows = true;
            self.builder.push(&row).map_err(Failure::Answer)?;
            if let Some(batch) = self.builder.take_full().map_err(Failure::Answer)? {
                send(&mut self.sender, batch).await?;
            }
        }
        match self.builder.take_rest().map_err(Failure::Answer)? {
            Some(batch) => send(&mut self.sender, batch).await,
            None => Ok(()),
        }
    }
}

async fn send(sender: &mut mpsc::Sender<RecordBatch>, batch: RecordBatch) -> Result<(), Failure> {
    let sent = sender.send(batch).await;
    sent.map_err(|error| Failure::Answer(EngineError::Query(error.into())))
}
