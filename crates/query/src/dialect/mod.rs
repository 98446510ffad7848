//! How engines differ. A difference is a method here, never an `if` elsewhere.

mod datafusion;
mod postgres;

use std::fmt;

pub use datafusion::DATAFUSION;
pub use postgres::POSTGRES;

/// One engine's SQL.
pub trait Dialect: fmt::Debug + Send + Sync {
    /// Its name in explanations and golden files.
    fn name(&self) -> &'static str;

    /// The grammar with which author SQL is read and the guard reads the final text.
    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect;
}
