//! Tenant rules that a join carries: rows whose rule is a relationship, joined by it to rows of the
//! tenant, need no rule of their own.
//!
//! ```text
//! rows of the tenant → rows that belong to them     the join finds only these
//! rows → rows of the tenant that they belong to     the join drops the others
//! ```
//!
//! Where the database keeps each row from meeting several, a join of the second kind is made although
//! the question does not need it: an engine orders joins as it likes, and semi-joins within semi-joins
//! hardly.
//!
//! The guard proves it again from the text, see `guard::partner` and
//! `docs/adr/0015-joins-carry-the-rule.md`.

use super::{Scope, Tenant};
use crate::model::{Model, Place, TenantRule};
use crate::resolve::{Branch, Fact, JoinStep};

/// Finds out which rules are carried, for one scope.
#[derive(Debug, Clone, Default)]
pub(crate) struct Carrier {
    is_possible: bool,
    /// Tables that a guest token narrows: a row without a partner among the rest is still the
    /// tenant's.
    narrowed: Vec<usize>,
}

/// What the joins from one place carry.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    places: Vec<Place>,
    partners: Vec<Place>,
    added: Vec<JoinStep>,
}

impl Carried {
    /// Whether the rows of a place are the tenant's by a join.
    pub(crate) fn holds(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    /// Places that must be joined so that rows without a partner there are dropped.
    pub(crate) fn partners(&self) -> &[Place] {
        &self.partners
    }

    /// Joins that only carry, after those of the question.
    pub(crate) fn added(&self) -> &[JoinStep] {
        &self.added
    }
}

impl Carrier {
    pub(super) fn new(scope: &Scope, model: &Model) -> Self {
        let has_rules = matches!(scope.tenant, Tenant::Key(_) | Tenant::Name(_));
        Self {
            is_possible: has_rules && model.dialect.reads_partners_by_key(),
            narrowed: scope.row_rules.tables().collect(),
        }
    }

    /// Of the joins of a fact. Rows that a join keeps without a partner carry nothing.
    pub(crate) fn of_fact(&self, model: &Model, fact: &Fact) -> Carried {
        if fact.keeps_far_rows {
            return Carried::default();
        }
        self.from(model, Place::of(fact.root), &fact.joins)
    }

    /// Of the joins of a branch. Where rows without a partner pass too, its first table is also read
    /// without them.
    pub(crate) fn of_branch(&self, model: &Model, branch: &Branch) -> Carried {
        if branch.or_none {
            return Carried::default();
        }
        self.from(model, branch.step.to, &branch.joins)
    }

    fn from(&self, model: &Model, root: Place, steps: &[JoinStep]) -> Carried {
        let mut carried = Carried::default();
        if !self.is_possible {
            return carried;
        }
        let is_rule_of = |place: Place, step: &JoinStep| {
            let relationship = &model.relationships[step.relationship];
            relationship.parent != relationship.child
                && model.tables[place.table].tenant_rule == TenantRule::Via(step.relationship)
        };
        let mut last = root;
        while let Some(step) = steps.iter().find(|step| {
            step.from == last && is_rule_of(last, step) && !self.narrowed.contains(&step.to.table)
        }) {
            carried.places.push(last);
            carried.partners.push(step.to);
            last = step.to;
        }
        while let Some(step) = self.further(model, last) {
            let is_there = |one: &JoinStep| one.to == step.to;
            if step.to == root || steps.iter().chain(&carried.added).any(is_there) {
                break;
            }
            carried.places.push(last);
            carried.partners.push(step.to);
            carried.added.push(step);
            last = step.to;
        }
        let found = steps.iter().filter(|step| is_rule_of(step.to, step)).map(|step| step.to);
        carried.places.extend(found);
        carried
    }

    /// The step to the one row that a row belongs to by its rule.
    fn further(&self, model: &Model, from: Place) -> Option<JoinStep> {
        let TenantRule::Via(relationship) = model.tables[from.table].tenant_rule else {
            return None;
        };
        let described = &model.relationships[relationship];
        let to = Place::of(described.other_end(from.table)?);
        let step = JoinStep { relationship, from, to };
        let (from_parent, from_child) = described.kept_to_one;
        let is_to_one = if step.is_from_parent(model) { from_parent } else { from_child };
        let is_shared = model.tables[to.table].tenant_rule == TenantRule::Shared;
        let is_narrowed = self.narrowed.contains(&to.table);
        let is_other = described.parent != described.child;
        (is_to_one && is_other && !is_shared && !is_narrowed).then_some(step)
    }
}
