//! Rows that are the tenant's by a join: the rule of a table that belongs to another, spread over the
//! query around.
//!
//! A CTE may read a base table without its rule, if that rule names a relationship, and if wherever
//! the CTE stands in FROM a join leaves only those of its rows that have a partner among the tenant's
//! rows of the other table:
//!
//! ```text
//! "any" AS (SELECT "k", … FROM table)              the rows without their rule
//! … "own" AS "o" [LEFT] JOIN "any" AS "a" ON "o"."k" = "a"."k"     a row of "any" shows with its partner
//! … "any" AS "a" JOIN "own" AS "o" ON "o"."k" = "a"."k"            a row without a partner is dropped
//! ```
//!
//! The other table's CTE holds its own rule, or is proven in the same way by a further source of the
//! same FROM. What is joined later adds no rows of `"a"`, and a row of the answer that holds one holds
//! its partner. A join that keeps the rows of `"a"` proves nothing, and neither does WHERE.

use souk_model::{Relationship, Table};
use sqlparser::ast::{
    Expr, Join, JoinConstraint, JoinOperator, Query, Select, SelectItem, TableFactor,
    TableWithJoins,
};

use super::error::Refusal;
use super::lookup::{only_select, only_source};
use super::need::need;
use super::proof::{conjuncts, equation, is_qualified};
use super::query::{Checked, Walk};
use super::select::clauses;
use super::source::{alias_text, base_qualifier, plain_table};
use super::{Ground, name};

/// A CTE in scope.
pub(super) struct DeclaredCte<'a> {
    pub(super) name: &'a str,
    /// What it hands on of a base table, where it only reads one.
    pub(super) rows: Option<TableRows<'a>>,
}

/// Rows of one base table, some of its columns under their own names.
pub(super) struct TableRows<'a> {
    table: &'a Table,
    columns: Vec<&'a str>,
    /// Whether the rows are under the rule of the table.
    pub(super) is_ruled: bool,
}

/// What a FROM names.
struct Source<'a, 'w> {
    name: &'a str,
    rows: Option<&'w TableRows<'a>>,
    /// Absent for the first.
    join: Option<&'a JoinOperator>,
}

impl<'a> Walk<'a> {
    /// The SELECT of a CTE that may read its table without the rule.
    pub(super) fn plain_body(&self, query: &'a Query) -> Option<&'a Select> {
        let is_possible = !self.is_correlated && self.profile().exact.links(&[], &[]);
        only_select(query).filter(|_| is_possible)
    }

    /// What a CTE of this body hands on.
    pub(super) fn table_rows(&self, body: &'a Select) -> Option<TableRows<'a>> {
        let clauses = clauses(body).ok()?;
        let is_plain =
            clauses.distinct.is_none() && clauses.group_by.is_empty() && clauses.having.is_none();
        let (object, alias) = plain_table(only_source(clauses.from).filter(|_| is_plain)?).ok()?;
        let table = self.base_of(object)?;
        let qualifier = base_qualifier(self.profile(), alias, &table.name).ok()?;
        let columns = columns(self.ground, clauses.projection, qualifier)?;
        Some(TableRows { table, columns, is_ruled: !self.is_unruled(body) })
    }

    /// Each source of a FROM that is not under its rule has a partner that is.
    pub(super) fn partners(&self, from: &'a [TableWithJoins]) -> Checked {
        from.iter().try_for_each(|one| self.partners_of(one))
    }

    fn partners_of(&self, from: &'a TableWithJoins) -> Checked {
        let joined = from
            .joins
            .iter()
            .map(|Join { relation, global: _, join_operator }| (relation, Some(join_operator)));
        let all = std::iter::once((&from.relation, None)).chain(joined);
        let sources: Vec<_> = all.map(|(factor, join)| self.source_of(factor, join)).collect();
        for (position, source) in sources.iter().enumerate() {
            let Some(rows) = source.rows.filter(|rows| !rows.is_ruled) else { continue };
            let mut visited = Vec::new();
            if !is_proven(self.ground, &sources, position, &mut visited) {
                return Err(Refusal::Unscoped(rows.table.name.to_string()).into());
            }
        }
        Ok(())
    }

    fn source_of(&self, factor: &'a TableFactor, join: Option<&'a JoinOperator>) -> Source<'a, '_> {
        let unknown = Source { name: "", rows: None, join };
        let Ok((object, alias)) = plain_table(factor) else { return unknown };
        let Some(cte) = self.cte_of(object) else { return unknown };
        let name = alias_text(self.profile(), alias).ok().flatten().unwrap_or(cte.name);
        Source { name, rows: cte.rows.as_ref(), join }
    }
}

/// The columns that are handed on as they are. None where it cannot be told which these are.
fn columns<'a>(
    ground: &Ground<'_>,
    projection: &'a [SelectItem],
    qualifier: &str,
) -> Option<Vec<&'a str>> {
    let (mut plain, mut other) = (Vec::new(), Vec::new());
    for item in projection {
        match item {
            SelectItem::UnnamedExpr(expression) => {
                plain.extend(own_column(ground, expression, qualifier));
            }
            SelectItem::ExprWithAlias { expr: _, alias } => other.push(alias.value.as_str()),
            _ => return None,
        }
    }
    let profile = ground.profile;
    let is_taken = |column: &str| other.iter().any(|one| profile.may_be_same(one, column));
    plain.retain(|column| !is_taken(column));
    Some(plain)
}

