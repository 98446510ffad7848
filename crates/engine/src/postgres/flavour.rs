//! PostgreSQL, or a server that speaks its protocol and a dialect of its own.
//!
//! What is here of Redshift and CockroachDB comes from their documentation; no test has a server of either.

use souk_query::{COCKROACHDB, Dialect, POSTGRES, REDSHIFT};

/// Which server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    Postgres,
    CockroachDb,
    Redshift,
}

/// How another session ends one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ending {
    /// Asks a session, in text, which one it is.
    pub(super) which: &'static str,
    /// Ends the session of that name.
    pub(super) end: fn(&str) -> String,
}

impl Flavour {
    /// The `datasourceType` on the wire.
    pub(super) const fn types(self) -> &'static [&'static str] {
        match self {
            Self::Postgres => &["postgres"],
            Self::CockroachDb => &["cockroachdb"],
            Self::Redshift => &["redshift"],
        }
    }

    /// The SQL that the server reads.
    pub(super) fn dialect(self) -> &'static dyn Dialect {
        match self {
            Self::Postgres => &POSTGRES,
            Self::CockroachDb => &COCKROACHDB,
            Self::Redshift => &REDSHIFT,
        }
    }

    /// Ending the session rather than its statement: see [`super::session`].
    pub(super) const fn ending(self) -> Ending {
        match self {
            Self::Postgres | Self::Redshift => Ending {
                which: "SELECT CAST(pg_backend_pid() AS text)",
                end: |process| format!("SELECT pg_terminate_backend({process})"),
            },
            Self::CockroachDb => Ending {
                which: "SHOW session_id",
                end: |session| format!("CANCEL SESSION '{session}'"),
            },
        }
    }

    /// Whether a session's settings may come with the greeting. Redshift takes them as statements.
    pub(super) const fn greets_with_settings(self) -> bool {
        !matches!(self, Self::Redshift)
    }

    /// What every session is pinned to; `statement` in milliseconds.
    pub(super) fn settings(self, statement: u128) -> Vec<(&'static str, String)> {
        let common = [("statement_timeout", statement.to_string()), ("timezone", "UTC".to_owned())];
        let own: &[(&'static str, &str)] = match self {
            // With `pg_catalog` alone on the path, a table or function that somebody put in `public` is
            // never taken for a built-in one; compiled questions name every table with its schema. The
            // guard reads text literals as the standard has them.
            Self::Postgres | Self::CockroachDb => &[
                ("default_transaction_read_only", "on"),
                ("search_path", "pg_catalog"),
                ("standard_conforming_strings", "on"),
            ],
            Self::Redshift => {
                &[("search_path", "pg_catalog"), ("enable_case_sensitive_identifier", "true")]
            }
        };
        common
            .into_iter()
            .chain(own.iter().map(|(name, value)| (*name, (*value).to_owned())))
            .collect()
    }

    /// Has each statement planned for the values that it is asked with, where the server can be told so
    /// (PostgreSQL 12 and later). A plan for any tenant fits none: what reads a tenant's few rows in an
    /// instant reads all rows in order for a tenant of unknown size.
    pub(super) const fn plans_for_values(self) -> Option<&'static str> {
        match self {
            Self::Postgres => Some(
                "SELECT set_config('plan_cache_mode', 'force_custom_plan', false) \
                 WHERE current_setting('plan_cache_mode', true) IS NOT NULL",
            ),
            Self::CockroachDb | Self::Redshift => None,
        }
    }

    /// Whether the schema is read from `pg_catalog`, with keys, indexes and comments. Redshift takes keys as
    /// a hint and lets rows break them, so that they must not be believed, and has no arrays to list them.
    pub(super) const fn has_catalog(self) -> bool {
        !matches!(self, Self::Redshift)
    }
}
