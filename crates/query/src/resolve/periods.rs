//! The calendar of periods, on wall clocks: where a day, week or fiscal quarter begins, and which
//! one is next. It knows no zone; [`super::ranges`] says which instants a range of wall clock is.

use chrono::{
    DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc,
};
use chrono_tz::Tz;

use super::members::Names;
use crate::request::{Granularity, QueryRequest, WeekStart};

/// The most periods that a range is cut into.
pub(crate) const MOST_PERIODS: usize = 4_000;

const DAY: i64 = 86_400;

/// What the words of time in a question depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Surroundings {
    /// In which days begin.
    pub(crate) zone: Tz,
    /// The moment of asking; without one, ranges that depend on it are refused.
    pub(crate) now: Option<DateTime<Utc>>,
    pub(crate) week_start: WeekStart,
    /// The month, 1 to 12, in which fiscal years begin.
    pub(crate) fiscal_year_start: u32,
}

impl Surroundings {
    /// What is taken before the question has been read.
    pub(super) const UNKNOWN: Self =
        Self { zone: Tz::UTC, now: None, week_start: WeekStart::Monday, fiscal_year_start: 1 };

    /// Those of `request`; what is wrong with them is reported to `names`.
    pub(super) fn of(names: &mut Names<'_>, request: &QueryRequest) -> Self {
        let zone = names.zone(request.timezone.as_deref());
        let asked = request.fiscal_year_start.unwrap_or(1);
        if !(1..=12).contains(&asked) {
            let hint = format!("{asked} is not a month from 1 to 12");
            names.invalid("query.fiscalYearStart", hint);
        }
        let fiscal_year_start = asked.clamp(1, 12);
        Self { zone, now: request.now, week_start: request.week_start, fiscal_year_start }
    }

    pub(crate) const fn calendar(&self) -> Calendar {
        Calendar { week_start: self.week_start, fiscal_year_start: self.fiscal_year_start }
    }
}

/// Where weeks and fiscal years begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Calendar {
    week_start: WeekStart,
    fiscal_year_start: u32,
}

/// A range has more periods than are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the date range has more than {MOST_PERIODS} periods of granularity {}; choose a coarser one or \
     a shorter range", .0.word()
)]
pub(crate) struct TooManyPeriods(pub(super) Granularity);

impl Calendar {
    /// The start of the period in which `moment` lies.
    pub(crate) fn start_of(self, unit: Granularity, moment: NaiveDateTime) -> NaiveDateTime {
        match step(unit) {
            Step::Seconds(length) if length < DAY => {
                let since_midnight = i64::from(moment.num_seconds_from_midnight());
                midnight(moment.date()) + Duration::seconds(since_midnight / length * length)
            }
            Step::Seconds(DAY) => midnight(moment.date()),
            Step::Seconds(_) => midnight(self.start_of_week(moment.date())),
            Step::Months(length) => {
                let behind = self.months_behind(unit);
                let month = months_since_year_0(moment.date()) - behind;
                midnight(first_of(month.div_euclid(length) * length + behind))
            }
        }
    }

    /// The start of the period after the one that begins at `start`.
    pub(crate) fn next(self, unit: Granularity, start: NaiveDateTime) -> NaiveDateTime {
        shift(unit, start, 1)
    }

