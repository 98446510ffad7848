//! Whether one way, none or several lead from a table to another, in a time that grows with the
//! number of relationships and with nothing else. A way visits no table twice.
//!
//! A second way leaves the first at one of its tables and comes back to it further on. So the search
//! goes along the first way and looks at every table beside it once, until one leads back.

use std::collections::VecDeque;

use super::paths::{JoinStep, Path};
use crate::model::{Model, Place};

/// How many ways there are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ways {
    None,
    One(Path),
    /// Two of them.
    Several(Path, Path),
}

/// A search from one table to another by the relationships that `is_allowed` lets pass.
pub(super) struct Search<'m, F> {
    pub(super) model: &'m Model,
    pub(super) root: usize,
    pub(super) target: usize,
    /// Takes a relationship and the table that it is left from.
    pub(super) is_allowed: F,
}

impl<F: Fn(usize, usize) -> bool> Search<'_, F> {
    pub(super) fn ways(&self) -> Ways {
        let Some(first) = self.shortest() else { return Ways::None };
        match self.detour(&first) {
            Some(second) => Ways::Several(first, second),
            None => Ways::One(first),
        }
    }

    fn steps_from(&self, table: usize) -> impl Iterator<Item = JoinStep> + '_ {
        let steps = self.model.neighbours[table].iter().filter_map(move |&relationship| {
            let to = self.model.relationships[relationship].other_end(table)?;
            Some(JoinStep::new(relationship, Place::of(table), Place::of(to)))
        });
        steps.filter(move |step| (self.is_allowed)(step.relationship, table))
    }

    fn shortest(&self) -> Option<Path> {
        let mut arrivals: Vec<Option<JoinStep>> = vec![None; self.model.tables.len()];
        let mut next = VecDeque::from([self.root]);
        while let Some(table) = next.pop_front() {
            for step in self.steps_from(table) {
                let to = step.to.table;
                if to == self.root || arrivals[to].is_some() {
                    continue;
                }
                arrivals[to] = Some(step);
                if to == self.target {
                    return Some(way_to(to, &arrivals));
                }
                next.push_back(to);
            }
        }
        None
    }

    /// Another way than the first. What was reached from the tables up to a position leads, but for
    /// the first way's own next step, no further along it; so no table is looked at twice.
    fn detour(&self, first: &[JoinStep]) -> Option<Path> {
        let mut positions: Vec<Option<usize>> = vec![None; self.model.tables.len()];
        for (position, step) in first.iter().enumerate() {
            positions[step.from.table] = Some(position);
            positions[step.to.table] = Some(position + 1);
        }
        let mut arrivals: Vec<Option<JoinStep>> = vec![None; self.model.tables.len()];
        for (position, own) in first.iter().enumerate() {
            let mut next = vec![own.from.table];
            while let Some(table) = next.pop() {
                for step in self.steps_from(table).filter(|step| step != own) {
                    let to = step.to.table;
                    match positions[to] {
                        Some(later) if later > position => {
                            let mut aside = way_to(table, &arrivals);
                            aside.push(step);
                            return Some(around(first, aside, &positions, later));
                        }
                        None if arrivals[to].is_none() => {
                            arrivals[to] = Some(step);
                            next.push(to);
                        }
                        _ => {}
                    }
                }
            }
        }
        None
    }
}

/// The steps that led to a table, from where the search began.
fn way_to(table: usize, arrivals: &[Option<JoinStep>]) -> Path {
    let before = |step: &JoinStep| arrivals[step.from.table];
    let mut path: Path = std::iter::successors(arrivals[table], before).collect();
    path.reverse();
    path
}

/// The first way, but from where `aside` leaves it to `later` by that.
fn around(first: &[JoinStep], aside: Path, positions: &[Option<usize>], later: usize) -> Path {
    let start = aside.first().and_then(|step| positions[step.from.table]).unwrap_or_default();
    let mut path = first[..start].to_vec();
    path.extend(aside);
    path.extend_from_slice(&first[later..]);
    path
}
