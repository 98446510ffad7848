//! The joined rows of a measured table.

use souk_model::JoinType;

use super::members::{ColumnAt, Members, Place};
use super::paths::Step;
use crate::generate::cell::Cell;

/// Rows that met: which row stands at which place. A place without one shows NULLs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JoinedRow(Vec<(Place, usize)>);

impl JoinedRow {
    pub(super) fn at(&self, place: Place) -> Option<usize> {
        self.0.iter().find(|(other, _)| *other == place).map(|(_, row)| *row)
    }

    pub(super) fn cell(&self, members: Members<'_>, column: ColumnAt) -> Cell {
        match (members.held(column.table), self.at(column.place)) {
            (Some(table), Some(row)) => table.rows[row].cells[column.column].clone(),
            _ => Cell::Null,
        }
    }

    fn with(&self, place: Place, row: usize) -> Self {
        let mut more = self.0.clone();
        more.push((place, row));
        Self(more)
    }
}

/// The rows that the asking tenant may see.
fn visible(members: Members<'_>, table: usize) -> Vec<usize> {
    let rows = members.held(table).map_or(&[][..], |held| &held.rows);
    (0..rows.len()).filter(|row| rows[*row].owners.includes_asker()).collect()
}

/// The visible rows of the root and the rows they meet, step by step.
pub(super) fn rows(members: Members<'_>, root: usize, steps: &[Step]) -> Vec<JoinedRow> {
    let start = visible(members, root).into_iter();
    let mut joined: Vec<_> = start.map(|row| JoinedRow(vec![(Place::Table(root), row)])).collect();
    for step in steps {
        joined = step_rows(members, &joined, *step);
    }
    joined
}

/// Which rows without a partner stay: those that are there, and those of the new table.
fn kept(members: Members<'_>, step: Step) -> (bool, bool) {
    match members.world.datamart.relationships[step.relationship].join {
        JoinType::Inner => (false, false),
        JoinType::Left => (true, false),
        JoinType::Full => (true, true),
        JoinType::Right if step.starts_at_parent => (false, true),
        JoinType::Right => (true, false),
    }
}

/// Whether the step keeps rows of the new table that met none.
pub(super) fn keeps_far_rows(members: Members<'_>, step: Step) -> bool {
    kept(members, step).1
}

fn step_rows(members: Members<'_>, joined: &[JoinedRow], step: Step) -> Vec<JoinedRow> {
    let Some(table) = members.table_at(step.to) else { return Vec::new() };
    let far = visible(members, table);
    let (keeps_near, keeps_far) = kept(members, step);
    let mut found = Vec::new();
    let mut has_partner = vec![false; far.len()];
    for row in joined {
        let mut is_alone = true;
        for (position, candidate) in far.iter().enumerate() {
            if meets(members, row, *candidate, step) {
                found.push(row.with(step.to, *candidate));
                has_partner[position] = true;
                is_alone = false;
            }
        }
        if is_alone && keeps_near {
            found.push(row.clone());
        }
    }
    let lonely = far.into_iter().zip(has_partner).filter(|(_, has_partner)| !has_partner);
    if keeps_far {
        found.extend(lonely.map(|(row, _)| JoinedRow(vec![(step.to, row)])));
    }
    found
}

/// All key columns are equal, and none is NULL.
fn meets(members: Members<'_>, row: &JoinedRow, candidate: usize, step: Step) -> bool {
    let ends = (members.table_at(step.from), members.table_at(step.to));
    let (Some(from), Some(to)) = ends else { return false };
    let (Some(own), Some(other)) = (members.held(from), members.held(to)) else { return false };
    let Some(own_row) = row.at(step.from).map(|row| &own.rows[row]) else { return false };
    let relationship = &members.world.datamart.relationships[step.relationship];
    relationship.keys.iter().all(|pair| {
        let (near, far) = if step.starts_at_parent {
            (&pair.parent, &pair.child)
        } else {
            (&pair.child, &pair.parent)
        };
        let (Some(near), Some(far)) = (own.position(near), other.position(far)) else {
            return false;
        };
        let (left, right) = (&own_row.cells[near], &other.rows[candidate].cells[far]);
        !left.is_null() && left == right
    })
}
