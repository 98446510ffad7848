//! ClickHouse, and what its old versions share with it.
//!
//! Aggregates are made of nullable values, so that those of no rows are NULL and not 0. Sessions run
//! in UTC; a wall clock is a time in UTC that shows what the zone's clock shows.

use std::borrow::Cow;
use std::fmt::Write as _;

use souk_model::DataType;
use sqlparser::dialect::ClickHouseDialect;

use super::calls::{self, Concat, Spelling};
use super::shared::{
    cast, divided_average, plain, sum_type, write_function, write_if_any, write_in_list,
    write_infix, write_limit_offset, write_plain_cast, write_truth_by_number, write_values,
    write_values_as_union,
};
use super::{Around, Dialect, Division, Feature, GroupKey, division};
use crate::Value;
use crate::sql::{
    AggregateFunction, BinaryOperator, Expr, Function, Identifier, Renderer, Unit, WindowFunction,
};

/// ClickHouse, current.
pub static CLICKHOUSE: ClickHouse = ClickHouse { flavour: &CURRENT };

/// See [`CLICKHOUSE`] and [`super::CLICKHOUSE_OLD`].
#[derive(Debug)]
pub struct ClickHouse {
    pub(super) flavour: &'static Flavour,
}

/// What years have changed.
#[derive(Debug)]
pub(super) struct Flavour {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) lacks: &'static [Feature],
    pub(super) settings: &'static [(&'static str, &'static str)],
    pub(super) has_common_tables: bool,
    pub(super) has_values: bool,
    pub(super) has_null_safe_operator: bool,
    /// Whether a limit may be anything else than digits.
    pub(super) binds_row_counts: bool,
    /// Whether `%` takes decimals.
    pub(super) has_decimal_remainder: bool,
    /// Whether a list after IN may hold decimals.
    pub(super) lists_decimals: bool,
    pub(super) group_key: GroupKey,
    pub(super) boolean: &'static str,
    pub(super) has_boolean: bool,
    pub(super) date: &'static str,
    /// A time in UTC.
    pub(super) time: &'static str,
    /// What cuts a time to the start of a unit.
    pub(super) truncate: fn(Unit) -> (&'static str, &'static str),
    /// The words for true and false.
    pub(super) truth: [&'static str; 2],
}

static CURRENT: Flavour = Flavour {
    name: "clickhouse",
    title: "ClickHouse",
    lacks: &[Feature::OuterJoinWithoutEquation],
    settings: &[
        ("join_use_nulls", "1"),
        ("session_timezone", "UTC"),
        ("prefer_column_name_to_alias", "1"),
        ("enable_positional_arguments", "1"),
    ],
    has_common_tables: true,
    has_values: true,
    has_null_safe_operator: true,
    binds_row_counts: true,
    has_decimal_remainder: true,
    lists_decimals: true,
    group_key: GroupKey::Position,
    boolean: "Bool",
    has_boolean: true,
    date: "Date32",
    time: "DateTime64(6, 'UTC')",
    truncate: current_truncation,
    truth: ["FALSE", "TRUE"],
};

/// Other functions for these give no time before 1970.
fn current_truncation(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Second => ("toStartOfSecond(", ""),
        Unit::Minute => ("DATE_TRUNC('", "minute', "),
        Unit::Hour => ("DATE_TRUNC('", "hour', "),
        Unit::Day => ("DATE_TRUNC('", "day', "),
        Unit::Week => ("DATE_TRUNC('", "week', "),
        Unit::Month => ("DATE_TRUNC('", "month', "),
        Unit::Quarter => ("DATE_TRUNC('", "quarter', "),
        Unit::Year => ("DATE_TRUNC('", "year', "),
    }
}

const SPELLING: Spelling = Spelling {
    lower: "lowerUTF8",
    upper: "upperUTF8",
    trim: "TRIM",
    char_length: "lengthUTF8",
    substring: "substringUTF8",
    replace: "replaceAll",
    concat: Concat::Operator,
    week: ("toISOWeek(", ")"),
    weekday: ("toDayOfWeek(", ")"),
};

/// More rows than there are.
const UNLIMITED: &str = "4611686018427387904";

