//! What several tests need.

pub(crate) mod server;
pub(crate) mod tpch;
