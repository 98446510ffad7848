//! What several dialects write alike.

use souk_model::DataType;

use crate::Value;
use crate::sql::{AggregateFunction, BinaryOperator, Expr, Identifier, Renderer, Unit};

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

pub(super) fn plain(function: AggregateFunction, operand: Expr) -> Expr {
    Expr::Aggregate { function, distinct: false, operand: Box::new(operand) }
}

pub(super) fn cast(operand: Expr, data_type: DataType) -> Expr {
    Expr::Cast(Box::new(operand), data_type)
}

/// The functions that every engine spells alike.
pub(super) fn write_plain_aggregate(
    out: &mut Renderer,
    name: &str,
    distinct: bool,
    operand: &Expr,
) {
    out.raw(name);
    out.raw(if distinct { "(DISTINCT " } else { "(" });
    out.expr(operand);
    out.raw(")");
}

/// `(operand IN (…, …))`.
pub(super) fn write_in_list(out: &mut Renderer, operand: &Expr, list: &[Expr], negated: bool) {
    out.raw("(");
    out.expr(operand);
    out.raw(if negated { " NOT IN (" } else { " IN (" });
    out.separated(list, ", ", Renderer::expr);
    out.raw("))");
}

/// `PERCENTILE_CONT` within a group, where the engine has it.
pub(super) fn write_percentile(out: &mut Renderer, fraction: u32, operand: &Expr) {
    write_percentile_at(out, &fraction_text(fraction), operand);
}

pub(super) fn write_percentile_at(out: &mut Renderer, fraction: &str, operand: &Expr) {
    out.raw("PERCENTILE_CONT(");
    out.raw(fraction);
    out.raw(") WITHIN GROUP (ORDER BY ");
    out.expr(operand);
    out.raw(")");
}

/// A fraction of a million as a decimal number.
pub(super) fn fraction_text(fraction: u32) -> String {
    const MILLION: u32 = 1_000_000;
    if fraction >= MILLION { "1".to_owned() } else { format!("0.{fraction:06}") }
}

/// `(left operator right)`.
pub(super) fn write_infix(out: &mut Renderer, left: &Expr, operator: &str, right: &Expr) {
    out.raw("(");
    out.expr(left);
    out.raw(" ");
    out.raw(operator);
    out.raw(" ");
    out.expr(right);
    out.raw(")");
}

/// `NAME(a, b)`.
pub(super) fn write_function(out: &mut Renderer, name: &str, arguments: &[&Expr]) {
    out.raw(name);
    out.raw("(");
    for (index, argument) in arguments.iter().enumerate() {
        out.raw(if index > 0 { ", " } else { "" });
        out.expr(argument);
    }
    out.raw(")");
}

/// `CAST(x AS type)`.
pub(super) fn write_plain_cast(out: &mut Renderer, operand: &Expr, type_name: &str) {
    out.raw("CAST(");
    out.expr(operand);
    out.raw(" AS ");
    out.raw(type_name);
    out.raw(")");
}

/// `(x LIKE p)`.
pub(super) fn write_like(out: &mut Renderer, operand: &Expr, pattern: &Expr, negated: bool) {
    write_infix(out, operand, if negated { "NOT LIKE" } else { "LIKE" }, pattern);
}

/// The same where the engine has no escape character of its own, or a setting takes it away. It is
/// bound like any value: a backslash in a text is where two readers of it may part.
pub(super) fn write_like_with_escape(
    out: &mut Renderer,
    operand: &Expr,
    pattern: &Expr,
    negated: bool,
) {
    out.raw("(");
    out.expr(operand);
    out.raw(if negated { " NOT LIKE " } else { " LIKE " });
    out.expr(pattern);
    out.raw(" ESCAPE ");
    out.placeholder(&Value::Text("\\".to_owned()));
    out.raw(")");
}

/// `LIMIT n OFFSET m`, with `unlimited` for n where an OFFSET cannot stand alone.
pub(super) fn write_limit_offset(
    out: &mut Renderer,
    limit: Option<u32>,
    offset: Option<u32>,
    unlimited: Option<&str>,
) {
    match (limit, unlimited) {
        (Some(limit), _) => out.row_count("LIMIT ", limit),
        (None, Some(unlimited)) => {
            out.line();
            out.raw("LIMIT ");
            out.raw(unlimited);
        }
        (None, None) => {}
    }
    if let Some(offset) = offset {
        out.row_count("OFFSET ", offset);
    }
}

