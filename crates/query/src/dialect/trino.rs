//! Trino.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::GenericDialect;

use super::calls::{self, Concat, Spelling};
use super::shared::{
    cast, divided_average, plain, sum_type, write_function, write_if_any, write_like_with_escape,
};
use super::{Around, Dialect, Division, Feature, division};
use crate::Value;
use crate::sql::{AggregateFunction, Expr, Function, Renderer, Unit};

/// Trino.
pub static TRINO: Trino = Trino;

/// See [`TRINO`].
#[derive(Debug)]
pub struct Trino;

const SPELLING: Spelling = Spelling {
    trim: "TRIM",
    char_length: "LENGTH",
    concat: Concat::Coalesced,
    weekday: ("EXTRACT(DOW FROM ", ")"),
    ..calls::COMMON
};

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for Trino {
    fn name(&self) -> &'static str {
        "trino"
    }

    fn title(&self) -> &'static str {
        "Trino"
    }

    // Percentiles are estimates there.
    fn lacks(&self) -> &'static [Feature] {
        &[Feature::Percentile, Feature::FullJoinOnCondition]
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &GenericDialect {}
    }

    fn longest_identifier(&self) -> usize {
        255
    }

    fn write_placeholder(&self, text: &mut String, _position: usize, _value: &Value) {
        text.push('?');
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean => "BOOLEAN",
            DataType::Int32 => "INTEGER",
            DataType::Int64 => "BIGINT",
            DataType::UInt64 => "DECIMAL(20, 0)",
            DataType::Float32 => "REAL",
            DataType::Float64 => "DOUBLE",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("DECIMAL({precision}, {scale})"));
            }
            DataType::Numeric => "DECIMAL(38, 10)",
            DataType::Uuid => "UUID",
            DataType::Bytes => "VARBINARY",
            DataType::Date => "DATE",
            DataType::Time => "TIME(6)",
            DataType::Timestamp => "TIMESTAMP(6)",
            DataType::TimestampTz => "TIMESTAMP(6) WITH TIME ZONE",
            DataType::Text | DataType::Json | DataType::Other => "VARCHAR",
        })
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time)
    }

    // The sum of BIGINT is BIGINT, and an error beyond it.
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        let widened = match data_type {
            DataType::Int64 | DataType::UInt64 => cast(operand, sum_type(data_type)),
            DataType::Float32 => cast(operand, DataType::Float64),
            _ => operand,
        };
        plain(AggregateFunction::Sum, widened)
    }

    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        divided_average(self.sum(operand.clone(), data_type), operand)
    }

    // OFFSET comes first there.
    fn write_row_range(
        &self,
        out: &mut Renderer,
        limit: Option<u32>,
        offset: Option<u32>,
        _is_ordered: bool,
    ) {
        if let Some(offset) = offset {
            out.row_count("OFFSET ", offset);
        }
        if let Some(limit) = limit {
            out.row_count("LIMIT ", limit);
        }
    }

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        calls::write_call(out, function, arguments, &SPELLING);
    }

    fn write_like(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        write_like_with_escape(out, operand, pattern, negated);
    }

    fn write_approximate_count(&self, out: &mut Renderer, operand: &Expr) {
        write_function(out, "APPROX_DISTINCT", &[operand]);
    }

    // LISTAGG takes a literal separator only. ARRAY_JOIN leaves NULL out.
    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        write_if_any(out, operand, |inner| {
            inner.raw("ARRAY_JOIN(ARRAY_AGG(");
            inner.expr(operand);
            inner.raw(" ORDER BY ");
            inner.expr(operand);
            inner.raw("), ");
            inner.expr(separator);
            inner.raw(")");
        });
    }

    fn write_regex(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw(if negated { "(NOT " } else { "(" });
        write_function(out, "REGEXP_LIKE", &[operand, pattern]);
        out.raw(")");
    }

    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        out.raw(&format!("DATE_ADD('{}', {count}, ", unit.word()));
        out.expr(operand);
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
        out.raw("CAST(");
        if from == DataType::Timestamp {
            out.raw("WITH_TIMEZONE(");
            out.expr(operand);
            out.raw(", 'UTC')");
        } else {
            out.expr(operand);
        }
        out.raw(" AT TIME ZONE '");
        out.raw(zone.name());
        out.raw("' AS TIMESTAMP(6))");
    }
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        out.raw("WITH_TIMEZONE(");
        out.expr(operand);
        out.raw(", '");
        out.raw(zone.name());
        out.raw("')");
    }

    fn plain_decimal(&self) -> DataType {
        DataType::Decimal { precision: 38, scale: 0 }
    }
    fn division(&self) -> Division {
        division::CUT_SUMS
    }

    fn exact_column(&self) -> Around {
        ("CAST(", " AS VARCHAR)")
    }
}
