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
use crate::resolve::{Branch, Fact, JoinStep, Resolved};

/// Finds out which rules are carried, for one scope.
#[derive(Debug, Clone, Default)]
pub(crate) struct Carrier {
    has_rules: bool,
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
    is_outside: bool,
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

    /// Whether rows of the first table are the tenant's by their partner outside of the sub-query.
    pub(crate) const fn is_outside(&self) -> bool {
        self.is_outside
    }

    /// Places that are reached from rows of the tenant.
    fn add_found(&mut self, model: &Model, steps: &[JoinStep]) {
        let found = steps.iter().filter(|step| is_rule_of(model, step.to, step));
        self.places.extend(found.map(|step| step.to));
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
            has_rules,
            is_possible: has_rules && model.dialect.reads_partners_by_key(),
            narrowed: scope.row_rules.tables().collect(),
        }
    }

    /// Whether rows are the tenant's by rules, and not all of them.
    pub(super) const fn has_rules(&self) -> bool {
        self.has_rules
    }

    /// Whether the tenant may read each row of the table.
    pub(super) fn is_open(&self, model: &Model, table: usize) -> bool {
        let is_shared = model.tables[table].tenant_rule == TenantRule::Shared;
        (!self.has_rules || is_shared) && !self.is_narrowed(table)
    }

    /// Whether a guest token hides rows of the table that are the tenant's.
    pub(super) fn is_narrowed(&self, table: usize) -> bool {
        self.narrowed.contains(&table)
    }

    /// Of the joins of a fact. Rows that a join keeps without a partner carry nothing.
    pub(crate) fn of_fact(&self, question: &Resolved<'_>, fact: &Fact) -> Carried {
        if question.shows_far_rows(fact) {
            return Carried::default();
        }
        self.from(question.model, Place::of(fact.root), &fact.joins)
    }

    /// Of a branch: by its step to the rows outside, or else by its joins. Where rows without a partner
    /// pass too, its first table is also read without them.
    pub(crate) fn of_branch(&self, question: &Resolved<'_>, branch: &Branch) -> Carried {
        let model = question.model;
        let Branch { step, joins, or_none, .. } = branch;
        let hides_outside = joins.iter().any(|one| one.to == step.from);
        let is_outside = self.is_possible
            && !hides_outside
            && is_rule_of(model, step.to, step)
            && (!or_none || model.dialect.tests_partners_apart());
        if is_outside {
            let mut carried = Carried { is_outside, ..Carried::default() };
            carried.places.push(step.to);
            carried.add_found(model, joins);
            return carried;
        }
        if *or_none { Carried::default() } else { self.from(model, step.to, joins) }
    }

    fn from(&self, model: &Model, root: Place, steps: &[JoinStep]) -> Carried {
        let mut carried = Carried::default();
        if !self.is_possible {
            return carried;
        }
        let mut last = root;
        while let Some(step) = steps.iter().find(|step| {
            step.from == last
                && is_rule_of(model, last, step)
                && !self.narrowed.contains(&step.to.table)
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
        carried.add_found(model, steps);
        carried
    }

    /// The step to the one row that a row belongs to by its rule.
    fn further(&self, model: &Model, from: Place) -> Option<JoinStep> {
        let TenantRule::Via(relationship) = model.tables[from.table].tenant_rule else {
            return None;
        };
        let described = &model.relationships[relationship];
        let to = Place::of(described.other_end(from.table)?);
        let step = JoinStep::new(relationship, from, to);
        let (from_parent, from_child) = described.kept_to_one;
        let is_to_one = if step.is_from_parent(model) { from_parent } else { from_child };
        let is_shared = model.tables[to.table].tenant_rule == TenantRule::Shared;
        let is_narrowed = self.narrowed.contains(&to.table);
        let is_other = described.parent != described.child;
        (is_to_one && is_other && !is_shared && !is_narrowed).then_some(step)
    }
}

/// Whether the rule of a place's table is the relationship of a step.
fn is_rule_of(model: &Model, place: Place, step: &JoinStep) -> bool {
    let relationship = &model.relationships[step.relationship];
    step.past.is_none()
        && relationship.parent != relationship.child
        && model.tables[place.table].tenant_rule == TenantRule::Via(step.relationship)
}
