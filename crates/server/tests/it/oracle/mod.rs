//! The numbers are right: answers against a slow evaluator and against hand-written SQL.

mod random;
mod tpch;
