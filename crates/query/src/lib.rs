//! From a question to scoped, guarded SQL. Pure and synchronous.

mod compiled;
mod dialect;

pub use compiled::{ColumnRole, Compiled, OutputColumn, Value};
pub use dialect::{DATAFUSION, Dialect, POSTGRES};
