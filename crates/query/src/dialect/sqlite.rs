//! SQLite 3.44 and later (ORDER BY inside an aggregate; all else from 3.39 on).
//!
//! It has no type for times. Where they are scanned they are brought into one form of text, which
//! orders as time does: `2024-01-31 12:00:00.000`, in UTC.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::SQLiteDialect;

use super::calls::{self, Concat, Spelling};
use super::shared::{
    cast, plain, write_infix, write_like_with_escape, write_limit_offset, write_plain_cast,
    write_truth_by_number, write_values_after_select,
};
use super::{Around, Dialect, Division, Feature, division};
use crate::Value;
use crate::sql::{AggregateFunction, BinaryOperator, Expr, Function, Identifier, Renderer, Unit};

/// SQLite.
pub static SQLITE: Sqlite = Sqlite;

/// See [`SQLITE`].
#[derive(Debug)]
pub struct Sqlite;

const TIME: &str = "'%Y-%m-%d %H:%M:%f'";

const SPELLING: Spelling = Spelling {
    trim: "TRIM",
    char_length: "LENGTH",
    concat: Concat::Operator,
    week: ("((CAST(STRFTIME('%j', ", ", '-3 days', 'weekday 4') AS INTEGER) - 1) / 7 + 1)"),
    weekday: ("((CAST(STRFTIME('%w', ", ") AS INTEGER) + 6) % 7 + 1)"),
    ..calls::COMMON
};

/// `strftime(format, x modifiers)`.
fn write_strftime(out: &mut Renderer, format: &str, operand: &Expr, modifiers: &str) {
    out.raw("STRFTIME(");
    out.raw(format);
    out.raw(", ");
    out.expr(operand);
    out.raw(modifiers);
    out.raw(")");
}

/// Months that overflow end on a day of the month after; the last day of the right one is earlier.
fn write_shifted_months(out: &mut Renderer, operand: &Expr, count: i64) {
    out.raw("MIN(");
    write_strftime(out, TIME, operand, &format!(", '{count} months'"));
    out.raw(", (");
    let last_day = format!(", 'start of month', '{} months', '-1 days'", count + 1);
    write_strftime(out, "'%Y-%m-%d '", operand, &last_day);
    out.raw(" || ");
    write_strftime(out, "'%H:%M:%f'", operand, "");
    out.raw("))");
}

fn write_quarter(out: &mut Renderer, operand: &Expr) {
    out.raw("(");
    write_strftime(out, "'%Y'", operand, "");
    out.raw(" || CASE");
    for (before, first) in [("04", "01"), ("07", "04"), ("10", "07")] {
        out.raw(" WHEN ");
        write_strftime(out, "'%m'", operand, "");
        out.raw(&format!(" < '{before}' THEN '-{first}"));
        out.raw("-01 00:00:00.000'");
    }
    out.raw(" ELSE '-10-01 00:00:00.000' END)");
}

/// Toward minus infinity (or plus), for numbers below 2^63.
fn write_whole(out: &mut Renderer, arguments: &[Expr], comparison: &str, correction: &str) {
    let [operand] = arguments else { return calls::write_named(out, "ROUND", arguments) };
    out.raw("(CAST(");
    out.expr(operand);
    out.raw(" AS INTEGER)");
    out.raw(correction);
    out.raw("(");
    out.expr(operand);
    out.raw(comparison);
    out.raw("CAST(");
    out.expr(operand);
    out.raw(" AS INTEGER)))");
}

