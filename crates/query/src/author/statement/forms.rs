//! What a statement's expressions hold beside those of custom columns: variables, sub-queries,
//! times.

use souk_model::DataType;
use sqlparser::ast::{self, UnaryOperator};

use super::super::translate::{Translated, refuse, typed};
use super::super::{AuthorExpression, Refusal, operators};
use super::level::Level;
use super::rows::is_row;
use super::times;
use super::tokens;
use super::variables::Bound;
use crate::sql::Expr;

impl Level<'_> {
    pub(super) fn special_form(&self, parsed: &ast::Expr) -> Option<Translated> {
        Some(match parsed {
            ast::Expr::Value(value) => match &value.value {
                ast::Value::Placeholder(mark) => self.variable(mark),
                _ => return None,
            },
            ast::Expr::Function(function) => self.call(function),
            ast::Expr::Subquery(query) => self.scalar(query),
            ast::Expr::Exists { subquery, negated } => self.exists(subquery, *negated),
            ast::Expr::InSubquery { expr, subquery, negated } => {
                self.in_query(expr, subquery, *negated)
            }
            ast::Expr::InList { expr, list, negated } if is_row(expr) => {
                let ast::Expr::Tuple(operands) = expr.as_ref() else { return None };
                self.in_rows(operands, list, *negated)
            }
            ast::Expr::InList { expr, list, negated } if self.has_several(list) => {
                self.in_values(expr, list, *negated)
            }
            ast::Expr::AnyOp { left, compare_op: ast::BinaryOperator::Eq, right, is_some: _ } => {
                self.any_of(left, right)
            }
            ast::Expr::BinaryOp { op: ast::BinaryOperator::And, .. } => {
                self.chain(parsed, &ast::BinaryOperator::And, Expr::And)
            }
            ast::Expr::BinaryOp { op: ast::BinaryOperator::Or, .. } => {
                self.chain(parsed, &ast::BinaryOperator::Or, Expr::Or)
            }
            ast::Expr::BinaryOp { left, op, right } => return self.operation(left, op, right),
            ast::Expr::Interval(_) => refuse("an interval that is not added to a time"),
            ast::Expr::TypedString(literal) => self.literal_of_type(literal),
            ast::Expr::Cast {
                kind: ast::CastKind::Cast | ast::CastKind::DoubleColon,
                expr,
                data_type,
                array: false,
                format: None,
            } => self.cast(expr, data_type),
            ast::Expr::AtTimeZone { timestamp, time_zone } => self.at_zone(timestamp, time_zone),
            ast::Expr::Extract { field, syntax: _, expr } => self.extract(field, expr),
            ast::Expr::Like { .. } | ast::Expr::ILike { .. } => {
                return self.like_with_escape(parsed);
            }
            ast::Expr::RLike { negated, expr, pattern, regexp: _ } => {
                self.matches_by("RLIKE", expr, pattern, *negated)
            }
            ast::Expr::IsTrue(one) => self.truth(one, true, false),
            ast::Expr::IsNotTrue(one) => self.truth(one, true, true),
            ast::Expr::IsFalse(one) => self.truth(one, false, false),
            ast::Expr::IsNotFalse(one) => self.truth(one, false, true),
            ast::Expr::IsDistinctFrom(left, right) => self.same(left, right, true),
            ast::Expr::IsNotDistinctFrom(left, right) => self.same(left, right, false),
            _ => return None,
        })
    }

    fn variable(&self, mark: &str) -> Translated {
        match tokens::position(mark) {
            Some(position) => self.context.value(position),
            None => refuse("a parameter"),
        }
    }

    fn several(&self, parsed: &ast::Expr) -> Option<&[AuthorExpression]> {
        let ast::Expr::Value(value) = parsed else { return None };
        let ast::Value::Placeholder(mark) = &value.value else { return None };
        match self.context.bound.get(tokens::position(mark)?)? {
            Bound::Several(values) => Some(values),
            _ => None,
        }
    }

    fn has_several(&self, list: &[ast::Expr]) -> bool {
        list.iter().any(|item| self.several(item).is_some())
    }

    fn in_values(&self, operand: &ast::Expr, list: &[ast::Expr], negated: bool) -> Translated {
        let mut operand = self.expression(operand)?;
        let mut values = Vec::with_capacity(list.len());
        for item in list {
            match self.several(item) {
                Some(several) => values.extend_from_slice(several),
                None => values.push(self.expression(item)?),
            }
        }
        for value in &mut values {
            self.context.clock.fit(&mut operand, value)?;
            operators::require_comparable(&operand, value)?;
        }
        let operand = Box::new(operand.expression);
        let list = values.into_iter().map(|value| value.expression).collect();
        Ok(typed(Expr::InList { operand, list, negated }, DataType::Boolean))
    }

    /// `x = ANY ({{name}})`.
    fn any_of(&self, left: &ast::Expr, right: &ast::Expr) -> Translated {
        let inner = if let ast::Expr::Nested(inner) = right { inner } else { right };
        if let ast::Expr::Value(value) = inner
            && matches!(value.value, ast::Value::Placeholder(_))
        {
            return self.in_values(left, std::slice::from_ref(inner), false);
        }
        refuse("ANY of anything but a variable; use IN")
    }

    /// Conditions that one operator joins, side by side: chains of them are long.
    fn chain(
        &self,
        parsed: &ast::Expr,
        operator: &ast::BinaryOperator,
        combine: fn(Vec<Expr>) -> Expr,
    ) -> Translated {
        let mut parts = Vec::new();
        let mut rest = parsed;
        while let ast::Expr::BinaryOp { left, op, right } = rest {
            if op != operator {
                break;
            }
            parts.push(right.as_ref());
            rest = left;
        }
        parts.push(rest);
        let clause = self.clause.get();
        let conditions = parts.into_iter().rev().map(|part| self.condition(clause, part));
        Ok(typed(combine(conditions.collect::<Result<_, _>>()?), DataType::Boolean))
    }

    /// What operators mean here and not in custom columns.
    fn operation(
        &self,
        left: &ast::Expr,
        operator: &ast::BinaryOperator,
        right: &ast::Expr,
    ) -> Option<Translated> {
        if let (ast::Expr::Tuple(left), ast::Expr::Tuple(right)) = (left, right) {
            return Some(self.compared_rows(left, operator, right));
        }
        if *operator == ast::BinaryOperator::Divide {
            return Some(self.quotient(left, right));
        }
        let negated = match operator {
            ast::BinaryOperator::PGRegexMatch => false,
            ast::BinaryOperator::PGRegexNotMatch => true,
            _ => return self.moved(left, operator, right),
        };
        Some(self.matches_by("~", left, right, negated))
    }

    /// A time beside an interval.
    fn moved(
        &self,
        left: &ast::Expr,
        operator: &ast::BinaryOperator,
        right: &ast::Expr,
    ) -> Option<Translated> {
        let (time, interval, sign) = match (left, operator, right) {
            (time, ast::BinaryOperator::Plus, ast::Expr::Interval(interval))
            | (ast::Expr::Interval(interval), ast::BinaryOperator::Plus, time) => {
                (time, interval, 1)
            }
            (time, ast::BinaryOperator::Minus, ast::Expr::Interval(interval)) => {
                (time, interval, -1)
            }
            _ => return None,
        };
        Some(self.moved_by(time, interval, sign))
    }

    pub(super) fn moved_by(
        &self,
        time: &ast::Expr,
        interval: &ast::Interval,
        sign: i64,
    ) -> Translated {
        let (unit, count) = times::interval(interval)?;
        self.context.clock.shift(self.time(time)?, unit, count.saturating_mul(sign))
    }

    /// A day or time; a text that is written there is read as one.
    pub(super) fn time(&self, parsed: &ast::Expr) -> Translated {
        let read = self.expression(parsed)?;
        match &read.expression {
            Expr::Value(crate::Value::Text(text)) => {
                let day = self.context.clock.read(text, DataType::Date);
                let is_day = text.trim().len() <= "2024-01-01".len();
                if is_day { day } else { self.context.clock.read(text, DataType::TimestampTz) }
            }
            _ => Ok(read),
        }
    }

    fn literal_of_type(&self, literal: &ast::TypedString) -> Translated {
        let ast::TypedString { data_type, value, uses_odbc_syntax: false } = literal else {
            return refuse("a literal in ODBC's form");
        };
        let ast::Value::SingleQuotedString(text) = &value.value else {
            return refuse(format!("the literal {value}"));
        };
        match data_type {
            ast::DataType::Date => self.context.clock.read(text, DataType::Date),
            ast::DataType::Timestamp(
                None,
                ast::TimezoneInfo::None | ast::TimezoneInfo::WithoutTimeZone,
            )
            | ast::DataType::Datetime(None) => self.context.clock.read(text, DataType::Timestamp),
            ast::DataType::Timestamp(
                None,
                ast::TimezoneInfo::Tz | ast::TimezoneInfo::WithTimeZone,
            ) => self.context.clock.read(text, DataType::TimestampTz),
            other => refuse(format!("a literal of type {other}")),
        }
    }

    fn truth(&self, operand: &ast::Expr, wanted: bool, negated: bool) -> Translated {
        let operand = self.expression(operand)?;
        if operand.data_type != DataType::Boolean {
            return Err(Refusal::WrongType("IS TRUE and IS FALSE test conditions".to_owned()));
        }
        let tested =
            if wanted { operand.expression } else { Expr::Not(Box::new(operand.expression)) };
        Ok(negate(Expr::equal(Expr::flag(tested), Expr::Integer(1)), negated))
    }

    fn same(&self, left: &ast::Expr, right: &ast::Expr, negated: bool) -> Translated {
        let (mut left, mut right) = (self.expression(left)?, self.expression(right)?);
        self.context.clock.fit(&mut left, &mut right)?;
        operators::require_comparable(&left, &right)?;
        let same = Expr::Same(Box::new(left.expression), Box::new(right.expression));
        Ok(negate(same, negated))
    }

    /// `-x` of a literal, which dialects read as an operator.
    pub(super) fn whole_number(&self, parsed: &ast::Expr) -> Result<i64, Refusal> {
        match parsed {
            ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr } => {
                self.whole_number(expr).map(|number| -number)
            }
            _ => match self.expression(parsed)?.expression {
                Expr::Value(crate::Value::Integer(number)) => Ok(number),
                _ => refuse("a number of units that is not a literal"),
            },
        }
    }
}

pub(super) fn negate(condition: Expr, negated: bool) -> AuthorExpression {
    let condition = if negated { Expr::Not(Box::new(condition)) } else { condition };
    typed(condition, DataType::Boolean)
}
