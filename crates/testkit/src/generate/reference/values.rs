//! The final values: aggregates of all facts combined on equal dimensions, and what is computed
//! from them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use souk_query::{CompareRequest, CompareShow};

use super::formula::Expression;
use super::groups::{Frame, Grouper, Key, Values, distinct};
use super::measures::{MeasureAt, View};
use super::order::exact;
use super::question::Question;
use super::shift;
use crate::generate::cell::Cell;

/// Every measure for every group.
pub(super) struct Finals<'q, 'w> {
    question: &'q Question<'w>,
    pub(super) keys: Vec<Key>,
    /// Which dimensions the keys hold.
    shown: Vec<usize>,
    /// By aggregate and frame.
    tables: Vec<((usize, Frame), Values)>,
}

impl<'q, 'w> Finals<'q, 'w> {
    /// By all dimensions.
    pub(super) fn of(grouper: &Grouper<'q, 'w>) -> Self {
        let shown = (0..grouper.question.dimensions.len()).collect();
        let mut found = Self::over(grouper, shown);
        if found.question.dimensions.is_empty() {
            found.keys = vec![Vec::new()];
        }
        if let Some(tree) = &found.question.lone {
            found.keys = grouper.combinations(tree);
        }
        found.fill(grouper);
        found
    }

    /// By one dimension, the measures as they are.
    pub(super) fn alone(grouper: &Grouper<'q, 'w>, dimension: usize) -> Self {
        Self::over(grouper, vec![dimension])
    }

    /// Over everything.
    pub(super) fn totals(grouper: &Grouper<'q, 'w>) -> Self {
        Self::over(grouper, Vec::new())
    }

    fn over(grouper: &Grouper<'q, 'w>, shown: Vec<usize>) -> Self {
        let question = grouper.question;
        let mut found = Self { question, keys: Vec::new(), shown, tables: Vec::new() };
        for position in 0..question.measures.all.len() {
            for frame in found.frames(&question.measures.all[position]) {
                for leaf in question.measures.leaves_of(position) {
                    found.add(grouper, leaf, frame.clone());
                }
            }
        }
        let makes_groups =
            |frame: &Frame| !matches!(frame, Frame::Whole(per) if *per != found.shown);
        let keys = found.tables.iter().filter(|((_, frame), _)| makes_groups(frame));
        let keys = keys.flat_map(|(_, values)| values.rows.iter().map(|(key, _)| key.clone()));
        found.keys = distinct(keys);
        found
    }

    fn is_complete(&self) -> bool {
        self.shown.len() == self.question.dimensions.len()
    }

    /// The frames of a measure's aggregates. Over fewer dimensions than all there are neither
    /// windows nor parts of a whole.
    fn frames(&self, measure: &MeasureAt) -> Vec<Frame> {
        let own = if self.is_complete() { Frame::Own } else { Frame::Whole(self.shown.clone()) };
        match &measure.view {
            View::Window(window) if self.is_complete() => vec![Frame::Window(*window)],
            View::Compare(compare) if self.is_complete() => {
                let then = self.earlier(*compare);
                let shows_now = compare.show != CompareShow::Value;
                then.into_iter().chain(shows_now.then_some(own)).collect()
            }
            View::Share(per) => vec![own, Frame::Whole(per.clone())],
            View::Plain | View::Window(_) | View::Compare(_) => vec![own],
        }
    }

    fn earlier(&self, compare: CompareRequest) -> Option<Frame> {
        shift::of(self.question, compare).map(Frame::Earlier)
    }

    fn add(&mut self, grouper: &Grouper<'_, '_>, leaf: usize, frame: Frame) {
        let wanted = (leaf, frame);
        if self.tables.iter().any(|(known, _)| *known == wanted) {
            return;
        }
        let question = self.question;
        let trees = &question.trees[leaf];
        let values = grouper.values(&question.measures.leaves[leaf], trees, &wanted.1);
        self.tables.push((wanted, values));
    }

    /// Every period of a filled range for each combination of the other dimensions.
    fn fill(&mut self, grouper: &Grouper<'_, '_>) {
        let Some((dimension, periods)) = grouper.filled_periods() else { return };
        let mut all = self.keys.clone();
        for key in &self.keys {
            all.extend(periods.iter().map(|period| {
                let mut filled = key.clone();
                filled[dimension] = period.clone();
                filled
            }));
        }
        if self.question.dimensions.len() == 1 {
            all.extend(periods.iter().map(|period| vec![period.clone()]));
        }
        self.keys = distinct(all.into_iter());
    }

    /// The value of a measure for a group.
    pub(super) fn value(&self, measure: usize, key: &[Cell]) -> Cell {
        let measure = &self.question.measures.all[measure];
        let frames = self.frames(measure);
        let at = |frame: &Frame| self.expression(&measure.expression, frame, key);
        match (&measure.view, frames.as_slice()) {
            (View::Compare(compare), [then, now]) => compared(compare.show, &at(now), &at(then)),
            (View::Share(_), [own, whole]) => {
                quotient(number(&at(own)), number(&at(whole))).map_or(Cell::Null, float)
            }
            (_, [only, ..]) => at(only),
            _ => Cell::Null,
        }
    }

    fn expression(&self, expression: &Expression, frame: &Frame, key: &[Cell]) -> Cell {
        if let Expression::Leaf(leaf) = expression {
            return self.leaf(*leaf, frame, key);
        }
        let leaf = |leaf: usize| number(&self.leaf(leaf, frame, key));
        let measure = |position: usize| number(&self.value(position, key));
        expression.value(&leaf, &measure).map_or(Cell::Null, float)
    }

    fn leaf(&self, leaf: usize, frame: &Frame, key: &[Cell]) -> Cell {
        let wanted = (leaf, frame.clone());
        let found = self.tables.iter().find(|(known, _)| *known == wanted);
        let place = |dimension: &usize| self.shown.iter().position(|one| one == dimension);
        found.map_or(Cell::Null, |(_, values)| match frame {
            Frame::Whole(per) => {
                let part: Option<Vec<_>> =
                    per.iter().map(|one| Some(key[place(one)?].clone())).collect();
                part.map_or(Cell::Null, |part| values.at(&part))
            }
            _ => values.at(key),
        })
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
