//! The question compiler, judged by golden cases, refusals and hostile text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod every_dialect;
mod golden;
mod guard;
mod met;
mod narrowed;
mod one_group;
mod own_database;
mod passed_by;
mod refusals;
mod row_rules;
mod running;
mod statement;
mod support;
mod together;
