//! The numbers are right: answers against a slow evaluator and against hand-written SQL.

mod answers;
mod author;
mod by_hand;
mod cases;
mod chinook;
mod datamarts;
pub(crate) mod known;
mod moved;
mod random;
mod tpch;
mod traps;
