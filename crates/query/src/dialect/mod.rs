//! How engines differ. A difference is a method here, never an `if` elsewhere.

mod datafusion;
mod postgres;

use std::borrow::Cow;
use std::fmt;

use souk_model::DataType;

use crate::sql::{AggregateFunction, Expr, Renderer, Unit};

pub use datafusion::DATAFUSION;
pub use postgres::POSTGRES;

/// One engine's SQL.
#[expect(private_interfaces, reason = "only this crate writes SQL; others name a dialect")]
pub trait Dialect: fmt::Debug + Send + Sync {
    /// Its name in explanations and golden files.
    fn name(&self) -> &'static str;

    /// The grammar with which author SQL is read and the guard reads the final text.
    fn parser(&self) -> &'static dyn sqlparser::dialect::Dialect;

    /// The character around names, doubled inside them.
    fn identifier_quote(&self) -> char {
        '"'
    }

    /// Bytes of the longest name that the engine keeps whole.
    fn longest_identifier(&self) -> usize;

    /// The type's name in a CAST.
    fn cast_type(&self, data_type: DataType) -> Cow<'static, str>;

    /// Whether a column of this type is cast to text where it is scanned, because the engine
    /// cannot group, order or compare it with text as it is.
    fn reads_as_text(&self, data_type: DataType, native_type: &str) -> bool;

    /// Whether `(a, b) IN (SELECT …)` compares rows.
    fn compares_rows(&self) -> bool {
        true
    }

    /// A sum that does not overflow, as [`sum_type`].
    fn sum(&self, operand: Expr, data_type: DataType) -> Expr;

    /// A mean as a 64-bit float, exact up to its last rounding where the engine can.
    fn average(&self, operand: Expr, data_type: DataType) -> Expr;

    /// Goes between `AS` and the parenthesis of a scan, so that the engine reads it with the
    /// filters around it even where it is used twice.
    fn inlining_hint(&self) -> &'static str {
        ""
    }

    /// An aggregate of a group.
    fn write_aggregate(
        &self,
        out: &mut Renderer,
        function: AggregateFunction,
        distinct: bool,
        operand: &Expr,
    );

    /// The texts of a group in byte order, with `separator` between them.
    fn write_join_texts(&self, out: &mut Renderer, operand: &Expr, separator: &Expr);

    /// A regular expression finds something in a text.
    fn write_regex(&self, out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
        out.raw("(");
        out.expr(operand);
        out.raw(if negated { " !~ " } else { " ~ " });
        out.expr(pattern);
        out.raw(")");
    }

    /// Equal, where NULL equals NULL.
    fn write_same(&self, out: &mut Renderer, left: &Expr, right: &Expr) {
        out.raw("(");
        out.expr(left);
        out.raw(" IS NOT DISTINCT FROM ");
        out.expr(right);
        out.raw(")");
    }

    /// The start of the `unit` in which a wall-clock time lies.
    fn write_truncate(&self, out: &mut Renderer, unit: Unit, operand: &Expr) {
        out.raw("DATE_TRUNC('");
        out.raw(unit.word());
        out.raw("', ");
        out.expr(operand);
        out.raw(")");
    }

    /// A wall-clock time moved by `count` units.
    fn write_shift(&self, out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
        let (unit, count) = match unit {
            Unit::Quarter => (Unit::Month, count * 3),
            other => (other, count),
        };
        out.raw("(");
        out.expr(operand);
        out.raw(" + INTERVAL '");
        out.number(count);
        out.raw(" ");
        out.raw(unit.word());
        out.raw("')");
    }

    /// The wall clock of `zone` at a time of type `from` (zoneless times are UTC).
    fn write_local_time(
        &self,
        out: &mut Renderer,
        operand: &Expr,
        from: DataType,
        zone: chrono_tz::Tz,
    );

    /// Text that compares byte by byte.
    fn write_binary_text(&self, out: &mut Renderer, operand: &Expr) {
        out.expr(operand);
    }
}

/// The type of a sum, the same on every engine: exact types stay exact and get room.
#[must_use]
pub(crate) const fn sum_type(operand: DataType) -> DataType {
    match operand {
        DataType::Int32 => DataType::Int64,
        DataType::Int64 | DataType::UInt64 => DataType::Decimal { precision: 38, scale: 0 },
        DataType::Decimal { scale, .. } => DataType::Decimal { precision: 38, scale },
        DataType::Numeric => DataType::Numeric,
        _ => DataType::Float64,
    }
}

fn plain(function: AggregateFunction, operand: Expr) -> Expr {
    Expr::Aggregate { function, distinct: false, operand: Box::new(operand) }
}

fn cast(operand: Expr, data_type: DataType) -> Expr {
    Expr::Cast(Box::new(operand), data_type)
}

/// The functions that every engine spells alike.
fn write_plain_aggregate(out: &mut Renderer, name: &str, distinct: bool, operand: &Expr) {
    out.raw(name);
    out.raw(if distinct { "(DISTINCT " } else { "(" });
    out.expr(operand);
    out.raw(")");
}

/// `PERCENTILE_CONT` within a group, where the engine has it.
fn write_percentile(out: &mut Renderer, fraction: u32, operand: &Expr) {
    const MILLION: u32 = 1_000_000;
    out.raw("PERCENTILE_CONT(");
    let text = if fraction >= MILLION { "1".to_owned() } else { format!("0.{fraction:06}") };
    out.raw(&text);
    out.raw(") WITHIN GROUP (ORDER BY ");
    out.expr(operand);
    out.raw(")");
}
