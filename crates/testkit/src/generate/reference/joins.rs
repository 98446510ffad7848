//! The joined rows of a measured table.

use souk_model::{JoinType, KeyPair};

use super::members::{ColumnAt, Members, Place};
use super::paths::Step;
use crate::generate::cell::Cell;
use crate::generate::world::WorldTable;

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
    for step in Meeting::all(members, steps) {
        joined = step.rows(&joined);
    }
    joined
}

/// Further steps from rows that are joined already.
pub(super) struct Extension<'w>(Vec<Meeting<'w>>);

impl<'w> Extension<'w> {
    pub(super) fn new(members: Members<'w>, steps: &[Step]) -> Self {
        Self(Meeting::all(members, steps))
    }

    /// One joined row with what it meets; rows that do not hold it are not its own.
    pub(super) fn of(&self, row: &JoinedRow) -> Vec<JoinedRow> {
        let mut found = vec![row.clone()];
        for step in &self.0 {
            found = step.rows(&found);
            found.retain(|one| row.0.iter().all(|part| one.0.contains(part)));
        }
        found
    }
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

/// A step with what it needs of the world.
struct Meeting<'w> {
    step: Step,
    near: &'w WorldTable,
    far: &'w WorldTable,
    /// The far rows that may be seen.
    candidates: Vec<usize>,
    /// Positions of the key columns: near, far.
    keys: Vec<(usize, usize)>,
    keeps_near: bool,
    keeps_far: bool,
}

impl<'w> Meeting<'w> {
    fn all(members: Members<'w>, steps: &[Step]) -> Vec<Self> {
        steps.iter().filter_map(|step| Self::new(members, *step)).collect()
    }

    fn new(members: Members<'w>, step: Step) -> Option<Self> {
        let (from, to) = (members.table_at(step.from)?, members.table_at(step.to)?);
        let (near, far) = (members.held(from)?, members.held(to)?);
        let relationship = &members.world.datamart.relationships[step.relationship];
        let positions = |pair: &KeyPair| {
            let (own, other) = if step.starts_at_parent {
                (&pair.parent, &pair.child)
            } else {
                (&pair.child, &pair.parent)
            };
            Some((near.position(own)?, far.position(other)?))
        };
        let keys: Option<Vec<_>> = relationship.keys.iter().map(positions).collect();
        let (keeps_near, keeps_far) = kept(members, step);
        let candidates = visible(members, to);
        Some(Self { step, near, far, candidates, keys: keys?, keeps_near, keeps_far })
    }

    fn rows(&self, joined: &[JoinedRow]) -> Vec<JoinedRow> {
        let mut found = Vec::new();
        let mut has_partner = vec![false; self.candidates.len()];
        for row in joined {
            let mut is_alone = true;
            for (position, candidate) in self.candidates.iter().enumerate() {
                if self.meets(row, *candidate) {
                    found.push(row.with(self.step.to, *candidate));
                    has_partner[position] = true;
                    is_alone = false;
                }
            }
            if is_alone && self.keeps_near {
                found.push(row.clone());
            }
        }
        let lonely = self.candidates.iter().zip(has_partner).filter(|(_, has)| !has);
        if self.keeps_far {
            found.extend(lonely.map(|(row, _)| JoinedRow(vec![(self.step.to, *row)])));
        }
        found
    }

    /// All key columns are equal, and none is NULL.
    fn meets(&self, row: &JoinedRow, candidate: usize) -> bool {
        let Some(own) = row.at(self.step.from) else { return false };
        let (own, other) = (&self.near.rows[own].cells, &self.far.rows[candidate].cells);
        self.keys.iter().all(|(near, far)| !own[*near].is_null() && own[*near] == other[*far])
    }
}
