//! The handlers, one file per family: read the request, call the service, write the reply.

pub mod accounts;
pub mod api_tokens;
pub mod dashboards;
pub mod data;
pub mod data_apps;
pub mod datamarts;
pub mod datasources;
pub mod docs;
pub mod embeds;
pub mod guest;
pub mod guest_tokens;
pub mod health;
pub mod metrics;
pub mod questions;
pub mod semantic_layer;
pub mod transfer;
pub mod web;
pub mod workspaces;
