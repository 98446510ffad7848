//! How scalar functions are spelled. The manner of PostgreSQL is the agreed one.

use super::Around;
use crate::sql::{Expr, Function, Renderer, WindowFunction};

/// The spellings in which engines differ most.
pub(super) struct Spelling {
    pub(super) lower: &'static str,
    pub(super) upper: &'static str,
    pub(super) trim: &'static str,
    pub(super) char_length: &'static str,
    pub(super) substring: &'static str,
    pub(super) replace: &'static str,
    /// Whether CONCAT leaves NULL out, as PostgreSQL's does.
    pub(super) concat: Concat,
    /// What stands around a time whose week of ISO 8601 is asked for.
    pub(super) week: Around,
    /// The same for the day of the week, from 1 on Monday.
    pub(super) weekday: Around,
}

/// How texts are put one after the other, without those that are NULL.
pub(super) enum Concat {
    /// `CONCAT(a, b)` leaves them out.
    Plain,
    /// `CONCAT(COALESCE(a, ''), …)`.
    Coalesced,
    /// `(COALESCE(a, '') || …)`.
    Operator,
}

/// PostgreSQL and those that took after it.
pub(super) const COMMON: Spelling = Spelling {
    lower: "LOWER",
    upper: "UPPER",
    trim: "BTRIM",
    char_length: "CHAR_LENGTH",
    substring: "SUBSTR",
    replace: "REPLACE",
    concat: Concat::Plain,
    week: ("EXTRACT(WEEK FROM ", ")"),
    weekday: ("EXTRACT(ISODOW FROM ", ")"),
};

/// A call of a function.
pub(super) fn write_call(
    out: &mut Renderer,
    function: Function,
    arguments: &[Expr],
    spelling: &Spelling,
) {
    let name = match function {
        Function::Concat => return write_concat(out, arguments, spelling),
        Function::ExtractYear => return write_extract(out, "YEAR", arguments),
        Function::ExtractMonth => return write_extract(out, "MONTH", arguments),
        Function::ExtractDay => return write_extract(out, "DAY", arguments),
        Function::ExtractQuarter => return write_extract(out, "QUARTER", arguments),
        Function::ExtractHour => return write_extract(out, "HOUR", arguments),
        Function::ExtractMinute => return write_extract(out, "MINUTE", arguments),
        Function::ExtractWeek => return write_around(out, spelling.week, arguments),
        Function::ExtractWeekday => return write_around(out, spelling.weekday, arguments),
        Function::Coalesce => "COALESCE",
        Function::NullIf => "NULLIF",
        Function::Lower => spelling.lower,
        Function::Upper => spelling.upper,
        Function::Trim => spelling.trim,
        Function::CharLength => spelling.char_length,
        Function::Substring => spelling.substring,
        Function::Replace => spelling.replace,
        Function::Abs => "ABS",
        Function::Round => "ROUND",
        Function::Floor => "FLOOR",
        Function::Ceil => "CEIL",
    };
    write_named(out, name, arguments);
}

/// What engines call a function of a window.
pub(super) const fn ranked_name(function: WindowFunction) -> &'static str {
    match function {
        WindowFunction::RowNumber => "ROW_NUMBER",
        WindowFunction::Rank => "RANK",
        WindowFunction::DenseRank => "DENSE_RANK",
        WindowFunction::Lag => "LAG",
        WindowFunction::Lead => "LEAD",
    }
}

/// `NAME(a, b)`.
pub(super) fn write_named(out: &mut Renderer, name: &str, arguments: &[Expr]) {
    out.raw(name);
    out.raw("(");
    out.separated(arguments, ", ", Renderer::expr);
    out.raw(")");
}

fn write_extract(out: &mut Renderer, field: &str, arguments: &[Expr]) {
    out.raw("EXTRACT(");
    out.raw(field);
    out.raw(" FROM ");
    out.separated(arguments, ", ", Renderer::expr);
    out.raw(")");
}

fn write_around(out: &mut Renderer, (before, after): Around, arguments: &[Expr]) {
    out.raw(before);
    out.separated(arguments, ", ", Renderer::expr);
    out.raw(after);
}

fn write_concat(out: &mut Renderer, arguments: &[Expr], spelling: &Spelling) {
    let (open, separator) = match spelling.concat {
        Concat::Plain => return write_named(out, "CONCAT", arguments),
        Concat::Coalesced => ("CONCAT(", ", "),
        Concat::Operator => ("(", " || "),
    };
    out.raw(open);
    out.separated(arguments, separator, |inner, argument| {
        inner.raw("COALESCE(");
        inner.expr(argument);
        inner.raw(", '')");
    });
    out.raw(")");
}
