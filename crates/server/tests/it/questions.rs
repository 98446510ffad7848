//! Questions over HTTP: who may ask, for whom, what comes back, and what goes wrong.

mod credentials;
mod failures;
pub(crate) mod portal;
mod schema_changes;
mod shapes;
mod sql_metrics;
mod tenancy;
mod verification;
