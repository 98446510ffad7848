//! From a driver's values to the record batches of an answer, the same for every SQL connector.
//!
//! Knows how a value ([`cell`]) becomes part of a column ([`column`]), and when a batch is full
//! ([`batch`]). How a driver's row holds its values is the connector's business.

pub(crate) mod batch;
pub(crate) mod cell;
pub(crate) mod column;
pub(crate) mod numeric;
pub(crate) mod plain;
mod text;
