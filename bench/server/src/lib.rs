//! What the benchmarks of engines and of the server are made of. The comparison with hand-written SQL: TPC-H
//! in both engines, the cases, the measured pairs and the table of their ratios. Beside it, others who do
//! what Souk does: plain loops over drivers, DuckDB; and the server as a process.

pub mod cases;
pub mod duckdb;
pub mod options;
pub mod ratios;
pub mod reading;
pub mod souk;
pub mod tpch;

/// Whatever went wrong ends a benchmark.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;
