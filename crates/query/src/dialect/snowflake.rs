//! Snowflake.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::SnowflakeDialect;

use super::calls::{self, Concat, Spelling};
use super::shared::{
    cast, divided_average, plain, write_function, write_if_any, write_like_with_escape,
    write_percentile,
};
use super::{Around, Dialect, Division, division};
use crate::Value;
use crate::sql::{AggregateFunction, Expr, Function, Renderer, Unit};

/// Snowflake.
pub static SNOWFLAKE: Snowflake = Snowflake;

/// See [`SNOWFLAKE`].
#[derive(Debug)]
pub struct Snowflake;

const SPELLING: Spelling = Spelling {
    trim: "TRIM",
    char_length: "LENGTH",
    concat: Concat::Coalesced,
    week: ("DATE_PART('weekiso', ", ")"),
    weekday: ("DATE_PART('dayofweekiso', ", ")"),
    ..calls::COMMON
};

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for Snowflake {
    fn name(&self) -> &'static str {
        "snowflake"
    }

    fn title(&self) -> &'static str {
        "Snowflake"
    }

    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        &[("TIMEZONE", "'UTC'"), ("WEEK_START", "1")]
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &SnowflakeDialect {}
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
            DataType::Int32 | DataType::Int64 | DataType::UInt64 => "DECIMAL(38, 0)",
            DataType::Float32 | DataType::Float64 => "DOUBLE",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("DECIMAL({precision}, {scale})"));
            }
            DataType::Numeric => "DECIMAL(38, 10)",
            DataType::Bytes => "BINARY",
            DataType::Date => "DATE",
            DataType::Time => "TIME",
            DataType::Timestamp => "TIMESTAMP_NTZ",
            DataType::TimestampTz => "TIMESTAMP_TZ",
            _ => "VARCHAR",
        })
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time | DataType::Uuid)
    }

    // Sums of exact numbers have 38 digits; more are an error.
    fn sum(&self, operand: Expr, _data_type: DataType) -> Expr {
        plain(AggregateFunction::Sum, operand)
    }

    // AVG of exact types is rounded to six more places.
    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        divided_average(self.sum(operand.clone(), data_type), operand)
    }

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        calls::write_call(out, function, arguments, &SPELLING);
    }

    fn write_like(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        write_like_with_escape(out, operand, pattern, negated);
    }

    fn write_any_or_all(&self, out: &mut Renderer, is_any: bool, operand: &Expr) {
        write_function(out, if is_any { "BOOLOR_AGG" } else { "BOOLAND_AGG" }, &[operand]);
    }

    fn write_approximate_count(&self, out: &mut Renderer, operand: &Expr) {
        write_function(out, "APPROX_COUNT_DISTINCT", &[operand]);
    }

    // Of decimals it would be a decimal, rounded.
    fn write_percentile(&self, out: &mut Renderer, fraction: u32, operand: &Expr) {
        write_percentile(out, fraction, &cast(operand.clone(), DataType::Float64));
    }

    // The text of a group without texts is empty there, not NULL.
    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        write_if_any(out, operand, |inner| {
            inner.raw("LISTAGG(");
            inner.expr(operand);
            inner.raw(", ");
            inner.expr(separator);
            inner.raw(") WITHIN GROUP (ORDER BY ");
            inner.expr(operand);
            inner.raw(")");
        });
    }

    // REGEXP_LIKE wants the whole text to match.
    fn write_regex(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw("(");
        write_function(out, "REGEXP_INSTR", &[operand, pattern]);
        out.raw(if negated { " = 0)" } else { " > 0)" });
    }

    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        out.raw(&format!("DATEADD('{}', {count}, ", unit.word()));
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
        if from == DataType::Timestamp {
            if zone == chrono_tz::UTC {
                return out.expr(operand);
            }
            out.raw("CONVERT_TIMEZONE('UTC', '");
            out.raw(zone.name());
            out.raw("', ");
            out.expr(operand);
            return out.raw(")");
        }
        out.raw("CAST(CONVERT_TIMEZONE('");
        out.raw(zone.name());
        out.raw("', ");
        out.expr(operand);
        out.raw(") AS TIMESTAMP_NTZ)");
    }

    fn compares_numbers_exactly(&self) -> bool {
        false
    }
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        out.raw("CAST(CONVERT_TIMEZONE('");
        out.raw(zone.name());
        out.raw("', 'UTC', ");
        out.expr(operand);
        out.raw(") AS TIMESTAMP_TZ)");
    }

    fn plain_decimal(&self) -> DataType {
        DataType::Decimal { precision: 38, scale: 0 }
    }
    fn division(&self) -> Division {
        division::DECIMAL
    }

    // A text beside a number is read as a number, and collations may fold letter case.
    fn exact_column(&self) -> Around {
        ("CAST(", " AS VARCHAR) COLLATE 'utf8'")
    }

    fn exact_key(&self) -> Around {
        ("CAST(", " AS VARCHAR)")
    }
}