fn own_column<'a>(ground: &Ground<'_>, expression: &'a Expr, qualifier: &str) -> Option<&'a str> {
    match expression {
        Expr::Identifier(ident) if ground.profile.has_bare_columns => {
            name::quoted(ground.profile, ident).ok()
        }
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [first, second] if name::is(ground.profile, first, qualifier) => {
                name::quoted(ground.profile, second).ok()
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether the rows of a source that show in the answer are the tenant's.
fn is_proven(
    ground: &Ground<'_>,
    sources: &[Source<'_, '_>],
    position: usize,
    visited: &mut Vec<usize>,
) -> bool {
    let Some(rows) = sources[position].rows else { return false };
    if rows.is_ruled {
        return true;
    }
    if visited.contains(&position) || !is_only_name(ground, sources, position) {
        return false;
    }
    visited.push(position);
    let Some(relationship) = need(ground, rows.table).via else { return false };
    (0..sources.len()).any(|partner| {
        is_matched(ground, sources, relationship, position, partner)
            && is_proven(ground, sources, partner, visited)
    })
}

/// No other source of this FROM may be meant by the name.
fn is_only_name(ground: &Ground<'_>, sources: &[Source<'_, '_>], position: usize) -> bool {
    let own = sources[position].name;
    let others = sources.iter().enumerate().filter(|(other, _)| *other != position);
    !own.is_empty() && others.into_iter().all(|(_, one)| !ground.profile.may_be_same(one.name, own))
}

/// A join shows rows of the first source with a partner of the second only.
fn is_matched(
    ground: &Ground<'_>,
    sources: &[Source<'_, '_>],
    relationship: &Relationship,
    position: usize,
    partner: usize,
) -> bool {
    let condition = match position.cmp(&partner) {
        std::cmp::Ordering::Less => sources[partner].join.and_then(dropping),
        std::cmp::Ordering::Greater => {
            sources[position].join.and_then(|join| dropping(join).or_else(|| leaving(join)))
        }
        std::cmp::Ordering::Equal => None,
    };
    let (Some(here), Some(there)) = (sources[position].rows, sources[partner].rows) else {
        return false;
    };
    let Some(keys) = keys(ground, relationship, here.table, there.table) else { return false };
    let Some(conditions) = condition.and_then(conjuncts) else { return false };
    let equations: Vec<_> = conditions.into_iter().filter_map(equation).collect();
    let is_of = |expression: &Expr, source: &Source<'_, '_>, column: &str| match expression {
        Expr::CompoundIdentifier(parts) => is_qualified(ground.profile, parts, source.name, column),
        _ => false,
    };
    is_only_name(ground, sources, partner)
        && keys.iter().all(|(own, theirs)| {
            here.columns.contains(own)
                && there.columns.contains(theirs)
                && equations.iter().any(|(left, right)| {
                    let is_pair = |one, other| {
                        is_of(one, &sources[position], own)
                            && is_of(other, &sources[partner], theirs)
                    };
                    is_pair(left, right) || is_pair(right, left)
                })
        })
}

/// The key columns (of the table, of the other one), if the relationship joins these two, and the
/// rows of the other one are somebody's.
fn keys<'r>(
    ground: &Ground<'_>,
    relationship: &'r Relationship,
    here: &Table,
    there: &Table,
) -> Option<Vec<(&'r str, &'r str)>> {
    let Relationship { parent, child, keys, .. } = relationship;
    let is_parent = here.name == *parent;
    let (own, other) = if is_parent { (parent, child) } else { (child, parent) };
    let is_between = here.name == *own && there.name == *other && parent != child;
    if !is_between || keys.is_empty() || need(ground, there).is_nothing() {
        return None;
    }
    let pair = |key: &'r souk_model::KeyPair| match is_parent {
        true => (key.parent.as_str(), key.child.as_str()),
        false => (key.child.as_str(), key.parent.as_str()),
    };
    Some(keys.iter().map(pair).collect())
}

/// The condition of a join that drops rows without a partner on both sides.
fn dropping(join: &JoinOperator) -> Option<&Expr> {
    match join {
        JoinOperator::Join(JoinConstraint::On(condition))
        | JoinOperator::Inner(JoinConstraint::On(condition)) => Some(condition),
        _ => None,
    }
}

/// The condition of a join that drops rows of the joined source without a partner.
fn leaving(join: &JoinOperator) -> Option<&Expr> {
    match join {
        JoinOperator::Left(JoinConstraint::On(condition))
        | JoinOperator::LeftOuter(JoinConstraint::On(condition)) => Some(condition),
        _ => None,
    }
}
