//! What the guard knows about each engine: its grammar, and where it reads a text in a way of its own.
//!
//! An engine that is not listed has no profile, and every text for it is refused.

use sqlparser::dialect::{
    BigQueryDialect, ClickHouseDialect, DatabricksDialect, Dialect, DuckDbDialect, GenericDialect,
    MsSqlDialect, MySqlDialect, PostgreSqlDialect, RedshiftSqlDialect, SQLiteDialect,
    SnowflakeDialect, SparkSqlDialect,
};

use super::allowed;
use super::exact::{self, Exactness};

/// One engine.
pub(super) struct Profile {
    /// The name by which the generator's dialect goes.
    name: &'static str,
    pub(super) parser: fn() -> &'static dyn Dialect,
    /// The one character that opens a name. Others that the engine knows are refused, because what
    /// they mean can depend on the session.
    pub(super) quote: char,
    pub(super) placeholder: Placeholder,
    pub(super) names: Names,
    /// Whether a name of two parts names a database.
    pub(super) schema_is_database: bool,
    /// Whether a column may stand without its table. `SQLite` would read a name that the table has
    /// lost as a string.
    pub(super) has_bare_columns: bool,
    /// Whether a backslash inside a quoted name is a backslash.
    pub(super) has_plain_backslash: bool,
    /// What `||` does. Where it is OR, a text that holds it has another structure.
    pub(super) has_concat_operator: bool,
    /// `<=>`.
    pub(super) has_spaceship: bool,
    /// OFFSET … FETCH.
    pub(super) has_fetch: bool,
    /// Schemas that describe the database itself, in lower case, refused even if declared.
    pub(super) catalogs: &'static [&'static str],
    pub(super) functions: &'static [&'static [&'static str]],
    /// Types that the grammar knows by name only, in lower case.
    pub(super) types: &'static [&'static str],
    pub(super) exact: Exactness,
}

/// How a parameter is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// `$1`
    Dollar,
    /// `?`: the n-th of the text is the n-th parameter.
    Question,
    /// `@p1`
    At,
    /// `{p1:Int64}`
    Braces,
}

/// When two quoted names are the same to the engine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Where their bytes are.
    Exact,
    /// Letter case, and perhaps more, makes no difference.
    Folded,
    /// As `Folded`, and a dot inside one name parts it in two.
    Dotted,
}

