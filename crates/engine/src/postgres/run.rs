//! One statement, from a session to a watched stream of batches.

use std::sync::Arc;

use arrow::record_batch::RecordBatch;
use futures::channel::mpsc;
use futures::{SinkExt, StreamExt, stream};
use souk_query::{OutputColumn, Value};
use sqlx::postgres::PgArguments;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::time::Instant;

use super::batch::BatchBuilder;
use super::bind::{arguments, statement_text};
use super::errors::{engine_error, is_stale_plan, leaves_connection_usable};
use super::pool::{Lease, Pool};
use crate::{Batches, EngineError, Limits, Rows, answer_schema};

/// What to run: the parts of a compiled question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement<'a> {
    pub(crate) sql: &'a str,
    pub(crate) parameters: &'a [Value],
    pub(crate) columns: &'a [OutputColumn],
}

/// Runs the statement; `limits` also bound the wait for a session.
pub(super) async fn run(
    pool: &Arc<Pool>,
    statement: Statement<'_>,
    limits: Limits,
) -> Result<Rows, EngineError> {
    let started = Instant::now();
    let schema = answer_schema(statement.columns);
    let reading = Reading {
        sql: statement_text(statement.sql, statement.parameters),
        arguments: arguments(statement.parameters)?,
        builder: BatchBuilder::new(Arc::clone(&schema))?,
    };
    Rows::begin(schema, produce(Arc::clone(pool), reading), limits, started).await
}

struct Reading {
    sql: String,
    arguments: PgArguments,
    builder: BatchBuilder,
}

/// How reading an answer ended, other than well.
enum Failure {
    /// The driver or the database said this.
    Driver(sqlx::Error),
    /// The answer is not what was promised, or nobody reads it any more.
    Answer(EngineError),
}

/// The stream polls the reading itself: when the one is dropped, so is the other, and with it the
/// lease.
fn produce(pool: Arc<Pool>, reading: Reading) -> Batches {
    let (sender, receiver) = mpsc::channel(0);
    let reading = stream::once(reading.lease_and_read(pool, sender));
    let failures = reading.filter_map(async |result| result.err().map(Err));
    stream::select(receiver.map(Ok), failures).boxed()
}

impl Reading {
    async fn lease_and_read(
        mut self,
        pool: Arc<Pool>,
        mut sender: mpsc::Sender<RecordBatch>,
    ) -> Result<(), EngineError> {
        let mut lease = pool.lease().await?;
        let result = match lease.connection() {
            Some(connection) => self.read_again_if_stale(connection, &mut sender).await,
            None => return Ok(()),
        };
        settle(lease, result)
    }

    /// A stale plan is refused before the first row, so reading again repeats nothing.
    async fn read_again_if_stale(
        &mut self,
        connection: &mut PgConnection,
        sender: &mut mpsc::Sender<RecordBatch>,
    ) -> Result<(), Failure> {
        match self.read(connection, sender).await {
            Err(Failure::Driver(error)) if is_stale_plan(&error) => {
                connection.clear_cached_statements().await.map_err(Failure::Driver)?;
                self.read(connection, sender).await
            }
            result => result,
        }
    }

    async fn read(
        &mut self,
        connection: &mut PgConnection,
        sender: &mut mpsc::Sender<RecordBatch>,
    ) -> Result<(), Failure> {
        let sql = AssertSqlSafe(self.sql.clone());
        let mut rows = sqlx::query_with(sql, self.arguments.clone()).fetch(connection);
        while let Some(row) = rows.next().await {
            self.builder.push(&row.map_err(Failure::Driver)?).map_err(Failure::Answer)?;
            if let Some(batch) = self.builder.take_full().map_err(Failure::Answer)? {
                send(sender, batch).await?;
            }
        }
        match self.builder.take_rest().map_err(Failure::Answer)? {
            Some(batch) => send(sender, batch).await,
            None => Ok(()),
        }
    }
}

async fn send(sender: &mut mpsc::Sender<RecordBatch>, batch: RecordBatch) -> Result<(), Failure> {
    let sent = sender.send(batch).await;
    sent.map_err(|error| Failure::Answer(EngineError::Query(error.into())))
}

/// Gives the session back, throws it away, or (by dropping it) cancels what it still does.
fn settle(lease: Lease, result: Result<(), Failure>) -> Result<(), EngineError> {
    match result {
        Ok(()) => {
            lease.give_back();
            Ok(())
        }
        Err(Failure::Driver(error)) => {
            if leaves_connection_usable(&error) {
                lease.give_back();
            } else {
                lease.discard();
            }
            Err(engine_error(error))
        }
        Err(Failure::Answer(error)) => Err(error),
    }
}
