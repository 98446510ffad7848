//! MySQL, MariaDB or SingleStore: servers that speak one protocol and dialects of their own.
//!
//! What is here of SingleStore comes from its documentation; no test has a server of it.

use souk_query::{Dialect, MARIADB, MYSQL, SINGLESTORE};

/// Which server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    Mysql,
    MariaDb,
    SingleStore,
}

impl Flavour {
    /// By what `VERSION()` says, such as `8.0.36` or `10.11.6-MariaDB-0+deb12u1`. SingleStore says that of
    /// a MySQL, so its datasources say themselves what they are.
    pub(super) fn of(version: &str) -> Self {
        let is_mariadb = version.to_ascii_lowercase().contains("mariadb");
        if is_mariadb { Self::MariaDb } else { Self::Mysql }
    }

    /// The SQL that the server reads.
    pub(super) fn dialect(self) -> &'static dyn Dialect {
        match self {
            Self::Mysql => &MYSQL,
            Self::MariaDb => &MARIADB,
            Self::SingleStore => &SINGLESTORE,
        }
    }

    /// Databases that are the server's own.
    pub(super) const fn own_databases(self) -> &'static [&'static str] {
        match self {
            Self::Mysql | Self::MariaDb => &MYSQLS_OWN,
            Self::SingleStore => &SINGLESTORES_OWN,
        }
    }

    /// Whether a prepared statement can be executed again. MariaDB (10.11) forgets what it did to the
    /// statement the first time: it then refuses an aggregate of aggregates as a mix of columns. Of
    /// SingleStore it is not known.
    pub(super) const fn keeps_statements(self) -> bool {
        matches!(self, Self::Mysql)
    }

    /// Whether keys and indexes are those of MySQL's `information_schema`. SingleStore knows no references,
    /// and its unique keys may be declared without being kept, so that they must not be believed.
    pub(super) const fn has_catalog(self) -> bool {
        !matches!(self, Self::SingleStore)
    }

    /// Asks whether the server's own clock is in UTC, in winter and in summer, where no session can have
    /// another zone than the server.
    pub(super) const fn is_in_utc(self) -> Option<&'static str> {
        match self {
            Self::Mysql | Self::MariaDb => None,
            Self::SingleStore => Some(
                "SELECT UNIX_TIMESTAMP('2000-01-01 00:00:00') = 946684800
                    AND UNIX_TIMESTAMP('2000-07-01 00:00:00') = 962409600",
            ),
        }
    }

    /// What every session is pinned to, beside what its dialect asks for; `statement` in milliseconds.
    ///
    /// - The guard reads `"` as MySQL does (a text) and `||` as a concatenation; no text holds a backslash
    ///   that could be read in two ways.
    /// - Unsigned numbers may be subtracted below zero; divisions of exact numbers keep twenty places.
    /// - SingleStore's sessions have no time limit, and nothing that keeps them from writing.
    pub(super) fn settings(self, statement: u128) -> String {
        let asked = self.dialect().settings().iter().map(|setting| self.setting(*setting));
        let asked = asked.collect::<Vec<_>>().join(", ");
        let own = match self {
            Self::Mysql => format!("max_execution_time = {statement}"),
            Self::MariaDb => {
                let (seconds, rest) = (statement / 1000, statement % 1000);
                format!("max_statement_time = {seconds}.{rest:03}")
            }
            Self::SingleStore => return format!("SET {asked}, autocommit = 1"),
        };
        format!(
            "SET {asked}, autocommit = 1, div_precision_increment = 20, {own};
             SET SESSION TRANSACTION READ ONLY"
        )
    }

    fn setting(self, (name, value): (&str, &str)) -> String {
        match name {
            "names" => format!("NAMES {value}"),
            "sql_mode" if self != Self::SingleStore => {
                format!("sql_mode = CONCAT({value}, ',{MODES}')")
            }
            name => format!("{name} = {value}"),
        }
    }
}

const MYSQLS_OWN: [&str; 4] = ["mysql", "information_schema", "performance_schema", "sys"];
/// With those of MySQL, which nobody calls a tenant.
const SINGLESTORES_OWN: [&str; 6] =
    ["cluster", "memsql", "mysql", "information_schema", "performance_schema", "sys"];

const MODES: &str = "STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,\
    NO_UNSIGNED_SUBTRACTION,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
