//! The server over real HTTP.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod bad_input;
mod command;
mod configuration;
mod datamarts;
mod datasources;
mod demo;
mod documents;
mod identity;
mod network;
mod permissions;
mod protocol;
mod semantic_layer;
mod shop;
mod support;
