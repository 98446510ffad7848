//! Google BigQuery.

use std::borrow::Cow;
use std::fmt::Write as _;

use souk_model::DataType;
use sqlparser::dialect::BigQueryDialect;

use super::calls::{self, Concat, Spelling};
use super::shared::{
    cast, divided_average, plain, write_function, write_infix, write_values_as_union,
};
use super::{Around, Dialect, Division, Feature, division};
use crate::Value;
use crate::sql::{AggregateFunction, BinaryOperator, Expr, Function, Identifier, Renderer, Unit};

/// BigQuery.
pub static BIGQUERY: BigQuery = BigQuery;

/// See [`BIGQUERY`].
#[derive(Debug)]
pub struct BigQuery;

const SPELLING: Spelling = Spelling {
    trim: "TRIM",
    concat: Concat::Coalesced,
    week: ("EXTRACT(ISOWEEK FROM ", ")"),
    weekday: ("(MOD(EXTRACT(DAYOFWEEK FROM ", ") + 5, 7) + 1)"),
    ..calls::COMMON
};

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for BigQuery {
    fn name(&self) -> &'static str {
        "bigquery"
    }

    fn title(&self) -> &'static str {
        "BigQuery"
    }

    // PERCENTILE_CONT is a window function only.
    fn lacks(&self) -> &'static [Feature] {
        &[Feature::Percentile, Feature::FullJoinOnCondition]
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &BigQueryDialect {}
    }

    fn identifier_quote(&self) -> char {
        '`'
    }

    fn longest_identifier(&self) -> usize {
        128
    }

    fn keeps_name(&self, name: &str) -> bool {
        let is_plain = name.chars().all(|one| one.is_ascii_alphanumeric() || one == '_');
        let begins_well = name.starts_with(|one: char| one.is_ascii_alphabetic());
        is_plain && begins_well && name.len() <= self.longest_identifier()
    }

    fn write_placeholder(&self, text: &mut String, position: usize, _value: &Value) {
        let _ = write!(text, "@p{position}");
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean => "BOOL",
            DataType::Int32 | DataType::Int64 => "INT64",
            DataType::UInt64 => "NUMERIC",
            DataType::Float32 | DataType::Float64 => "FLOAT64",
            // NUMERIC has 29 digits before the point and 9 behind it.
            DataType::Decimal { scale: ..=9, .. } => "NUMERIC",
            DataType::Decimal { .. } | DataType::Numeric => "BIGNUMERIC",
            DataType::Bytes => "BYTES",
            DataType::Date => "DATE",
            DataType::Time => "TIME",
            DataType::Timestamp => "DATETIME",
            DataType::TimestampTz => "TIMESTAMP",
            _ => "STRING",
        })
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time | DataType::Uuid)
    }

    fn compares_rows(&self) -> bool {
        false
    }

    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        let widened = match data_type {
            DataType::Int64 | DataType::UInt64 => cast(operand, DataType::Numeric),
            _ => operand,
        };
        plain(AggregateFunction::Sum, widened)
    }

    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        divided_average(self.sum(operand.clone(), data_type), operand)
    }

    fn write_values(
        &self,
        out: &mut Renderer,
        columns: &[Identifier],
        rows: &[Vec<Expr>],
        alias: &Identifier,
    ) {
        write_values_as_union(out, columns, rows, alias);
    }

    fn write_binary(
        &self,
        out: &mut Renderer,
        operator: BinaryOperator,
        left: &Expr,
        right: &Expr,
    ) {
        match operator {
            BinaryOperator::Modulo => write_function(out, "MOD", &[left, right]),
            other => write_infix(out, left, other.symbol(), right),
        }
    }

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        calls::write_call(out, function, arguments, &SPELLING);
    }

    fn write_any_or_all(&self, out: &mut Renderer, is_any: bool, operand: &Expr) {
        write_function(out, if is_any { "LOGICAL_OR" } else { "LOGICAL_AND" }, &[operand]);
    }

    fn write_approximate_count(&self, out: &mut Renderer, operand: &Expr) {
        write_function(out, "APPROX_COUNT_DISTINCT", &[operand]);
    }

    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        out.raw("STRING_AGG(");
        out.expr(operand);
        out.raw(", ");
        out.expr(separator);
        out.raw(" ORDER BY ");
        out.expr(operand);
        out.raw(")");
    }

    fn write_regex(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw(if negated { "(NOT " } else { "(" });
        write_function(out, "REGEXP_CONTAINS", &[operand, pattern]);
        out.raw(")");
    }

    // A plain WEEK begins on Sunday.
    fn write_truncate(&self, out: &mut Renderer, unit: Unit, operand: &Expr) {
        out.raw("DATETIME_TRUNC(");
        out.expr(operand);
        out.raw(", ");
        out.raw(if unit == Unit::Week { "ISOWEEK" } else { unit.upper_word() });
        out.raw(")");
    }

    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        out.raw("DATETIME_ADD(");
        out.expr(operand);
        out.raw(&format!(", INTERVAL {count} {})", unit.upper_word()));
    }

    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        from: DataType,
        zone: chrono_tz::Tz,
    ) {
        if from == DataType::Timestamp && zone == chrono_tz::UTC {
            return out.expr(operand);
        }
        out.raw("DATETIME(");
        if from == DataType::Timestamp {
            out.raw("TIMESTAMP(");
            out.expr(operand);
            out.raw(", 'UTC')");
        } else {
            out.expr(operand);
        }
        out.raw(", '");
        out.raw(zone.name());
        out.raw("')");
    }
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        out.raw("TIMESTAMP(");
        out.expr(operand);
        out.raw(", '");
        out.raw(zone.name());
        out.raw("')");
    }

    fn cuts_texts(&self) -> bool {
        false
    }

    fn pads_texts(&self) -> bool {
        false
    }

    fn plain_decimal(&self) -> DataType {
        DataType::Decimal { precision: 38, scale: 9 }
    }
    fn division(&self) -> Division {
        division::FLOAT_LITERALS
    }

    // A column may be declared with a collation that folds letter case.
    fn exact_column(&self) -> Around {
        ("CAST(CAST(", " AS STRING) AS BYTES)")
    }

    fn exact_key(&self) -> Around {
        self.exact_column()
    }
}
