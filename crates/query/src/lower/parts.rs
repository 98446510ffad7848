//! Facts that are made of another's groups: what is ranked and what shares are of is read once, where
//! all terms add up.
//!
//! A share of revenue per city and month needs the revenue of each, and of all: the second is the sum of
//! the first. An engine that makes common tables anew wherever they are read gains nothing by it.

use souk_model::JoinType;

use super::Lowering;
use super::fact::{DirectFact, is_direct, sum_of_parts};
use crate::resolve::{Fact, Frame, JoinStep, Term, Top};
use crate::sql::{Expr, Identifier, Select};

/// The groups of a fact in a common table, before any of them are put together as the rest.
pub(super) struct Parts<'q> {
    fact: &'q Fact,
    table: Identifier,
}

impl<'q> Lowering<'q> {
    /// Before values are ranked: the groups that the ranks and the answer are both made of.
    pub(super) fn add_parts(&mut self, top: &'q Top) {
        let all = &self.question.facts;
        let is_shared = |one: &&Fact| {
            self.is_made_of(one, one) && top.facts.iter().any(|ranked| self.is_made_of(ranked, one))
        };
        let shared: Vec<_> = all.iter().filter(is_shared).collect();
        for fact in shared {
            let wanted = format!("parts_of_{}", self.model().tables[fact.root].key);
            let select = self.fact(fact);
            let table = self.add_table(&wanted, select);
            self.parts.push(Parts { fact, table });
        }
    }

    /// After a fact was added as it is: others can be made of it.
    pub(super) fn keep_as_parts(&mut self, fact: &Fact, table: &Identifier) {
        let is_whole = self.top_of(fact).is_none() && fact.frame == Frame::Group;
        let found = self.question.facts.iter().find(|one| std::ptr::eq(*one, fact));
        if let Some(fact) = found.filter(|_| is_whole) {
            self.parts.push(Parts { fact, table: Identifier::clone(table) });
        }
    }

    fn parts_of(&self, fact: &Fact) -> Option<&Parts<'q>> {
        self.parts.iter().find(|parts| self.is_made_of(fact, parts.fact))
    }

    /// A fact over the groups that it is made of, if there are any.
    pub(super) fn of_parts(&self, fact: &Fact) -> Option<DirectFact> {
        let parts = self.parts_of(fact)?;
        let mut select = Select { is_grouped: true, ..Select::over(&parts.table) };
        self.join_top(&mut select, fact);
        let keys = fact.dimensions.iter().map(|one| (*one, self.key(*one, fact))).collect();
        let term = |position: &usize| {
            let part = self.part(*position, parts.fact)?;
            let column = Expr::column_of(&parts.table, &self.names.terms[part]);
            let term = &self.question.terms[*position];
            Some((*position, sum_of_parts(self.model().dialect, term, column)))
        };
        let terms = fact.terms.iter().map(term).collect::<Option<_>>()?;
        Some(DirectFact { select, keys, terms })
    }

    /// The group key of a dimension, before any of its values are put together.
    pub(super) fn own_key(&self, dimension: usize, fact: &Fact) -> Expr {
        match self.parts_of(fact) {
            Some(parts) => Expr::column_of(&parts.table, &self.names.dimensions[dimension]),
            None => self.dimension(dimension, &fact.frame),
        }
    }

    /// The periods of a window are the groups of another fact, if it has the same.
    pub(super) fn periods_of_parts(&self, fact: &Fact) -> Option<Select> {
        let is_same = |of: &Fact| {
            self.model().dialect.keeps_common_tables()
                && self.is_added_up(fact)
                && self.top_of(fact).is_none()
                && fact.dimensions == of.dimensions
                && self.has_same_rows(fact, of)
        };
        let parts = self.parts.iter().find(|parts| is_same(parts.fact))?;
        let mut select = Select::over(&parts.table);
        for name in fact.dimensions.iter().map(|one| &self.names.dimensions[*one]) {
            select.project(Expr::column_of(&parts.table, name), name);
        }
        for position in &fact.terms {
            let part = &self.names.terms[self.part(*position, parts.fact)?];
            select.project(Expr::column_of(&parts.table, part), &self.names.terms[*position]);
        }
        Some(select)
    }

    /// Whether a fact's groups are those of another, put together.
    fn is_made_of(&self, fact: &Fact, of: &Fact) -> bool {
        self.model().dialect.keeps_common_tables()
            && matches!(fact.frame, Frame::Group | Frame::Whole { .. })
            && is_direct(fact)
            && self.has_same_rows(fact, of)
    }

    /// Whether a fact aggregates the rows that another does, by dimensions that this one has as well.
    pub(super) fn has_same_rows(&self, fact: &Fact, of: &Fact) -> bool {
        let is_known = |step: &JoinStep| of.joins.contains(step);
        let is_plain = |one: &Fact| !one.keeps_far_rows && one.shown.is_none();
        fact.root == of.root
            && of.frame == Frame::Group
            && is_direct(of)
            && is_plain(fact)
            && is_plain(of)
            && fact.conditions == of.conditions
            && fact.branches == of.branches
            && fact.joins.iter().all(is_known)
            && of.joins.iter().all(|step| fact.joins.contains(step) || self.keeps_all(*step))
            && fact.dimensions.iter().all(|one| of.dimensions.contains(one))
            && fact.terms.iter().all(|one| self.part(*one, of).is_some())
    }

    /// Whether a join drops no rows.
    fn keeps_all(&self, step: JoinStep) -> bool {
        let join = self.model().relationships[step.relationship].join;
        matches!(join, JoinType::Left | JoinType::Full)
    }

    /// The term of another fact that a term is the sum of.
    fn part(&self, term: usize, of: &Fact) -> Option<usize> {
        let term = &self.question.terms[term];
        let is_part = |one: &&usize| is_same_value(term, &self.question.terms[**one]);
        let is_own = term.table == of.unit();
        of.terms.iter().find(is_part).copied().filter(|_| is_own && term.adds_up())
    }
}

/// Whether two terms are of the same rows and values, in whatever groups.
fn is_same_value(one: &Term, other: &Term) -> bool {
    one.table == other.table
        && one.aggregate == other.aggregate
        && one.column == other.column
        && one.filter == other.filter
        && one.last == other.last
}
