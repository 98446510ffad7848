//! Filters of metrics and dashboards: what makes them well formed, how a value is read, and what it
//! is in a question.

mod apply;
mod check;
mod range;
mod value;

pub use apply::{Target, apply, condition, conditions};
pub use check::{check_dashboard, check_metric};
pub use value::{FilterValue, From, read};
