//! How engines differ. A difference is a method here, never an `if` elsewhere.

mod datafusion;
mod postgres;

use std::borrow::Cow;
use std::fmt;

use souk_model::DataType;

use crate::sql::{AggregateFunction, Expr, Renderer};

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

    /// The start of the `unit` in which a wall-clock time lies.
    fn write_truncate(&self, out: &mut Renderer, unit: &'static str, operand: &Expr) {
        out.raw("DATE_TRUNC('");
        out.raw(unit);
        out.raw("', ");
        out.expr(operand);
        out.raw(")");
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
