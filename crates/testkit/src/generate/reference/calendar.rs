//! Wall clocks, periods of the calendar, and times moved by whole units.

use chrono::{
    Datelike, Duration, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone,
    Timelike,
};
use chrono_tz::Tz;
use souk_model::DataType;
use souk_query::{Granularity, QueryRequest};

use super::members::ColumnAt;
use crate::generate::cell::Cell;

/// How a question cuts time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    pub(super) zone: Tz,
    /// The day after Monday on which weeks begin.
    week_start: i64,
    /// 1 to 12.
    fiscal_start: u32,
}

/// A number of units, such as three months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) count: i64,
    pub(super) unit: Granularity,
}

impl Calendar {
    /// `None` where the question's zone or fiscal year makes no sense.
    pub(super) fn of(request: &QueryRequest) -> Option<Self> {
        let zone = request.timezone.as_deref().map_or(Some(Tz::UTC), |name| name.parse().ok())?;
        let fiscal_start = request.fiscal_year_start.unwrap_or(1);
        let week_start = i64::from(request.week_start.days_after_monday());
        (1..=12).contains(&fiscal_start).then_some(Self { zone, week_start, fiscal_start })
    }

    pub(super) fn zone_of(self, column: ColumnAt) -> Tz {
        if column.moves_with_zone { self.zone } else { Tz::UTC }
    }

    /// What a wall clock shows.
    pub(super) fn wall(self, cell: &Cell, column: ColumnAt) -> Option<NaiveDateTime> {
        let zone = self.zone_of(column);
        match cell {
            Cell::Date(day) => Some(day.and_time(NaiveTime::MIN)),
            Cell::Timestamp(time) => Some(time.and_utc().with_timezone(&zone).naive_local()),
            Cell::Instant(time) => Some(time.with_timezone(&zone).naive_local()),
            _ => None,
        }
    }

    /// The start of the period in which a time lies.
    pub(super) fn cut(self, wall: NaiveDateTime, granularity: Granularity) -> NaiveDateTime {
        let day = wall.date();
        let seconds = wall.num_seconds_from_midnight();
        let after_midnight =
            |seconds: u32| day.and_time(NaiveTime::MIN) + Duration::seconds(i64::from(seconds));
        match granularity {
            Granularity::Second => after_midnight(seconds),
            Granularity::Minute => after_midnight(seconds / 60 * 60),
            Granularity::Hour => after_midnight(seconds / 3_600 * 3_600),
            Granularity::Day => midnight(day),
            Granularity::Week => {
                let since_monday = i64::from(day.weekday().num_days_from_monday());
                midnight(day - Duration::days((since_monday - self.week_start).rem_euclid(7)))
            }
            Granularity::Month => first_of_months(day, 1, 1),
            Granularity::Quarter => first_of_months(day, 3, 1),
            Granularity::Year => first_of_months(day, 12, 1),
            Granularity::FiscalQuarter => first_of_months(day, 3, self.fiscal_start),
            Granularity::FiscalYear => first_of_months(day, 12, self.fiscal_start),
        }
    }

    /// The periods from the one of `first` to the one of `last`.
    pub(super) fn periods(
        self,
        first: NaiveDateTime,
        last: NaiveDateTime,
        granularity: Granularity,
    ) -> Vec<NaiveDateTime> {
        let step = Span { count: 1, unit: granularity };
        let start = self.cut(first, granularity);
        let next = |period: &NaiveDateTime| Some(step.after(*period));
        std::iter::successors(Some(start), next).take_while(|period| *period <= last).collect()
    }

    /// Whether a clock at the column's place ever shows a time of the period: those that are put forward
    /// leave times out.
    pub(super) fn is_shown_by_clocks(
        self,
        period: NaiveDateTime,
        unit: Granularity,
        column: ColumnAt,
    ) -> bool {
        if column.data_type == DataType::Date {
            return true;
        }
        let zone = self.zone_of(column);
        let end = Span { count: 1, unit }.after(period);
        let quarters =
            std::iter::successors(Some(period), |time| Some(*time + Duration::minutes(15)));
        let mut times = quarters.take_while(|time| *time < end);
        times.any(|time| zone.from_local_datetime(&time) != LocalResult::None)
    }
}

impl Span {
    /// Later by so much; days that a month lacks become its last.
    pub(super) fn after(self, wall: NaiveDateTime) -> NaiveDateTime {
        let length = match self.unit {
            Granularity::Second => Duration::seconds(self.count),
            Granularity::Minute => Duration::minutes(self.count),
            Granularity::Hour => Duration::hours(self.count),
            Granularity::Day => Duration::days(self.count),
            Granularity::Week => Duration::days(7 * self.count),
            Granularity::Month => return months_after(wall, self.count),
            Granularity::Quarter | Granularity::FiscalQuarter => {
                return months_after(wall, 3 * self.count);
            }
            Granularity::Year | Granularity::FiscalYear => {
                return months_after(wall, 12 * self.count);
            }
        };
        wall + length
    }

    pub(super) const fn back(self) -> Self {
        Self { count: -self.count, unit: self.unit }
    }
}

fn months_after(wall: NaiveDateTime, months: i64) -> NaiveDateTime {
    let count = Months::new(u32::try_from(months.abs()).unwrap_or(0));
    let moved =
        if months < 0 { wall.checked_sub_months(count) } else { wall.checked_add_months(count) };
    moved.unwrap_or(wall)
}

pub(super) const fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// The first day of the `length` months in which a day lies, counted from a month of the year.
fn first_of_months(day: NaiveDate, length: u32, start: u32) -> NaiveDateTime {
    let months_in = (day.month() + 12 - start) % 12 % length;
    let first = day.with_day(1).unwrap_or(day);
    midnight(first - Months::new(months_in))
}
