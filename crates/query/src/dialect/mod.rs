//! How engines differ. A difference is a method here, never an `if` elsewhere.

mod bigquery;
mod calls;
mod clickhouse;
mod clickhouse_old;
mod cockroachdb;
mod databricks;
mod datafusion;
mod division;
mod duckdb;
mod feature;
mod list;
mod mariadb;
mod mysql;
mod postgres;
mod redshift;
mod shared;
mod singlestore;
mod snowflake;
mod spark;
mod sqlite;
mod sqlserver;
mod trino;

use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;

use souk_model::{DataType, TableName};

use crate::Value;
use crate::sql::{
    AggregateFunction, BinaryOperator, Expr, Function, Identifier, JoinKind, Renderer, Unit,
    WindowFunction,
};

pub use bigquery::BIGQUERY;
pub use clickhouse::CLICKHOUSE;
pub use clickhouse_old::CLICKHOUSE_OLD;
pub use cockroachdb::COCKROACHDB;
pub use databricks::DATABRICKS;
pub use datafusion::DATAFUSION;
pub(crate) use division::{Division, Quotient};
pub use duckdb::DUCKDB;
pub use feature::Feature;
pub use list::{ALL, named};
pub use mariadb::MARIADB;
pub use mysql::MYSQL;
pub use postgres::POSTGRES;
pub use redshift::REDSHIFT;
pub(crate) use shared::sum_type;
pub use singlestore::SINGLESTORE;
pub use snowflake::SNOWFLAKE;
pub use spark::SPARK;
pub use sqlite::SQLITE;
pub use sqlserver::SQLSERVER;
pub use trino::TRINO;

/// What is written before and after an expression.
pub type Around = (&'static str, &'static str);

/// How ORDER BY puts NULL last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullOrder {
    /// `NULLS LAST`.
    Words,
    /// NULL is least: before an ascending key stands one that says whether it is NULL.
    Truth,
    /// The same, where a condition is not a value.
    Case,
}

/// What GROUP BY names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKey {
    /// Positions of output columns.
    Position,
    /// Names of output columns.
    Name,
    /// The expressions once more, as they were written.
    Text,
}

/// One engine's SQL.
#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
pub trait Dialect: fmt::Debug + Send + Sync {
    /// Its name in explanations and golden files.
    fn name(&self) -> &'static str;

    /// What people call the engine.
    fn title(&self) -> &'static str;

