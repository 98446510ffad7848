//! Threads of their own for queries: planning and computing keep a processor busy, and must not
//! hold up the server's other work.

use std::future::Future;
use std::io;

use futures::stream::{self, StreamExt};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_engine::{Batches, EngineError};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// A filter of thousands of terms is a tree of that depth, which planning walks by recursion. Only
/// address space is taken until the depth is used.
const STACK: usize = 64 << 20;

/// The threads. Dropping them abandons what they still do.
#[derive(Debug)]
pub(crate) struct Worker(Option<Runtime>);

impl Worker {
    /// Starts the threads; zero means one per processor.
    pub(crate) fn start(threads: usize) -> io::Result<Self> {
        let mut builder = Builder::new_multi_thread();
        builder.thread_name("souk-files").thread_stack_size(STACK).enable_all();
        if threads > 0 {
            builder.worker_threads(threads);
        }
        builder.build().map(|runtime| Self(Some(runtime)))
    }

    /// Does the work over there. Dropping the future abandons it.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, EngineError>> + Send + 'static,
    ) -> Result<T, EngineError> {
        Abandon(self.spawn(work)?).join().await?
    }

    /// The batches of a query that runs over there. Dropping the stream abandons it.
    pub(crate) fn stream(
        &self,
        open: impl Future<Output = Result<Batches, EngineError>> + Send + 'static,
    ) -> Result<Batches, EngineError> {
        let (sender, receiver) = mpsc::channel(2);
        let task = Abandon(self.spawn(forward(open, sender))?);
        let state = Some((receiver, task));
        Ok(stream::unfold(state, |state| async move {
            let (mut receiver, task) = state?;
            if let Some(item) = receiver.recv().await {
                return Some((item, Some((receiver, task))));
            }
            // A task that broke down must not look like the end of the answer.
            task.join().await.err().map(|error| (Err(error), None))
        })
        .boxed())
    }

    fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<JoinHandle<T>, EngineError> {
        let runtime = self.0.as_ref().ok_or_else(stopped)?;
        Ok(runtime.spawn(work))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

async fn forward(
    open: impl Future<Output = Result<Batches, EngineError>>,
    sender: mpsc::Sender<Result<RecordBatch, EngineError>>,
) {
    let mut batches = match open.await {
        Ok(batches) => batches,
        Err(error) => stream::once(async { Err(error) }).boxed(),
    };
    while let Some(item) = batches.next().await {
        if sender.send(item).await.is_err() {
            return;
        }
    }
}

/// A task that ends when nobody waits for it.
struct Abandon<T>(JoinHandle<T>);

impl<T> Abandon<T> {
    async fn join(mut self) -> Result<T, EngineError> {
        (&mut self.0).await.map_err(|error| EngineError::Query(error.into()))
    }
}

impl<T> Drop for Abandon<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn stopped() -> EngineError {
    EngineError::Query("the query threads have stopped".into())
}
