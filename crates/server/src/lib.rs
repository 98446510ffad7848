//! The HTTP server and the `souk` command.
//!
//! `http` knows requests and replies, `wire` their JSON, `service` what they mean; `config` and
//! `cli` start it all. Questions to a datasource pass through `service::query` only.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test may fail loudly"
    )
)]

pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod logging;
pub mod reply;
pub mod service;
pub mod wire;
