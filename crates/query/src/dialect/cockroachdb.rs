//! CockroachDB 22.2 and later: PostgreSQL's dialect, with these differences.
//!
//! Text is compared by its bytes unless a column has a collation, which a cast takes from it; whole numbers
//! divide to a decimal.

use super::division;
use super::postgres::{Flavour, Postgres};

/// CockroachDB.
pub static COCKROACHDB: Postgres = Postgres { flavour: &ROACHES };

static ROACHES: Flavour = Flavour {
    name: "cockroachdb",
    title: "CockroachDB",
    by_bytes: ("CAST(", " AS text)"),
    exact_column: ("CAST(", " AS text)"),
    division: division::DECIMAL,
};
