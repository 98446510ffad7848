//! What one query may cost, and the watch over it.

use std::time::Duration;

use arrow::record_batch::RecordBatch;
use futures::stream::{self, BoxStream, StreamExt};
use tokio::time::Instant;

use crate::EngineError;

/// Bounds of one query. Reaching one ends the query with an error, never with a shorter answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the statement's start to its last row.
    pub time: Duration,
    /// Rows in the answer.
    pub rows: usize,
    /// Bytes of the answer as Arrow arrays.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(30), rows: 100_000, bytes: 256 << 20 }
    }
}

/// The batches of one answer.
pub type Batches = BoxStream<'static, Result<RecordBatch, EngineError>>;

impl Limits {
    /// Watches over `batches`, whose statement began at `started`: the first limit that is reached
    /// drops them, which cancels the query, and is the last thing the returned stream says.
    #[must_use]
    pub fn watch(self, batches: Batches, started: Instant) -> Batches {
        let watch = Watch { limits: self, deadline: started + self.time, rows: 0, bytes: 0 };
        stream::unfold((Some(batches), watch), |(batches, mut watch)| async move {
            let mut batches = batches?;
            match watch.next(&mut batches).await? {
                Ok(batch) => Some((Ok(batch), (Some(batches), watch))),
                Err(error) => Some((Err(error), (None, watch))),
            }
        })
        .fuse()
        .boxed()
    }
}

struct Watch {
    limits: Limits,
    deadline: Instant,
    rows: usize,
    bytes: usize,
}

impl Watch {
    async fn next(&mut self, batches: &mut Batches) -> Option<Result<RecordBatch, EngineError>> {
        match tokio::time::timeout_at(self.deadline, batches.next()).await {
            Err(_) => Some(Err(EngineError::Timeout)),
            Ok(None) => None,
            Ok(Some(item)) => Some(item.and_then(|batch| self.count(batch))),
        }
    }

    fn count(&mut self, batch: RecordBatch) -> Result<RecordBatch, EngineError> {
        self.rows = self.rows.saturating_add(batch.num_rows());
        self.bytes = self.bytes.saturating_add(batch.get_array_memory_size());
        if self.rows > self.limits.rows {
            return Err(EngineError::TooManyRows(self.limits.rows));
        }
        if self.bytes > self.limits.bytes {
            return Err(EngineError::TooManyBytes(self.limits.bytes));
        }
        Ok(batch)
    }
}
