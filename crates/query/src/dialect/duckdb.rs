//! DuckDB 1.0 and later.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::DuckDbDialect;

use super::calls::{self, Spelling};
use super::shared::{
    cast, divided_average, plain, sum_type, write_function, write_like_with_escape,
    write_percentile,
};
use super::{Around, Dialect, Division, division};
use crate::sql::{AggregateFunction, Expr, Function, Renderer};

/// DuckDB.
pub static DUCKDB: DuckDb = DuckDb;

/// See [`DUCKDB`].
#[derive(Debug)]
pub struct DuckDb;

const SPELLING: Spelling = Spelling { trim: "TRIM", char_length: "LENGTH", ..calls::COMMON };

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for DuckDb {
    fn name(&self) -> &'static str {
        "duckdb"
    }

    fn title(&self) -> &'static str {
        "DuckDB"
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &DuckDbDialect {}
    }

    fn longest_identifier(&self) -> usize {
        usize::MAX
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean => "BOOLEAN",
            DataType::Int32 => "INTEGER",
            DataType::Int64 => "BIGINT",
            DataType::UInt64 => "UBIGINT",
            DataType::Float32 => "REAL",
            DataType::Float64 => "DOUBLE",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("DECIMAL({precision}, {scale})"));
            }
            DataType::Numeric => "DECIMAL(38, 10)",
            DataType::Uuid => "UUID",
            DataType::Bytes => "BLOB",
            DataType::Date => "DATE",
            DataType::Time => "TIME",
            DataType::Timestamp => "TIMESTAMP",
            DataType::TimestampTz => "TIMESTAMPTZ",
            DataType::Text | DataType::Json | DataType::Other => "VARCHAR",
        })
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time)
    }

    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        let widened = match data_type {
            DataType::Int64 | DataType::UInt64 => cast(operand, sum_type(data_type)),
            DataType::Decimal { scale, .. } => {
                cast(operand, DataType::Decimal { precision: 38, scale })
            }
            DataType::Float32 => cast(operand, DataType::Float64),
            _ => operand,
        };
        plain(AggregateFunction::Sum, widened)
    }

    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        divided_average(self.sum(operand.clone(), data_type), operand)
    }

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        calls::write_call(out, function, arguments, &SPELLING);
    }

    fn write_like(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        write_like_with_escape(out, operand, pattern, negated);
    }

    fn write_approximate_count(&self, out: &mut Renderer, operand: &Expr) {
        write_function(out, "APPROX_COUNT_DISTINCT", &[operand]);
    }

    // Of decimals it would be a decimal, rounded.
    fn write_percentile(&self, out: &mut Renderer, fraction: u32, operand: &Expr) {
        write_percentile(out, fraction, &cast(operand.clone(), DataType::Float64));
    }

    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        out.raw("STRING_AGG(");
        out.expr(operand);
        out.raw(", ");
        out.expr(separator);
        out.raw(" ORDER BY ");
        self.write_binary_text(out, operand);
        out.raw(")");
    }

    // Its `~` wants the whole text to match.
    fn write_regex(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw(if negated { "(NOT " } else { "(" });
        write_function(out, "REGEXP_MATCHES", &[operand, pattern]);
        out.raw(")");
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
        out.raw("(");
        out.expr(operand);
        if from == DataType::Timestamp {
            out.raw(" AT TIME ZONE 'UTC'");
        }
        out.raw(" AT TIME ZONE '");
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
        DataType::Decimal { precision: 18, scale: 3 }
    }
    fn division(&self) -> Division {
        division::FLOAT
    }

    fn exact_column(&self) -> Around {
        ("ENCODE(CAST(", " AS VARCHAR))")
    }

    fn exact_key(&self) -> Around {
        self.exact_column()
    }
}
