//! Aggregates for every group, over each group's own rows, over windows, earlier times and wholes.

use chrono::{Duration, NaiveDateTime};
use souk_query::{Granularity, WindowRequest};

use super::aggregate;
use super::calendar::{Span, midnight};
use super::conditions::{Condition, Test};
use super::joins::{self, Extension, JoinedRow};
use super::measures::Leaf;
use super::members::Place;
use super::order::are_same;
use super::paths::Tree;
use super::question::Question;
use super::shift;
use super::top::Kept;
use crate::generate::cell::Cell;

pub(super) type Key = Vec<Cell>;

/// Which rows are aggregated for a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Frame {
    /// Its own.
    Own,
    Window(WindowRequest),
    Earlier(Span),
}

/// Which part of a question's date range counts.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Range {
    AsAsked,
    /// All that is not past its end.
    Open(usize),
    Earlier(usize, Span),
}

/// The time dimension whose periods are shown.
#[derive(Clone, Copy)]
struct Period {
    time: usize,
    /// Its position in keys.
    place: usize,
    granularity: Granularity,
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

/// Finds groups by some dimensions and aggregates them.
pub(super) struct Grouper<'q, 'w> {
    pub(super) question: &'q Question<'w>,
    /// The values of a dimension that are shown apart.
    pub(super) kept: Option<&'q Kept>,
    /// The dimensions that are grouped by.
    pub(super) dimensions: Vec<usize>,
}

/// The joins of an aggregate, with conditions of its own.
#[derive(Clone, Copy)]
struct Source<'s> {
    tree: &'s Tree,
    filters: &'s [Condition],
}

impl<'q, 'w> Grouper<'q, 'w> {
    /// By all dimensions.
    pub(super) fn of(question: &'q Question<'w>, kept: Option<&'q Kept>) -> Self {
        Self { question, kept, dimensions: (0..question.dimensions.len()).collect() }
    }

    /// The groups of a question without measures.
    pub(super) fn combinations(&self, tree: &Tree) -> Vec<Key> {
        let rows = self.keyed(Source { tree, filters: &[] }, Range::AsAsked);
        distinct(rows.into_iter().map(|(key, _)| key))
    }

    /// An aggregate for every group that has rows.
    pub(super) fn values(&self, leaf: &Leaf, tree: &Tree, frame: Frame) -> Values {
        let rows = match frame {
            Frame::Own => self.own(leaf, tree, Range::AsAsked, &|key| key),
            Frame::Earlier(by) => self.earlier(leaf, tree, by),
            Frame::Window(window) => self.windows(leaf, tree, window),
        };
        Values { rows, of_nothing: aggregate::of_nothing(leaf) }
    }

    fn own(
        &self,
        leaf: &Leaf,
        tree: &Tree,
        range: Range,
        moved: &dyn Fn(Key) -> Key,
    ) -> Vec<(Key, Cell)> {
        let rows = |filters| {
            let keyed = self.keyed(Source { tree, filters }, range).into_iter();
            keyed.map(|(key, row)| (moved(key), row)).collect::<Vec<_>>()
        };
        let (present, counted) = (rows(&[]), rows(&leaf.filters));
        let keys = distinct(present.into_iter().map(|(key, _)| key));
        let with_value = |key: Key| {
            let rows = counted.iter().filter(|(other, _)| are_same(other, &key));
            let value = self.aggregate(leaf, rows.map(|(_, row)| row));
            (key, value)
        };
        keys.into_iter().map(with_value).collect()
    }

