//! Aggregates for every group, over each group's own rows, over windows, earlier times and wholes.

use chrono::NaiveDateTime;
use souk_query::{Granularity, WindowRequest};

use super::aggregate;
use super::calendar::Span;
use super::conditions::{Condition, Test};
use super::joins::{self, JoinedRow};
use super::measures::Leaf;
use super::members::Place;
use super::order::are_same;
use super::paths::Tree;
use super::question::{Question, Trees};
use super::shift;
use super::top::Kept;
use crate::generate::cell::Cell;

pub(super) type Key = Vec<Cell>;

/// Which rows are aggregated for a group.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Frame {
    /// Its own.
    Own,
    Window(WindowRequest),
    Earlier(Span),
    /// Those that are alike in these dimensions.
    Whole(Vec<usize>),
}

/// Which part of a question's date range counts.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Range {
    AsAsked,
    /// All that is not past its end.
    Open(usize),
    Earlier(usize, Span),
}

/// An aggregate by group.
pub(super) struct Values {
    pub(super) rows: Vec<(Key, Cell)>,
    pub(super) of_nothing: Cell,
}

impl Values {
    pub(super) fn at(&self, key: &[Cell]) -> Cell {
        let found = self.rows.iter().find(|(other, _)| are_same(other, key));
        found.map_or_else(|| self.of_nothing.clone(), |(_, value)| value.clone())
    }
}

/// Finds groups and aggregates them.
pub(super) struct Grouper<'q, 'w> {
    pub(super) question: &'q Question<'w>,
    /// The values of a dimension that are shown apart.
    pub(super) kept: Option<Kept>,
}

impl Grouper<'_, '_> {
    /// The groups of a question without measures.
    pub(super) fn combinations(&self, tree: &Tree) -> Vec<Key> {
        let rows = self.joined(tree, &[], Range::AsAsked);
        let keys = rows.iter().filter_map(|row| self.key(row));
        distinct(keys)
    }

    /// An aggregate for every group that has rows.
    pub(super) fn values(&self, leaf: &Leaf, trees: &Trees, frame: &Frame) -> Values {
        let rows = match frame {
            Frame::Own => self.own(leaf, trees, Range::AsAsked, &|key| Some(key)),
            Frame::Whole(per) => {
                self.own(leaf, trees, Range::AsAsked, &|key| Some(project(&key, per)))
            }
            Frame::Earlier(by) => self.earlier(leaf, trees, *by),
            Frame::Window(window) => self.windows(leaf, trees, *window),
        };
        Values { rows, of_nothing: aggregate::of_nothing(leaf) }
    }

    fn own(
        &self,
        leaf: &Leaf,
        trees: &Trees,
        range: Range,
        key_of: &dyn Fn(Key) -> Option<Key>,
    ) -> Vec<(Key, Cell)> {
        let keyed = |tree: &Tree, filters: &[Condition]| -> Vec<(Key, JoinedRow)> {
            let rows = self.joined(tree, filters, range).into_iter();
            rows.filter_map(|row| Some((key_of(self.key(&row)?)?, row))).collect()
        };
        let present = keyed(&trees.plain, &[]);
        let counted = keyed(&trees.filtered, &leaf.filters);
        let keys = distinct(present.into_iter().map(|(key, _)| key));
        keys.into_iter()
            .map(|key| {
                let rows = counted.iter().filter(|(other, _)| are_same(other, &key));
                let value = self.aggregate(leaf, rows.map(|(_, row)| row));
                (key, value)
            })
            .collect()
    }

