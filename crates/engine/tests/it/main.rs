//! What the engine seam and its connectors promise, against real databases. What all connectors
//! promise is in `conformance`; files without a folder are about PostgreSQL.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod binding;
mod clickhouse;
mod cockroachdb;
mod conformance;
mod credentials;
mod crowd;
mod encrypted;
mod failures;
mod flightsql;
mod limits;
mod login;
mod mysql;
mod numbers;
mod restarts;
mod round_trip;
mod schema;
mod sessions;
mod sqlite;
mod support;
mod tenants;
mod times;
mod values;
mod ways;
mod wire;
