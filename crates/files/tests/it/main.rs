//! What file datasources promise.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod access;
mod aggregates;
mod arrow_files;
mod bucket;
mod compressed;
mod damaged;
mod finding;
mod formats;
mod hostile;
mod large;
mod limits;
mod long_records;
mod outer_joins;
mod partitions;
mod round_trip;
mod same_names;
mod sql;
mod support;
mod tenants;
mod types;
mod writing;
