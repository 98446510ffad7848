//! What the engine seam and the PostgreSQL connector promise, against a real server.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod binding;
mod credentials;
mod limits;
mod login;
mod mysql;
mod numbers;
mod schema;
mod sessions;
mod support;
mod tenants;
mod times;
mod values;
