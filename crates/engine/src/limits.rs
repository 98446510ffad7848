//! What one query may cost.

use std::time::Duration;

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
