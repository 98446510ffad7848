//! Facts of the same rows that are told from each other's groups: each row is read once, and the engine
//! adds the groups up.
//!
//! ```text
//! groups_of_…     what each group has, and periods before the range that a window reaches back to
//! running_…       the same, what the window up to a period has, and what the whole has that a share is of
//! ```
//!
//! Windows only where time is the only dimension: with others a group is shown where any period of its window
//! has rows, also where its own has none. That takes a join of periods, see [`super::fact`].

use super::Lowering;
use super::dimension::fixed;
use super::fact::{is_direct, sum_of_parts};
use super::term::{only_where, plain};
use crate::Feature;
use crate::compiled::Value;
use crate::resolve::{Condition, Fact, Frame, Term, Test, Window};
use crate::sql::{self, AggregateFunction, Expr, Identifier, Select, WindowOrder};

/// Several facts in one common table.
pub(super) struct Running<'f> {
    pub(super) facts: Vec<&'f Fact>,
    /// One row per group.
    pub(super) rows: Select,
    pub(super) table: Identifier,
}

impl Running<'_> {
    /// Whether this very fact is one of them.
    pub(super) fn contains(&self, fact: &Fact) -> bool {
        contains(&self.facts, fact)
    }
}

impl Lowering<'_> {
    /// Those of the facts that can be read together, if that saves reading.
    pub(super) fn running<'f>(
        &mut self,
        facts: &[&'f Fact],
        dimensions: &[usize],
    ) -> Option<Running<'f>> {
        let is_possible = !dimensions.is_empty()
            && self.question.top.is_none()
            && self.filled_time().is_none()
            && self.model().dialect.supports(Feature::Windows);
        let windows = facts.iter().filter(|one| self.runs(one, dimensions));
        let widest =
            windows.copied().reduce(|wide, one| if self.holds(one, wide) { one } else { wide });
        let is_group = |one: &&&Fact| one.frame == Frame::Group && is_direct(one);
        let base =
            widest.or_else(|| facts.iter().find(is_group).copied()).filter(|_| is_possible)?;
        let mut members: Vec<_> =
            facts.iter().filter(|one| self.is_told_from(one, base, facts)).copied().collect();
        let is_whole = |one: &Fact| matches!(one.frame, Frame::Whole { .. });
        // A whole has a value in every group, also in those that only other facts have.
        if facts.iter().any(|one| !is_whole(one) && !contains(&members, one)) {
            members.retain(|one| !is_whole(one));
        }
        if members.iter().all(|one| one.frame == Frame::Group) {
            return None;
        }
        let key = &self.model().tables[base.root].key;
        let groups = self.groups_told(base, &members);
        let groups = self.add_table(&format!("groups_of_{key}"), groups);
        // Periods before the range are no groups of its facts.
        if base.shown.is_none() {
            members.iter().for_each(|one| self.keep_as_parts(one, &groups));
        }
        let mut running = Select::over(&groups);
        let flag = base.shown.as_ref().map(|_| fixed("is_shown"));
        for name in dimensions.iter().map(|one| &self.names.dimensions[*one]).chain(&flag) {
            running.project(Expr::column_of(&groups, name), name);
        }
        for (fact, position) in terms_of(&members) {
            let value = self.told(fact, position, &groups);
            running.project(value, &self.names.terms[position]);
        }
        let table = self.add_table(&format!("running_{key}"), running);
        let mut rows = Select::over(&table);
        rows.filter
            .extend(flag.map(|flag| Expr::equal(Expr::column_of(&table, &flag), Expr::Integer(1))));
        Some(Running { facts: members, rows, table })
    }

    /// Whether a fact is a window by a time that is the only dimension, and in a range: then no period
    /// is NULL.
    fn runs(&self, fact: &Fact, dimensions: &[usize]) -> bool {
        let Frame::Window { time, window } = fact.frame else { return false };
        let time = &self.question.times[time];
        time.range.is_some()
            && !time.is_filled
            && time.dimension.is_some_and(|one| dimensions == [one])
            && matches!(window, Window::Cumulative | Window::ToDate(_))
            && self.is_added_up(fact)
            && !self.question.shows_far_rows(fact)
    }

    /// Whether a fact can be told from the groups of another.
    fn is_told_from(&self, fact: &Fact, base: &Fact, facts: &[&Fact]) -> bool {
        if !matches!(fact.frame, Frame::Whole { .. }) {
            return std::ptr::eq(fact, base) || self.holds(base, fact);
        }
        let has_its_rows = |of: &&Fact| self.has_same_rows(fact, of);
        let mut groups = facts.iter().filter(|one| one.frame == Frame::Group);
        is_direct(fact)
            && groups.any(|one| has_its_rows(one) && self.is_told_from(one, base, facts))
    }

    /// Whether the rows of a window hold those of another fact, and show the same periods.
    fn holds(&self, wide: &Fact, fact: &Fact) -> bool {
        let is_alike = matches!(wide.frame, Frame::Window { .. })
            && wide.root == fact.root
            && wide.dimensions == fact.dimensions
            && wide.joins == fact.joins
            && wide.branches == fact.branches;
        let Some(apart) = wide.conditions_apart(fact).filter(|_| is_alike) else { return false };
        let apart = match apart.as_slice() {
            [] => None,
            [range] => Some((&wide.conditions[*range], &fact.conditions[*range])),
            _ => return false,
        };
        match (fact.frame.clone(), apart) {
            (Frame::Group, None) => is_direct(fact) && wide.shown.is_none(),
            (Frame::Group, Some((_, theirs))) => {
                is_direct(fact) && wide.shown.as_ref() == Some(theirs)
            }
            (Frame::Window { .. }, None) => {
                self.runs(fact, &wide.dimensions) && wide.shown == fact.shown
            }
            (Frame::Window { window: Window::ToDate(_), .. }, Some((own, theirs))) => {
                let shows = wide.shown.as_ref().unwrap_or(own);
                self.runs(fact, &wide.dimensions)
                    && shows == fact.shown.as_ref().unwrap_or(theirs)
                    && begins_before(own, theirs)
            }
            _ => false,
        }
    }

    fn groups_told(&mut self, base: &Fact, facts: &[&Fact]) -> Select {
        let mut select = Select { is_grouped: true, ..self.joined(base) };
        self.project_dimensions(&mut select, base);
        select.group_by = select.columns.len();
        let shown = base.shown.as_ref().map(|one| self.condition(one));
        if let Some(shown) = &shown {
            let flag = plain(AggregateFunction::Max, Expr::flag(shown.clone()));
            select.project(flag, &fixed("is_shown"));
        }
        for (fact, position) in terms_of(facts) {
            let term = &self.question.terms[position];
            let operand = self.operand(fact, term);
            let operand = match &shown {
                Some(shown) if !matches!(fact.frame, Frame::Window { .. }) => {
                    Some(only_where(shown.clone(), operand.unwrap_or(Expr::Integer(1))))
                }
                _ => operand,
            };
            select.project(self.aggregated(fact, term, operand), &self.names.terms[position]);
        }
        select
    }

    /// A term of a group; of all groups in the window up to it; or of all that the whole has.
    fn told(&self, fact: &Fact, term: usize, groups: &Identifier) -> Expr {
        let own = Expr::column_of(groups, &self.names.terms[term]);
        let key = |one: usize| Expr::column_of(groups, &self.names.dimensions[one]);
        let (partition_by, order_by) = match &fact.frame {
            Frame::Whole { .. } => {
                (fact.dimensions.iter().map(|one| key(*one)).collect(), Vec::new())
            }
            Frame::Window { time, window } => {
                let period = self.question.times[*time].dimension.map_or(Expr::Null, key);
                let start = match window {
                    Window::ToDate(unit) => vec![self.start_of(period.clone(), *unit)],
                    _ => Vec::new(),
                };
                (start, vec![WindowOrder { key: period, descending: false }])
            }
            _ => return own,
        };
        let term: &Term = &self.question.terms[term];
        sum_of_parts(self.model().dialect, term, own).replaced(&mut |part| {
            matches!(part, Expr::Aggregate { .. }).then(|| Expr::Over {
                aggregate: Box::new(part.clone()),
                partition_by: partition_by.clone(),
                order_by: order_by.clone(),
                frame: (!order_by.is_empty()).then_some(sql::Frame::Before),
            })
        })
    }
}

fn contains(facts: &[&Fact], fact: &Fact) -> bool {
    facts.iter().any(|one| std::ptr::eq(*one, fact))
}

fn terms_of<'f>(facts: &[&'f Fact]) -> Vec<(&'f Fact, usize)> {
    facts.iter().flat_map(|fact| fact.terms.iter().map(|term| (*fact, *term))).collect()
}

/// Whether a range begins as early as another.
fn begins_before(one: &Condition, other: &Condition) -> bool {
    match (start(one), start(other)) {
        (Some(Value::Date(one)), Some(Value::Date(other))) => one <= other,
        (Some(Value::Timestamp(one)), Some(Value::Timestamp(other))) => one <= other,
        (Some(Value::TimestampTz(one)), Some(Value::TimestampTz(other))) => one <= other,
        _ => false,
    }
}

fn start(range: &Condition) -> Option<&Value> {
    match range {
        Condition::OnColumn(_, Test::Range { from, negated: false, .. }) => from.as_ref(),
        _ => None,
    }
}