fn write_part(out: &mut Renderer, arguments: &[Expr], format: &str) {
    out.raw("CAST(STRFTIME(");
    out.raw(format);
    for argument in arguments {
        out.raw(", ");
        out.expr(argument);
    }
    out.raw(") AS INTEGER)");
}

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn title(&self) -> &'static str {
        "SQLite"
    }

    fn lacks(&self) -> &'static [Feature] {
        &[Feature::Percentile, Feature::Deviation, Feature::Regex, Feature::TimeZones]
    }

    // A pragma; without it LIKE folds the letter case of ASCII.
    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        &[("case_sensitive_like", "ON")]
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &SQLiteDialect {}
    }

    fn longest_identifier(&self) -> usize {
        usize::MAX
    }

    fn write_placeholder(&self, text: &mut String, _position: usize, _value: &Value) {
        text.push('?');
    }

    fn write_value(&self, out: &mut Renderer, value: &Value) {
        match value {
            Value::Timestamp(_) | Value::TimestampTz(_) => {
                out.raw("STRFTIME(");
                out.raw(TIME);
                out.raw(", ");
                out.placeholder(value);
                out.raw(")");
            }
            plain => out.placeholder(plain),
        }
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean | DataType::Int32 | DataType::Int64 | DataType::UInt64 => "INTEGER",
            DataType::Float32 | DataType::Float64 => "REAL",
            DataType::Decimal { .. } | DataType::Numeric => "NUMERIC",
            DataType::Bytes => "BLOB",
            _ => "TEXT",
        })
    }

    // 'auto' takes numbers for seconds since 1970, or for Julian days where they are small.
    fn write_cast(&self, out: &mut Renderer, operand: &Expr, data_type: DataType) {
        match data_type {
            DataType::Boolean => write_infix(out, operand, "<>", &Expr::Integer(0)),
            DataType::Date => write_strftime(out, "'%Y-%m-%d'", operand, ", 'auto'"),
            DataType::Timestamp | DataType::TimestampTz => {
                write_strftime(out, TIME, operand, ", 'auto'");
            }
            DataType::Text => self.write_binary_text(out, operand),
            DataType::Decimal { scale, .. } => {
                out.raw("ROUND(CAST(");
                out.expr(operand);
                out.raw(&format!(" AS NUMERIC), {scale})"));
            }
            other => write_plain_cast(out, operand, &self.cast_type(other)),
        }
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time | DataType::Uuid)
    }

    fn reads_as(&self, data_type: DataType) -> Option<DataType> {
        match data_type {
            DataType::Text | DataType::Date | DataType::Timestamp | DataType::TimestampTz => {
                Some(data_type)
            }
            _ => None,
        }
    }

    // A sum of whole numbers that overflows is an error there.
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        match data_type {
            DataType::Float32 | DataType::Float64 => {
                plain(AggregateFunction::Sum, cast(operand, DataType::Float64))
            }
            _ => plain(AggregateFunction::Sum, operand),
        }
    }

    fn average(&self, operand: Expr, _data_type: DataType) -> Expr {
        plain(AggregateFunction::Avg, operand)
    }

    fn write_row_range(
        &self,
        out: &mut Renderer,
        limit: Option<u32>,
        offset: Option<u32>,
        _is_ordered: bool,
    ) {
        write_limit_offset(out, limit, offset, Some("-1"));
    }

    fn write_values(
        &self,
        out: &mut Renderer,
        columns: &[Identifier],
        rows: &[Vec<Expr>],
        alias: &Identifier,
    ) {
        write_values_after_select(out, columns, rows, alias, "(");
    }

    // Its `%` takes both sides for whole numbers.
    fn write_binary(
        &self,
        out: &mut Renderer,
        operator: BinaryOperator,
        left: &Expr,
        right: &Expr,
    ) {
        if operator != BinaryOperator::Modulo {
            return write_infix(out, left, operator.symbol(), right);
        }
        out.raw("(");
        out.expr(left);
        out.raw(" - (");
        out.expr(right);
        out.raw(" * CAST(");
        write_infix(out, left, "/", right);
        out.raw(" AS INTEGER)))");
    }

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        match function {
            Function::Floor => write_whole(out, arguments, " < ", " - "),
            Function::Ceil => write_whole(out, arguments, " > ", " + "),
            Function::ExtractYear => write_part(out, arguments, "'%Y'"),
            Function::ExtractMonth => write_part(out, arguments, "'%m'"),
            Function::ExtractDay => write_part(out, arguments, "'%d'"),
            Function::ExtractHour => write_part(out, arguments, "'%H'"),
            Function::ExtractMinute => write_part(out, arguments, "'%M'"),
            Function::ExtractQuarter => {
                out.raw("((");
                write_part(out, arguments, "'%m'");
                out.raw(" + 2) / 3)");
            }
            other => calls::write_call(out, other, arguments, &SPELLING),
        }
    }

    fn write_like(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        write_like_with_escape(out, operand, pattern, negated);
    }

    fn write_any_or_all(&self, out: &mut Renderer, is_any: bool, operand: &Expr) {
        write_truth_by_number(out, is_any, operand);
    }

    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        out.raw("GROUP_CONCAT(");
        out.expr(operand);
        out.raw(", ");
        out.expr(separator);
        out.raw(" ORDER BY ");
        self.write_binary_text(out, operand);
        out.raw(")");
    }

    fn write_truncate(&self, out: &mut Renderer, unit: Unit, operand: &Expr) {
        let (format, modifiers) = match unit {
            Unit::Second => ("'%Y-%m-%d %H:%M:%S.000'", ""),
            Unit::Minute => ("'%Y-%m-%d %H:%M:00.000'", ""),
            Unit::Hour => ("'%Y-%m-%d %H:00:00.000'", ""),
            Unit::Day => ("'%Y-%m-%d 00:00:00.000'", ""),
            // The Monday on or after the day six days before.
            Unit::Week => ("'%Y-%m-%d 00:00:00.000'", ", '-6 days', 'weekday 1'"),
            Unit::Month => ("'%Y-%m-01 00:00:00.000'", ""),
            Unit::Quarter => return write_quarter(out, operand),
            Unit::Year => ("'%Y-01-01 00:00:00.000'", ""),
        };
        write_strftime(out, format, operand, modifiers);
    }

    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        let (word, count) = match unit {
            Unit::Second => ("seconds", count),
            Unit::Minute => ("minutes", count),
            Unit::Hour => ("hours", count),
            Unit::Day => ("days", count),
            Unit::Week => ("days", count * 7),
            Unit::Month => return write_shifted_months(out, operand, count),
            Unit::Quarter => return write_shifted_months(out, operand, count * 3),
            Unit::Year => return write_shifted_months(out, operand, count * 12),
        };
        write_strftime(out, TIME, operand, &format!(", '{count} {word}'"));
    }

    // Other zones are refused before, see `lacks`.
    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        _from: DataType,
        _zone: chrono_tz::Tz,
    ) {
        out.expr(operand);
    }

    fn compares_numbers_exactly(&self) -> bool {
        false
    }
    // Other zones are refused before, see `lacks`.
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        let _ = zone;
        out.expr(operand);
    }

    fn cuts_texts(&self) -> bool {
        false
    }

    fn pads_texts(&self) -> bool {
        false
    }
    fn division(&self) -> Division {
        division::WHOLE_OR_FLOAT
    }

    fn exact_column(&self) -> Around {
        ("CAST(", " AS TEXT) COLLATE \"BINARY\"")
    }

    // A cast keeps the column's collation.
    fn write_binary_text(&self, out: &mut Renderer, operand: &Expr) {
        write_plain_cast(out, operand, "TEXT");
        out.raw(" COLLATE \"BINARY\"");
    }
}
