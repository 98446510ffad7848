//! What may be computed. Every expression is matched by its form; an unknown form is refused.

use sqlparser::ast::{
    BinaryOperator, CaseWhen, CastKind, CeilFloorKind, DateTimeField, Expr, Ident, Interval,
    ObjectName, ObjectNamePart, TypedString, UnaryOperator, Value as Literal, ValueWithSpan,
};

use super::error::Refusal;
use super::exact::is_to_utf8;
use super::profile::Profile;
use super::query::{Checked, Walk, refuse};
use super::{name, types};

impl<'a> Walk<'a> {
    pub(super) fn expressions(&mut self, expressions: &'a [Expr]) -> Checked {
        expressions.iter().try_for_each(|expression| self.expression(expression))
    }

    pub(super) fn optional(&mut self, expression: Option<&'a Expr>) -> Checked {
        expression.map_or(Ok(()), |present| self.expression(present))
    }

    /// One expression with everything inside it.
    pub(super) fn expression(&mut self, expression: &'a Expr) -> Checked {
        self.seen.expressions += 1;
        match expression {
            Expr::Identifier(ident) => name::quoted(self.profile(), ident).map(|_| ()),
            Expr::CompoundIdentifier(parts) => column(self.profile(), parts),
            // The census looks at every literal, wherever it stands.
            Expr::Value(_) => Ok(()),
            Expr::Nested(inner)
            | Expr::IsNull(inner)
            | Expr::IsNotNull(inner)
            | Expr::IsTrue(inner)
            | Expr::IsNotTrue(inner)
            | Expr::IsFalse(inner)
            | Expr::IsNotFalse(inner)
            | Expr::IsUnknown(inner)
            | Expr::IsNotUnknown(inner) => self.expression(inner),
            Expr::UnaryOp { op, expr } => {
                unary(*op)?;
                self.expression(expr)
            }
            Expr::BinaryOp { left, op, right } => {
                binary(op)?;
                self.expression(left)?;
                self.expression(right)
            }
            Expr::IsDistinctFrom(left, right) | Expr::IsNotDistinctFrom(left, right) => {
                self.expression(left)?;
                self.expression(right)
            }
            Expr::Function(function) => self.function(function),
            Expr::Tuple(items) => self.expressions(items),
            Expr::Subquery(query) => self.correlated_query(query),
            _ => self.special_form(expression),
        }
    }

    fn special_form(&mut self, expression: &'a Expr) -> Checked {
        match expression {
            Expr::Exists { subquery, negated: _ } => self.correlated_query(subquery),
            Expr::InSubquery { expr, subquery, negated: _ } => {
                self.expression(expr)?;
                self.correlated_query(subquery)
            }
            Expr::InList { expr, list, negated: _ } => {
                self.expression(expr)?;
                self.expressions(list)
            }
            Expr::Between { expr, negated: _, low, high } => self.three(expr, low, high),
            Expr::Like { negated: _, any, expr, pattern, escape_char: _ }
            | Expr::ILike { negated: _, any, expr, pattern, escape_char: _ } => {
                refuse("ANY", *any)?;
                self.two(expr, pattern)
            }
            Expr::RLike { negated: _, expr, pattern, regexp: _ } => self.two(expr, pattern),
            Expr::SimilarTo { negated: _, expr, pattern, escape_char: _ } => {
                self.two(expr, pattern)
            }
            Expr::Case { case_token: _, end_token: _, operand, conditions, else_result } => {
                self.optional(operand.as_deref())?;
                self.branches(conditions)?;
                self.optional(else_result.as_deref())
            }
            Expr::Cast { .. }
            | Expr::TypedString(_)
            | Expr::Interval(_)
            | Expr::Convert { .. }
            | Expr::Collate { .. } => self.typed(expression),
            Expr::GroupingSets(sets) | Expr::Cube(sets) | Expr::Rollup(sets) => {
                sets.iter().try_for_each(|set| self.expressions(set))
            }
            _ => self.spelled_function(expression),
        }
    }

    fn typed(&mut self, expression: &'a Expr) -> Checked {
        match expression {
            Expr::Cast { kind, expr, data_type, array, format } => {
                refuse("SAFE_CAST", *kind == CastKind::SafeCast)?;
                refuse("ARRAY in a cast", *array)?;
                refuse("FORMAT in a cast", format.is_some())?;
                types::allowed(self.profile(), data_type)?;
                self.expression(expr)
            }
            Expr::TypedString(TypedString { data_type, value: _, uses_odbc_syntax }) => {
                refuse("an ODBC literal", *uses_odbc_syntax)?;
                types::allowed(self.profile(), data_type)
            }
            Expr::Interval(interval) => self.interval(interval),
            Expr::Convert { expr, .. } if is_to_utf8(expression) => self.expression(expr),
            Expr::Collate { expr, collation } => {
                collation_name(self.profile(), collation)?;
                self.expression(expr)
            }
            _ => denied("of this kind"),
        }
    }

