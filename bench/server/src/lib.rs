//! What the comparison with hand-written SQL is made of: TPC-H in both engines, the cases, the
//! measured pairs and the table of their ratios.

pub mod cases;
pub mod ratios;
pub mod tpch;

/// Whatever went wrong ends a benchmark.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;
