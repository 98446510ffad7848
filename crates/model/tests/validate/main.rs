//! What a datamart draft may say, and what is said of one that may not.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod drift;
mod relationships;
mod support;
mod tables;
mod tenancy;
