//! Which tables and columns a question reads.

use std::collections::BTreeSet;

use super::{Carried, Carrier};
use crate::model::{ColumnId, Place};
use crate::resolve::{Branch, Condition, Fact, Grain, JoinStep, Resolved};

/// What a question reads of a table.
#[derive(Debug, Default)]
pub(super) struct Needs {
    pub(super) columns: BTreeSet<usize>,
    pub(super) marker: bool,
}

/// What a question reads of a table under one kind of rule.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) table: usize,
    /// A join carries the table's rule.
    pub(super) is_carried: bool,
    pub(super) needs: Needs,
}

/// The tables of a question, in the order of their first use.
pub(super) fn of(question: &Resolved<'_>, carrier: &Carrier) -> Vec<Read> {
    let mut reads = Reads { question, carrier, tables: Vec::new() };
    reads.collect();
    reads.tables
}

struct Reads<'q> {
    question: &'q Resolved<'q>,
    carrier: &'q Carrier,
    tables: Vec<Read>,
}

impl Reads<'_> {
    fn collect(&mut self) {
        let question = self.question;
        for fact in &question.facts {
            self.fact(fact);
        }
        for fact in question.top.iter().flat_map(|top| &top.facts) {
            self.fact(fact);
        }
    }

    fn of(&mut self, place: Place, carried: &Carried) -> &mut Needs {
        let (table, is_carried) = (place.table, carried.holds(place));
        let is_same = |one: &Read| one.table == table && one.is_carried == is_carried;
        let position = self.tables.iter().position(is_same).unwrap_or_else(|| {
            self.tables.push(Read { table, is_carried, needs: Needs::default() });
            self.tables.len() - 1
        });
        &mut self.tables[position].needs
    }

    fn column(&mut self, id: ColumnId, carried: &Carried) {
        self.of(id.place, carried).columns.insert(id.column);
    }

    fn conditions<'c>(
        &mut self,
        conditions: impl IntoIterator<Item = &'c Condition>,
        carried: &Carried,
    ) {
        for condition in conditions {
            condition.columns(&mut |id| self.column(id, carried));
        }
    }

    fn fact(&mut self, fact: &Fact) {
        let question = self.question;
        let carried = &self.carrier.of_fact(question, fact);
        let root = Place::of(fact.root);
        self.of(Place::of(fact.unit()), carried).marker |= fact.has_rows_without();
        let steps = fact.joins.iter().chain(carried.added());
        steps.for_each(|step| self.step(*step, carried));
        let dimensions = fact.dimensions.iter().map(|one| question.dimensions[*one].column);
        dimensions.for_each(|one| self.column(one, carried));
        for term in fact.terms.iter().map(|one| &question.terms[*one]) {
            let place = Place::of(term.table);
            let key = fact.counted_by_key(question.model, term);
            let columns = term.column.into_iter().chain(key);
            columns.for_each(|column| self.column(place.column(column), carried));
            self.conditions(&term.filter, carried);
            let latest = term.last.iter().flat_map(|last| last.per.iter().chain([&last.by]));
            latest.for_each(|one| self.column(place.column(*one), carried));
        }
        fact.branches.iter().for_each(|branch| self.branch(branch, carried));
        self.conditions(fact.conditions.iter().chain(&fact.shown), carried);
        if let Grain::Keys(keys) = &fact.grain {
            keys.iter().for_each(|one| self.column(root.column(*one), carried));
        }
    }

    fn branch(&mut self, branch: &Branch, around: &Carried) {
        let model = self.question.model;
        let carried = &self.carrier.of_branch(self.question, branch);
        for (from, to) in branch.step.keys(model) {
            self.column(branch.step.from.column(from), around);
            self.column(branch.step.to.column(to), carried);
        }
        let steps = branch.joins.iter().chain(carried.added());
        steps.for_each(|step| self.step(*step, carried));
        self.conditions(&branch.conditions, carried);
    }

    fn step(&mut self, step: JoinStep, carried: &Carried) {
        for (from, to) in step.keys(self.question.model) {
            self.column(step.from.column(from), carried);
            self.column(step.to.column(to), carried);
        }
    }
}