    /// Functions that the grammar spells in a way of their own.
    fn spelled_function(&mut self, expression: &'a Expr) -> Checked {
        match expression {
            Expr::AtTimeZone { timestamp, time_zone } => {
                zone(time_zone)?;
                self.two(timestamp, time_zone)
            }
            Expr::Extract { field, syntax: _, expr } => {
                date_field(field)?;
                self.expression(expr)
            }
            Expr::Ceil { expr, field } | Expr::Floor { expr, field } => {
                let is_plain =
                    matches!(field, CeilFloorKind::DateTimeField(DateTimeField::NoDateTime));
                refuse("a unit of CEIL or FLOOR", !is_plain)?;
                self.expression(expr)
            }
            Expr::Position { expr, r#in } => self.two(expr, r#in),
            Expr::Substring { expr, substring_from, substring_for, special: _, shorthand: _ } => {
                self.expression(expr)?;
                self.optional(substring_from.as_deref())?;
                self.optional(substring_for.as_deref())
            }
            Expr::Trim { trim_where: _, trim_what, expr, trim_characters } => {
                self.optional(trim_what.as_deref())?;
                self.expression(expr)?;
                self.expressions(trim_characters.as_deref().unwrap_or_default())
            }
            _ => denied("of this kind"),
        }
    }

    fn interval(&mut self, interval: &'a Interval) -> Checked {
        let Interval {
            value,
            leading_field,
            leading_precision: _,
            last_field,
            fractional_seconds_precision: _,
        } = interval;
        leading_field.iter().chain(last_field).try_for_each(date_field)?;
        self.expression(value)
    }

    fn branches(&mut self, branches: &'a [CaseWhen]) -> Checked {
        branches.iter().try_for_each(|CaseWhen { condition, result }| self.two(condition, result))
    }

    fn two(&mut self, first: &'a Expr, second: &'a Expr) -> Checked {
        self.expression(first)?;
        self.expression(second)
    }

    fn three(&mut self, first: &'a Expr, second: &'a Expr, third: &'a Expr) -> Checked {
        self.two(first, second)?;
        self.expression(third)
    }
}

fn denied(form: &'static str) -> Checked {
    Err(Refusal::Expression(form).into())
}

/// `"source"."column"`, both quoted.
fn column(profile: &Profile, parts: &[Ident]) -> Checked {
    let is_short = parts.len() == 2;
    parts.iter().try_for_each(|part| name::quoted(profile, part).map(|_| ()))?;
    if is_short { Ok(()) } else { denied("of a column in more than two parts") }
}

fn unary(operator: UnaryOperator) -> Checked {
    match operator {
        UnaryOperator::Not | UnaryOperator::Minus | UnaryOperator::Plus => Ok(()),
        _ => denied("with this operator before it"),
    }
}

fn binary(operator: &BinaryOperator) -> Checked {
    match operator {
        BinaryOperator::And
        | BinaryOperator::Or
        | BinaryOperator::Eq
        | BinaryOperator::NotEq
        | BinaryOperator::Lt
        | BinaryOperator::LtEq
        | BinaryOperator::Gt
        | BinaryOperator::GtEq
        | BinaryOperator::Plus
        | BinaryOperator::Minus
        | BinaryOperator::Multiply
        | BinaryOperator::Divide
        | BinaryOperator::Modulo
        | BinaryOperator::StringConcat
        | BinaryOperator::Spaceship
        | BinaryOperator::PGRegexMatch
        | BinaryOperator::PGRegexIMatch
        | BinaryOperator::PGRegexNotMatch
        | BinaryOperator::PGRegexNotIMatch => Ok(()),
        _ => denied("with this operator"),
    }
}

/// A zone is named by a literal or a parameter, never by data.
fn zone(expression: &Expr) -> Checked {
    match expression {
        Expr::Value(ValueWithSpan {
            value: Literal::SingleQuotedString(_) | Literal::Placeholder(_),
            span: _,
        }) => Ok(()),
        _ => denied("AT TIME ZONE of anything but a literal"),
    }
}

fn date_field(field: &DateTimeField) -> Checked {
    match field {
        DateTimeField::Custom(_) | DateTimeField::Week(Some(_)) => denied("of this part of a date"),
        _ => Ok(()),
    }
}

/// Collations only order and compare; some engines name them by a bare word or a string.
fn collation_name(profile: &Profile, collation: &ObjectName) -> Checked {
    let is_plain = match collation.0.as_slice() {
        [ObjectNamePart::Identifier(Ident { value, quote_style, span: _ })] => match quote_style {
            None => value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
            Some(quote) => *quote == profile.quote || *quote == '\'',
        },
        _ => false,
    };
    refuse("a collation of this kind", !is_plain)
}
