//! The demonstration: TPC-H as a supplier portal, in which each supplier is a tenant.
//!
//! Data, a datasource over it, a datamart, metrics, a dashboard, a data app with an embed and an API
//! key, all made through the services that the API uses; and a page of an imaginary supplier portal. Tests load the same rows and the same datamart. Knows nothing of terminals.

mod datamart;
mod documents;
mod generate;
mod keep;
mod portal;
mod question;
mod seed;
mod slice;
mod tables;

pub use datamart::datamart_body;
pub use generate::{GenerateError, Generated, Progress, generate};
pub use portal::router as portal;
pub use question::{AskError, Asker, row_by_row};
pub use seed::{DATASOURCE, PORTAL, SeedError, seed};
pub use slice::{Slice, SliceError};
pub use tables::{Batches, TpchTable};
