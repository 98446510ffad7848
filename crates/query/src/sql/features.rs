//! Which features of SQL a finished tree needs.

use std::ops::ControlFlow;

use super::{AggregateFunction, Expr, Join, JoinKind, OrderKey, Relation, Select, Source};
use crate::Dialect;
use crate::dialect::Feature;

/// The first feature that the statement needs and the dialect lacks.
pub(crate) fn missing(select: &Select, dialect: &dyn Dialect) -> Option<Feature> {
    match (Walk { dialect }).select(select) {
        ControlFlow::Break(feature) => Some(feature),
        ControlFlow::Continue(()) => None,
    }
}

type Step = ControlFlow<Feature>;

struct Walk<'a> {
    dialect: &'a dyn Dialect,
}

impl Walk<'_> {
    fn need(&self, feature: Feature, is_needed: bool) -> Step {
        let is_lacking = feature == Feature::RowComparison || !self.dialect.supports(feature);
        if is_needed && is_lacking {
            return Step::Break(feature);
        }
        Step::Continue(())
    }

    fn select(&self, select: &Select) -> Step {
        select.with.iter().try_for_each(|table| self.select(&table.query))?;
        select.columns.iter().try_for_each(|column| self.expr(&column.expression))?;
        select.from.iter().try_for_each(|source| self.source(source))?;
        self.need(Feature::SeveralJoins, select.joins.len() > 1)?;
        select.joins.iter().try_for_each(|join| self.join(join))?;
        self.all(&select.filter)?;
        self.all(&select.having)?;
        select.union_all.iter().try_for_each(|arm| self.select(arm))?;
        select.order_by.iter().try_for_each(|term| match &term.key {
            OrderKey::Position(_) => Step::Continue(()),
            OrderKey::Expression(key) | OrderKey::Text(key) => self.expr(key),
        })
    }

    fn source(&self, source: &Source) -> Step {
        match &source.relation {
            Relation::Base(_) | Relation::Common(_) => Step::Continue(()),
            Relation::Query(query) => self.select(query),
            Relation::Values { columns: _, rows } => rows.iter().try_for_each(|row| self.all(row)),
        }
    }

    fn join(&self, join: &Join) -> Step {
        let is_same = join.on.iter().any(|one| matches!(one, Expr::Same(..)));
        self.need(Feature::Joins, true)?;
        self.need(Feature::RightJoin, join.kind == JoinKind::Right)?;
        self.need(Feature::FullJoin, join.kind == JoinKind::Full)?;
        self.need(Feature::CrossJoin, join.kind == JoinKind::Cross)?;
        let is_full = join.kind == JoinKind::Full;
        let is_plain = join.on.iter().all(|one| is_equation(one) && !matches!(one, Expr::Same(..)));
        self.need(Feature::FullJoinOnCondition, is_full && !is_plain)?;
        self.need(Feature::JoinOnSame, is_same)?;
        let is_outer = !matches!(join.kind, JoinKind::Inner | JoinKind::Cross);
        let has_equation = join.on.iter().any(is_equation);
        self.need(Feature::OuterJoinWithoutEquation, is_outer && !has_equation)?;
        self.source(&join.source)?;
        self.all(&join.on)
    }

    fn all(&self, expressions: &[Expr]) -> Step {
        expressions.iter().try_for_each(|one| self.expr(one))
    }

    fn two(&self, first: &Expr, second: &Expr) -> Step {
        self.expr(first)?;
        self.expr(second)
    }

    fn expr(&self, expression: &Expr) -> Step {
        match expression {
            Expr::Column { .. } | Expr::Value(_) | Expr::Null | Expr::Integer(_) => {
                Step::Continue(())
            }
            Expr::CountRows | Expr::IsOneRow => Step::Continue(()),
            Expr::Not(operand)
            | Expr::Negate(operand)
            | Expr::IsNull { operand, negated: _ }
            | Expr::Cast(operand, _)
            | Expr::Truncate { operand, unit: _ }
            | Expr::Shift { operand, unit: _, count: _ }
            | Expr::BinaryText(operand) => self.expr(operand),
            Expr::Binary(_, left, right) | Expr::Same(left, right) | Expr::SameKey(left, right) => {
                self.two(left, right)
            }
            Expr::TenantKey { column, key } => self.two(column, key),
            Expr::And(list) | Expr::Or(list) | Expr::Call(_, list) => self.all(list),
            Expr::InList { operand, list, negated: _ } => {
                self.expr(operand)?;
                self.all(list)
            }
            Expr::InQuery { operands, query } => {
                let is_possible = operands.len() < 2 || self.dialect.compares_rows();
                self.need(Feature::RowComparison, !is_possible)?;
                self.all(operands)?;
                self.select(query)
            }
            Expr::Scalar(query) => self.select(query),
            Expr::Like { operand, pattern, negated: _ } => self.two(operand, pattern),
            Expr::Case { branches, otherwise } => {
                branches.iter().try_for_each(|(when, then)| self.two(when, then))?;
                otherwise.iter().try_for_each(|last| self.expr(last))
            }
            special => self.special(special),
        }
    }

    /// What engines may lack.
    fn special(&self, expression: &Expr) -> Step {
        match expression {
            Expr::Exists(query) => {
                self.need(Feature::CorrelatedQueries, true)?;
                self.select(query)
            }
            Expr::Regex { operand, pattern, negated: _ } => {
                self.need(Feature::Regex, true)?;
                self.two(operand, pattern)
            }
            Expr::Aggregate { function, distinct: _, operand } => {
                let is_percentile = matches!(function, AggregateFunction::Percentile(_));
                self.need(Feature::Percentile, is_percentile)?;
                self.need(Feature::Deviation, *function == AggregateFunction::Deviation)?;
                self.expr(operand)
            }
            Expr::JoinTexts { operand, separator } => {
                self.need(Feature::JoinTexts, true)?;
                self.two(operand, separator)
            }
            Expr::Over { aggregate, partition_by, order_by, frame } => {
                self.need(Feature::Windows, true)?;
                let is_running = !order_by.is_empty() && !matches!(**aggregate, Expr::Ranked(..));
                self.need(Feature::RunningByPeers, is_running && frame.is_none())?;
                self.expr(aggregate)?;
                self.all(partition_by)?;
                order_by.iter().try_for_each(|term| self.expr(&term.key))
            }
            Expr::Ranked(_, operands) => self.all(operands),
            Expr::LocalTime { operand, from: _, zone } | Expr::Instant { operand, zone } => {
                self.need(Feature::TimeZones, *zone != chrono_tz::UTC)?;
                self.expr(operand)
            }
            _ => Step::Continue(()),
        }
    }
}

fn is_equation(condition: &Expr) -> bool {
    matches!(
        condition,
        Expr::Same(..) | Expr::SameKey(..) | Expr::Binary(super::BinaryOperator::Equal, ..)
    )
}
