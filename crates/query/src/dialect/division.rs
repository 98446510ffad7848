//! What `/` is in each engine's own SQL. SQL metrics follow it; all other questions divide alike.

/// What `/` makes of numbers, none of which is floating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Division {
    /// Of two whole numbers.
    pub(crate) whole: Quotient,
    /// Where a decimal is among them.
    pub(crate) decimal: Quotient,
    /// Whether the engine's own sum of whole numbers is a whole number.
    pub(crate) sums_are_whole: bool,
    /// Whether a number such as 0.5 in a text is floating.
    pub(crate) literals_are_floats: bool,
}

/// What kind of number a quotient is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotient {
    /// Cut toward zero.
    Whole,
    /// A decimal, with as many places as the engine gives it.
    Exact,
    /// A 64-bit float.
    Float,
}

/// PostgreSQL and Redshift: `7 / 2` is 3, and the sum of `bigint` is `numeric`.
pub(super) const CUT: Division = Division {
    whole: Quotient::Whole,
    decimal: Quotient::Exact,
    sums_are_whole: false,
    literals_are_floats: false,
};

/// SQL Server and Trino: a sum of whole numbers is cut too.
pub(super) const CUT_SUMS: Division = Division { sums_are_whole: true, ..CUT };

/// DataFusion: the same, and 0.5 is a float.
pub(super) const CUT_OR_FLOAT: Division = Division { literals_are_floats: true, ..CUT_SUMS };

/// SQLite: whole or floating, as there are no decimals.
pub(super) const WHOLE_OR_FLOAT: Division = Division { decimal: Quotient::Float, ..CUT_OR_FLOAT };

/// MySQL, MariaDB, SingleStore, Snowflake and CockroachDB: whole numbers are divided as decimals are.
pub(super) const DECIMAL: Division = Division { whole: Quotient::Exact, ..CUT };

/// Spark: whole numbers are divided as floats, decimals as decimals.
pub(super) const FLOAT_OR_DECIMAL: Division = Division { whole: Quotient::Float, ..CUT };

/// BigQuery and ClickHouse: the same, and 0.5 is a float.
pub(super) const FLOAT_LITERALS: Division =
    Division { literals_are_floats: true, ..FLOAT_OR_DECIMAL };

/// DuckDB: always a float.
pub(super) const FLOAT: Division = Division { decimal: Quotient::Float, ..FLOAT_LITERALS };
