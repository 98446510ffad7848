//! The server over real HTTP.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod arena;
mod bad_input;
mod command;
mod configuration;
mod datamarts;
mod datasources;
mod datasources_of_kinds;
mod demo;
mod documents;
mod embeds;
mod identity;
mod isolation;
mod network;
mod oracle;
mod permissions;
mod protocol;
mod questions;
mod semantic_layer;
mod several_servers;
mod shop;
mod store_gone;
mod support;
