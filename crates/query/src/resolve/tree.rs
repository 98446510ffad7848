//! The joins of one fact: which tables its rows meet, once or several times, and where.

use souk_model::JoinType;

use super::facts::{Branch, Found, Planner};
use super::paths::Path;
use super::{Condition, JoinStep};
use crate::model::{ColumnId, Model, Place};

/// The joins of one fact as they are found: every place is reached in one way.
pub(super) struct Tree<'p, 'm> {
    planner: &'p Planner<'m>,
    root: usize,
    pub(super) steps: Vec<JoinStep>,
}

impl<'p, 'm> Tree<'p, 'm> {
    pub(super) const fn new(planner: &'p Planner<'m>, root: usize) -> Self {
        Self { planner, root, steps: Vec::new() }
    }

    fn path(&self, place: Place) -> Found<Path> {
        self.planner.graph.path(self.root, place)
    }

    pub(super) fn reach(&mut self, place: Place) -> Found<()> {
        let path = self.path(place)?;
        self.add(&path)
    }

    fn add(&mut self, path: &[JoinStep]) -> Found<()> {
        for step in path {
            match self.steps.iter().find(|known| known.to == step.to) {
                Some(known) if known == step => {}
                Some(known) => {
                    let graph = &self.planner.graph;
                    let problem = graph.ambiguous(step.to.table, &[*known], &[*step]);
                    return Err(problem.into());
                }
                None => self.steps.push(*step),
            }
        }
        Ok(())
    }

    pub(super) fn reach_condition(&mut self, condition: &Condition) -> Found<()> {
        places_of(condition).into_iter().try_for_each(|place| self.reach(place))
    }

    /// Joins those places of a condition that are single rows: they show rows of their own.
    pub(super) fn reach_singles(&mut self, condition: &Condition) -> Found<()> {
        for place in places_of(condition) {
            let path = self.path(place)?;
            if self.first_several(&path).is_none() {
                self.add(&path)?;
            }
        }
        Ok(())
    }

    /// Takes the conditions that only ask for one of several rows out of the joins. What cannot be
    /// taken out is joined like a dimension.
    pub(super) fn split(
        &mut self,
        conditions: Vec<Condition>,
    ) -> Found<(Vec<Branch>, Vec<Condition>)> {
        while self.join_mixed(&conditions)? {}
        let mut branches: Vec<Branch> = Vec::new();
        let mut on_rows = Vec::with_capacity(conditions.len());
        for condition in conditions {
            match self.reach_of(&condition)? {
                Reach::Behind(step) => self.add_to_branch(&mut branches, step, condition)?,
                Reach::Inside | Reach::Mixed => {
                    self.reach_condition(&condition)?;
                    on_rows.push(condition);
                }
            }
        }
        Ok((branches, on_rows))
    }

    /// Joins what a condition over several branches tests; whether there was one.
    fn join_mixed(&mut self, conditions: &[Condition]) -> Found<bool> {
        for condition in conditions {
            if matches!(self.reach_of(condition)?, Reach::Mixed) {
                self.reach_condition(condition)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn reach_of(&self, condition: &Condition) -> Found<Reach> {
        let mut reach = None;
        for place in places_of(condition) {
            let path = self.path(place)?;
            let here = self.first_several(&path).map_or(Reach::Inside, Reach::Behind);
            reach = match reach {
                None => Some(here),
                Some(known) if known == here => Some(known),
                Some(_) => return Ok(Reach::Mixed),
            };
        }
        Ok(reach.unwrap_or(Reach::Inside))
    }

    /// The first step of a way that is not joined yet and leads to several rows.
    fn first_several(&self, path: &[JoinStep]) -> Option<JoinStep> {
        let model = self.planner.model;
        path.iter().copied().find(|step| !step.is_to_one(model) && !self.steps.contains(step))
    }

    fn add_to_branch(
        &mut self,
        branches: &mut Vec<Branch>,
        step: JoinStep,
        condition: Condition,
    ) -> Found<()> {
        let position = branches.iter().position(|branch| branch.step == step);
        let mut branch = match position {
            Some(position) => branches.swap_remove(position),
            None => Branch { step, joins: Vec::new(), conditions: Vec::new(), or_none: false },
        };
        let mut inner = Tree { planner: self.planner, root: self.root, steps: branch.joins };
        for place in places_of(&condition) {
            let path = self.path(place)?;
            let cut = path.iter().position(|one| *one == step).unwrap_or(0);
            self.add(&path[..cut])?;
            inner.add(&path[cut + 1..])?;
        }
        branch.joins = inner.steps;
        branch.conditions.push(condition);
        // An inner join further on has no partner for the row of NULLs either.
        let keeps = |one: &JoinStep| keeps_unmatched(self.planner.model, *one);
        let keeps_row = keeps(&step) && branch.joins.iter().all(keeps);
        branch.or_none = keeps_row && branch.conditions.iter().all(holds_for_nulls);
        branches.push(branch);
        Ok(())
    }

    /// Joins that keep far rows come last, as far as what hangs on them allows. Their order matters,
    /// so it is that of the declarations, whatever a question names first.
    pub(super) fn ordered(self) -> Vec<JoinStep> {
        let model = self.planner.model;
        let mut waiting = self.steps;
        let declared = |step: &JoinStep| (step.relationship, step.to.role.is_some());
        waiting.sort_by_key(|step| keeps_far(model, *step).then(|| declared(step)));
        let mut ordered: Vec<JoinStep> = Vec::with_capacity(waiting.len());
        while !waiting.is_empty() {
            let can_be_made = |step: &JoinStep| {
                step.from == Place::of(self.root) || ordered.iter().any(|one| one.to == step.from)
            };
            let near = waiting.iter().position(|one| can_be_made(one) && !keeps_far(model, *one));
            let next = near.or_else(|| waiting.iter().position(can_be_made)).unwrap_or(0);
            ordered.push(waiting.remove(next));
        }
        ordered
    }
}

/// Where the columns of a condition lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// No join that multiplies rows is needed.
    Inside,
    /// All behind this step.
    Behind(JoinStep),
    Mixed,
}

fn places_of(condition: &Condition) -> Vec<Place> {
    let mut places = Vec::new();
    condition.columns(&mut |id: ColumnId| {
        if !places.contains(&id.place) {
            places.push(id.place);
        }
    });
    places
}

/// Whether the step keeps rows that have no partner.
pub(crate) fn keeps_unmatched(model: &Model, step: JoinStep) -> bool {
    match model.relationships[step.relationship].join {
        JoinType::Left | JoinType::Full => true,
        JoinType::Inner => false,
        JoinType::Right => !step.is_from_parent(model),
    }
}

/// Whether the step keeps rows of the table that it leads to, also those without a partner.
pub(crate) fn keeps_far(model: &Model, step: JoinStep) -> bool {
    match model.relationships[step.relationship].join {
        JoinType::Left | JoinType::Inner => false,
        JoinType::Full => true,
        JoinType::Right => step.is_from_parent(model),
    }
}

fn holds_for_nulls(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(holds_for_nulls),
        Condition::Any(parts) => parts.iter().any(holds_for_nulls),
        Condition::OnColumn(_, test) => test.holds_for_null(),
        Condition::OnMeasure(..) => false,
    }
}
