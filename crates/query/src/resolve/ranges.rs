//! A range of time as a question means it: wall clocks that can be moved and cut into periods, and
//! the bounds that they are for a column.

use chrono::{
    DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc,
};
use chrono_tz::Tz;
use souk_model::DataType;

use super::moments::{Moment, exists_in, lower_bound, upper_bound};
use super::periods::{
    Calendar, MOST_PERIODS, Surroundings, TooManyPeriods, clock_seconds, midnight,
    months_since_year_0, shift,
};
use super::{Test, relative};
use crate::request::{DateRangeRequest, Granularity};

/// The column for which a range is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimeColumn {
    /// One with a calendar.
    pub(crate) data_type: DataType,
    /// Whose wall clock it shows; UTC where the question's zone does not move the column.
    pub(crate) zone: Tz,
}

/// From one moment to another, for one column. Absent ends are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ResolvedRange {
    pub(super) column: TimeColumn,
    pub(super) from: Option<Edge>,
    pub(super) to: Option<Edge>,
    /// Whether `to` itself belongs to the range: a written time does, a day's end does not.
    pub(super) includes_to: bool,
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    /// As the column's zone shows it.
    pub(crate) wall: NaiveDateTime,
    /// Where an instant was meant: written with an offset, or so many hours ago.
    pub(crate) instant: Option<DateTime<Utc>>,
}

impl Edge {
    pub(super) const fn of_wall(wall: NaiveDateTime) -> Self {
        Self { wall, instant: None }
    }

    pub(super) fn of_instant(instant: DateTime<Utc>, zone: Tz) -> Self {
        let wall = instant.with_timezone(&zone).naive_local();
        Self { wall, instant: Some(instant) }
    }
}

/// A distance in time; negative is earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shift {
    pub(crate) unit: Granularity,
    pub(crate) count: i64,
}

