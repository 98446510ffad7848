//! SQL Server 2022 and later.
//!
//! It has no values that are true or false (BIT is a number), so conditions and values are told
//! apart when a tree is written.

use std::borrow::Cow;
use std::fmt::Write as _;

use souk_model::DataType;
use sqlparser::dialect::MsSqlDialect;

use super::calls::{self, Spelling};
use super::shared::{
    cast, divided_average, plain, sum_type, write_function, write_infix, write_plain_cast,
    write_truth_by_number,
};
use super::{Around, Dialect, Division, Feature, GroupKey, NullOrder, division};
use crate::Value;
use crate::sql::{AggregateFunction, BinaryOperator, Expr, Function, Renderer, Unit};

/// SQL Server.
pub static SQLSERVER: SqlServer = SqlServer;

/// See [`SQLSERVER`].
#[derive(Debug)]
pub struct SqlServer;

/// By code points of UTF-16, which is byte order but for the rarest characters.
const BINARY: &str = " COLLATE Latin1_General_100_BIN2";

const SPELLING: Spelling = Spelling {
    trim: "TRIM",
    substring: "SUBSTRING",
    week: ("DATEPART(ISO_WEEK, ", ")"),
    weekday: ("((DATEDIFF(DAY, '19000101', ", ") % 7 + 7) % 7 + 1)"),
    ..calls::COMMON
};

/// `DATEADD(unit, n, x)`.
fn write_date_add(out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
    out.raw(&format!("DATEADD({}, {count}, ", unit.upper_word()));
    out.expr(operand);
    out.raw(")");
}

/// `DATEPART(unit, x)`.
fn write_date_part(out: &mut Renderer, unit: &str, arguments: &[Expr]) {
    out.raw("DATEPART(");
    out.raw(unit);
    out.raw(", ");
    out.separated(arguments, ", ", Renderer::expr);
    out.raw(")");
}