    /// What it cannot do; a question that needs it is refused before anything is sent.
    fn lacks(&self) -> &'static [Feature] {
        &[]
    }

    /// Whether it can do this.
    fn supports(&self, feature: Feature) -> bool {
        !self.lacks().contains(&feature)
    }

    /// What a connection must be set to before it runs a text of this dialect: the name of a
    /// session variable and its value, as SQL writes it.
    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// The grammar with which author SQL is read and the guard reads the final text.
    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect;

    /// The character around names, doubled inside them.
    fn identifier_quote(&self) -> char {
        '"'
    }

    /// Appends a quoted name.
    fn write_identifier(&self, text: &mut String, name: &str) {
        let quote = self.identifier_quote();
        text.push(quote);
        for character in name.chars() {
            if character == quote {
                text.push(quote);
            }
            text.push(character);
        }
        text.push(quote);
    }

    /// Whether a UUID column equals a UUID parameter as it is. Elsewhere both are compared as text.
    fn compares_uuids(&self) -> bool {
        false
    }

    /// Bytes of the longest name that the engine keeps whole.
    fn longest_identifier(&self) -> usize;

    /// Whether an output column may have this name and keeps it.
    fn keeps_name(&self, name: &str) -> bool {
        !name.is_empty() && name.len() <= self.longest_identifier()
    }

    /// Appends the placeholder of the parameter at `position`, from 1. The n-th placeholder of a
    /// text carries the n-th parameter, so a style without numbers is as good.
    fn write_placeholder(&self, text: &mut String, position: usize, _value: &Value) {
        let _ = write!(text, "${position}");
    }

    /// A bound value, with what the engine needs around it to take it as what it is.
    fn write_value(&self, out: &mut Renderer, value: &Value) {
        out.placeholder(value);
    }

    /// The type's name in a CAST.
    fn cast_type(&self, data_type: DataType) -> Cow<'static, str>;

    /// A cast.
    fn write_cast(&self, out: &mut Renderer, operand: &Expr, data_type: DataType) {
        shared::write_plain_cast(out, operand, &self.cast_type(data_type));
    }

    /// The type to which a column of this type is cast where it is scanned, so that all that
    /// follows can take its form or its collation for granted.
    fn reads_as(&self, _data_type: DataType) -> Option<DataType> {
        None
    }

    /// Whether a column of this type is cast to text where it is scanned, because the engine
    /// cannot group, order or compare it with text as it is.
    fn reads_as_text(&self, data_type: DataType, native_type: &str) -> bool;

    /// Whether `(a, b) IN (SELECT …)` compares rows.
    fn compares_rows(&self) -> bool {
        true
    }

    /// A sum that does not overflow, as [`sum_type`].
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr;

    /// A mean as a 64-bit float, exact up to its last rounding where the engine can.
    fn average(&self, operand: Expr, data_type: DataType) -> Expr;

    /// Goes between `AS` and the parenthesis of a scan, so that the engine reads it with the
    /// filters around it even where it is used twice.
    fn inlining_hint(&self) -> &'static str {
        ""
    }

    /// Whether rows are found faster by `key IN (SELECT …)` or EXISTS than by a join with distinct
    /// keys: the engine makes a semi-join of it, and an anti-join of NOT EXISTS, and need not find
    /// all keys where few rows are asked for.
    fn prefers_semi_joins(&self) -> bool {
        false
    }

    /// Whether a join begins with the few rows on its one side, however many the other table has: a
    /// tenant rule that the join carries is then not put on the other table once more. Measured where
    /// it is true.
    fn reads_partners_by_key(&self) -> bool {
        false
    }

    /// Whether the engine makes joins in the order in which they are written.
    fn joins_as_written(&self) -> bool {
        false
    }

    /// Whether EXISTS within OR is planned well: by sub-plans of their own, for each row or once.
    fn tests_partners_apart(&self) -> bool {
        false
    }

    /// Whether a common table that is read several times is made once, so that it pays to make groups of
    /// others. Measured where it is true.
    fn keeps_common_tables(&self) -> bool {
        false
    }

    /// Whether ORDER BY after UNION ALL orders all of its rows, by any expression.
    fn orders_unions(&self) -> bool {
        true
    }

    /// Whether ORDER BY orders groups by any expression of what they are grouped by.
    fn orders_groups(&self) -> bool {
        true
    }

    /// How many rows a group has.
    fn write_count_rows(&self, out: &mut Renderer) {
        out.raw("COUNT(*)");
    }

    /// Whether `WITH` names queries; where it does not, they are written where they are used.
    fn has_common_tables(&self) -> bool {
        true
    }

    /// Whether conditions are values and values of type boolean are conditions.
    fn has_boolean_values(&self) -> bool {
        true
    }

    /// What GROUP BY names.
    fn group_key(&self) -> GroupKey {
        GroupKey::Position
    }

    /// How NULL comes last.
    fn null_order(&self) -> NullOrder {
        NullOrder::Words
    }

    /// The part of the rows that is wanted. At least one of the two is there.
    fn write_row_range(
        &self,
        out: &mut Renderer,
        limit: Option<u32>,
        offset: Option<u32>,
        _is_ordered: bool,
    ) {
        shared::write_limit_offset(out, limit, offset, None);
    }

    /// Whether a schema is a database, so that a table named with its schema is looked up there
    /// whatever database the session is connected to.
    fn schema_is_database(&self) -> bool {
        false
    }

    /// A table of the datasource, as FROM names it: with its schema, if it has one.
    fn write_table(&self, out: &mut Renderer, table: &TableName) {
        if !table.schema.is_empty() {
            out.identifier(&table.schema);
            out.raw(".");
        }
        out.identifier(&table.name);
    }

    /// The words of a join.
    fn join_words(&self, kind: JoinKind) -> &'static str {
        match kind {
            JoinKind::Inner => "INNER JOIN ",
            JoinKind::Left => "LEFT JOIN ",
            JoinKind::Right => "RIGHT JOIN ",
            JoinKind::Full => "FULL JOIN ",
            JoinKind::Cross => "CROSS JOIN ",
        }
    }

    /// The constants true and false.
    fn write_truth(&self, out: &mut Renderer, truth: bool) {
        out.raw(if truth { "TRUE" } else { "FALSE" });
    }

    /// Rows of values as a source. There is at least one row.
    fn write_values(
        &self,
        out: &mut Renderer,
        columns: &[Identifier],
        rows: &[Vec<Expr>],
        alias: &Identifier,
    ) {
        shared::write_values(out, columns, rows, alias);
    }

    /// Two operands with an operator between them.
    fn write_binary(
        &self,
        out: &mut Renderer,
        operator: BinaryOperator,
        left: &Expr,
        right: &Expr,
    ) {
        shared::write_infix(out, left, operator.symbol(), right);
    }

    /// What is left of a decimal when the other is taken away as often as it fits; with the sign of the first.
    fn decimal_remainder(&self, left: Expr, right: Expr) -> Expr {
        Expr::binary(BinaryOperator::Modulo, left, right)
    }

    /// A scalar function.
    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        calls::write_call(out, function, arguments, &calls::COMMON);
    }

    /// Whether a value is one of a list, or none of it.
    fn write_in_list(&self, out: &mut Renderer, operand: &Expr, list: &[Expr], negated: bool) {
        shared::write_in_list(out, operand, list, negated);
    }

    /// A pattern with `%` and `_`, which a backslash before them makes plain.
    fn write_like(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        shared::write_like(out, operand, pattern, negated);
    }

    /// An aggregate of a group.
    fn write_aggregate(
        &self,
        out: &mut Renderer,
        function: AggregateFunction,
        distinct: bool,
        operand: &Expr,
    ) {
        let name = match function {
            AggregateFunction::Count => "COUNT",
            AggregateFunction::Sum => "SUM",
            AggregateFunction::Avg => "AVG",
            AggregateFunction::Min | AggregateFunction::Only => "MIN",
            AggregateFunction::Max => "MAX",
            AggregateFunction::Deviation => return self.write_deviation(out, operand),
            AggregateFunction::Any => return self.write_any_or_all(out, true, operand),
            AggregateFunction::All => return self.write_any_or_all(out, false, operand),
            AggregateFunction::ApproximateCount => {
                return self.write_approximate_count(out, operand);
            }
            AggregateFunction::Percentile(fraction) => {
                return self.write_percentile(out, fraction, operand);
            }
        };
        shared::write_plain_aggregate(out, name, distinct, operand);
    }

    /// The place of a row among others, or a value of one of them; NULL where there is none.
    fn write_ranked(&self, out: &mut Renderer, function: WindowFunction, operands: &[Expr]) {
        calls::write_named(out, calls::ranked_name(function), operands);
    }

    /// The deviation of a sample; NULL for fewer than two values.
    fn write_deviation(&self, out: &mut Renderer, operand: &Expr) {
        shared::write_function(out, "STDDEV_SAMP", &[operand]);
    }

    /// Whether any of the operands is true, or each of them.
    fn write_any_or_all(&self, out: &mut Renderer, is_any: bool, operand: &Expr) {
        shared::write_function(out, if is_any { "BOOL_OR" } else { "BOOL_AND" }, &[operand]);
    }

    /// How many different values there are, about; exactly, where the engine has no estimate.
    fn write_approximate_count(&self, out: &mut Renderer, operand: &Expr) {
        shared::write_plain_aggregate(out, "COUNT", true, operand);
    }

    /// A percentile, interpolated between neighbours.
    fn write_percentile(&self, out: &mut Renderer, fraction: u32, operand: &Expr) {
        shared::write_percentile(out, fraction, operand);
    }

    /// The texts of a group in byte order, with `separator` between them.
    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr);

    /// A regular expression finds something in a text.
    fn write_regex(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw("(");
        out.expr(operand);
        out.raw(if negated { " !~ " } else { " ~ " });
        out.expr(pattern);
        out.raw(")");
    }

    /// Equal, where NULL equals NULL.
    fn write_same(&self, out: &mut Renderer, left: &Expr, right: &Expr) {
        out.raw("(");
        out.expr(left);
        out.raw(" IS NOT DISTINCT FROM ");
        out.expr(right);
        out.raw(")");
    }

    /// The start of the `unit` in which a wall-clock time lies.
    fn write_truncate(&self, out: &mut Renderer, unit: Unit, operand: &Expr) {
        out.raw("DATE_TRUNC('");
        out.raw(unit.word());
        out.raw("', ");
        out.expr(operand);
        out.raw(")");
    }

    /// A wall-clock time moved by `count` units.
    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        let (unit, count) = match unit {
            Unit::Quarter => (Unit::Month, count * 3),
            other => (other, count),
        };
        out.raw("(");
        out.expr(operand);
        out.raw(" + INTERVAL '");
        out.number(count);
        out.raw(" ");
        out.raw(unit.word());
        out.raw("')");
    }

    /// The wall clock of `zone` at a time of type `from` (zoneless times are UTC).
    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        from: DataType,
        zone: chrono_tz::Tz,
    );

    /// The instant at which the wall clock of `zone` shows a time.
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        out.raw("(");
        out.expr(operand);
        out.raw(" AT TIME ZONE '");
        out.raw(zone.name());
        out.raw("')");
    }

    /// What `/` is in the engine's own SQL, for SQL metrics.
    fn division(&self) -> Division;

    /// Whether a cast to `VARCHAR(n)` cuts what is longer.
    fn cuts_texts(&self) -> bool {
        true
    }

    /// Whether a cast to `CHAR(n)` fills what is shorter with blanks, or `CHAR` is one letter.
    fn pads_texts(&self) -> bool {
        true
    }

    /// What a decimal without precision is in a CAST.
    fn plain_decimal(&self) -> DataType {
        DataType::Numeric
    }

    /// Whether a number is equal to a value of any type only where that is the same number. MySQL
    /// reads `'7a'` as 7 for the comparison.
    fn compares_numbers_exactly(&self) -> bool {
        true
    }

    /// What is written around a column of any type, so that it equals one key and no other: letter
    /// case, blanks at the end and a text that begins with a number must not make two keys one. The
    /// guard asks for these very forms.
    fn exact_column(&self) -> Around;

    /// What is written around a key that is compared with such a column.
    fn exact_key(&self) -> Around {
        ("", "")
    }

    /// Text that compares byte by byte.
    fn write_binary_text(&self, out: &mut Renderer, operand: &Expr) {
        out.expr(operand);
    }

    /// A text as a key of ORDER BY, byte by byte.
    fn write_text_key(&self, out: &mut Renderer, operand: &Expr) {
        self.write_binary_text(out, operand);
    }
}