impl ResolvedRange {
    /// Reads a date range.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn read(
        request: &DateRangeRequest,
        column: TimeColumn,
        surroundings: &Surroundings,
    ) -> Result<Self, String> {
        match request {
            DateRangeRequest::One(text) => relative::read(text, column, surroundings),
            DateRangeRequest::Several(texts) => match texts.as_slice() {
                [text] => relative::read(text, column, surroundings),
                [first, last] => relative::read_pair(first, last, column, surroundings),
                _ => Err(WRONG_NUMBER.to_owned()),
            },
        }
    }

    /// The whole of what was written: a day, or a point in time.
    pub(super) fn of_moment(moment: Moment, column: TimeColumn) -> Self {
        let edge = match moment {
            Moment::Day(day) => return Self::half_open(column, midnight(day), day_after(day)),
            Moment::Wall(wall) => Edge::of_wall(wall),
            Moment::Instant(instant) => Edge::of_instant(instant, column.zone),
        };
        Self { column, from: Some(edge), to: Some(edge), includes_to: true }
    }

    pub(super) const fn half_open(
        column: TimeColumn,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> Self {
        let (from, to) = (Some(Edge::of_wall(from)), Some(Edge::of_wall(to)));
        Self { column, from, to, includes_to: false }
    }

    /// The first wall clock of the range.
    pub(crate) fn from(&self) -> Option<NaiveDateTime> {
        self.from.map(|edge| edge.wall)
    }

    /// The first wall clock after the range, which is one of whole seconds where a time is included.
    pub(crate) fn to(&self) -> Option<NaiveDateTime> {
        self.to.map(|edge| if self.includes_to { second_after(edge.wall) } else { edge.wall })
    }

    /// What a column's value must satisfy to lie in the range.
    pub(crate) fn test(&self) -> Test {
        self.test_as(false)
    }

    /// What a column's value must satisfy to lie outside; NULL does.
    pub(crate) fn test_outside(&self) -> Test {
        self.test_as(true)
    }

    fn test_as(&self, negated: bool) -> Test {
        let from = self.from.map(|edge| lower_bound(edge, self.column));
        let to = self.to.map(|edge| upper_bound(edge, self.includes_to, self.column));
        Test::Range { from, to, negated }
    }

    /// The range at another time. The end of a month stays the end of a month.
    #[must_use]
    pub(crate) fn shifted(&self, by: Shift) -> Self {
        let from = self.from.map(|edge| self.moved(edge, by));
        let to = self.to.map(|edge| match self.to() {
            Some(end) if is_midnight(end) => Edge::of_wall(shifted_end(end, by)),
            _ => self.moved(edge, by),
        });
        let includes_to = self.includes_to && !self.to().is_some_and(is_midnight);
        Self { from, to, includes_to, ..*self }
    }

    fn moved(&self, edge: Edge, by: Shift) -> Edge {
        let elapsed = clock_seconds(by.unit)
            .and_then(|length| Duration::try_seconds(length.checked_mul(by.count)?));
        let instant = edge.instant.zip(elapsed).and_then(|(at, by)| at.checked_add_signed(by));
        match instant {
            Some(instant) => Edge::of_instant(instant, self.column.zone),
            None => Edge::of_wall(shift(by.unit, edge.wall, by.count)),
        }
    }

    /// How far back the range of equal length lies that ends where this one begins: whole calendar
    /// months, else days, else time. `None` for an open range.
    pub(crate) fn previous_shift(&self) -> Option<Shift> {
        let (from, to) = (self.from()?, self.to()?);
        if is_month_start(from) && is_month_start(to) {
            let months = months_since_year_0(to.date()) - months_since_year_0(from.date());
            return Some(Shift { unit: Granularity::Month, count: -months });
        }
        if is_midnight(from) && is_midnight(to) {
            return Some(Shift { unit: Granularity::Day, count: -(to - from).num_days() });
        }
        let instants =
            self.from.and_then(|one| one.instant).zip(self.to.and_then(|one| one.instant));
        let length = match instants {
            Some((first, last)) if self.includes_to => last - first + Duration::seconds(1),
            Some((first, last)) => last - first,
            None => to - from,
        };
        Some(Shift { unit: Granularity::Second, count: -length.num_seconds() })
    }

    /// The range from the start of the period in which it begins, and `periods` before that: what
    /// rolling windows read (one less than their length), and with 0 those up to a date.
    #[must_use]
    pub(crate) fn extended_back(
        &self,
        calendar: Calendar,
        unit: Granularity,
        periods: u32,
    ) -> Self {
        let from = self.from.map(|edge| {
            let back = Shift { unit, count: -i64::from(periods) };
            self.moved(start_of(calendar, unit, edge), back)
        });
        Self { from, ..*self }
    }

    /// The starts of the periods that the range touches, without those that the zone's clocks skip.
    /// `None` for an open range.
    ///
    /// # Errors
    /// When there are too many.
    pub(crate) fn periods(
        &self,
        calendar: Calendar,
        unit: Granularity,
    ) -> Option<Result<Vec<NaiveDateTime>, TooManyPeriods>> {
        let (from, to) = (self.from?, self.to?);
        if let (Some(first), Some(_), Some(length)) =
            (from.instant, to.instant, clock_seconds(unit))
        {
            return Some(self.periods_of_instants(calendar, unit, first, length));
        }
        let starts = calendar.periods(unit, from.wall, self.to()?);
        Some(starts.map(|all| self.without_skipped(calendar, unit, all)))
    }

    fn without_skipped(
        &self,
        calendar: Calendar,
        unit: Granularity,
        mut starts: Vec<NaiveDateTime>,
    ) -> Vec<NaiveDateTime> {
        if self.column.data_type != DataType::Date {
            let zone = self.column.zone;
            starts.retain(|start| exists_in(zone, *start, calendar.next(unit, *start)));
        }
        starts
    }

    /// Where clocks are put back, the wall clock of a later instant may be an earlier one.
    fn periods_of_instants(
        &self,
        calendar: Calendar,
        unit: Granularity,
        first: DateTime<Utc>,
        length: i64,
    ) -> Result<Vec<NaiveDateTime>, TooManyPeriods> {
        // Since time zones have whole hours, halves and quarters, all periods begin at one of these.
        const SHORTEST_PERIOD: i64 = 15 * 60;
        let pace = length.min(SHORTEST_PERIOD);
        let later = (first.timestamp().div_euclid(pace) + 1..)
            .map_while(|count| DateTime::from_timestamp(count * pace, 0));
        let mut starts: Vec<_> = std::iter::once(first)
            .chain(later)
            .take_while(|instant| self.is_before_end(*instant))
            .map(|instant| Edge::of_instant(instant, self.column.zone).wall)
            .map(|wall| calendar.start_of(unit, wall))
            .take(8 * MOST_PERIODS)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        if starts.len() > MOST_PERIODS { Err(TooManyPeriods(unit)) } else { Ok(starts) }
    }

    fn is_before_end(&self, instant: DateTime<Utc>) -> bool {
        self.to
            .and_then(|edge| edge.instant)
            .is_some_and(|end| if self.includes_to { instant <= end } else { instant < end })
    }
}

const WRONG_NUMBER: &str =
    "a date range is one date, the first and the last, or a text such as last 7 days";

fn start_of(calendar: Calendar, unit: Granularity, edge: Edge) -> Edge {
    let wall = calendar.start_of(unit, edge.wall);
    let is_clock = clock_seconds(unit).is_some();
    let instant = edge.instant.filter(|_| is_clock).map(|instant| instant - (edge.wall - wall));
    Edge { wall, instant }
}

/// A range's end, moved: by its last day, so that a range keeps the days that a shorter month has.
fn shifted_end(end: NaiveDateTime, by: Shift) -> NaiveDateTime {
    if is_month_start(end) {
        return shift(by.unit, end, by.count);
    }
    let last_day = shift(Granularity::Day, end, -1);
    shift(Granularity::Day, shift(by.unit, last_day, by.count), 1)
}

fn is_midnight(wall: NaiveDateTime) -> bool {
    wall.time() == NaiveTime::MIN
}

fn is_month_start(wall: NaiveDateTime) -> bool {
    is_midnight(wall) && wall.day() == 1
}

fn day_after(day: NaiveDate) -> NaiveDateTime {
    midnight(day.checked_add_days(Days::new(1)).unwrap_or(day))
}

fn second_after(wall: NaiveDateTime) -> NaiveDateTime {
    let whole = wall.with_nanosecond(0).unwrap_or(wall);
    whole.checked_add_signed(Duration::seconds(1)).unwrap_or(whole)
}
