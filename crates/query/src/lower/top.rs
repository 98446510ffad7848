//! The greatest values of a dimension keep a row of their own; the rest is one row, or none.

use std::sync::Arc;

use souk_model::DataType;

use super::Lowering;
use super::dimension::{fixed, text};
use crate::resolve::{Fact, Top};
use crate::sql::{Expr, Join, JoinKind, OrderKey, OrderTerm, Select, Source};

const TABLE: &str = "top_values";

impl Lowering<'_> {
    /// The common table of the values that keep a row.
    pub(super) fn add_top(&mut self, top: &Top) {
        let facts: Vec<_> = top.facts.iter().collect();
        let groups = self.groups_of(&facts, &[top.dimension], false);
        let value = groups.keys[top.dimension].clone().unwrap_or(Expr::Null);
        let term = |position: usize| groups.terms[position].clone().unwrap_or(Expr::Null);
        let rank = self.arithmetic(&top.by, &term);
        let mut select = groups.select;
        let dimension = &self.question.dimensions[top.dimension];
        let by_value = match self.dimension_type(dimension) {
            DataType::Text => OrderKey::Text(value.clone()),
            _ => OrderKey::Position(1),
        };
        for (expression, name) in [(value, "value"), (rank, "rank"), (Expr::Integer(1), "found")] {
            select.project(expression, &fixed(name));
        }
        select.group_by = usize::from(select.is_grouped);
        select.order_by = vec![
            OrderTerm { key: OrderKey::Position(2), descending: top.descending, is_present: false },
            OrderTerm { key: by_value, descending: false, is_present: false },
        ];
        select.limit = Some(top.limit);
        self.add_table(TABLE, select);
    }

    pub(super) fn top_of(&self, fact: &Fact) -> Option<&Top> {
        let is_ranked = self.with.iter().any(|table| &*table.name == TABLE);
        let top = self.question.top.as_ref().filter(|_| is_ranked)?;
        fact.dimensions.contains(&top.dimension).then_some(top)
    }

    pub(super) fn join_top(&self, select: &mut Select, fact: &Fact) {
        let Some(top) = self.top_of(fact) else { return };
        let own = self.own_key(top.dimension, fact);
        let same =
            Expr::Same(Box::new(own), Box::new(Expr::column_of(&fixed(TABLE), &fixed("value"))));
        let kind = if top.others.is_some() { JoinKind::Left } else { JoinKind::Inner };
        select.joins.push(Join { kind, source: Source::common(&fixed(TABLE)), on: vec![same] });
    }

    /// The group key of a dimension, with the rest under its own name.
    pub(super) fn key(&self, dimension: usize, fact: &Fact) -> Expr {
        let own = self.own_key(dimension, fact);
        let top = self.top_of(fact).filter(|top| top.dimension == dimension);
        let Some(label) = top.and_then(|top| top.others.as_deref()) else { return own };
        let own = match self.dimension_type(&self.question.dimensions[dimension]) {
            DataType::Text => own,
            _ => Expr::Cast(Box::new(own), DataType::Text),
        };
        let is_top = Expr::equal(Expr::column_of(&fixed(TABLE), &fixed("found")), Expr::Integer(1));
        Expr::Case { branches: vec![(is_top, own)], otherwise: Some(Box::new(text(label))) }
    }

    /// Whether the fact has a group for the rest. A value may have the rest's name, so that the
    /// rest is told apart by a column of its own.
    pub(super) fn has_others(&self, fact: &Fact) -> bool {
        self.top_of(fact).is_some_and(|top| top.others.is_some())
    }

    pub(super) fn groups_others(&self, dimensions: &[usize]) -> bool {
        let is_ranked = self.with.iter().any(|table| &*table.name == TABLE);
        let top = self.question.top.as_ref().filter(|_| is_ranked);
        top.is_some_and(|top| top.others.is_some() && dimensions.contains(&top.dimension))
    }

    pub(super) fn is_others(&self) -> Expr {
        let is_top = Expr::equal(Expr::column_of(&fixed(TABLE), &fixed("found")), Expr::Integer(1));
        Expr::Case {
            branches: vec![(is_top, Expr::Integer(0))],
            otherwise: Some(Box::new(Expr::Integer(1))),
        }
    }

    /// The rest comes after a value of the same name.
    pub(super) fn others_order(&self, select: &Select) -> Option<OrderTerm> {
        if !self.groups_others(&self.question.group_by) {
            return None;
        }
        let Some(Source { relation: crate::sql::Relation::Common(table), .. }) = &select.from
        else {
            return None;
        };
        let flag = Expr::column_of(&Arc::clone(table), &self.names.is_others);
        Some(OrderTerm { key: OrderKey::Expression(flag), descending: false, is_present: false })
    }
}
