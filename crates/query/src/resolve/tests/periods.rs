//! Periods against a walk through the calendar, day by day.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::wall;
use crate::request::{Granularity, WeekStart};
use crate::resolve::periods::{Calendar, MOST_PERIODS, Surroundings, shift};

const UNITS: [Granularity; 10] = [
    Granularity::Second,
    Granularity::Minute,
    Granularity::Hour,
    Granularity::Day,
    Granularity::Week,
    Granularity::Month,
    Granularity::Quarter,
    Granularity::Year,
    Granularity::FiscalQuarter,
    Granularity::FiscalYear,
];

const WEEK_STARTS: [WeekStart; 7] = [
    WeekStart::Monday,
    WeekStart::Tuesday,
    WeekStart::Wednesday,
    WeekStart::Thursday,
    WeekStart::Friday,
    WeekStart::Saturday,
    WeekStart::Sunday,
];

fn calendar(week_start: WeekStart, fiscal_year_start: u32) -> Calendar {
    Surroundings { zone: Tz::UTC, now: None, week_start, fiscal_year_start }.calendar()
}

/// Whether a period of `unit` begins with this day, said in the words of its definition.
fn begins(unit: Granularity, day: NaiveDate, week_start: WeekStart, fiscal: u32) -> bool {
    let day_name = format!("{}", day.format("%A")).to_lowercase();
    let fiscal_quarters: Vec<_> = (0..4).map(|count| (fiscal - 1 + 3 * count) % 12 + 1).collect();
    match unit {
        Granularity::Week => format!("{week_start:?}").to_lowercase() == day_name,
        Granularity::Month => day.day() == 1,
        Granularity::Quarter => day.day() == 1 && [1, 4, 7, 10].contains(&day.month()),
        Granularity::Year => day.day() == 1 && day.month() == 1,
        Granularity::FiscalQuarter => day.day() == 1 && fiscal_quarters.contains(&day.month()),
        Granularity::FiscalYear => day.day() == 1 && day.month() == fiscal,
        _ => true,
    }
}

fn walked_back(
    unit: Granularity,
    from: NaiveDateTime,
    week: WeekStart,
    fiscal: u32,
) -> NaiveDateTime {
    let time = from.time();
    let hms = |hour, minute, second| {
        from.date().and_time(NaiveTime::from_hms_opt(hour, minute, second).unwrap())
    };
    match unit {
        Granularity::Second => hms(time.hour(), time.minute(), time.second()),
        Granularity::Minute => hms(time.hour(), time.minute(), 0),
        Granularity::Hour => hms(time.hour(), 0, 0),
        _ => {
            let mut day = from.date();
            while !begins(unit, day, week, fiscal) {
                day = day.pred_opt().unwrap();
            }
            day.and_time(NaiveTime::MIN)
        }
    }
}

fn moments() -> impl Strategy<Value = NaiveDateTime> {
    (-400_000_i64..400_000, 0_i64..86_400, 0_u32..1_000_000_000).prop_map(
        |(days, second, nanos)| {
            let whole = wall("2000-01-01") + Duration::days(days) + Duration::seconds(second);
            whole.with_nanosecond(nanos).unwrap()
        },
    )
}

proptest! {
    #[test]
    fn a_period_begins_where_a_walk_back_ends(
        moment in moments(), unit in prop::sample::select(&UNITS[..]),
        week in prop::sample::select(&WEEK_STARTS[..]), fiscal in 1_u32..=12,
    ) {
        let calendar = calendar(week, fiscal);
        let start = calendar.start_of(unit, moment);
        prop_assert_eq!(start, walked_back(unit, moment, week, fiscal));
        prop_assert_eq!(calendar.start_of(unit, start), start);
        let next = calendar.next(unit, start);
        prop_assert!(next > moment);
        prop_assert_eq!(walked_back(unit, next - Duration::nanoseconds(1), week, fiscal), start);
        prop_assert_eq!(walked_back(unit, next, week, fiscal), next);
    }

    #[test]
    fn an_engines_own_period_and_the_offset_make_the_same_start(
        moment in moments(), unit in prop::sample::select(&UNITS[..]),
        week in prop::sample::select(&WEEK_STARTS[..]), fiscal in 1_u32..=12,
    ) {
        let calendar = calendar(week, fiscal);
        let own = |moment| walked_back(engines_unit(unit), moment, WeekStart::Monday, 1);
        let start = match calendar.offset(unit) {
            Some((by, count)) => shift(by, own(shift(by, moment, -count)), count),
            None => own(moment),
        };
        prop_assert_eq!(start, calendar.start_of(unit, moment));
    }

    #[test]
    fn periods_are_those_that_a_walk_meets(
        from in moments(), days in 0_i64..900, unit in prop::sample::select(&UNITS[3..]),
        week in prop::sample::select(&WEEK_STARTS[..]), fiscal in 1_u32..=12,
    ) {
        let to = from + Duration::days(days);
        let mut met = Vec::new();
        let mut moment = from;
        while moment < to {
            let start = walked_back(unit, moment, week, fiscal);
            if met.last() != Some(&start) {
                met.push(start);
            }
            moment = (moment.date() + Days::new(1)).and_time(NaiveTime::MIN);
        }
        prop_assert_eq!(calendar(week, fiscal).periods(unit, from, to), Ok(met));
    }

    #[test]
    fn a_shift_by_months_keeps_the_day_or_takes_the_last(
        moment in moments(), count in -500_i64..500,
    ) {
        let moved = shift(Granularity::Month, moment, count);
        let months = |at: NaiveDateTime| i64::from(at.year()) * 12 + i64::from(at.month());
        prop_assert_eq!(months(moved) - months(moment), count);
        prop_assert_eq!(moved.time(), moment.time());
        let is_last = (moved + Duration::days(1)).day() == 1;
        prop_assert!(moved.day() == moment.day() || (is_last && moved.day() < moment.day()));
    }
}

fn engines_unit(unit: Granularity) -> Granularity {
    match unit {
        Granularity::FiscalQuarter => Granularity::Quarter,
        Granularity::FiscalYear => Granularity::Year,
        other => other,
    }
}

#[test]
fn too_many_periods_are_refused_with_the_number() {
    let calendar = calendar(WeekStart::Monday, 1);
    let from = wall("2024-01-01");
    let hours = |count| calendar.periods(Granularity::Hour, from, from + Duration::hours(count));
    assert_eq!(hours(4_000).map(|all| all.len()), Ok(MOST_PERIODS));
    let refused = hours(4_001).unwrap_err().to_string();
    assert!(refused.contains("4000 periods of granularity hour"), "{refused}");
}

#[test]
fn the_calendar_ends_without_a_panic() {
    let calendar = calendar(WeekStart::Sunday, 4);
    for unit in UNITS {
        for moment in ["0001-01-01", "9999-12-31T23:59:59"] {
            let start = calendar.start_of(unit, wall(moment));
            for count in [i64::MIN, -10_000_000, 10_000_000, i64::MAX] {
                let moved = shift(unit, start, count);
                assert!((1..=10_000).contains(&moved.year()), "{unit:?} {moment} {count}: {moved}");
            }
        }
    }
    let last = calendar.periods(Granularity::Year, wall("9998-05-01"), wall("9999-12-31"));
    assert_eq!(last, Ok(vec![wall("9998-01-01"), wall("9999-01-01")]));
}