/// `NAME(x, rest)`.
fn write_with(out: &mut Renderer, name: &str, arguments: &[Expr], rest: &str) {
    out.raw(name);
    out.raw("(");
    out.separated(arguments, ", ", Renderer::expr);
    out.raw(rest);
    out.raw(")");
}

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for SqlServer {
    fn name(&self) -> &'static str {
        "mssql"
    }

    fn title(&self) -> &'static str {
        "SQL Server"
    }

    // PERCENTILE_CONT is a window function only, and zones go by names of Windows.
    fn lacks(&self) -> &'static [Feature] {
        &[Feature::Percentile, Feature::Regex, Feature::TimeZones]
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &MsSqlDialect {}
    }

    fn identifier_quote(&self) -> char {
        '['
    }

    // What double quotes mean depends on the session.
    fn write_identifier(&self, text: &mut String, name: &str) {
        text.push('[');
        text.push_str(&name.replace(']', "]]"));
        text.push(']');
    }

    fn longest_identifier(&self) -> usize {
        128
    }

    fn write_placeholder(&self, text: &mut String, position: usize, _value: &Value) {
        let _ = write!(text, "@p{position}");
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        Cow::Borrowed(match data_type {
            DataType::Boolean => "BIT",
            DataType::Int32 => "INT",
            DataType::Int64 => "BIGINT",
            DataType::UInt64 => "DECIMAL(20, 0)",
            DataType::Float32 => "REAL",
            DataType::Float64 => "FLOAT",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("DECIMAL({precision}, {scale})"));
            }
            DataType::Numeric => "DECIMAL(38, 10)",
            DataType::Uuid => "UNIQUEIDENTIFIER",
            DataType::Bytes => "VARBINARY(MAX)",
            DataType::Date => "DATE",
            DataType::Time => "TIME(6)",
            DataType::Timestamp => "DATETIME2(6)",
            DataType::TimestampTz => "DATETIMEOFFSET(6)",
            DataType::Text | DataType::Json | DataType::Other => "NVARCHAR(MAX)",
        })
    }

    fn write_cast(&self, out: &mut Renderer, operand: &Expr, data_type: DataType) {
        write_plain_cast(out, operand, &self.cast_type(data_type));
        out.raw(if data_type == DataType::Text { BINARY } else { "" });
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time)
    }

    fn reads_as(&self, data_type: DataType) -> Option<DataType> {
        (data_type == DataType::Text).then_some(DataType::Text)
    }

    fn compares_rows(&self) -> bool {
        false
    }

    fn has_boolean_values(&self) -> bool {
        false
    }

    fn orders_unions(&self) -> bool {
        false
    }

    fn group_key(&self) -> GroupKey {
        GroupKey::Text
    }

    fn orders_groups(&self) -> bool {
        false
    }

    fn null_order(&self) -> NullOrder {
        NullOrder::Case
    }

    fn write_truth(&self, out: &mut Renderer, truth: bool) {
        out.raw(if truth { "(1 = 1)" } else { "(1 = 0)" });
    }

    // The sum of INT is INT, and an error beyond it.
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        let widened = match data_type {
            DataType::Int32 | DataType::Int64 | DataType::UInt64 => {
                cast(operand, sum_type(data_type))
            }
            DataType::Float32 => cast(operand, DataType::Float64),
            _ => operand,
        };
        plain(AggregateFunction::Sum, widened)
    }

    // AVG of whole numbers is a whole number.
    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        divided_average(self.sum(operand.clone(), data_type), operand)
    }

    // OFFSET belongs to ORDER BY, and FETCH to OFFSET.
    fn write_row_range(
        &self,
        out: &mut Renderer,
        limit: Option<u32>,
        offset: Option<u32>,
        is_ordered: bool,
    ) {
        if !is_ordered {
            out.line();
            out.raw("ORDER BY (SELECT NULL)");
        }
        out.row_count("OFFSET ", offset.unwrap_or(0));
        out.raw(" ROWS");
        if let Some(limit) = limit {
            out.row_count("FETCH NEXT ", limit);
            out.raw(" ROWS ONLY");
        }
    }

    fn write_binary(
        &self,
        out: &mut Renderer,
        operator: BinaryOperator,
        left: &Expr,
        right: &Expr,
    ) {
        match operator {
            BinaryOperator::Concat => write_infix(out, left, "+", right),
            other => write_infix(out, left, other.symbol(), right),
        }
    }

    // LEN leaves blanks at the end out; SUBSTRING and ROUND want all their arguments, CONCAT two.
    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        match function {
            Function::CharLength => {
                out.raw("(LEN(");
                out.separated(arguments, ", ", Renderer::expr);
                out.raw(" + '.') - 1)");
            }
            Function::Substring if arguments.len() == 2 => {
                write_with(out, "SUBSTRING", arguments, ", 2147483647");
            }
            Function::Round => write_with(out, "ROUND", arguments, ", 0"),
            Function::Concat => write_with(out, "CONCAT", arguments, ", ''"),
            Function::Ceil => calls::write_named(out, "CEILING", arguments),
            Function::ExtractYear => calls::write_named(out, "YEAR", arguments),
            Function::ExtractMonth => calls::write_named(out, "MONTH", arguments),
            Function::ExtractQuarter => write_date_part(out, "QUARTER", arguments),
            Function::ExtractHour => write_date_part(out, "HOUR", arguments),
            Function::ExtractMinute => write_date_part(out, "MINUTE", arguments),
            Function::ExtractDay => calls::write_named(out, "DAY", arguments),
            other => calls::write_call(out, other, arguments, &SPELLING),
        }
    }

    // A bracket begins a set of characters there.
    fn write_like(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw("(");
        out.expr(operand);
        out.raw(if negated { " NOT LIKE REPLACE(" } else { " LIKE REPLACE(" });
        out.expr(pattern);
        out.raw(", '[', ");
        out.placeholder(&Value::Text("\\[".to_owned()));
        out.raw(") ESCAPE ");
        out.placeholder(&Value::Text("\\".to_owned()));
        out.raw(")");
    }

    fn write_deviation(&self, out: &mut Renderer, operand: &Expr) {
        write_function(out, "STDEV", &[operand]);
    }

    fn write_any_or_all(&self, out: &mut Renderer, is_any: bool, operand: &Expr) {
        write_truth_by_number(out, is_any, operand);
    }

    fn write_approximate_count(&self, out: &mut Renderer, operand: &Expr) {
        write_function(out, "APPROX_COUNT_DISTINCT", &[operand]);
    }

    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        out.raw("STRING_AGG(");
        self.write_binary_text(out, operand);
        out.raw(", ");
        out.expr(separator);
        out.raw(") WITHIN GROUP (ORDER BY ");
        self.write_binary_text(out, operand);
        out.raw(")");
    }

    fn write_truncate(&self, out: &mut Renderer, unit: Unit, operand: &Expr) {
        out.raw("DATETRUNC(");
        out.raw(if unit == Unit::Week { "ISO_WEEK" } else { unit.upper_word() });
        out.raw(", ");
        out.expr(operand);
        out.raw(")");
    }

    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        write_date_add(out, operand, unit, count);
    }

    // Other zones are refused before, see `lacks`.
    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        from: DataType,
        _zone: chrono_tz::Tz,
    ) {
        if from == DataType::Timestamp {
            return out.expr(operand);
        }
        out.raw("CAST((");
        out.expr(operand);
        out.raw(" AT TIME ZONE 'UTC') AS DATETIME2(6))");
    }

    fn compares_numbers_exactly(&self) -> bool {
        false
    }
    fn plain_decimal(&self) -> DataType {
        DataType::Decimal { precision: 18, scale: 0 }
    }
    fn division(&self) -> Division {
        division::CUT_SUMS
    }

    // Blanks at the end are ignored even by binary collations.
    fn exact_column(&self) -> Around {
        ("CAST(CAST(", " AS NVARCHAR(4000)) AS VARBINARY(8000))")
    }

    fn exact_key(&self) -> Around {
        self.exact_column()
    }

    fn write_binary_text(&self, out: &mut Renderer, operand: &Expr) {
        self.write_cast(out, operand, DataType::Text);
    }
}
