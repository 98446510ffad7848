//! Orders rows from outside of the query that makes them.
//!
//! Some engines order a union or groups by less than what we ask for. And where GROUP BY and ORDER BY
//! both hold an expression with values in it, engines take the two for different expressions, as its
//! values are different parameters.

use std::sync::Arc;

use super::{Expr, Identifier, OrderKey, OrderTerm, Projection, Relation, Select, Source};
use crate::Dialect;

impl Select {
    /// The same rows, ordered and cut by a SELECT around this one, where the dialect needs it.
    pub(super) fn ordered_outside(&self, dialect: &dyn Dialect) -> Option<Self> {
        let is_cut = self.limit.is_some() || self.offset.is_some();
        let is_ordered = !self.order_by.is_empty();
        let is_union = !self.union_all.is_empty() && !dialect.orders_unions();
        let is_group = self.is_grouped && is_ordered;
        let is_needed = (is_union && (is_ordered || is_cut))
            || (is_group && (!dialect.orders_groups() || self.orders_by_values()));
        if is_needed { self.outside() } else { None }
    }

    fn orders_by_values(&self) -> bool {
        self.order_by.iter().any(|term| match &term.key {
            OrderKey::Position(_) => false,
            OrderKey::Expression(key) | OrderKey::Text(key) => !matches!(key, Expr::Column { .. }),
        })
    }

    fn outside(&self) -> Option<Self> {
        let alias: Identifier = Arc::from("ordered");
        let outer: Option<Vec<_>> =
            self.columns.iter().map(|column| outer_column(column, &alias)).collect();
        let columns = outer?;
        let order_by: Option<Vec<_>> =
            self.order_by.iter().map(|term| self.outer_term(term, &columns)).collect();
        let inner = Self {
            with: Vec::new(),
            order_by: Vec::new(),
            limit: None,
            offset: None,
            ..self.clone()
        };
        let from = Source { relation: Relation::Query(Box::new(inner)), alias: Some(alias) };
        Some(Self {
            columns,
            order_by: order_by?,
            limit: self.limit,
            offset: self.offset,
            from: Some(from),
            ..Self::default()
        })
    }

    fn outer_term(&self, term: &OrderTerm, outer: &[Projection]) -> Option<OrderTerm> {
        let of = |key: &Expr| {
            let position = self.columns.iter().position(|column| column.expression == *key)?;
            outer.get(position).map(|column| column.expression.clone())
        };
        let key = match &term.key {
            OrderKey::Position(position) => OrderKey::Position(*position),
            OrderKey::Expression(key) => OrderKey::Expression(of(key)?),
            OrderKey::Text(key) => OrderKey::Text(of(key)?),
        };
        Some(OrderTerm { key, descending: term.descending, is_present: term.is_present })
    }
}

fn outer_column(column: &Projection, alias: &Identifier) -> Option<Projection> {
    let name = column.alias.clone().or_else(|| match &column.expression {
        Expr::Column { name, .. } => Some(Arc::clone(name)),
        _ => None,
    })?;
    let expression = Expr::column_of(alias, &name);
    Some(Projection { expression, alias: Some(name) })
}
