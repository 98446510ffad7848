//! The embedded engine over Parquet, CSV and JSON files (DataFusion).
//!
//! The only crate that names DataFusion. A datasource is a fixed set of files, below the folders that the
//! server's operator opened or below a prefix of an S3 bucket; SQL can name those tables and nothing else. It knows neither
//! tenants nor who asks.

mod arrow_ipc;
mod arrow_lengths;
mod bare;
mod bucket;
mod compression;
mod discover;
mod duplicates;
mod engine;
mod errors;
mod footer;
mod format;
mod glob;
#[doc(hidden)]
pub mod internals;
mod options;
mod origin;
mod outer_joins;
mod parameters;
mod parquet;
mod partitions;
mod place;
mod records;
mod same_names;
mod session;
mod store;
mod streamed;
mod table;
mod tables;
mod tenants;
mod types;
mod veil;
mod windows;
mod worker;
mod yielding;

pub use bucket::BucketConnector;
pub use engine::FilesConnector;
pub use options::FilesOptions;
pub use parquet::{WriteError, write_parquet};
