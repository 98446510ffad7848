//! Tables that are only on the way are not read where the row that refers to them holds what is wanted.
//!
//! ```text
//! lines → offers (part, supplier) → suppliers (supplier)     the line holds the supplier's key
//! suppliers → offers → lines                                 the same, back
//! ```
//!
//! The relationship of lines to offers has referential integrity, so that no row is lost on the way. A table
//! whose rows the tenant's rule or a guest token narrows is read: what leads to a hidden row leads nowhere.

use souk_model::JoinType;

use super::Carrier;
use crate::model::Place;
use crate::resolve::{Branch, Condition, Fact, JoinStep, Passed, Resolved};

/// Leaves out the tables of a question that its joins can pass by.
pub(super) fn pass_by(question: &mut Resolved<'_>, carrier: &Carrier) {
    if question.model.relationships.iter().all(|one| !one.has_integrity) {
        return;
    }
    let mut facts = std::mem::take(&mut question.facts);
    let mut ranked = question.top.as_mut().map(|top| std::mem::take(&mut top.facts));
    let passing = Passing { question, carrier };
    facts.iter_mut().chain(ranked.iter_mut().flatten()).for_each(|fact| passing.fact(fact));
    question.facts = facts;
    if let (Some(top), Some(ranked)) = (&mut question.top, ranked) {
        top.facts = ranked;
    }
}

struct Passing<'q> {
    question: &'q Resolved<'q>,
    carrier: &'q Carrier,
}

impl Passing<'_> {
    fn fact(&self, fact: &mut Fact) {
        if self.question.shows_far_rows(fact) {
            return;
        }
        let wanted = self.wanted(fact);
        while let Some(position) = self.passed(&fact.joins, &wanted, &fact.conditions) {
            let shown = fact.parts().0.len();
            fact.filtering -= usize::from(position >= shown);
            leave_out(&mut fact.joins, position);
        }
        fact.branches.iter_mut().for_each(|branch| self.branch(branch));
    }

    fn branch(&self, branch: &mut Branch) {
        let mut wanted = Vec::new();
        branch.conditions.iter().for_each(|one| one.columns(&mut |id| wanted.push(id.place)));
        let mut steps: Vec<_> = [branch.step].into_iter().chain(branch.joins.drain(..)).collect();
        while let Some(position) = self.passed(&steps, &wanted, &branch.conditions) {
            leave_out(&mut steps, position);
        }
        branch.step = steps.remove(0);
        branch.joins = steps;
    }

    /// The places whose columns a fact reads, besides those of its joins.
    fn wanted(&self, fact: &Fact) -> Vec<Place> {
        let mut wanted: Vec<_> = fact.branches.iter().map(|branch| branch.step.from).collect();
        let dimensions = fact.dimensions.iter().map(|one| &self.question.dimensions[*one]);
        wanted.extend(dimensions.map(|one| one.column.place));
        let terms = || fact.terms.iter().map(|one| &self.question.terms[*one]);
        wanted.extend(terms().map(|term| Place::of(term.table)));
        let conditions = terms().flat_map(|term| &term.filter);
        for condition in conditions.chain(&fact.conditions).chain(&fact.shown) {
            condition.columns(&mut |id| wanted.push(id.place));
        }
        wanted
    }

    /// A step to a place that can be passed by.
    fn passed(
        &self,
        steps: &[JoinStep],
        wanted: &[Place],
        conditions: &[Condition],
    ) -> Option<usize> {
        steps.iter().position(|step| {
            let further: Vec<_> = steps.iter().filter(|one| one.from == step.to).copied().collect();
            !further.is_empty()
                && !wanted.contains(&step.to)
                && self.carrier.is_open(self.question.model, step.to.table)
                && [*step].iter().chain(&further).all(|one| self.can_be_joined(*one))
                && (self.leads_on(*step, &further)
                    || matches!(*further, [next] if self.leads_back(*step, next, steps, conditions)))
        })
    }

    /// Not a step that was made so before, or keeps rows of the table that it leads to.
    fn can_be_joined(&self, step: JoinStep) -> bool {
        step.past.is_none() && matches!(self.join(step), JoinType::Left | JoinType::Inner)
    }

    fn join(&self, step: JoinStep) -> JoinType {
        self.question.model.relationships[step.relationship].join
    }

    /// To one row, and from there by its key: lines to offers to suppliers.
    fn leads_on(&self, step: JoinStep, further: &[JoinStep]) -> bool {
        let model = self.question.model;
        // An inner join drops rows whose key is NULL; one further on does it as well.
        let drops_no_more = self.join(step) == JoinType::Left
            || further.iter().any(|one| self.join(*one) == JoinType::Inner);
        step.leads_to_one(model)
            && drops_no_more
            && further.iter().all(|one| self.ends_where_it_begins(step, *one))
    }

    /// The other way around, where suppliers without a line are not wanted: suppliers to offers to lines.
    fn leads_back(
        &self,
        step: JoinStep,
        next: JoinStep,
        steps: &[JoinStep],
        conditions: &[Condition],
    ) -> bool {
        let back = |one: JoinStep| JoinStep::new(one.relationship, one.to, one.from);
        let mut behind = vec![next.to];
        for one in steps {
            if behind.contains(&one.from) {
                behind.push(one.to);
            }
        }
        let is_needed = |place: &Place| conditions.iter().any(|one| one.needs(*place));
        let is_plain = step.to.role.is_none() && next.to.role.is_none();
        is_plain
            && back(next).leads_to_one(self.question.model)
            && (self.join(next) == JoinType::Inner || behind.iter().any(is_needed))
            && self.ends_where_it_begins(back(next), back(step))
    }

    /// Whether the second step begins with columns of the key by which the first ends, of the same types.
    fn ends_where_it_begins(&self, first: JoinStep, second: JoinStep) -> bool {
        let model = self.question.model;
        let data_type = |place: Place, column| model.column(place.column(column)).data_type;
        let is_held = |(own, theirs): (usize, usize), wanted| {
            theirs == wanted && data_type(first.from, own) == data_type(first.to, theirs)
        };
        second.keys(model).all(|(wanted, _)| first.keys(model).any(|pair| is_held(pair, wanted)))
    }
}

fn leave_out(steps: &mut Vec<JoinStep>, position: usize) {
    let JoinStep { relationship, from, to: place, .. } = steps.remove(position);
    for step in steps.iter_mut().filter(|step| step.from == place) {
        *step = JoinStep { from, past: Some(Passed { relationship, place }), ..*step };
    }
}
