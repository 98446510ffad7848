//! Groups: a SELECT that aggregates is one over its rows and another over their groups.

use std::sync::Arc;

use sqlparser::ast::OrderByExpr;

use super::super::Refusal;
use super::super::translate::refuse;
use super::level::{Clause, Level};
use super::query::{Direction, Name, key, named_output};
use super::refuse_if;
use crate::sql::{Expr, Identifier, OrderKey, Projection, Relation, Select, Source};

/// What has been read of a SELECT, still over its rows.
pub(super) struct Made<'a> {
    pub(super) level: &'a Level<'a>,
    pub(super) columns: Vec<Expr>,
    pub(super) having: Vec<Expr>,
    pub(super) order: Vec<(Direction, Option<usize>, Expr)>,
}

impl Made<'_> {
    pub(super) fn order_terms(
        &self,
        keys: &[OrderByExpr],
        names: &[Name],
    ) -> Result<Vec<(Direction, Option<usize>, Expr)>, Refusal> {
        keys.iter()
            .map(|key| {
                let direction = Direction::of(key)?;
                if let Some(position) = named_output(&key.expr, names)? {
                    return Ok((direction, Some(position), self.columns[position].clone()));
                }
                let read = self.level.within(Clause::Outputs, &key.expr)?.expression;
                let position = self.columns.iter().position(|column| *column == read);
                Ok((direction, position, read))
            })
            .collect()
    }

    pub(super) fn finish(
        mut self,
        mut rows: Select,
        keys: &[Expr],
        has_windows: bool,
    ) -> Result<Select, Refusal> {
        let aggregates = self.level.aggregates.borrow().clone();
        if keys.is_empty() && aggregates.is_empty() {
            refuse_if("HAVING without groups", !self.having.is_empty())?;
            return Ok(self.outputs(rows));
        }
        let groups = &self.level.groups;
        self.over_groups(keys)?;
        if keys.is_empty() && !has_windows {
            self.replace(&mut |part| {
                position_of(part, groups, "a").map(|one| aggregates[one].clone())
            });
            rows.having = std::mem::take(&mut self.having);
            return Ok(self.outputs(rows));
        }
        if self.level.is_correlated.get() {
            return self.grouped_in_place(rows, keys, &aggregates, has_windows);
        }
        for (position, expression) in keys.iter().enumerate() {
            rows.project(expression.clone(), &group_key("g", position));
        }
        for (position, expression) in aggregates.iter().enumerate() {
            rows.project(expression.clone(), &group_key("a", position));
        }
        (rows.group_by, rows.is_grouped) = (keys.len(), true);
        let relation = Relation::Query(Box::new(rows));
        let from = Some(Source { relation, alias: Some(Arc::clone(groups)) });
        let filter = std::mem::take(&mut self.having);
        Ok(self.outputs(Select { from, filter, ..Select::default() }))
    }

    /// A derived table cannot name the rows around its query, so here groups and outputs are of one
    /// SELECT: its first columns are the keys.
    fn grouped_in_place(
        mut self,
        mut rows: Select,
        keys: &[Expr],
        aggregates: &[Expr],
        has_windows: bool,
    ) -> Result<Select, Refusal> {
        let groups = &self.level.groups;
        let is_key =
            |(position, column): (usize, &Expr)| position_of(column, groups, "g") == Some(position);
        let begins_with_keys = self.columns.len() >= keys.len()
            && self.columns.iter().take(keys.len()).enumerate().all(is_key);
        refuse_if(
            "GROUP BY in a sub-query that names the rows around it, with other columns first,",
            has_windows || !begins_with_keys || !self.order.is_empty(),
        )?;
        self.replace(&mut |part| {
            let key = position_of(part, groups, "g").map(|one| keys[one].clone());
            key.or_else(|| position_of(part, groups, "a").map(|one| aggregates[one].clone()))
        });
        rows.having = std::mem::take(&mut self.having);
        (rows.group_by, rows.is_grouped) = (keys.len(), true);
        Ok(self.outputs(rows))
    }

    /// Keys become columns of the groups; any other column of the rows has no one value there.
    fn over_groups(&mut self, keys: &[Expr]) -> Result<(), Refusal> {
        let level = self.level;
        self.replace(&mut |part| {
            let position = keys.iter().position(|key| key == part)?;
            Some(Expr::column_of(&level.groups, &group_key("g", position)))
        });
        let mut lost = None;
        let mut find = |part: &Expr| {
            if let Expr::Column { of: Some(of), name } = part {
                let source = level.sources.iter().find(|source| source.alias == *of);
                let column = source
                    .and_then(|source| source.columns.iter().find(|column| column.key == *name));
                lost = lost.take().or_else(|| column.map(|column| column.name.clone()));
            }
            false
        };
        let order = self.order.iter().map(|(_, _, key)| key);
        self.columns.iter().chain(&self.having).chain(order).for_each(|one| {
            one.has(&mut find);
        });
        match lost {
            None => Ok(()),
            Some(name) => refuse(format!("{name} outside of GROUP BY and aggregates")),
        }
    }

    fn replace(&mut self, with: &mut dyn FnMut(&Expr) -> Option<Expr>) {
        let order = self.order.iter_mut().map(|(_, _, key)| key);
        for one in self.columns.iter_mut().chain(&mut self.having).chain(order) {
            *one = one.replaced(with);
        }
    }

    fn outputs(self, mut select: Select) -> Select {
        select.columns = self
            .columns
            .into_iter()
            .enumerate()
            .map(|(position, expression)| Projection { expression, alias: Some(key(position)) })
            .collect();
        for (direction, position, expression) in self.order {
            let own = match position {
                Some(position) => OrderKey::Position(position + 1),
                None => OrderKey::Expression(expression.clone()),
            };
            select.order_by.extend(direction.terms(own, &expression));
        }
        select
    }
}

pub(super) fn group_key(kind: &str, position: usize) -> Identifier {
    crate::model::identifier(&format!("{kind}{}", position + 1))
}

/// Which column of the groups an expression is.
pub(super) fn position_of(part: &Expr, groups: &Identifier, kind: &str) -> Option<usize> {
    match part {
        Expr::Column { of: Some(of), name } if of == groups => {
            name.strip_prefix(kind)?.parse::<usize>().ok()?.checked_sub(1)
        }
        _ => None,
    }
}
