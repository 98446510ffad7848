//! MySQL or MariaDB: two servers that speak one protocol and two dialects.

use souk_query::{Dialect, MARIADB, MYSQL};

/// Which server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    Mysql,
    MariaDb,
}

impl Flavour {
    /// By what `VERSION()` says, such as `8.0.36` or `10.11.6-MariaDB-0+deb12u1`.
    pub(super) fn of(version: &str) -> Self {
        let is_mariadb = version.to_ascii_lowercase().contains("mariadb");
        if is_mariadb { Self::MariaDb } else { Self::Mysql }
    }

    /// The SQL that the server reads.
    pub(super) fn dialect(self) -> &'static dyn Dialect {
        match self {
            Self::Mysql => &MYSQL,
            Self::MariaDb => &MARIADB,
        }
    }

    /// Whether a prepared statement can be executed again. MariaDB (10.11) forgets what it did to the
    /// statement the first time: it then refuses an aggregate of aggregates as a mix of columns.
    pub(super) const fn keeps_statements(self) -> bool {
        matches!(self, Self::Mysql)
    }

    /// The session variable that limits a statement's time, with the value for so many milliseconds.
    pub(super) fn time_limit(self, milliseconds: u128) -> String {
        match self {
            Self::Mysql => format!("max_execution_time = {milliseconds}"),
            Self::MariaDb => {
                let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
                format!("max_statement_time = {seconds}.{rest:03}")
            }
        }
    }
}
