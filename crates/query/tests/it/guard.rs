//! The guard: what it must pass, what it must refuse, and what it costs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

pub(crate) mod corpus;
mod fixture;
mod generated;
mod kept;
mod limits;
pub(crate) mod mutation;
mod texts;
