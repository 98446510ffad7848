//! Datamarts over HTTP, on the new and the old paths.

mod bad_input;
mod change;
mod create;
mod delete;
mod list;
mod sources;
