//! The HTTP server and the `souk` command.
//!
//! `http` knows requests and replies, `wire` their JSON, `service` what they mean; `config` and
//! `cli` start it all. Questions to a datasource pass through `service::query` only.

pub mod http;
pub mod service;
pub mod wire;
