//! Which tables and columns a question reads.

use std::collections::BTreeSet;

use crate::model::{ColumnId, Place};
use crate::resolve::{Condition, Fact, Grain, JoinStep, Resolved};

/// What a question reads of a table.
#[derive(Debug, Default)]
pub(super) struct Needs {
    pub(super) columns: BTreeSet<usize>,
    pub(super) marker: bool,
}

/// The tables of a question, in the order of their first use.
pub(super) fn of(question: &Resolved<'_>) -> Vec<(usize, Needs)> {
    let mut reads = Reads { question, tables: Vec::new() };
    reads.collect();
    reads.tables
}

struct Reads<'q> {
    question: &'q Resolved<'q>,
    tables: Vec<(usize, Needs)>,
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

    fn of(&mut self, table: usize) -> &mut Needs {
        let position = self.tables.iter().position(|(one, _)| *one == table);
        let position = position.unwrap_or_else(|| {
            self.tables.push((table, Needs::default()));
            self.tables.len() - 1
        });
        &mut self.tables[position].1
    }

    fn column(&mut self, id: ColumnId) {
        self.of(id.place.table).columns.insert(id.column);
    }

    fn conditions<'c>(&mut self, conditions: impl IntoIterator<Item = &'c Condition>) {
        for condition in conditions {
            condition.columns(&mut |id| self.column(id));
        }
    }

    fn fact(&mut self, fact: &Fact) {
        let question = self.question;
        let root = Place::of(fact.root);
        let needs = self.of(fact.root);
        needs.marker |= fact.keeps_far_rows;
        fact.joins.iter().for_each(|step| self.step(*step));
        fact.dimensions.iter().for_each(|one| self.column(question.dimensions[*one].column));
        for term in fact.terms.iter().map(|one| &question.terms[*one]) {
            term.column.iter().for_each(|column| self.column(root.column(*column)));
            self.conditions(&term.filter);
        }
        for branch in &fact.branches {
            self.step(branch.step);
            branch.joins.iter().for_each(|step| self.step(*step));
            self.conditions(&branch.conditions);
        }
        self.conditions(fact.conditions.iter().chain(&fact.shown));
        if let Some(last) = &fact.last {
            last.per.iter().chain([&last.by]).for_each(|one| self.column(root.column(*one)));
        }
        if let Grain::Keys(keys) = &fact.grain {
            keys.iter().for_each(|one| self.column(root.column(*one)));
        }
    }

    fn step(&mut self, step: JoinStep) {
        for (from, to) in step.keys(self.question.model) {
            self.column(step.from.column(from));
            self.column(step.to.column(to));
        }
    }
}
