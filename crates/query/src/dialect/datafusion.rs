//! DataFusion, the embedded engine. It reads PostgreSQL's grammar with a few functions of its own.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::PostgreSqlDialect;

use super::calls::{self, Spelling};
use super::shared::{cast, fraction_text, plain, sum_type, write_function, write_percentile_at};
use super::{Around, Dialect, Division, division};
use crate::sql::{AggregateFunction, BinaryOperator, Expr, Function, Renderer};

/// Multiples of 1/64 are, in millionths.
const EXACT_IN_BINARY: u32 = 15_625;

/// DataFusion.
pub static DATAFUSION: DataFusion = DataFusion;

/// See [`DATAFUSION`].
#[derive(Debug)]
pub struct DataFusion;

// Of a week that begins on Monday it counts from 0.
const SPELLING: Spelling =
    Spelling { weekday: ("((EXTRACT(DOW FROM ", ") + 6) % 7 + 1)"), ..calls::COMMON };

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for DataFusion {
    fn name(&self) -> &'static str {
        "datafusion"
    }

    fn title(&self) -> &'static str {
        "DataFusion"
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &PostgreSqlDialect {}
    }

    fn longest_identifier(&self) -> usize {
        usize::MAX
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean => "BOOLEAN",
            DataType::Int32 => "INTEGER",
            DataType::Int64 => "BIGINT",
            DataType::UInt64 => "BIGINT UNSIGNED",
            DataType::Float32 => "REAL",
            DataType::Float64 => "DOUBLE",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("DECIMAL({precision}, {scale})"));
            }
            DataType::Numeric => "DECIMAL(38, 10)",
            DataType::Bytes => "BYTEA",
            DataType::Date => "DATE",
            DataType::Time => "TIME",
            // Without a precision both would be nanoseconds, which end in the year 2262.
            DataType::Timestamp | DataType::TimestampTz => "TIMESTAMP(6)",
            DataType::Text | DataType::Uuid | DataType::Json | DataType::Other => "VARCHAR",
        })
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time)
    }

    fn compares_rows(&self) -> bool {
        false
    }

    fn prefers_semi_joins(&self) -> bool {
        true
    }

    fn reads_partners_by_key(&self) -> bool {
        true
    }

    fn joins_as_written(&self) -> bool {
        true
    }

    // Sums of 64-bit integers and of the widest decimals wrap around without an error, so they are
    // made in a wider type. Below 33 digits a sum of a million greatest values still fits.
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        let widened = match data_type {
            DataType::Int64 | DataType::UInt64 => cast(operand, sum_type(data_type)),
            DataType::Float32 => cast(operand, DataType::Float64),
            DataType::Decimal { precision: 33.., scale } => {
                cast(operand, DataType::Decimal { precision: 60, scale })
            }
            _ => operand,
        };
        plain(AggregateFunction::Sum, widened)
    }

    // AVG of decimals is rounded to four more places; dividing the exact sum keeps all digits.
    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        if matches!(data_type, DataType::Float32 | DataType::Float64) {
            return plain(AggregateFunction::Avg, cast(operand, DataType::Float64));
        }
        let count = plain(AggregateFunction::Count, operand.clone());
        let sum = cast(self.sum(operand, data_type), DataType::Float64);
        Expr::binary(BinaryOperator::Divide, sum, cast(count, DataType::Float64))
    }
    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        calls::write_call(out, function, arguments, &SPELLING);
    }

    // It is unsigned, which has no negative and wraps around below zero.
    fn write_approximate_count(&self, out: &mut Renderer, operand: &Expr) {
        out.raw("CAST(");
        write_function(out, "APPROX_DISTINCT", &[operand]);
        out.raw(" AS BIGINT)");
    }

    // All ordered aggregates of a SELECT must agree in their order, so the texts are sorted after.
    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        out.raw("ARRAY_TO_STRING(ARRAY_SORT(ARRAY_AGG(");
        out.expr(operand);
        out.raw(") FILTER (WHERE ");
        out.expr(operand);
        out.raw(" IS NOT NULL)), ");
        out.expr(separator);
        out.raw(")");
    }

    // The place between two values is cut off after six digits. Where the fraction has no exact
    // binary form that may be a millionth too little, so it is a trace greater: enough for rounding
    // errors, too little to reach the next millionth below a hundred million values.
    fn write_percentile(&self, out: &mut Renderer, fraction: u32, operand: &Expr) {
        let is_exact = fraction.is_multiple_of(EXACT_IN_BINARY);
        let trace = if is_exact { "" } else { "000000001" };
        write_percentile_at(out, &format!("{}{trace}", fraction_text(fraction)), operand);
    }
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        out.raw("ARROW_CAST(");
        out.expr(operand);
        out.raw(", 'Timestamp(Microsecond, Some(\"");
        out.raw(zone.name());
        out.raw("\"))')");
    }

    fn cuts_texts(&self) -> bool {
        false
    }

    fn pads_texts(&self) -> bool {
        false
    }

    fn plain_decimal(&self) -> DataType {
        DataType::Decimal { precision: 38, scale: 10 }
    }
    fn division(&self) -> Division {
        division::CUT_OR_FLOAT
    }

    fn exact_column(&self) -> Around {
        ("CAST(", " AS VARCHAR)")
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
        out.raw("TO_LOCAL_TIME(ARROW_CAST(");
        if from == DataType::Timestamp {
            out.raw("ARROW_CAST(");
        }
        out.expr(operand);
        if from == DataType::Timestamp {
            out.raw(", 'Timestamp(Microsecond, Some(\"UTC\"))')");
        }
        out.raw(", 'Timestamp(Microsecond, Some(\"");
        out.raw(zone.name());
        out.raw("\"))'))");
    }
}
