//! Writes expressions.

use std::fmt::Write as _;

use super::{AggregateFunction, Expr, Frame, Renderer, Select, WindowOrder};
use crate::Value;
use crate::dialect::{Around, NullOrder};

impl Renderer {
    /// Appends a whole number that Souk itself writes.
    pub(crate) fn number(&mut self, number: i64) {
        let _ = write!(self.text, "{number}");
    }

    pub(super) fn count(&mut self, number: usize) {
        let _ = write!(self.text, "{number}");
    }

    /// Binds a value to the next placeholder.
    pub(crate) fn placeholder(&mut self, value: &Value) {
        self.parameters.push(value.clone());
        let position = self.parameters.len();
        self.dialect.write_placeholder(&mut self.text, position, value);
    }

    /// Writes an expression where a condition stands.
    pub(crate) fn condition(&mut self, expression: &Expr) {
        if self.dialect.has_boolean_values() || is_condition(expression) {
            return self.write(expression);
        }
        self.raw("(");
        self.write(expression);
        self.raw(" = 1)");
    }

    /// Writes an expression where a value stands.
    pub(crate) fn expr(&mut self, expression: &Expr) {
        if self.dialect.has_boolean_values() || !is_condition(expression) {
            return self.write(expression);
        }
        self.raw("CASE WHEN ");
        self.write(expression);
        self.raw(" THEN 1 WHEN NOT ");
        self.write(expression);
        self.raw(" THEN 0 END");
    }

    fn write(&mut self, expression: &Expr) {
        match expression {
            Expr::Column { of, name } => {
                if let Some(table) = of {
                    self.identifier(table);
                    self.raw(".");
                }
                self.identifier(name);
            }
            Expr::Value(value) => self.dialect.write_value(self, value),
            Expr::Null => self.raw("NULL"),
            Expr::Integer(number) => self.number(*number),
            Expr::Not(operand) => {
                self.raw("(NOT ");
                self.condition(operand);
                self.raw(")");
            }
            Expr::Negate(operand) => {
                self.raw("(-");
                self.expr(operand);
                self.raw(")");
            }
            Expr::Binary(operator, left, right) => {
                self.dialect.write_binary(self, *operator, left, right);
            }
            Expr::And(all) => self.combination(all, " AND ", true),
            Expr::Or(any) => self.combination(any, " OR ", false),
            Expr::IsNull { operand, negated } => {
                self.raw("(");
                self.expr(operand);
                self.raw(if *negated { " IS NOT NULL)" } else { " IS NULL)" });
            }
            Expr::InList { operand, list, negated } => {
                self.dialect.write_in_list(self, operand, list, *negated);
            }
            Expr::InQuery { operands, query } => self.in_query(operands, query),
            Expr::Exists(query) => {
                self.raw("EXISTS ");
                self.nested(query);
            }
            Expr::Scalar(query) => self.nested(query),
            Expr::Like { operand, pattern, negated } => {
                self.dialect.write_like(self, operand, pattern, *negated);
            }
            Expr::Regex { operand, pattern, negated } => {
                self.dialect.write_regex(self, operand, pattern, *negated);
            }
            Expr::Same(left, right) => self.dialect.write_same(self, left, right),
            Expr::SameKey(left, right) => {
                let around = self.dialect.exact_column();
                self.exact_equation(left, around, right, around);
            }
            Expr::TenantKey { column, key } => {
                let (around_column, around_key) =
                    (self.dialect.exact_column(), self.dialect.exact_key());
                self.exact_equation(column, around_column, key, around_key);
            }
            Expr::Case { branches, otherwise } => self.case(branches, otherwise.as_deref()),
            Expr::Cast(operand, data_type) => self.dialect.write_cast(self, operand, *data_type),
            Expr::Call(function, arguments) => self.dialect.write_call(self, *function, arguments),
            Expr::CountRows => self.dialect.write_count_rows(self),
            Expr::IsOneRow => self.raw("(COUNT(*) = 1)"),
            Expr::Aggregate { function, distinct, operand } => {
                self.dialect.write_aggregate(self, *function, *distinct, operand);
            }
            Expr::JoinTexts { operand, separator } => {
                self.dialect.write_join_texts(self, operand, separator);
            }
            Expr::Over { aggregate, partition_by, order_by, frame } => {
                self.over_function(aggregate);
                self.window(partition_by, order_by, *frame);
            }
            Expr::Ranked(function, operands) => {
                self.dialect.write_ranked(self, *function, operands);
            }
            Expr::Truncate { operand, unit } => self.dialect.write_truncate(self, *unit, operand),
            Expr::Shift { operand, unit, count } => {
                self.dialect.write_shift(self, operand, *unit, *count);
            }
            Expr::LocalTime { operand, from, zone } => {
                self.dialect.write_local_time(self, operand, *from, *zone);
            }
            Expr::Instant { operand, zone } => self.dialect.write_instant(self, operand, *zone),
            Expr::BinaryText(operand) => self.dialect.write_binary_text(self, operand),
        }
    }

