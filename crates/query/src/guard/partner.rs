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
//! … "own" AS "o" WHERE EXISTS (SELECT 1 FROM "any" AS "a" WHERE "o"."k" = "a"."k")      the same
//! ```
//!
//! The other table's CTE holds its own rule, or is proven in the same way by a further source of the
//! same FROM. What is joined later adds no rows of `"a"`, and a row of the answer that holds one holds
//! its partner. A join that keeps the rows of `"a"` proves nothing, and WHERE only in a sub-query, with
//! a source of the query around it.

use std::cmp::Ordering;
use std::rc::Rc;

use souk_model::{KeyPair, Relationship, Table};
use sqlparser::ast::{
    Expr, Join, JoinConstraint, JoinOperator, Query, Select, SelectItem, TableFactor,
    TableWithJoins,
};

use super::error::{GuardError, Refusal};
use super::lookup::{only_select, only_source};
use super::need::need;
use super::proof::{conjuncts, equation, is_qualified};
use super::query::Walk;
use super::select::{Clauses, clauses};
use super::source::{alias_text, base_qualifier, plain_table};
use super::{Ground, name};

/// A CTE in scope.
pub(super) struct DeclaredCte<'a> {
    pub(super) name: &'a str,
    /// What it hands on of a base table, where it only reads one.
    pub(super) rows: Option<Rc<TableRows<'a>>>,
}

/// Rows of one base table, some of its columns under their own names.
pub(super) struct TableRows<'a> {
    table: &'a Table,
    columns: Vec<&'a str>,
    /// Whether the rows are under the rule of the table.
    pub(super) is_ruled: bool,
}

/// What a FROM names.
pub(super) struct Source<'a> {
    /// Empty where it is not known.
    name: &'a str,
    rows: Option<Rc<TableRows<'a>>>,
    /// Absent for the first of its item.
    join: Option<&'a JoinOperator>,
    /// The item of the FROM, which commas part.
    item: usize,
}

impl<'a> Walk<'a> {
    /// The SELECT of a CTE that may read its table without the rule.
    pub(super) fn plain_body(&self, query: &'a Query) -> Option<&'a Select> {
        let is_possible = !self.is_correlated && self.profile().exact.links(&[], &[]);
        only_select(query).filter(|_| is_possible)
    }

    /// What a CTE of this body hands on.
    pub(super) fn table_rows(&self, body: &'a Select) -> Option<Rc<TableRows<'a>>> {
        let clauses = clauses(body).ok()?;
        let is_plain =
            clauses.distinct.is_none() && clauses.group_by.is_empty() && clauses.having.is_none();
        let (object, alias) = plain_table(only_source(clauses.from).filter(|_| is_plain)?).ok()?;
        let table = self.base_of(object)?;
        let qualifier = base_qualifier(self.profile(), alias, &table.name).ok()?;
        let columns = columns(self.ground, clauses.projection, qualifier)?;
        Some(Rc::new(TableRows { table, columns, is_ruled: !self.is_unruled(body) }))
    }

    /// What a SELECT reads. Each source that is not under its rule has a partner that is.
    pub(super) fn partners(&self, clauses: &Clauses<'a>) -> Result<Vec<Source<'a>>, GuardError> {
        let sources = self.sources(clauses.from);
        let conditions = clauses.selection.and_then(conjuncts).unwrap_or_default();
        let around = Around { sources: &self.around, conditions };
        let proof = Proof { ground: self.ground, sources: &sources, around };
        for (position, source) in sources.iter().enumerate() {
            let Some(rows) = source.rows.as_ref().filter(|rows| !rows.is_ruled) else { continue };
            if !proof.holds(position, &mut Vec::new()) {
                return Err(Refusal::Unscoped(rows.table.name.to_string()).into());
            }
        }
        Ok(sources)
    }

    fn sources(&self, from: &'a [TableWithJoins]) -> Vec<Source<'a>> {
        let mut all = Vec::new();
        for (item, TableWithJoins { relation, joins }) in from.iter().enumerate() {
            all.push(self.source_of(relation, None, item));
            for Join { relation, global: _, join_operator } in joins {
                all.push(self.source_of(relation, Some(join_operator), item));
            }
        }
        all
    }

    fn source_of(
        &self,
        factor: &'a TableFactor,
        join: Option<&'a JoinOperator>,
        item: usize,
    ) -> Source<'a> {
        let unknown = Source { name: "", rows: None, join, item };
        let Ok((object, alias)) = plain_table(factor) else { return unknown };
        let Some(cte) = self.cte_of(object) else { return unknown };
        let name = alias_text(self.profile(), alias).ok().flatten().unwrap_or(cte.name);
        Source { name, rows: cte.rows.clone(), join, item }
    }
}

/// What a sub-query has of the query around it.
struct Around<'a, 'w> {
    /// The sources of the SELECT that it is an expression of.
    sources: &'w [Source<'a>],
    /// What its own WHERE joins by AND.
    conditions: Vec<&'a Expr>,
}

/// The sources of one SELECT, and what may prove them.
struct Proof<'a, 'w> {
    ground: &'w Ground<'w>,
    sources: &'w [Source<'a>],
    around: Around<'a, 'w>,
}

impl Proof<'_, '_> {
    /// Whether the rows of a source that show in the answer are the tenant's.
    fn holds(&self, position: usize, visited: &mut Vec<usize>) -> bool {
        let Some(rows) = &self.sources[position].rows else { return false };
        if rows.is_ruled {
            return true;
        }
        if visited.contains(&position) || !self.is_only_name(self.sources, position) {
            return false;
        }
        visited.push(position);
        let Some(relationship) = need(self.ground, rows.table).via else { return false };
        self.is_matched_outside(relationship, position)
            || (0..self.sources.len()).any(|partner| {
                self.is_joined(relationship, position, partner) && self.holds(partner, visited)
            })
    }

