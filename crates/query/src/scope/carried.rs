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
//! A join may only drop rows that nobody wants: the place that it begins at must be *met*, which the first
//! place of a fact always is. The same places tell which joins of the question may be inner ones.
//!
//! The guard proves it again from the text, see `guard::partner`, `docs/adr/0015-joins-carry-the-rule.md` and
//! `docs/adr/0020-joins-that-lose-nothing.md`.

use super::{Scope, Tenant};
use crate::model::{Model, Place, TenantRule};
use crate::resolve::{Branch, Fact, JoinStep, Resolved, keeps_unmatched};

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
    met: Vec<Place>,
    owner: Option<Place>,
    added: Vec<JoinStep>,
    is_outside: bool,
}

impl Carried {
    /// Whether the rows of a place are the tenant's by a join.
    pub(crate) fn holds(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    /// Places in which each row that remains has a row: to join them without the rows that have none loses
    /// nothing, and where they carry a rule it must be so.
    pub(crate) fn met(&self) -> &[Place] {
        &self.met
    }

    /// The place whose rows are the tenant's by its own rule, if the first place is the tenant's by it.
    pub(crate) const fn owner(&self) -> Option<Place> {
        self.owner
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
    pub(crate) const fn has_rules(&self) -> bool {
        self.has_rules
    }

    /// Whether the tenant may read each row of the table.
    pub(crate) fn is_open(&self, model: &Model, table: usize) -> bool {
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
        let branches = fact.branches.iter().filter(|branch| !branch.or_none);
        // What has no partner is NULL, and finds no partner further on.
        let entered = branches.map(|branch| branch.step.from);
        let needed = |place: Place| fact.conditions.iter().any(|one| one.needs(place));
        let rows = Rows { model: question.model, root: Place::of(fact.root), steps: &fact.joins };
        self.carried(&rows, self.met(&rows, needed, entered.collect()), false)
    }

    /// Of a branch: by its step to the rows outside, or else by its joins. Where rows without a partner
    /// pass too, its first table is also read without them.
    pub(crate) fn of_branch(&self, question: &Resolved<'_>, branch: &Branch) -> Carried {
        let model = question.model;
        let Branch { step, joins, conditions, or_none } = branch;
        let rows = Rows { model, root: step.to, steps: joins };
        let hides_outside = joins.iter().any(|one| one.to == step.from);
        let is_outside = self.is_possible
            && !hides_outside
            && is_rule_of(model, step.to, step)
            && (!or_none || model.dialect.tests_partners_apart());
        let needed = |place: Place| conditions.iter().any(|one| one.needs(place));
        let met = self.met(&rows, needed, Vec::new());
        if *or_none && !is_outside {
            return Carried { met, ..Carried::default() };
        }
        self.carried(&rows, met, is_outside)
    }

    /// The places without which no row remains, be it for a condition, for a join that is declared so, or for
    /// integrity; with those that lead there.
    fn met(
        &self,
        rows: &Rows<'_>,
        needed: impl Fn(Place) -> bool,
        entered: Vec<Place>,
    ) -> Vec<Place> {
        let Rows { model, root, steps } = rows;
        let mut met = entered;
        for step in *steps {
            let is_present = step.from == *root || met.contains(&step.from);
            if needed(step.to)
                || !keeps_unmatched(model, *step)
                || (is_present && self.is_there(model, *step))
            {
                met.push(step.to);
            }
        }
        // A place is reached through others; the steps are in an order in which they can be made.
        for step in steps.iter().rev() {
            if met.contains(&step.to) {
                met.push(step.from);
            }
        }
        met
    }

    /// Whether each row has a row of the other table, which the tenant may read.
    fn is_there(&self, model: &Model, step: JoinStep) -> bool {
        let is_present = |column| model.column(step.from.column(column)).is_present;
        step.past.is_none()
            && step.leads_to_one(model)
            && step.keys(model).all(|(own, _)| is_present(own))
            && self.is_open(model, step.to.table)
    }

    fn carried(&self, rows: &Rows<'_>, met: Vec<Place>, is_outside: bool) -> Carried {
        let mut carried = Carried { met, is_outside, ..Carried::default() };
        if !self.is_possible {
            return carried;
        }
        if is_outside {
            // A join to the rows outside would hide them.
            carried.places.push(rows.root);
            carried.add_found(rows.model, rows.steps);
            return carried;
        }
        carried.owner = self.carry(&mut carried, rows, rows.root);
        carried.add_found(rows.model, rows.steps);
        for step in rows.steps {
            if carried.met.contains(&step.to) && !carried.holds(step.to) {
                self.carry(&mut carried, rows, step.to);
            }
        }
        carried
    }

    /// Carries the rule of a place as far as it leads. The place where it ends, if it leads anywhere.
    fn carry(&self, carried: &mut Carried, rows: &Rows<'_>, place: Place) -> Option<Place> {
        let Rows { model, root, steps } = rows;
        let mut last = place;
        while let Some(step) = steps.iter().find(|step| {
            step.from == last
                && is_rule_of(model, last, step)
                && !self.narrowed.contains(&step.to.table)
        }) {
            carried.places.push(last);
            carried.met.push(step.to);
            last = step.to;
        }
        while let Some(step) = self.further(model, last) {
            let is_there = |one: &JoinStep| one.to == step.to;
            if step.to == *root || steps.iter().chain(&carried.added).any(is_there) {
                break;
            }
            carried.places.push(last);
            carried.met.push(step.to);
            carried.added.push(step);
            last = step.to;
        }
        (last != place).then_some(last)
    }

    /// The step to the one row that a row belongs to by its rule.
    fn further(&self, model: &Model, from: Place) -> Option<JoinStep> {
        let TenantRule::Via(relationship) = model.tables[from.table].tenant_rule else {
            return None;
        };
        let described = &model.relationships[relationship];
        let to = Place::of(described.other_end(from.table)?);
        let step = JoinStep::new(relationship, from, to);
        let is_shared = model.tables[to.table].tenant_rule == TenantRule::Shared;
        let is_narrowed = self.narrowed.contains(&to.table);
        let is_other = described.parent != described.child;
        (step.is_kept_to_one(model) && is_other && !is_shared && !is_narrowed).then_some(step)
    }
}

/// Rows of a table and what is joined to them.
struct Rows<'r> {
    model: &'r Model,
    root: Place,
    steps: &'r [JoinStep],
}

/// Whether the rule of a place's table is the relationship of a step.
fn is_rule_of(model: &Model, place: Place, step: &JoinStep) -> bool {
    let relationship = &model.relationships[step.relationship];
    step.past.is_none()
        && relationship.parent != relationship.child
        && model.tables[place.table].tenant_rule == TenantRule::Via(step.relationship)
}
