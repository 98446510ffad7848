//! The final values: aggregates of all facts combined on equal dimensions, and what is computed
//! from them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use souk_query::CompareShow;

use super::formula::Expression;
use super::groups::{Frame, Grouper, Key, Values, distinct};
use super::measures::{MeasureAt, View};
use super::order::exact;
use super::question::Question;
use super::shift;
use crate::generate::cell::Cell;

/// Measures for every group.
pub(super) struct Finals<'q, 'w> {
    question: &'q Question<'w>,
    pub(super) keys: Vec<Key>,
    /// Which dimensions the keys hold.
    shown: Vec<usize>,
    tables: Vec<(Sort, Values)>,
}

/// What tells tables of values apart: the aggregate, its frame, and the dimensions it has.
#[derive(Debug, Clone, PartialEq)]
struct Sort {
    leaf: usize,
    frame: Frame,
    dimensions: Vec<usize>,
}

/// A frame and the dimensions that it keeps.
type Framed = (Frame, Vec<usize>);

impl<'q, 'w> Finals<'q, 'w> {
    /// The answer: all measures, by all of the grouper's dimensions.
    pub(super) fn of(grouper: &Grouper<'q, 'w>) -> Self {
        let measures: Vec<_> = (0..grouper.question.measures.all.len()).collect();
        let mut found = Self::some(grouper, &measures);
        if let Some(tree) = &found.question.lone {
            found.keys = grouper.combinations(tree);
        }
        found.fill(grouper);
        found
    }

    /// Some measures, by the grouper's dimensions.
    pub(super) fn some(grouper: &Grouper<'q, 'w>, measures: &[usize]) -> Self {
        let (question, shown) = (grouper.question, grouper.dimensions.clone());
        let mut found = Self { question, keys: Vec::new(), shown, tables: Vec::new() };
        measures.iter().for_each(|measure| found.add_measure(grouper, *measure));
        let own = found.tables.iter().filter(|(sort, _)| sort.dimensions == found.shown);
        let keys = own.flat_map(|(_, values)| values.rows.iter().map(|(key, _)| key.clone()));
        found.keys = distinct(keys);
        if found.shown.is_empty() {
            found.keys = vec![Vec::new()];
        }
        found
    }

    fn add_measure(&mut self, grouper: &Grouper<'_, '_>, position: usize) {
        let measures = &self.question.measures;
        for other in measures.named_by(position) {
            self.add_measure(grouper, other);
        }
        for (frame, dimensions) in self.frames(&measures.all[position]) {
            for leaf in measures.leaves_of(position) {
                self.add(grouper, Sort { leaf, frame, dimensions: dimensions.clone() });
            }
        }
    }

    /// The frames of a measure's aggregates.
    fn frames(&self, measure: &MeasureAt) -> Vec<Framed> {
        let own = (Frame::Own, self.shown.clone());
        match &measure.view {
            View::Plain => vec![own],
            View::Window(window) => vec![(Frame::Window(*window), self.shown.clone())],
            View::Compare(compare) => {
                let then = shift::of(self.question, *compare).map(Frame::Earlier);
                let then = then.map(|then| (then, self.shown.clone()));
                let shows_now = compare.show != CompareShow::Value;
                then.into_iter().chain(shows_now.then_some(own)).collect()
            }
            View::Share(per) => {
                let kept = self.shown.iter().copied().filter(|one| per.contains(one)).collect();
                vec![own, (Frame::Own, kept)]
            }
        }
    }

    fn add(&mut self, grouper: &Grouper<'_, '_>, wanted: Sort) {
        if self.tables.iter().any(|(known, _)| *known == wanted) {
            return;
        }
        let question = self.question;
        let (leaf, tree) = (&question.measures.leaves[wanted.leaf], &question.trees[wanted.leaf]);
        let kept = grouper.kept;
        let part = Grouper { question, kept, dimensions: wanted.dimensions.clone() };
        let values = part.values(leaf, tree, wanted.frame);
        self.tables.push((wanted, values));
    }

    /// Every period of a filled range for each combination of the other dimensions.
    fn fill(&mut self, grouper: &Grouper<'_, '_>) {
        let Some((place, periods)) = grouper.filled_periods() else { return };
        let mut all = self.keys.clone();
        if self.shown.len() == 1 {
            all.extend(periods.iter().map(|period| vec![period.clone()]));
        }
        for key in &self.keys {
            all.extend(periods.iter().map(|period| {
                let mut filled = key.clone();
                filled[place] = period.clone();
                filled
            }));
        }
        self.keys = distinct(all.into_iter());
    }

    /// Whether an aggregate has no rows for some group of another.
    pub(super) fn lacks_groups(&self) -> bool {
        let is_own = |sort: &Sort| sort.frame == Frame::Own && sort.dimensions == self.shown;
        let mut own = self.tables.iter().filter(|(sort, _)| is_own(sort));
        own.any(|(_, values)| values.rows.len() < self.keys.len())
    }

    /// The value of a measure for a group.
    pub(super) fn value(&self, measure: usize, key: &[Cell]) -> Cell {
        let measure = &self.question.measures.all[measure];
        let frames = self.frames(measure);
        let at = |framed: &Framed| self.expression(&measure.expression, framed, key);
        match (&measure.view, frames.as_slice()) {
            (View::Compare(compare), [then, now]) => compared(compare.show, &at(now), &at(then)),
            (View::Share(_), [own, whole]) => {
                quotient(number(&at(own)), number(&at(whole))).map_or(Cell::Null, float)
            }
            (_, [only, ..]) => at(only),
            _ => Cell::Null,
        }
    }

    fn expression(&self, expression: &Expression, framed: &Framed, key: &[Cell]) -> Cell {
        if let Expression::Leaf(leaf) = expression {
            return self.leaf(*leaf, framed, key);
        }
        let leaf = |leaf: usize| number(&self.leaf(leaf, framed, key));
        let measure = |position: usize| number(&self.value(position, key));
        expression.value(&leaf, &measure).map_or(Cell::Null, float)
    }

    fn leaf(&self, leaf: usize, (frame, dimensions): &Framed, key: &[Cell]) -> Cell {
        let is_it = |sort: &Sort| {
            sort.leaf == leaf && sort.frame == *frame && sort.dimensions == *dimensions
        };
        let place = |dimension: &usize| self.shown.iter().position(|one| one == dimension);
        let part = dimensions.iter().filter_map(place).map(|place| key[place].clone());
        let part: Vec<_> = part.collect();
        let found = self.tables.iter().find(|(sort, _)| is_it(sort));
        found.map_or(Cell::Null, |(_, values)| values.at(&part))
    }
}

fn compared(show: CompareShow, now: &Cell, then: &Cell) -> Cell {
    let change = || Some(number(now)? - number(then)?);
    let found = match show {
        CompareShow::Value => return then.clone(),
        CompareShow::Change => change(),
        CompareShow::Percentage => quotient(change(), number(then)),
    };
    found.map_or(Cell::Null, float)
}

fn quotient(dividend: Option<Decimal>, divisor: Option<Decimal>) -> Option<Decimal> {
    dividend?.checked_div(divisor?)
}

fn number(cell: &Cell) -> Option<Decimal> {
    if cell.is_null() { None } else { exact(cell) }
}

fn float(number: Decimal) -> Cell {
    number.to_f64().map_or(Cell::Null, Cell::Float)
}