    /// No other source of this FROM may be meant by the name.
    fn is_only_name(&self, sources: &[Source<'_>], position: usize) -> bool {
        let own = sources[position].name;
        let mut others = sources.iter().enumerate().filter(|(other, _)| *other != position);
        !own.is_empty() && others.all(|(_, one)| !self.ground.profile.may_be_same(one.name, own))
    }

    /// A join shows rows of the first source with a partner of the second only.
    fn is_joined(&self, relationship: &Relationship, position: usize, partner: usize) -> bool {
        let (source, other) = (&self.sources[position], &self.sources[partner]);
        let condition = match position.cmp(&partner) {
            Ordering::Less => other.join.and_then(dropping),
            Ordering::Greater => source.join.and_then(|join| dropping(join).or(leaving(join))),
            Ordering::Equal => None,
        };
        let conditions = condition.and_then(conjuncts).unwrap_or_default();
        source.item == other.item
            && self.is_only_name(self.sources, partner)
            && self.equate(relationship, source, other, &conditions)
    }

    /// WHERE leaves only rows with a partner in the row outside, which is shown for itself.
    fn is_matched_outside(&self, relationship: &Relationship, position: usize) -> bool {
        let Around { sources: outside, conditions } = &self.around;
        let may_hide = |name: &str| {
            let mut inside = self.sources.iter();
            inside.any(|one| one.name.is_empty() || self.ground.profile.may_be_same(one.name, name))
        };
        outside.iter().enumerate().any(|(number, other)| {
            self.is_only_name(outside, number)
                && !may_hide(other.name)
                && self.equate(relationship, &self.sources[position], other, conditions)
        })
    }

    /// The conditions say of every key of the relationship that it is equal in both.
    fn equate(
        &self,
        relationship: &Relationship,
        source: &Source<'_>,
        other: &Source<'_>,
        conditions: &[&Expr],
    ) -> bool {
        let (Some(here), Some(there)) = (&source.rows, &other.rows) else { return false };
        let Some(keys) = keys(self.ground, relationship, here.table, there.table) else {
            return false;
        };
        let is_of = |expression: &Expr, source: &Source<'_>, column: &str| match expression {
            Expr::CompoundIdentifier(parts) => {
                is_qualified(self.ground.profile, parts, source.name, column)
            }
            _ => false,
        };
        let equations: Vec<_> = conditions.iter().filter_map(|one| equation(one)).collect();
        keys.iter().all(|(own, theirs)| {
            let is_pair = |one, two| is_of(one, source, own) && is_of(two, other, theirs);
            here.columns.contains(own)
                && there.columns.contains(theirs)
                && equations
                    .iter()
                    .any(|(left, right)| is_pair(left, right) || is_pair(right, left))
        })
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
    let pair = |key: &'r KeyPair| match is_parent {
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
