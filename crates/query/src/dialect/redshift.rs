//! Amazon Redshift.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::RedshiftSqlDialect;

use super::calls::{self, Concat, Spelling};
use super::shared::{
    cast, divided_average, plain, sum_type, write_null_safe_equation, write_values_as_union,
};
use super::{Around, Dialect, Division, Feature, division};
use crate::sql::{AggregateFunction, Expr, Function, Identifier, Renderer};

/// Redshift.
pub static REDSHIFT: Redshift = Redshift;

/// See [`REDSHIFT`].
#[derive(Debug)]
pub struct Redshift;

const SPELLING: Spelling = Spelling {
    concat: Concat::Operator,
    weekday: ("((EXTRACT(DOW FROM ", ") + 6) % 7 + 1)"),
    ..calls::COMMON
};

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for Redshift {
    fn name(&self) -> &'static str {
        "redshift"
    }

    fn title(&self) -> &'static str {
        "Redshift"
    }

    // As PostgreSQL, and correlated sub-queries only in some places.
    fn lacks(&self) -> &'static [Feature] {
        &[Feature::FullJoinOnCondition, Feature::RunningByPeers]
    }

    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        &[("enable_case_sensitive_identifier", "true"), ("timezone", "'UTC'")]
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &RedshiftSqlDialect {}
    }

    fn longest_identifier(&self) -> usize {
        127
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean => "BOOLEAN",
            DataType::Int32 => "INTEGER",
            DataType::Int64 => "BIGINT",
            DataType::UInt64 => "DECIMAL(20, 0)",
            DataType::Float32 => "REAL",
            DataType::Float64 => "DOUBLE PRECISION",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("DECIMAL({precision}, {scale})"));
            }
            DataType::Numeric => "DECIMAL(38, 10)",
            DataType::Bytes => "VARBINARY(65535)",
            DataType::Date => "DATE",
            DataType::Time => "TIME",
            DataType::Timestamp => "TIMESTAMP",
            DataType::TimestampTz => "TIMESTAMPTZ",
            // Without a length it would be cut at 256 bytes.
            _ => "VARCHAR(65535)",
        })
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time)
    }

    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        let widened = match data_type {
            DataType::Int64 | DataType::UInt64 => cast(operand, sum_type(data_type)),
            DataType::Float32 => cast(operand, DataType::Float64),
            _ => operand,
        };
        plain(AggregateFunction::Sum, widened)
    }

    // AVG of whole numbers is a whole number.
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

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        calls::write_call(out, function, arguments, &SPELLING);
    }

    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        out.raw("LISTAGG(");
        out.expr(operand);
        out.raw(", ");
        out.expr(separator);
        out.raw(") WITHIN GROUP (ORDER BY ");
        out.expr(operand);
        out.raw(")");
    }

    fn write_same(&self, out: &mut Renderer, left: &Expr, right: &Expr) {
        write_null_safe_equation(out, left, right);
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

    fn compares_numbers_exactly(&self) -> bool {
        false
    }
    fn plain_decimal(&self) -> DataType {
        DataType::Decimal { precision: 18, scale: 0 }
    }
    fn division(&self) -> Division {
        division::CUT
    }

    // Blanks at the end are ignored, and collations may fold letter case.
    fn exact_column(&self) -> Around {
        ("CAST(CAST(", " AS VARCHAR(65535)) AS VARBINARY(65535))")
    }

    fn exact_key(&self) -> Around {
        self.exact_column()
    }
}
