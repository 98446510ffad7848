//! Which dialects there are.

use super::{
    BIGQUERY, CLICKHOUSE, CLICKHOUSE_OLD, COCKROACHDB, DATABRICKS, DATAFUSION, DUCKDB, Dialect,
    MARIADB, MYSQL, POSTGRES, REDSHIFT, SINGLESTORE, SNOWFLAKE, SPARK, SQLITE, SQLSERVER, TRINO,
};

/// Every dialect, in the order of documentation.
pub static ALL: [&'static dyn Dialect; 17] = [
    &POSTGRES,
    &DATAFUSION,
    &MYSQL,
    &MARIADB,
    &SINGLESTORE,
    &SQLITE,
    &CLICKHOUSE,
    &CLICKHOUSE_OLD,
    &DUCKDB,
    &SPARK,
    &DATABRICKS,
    &COCKROACHDB,
    &REDSHIFT,
    &SNOWFLAKE,
    &BIGQUERY,
    &SQLSERVER,
    &TRINO,
];

/// The dialect of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static dyn Dialect> {
    ALL.into_iter().find(|dialect| dialect.name() == name)
}