    /// The starts of the periods that have a moment in `from <= moment < to`.
    ///
    /// # Errors
    /// When there are more than [`MOST_PERIODS`].
    pub(crate) fn periods(
        self,
        unit: Granularity,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> Result<Vec<NaiveDateTime>, TooManyPeriods> {
        let mut starts = Vec::new();
        let mut start = self.start_of(unit, from);
        while from < to && start < to {
            if starts.len() == MOST_PERIODS {
                return Err(TooManyPeriods(unit));
            }
            starts.push(start);
            let next = self.next(unit, start);
            if next == start {
                break; // The end of the calendar.
            }
            start = next;
        }
        Ok(starts)
    }

    /// How much later than the engines' own periods the calendar's begin: cutting `moment` down to a
    /// period is `truncate(moment - offset) + offset`. `None` where they are the same.
    pub(crate) const fn offset(self, unit: Granularity) -> Option<(Granularity, i64)> {
        let (offset_unit, count) = match unit {
            Granularity::Week => (Granularity::Day, self.week_start.days_after_monday() as i64),
            Granularity::FiscalQuarter | Granularity::FiscalYear => {
                (Granularity::Month, self.months_behind(unit))
            }
            _ => return None,
        };
        if count == 0 { None } else { Some((offset_unit, count)) }
    }

    /// Whether every period of the `small` unit lies in one of the `large`.
    pub(crate) fn divides(self, small: Granularity, large: Granularity) -> bool {
        match (step(small), step(large)) {
            (Step::Seconds(_), Step::Seconds(_)) if small == large => true,
            (Step::Seconds(small), Step::Seconds(large)) => large % small == 0,
            (Step::Seconds(small), Step::Months(_)) => small <= DAY,
            (Step::Months(_), Step::Seconds(_)) => false,
            (Step::Months(length), Step::Months(long)) => {
                let shift = self.months_behind(large) - self.months_behind(small);
                long % length == 0 && shift % length == 0
            }
        }
    }

    const fn months_behind(self, unit: Granularity) -> i64 {
        match unit {
            Granularity::FiscalQuarter => (self.fiscal_year_start as i64 - 1) % 3,
            Granularity::FiscalYear => self.fiscal_year_start as i64 - 1,
            _ => 0,
        }
    }

    fn start_of_week(self, day: NaiveDate) -> NaiveDate {
        let first = u32::from(self.week_start.days_after_monday());
        let since = (day.weekday().num_days_from_monday() + 7 - first) % 7;
        day.checked_sub_days(Days::new(u64::from(since))).unwrap_or(day)
    }
}

/// How long a period is: not in the calendar's months, or in them.
#[derive(Clone, Copy)]
enum Step {
    Seconds(i64),
    Months(i64),
}

const fn step(unit: Granularity) -> Step {
    match unit {
        Granularity::Second => Step::Seconds(1),
        Granularity::Minute => Step::Seconds(60),
        Granularity::Hour => Step::Seconds(3_600),
        Granularity::Day => Step::Seconds(DAY),
        Granularity::Week => Step::Seconds(7 * DAY),
        Granularity::Month => Step::Months(1),
        Granularity::Quarter | Granularity::FiscalQuarter => Step::Months(3),
        Granularity::Year | Granularity::FiscalYear => Step::Months(12),
    }
}

/// Seconds of a unit that is shorter than a day: such units pass, they are not days of a calendar.
pub(crate) const fn clock_seconds(unit: Granularity) -> Option<i64> {
    match step(unit) {
        Step::Seconds(length) if length < DAY => Some(length),
        _ => None,
    }
}

/// `moment` moved by `count` units of wall clock. A day that a month lacks becomes the month's last,
/// and nothing leaves the years 1 to 9999.
pub(crate) fn shift(unit: Granularity, moment: NaiveDateTime, count: i64) -> NaiveDateTime {
    let moved = match step(unit) {
        Step::Seconds(length) => count
            .checked_mul(length)
            .and_then(Duration::try_seconds)
            .and_then(|distance| moment.checked_add_signed(distance)),
        Step::Months(length) => count
            .checked_mul(length)
            .and_then(|months| months.checked_add(months_since_year_0(moment.date())))
            .and_then(|month| day_of_month(month, moment.day()))
            .map(|day| day.and_time(moment.time())),
    };
    let limit = if count < 0 { FIRST } else { LAST };
    moved.map_or(limit, |moved| moved.clamp(FIRST, LAST))
}

// Engines hold no others; the end of the year 9999 is itself a bound.
const FIRST: NaiveDateTime = new_year(1);
const LAST: NaiveDateTime = new_year(10_000);

const fn new_year(year: i32) -> NaiveDateTime {
    match NaiveDate::from_ymd_opt(year, 1, 1) {
        Some(day) => midnight(day),
        None => NaiveDateTime::MIN,
    }
}

pub(crate) const fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

pub(crate) fn months_since_year_0(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

fn first_of(month: i64) -> NaiveDate {
    day_of_month(month, 1).unwrap_or(FIRST.date())
}

fn day_of_month(month: i64, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    let month = u32::try_from(month.rem_euclid(12)).ok()? + 1;
    (day.min(28)..=day).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_lie_in_no_month_and_quarters_only_in_years_that_begin_with_one() {
        use Granularity::{Day, FiscalQuarter, FiscalYear, Month, Quarter, Week, Year};
        let fiscal =
            |fiscal_year_start| Calendar { week_start: WeekStart::Sunday, fiscal_year_start };
        for (small, large, from_april, from_may) in [
            (Day, Month, true, true),
            (Day, Week, true, true),
            (Week, Month, false, false),
            (Week, Year, false, false),
            (Month, FiscalYear, true, true),
            (Quarter, FiscalYear, true, false),
            (FiscalQuarter, Year, true, false),
            (FiscalQuarter, FiscalYear, true, true),
            (Year, Month, false, false),
            (Month, Day, false, false),
        ] {
            assert_eq!(fiscal(4).divides(small, large), from_april, "{small:?} {large:?}");
            assert_eq!(fiscal(5).divides(small, large), from_may, "{small:?} {large:?}");
        }
    }
}