    fn aggregate<'r>(&self, leaf: &Leaf, rows: impl Iterator<Item = &'r JoinedRow>) -> Cell {
        let mut own: Vec<_> = rows.filter_map(|row| row.at(Place::Table(leaf.table))).collect();
        own.sort_unstable();
        own.dedup();
        aggregate::value(self.question.members, leaf, &own)
    }

    /// Rows with the values that they are grouped under, without those that `top` leaves out.
    fn keyed(&self, source: Source<'_>, range: Range) -> Vec<(Key, JoinedRow)> {
        let rows = self.joined(source, range).into_iter();
        rows.filter_map(|row| Some((self.key(&row)?, row))).collect()
    }

    /// Rows joined with all that is grouped by, and with the single rows that conditions are on;
    /// those that, by the other joins, meet rows with which they satisfy the conditions.
    fn joined(&self, source: Source<'_>, range: Range) -> Vec<JoinedRow> {
        let question = self.question;
        let places = question.places_of(&self.dimensions);
        let base = source.tree.base(&places, &question.filtered_places());
        let needed = source.tree.base(&self.all_places(source.filters), &[]);
        let more: Vec<_> =
            needed.steps.iter().copied().filter(|step| !base.steps.contains(step)).collect();
        let mut rows = joins::rows(question.members, base.root, &base.steps);
        let extension = Extension::new(question.members, &more);
        rows.retain(|row| {
            let met = extension.of(row);
            met.iter().any(|row| self.satisfies(row, source.filters, range))
        });
        rows
    }

    fn all_places(&self, filters: &[Condition]) -> Vec<Place> {
        let mut places = self.question.places_of(&self.dimensions);
        places.extend(self.question.filtered_places());
        places.extend(filters.iter().flat_map(Condition::places));
        places
    }

    fn satisfies(&self, row: &JoinedRow, filters: &[Condition], range: Range) -> bool {
        let members = self.question.members;
        let holds = |one: &Condition| one.holds(&|column| row.cell(members, column));
        self.question.conditions.iter().all(holds)
            && filters.iter().all(holds)
            && self.is_in_range(row, range)
    }

    fn is_in_range(&self, row: &JoinedRow, range: Range) -> bool {
        self.question.times.iter().enumerate().all(|(position, time)| {
            let Some(test) = &time.range else { return true };
            let cell = row.cell(self.question.members, time.column);
            match range {
                Range::Open(open) if open == position => test.is_not_past(&cell),
                Range::Earlier(moved, by) if moved == position => {
                    let zone = self.question.calendar.zone;
                    shift::earlier(test, by)
                        .and_then(|days| Test::of(time.column, "inDateRange", &days, zone))
                        .is_some_and(|test| test.holds(&cell))
                }
                _ => test.holds(&cell),
            }
        })
    }

    /// The values that a row is grouped under; `None` for a row that `top` leaves out.
    fn key(&self, row: &JoinedRow) -> Option<Key> {
        let question = self.question;
        let value = |position: &usize| {
            let dimension = &question.dimensions[*position];
            let cell = dimension.value(question.members, row, &question.calendar);
            match self.kept {
                Some(kept) if kept.dimension == *position => kept.shown(cell),
                _ => Some(cell),
            }
        };
        self.dimensions.iter().map(value).collect()
    }

    fn period(&self) -> Option<Period> {
        let time = self.question.only_period()?;
        let dimension = self.question.times[time].dimension?;
        let place = self.dimensions.iter().position(|one| *one == dimension)?;
        let granularity = self.question.dimensions[dimension].granularity()?;
        Some(Period { time, place, granularity })
    }

    /// Rows of an earlier time, each moved to the period that it is compared with.
    fn earlier(&self, leaf: &Leaf, tree: &Tree, by: Span) -> Vec<(Key, Cell)> {
        let Some(time) = self.question.compared_time() else { return Vec::new() };
        let range = Range::Earlier(time, by);
        let Some(period) = self.period() else {
            return self.own(leaf, tree, range, &|key| key);
        };
        let calendar = self.question.calendar;
        let dimension = &self.question.dimensions[self.dimensions[period.place]];
        let members = self.question.members;
        let rows = |filters| {
            let keyed = self.keyed(Source { tree, filters }, range).into_iter();
            let moved = keyed.map(|(mut key, row)| {
                let wall = calendar.wall(&row.cell(members, dimension.column), dimension.column);
                let moved = wall.map(|wall| calendar.cut(by.after(wall), period.granularity));
                key[period.place] = moved.map_or(Cell::Null, Cell::Timestamp);
                (key, row)
            });
            moved.collect::<Vec<_>>()
        };
        let (present, counted) = (rows(&[]), rows(&leaf.filters));
        let asked = self.asked_times(period);
        let is_asked = |key: &Key| match (&key[period.place], asked) {
            (Cell::Timestamp(start), Some((first, last))) => {
                calendar.cut(first, period.granularity) <= *start && *start <= last
            }
            _ => true,
        };
        let keys = distinct(present.into_iter().map(|(key, _)| key).filter(is_asked));
        let with_value = |key: Key| {
            let rows = counted.iter().filter(|(other, _)| are_same(other, &key));
            let value = self.aggregate(leaf, rows.map(|(_, row)| row));
            (key, value)
        };
        keys.into_iter().map(with_value).collect()
    }

    /// The first and the last second of the date range, where there is one.
    fn asked_times(&self, period: Period) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let range = self.question.times[period.time].range.as_ref()?;
        let (first, last) = shift::days(range)?;
        let end = midnight(last) + Duration::days(1);
        Some((midnight(first), end - Duration::seconds(1)))
    }

    /// The place in keys whose periods are all shown, and these.
    pub(super) fn filled_periods(&self) -> Option<(usize, Vec<Cell>)> {
        let question = self.question;
        let time = question.times.iter().position(|time| time.is_filled)?;
        let dimension = question.times[time].dimension?;
        let place = self.dimensions.iter().position(|one| *one == dimension)?;
        let granularity = question.dimensions[dimension].granularity()?;
        let column = question.dimensions[dimension].column;
        let (first, last) = self.asked_times(Period { time, place, granularity })?;
        let mut periods = question.calendar.periods(first, last, granularity);
        periods.retain(|one| question.calendar.is_shown_by_clocks(*one, granularity, column));
        Some((place, periods.into_iter().map(Cell::Timestamp).collect()))
    }

    fn windows(&self, leaf: &Leaf, tree: &Tree, window: WindowRequest) -> Vec<(Key, Cell)> {
        let Some(period) = self.period() else { return Vec::new() };
        let range = match window {
            WindowRequest::Cumulative => Range::AsAsked,
            _ => Range::Open(period.time),
        };
        let present = self.keyed(Source { tree, filters: &[] }, range);
        let counted = self.keyed(Source { tree, filters: &leaf.filters }, range);
        let mut found = Vec::new();
        for until in self.shown_periods(tree, period) {
            let is_inside = |key: &Key| match key[period.place] {
                Cell::Timestamp(start) => {
                    self.is_in_window(window, period.granularity, start, until)
                }
                _ => false,
            };
            let at = |key: &Key| {
                let mut key = key.clone();
                key[period.place] = Cell::Timestamp(until);
                key
            };
            let inside = present.iter().filter(|(key, _)| is_inside(key));
            for key in distinct(inside.map(|(key, _)| at(key))) {
                let is_its = |other: &Key| is_inside(other) && are_same(&at(other), &key);
                let rows = counted.iter().filter(|(other, _)| is_its(other));
                let value = self.aggregate(leaf, rows.map(|(_, row)| row));
                found.push((key, value));
            }
        }
        found
    }

    /// The periods that have a row in the range, or all of it where they are filled in.
    fn shown_periods(&self, tree: &Tree, period: Period) -> Vec<NaiveDateTime> {
        let cells = match self.filled_periods() {
            Some((_, periods)) => periods,
            None => {
                let rows = self.keyed(Source { tree, filters: &[] }, Range::AsAsked).into_iter();
                let periods = rows.map(|(key, _)| vec![key[period.place].clone()]);
                distinct(periods).into_iter().flatten().collect()
            }
        };
        let time = |cell: Cell| match cell {
            Cell::Timestamp(time) => Some(time),
            _ => None,
        };
        cells.into_iter().filter_map(time).collect()
    }

    fn is_in_window(
        &self,
        window: WindowRequest,
        granularity: Granularity,
        period: NaiveDateTime,
        until: NaiveDateTime,
    ) -> bool {
        let start = match window {
            WindowRequest::Cumulative => None,
            WindowRequest::Rolling { periods } => {
                let by = Span { count: i64::from(periods) - 1, unit: granularity };
                Some(by.back().after(until))
            }
            WindowRequest::ToDate { unit } => Some(self.question.calendar.cut(until, unit)),
        };
        period <= until && start.is_none_or(|start| period >= start)
    }
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
