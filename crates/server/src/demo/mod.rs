//! The demonstration: TPC-H as a supplier portal, in which each supplier is a tenant.
//!
//! Data, a datasource over it, a datamart, a data app and an API key, all made through the services
//! that the API uses. Tests load the same rows and the same datamart. Knows nothing of terminals.

mod datamart;
mod generate;
mod keep;
mod question;
mod seed;
mod slice;
mod tables;

pub use datamart::datamart_body;
pub use generate::{GenerateError, Generated, Progress, generate};
pub use question::{AskError, Asker, row_by_row};
pub use seed::{DATASOURCE, PORTAL, SeedError, seed};
pub use slice::{Slice, SliceError};
pub use tables::{Batches, TpchTable};