impl ClickHouse {
    fn value_type(&self, value: &Value) -> Cow<'static, str> {
        Cow::Borrowed(match value {
            Value::Boolean(_) => self.flavour.boolean,
            Value::Integer(_) => "Int64",
            Value::Decimal(number) => return format!("Decimal(38, {})", number.scale()).into(),
            Value::Float(_) => "Float64",
            Value::Text(_) => "String",
            Value::Uuid(_) => "UUID",
            Value::Date(_) => self.flavour.date,
            Value::Timestamp(_) | Value::TimestampTz(_) => self.flavour.time,
        })
    }
}

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for ClickHouse {
    fn name(&self) -> &'static str {
        self.flavour.name
    }

    fn title(&self) -> &'static str {
        self.flavour.title
    }

    fn lacks(&self) -> &'static [Feature] {
        self.flavour.lacks
    }

    fn schema_is_database(&self) -> bool {
        true
    }

    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        self.flavour.settings
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        &ClickHouseDialect {}
    }

    // A backslash escapes inside names too.
    fn write_identifier(&self, text: &mut String, name: &str) {
        text.push('"');
        text.push_str(&name.replace('\\', "\\\\").replace('"', "\"\""));
        text.push('"');
    }

    fn longest_identifier(&self) -> usize {
        usize::MAX
    }

    fn write_placeholder(&self, text: &mut String, position: usize, value: &Value) {
        let _ = write!(text, "{{p{position}:{}}}", self.value_type(value));
    }

    fn cast_type(&self, data_type: DataType) -> Cow<'static, str> {
        let name = match data_type {
            DataType::Boolean => self.flavour.boolean,
            DataType::Int32 => "Int32",
            DataType::Int64 => "Int64",
            DataType::UInt64 => "UInt64",
            DataType::Float32 => "Float32",
            DataType::Float64 => "Float64",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("Nullable(Decimal({precision}, {scale}))"));
            }
            DataType::Numeric => "Decimal(38, 10)",
            DataType::Uuid => "UUID",
            DataType::Date => self.flavour.date,
            DataType::Timestamp | DataType::TimestampTz => self.flavour.time,
            _ => "String",
        };
        Cow::Owned(format!("Nullable({name})"))
    }

    // Without a type for truths, a cast would keep the number.
    fn write_cast(&self, out: &mut Renderer, operand: &Expr, data_type: DataType) {
        if data_type == DataType::Boolean && !self.flavour.has_boolean {
            return write_infix(out, operand, "<>", &Expr::Integer(0));
        }
        write_plain_cast(out, operand, &self.cast_type(data_type));
    }

    // In old lists a decimal must have the very type of the column, which a literal has not.
    fn write_in_list(&self, out: &mut Renderer, operand: &Expr, list: &[Expr], negated: bool) {
        let is_decimal = |one: &Expr| matches!(one, Expr::Value(Value::Decimal(_)));
        if self.flavour.lists_decimals || !list.iter().any(is_decimal) {
            return write_in_list(out, operand, list, negated);
        }
        let (operator, word) = if negated { ("<>", " AND ") } else { ("=", " OR ") };
        out.raw("(");
        out.separated(list, word, |inner, one| write_infix(inner, operand, operator, one));
        out.raw(")");
    }

    // Enums have no equality with other texts, and fixed texts end in NUL.
    fn reads_as_text(&self, data_type: DataType, native_type: &str) -> bool {
        match data_type {
            DataType::Text => native_type.contains("Enum") || native_type.contains("FixedString"),
            DataType::Json | DataType::Other | DataType::Time => true,
            _ => false,
        }
    }

    // There it belongs to the last SELECT.
    fn orders_unions(&self) -> bool {
        false
    }

    fn has_common_tables(&self) -> bool {
        self.flavour.has_common_tables
    }

    fn group_key(&self) -> GroupKey {
        self.flavour.group_key
    }

    fn write_truth(&self, out: &mut Renderer, truth: bool) {
        out.raw(self.flavour.truth[usize::from(truth)]);
    }

    // Sums of 64-bit integers wrap around without an error.
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        let widened = match data_type {
            DataType::Int64 | DataType::UInt64 | DataType::Float32 => {
                cast(operand, sum_type(data_type))
            }
            _ => operand,
        };
        plain(AggregateFunction::Sum, widened)
    }

    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        divided_average(self.sum(operand.clone(), data_type), operand)
    }

    fn write_row_range(
        &self,
        out: &mut Renderer,
        limit: Option<u32>,
        offset: Option<u32>,
        _is_ordered: bool,
    ) {
        if self.flavour.binds_row_counts {
            return write_limit_offset(out, limit, offset, Some(UNLIMITED));
        }
        out.line();
        out.raw("LIMIT ");
        match limit {
            Some(limit) => out.number(limit.into()),
            None => out.raw(UNLIMITED),
        }
        if let Some(offset) = offset {
            out.line();
            out.raw("OFFSET ");
            out.number(offset.into());
        }
    }

    // A quotient keeps its dividend's places and is cut behind them, as is a cast to a whole number.
    fn decimal_remainder(&self, left: Expr, right: Expr) -> Expr {
        if self.flavour.has_decimal_remainder {
            return Expr::binary(BinaryOperator::Modulo, left, right);
        }
        let quotient = Expr::binary(BinaryOperator::Divide, left.clone(), right.clone());
        let whole = DataType::Decimal { precision: 38, scale: 0 };
        let product =
            Expr::binary(BinaryOperator::Multiply, right, Expr::Cast(Box::new(quotient), whole));
        Expr::binary(BinaryOperator::Subtract, left, product)
    }

    fn write_values(
        &self,
        out: &mut Renderer,
        columns: &[Identifier],
        rows: &[Vec<Expr>],
        alias: &Identifier,
    ) {
        let write = if self.flavour.has_values { write_values } else { write_values_as_union };
        write(out, columns, rows, alias);
    }

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        match function {
            Function::Abs => calls::write_named(out, "abs", arguments),
            Function::Round => calls::write_named(out, "round", arguments),
            Function::Floor => calls::write_named(out, "floor", arguments),
            Function::Ceil => calls::write_named(out, "ceil", arguments),
            Function::ExtractYear => calls::write_named(out, "toYear", arguments),
            Function::ExtractMonth => calls::write_named(out, "toMonth", arguments),
            Function::ExtractQuarter => calls::write_named(out, "toQuarter", arguments),
            Function::ExtractHour => calls::write_named(out, "toHour", arguments),
            Function::ExtractMinute => calls::write_named(out, "toMinute", arguments),
            Function::ExtractDay => calls::write_named(out, "toDayOfMonth", arguments),
            other => calls::write_call(out, other, arguments, &SPELLING),
        }
    }

    // Where there is no such row, a value that cannot be NULL would be 0.
    fn write_ranked(&self, out: &mut Renderer, function: WindowFunction, operands: &[Expr]) {
        let Some((value, distance)) = operands.split_first() else {
            return calls::write_named(out, calls::ranked_name(function), operands);
        };
        out.raw(calls::ranked_name(function));
        write_function(out, "(toNullable", &[value]);
        for operand in distance {
            out.raw(", ");
            out.expr(operand);
        }
        out.raw(")");
    }

    // Counts have no sign there, and no type in common with numbers that have.
    fn write_count_rows(&self, out: &mut Renderer) {
        out.raw("toInt64(COUNT(*))");
    }

    fn write_aggregate(
        &self,
        out: &mut Renderer,
        function: AggregateFunction,
        distinct: bool,
        operand: &Expr,
    ) {
        let name = match function {
            AggregateFunction::Count => "toInt64(COUNT",
            AggregateFunction::Sum => "SUM",
            AggregateFunction::Avg => "AVG",
            AggregateFunction::Min | AggregateFunction::Only => "MIN",
            AggregateFunction::Max => "MAX",
            AggregateFunction::Deviation => return self.write_deviation(out, operand),
            AggregateFunction::Any => return write_truth_by_number(out, true, operand),
            AggregateFunction::All => return write_truth_by_number(out, false, operand),
            AggregateFunction::ApproximateCount => {
                write_function(out, "toInt64(uniqCombined", &[operand]);
                return out.raw(")");
            }
            AggregateFunction::Percentile(fraction) => {
                return self.write_percentile(out, fraction, operand);
            }
        };
        out.raw(name);
        out.raw(if distinct { "(DISTINCT " } else { "(" });
        let is_count = function == AggregateFunction::Count;
        let is_wrapped = !is_count && function != AggregateFunction::Only;
        out.raw(if is_wrapped { "toNullable(" } else { "" });
        out.expr(operand);
        out.raw(if is_wrapped || is_count { "))" } else { ")" });
    }

    // Of one value it would be infinite.
    fn write_deviation(&self, out: &mut Renderer, operand: &Expr) {
        out.raw("CASE WHEN COUNT(");
        out.expr(operand);
        out.raw(") > 1 THEN stddevSampStable(toFloat64(");
        out.expr(operand);
        out.raw(")) END");
    }

    fn write_percentile(&self, out: &mut Renderer, fraction: u32, operand: &Expr) {
        out.raw("quantileExactInclusive(");
        out.raw(&super::shared::fraction_text(fraction));
        out.raw(")(toNullable(toFloat64(");
        out.expr(operand);
        out.raw(")))");
    }

    // groupArray leaves NULL out.
    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        write_if_any(out, operand, |inner| {
            inner.raw("arrayStringConcat(arraySort(groupArray(");
            inner.expr(operand);
            inner.raw(")), ");
            inner.expr(separator);
            inner.raw(")");
        });
    }

    fn write_regex(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw(if negated { "(NOT " } else { "(" });
        write_function(out, "match", &[operand, pattern]);
        out.raw(")");
    }

    // The old spelling gives true or false too, never NULL.
    fn write_same(&self, out: &mut Renderer, left: &Expr, right: &Expr) {
        if self.flavour.has_null_safe_operator {
            return write_infix(out, left, "IS NOT DISTINCT FROM", right);
        }
        out.raw("(COALESCE(");
        write_infix(out, left, "=", right);
        out.raw(", 0) OR (");
        out.expr(left);
        out.raw(" IS NULL AND ");
        out.expr(right);
        out.raw(" IS NULL))");
    }

    fn write_truncate(&self, out: &mut Renderer, unit: Unit, operand: &Expr) {
        let (function, word) = (self.flavour.truncate)(unit);
        out.raw("CAST(");
        out.raw(function);
        out.raw(word);
        out.expr(operand);
        out.raw(") AS ");
        out.raw(&self.cast_type(DataType::Timestamp));
        out.raw(")");
    }

    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        let (function, count) = match unit {
            Unit::Second => ("addSeconds", count),
            Unit::Minute => ("addMinutes", count),
            Unit::Hour => ("addHours", count),
            Unit::Day => ("addDays", count),
            Unit::Week => ("addWeeks", count),
            Unit::Month => ("addMonths", count),
            Unit::Quarter => ("addMonths", count * 3),
            Unit::Year => ("addYears", count),
        };
        out.raw(function);
        out.raw("(");
        out.expr(operand);
        out.raw(", ");
        out.number(count);
        out.raw(")");
    }

    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        _from: DataType,
        zone: chrono_tz::Tz,
    ) {
        if zone == chrono_tz::UTC {
            return write_plain_cast(out, operand, &self.cast_type(DataType::Timestamp));
        }
        out.raw("CAST(toString(");
        out.expr(operand);
        out.raw(", '");
        out.raw(zone.name());
        out.raw("') AS ");
        out.raw(&self.cast_type(DataType::Timestamp));
        out.raw(")");
    }
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        if zone == chrono_tz::UTC {
            return write_plain_cast(out, operand, &self.cast_type(DataType::Timestamp));
        }
        out.raw("toDateTime64(toString(");
        out.expr(operand);
        out.raw("), 6, '");
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
        DataType::Decimal { precision: 10, scale: 0 }
    }
    fn division(&self) -> Division {
        division::FLOAT_LITERALS
    }

    // A constant text beside a number column is read as a number.
    fn exact_column(&self) -> Around {
        ("toString(", ")")
    }
}
