//! What rows are grouped by.

use chrono_tz::Tz;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use souk_query::{
    BinRequest, DimensionRequest, Granularity, GroupedDimension, QueryRequest, TimeDimensionRequest,
};

use super::calendar::Calendar;
use super::conditions::Test;
use super::joins::JoinedRow;
use super::members::{ColumnAt, Members};
use super::order::exact;
use crate::generate::cell::Cell;

/// A column and how its values are shown.
pub(super) struct DimensionAt {
    pub(super) name: String,
    /// The member of a time dimension, by which it may be ordered too.
    pub(super) member: String,
    pub(super) column: ColumnAt,
    pub(super) shape: Shape,
}

pub(super) enum Shape {
    Plain,
    Bin(BinRequest),
    /// Labels with their tests, and the label of what passes none.
    Buckets(Vec<(String, Vec<Test>)>, Option<String>),
    /// Its position among the question's time dimensions, too.
    Time(Granularity, usize),
}

impl DimensionAt {
    /// The dimensions and time dimensions in the order of the answer. `None` where one of them has
    /// no meaning.
    pub(super) fn read(
        members: Members<'_>,
        request: &QueryRequest,
        zone: Tz,
    ) -> Option<Vec<Self>> {
        let mut found = Vec::new();
        for asked in &request.dimensions {
            found.push(match asked {
                DimensionRequest::Member(member) => {
                    let column = members.column(member)?;
                    Self {
                        name: member.clone(),
                        member: member.clone(),
                        column,
                        shape: Shape::Plain,
                    }
                }
                DimensionRequest::Grouped(grouped) => grouped_dimension(members, grouped, zone)?,
            });
        }
        for (position, time) in request.time_dimensions.iter().enumerate() {
            found.extend(time_dimension(members, time, position)?);
        }
        Some(found)
    }

    pub(super) fn granularity(&self) -> Option<Granularity> {
        match self.shape {
            Shape::Time(granularity, _) => Some(granularity),
            _ => None,
        }
    }

    /// The value that a row is grouped under.
    pub(super) fn value(&self, members: Members<'_>, row: &JoinedRow, calendar: &Calendar) -> Cell {
        let cell = row.cell(members, self.column);
        match &self.shape {
            Shape::Plain => cell,
            Shape::Bin(bin) => binned(&cell, *bin),
            Shape::Buckets(buckets, otherwise) => {
                let fitting =
                    buckets.iter().find(|(_, tests)| tests.iter().all(|test| test.holds(&cell)));
                let label = fitting.map(|(label, _)| label).or(otherwise.as_ref());
                label.map_or(Cell::Null, |label| Cell::Text(label.clone()))
            }
            Shape::Time(granularity, _) => calendar
                .wall(&cell, self.column)
                .map_or(Cell::Null, |wall| Cell::Timestamp(calendar.cut(wall, *granularity))),
        }
    }
}

fn grouped_dimension(
    members: Members<'_>,
    asked: &GroupedDimension,
    zone: Tz,
) -> Option<DimensionAt> {
    let column = members.column(&asked.member)?;
    let shape = match (&asked.bin, asked.buckets.as_slice()) {
        (Some(bin), []) => {
            let makes_sense =
                column.data_type.is_number() && bin.width > 0.0 && asked.otherwise.is_none();
            makes_sense.then_some(Shape::Bin(*bin))?
        }
        (None, [_, ..]) => {
            let bucket = |one: &souk_query::BucketRequest| {
                let tests: Option<Vec<_>> = one
                    .filters
                    .iter()
                    .map(|test| Test::of(column, &test.operator, &test.values, zone))
                    .collect();
                Some((one.label.clone(), tests?))
            };
            let buckets: Option<Vec<_>> = asked.buckets.iter().map(bucket).collect();
            Shape::Buckets(buckets?, asked.otherwise.clone())
        }
        _ => return None,
    };
    let word = if asked.bin.is_some() { "bin" } else { "bucket" };
    let name = asked.name.clone().unwrap_or_else(|| format!("{}.{word}", asked.member));
    Some(DimensionAt { name, member: asked.member.clone(), column, shape })
}

fn time_dimension(
    members: Members<'_>,
    time: &TimeDimensionRequest,
    position: usize,
) -> Option<Option<DimensionAt>> {
    let column = members.column(&time.dimension)?;
    if !column.data_type.is_temporal() {
        return None;
    }
    let Some(granularity) = time.granularity else { return Some(None) };
    Some(Some(DimensionAt {
        name: format!("{}.{}", time.dimension, granularity.word()),
        member: time.dimension.clone(),
        column,
        shape: Shape::Time(granularity, position),
    }))
}

/// The start of the step in which a number lies.
fn binned(cell: &Cell, bin: BinRequest) -> Cell {
    let read = || {
        let (width, offset) = (Decimal::from_f64(bin.width)?, Decimal::from_f64(bin.offset)?);
        let steps = ((exact(cell)? - offset) / width).floor();
        (steps * width + offset).to_f64()
    };
    read().map_or(Cell::Null, Cell::Float)
}