impl Profile {
    /// The engine of this name.
    pub(super) fn of(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    pub(super) fn has_braces(&self) -> bool {
        self.placeholder == Placeholder::Braces
    }

    pub(super) fn is_catalog(&self, schema: &str) -> bool {
        let lower = schema.to_ascii_lowercase();
        lower.starts_with("pg_")
            || lower == "information_schema"
            || self.catalogs.contains(&lower.as_str())
    }

    pub(super) fn is_function(&self, name: &str) -> bool {
        self.functions.iter().any(|list| list.binary_search(&name).is_ok())
    }

    /// Whether the engine may take one name for the other.
    pub(super) fn may_be_same(&self, left: &str, right: &str) -> bool {
        if self.names == Names::Exact {
            return left == right;
        }
        match (left.is_ascii(), right.is_ascii()) {
            (true, true) => left.trim_end().eq_ignore_ascii_case(right.trim_end()),
            (true, false) => may_fold_to(right, left),
            (false, true) => may_fold_to(left, right),
            (false, false) => true,
        }
    }
}

/// Whether a name may become an ASCII one where a collation folds accents, letter case and blanks.
/// Its ASCII letters and digits stay what they are, so they must be there in their order.
fn may_fold_to(name: &str, ascii: &str) -> bool {
    let kept = |text: &str| -> Vec<char> {
        let kept = text.chars().filter(char::is_ascii_alphanumeric);
        kept.map(|one| one.to_ascii_lowercase()).collect()
    };
    let mut rest = kept(ascii).into_iter();
    kept(name).into_iter().all(|wanted| rest.any(|one| one == wanted))
}

/// What most engines have in common.
const STANDARD: Profile = Profile {
    name: "",
    parser: || &PostgreSqlDialect {},
    quote: '"',
    placeholder: Placeholder::Question,
    names: Names::Folded,
    schema_is_database: false,
    has_bare_columns: false,
    has_plain_backslash: false,
    has_concat_operator: true,
    has_spaceship: false,
    has_fetch: false,
    catalogs: &[],
    functions: &[allowed::COMMON],
    types: &[],
    exact: exact::NOTHING,
};

const CLICKHOUSE: Profile = Profile {
    name: "clickhouse",
    parser: || &ClickHouseDialect {},
    placeholder: Placeholder::Braces,
    names: Names::Exact,
    schema_is_database: true,
    catalogs: &["system"],
    functions: &[allowed::COMMON, allowed::CLICKHOUSE],
    exact: exact::CLICKHOUSE,
    ..STANDARD
};

const MYSQL: Profile = Profile {
    name: "mysql",
    parser: || &MySqlDialect {},
    quote: '`',
    schema_is_database: true,
    has_concat_operator: false,
    has_spaceship: true,
    catalogs: &["mysql", "performance_schema", "sys"],
    functions: &[allowed::COMMON, allowed::MYSQL],
    exact: exact::MYSQL,
    ..STANDARD
};

const SPARK: Profile = Profile {
    name: "spark",
    parser: || &SparkSqlDialect {},
    quote: '`',
    has_spaceship: true,
    functions: &[allowed::COMMON, allowed::SPARK],
    types: &["timestamp_ntz", "timestamp_ltz"],
    exact: exact::BYTES_OF_TEXT,
    ..STANDARD
};

static PROFILES: [Profile; 17] = [
    Profile {
        name: "postgres",
        placeholder: Placeholder::Dollar,
        names: Names::Exact,
        has_bare_columns: true,
        has_plain_backslash: true,
        functions: &[allowed::COMMON, allowed::POSTGRES],
        exact: exact::POSTGRES,
        ..STANDARD
    },
    Profile {
        name: "datafusion",
        placeholder: Placeholder::Dollar,
        names: Names::Exact,
        has_bare_columns: true,
        has_plain_backslash: true,
        functions: &[allowed::COMMON, allowed::DATAFUSION],
        exact: exact::DATAFUSION,
        ..STANDARD
    },
    MYSQL,
    Profile { name: "mariadb", exact: exact::MARIADB, ..MYSQL },
    Profile {
        name: "singlestore",
        catalogs: &["cluster", "memsql", "mysql", "performance_schema", "sys"],
        functions: &[allowed::COMMON, allowed::MYSQL, allowed::SINGLESTORE],
        exact: exact::SINGLESTORE,
        ..MYSQL
    },
    Profile {
        name: "sqlite",
        parser: || &SQLiteDialect {},
        catalogs: &["temp"],
        functions: &[allowed::COMMON, allowed::SQLITE],
        exact: exact::SQLITE,
        ..STANDARD
    },
    CLICKHOUSE,
    Profile { name: "clickhouse-old", ..CLICKHOUSE },
    Profile {
        name: "duckdb",
        parser: || &DuckDbDialect {},
        placeholder: Placeholder::Dollar,
        functions: &[allowed::COMMON, allowed::DUCKDB],
        exact: exact::DUCKDB,
        ..STANDARD
    },
    SPARK,
    Profile { name: "databricks", parser: || &DatabricksDialect {}, ..SPARK },
    Profile {
        name: "cockroachdb",
        placeholder: Placeholder::Dollar,
        names: Names::Exact,
        has_bare_columns: true,
        has_plain_backslash: true,
        catalogs: &["crdb_internal"],
        functions: &[allowed::COMMON, allowed::POSTGRES],
        exact: exact::COCKROACHDB,
        ..STANDARD
    },
    Profile {
        name: "redshift",
        parser: || &RedshiftSqlDialect {},
        placeholder: Placeholder::Dollar,
        functions: &[allowed::COMMON, allowed::REDSHIFT],
        types: &["varbyte"],
        exact: exact::REDSHIFT,
        ..STANDARD
    },
    Profile {
        name: "snowflake",
        parser: || &SnowflakeDialect {},
        names: Names::Exact,
        functions: &[allowed::COMMON, allowed::SNOWFLAKE],
        types: &["number", "timestamp_ntz", "timestamp_tz", "timestamp_ltz"],
        exact: exact::SNOWFLAKE,
        ..STANDARD
    },
    Profile {
        name: "bigquery",
        parser: || &BigQueryDialect {},
        quote: '`',
        placeholder: Placeholder::At,
        names: Names::Dotted,
        functions: &[allowed::COMMON, allowed::BIGQUERY],
        exact: exact::BIGQUERY,
        ..STANDARD
    },
    Profile {
        name: "mssql",
        parser: || &MsSqlDialect {},
        quote: '[',
        placeholder: Placeholder::At,
        has_concat_operator: false,
        has_fetch: true,
        catalogs: &["sys"],
        functions: &[allowed::COMMON, allowed::MSSQL],
        types: &["datetime2", "datetimeoffset", "uniqueidentifier"],
        exact: exact::MSSQL,
        ..STANDARD
    },
    Profile {
        name: "trino",
        parser: || &GenericDialect {},
        functions: &[allowed::COMMON, allowed::TRINO],
        exact: exact::TRINO,
        ..STANDARD
    },
];

#[cfg(test)]
mod tests {
    use super::PROFILES;

    #[test]
    fn every_list_is_sorted_so_that_the_search_finds_every_name() {
        for list in PROFILES.iter().flat_map(|profile| profile.functions) {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn no_two_engines_share_a_name() {
        for (position, profile) in PROFILES.iter().enumerate() {
            assert!(!profile.name.is_empty());
            assert!(PROFILES[..position].iter().all(|other| other.name != profile.name));
        }
    }
}
