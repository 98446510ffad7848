//! Spark 3.4 and later, and Databricks, which differs in switches.
//!
//! Sessions run in UTC, so a TIMESTAMP shows UTC.

use std::borrow::Cow;

use souk_model::DataType;
use sqlparser::dialect::SparkSqlDialect;

use super::calls::{self, Concat, Spelling};
use super::shared::{
    cast, fraction_text, plain, sum_type, write_function, write_if_any, write_percentile,
};
use super::{Around, Dialect, Division, division};
use crate::Value;
use crate::sql::{AggregateFunction, BinaryOperator, Expr, Function, Renderer, Unit};

/// Spark.
pub static SPARK: Spark = Spark { flavour: &APACHES };

/// See [`SPARK`] and [`super::DATABRICKS`].
#[derive(Debug)]
pub struct Spark {
    pub(super) flavour: &'static Flavour,
}

/// Where Databricks went its own way.
#[derive(Debug)]
pub(super) struct Flavour {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) parser: &'static (dyn sqlparser::dialect::Dialect + Send + Sync),
    pub(super) settings: &'static [(&'static str, &'static str)],
    /// Engines that read Spark's SQL, as Sail does, may not find a group's column in ORDER BY again.
    pub(super) orders_groups: bool,
    /// They may also take a percentile near the exact one.
    pub(super) has_percentiles: bool,
}

static APACHES: Flavour = Flavour {
    name: "spark",
    title: "Spark",
    parser: &SparkSqlDialect {},
    settings: &[
        ("spark.sql.session.timeZone", "UTC"),
        ("spark.sql.ansi.enabled", "true"),
        ("spark.sql.groupByOrdinal", "true"),
        ("spark.sql.orderByOrdinal", "true"),
    ],
    orders_groups: false,
    has_percentiles: false,
};

const SPELLING: Spelling =
    Spelling { concat: Concat::Coalesced, weekday: ("(WEEKDAY(", ") + 1)"), ..calls::COMMON };

#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
impl Dialect for Spark {
    fn name(&self) -> &'static str {
        self.flavour.name
    }

    fn title(&self) -> &'static str {
        self.flavour.title
    }

    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        self.flavour.settings
    }

    fn orders_groups(&self) -> bool {
        self.flavour.orders_groups
    }

    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect {
        self.flavour.parser
    }

    fn identifier_quote(&self) -> char {
        '`'
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
            DataType::Int32 => "INT",
            DataType::Int64 => "BIGINT",
            DataType::UInt64 => "DECIMAL(20, 0)",
            DataType::Float32 => "FLOAT",
            DataType::Float64 => "DOUBLE",
            DataType::Decimal { precision, scale } => {
                return Cow::Owned(format!("DECIMAL({precision}, {scale})"));
            }
            DataType::Numeric => "DECIMAL(38, 10)",
            DataType::Bytes => "BINARY",
            DataType::Date => "DATE",
            DataType::Timestamp | DataType::TimestampTz => "TIMESTAMP",
            _ => "STRING",
        })
    }

    fn reads_as_text(&self, data_type: DataType, _native_type: &str) -> bool {
        matches!(data_type, DataType::Json | DataType::Other | DataType::Time)
    }

    // A sum has ten digits more than its operand, and is NULL or an error beyond 38.
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr {
        let widened = match data_type {
            DataType::Int64 | DataType::UInt64 => cast(operand, sum_type(data_type)),
            DataType::Float32 => cast(operand, DataType::Float64),
            _ => operand,
        };
        plain(AggregateFunction::Sum, widened)
    }

    // Sail divides by the number of rows where its planner knows that there are none.
    fn average(&self, operand: Expr, data_type: DataType) -> Expr {
        let sum = self.sum(operand.clone(), data_type);
        let count = plain(AggregateFunction::Count, operand);
        let count = Expr::Call(Function::NullIf, vec![count, Expr::Integer(0)]);
        let [sum, count] = [sum, count].map(|part| cast(part, DataType::Float64));
        Expr::binary(BinaryOperator::Divide, sum, count)
    }

    fn write_call(&self, out: &mut Renderer, function: Function, arguments: &[Expr]) {
        calls::write_call(out, function, arguments, &SPELLING);
    }

    fn write_approximate_count(&self, out: &mut Renderer, operand: &Expr) {
        write_function(out, "APPROX_COUNT_DISTINCT", &[operand]);
    }

    fn write_percentile(&self, out: &mut Renderer, fraction: u32, operand: &Expr) {
        if self.flavour.has_percentiles {
            return write_percentile(out, fraction, operand);
        }
        write_percentile_of_sorted(out, fraction, operand);
    }

    // COLLECT_LIST leaves NULL out, and gives an empty list where there is nothing.
    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr) {
        write_if_any(out, operand, |inner| {
            inner.raw("ARRAY_JOIN(ARRAY_SORT(COLLECT_LIST(");
            inner.expr(operand);
            inner.raw(")), ");
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
        let (unit, count) = match unit {
            Unit::Quarter => ("MONTH", count * 3),
            Unit::Week => ("DAY", count * 7),
            other => (other.upper_word(), count),
        };
        out.raw("(");
        out.expr(operand);
        out.raw(&format!(" + INTERVAL '{count}' {unit})"));
    }

    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        _from: DataType,
        zone: chrono_tz::Tz,
    ) {
        if zone == chrono_tz::UTC {
            return out.expr(operand);
        }
        out.raw("FROM_UTC_TIMESTAMP(");
        out.expr(operand);
        out.raw(", '");
        out.raw(zone.name());
        out.raw("')");
    }

    fn compares_numbers_exactly(&self) -> bool {
        false
    }
    fn write_instant(&self, out: &mut Renderer, operand: &Expr, zone: chrono_tz::Tz) {
        if zone == chrono_tz::UTC {
            return out.expr(operand);
        }
        out.raw("TO_UTC_TIMESTAMP(");
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
        DataType::Decimal { precision: 10, scale: 0 }
    }
    fn division(&self) -> Division {
        division::FLOAT_OR_DECIMAL
    }

    // A text beside a number is read as a number, and collations may fold letter case.
    fn exact_column(&self) -> Around {
        ("CAST(CAST(", " AS STRING) AS BINARY)")
    }

    fn exact_key(&self) -> Around {
        self.exact_column()
    }
}

/// The two values about the place of the percentile, and the way between them.
fn write_percentile_of_sorted(out: &mut Renderer, fraction: u32, operand: &Expr) {
    let place = |text: &mut Renderer, rounding: &str| {
        text.raw(&format!("{rounding}(CAST({} AS DOUBLE) * (COUNT(", fraction_text(fraction)));
        text.expr(operand);
        text.raw(") - 1))");
    };
    let value = |text: &mut Renderer, rounding: &str| {
        text.raw("ELEMENT_AT(ARRAY_SORT(COLLECT_LIST(");
        text.expr(operand);
        text.raw(")), CAST(");
        place(text, rounding);
        text.raw(" AS INT) + 1)");
    };
    write_if_any(out, operand, |inner| {
        value(inner, "FLOOR");
        inner.raw(" + (");
        value(inner, "CEIL");
        inner.raw(" - ");
        value(inner, "FLOOR");
        inner.raw(") * (");
        place(inner, "");
        inner.raw(" % 1)");
    });
}
