//! `tenantVia`: each such table reaches a table with a client column, and no two wait for each
//! other.
//!
//! A semi-join reads either way: many rows may share one scoped row, and one row may be a tenant's
//! because of any of several. Only a relationship of a table with itself leads nowhere.

use std::collections::HashMap;

use super::problems::{Problems, Stage};
use super::tables::ReadTable;
use crate::{Relationship, TableName};

/// Where one table's `tenantVia` leads.
#[derive(Clone, Copy)]
enum Step {
    /// The table has a client column.
    Scoped,
    /// Through a relationship to this table.
    To(usize),
    /// Nowhere; reported already, or the table has no rule.
    Nowhere,
}

/// What following a table's steps has shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Unknown,
    OnTheWay,
    Scoped,
    Unscoped,
    Cycle,
}

pub(super) fn check(
    tables: &[ReadTable<'_>],
    relationships: &[Option<Relationship>],
    problems: &mut Problems,
) {
    if tables.iter().all(|read| read.table.tenant_via.is_none()) {
        return;
    }
    let steps = steps(tables, relationships, problems);
    let mut reached = vec![Reach::Unknown; tables.len()];
    for (position, read) in tables.iter().enumerate() {
        follow(position, &steps, &mut reached);
        if let (Step::To(next), Some(via)) = (steps[position], &read.table.tenant_via) {
            report(read, via, &tables[next].table.name, reached[position], problems);
        }
    }
}

fn report(
    read: &ReadTable<'_>,
    via: &str,
    next: &TableName,
    reach: Reach,
    problems: &mut Problems,
) {
    let hint = match reach {
        Reach::Cycle => format!("through {via:?} the tenant rule leads back to this table"),
        Reach::Unscoped => {
            format!("{via:?} leads to {next}, which has no clientColumn or tenantVia itself")
        }
        _ => return,
    };
    problems.report(Stage::Tenancy, format!("{}.tenantVia", read.path), hint);
}

fn steps(
    tables: &[ReadTable<'_>],
    relationships: &[Option<Relationship>],
    problems: &mut Problems,
) -> Vec<Step> {
    let by_table: HashMap<_, _> =
        tables.iter().enumerate().map(|(position, read)| (&read.table.name, position)).collect();
    let by_name: HashMap<_, _> =
        relationships.iter().flatten().map(|known| (&*known.name, known)).collect();
    tables.iter().map(|read| step(read, &by_table, &by_name, problems)).collect()
}

fn step(
    read: &ReadTable<'_>,
    by_table: &HashMap<&TableName, usize>,
    by_name: &HashMap<&str, &Relationship>,
    problems: &mut Problems,
) -> Step {
    if read.table.client_column.is_some() {
        return Step::Scoped;
    }
    let Some(via) = read.table.tenant_via.as_deref() else { return Step::Nowhere };
    let path = || format!("{}.tenantVia", read.path);
    let Some(relationship) = by_name.get(via) else {
        let near = problems.suggest(via, by_name.keys().copied());
        let hint = format!("no relationship is called {via:?}{near}");
        problems.report(Stage::Tenancy, path(), hint);
        return Step::Nowhere;
    };
    let own = &read.table.name;
    let other = match (relationship.parent == *own, relationship.child == *own) {
        (true, false) => &relationship.child,
        (false, true) => &relationship.parent,
        (true, true) => {
            let hint = format!("{via:?} relates the table to itself, so it leads to no tenant");
            problems.report(Stage::Tenancy, path(), hint);
            return Step::Nowhere;
        }
        (false, false) => {
            let hint = format!(
                "{via:?} relates {} and {}, not this table",
                relationship.parent, relationship.child
            );
            problems.report(Stage::Tenancy, path(), hint);
            return Step::Nowhere;
        }
    };
    by_table.get(other).map_or(Step::Nowhere, |position| Step::To(*position))
}

/// Follows the steps from one table and writes down what every table on the way reaches.
fn follow(start: usize, steps: &[Step], reached: &mut [Reach]) {
    let mut way = Vec::new();
    let mut position = start;
    let end = loop {
        match reached[position] {
            Reach::Unknown => {}
            Reach::OnTheWay => break Reach::Cycle,
            known => break known,
        }
        match steps[position] {
            Step::Scoped => break Reach::Scoped,
            Step::Nowhere => break Reach::Unscoped,
            Step::To(next) => {
                reached[position] = Reach::OnTheWay;
                way.push(position);
                position = next;
            }
        }
    };
    for passed in way {
        reached[passed] = end;
    }
}