/// `(VALUES (…), (…)) AS "alias" ("column", …)`.
pub(super) fn write_values(
    out: &mut Renderer,
    columns: &[Identifier],
    rows: &[Vec<Expr>],
    alias: &Identifier,
) {
    out.raw("(VALUES ");
    write_rows(out, rows, "(");
    out.raw(") AS ");
    out.identifier(alias);
    out.raw(" (");
    out.separated(columns, ", ", |inner, column| inner.identifier(column));
    out.raw(")");
}

fn write_rows(out: &mut Renderer, rows: &[Vec<Expr>], open: &str) {
    out.separated(rows, ", ", |inner, row| {
        inner.raw(open);
        inner.separated(row, ", ", Renderer::expr);
        inner.raw(")");
    });
}

/// `(SELECT a AS "column", … UNION ALL VALUES (…), (…)) AS "alias"`, where an alias cannot name
/// columns: the first row does.
pub(super) fn write_values_after_select(
    out: &mut Renderer,
    columns: &[Identifier],
    rows: &[Vec<Expr>],
    alias: &Identifier,
    open: &str,
) {
    out.raw("(");
    if let Some((first, rest)) = rows.split_first() {
        write_named_row(out, columns, first);
        if !rest.is_empty() {
            out.raw(" UNION ALL VALUES ");
            write_rows(out, rest, open);
        }
    }
    out.raw(") AS ");
    out.identifier(alias);
}

/// `(SELECT a AS "column" UNION ALL SELECT b) AS "alias"`, where there is no VALUES at all.
pub(super) fn write_values_as_union(
    out: &mut Renderer,
    columns: &[Identifier],
    rows: &[Vec<Expr>],
    alias: &Identifier,
) {
    out.raw("(");
    out.separated(rows, " UNION ALL ", |inner, row| write_named_row(inner, columns, row));
    out.raw(") AS ");
    out.identifier(alias);
}

fn write_named_row(out: &mut Renderer, columns: &[Identifier], row: &[Expr]) {
    out.raw("SELECT ");
    for (index, (value, column)) in row.iter().zip(columns).enumerate() {
        out.raw(if index > 0 { ", " } else { "" });
        out.expr(value);
        out.raw(" AS ");
        out.identifier(column);
    }
}

/// `DATE_ADD(x, INTERVAL n UNIT)`.
pub(super) fn write_date_add(out: &mut Renderer, operand: &Expr, unit: Unit, count: i64) {
    out.raw("DATE_ADD(");
    out.expr(operand);
    out.raw(", INTERVAL ");
    out.number(count);
    out.raw(" ");
    out.raw(unit.upper_word());
    out.raw(")");
}

/// A sum by a count, both as 64-bit floats.
pub(super) fn divided_average(sum: Expr, operand: Expr) -> Expr {
    let count = plain(AggregateFunction::Count, operand);
    let count = cast(count, DataType::Float64);
    Expr::binary(BinaryOperator::Divide, cast(sum, DataType::Float64), count)
}

/// Whether any (or each) operand is true, by a number that is 1 where it is.
pub(super) fn write_truth_by_number(out: &mut Renderer, is_any: bool, operand: &Expr) {
    out.raw(if is_any { "MAX(" } else { "MIN(" });
    out.raw("CASE WHEN ");
    out.condition(operand);
    out.raw(" THEN 1 WHEN NOT ");
    out.condition(operand);
    out.raw(" THEN 0 END)");
}

/// Of a group without values, NULL.
pub(super) fn write_if_any(out: &mut Renderer, operand: &Expr, write: impl FnOnce(&mut Renderer)) {
    out.raw("CASE WHEN COUNT(");
    out.expr(operand);
    out.raw(") > 0 THEN ");
    write(out);
    out.raw(" END");
}

/// Equal, where NULL equals NULL, in plain words. It is true or false, never NULL.
pub(super) fn write_null_safe_equation(out: &mut Renderer, left: &Expr, right: &Expr) {
    out.raw("(COALESCE(");
    write_infix(out, left, "=", right);
    out.raw(", FALSE) OR (");
    out.expr(left);
    out.raw(" IS NULL AND ");
    out.expr(right);
    out.raw(" IS NULL))");
}
