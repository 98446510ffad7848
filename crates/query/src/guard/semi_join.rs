//! Rows that belong to a tenant through a relationship to a scoped table.
//!
//! Three forms: `"fk" IN (SELECT "o"."pk" FROM other AS "o" WHERE …)`, the same with a tuple of
//! columns, and `EXISTS (SELECT 1 FROM other AS "o" WHERE "o"."pk" = "t"."fk" AND …)`. This module
//! proves the link. Where an engine's `=` is loose, only the last form is taken, and each equation
//! needs the form of a tenant's key on both sides. That the inner SELECT holds the rule of its own table is proven where it is
//! walked, as for every SELECT.

use souk_model::{KeyPair, Relationship, TableName};
use sqlparser::ast::{Expr, Query, SelectItem, Value as Literal, ValueWithSpan};

use super::lookup::{only_select, only_source};
use super::name;
use super::need::need;
use super::profile::Profile;
use super::proof::{Scan, bare, conjuncts, equation, is_qualified};
use super::select::{Clauses, clauses};
use super::source::{base_qualifier, plain_table};

/// The relationship, seen from the table that is read.
struct Link<'a> {
    other: &'a TableName,
    /// Column here, column there.
    keys: Vec<(&'a str, &'a str)>,
}

/// The inner SELECT of a semi-join: a plain one on exactly the other table.
struct Inner<'a> {
    qualifier: &'a str,
    projection: &'a [SelectItem],
    selection: Option<&'a Expr>,
}

/// The condition keeps only rows that have a partner among the tenant's rows of the other table.
pub(super) fn is_semi_join(scan: &Scan<'_>, condition: &Expr, relationship: &Relationship) -> bool {
    let Some(link) = link(scan, relationship) else {
        return false;
    };
    match condition {
        Expr::InSubquery { expr, subquery, negated: false } => is_in(scan, expr, subquery, &link),
        Expr::Exists { subquery, negated: false } => is_exists(scan, subquery, &link),
        _ => false,
    }
}

/// A relationship of a table to itself never ends, and a shared table on the other side proves
/// nothing.
fn link<'a>(scan: &Scan<'a>, relationship: &'a Relationship) -> Option<Link<'a>> {
    let Relationship { parent, child, keys, .. } = relationship;
    let here = &scan.base.table.name;
    let is_parent = here == parent;
    if keys.is_empty() || parent == child || !(is_parent || here == child) {
        return None;
    }
    let oriented = |pair: &'a KeyPair| match is_parent {
        true => (pair.parent.as_str(), pair.child.as_str()),
        false => (pair.child.as_str(), pair.parent.as_str()),
    };
    let other = if is_parent { child } else { parent };
    let table = scan.ground.datamart.table(other)?;
    let is_scoped = !need(scan.ground, table).is_nothing();
    is_scoped.then(|| Link { other, keys: keys.iter().map(oriented).collect() })
}

fn inner<'a>(query: &'a Query, link: &Link<'a>, profile: &Profile) -> Option<Inner<'a>> {
    let Clauses { distinct: None, projection, from, selection, group_by: [], having: None } =
        clauses(only_select(query)?).ok()?
    else {
        return None;
    };
    let (object, alias) = plain_table(only_source(from)?).ok()?;
    if !name::is_table(profile, object, link.other) {
        return None;
    }
    let qualifier = base_qualifier(profile, alias, link.other).ok()?;
    Some(Inner { qualifier, projection, selection })
}

fn is_in(scan: &Scan<'_>, left: &Expr, query: &Query, link: &Link<'_>) -> bool {
    let Some(inner) = inner(query, link, scan.ground.profile) else {
        return false;
    };
    if !scan.ground.profile.exact.links(&[], &[]) {
        return false;
    }
    let outer_columns = match bare(left) {
        Expr::Tuple(columns) => columns.as_slice(),
        single => std::slice::from_ref(single),
    };
    let is_complete =
        outer_columns.len() == link.keys.len() && inner.projection.len() == link.keys.len();
    let is_pair = |(here, there): &(&str, &str)| {
        outer_columns.iter().zip(inner.projection).any(|(outer, item)| {
            scan.is_column(outer, here)
                && is_inner_item(scan.ground.profile, item, inner.qualifier, there)
        })
    };
    is_complete && link.keys.iter().all(is_pair)
}

/// Inside a sub-query a column must be qualified: if the other table lost it, an unqualified one
/// would silently mean the row outside, and the condition would hold for every row.
fn is_inner_item(profile: &Profile, item: &SelectItem, qualifier: &str, column: &str) -> bool {
    match item {
        SelectItem::UnnamedExpr(expression) => is_inner(profile, expression, qualifier, column),
        _ => false,
    }
}

fn is_inner(profile: &Profile, expression: &Expr, qualifier: &str, column: &str) -> bool {
    match expression {
        Expr::CompoundIdentifier(parts) => is_qualified(profile, parts, qualifier, column),
        _ => false,
    }
}

/// Every key pair is an equation at the top level of the inner WHERE. Equal qualifiers would make
/// each equation a column compared with itself.
fn is_exists(scan: &Scan<'_>, query: &Query, link: &Link<'_>) -> bool {
    let Some(inner) = inner(query, link, scan.ground.profile) else {
        return false;
    };
    let Inner {
        qualifier,
        projection: [SelectItem::UnnamedExpr(item)],
        selection: Some(selection),
    } = inner
    else {
        return false;
    };
    let profile = scan.ground.profile;
    if !is_number(item) || profile.may_be_same(qualifier, scan.base.qualifier) {
        return false;
    }
    let Some(conditions) = conjuncts(selection) else {
        return false;
    };
    let equations: Vec<_> = conditions.into_iter().filter_map(equation).collect();
    let exact = &profile.exact;
    let is_pair = |left: &Expr, right: &Expr, here: &str, there: &str| {
        let ((near, own), (far, theirs)) = (exact.peel(left), exact.peel(right));
        (exact.links(&near, &far) || exact.links(&far, &near))
            && is_inner(profile, own, scan.base.qualifier, here)
            && is_inner(profile, theirs, qualifier, there)
    };
    link.keys.iter().all(|(here, there)| {
        equations.iter().any(|(left, right)| {
            is_pair(left, right, here, there) || is_pair(right, left, here, there)
        })
    })
}

/// An aggregate would answer one row even where there is none.
fn is_number(expression: &Expr) -> bool {
    matches!(expression, Expr::Value(ValueWithSpan { value: Literal::Number(_, false), span: _ }))
}
