//! The demonstration: TPC-H as a supplier portal, in which each supplier is a tenant.
//!
//! Data, a datasource over it, a datamart, a data app and an API key, all made through the services
//! that the API uses. Tests load the same rows and the same datamart.

mod datamart;
mod generate;
mod keep;
mod slice;
mod tables;

pub use datamart::datamart_body;
pub use generate::{GenerateError, Generated, Progress, generate};
pub use slice::{Slice, SliceError};
pub use tables::{Batches, TpchTable};

use crate::cli::Outcome;
use crate::config::Settings;

/// Being written.
pub(crate) async fn run(_: Settings, _: f64, _: u32) -> Outcome {
    Err("this build has no demonstration yet".into())
}
