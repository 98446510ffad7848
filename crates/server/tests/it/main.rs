//! The server over real HTTP.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod datamarts;
mod datasources;
mod semantic_layer;
mod shop;
mod support;
