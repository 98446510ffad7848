//! One statement on its way: sent with its settings, read block by block, and ended on the server when
//! nobody reads it any more.

use std::sync::Arc;
use std::time::Duration;

use arrow::datatypes::SchemaRef;
use futures::{StreamExt, TryStreamExt, stream};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use super::bind::Bound;
use super::client::Client;
use super::flavour::{Flavour, Server};
use super::input::Input;
use super::native::Blocks;
use crate::pool::no_answer;
use crate::{Batches, EngineError, Limits, Rows};

const CANCEL: Duration = Duration::from_secs(10);
/// A statement of the default length and somewhat less, which a server takes without being told.
const USUAL_LENGTH: usize = 200_000;

/// What holds where a table is spread over several nodes, whatever the login's profile says: an answer is
/// made of all parts of the rows or is an error, groups of all nodes are put together, and a sub-query
/// is computed once and its rows are sent to every node, wherever rows that belong together are kept.
const OVER_ALL_NODES: [(&str, &str); 3] = [
    ("skip_unavailable_shards", "0"),
    ("distributed_group_by_no_merge", "0"),
    ("distributed_product_mode", "global"),
];

/// What to ask, and where.
pub(super) struct Question {
    pub(super) bound: Bound,
    pub(super) database: String,
    pub(super) schema: SchemaRef,
    pub(super) limits: Limits,
}

/// The way to one server, with so many statements at a time.
#[derive(Clone)]
pub(super) struct Gate {
    pub(super) client: Arc<Client>,
    pub(super) permits: Arc<Semaphore>,
    /// How long waiting for a permit may take.
    pub(super) patience: Duration,
}

impl Gate {
    /// Asks; the limits also bound the wait for a permit.
    pub(super) async fn ask(self, server: Server, question: Question) -> Result<Rows, EngineError> {
        let started = Instant::now();
        let (schema, limits) = (Arc::clone(&question.schema), question.limits);
        let batches = stream::once(self.begin(server, question)).try_flatten().boxed();
        Rows::begin(schema, batches, limits, started).await
    }

    async fn begin(self, server: Server, question: Question) -> Result<Batches, EngineError> {
        let permit = timeout(self.patience, Arc::clone(&self.permits).acquire_owned()).await;
        let permit = permit.map_err(|_| no_answer("waiting for a free connection"))?.ok();
        let mut running =
            Running { client: self.client, id: Uuid::new_v4(), permit, is_over: false };
        let Question { bound, schema, limits, .. } = &question;
        let settings = settings(server, &question, running.id);
        let named = settings.iter().map(|(name, value)| (*name, value.as_str()));
        let values = bound.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let parameters: Vec<_> = named.chain(values).collect();
        let response = running.client.post(&parameters, bound.sql.clone()).await;
        running.is_over = response.as_ref().is_err_and(never_runs);
        let response = response.map_err(|error| with_limits(error, limits))?;
        let blocks = Blocks::new(Input::new(response), Arc::clone(schema), limits.bytes)?;
        Ok(Answer { running, blocks, limits: *limits }.batches())
    }
}

/// Whether the server has refused the statement itself, or was not reached at all.
fn never_runs(error: &EngineError) -> bool {
    let EngineError::Unreachable(_, cause) = error else { return true };
    let cause = cause.as_ref().and_then(|cause| cause.downcast_ref::<reqwest::Error>());
    cause.is_some_and(reqwest::Error::is_connect)
}

/// The settings of one statement. Limits are set on the server too, so that it stops by itself: the
/// limit of bytes is wider there, as it counts other bytes than Arrow does.
fn settings(server: Server, question: &Question, id: Uuid) -> Vec<(&'static str, String)> {
    let Limits { time, rows, bytes } = question.limits;
    let mut settings = vec![
        ("database", question.database.clone()),
        ("query_id", id.to_string()),
        ("default_format", "Native".to_owned()),
        ("max_execution_time", time.as_secs().saturating_add(1).to_string()),
        ("timeout_overflow_mode", "throw".to_owned()),
        ("max_result_rows", or_unlimited(rows)),
        ("max_result_bytes", or_unlimited(bytes.saturating_mul(4))),
        ("result_overflow_mode", "throw".to_owned()),
    ];
    // 1 and not 2: the statement itself must not set anything either.
    if server.gives_up_writing {
        settings.push(("readonly", "1".to_owned()));
    }
    if server.flavour == Flavour::Current {
        settings.push(("cancel_http_readonly_queries_on_client_close", "1".to_owned()));
    }
    if question.bound.sql.len() > USUAL_LENGTH {
        settings.push(("max_query_size", (question.bound.sql.len() * 2).to_string()));
    }
    let dialect = server.flavour.dialect().settings().iter().chain(&OVER_ALL_NODES);
    settings.extend(dialect.map(|(name, value)| (*name, (*value).to_owned())));
    settings
}

/// To the server, 0 is no limit.
fn or_unlimited(limit: usize) -> String {
    if limit == usize::MAX { "0".to_owned() } else { limit.to_string() }
}

/// The server names a limit without its number.
fn with_limits(error: EngineError, limits: &Limits) -> EngineError {
    match error {
        EngineError::TooManyRows(_) => EngineError::TooManyRows(limits.rows),
        EngineError::TooManyBytes(_) => EngineError::TooManyBytes(limits.bytes),
        other => other,
    }
}

/// An answer under way.
struct Answer {
    running: Running,
    blocks: Blocks,
    limits: Limits,
}

impl Answer {
    fn batches(self) -> Batches {
        stream::try_unfold(self, |mut answer| async move {
            let next = answer.blocks.next().await;
            let next = next.map_err(|trouble| trouble.into_engine_error(answer.limits.bytes));
            // After the server's own words about a failure there is nothing left to end.
            answer.running.is_over = matches!(next, Ok(None));
            let batch = next.map_err(|error| with_limits(error, &answer.limits))?;
            Ok(batch.map(|batch| (batch, answer)))
        })
        .boxed()
    }
}

/// A statement that the server may be at. Dropped before it is over, it is ended there; its permit goes
/// along, so that the bound counts statements that are still ending.
struct Running {
    client: Arc<Client>,
    id: Uuid,
    permit: Option<OwnedSemaphorePermit>,
    is_over: bool,
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(stop(Arc::clone(&self.client), self.id, self.permit.take()));
        }
    }
}

async fn stop(client: Arc<Client>, id: Uuid, permit: Option<OwnedSemaphorePermit>) {
    let stopped = timeout(CANCEL, client.kill(id)).await;
    if !matches!(stopped, Ok(Ok(()))) {
        tracing::warn!(
            "a statement could not be cancelled; the database's own time limit will end it"
        );
    }
    drop(permit);
}
