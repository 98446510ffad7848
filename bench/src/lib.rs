//! What the benchmarks share: timing a step many times, and datamarts of many tables.

mod times;
pub mod wide;

pub use times::Times;
