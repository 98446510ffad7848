//! Joins: which, and the joined rows.

use souk_model::{Cardinality, JoinType, Relationship, TableName};
use souk_query::QueryRequest;

use super::Refusal;
use super::members::ColumnAt;
use crate::generate::cell::Cell;
use crate::generate::world::{World, WorldTable};

/// A join from a table that is there already to one that is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    relationship: usize,
    from: usize,
    pub(super) to: usize,
}

/// The measured table (or the first that reaches all others) and the joins to the others.
pub(super) fn find(
    world: &World,
    request: &QueryRequest,
    keys_known: bool,
    (measured, all): &(Vec<usize>, Vec<usize>),
) -> Result<(usize, Vec<Step>), Refusal> {
    let edges = edges(world, request, keys_known)?;
    let roots = match measured.as_slice() {
        [] => all.clone(),
        [root] => vec![*root],
        _ => return Err(Refusal::Unsupported),
    };
    let found = roots.into_iter().find_map(|root| Some((root, tree(world, &edges, root, all)?)));
    found.ok_or(Refusal::Unsupported)
}

/// Every way to go from a row of one table to at most one row of another.
fn edges(world: &World, request: &QueryRequest, keys_known: bool) -> Result<Vec<Step>, Refusal> {
    let relationships = &world.datamart.relationships;
    let is_known = |name: &String| relationships.iter().any(|one| one.name == *name);
    if !request.join_path.iter().all(is_known) {
        return Err(Refusal::Invalid);
    }
    let position =
        |name: &TableName| world.datamart.tables.iter().position(|one| one.name == *name);
    let mut found = Vec::new();
    for (relationship, one) in relationships.iter().enumerate() {
        if !request.join_path.is_empty() && !request.join_path.contains(&one.name) {
            continue;
        }
        let (Some(parent), Some(child)) = (position(&one.parent), position(&one.child)) else {
            continue;
        };
        let (parent_is_single, child_is_single) = single_sides(world, one, keys_known);
        if child_is_single {
            found.push(Step { relationship, from: parent, to: child });
        }
        if parent_is_single {
            found.push(Step { relationship, from: child, to: parent });
        }
    }
    Ok(found)
}

fn single_sides(world: &World, one: &Relationship, keys_known: bool) -> (bool, bool) {
    match one.cardinality {
        Some(Cardinality::ManyToOne) => (false, true),
        Some(Cardinality::OneToMany) => (true, false),
        Some(Cardinality::OneToOne) => (true, true),
        Some(Cardinality::ManyToMany) => (false, false),
        None => {
            let parent: Vec<_> = one.keys.iter().map(|pair| &pair.parent).collect();
            let child: Vec<_> = one.keys.iter().map(|pair| &pair.child).collect();
            (
                is_key(world, &one.parent, &parent, keys_known),
                is_key(world, &one.child, &child, keys_known),
            )
        }
    }
}

fn is_key(world: &World, table: &TableName, columns: &[&String], keys_known: bool) -> bool {
    let covers = |key: &[String]| !key.is_empty() && key.iter().all(|part| columns.contains(&part));
    let declared = world.datamart.table(table).is_some_and(|one| covers(&one.primary_key));
    let in_database = world.table(&table.name).is_some_and(|one| covers(&one.key));
    declared || keys_known && in_database
}

/// The joins that reach all tables, where there is exactly one way to each.
fn tree(world: &World, edges: &[Step], root: usize, all: &[usize]) -> Option<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    for &target in all.iter().filter(|one| **one != root) {
        let mut paths = Vec::new();
        walk(edges, target, &mut vec![root], &mut Vec::new(), &mut paths);
        let [path] = paths.as_slice() else { return None };
        for step in path {
            if !steps.contains(step) {
                steps.push(*step);
            }
        }
    }
    for (index, step) in steps.iter().enumerate() {
        let join = world.datamart.relationships[step.relationship].join;
        let is_reached_twice = steps[..index].iter().any(|other| other.to == step.to);
        if is_reached_twice || matches!(join, JoinType::Right | JoinType::Full) {
            return None;
        }
    }
    Some(steps)
}

fn walk(
    edges: &[Step],
    target: usize,
    visited: &mut Vec<usize>,
    path: &mut Vec<Step>,
    paths: &mut Vec<Vec<Step>>,
) {
    let Some(&here) = visited.last() else { return };
    if here == target {
        paths.push(path.clone());
        return;
    }
    for step in edges.iter().filter(|step| step.from == here) {
        if visited.contains(&step.to) {
            continue;
        }
        visited.push(step.to);
        path.push(*step);
        walk(edges, target, visited, path, paths);
        path.pop();
        visited.pop();
    }
}

/// A row of the root and the rows it meets: per table of the datamart, a position.
pub(super) struct JoinedRow(Vec<Option<usize>>);

impl JoinedRow {
    pub(super) fn cell(&self, world: &World, column: ColumnAt) -> Cell {
        let held = held(world, column.table);
        match (held, self.0[column.table]) {
            (Some(table), Some(row)) => table.rows[row].cells[column.column].clone(),
            _ => Cell::Null,
        }
    }
}

fn held(world: &World, table: usize) -> Option<&WorldTable> {
    world.table(&world.datamart.tables[table].name.name)
}

fn visible(world: &World, table: usize) -> Vec<usize> {
    let rows = held(world, table).map_or(&[][..], |held| &held.rows);
    (0..rows.len()).filter(|row| rows[*row].owners.includes_asker()).collect()
}

/// The visible rows of the root, each with the rows it meets; an INNER join leaves out the others.
pub(super) fn rows(world: &World, root: usize, steps: &[Step]) -> Vec<JoinedRow> {
    let mut joined = Vec::new();
    'rows: for row in visible(world, root) {
        let mut places = vec![None; world.datamart.tables.len()];
        places[root] = Some(row);
        let mut current = JoinedRow(places);
        for step in steps {
            let partner = partner(world, &current, *step);
            let is_inner = world.datamart.relationships[step.relationship].join == JoinType::Inner;
            if partner.is_none() && is_inner {
                continue 'rows;
            }
            current.0[step.to] = partner;
        }
        joined.push(current);
    }
    joined
}

fn partner(world: &World, row: &JoinedRow, step: Step) -> Option<usize> {
    let (own, other) = (held(world, step.from)?, held(world, step.to)?);
    let own_row = &own.rows[row.0[step.from]?];
    let relationship = &world.datamart.relationships[step.relationship];
    let starts_at_parent = relationship.parent == world.datamart.tables[step.from].name;
    visible(world, step.to).into_iter().find(|candidate| {
        relationship.keys.iter().all(|pair| {
            let (from, to) = if starts_at_parent {
                (&pair.parent, &pair.child)
            } else {
                (&pair.child, &pair.parent)
            };
            let (Some(from), Some(to)) = (own.position(from), other.position(to)) else {
                return false;
            };
            let (left, right) = (&own_row.cells[from], &other.rows[*candidate].cells[to]);
            !left.is_null() && left == right
        })
    })
}