    fn exact_equation(&mut self, left: &Expr, of_left: Around, right: &Expr, of_right: Around) {
        self.raw("(");
        self.around(left, of_left);
        self.raw(" = ");
        self.around(right, of_right);
        self.raw(")");
    }

    fn around(&mut self, operand: &Expr, (before, after): Around) {
        self.raw(before);
        self.expr(operand);
        self.raw(after);
    }

    fn combination(&mut self, parts: &[Expr], separator: &str, when_empty: bool) {
        if parts.is_empty() {
            return self.dialect.write_truth(self, when_empty);
        }
        self.raw("(");
        self.separated(parts, separator, Self::condition);
        self.raw(")");
    }

    fn in_query(&mut self, operands: &[Expr], query: &Select) {
        match operands {
            [one] => self.expr(one),
            several => {
                self.raw("(");
                self.separated(several, ", ", Self::expr);
                self.raw(")");
            }
        }
        self.raw(" IN ");
        self.nested(query);
    }

    fn case(&mut self, branches: &[(Expr, Expr)], otherwise: Option<&Expr>) {
        self.raw("CASE");
        for (condition, result) in branches {
            self.raw(" WHEN ");
            self.condition(condition);
            self.raw(" THEN ");
            self.expr(result);
        }
        if let Some(result) = otherwise {
            self.raw(" ELSE ");
            self.expr(result);
        }
        self.raw(" END");
    }

    /// A count is written plainly here: a function around it would stand before OVER.
    fn over_function(&mut self, aggregate: &Expr) {
        match aggregate {
            Expr::CountRows => self.raw("COUNT(*)"),
            Expr::Aggregate { function: AggregateFunction::Count, distinct: false, operand } => {
                self.raw("COUNT(");
                self.expr(operand);
                self.raw(")");
            }
            other => self.expr(other),
        }
    }

    fn window(&mut self, partition_by: &[Expr], order_by: &[WindowOrder], frame: Option<Frame>) {
        self.raw(" OVER (");
        if !partition_by.is_empty() {
            self.raw("PARTITION BY ");
            self.separated(partition_by, ", ", Self::expr);
        }
        if !order_by.is_empty() {
            self.raw(if partition_by.is_empty() { "ORDER BY " } else { " ORDER BY " });
            self.separated(order_by, ", ", Self::window_order);
        }
        match frame {
            None => {}
            Some(Frame::Before) => {
                self.raw(" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW");
            }
            Some(Frame::Preceding(rows)) => {
                self.raw(" ROWS BETWEEN ");
                self.number(i64::from(rows));
                self.raw(" PRECEDING AND CURRENT ROW");
            }
        }
        self.raw(")");
    }

    fn window_order(&mut self, term: &WindowOrder) {
        let order = self.dialect.null_order();
        if order != NullOrder::Words && !term.descending {
            self.raw("CASE WHEN ");
            self.expr(&term.key);
            self.raw(" IS NULL THEN 1 ELSE 0 END, ");
        }
        self.expr(&term.key);
        self.raw(if term.descending { " DESC" } else { " ASC" });
        self.raw(if order == NullOrder::Words { " NULLS LAST" } else { "" });
    }
}

/// Whether an expression is a test, not a value that is true or false.
fn is_condition(expression: &Expr) -> bool {
    match expression {
        Expr::Binary(operator, ..) => operator.is_comparison(),
        Expr::Not(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::IsNull { .. }
        | Expr::InList { .. }
        | Expr::InQuery { .. }
        | Expr::Exists(_)
        | Expr::Like { .. }
        | Expr::Regex { .. }
        | Expr::Same(..)
        | Expr::SameKey(..)
        | Expr::IsOneRow
        | Expr::TenantKey { .. } => true,
        _ => false,
    }
}
