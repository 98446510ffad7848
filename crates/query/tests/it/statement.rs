//! SQL metrics: what an author may write, and what is refused.

mod division;
mod engines;
mod fixture;
mod golden;
mod hostile;
mod isolation;
mod names;
mod spellings;
mod variables;
