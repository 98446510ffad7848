//! Facts are computed apart and combined on equal groups: all are put under each other, each with
//! NULL for the others' terms, and grouped once more. NULL groups with NULL, a group that one fact
//! lacks stays, and every engine can do it.

use std::sync::Arc;

use souk_model::DataType;

use super::Lowering;
use super::fact::{DirectFact, is_direct};
use super::running::Running;
use super::term::plain;
use crate::resolve::{Fact, Frame, Term};
use crate::sql::{AggregateFunction, Expr, Function, Identifier, Join, JoinKind, Select, Source};

/// One row per group, its keys and terms.
pub(super) struct Groups {
    /// Without columns yet.
    pub(super) select: Select,
    /// By dimension; absent for those that are not grouped by.
    pub(super) keys: Vec<Option<Expr>>,
    /// By term; absent for those of other groups.
    pub(super) terms: Vec<Option<Expr>>,
}

/// What is put under others: the groups of one fact, or of several that are read together.
struct Layer {
    rows: Select,
    table: Identifier,
    terms: Vec<usize>,
}

impl Lowering<'_> {
    /// All facts of the question as one.
    pub(super) fn combined(&mut self) -> Groups {
        let question = self.question;
        let all: Vec<&Fact> = question.facts.iter().collect();
        let running = self.running(&all, &question.group_by);
        let is_told = |one: &&Fact| running.iter().any(|told| told.contains(one));
        let apart = all.iter().filter(|one| !is_told(one));
        let (wholes, grouped): (Vec<&Fact>, Vec<&Fact>) =
            apart.partition(|one| matches!(one.frame, Frame::Whole { .. }));
        let mut groups = match running {
            None => self.groups_of(&grouped, &question.group_by, true),
            Some(running) => self.with_running(running, &grouped),
        };
        for whole in wholes {
            groups = self.with_whole(groups, whole);
        }
        groups
    }

    /// Facts that are read together, and others.
    fn with_running(&mut self, running: Running<'_>, others: &[&Fact]) -> Groups {
        let dimensions = &self.question.group_by;
        let Running { facts, rows, table } = running;
        if others.is_empty() {
            return Groups { select: rows, ..self.over(&table, dimensions, &facts) };
        }
        let terms = facts.iter().flat_map(|one| &one.terms).copied().collect();
        let mut layers = vec![Layer { rows, table, terms }];
        layers.extend(self.layers(others));
        let facts: Vec<_> = facts.iter().chain(others).copied().collect();
        let stacked = self.stacked(layers, &facts, dimensions);
        let combined = self.regrouped_facts(&stacked, &facts, dimensions);
        self.over(&combined, dimensions, &facts)
    }

    /// Some facts as one, grouped by some dimensions.
    pub(super) fn groups_of(
        &mut self,
        facts: &[&Fact],
        dimensions: &[usize],
        is_answer: bool,
    ) -> Groups {
        let filled = if is_answer { self.filled_time() } else { None };
        let has_whole = is_answer
            && self.question.facts.iter().any(|one| matches!(one.frame, Frame::Whole { .. }));
        match facts {
            [only] if filled.is_none() && !has_whole && self.can_stand_alone(only) => {
                self.alone(only)
            }
            [only] if filled.is_none() => {
                let name = self.add_fact(only);
                self.over(&name, dimensions, facts)
            }
            several => {
                let layers = self.layers(several);
                let mut stacked = self.stacked(layers, several, dimensions);
                if let Some(time) = filled {
                    stacked = self.with_all_periods(&stacked, time, several, dimensions);
                }
                let combined = self.regrouped_facts(&stacked, several, dimensions);
                self.over(&combined, dimensions, several)
            }
        }
    }

    fn can_stand_alone(&self, fact: &Fact) -> bool {
        is_direct(fact) && !self.has_others(fact)
    }

    pub(super) fn filled_time(&self) -> Option<usize> {
        let question = self.question;
        let is_filled = |time: &usize| {
            let time = &question.times[*time];
            time.is_filled && time.dimension.is_some_and(|one| question.group_by.contains(&one))
        };
        (0..question.times.len()).find(is_filled)
    }

    fn alone(&mut self, fact: &Fact) -> Groups {
        let DirectFact { select, keys, terms } = self.direct(fact);
        let mut groups = self.nothing(select);
        keys.into_iter().for_each(|(position, key)| groups.keys[position] = Some(key));
        terms.into_iter().for_each(|(position, term)| groups.terms[position] = Some(term));
        groups
    }

    fn nothing(&self, select: Select) -> Groups {
        Groups {
            select,
            keys: vec![None; self.question.dimensions.len()],
            terms: vec![None; self.question.terms.len()],
        }
    }

    /// The groups that a common table holds.
    fn over(&self, table: &Identifier, dimensions: &[usize], facts: &[&Fact]) -> Groups {
        let select = Select::over(table);
        let mut groups = self.nothing(select);
        for &dimension in dimensions {
            groups.keys[dimension] =
                Some(Expr::column_of(table, &self.names.dimensions[dimension]));
        }
        for &term in facts.iter().flat_map(|fact| &fact.terms) {
            groups.terms[term] = Some(Expr::column_of(table, &self.names.terms[term]));
        }
        groups
    }

    pub(super) fn add_fact(&mut self, fact: &Fact) -> Identifier {
        let select = self.fact(fact);
        self.add_as_fact(fact, select)
    }

    /// Adds what was made of a fact under its name.
    pub(super) fn add_as_fact(&mut self, fact: &Fact, select: Select) -> Identifier {
        let key = &self.model().tables[fact.root].key;
        let wanted = match fact.frame {
            Frame::Group => format!("fact_{key}"),
            Frame::Window { .. } => format!("fact_{key}_up_to"),
            Frame::Earlier { .. } => format!("fact_{key}_before"),
            Frame::Whole { .. } => format!("fact_{key}_whole"),
        };
        let table = self.add_table(&wanted, select);
        self.keep_as_parts(fact, &table);
        table
    }

    /// Each fact for itself, but for those of now and before that are made together.
    fn layers(&mut self, facts: &[&Fact]) -> Vec<Layer> {
        let mut told: Vec<(&Fact, Identifier)> = Vec::new();
        for fact in facts {
            told.extend(self.now_and_before(fact, facts));
        }
        let mut layer = |fact: &Fact| {
            let known = told.iter().find(|(one, _)| std::ptr::eq(*one, fact));
            let known = known.map(|(_, table)| Arc::clone(table));
            let table = known.unwrap_or_else(|| self.add_fact(fact));
            Layer { rows: Select::over(&table), table, terms: fact.terms.clone() }
        };
        facts.iter().map(|fact| layer(fact)).collect()
    }

    /// All facts under each other.
    fn stacked(&mut self, layers: Vec<Layer>, facts: &[&Fact], dimensions: &[usize]) -> Identifier {
        let mut arms: Vec<_> =
            layers.into_iter().map(|layer| self.arm(layer, facts, dimensions)).collect();
        let mut first = arms.remove(0);
        first.union_all = arms;
        self.add_table("stacked", first)
    }

    /// One layer with the columns of all.
    fn arm(&self, layer: Layer, facts: &[&Fact], dimensions: &[usize]) -> Select {
        let Layer { rows: mut arm, table, terms } = layer;
        for name in self.key_names(dimensions) {
            arm.project(Expr::column_of(&table, name), name);
        }
        for &term in facts.iter().flat_map(|fact| &fact.terms) {
            let name = &self.names.terms[term];
            let value = if terms.contains(&term) {
                Expr::column_of(&table, name)
            } else {
                nothing(self.question.terms[term].data_type)
            };
            arm.project(value, name);
        }
        arm
    }

    fn key_names<'s>(&'s self, dimensions: &'s [usize]) -> impl Iterator<Item = &'s Identifier> {
        let others = self.groups_others(dimensions).then_some(&self.names.is_others);
        dimensions.iter().map(|one| &self.names.dimensions[*one]).chain(others)
    }

    /// Adds a group for every period and every combination of the other dimensions.
    fn with_all_periods(
        &mut self,
        stacked: &Identifier,
        time: usize,
        facts: &[&Fact],
        dimensions: &[usize],
    ) -> Identifier {
        let Some(periods) = self.filled_periods(time) else { return Arc::clone(stacked) };
        let dimension = self.question.times[time].dimension;
        let period = dimension.map(|one| Arc::clone(&self.names.dimensions[one]));
        let others: Vec<_> = self
            .key_names(dimensions)
            .filter(|name| Some(*name) != period.as_ref())
            .map(Arc::clone)
            .collect();
        let combinations = (!others.is_empty()).then(|| {
            let mut select = Select { distinct: true, ..Select::over(stacked) };
            others.iter().for_each(|name| select.project(Expr::column_of(stacked, name), name));
            self.add_table("other_groups", select)
        });
        let terms: Vec<usize> = facts.iter().flat_map(|fact| fact.terms.clone()).collect();
        let mut all = Select::over(stacked);
        let mut empty = Select::over(&periods);
        for name in self.key_names(dimensions) {
            all.project(Expr::column_of(stacked, name), name);
            let is_period = Some(name) == period.as_ref();
            let table = combinations.as_ref().filter(|_| !is_period).unwrap_or(&periods);
            empty.project(Expr::column_of(table, name), name);
        }
        for term in terms {
            let name = &self.names.terms[term];
            all.project(Expr::column_of(stacked, name), name);
            empty.project(nothing(self.question.terms[term].data_type), name);
        }
        if let Some(combinations) = &combinations {
            let source = Source::common(combinations);
            empty.joins.push(Join { kind: JoinKind::Cross, source, on: Vec::new() });
        }
        all.union_all.push(empty);
        self.add_table("filled", all)
    }

    fn regrouped_facts(
        &mut self,
        stacked: &Identifier,
        facts: &[&Fact],
        dimensions: &[usize],
    ) -> Identifier {
        let mut select = Select { is_grouped: true, ..Select::over(stacked) };
        for name in self.key_names(dimensions) {
            select.project(Expr::column_of(stacked, name), name);
        }
        select.group_by = select.columns.len();
        for &position in facts.iter().flat_map(|fact| &fact.terms) {
            let name = &self.names.terms[position];
            let value = only_value(&self.question.terms[position], Expr::column_of(stacked, name));
            select.project(value, name);
        }
        self.add_table("combined", select)
    }

    /// Joins the values of the whole to the groups.
    fn with_whole(&mut self, mut groups: Groups, whole: &Fact) -> Groups {
        let table = self.add_fact(whole);
        let on: Vec<_> = whole
            .dimensions
            .iter()
            .filter_map(|one| {
                let own = groups.keys[*one].clone()?;
                let theirs = Expr::column_of(&table, &self.names.dimensions[*one]);
                Some(Expr::Same(Box::new(own), Box::new(theirs)))
            })
            .collect();
        let kind = if on.is_empty() { JoinKind::Cross } else { JoinKind::Left };
        groups.select.joins.push(Join { kind, source: Source::common(&table), on });
        for &term in &whole.terms {
            let value = Expr::column_of(&table, &self.names.terms[term]);
            groups.terms[term] = Some(or_nothing(&self.question.terms[term], value));
        }
        groups
    }
}

/// NULL of a type.
fn nothing(data_type: DataType) -> Expr {
    Expr::Cast(Box::new(Expr::Null), data_type)
}

/// The one value that a group has of a term, or what an empty group has.
fn only_value(term: &Term, column: Expr) -> Expr {
    let function = match term.data_type {
        DataType::Boolean => AggregateFunction::Any,
        _ => AggregateFunction::Max,
    };
    or_nothing(term, plain(function, column))
}

/// A value that may be missing: a count is then 0, anything else NULL.
fn or_nothing(term: &Term, value: Expr) -> Expr {
    if term.is_count() {
        return Expr::Call(Function::Coalesce, vec![value, Expr::Integer(0)]);
    }
    value
}