    fn aggregate<'r>(&self, leaf: &Leaf, rows: impl Iterator<Item = &'r JoinedRow>) -> Cell {
        let mut own: Vec<_> = rows.filter_map(|row| row.at(Place::Table(leaf.table))).collect();
        own.sort_unstable();
        own.dedup();
        aggregate::value(self.question.members, leaf, &own)
    }

    /// Joined rows that satisfy the question's conditions and those of a measure.
    fn joined(&self, tree: &Tree, filters: &[Condition], range: Range) -> Vec<JoinedRow> {
        let members = self.question.members;
        let mut rows = joins::rows(members, tree.root, &tree.steps);
        rows.retain(|row| {
            let holds = |one: &Condition| one.holds(&|column| row.cell(members, column));
            self.question.conditions.iter().all(holds)
                && filters.iter().all(holds)
                && self.is_in_range(row, range)
        });
        rows
    }

    fn is_in_range(&self, row: &JoinedRow, range: Range) -> bool {
        self.question.times.iter().enumerate().all(|(position, time)| {
            let Some(test) = &time.range else { return true };
            let cell = row.cell(self.question.members, time.column);
            match range {
                Range::Open(open) if open == position => test.is_not_past(&cell),
                Range::Earlier(moved, by) if moved == position => shift::earlier(test, by)
                    .and_then(|days| {
                        let zone = self.question.calendar.zone;
                        Test::of(time.column, "inDateRange", &days, zone)
                    })
                    .is_some_and(|test| test.holds(&cell)),
                _ => test.holds(&cell),
            }
        })
    }

    /// The values that a row is grouped under; `None` for a row that `top` leaves out.
    fn key(&self, row: &JoinedRow) -> Option<Key> {
        let question = self.question;
        let value = |(position, dimension): (usize, &super::dimensions::DimensionAt)| {
            let cell = dimension.value(question.members, row, &question.calendar);
            match &self.kept {
                Some(kept) if kept.dimension == position => kept.shown(cell),
                _ => Some(cell),
            }
        };
        question.dimensions.iter().enumerate().map(value).collect()
    }

    /// The position of the one time dimension with periods, its own and its dimension's.
    fn period(&self) -> Option<(usize, usize, Granularity)> {
        let time = self.question.only_period()?;
        let dimension = self.question.times[time].dimension?;
        Some((time, dimension, self.question.dimensions[dimension].granularity()?))
    }

    fn earlier(&self, leaf: &Leaf, trees: &Trees, by: Span) -> Vec<(Key, Cell)> {
        let Some(time) = self.question.compared_time() else { return Vec::new() };
        let range = Range::Earlier(time, by);
        let Some((_, dimension, granularity)) = self.period() else {
            return self.own(leaf, trees, range, &|key| Some(key));
        };
        let calendar = self.question.calendar;
        let forward = |mut key: Key| {
            if let Cell::Timestamp(period) = key[dimension] {
                let moved = calendar.cut(by.after(period), granularity);
                key[dimension] = Cell::Timestamp(moved);
            }
            Some(key)
        };
        let shown = self.shown_periods(trees, dimension);
        let mut found = self.own(leaf, trees, range, &forward);
        found.retain(|(key, _)| shown.contains(&key[dimension]));
        found
    }

    /// The periods that have a row, or all of the range where they are filled in.
    fn shown_periods(&self, trees: &Trees, dimension: usize) -> Vec<Cell> {
        let present = self.joined(&trees.plain, &[], Range::AsAsked);
        let keys = present.iter().filter_map(|row| self.key(row));
        let mut found: Vec<_> =
            distinct(keys.map(|key| vec![key[dimension].clone()])).into_iter().flatten().collect();
        for period in self.filled_periods().into_iter().flat_map(|(_, periods)| periods) {
            if !found.contains(&period) {
                found.push(period);
            }
        }
        found
    }

    /// The dimension whose periods are all shown, and these.
    pub(super) fn filled_periods(&self) -> Option<(usize, Vec<Cell>)> {
        let question = self.question;
        let time = question.times.iter().find(|time| time.is_filled)?;
        let dimension = time.dimension?;
        let granularity = question.dimensions[dimension].granularity()?;
        let (first, last) = shift::days(time.range.as_ref()?)?;
        let end = super::calendar::midnight(last) + chrono::Duration::days(1);
        let last = end - chrono::Duration::seconds(1);
        let start = super::calendar::midnight(first);
        let periods = question.calendar.periods(start, last, granularity);
        Some((dimension, periods.into_iter().map(Cell::Timestamp).collect()))
    }

    fn windows(&self, leaf: &Leaf, trees: &Trees, window: WindowRequest) -> Vec<(Key, Cell)> {
        let Some((time, dimension, granularity)) = self.period() else { return Vec::new() };
        let range = match window {
            WindowRequest::Cumulative => Range::AsAsked,
            _ => Range::Open(time),
        };
        let keyed = |tree: &Tree, filters: &[Condition]| -> Vec<(Key, JoinedRow)> {
            let rows = self.joined(tree, filters, range).into_iter();
            rows.filter_map(|row| Some((self.key(&row)?, row))).collect()
        };
        let present = keyed(&trees.plain, &[]);
        let counted = keyed(&trees.filtered, &leaf.filters);
        let mut found = Vec::new();
        for shown in self.shown_periods(trees, dimension) {
            let Cell::Timestamp(until) = shown else { continue };
            let is_inside = |key: &Key| match key[dimension] {
                Cell::Timestamp(period) => self.is_in_window(window, granularity, period, until),
                _ => false,
            };
            let at = |mut key: Key| {
                key[dimension] = Cell::Timestamp(until);
                key
            };
            let inside = present.iter().filter(|(key, _)| is_inside(key));
            for key in distinct(inside.map(|(key, _)| at(key.clone()))) {
                let rows = counted
                    .iter()
                    .filter(|(other, _)| is_inside(other) && are_same(&at(other.clone()), &key));
                let value = self.aggregate(leaf, rows.map(|(_, row)| row));
                found.push((key, value));
            }
        }
        found
    }

    fn is_in_window(
        &self,
        window: WindowRequest,
        granularity: Granularity,
        period: NaiveDateTime,
        until: NaiveDateTime,
    ) -> bool {
        let calendar = self.question.calendar;
        let starts = match window {
            WindowRequest::Cumulative => None,
            WindowRequest::Rolling { periods } => {
                let by = Span { count: i64::from(periods) - 1, unit: granularity };
                Some(by.back().after(until))
            }
            WindowRequest::ToDate { unit } => Some(calendar.cut(until, unit)),
        };
        period <= until && starts.is_none_or(|start| period >= start)
    }
}

fn project(key: &[Cell], positions: &[usize]) -> Key {
    positions.iter().map(|position| key[*position].clone()).collect()
}

/// Each once.
pub(super) fn distinct(keys: impl Iterator<Item = Key>) -> Vec<Key> {
    let mut found: Vec<Key> = Vec::new();
    for key in keys {
        if !found.iter().any(|other| are_same(other, &key)) {
            found.push(key);
        }
    }
    found
}
