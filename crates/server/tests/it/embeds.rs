//! Workspaces, metrics, dashboards, embeds, and what guests see of them.

#![allow(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "a test may fail loudly")]

mod abilities;
mod back_end;
mod documents;
mod exports;
mod fixed;
mod guest;
mod lifecycle;
mod origins;
mod own_metrics;
mod reports;
pub(crate) mod stage;
mod transfer;
mod views;
