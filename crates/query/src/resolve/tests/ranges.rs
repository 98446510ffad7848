//! Ranges of time: their bounds, moved ranges, and the periods of days that are not 24 hours.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use souk_model::DataType;

use super::{asked_at, column, instant, wall};
use crate::request::DateRangeRequest;
use crate::resolve::ranges::{ResolvedRange, Shift, TimeColumn};
use crate::resolve::{Test, UpperBound};
use crate::{Granularity, Value};

const ZONES: [Tz; 6] = [
    Tz::UTC,
    Tz::Europe__Oslo,
    Tz::America__New_York,
    Tz::Asia__Kathmandu,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Apia,
];

fn between(first: &str, last: &str, of: TimeColumn) -> ResolvedRange {
    let request = DateRangeRequest::Several(vec![first.to_owned(), last.to_owned()]);
    ResolvedRange::read(&request, of, &asked_at("2024-05-15T10:00:00Z", Tz::UTC)).unwrap()
}

fn days(first: &str, last: &str) -> ResolvedRange {
    between(first, last, column(Tz::UTC))
}

fn previous(range: &ResolvedRange) -> ResolvedRange {
    range.shifted(range.previous_shift().unwrap())
}

fn walls(range: ResolvedRange) -> (NaiveDateTime, NaiveDateTime) {
    (range.from().unwrap(), range.to().unwrap())
}

fn instants(range: &ResolvedRange) -> (DateTime<Utc>, DateTime<Utc>, bool) {
    let Test::Range {
        from: Some(Value::TimestampTz(from)),
        to: Some(UpperBound { value: Value::TimestampTz(to), is_included }),
        negated: false,
    } = range.test()
    else {
        panic!("{range:?}")
    };
    (from, to, is_included)
}

#[test]
fn bounds_fit_the_type_of_the_column() {
    let zone = Tz::Europe__Oslo;
    let of = |data_type| between("2024-03-31", "2024-03-31", TimeColumn { data_type, zone }).test();
    let range = |from, value, is_included| Test::Range {
        from: Some(from),
        to: Some(UpperBound { value, is_included }),
        negated: false,
    };
    let day = Value::Date(NaiveDate::from_ymd_opt(2024, 3, 31).unwrap());
    assert_eq!(of(DataType::Date), range(day.clone(), day, true));
    let (start, end) = (instant("2024-03-30T23:00:00Z"), instant("2024-03-31T22:00:00Z"));
    assert_eq!(
        of(DataType::TimestampTz),
        range(Value::TimestampTz(start), Value::TimestampTz(end), false)
    );
    assert_eq!(
        of(DataType::Timestamp),
        range(Value::Timestamp(start.naive_utc()), Value::Timestamp(end.naive_utc()), false)
    );
}

#[test]
fn days_have_23_hours_25_hours_and_none() {
    for (zone, day, hours) in [
        (Tz::Europe__Oslo, "2024-03-31", 23.0),
        (Tz::Europe__Oslo, "2024-10-27", 25.0),
        (Tz::America__New_York, "2024-03-10", 23.0),
        (Tz::America__New_York, "2024-11-03", 25.0),
        (Tz::Australia__Lord_Howe, "2024-10-06", 23.5),
        (Tz::Australia__Lord_Howe, "2024-04-07", 24.5),
        (Tz::Asia__Kathmandu, "2024-03-31", 24.0),
        (Tz::Pacific__Apia, "2011-12-29", 24.0),
        (Tz::Pacific__Apia, "2011-12-30", 0.0),
        (Tz::Pacific__Apia, "2011-12-31", 24.0),
    ] {
        let (from, to, _) = instants(&between(day, day, column(zone)));
        assert_eq!((to - from).as_seconds_f64() / 3_600.0, hours, "{zone} {day}");
    }
}

#[test]
fn periods_that_the_clocks_skip_are_not_shown() {
    let calendar = asked_at("2024-01-01T00:00:00Z", Tz::UTC).calendar();
    let starts = |day, last, zone, unit| {
        between(day, last, column(zone)).periods(calendar, unit).unwrap().unwrap()
    };
    let spring = starts("2024-03-31", "2024-03-31", Tz::Europe__Oslo, Granularity::Hour);
    assert_eq!(spring.len(), 23);
    assert!(!spring.contains(&wall("2024-03-31T02:00")));
    let autumn = starts("2024-10-27", "2024-10-27", Tz::Europe__Oslo, Granularity::Hour);
    assert_eq!(autumn.len(), 24, "the hour that is shown twice is one period");
    let samoa = starts("2011-12-29", "2011-12-31", Tz::Pacific__Apia, Granularity::Day);
    assert_eq!(samoa, [wall("2011-12-29"), wall("2011-12-31")]);
    let of_days = TimeColumn { data_type: DataType::Date, zone: Tz::Pacific__Apia };
    let dates = between("2011-12-29", "2011-12-31", of_days);
    assert_eq!(dates.periods(calendar, Granularity::Day).unwrap().unwrap().len(), 3);
}

#[test]
fn the_range_before_has_as_many_months_or_days() {
    for (first, last, from, to) in [
        ("2024-03-01", "2024-03-31", "2024-02-01", "2024-03-01"),
        ("2024-02-01", "2024-02-29", "2024-01-01", "2024-02-01"),
        ("2024-01-01", "2024-12-31", "2023-01-01", "2024-01-01"),
        ("2024-04-01", "2024-06-30", "2024-01-01", "2024-04-01"),
        ("2024-05-13", "2024-05-19", "2024-05-06", "2024-05-13"),
        ("2024-03-01", "2024-03-30", "2024-01-31", "2024-03-01"),
        ("2024-03-31", "2024-03-31", "2024-03-30", "2024-03-31"),
        ("2024-03-01T00:00:00", "2024-03-31T23:59:59", "2024-02-01", "2024-03-01"),
        ("2024-03-01T00:00:00", "2024-03-31T23:59:59.999", "2024-02-01", "2024-03-01"),
        ("2024-03-02T08:00", "2024-03-02T16:59:59", "2024-03-01T23:00", "2024-03-02T08:00"),
    ] {
        let before = previous(&days(first, last));
        assert_eq!(walls(before), (wall(from), wall(to)), "{first} {last}");
    }
}

#[test]
fn the_hours_before_are_as_many_hours_while_clocks_change() {
    let surroundings = asked_at("2024-10-27T03:00:00Z", Tz::Europe__Oslo);
    let request = DateRangeRequest::One("last 3 hours".to_owned());
    let range = ResolvedRange::read(&request, column(Tz::Europe__Oslo), &surroundings).unwrap();
    let (from, to) = (instant("2024-10-26T21:00:00Z"), instant("2024-10-27T00:00:00Z"));
    assert_eq!(instants(&previous(&range)), (from, to, false));
}

#[test]
fn a_shift_keeps_the_days_that_a_month_has() {
    for (first, last, unit, count, from, to) in [
        ("2024-03-31", "2024-03-31", Granularity::Month, -1, "2024-02-29", "2024-03-01"),
        ("2024-05-01", "2024-05-30", Granularity::Month, -1, "2024-04-01", "2024-05-01"),
        ("2024-04-01", "2024-04-30", Granularity::Month, -1, "2024-03-01", "2024-04-01"),
        ("2024-02-29", "2024-02-29", Granularity::Year, -1, "2023-02-28", "2023-03-01"),
        ("2025-02-01", "2025-02-28", Granularity::Year, -1, "2024-02-01", "2024-03-01"),
        ("2024-02-10", "2024-02-12", Granularity::Year, -1, "2023-02-10", "2023-02-13"),
        ("2024-05-31", "2024-05-31", Granularity::FiscalQuarter, -1, "2024-02-29", "2024-03-01"),
        ("2024-05-31", "2024-06-01", Granularity::Week, -1, "2024-05-24", "2024-05-26"),
        ("2024-05-31", "2024-06-01", Granularity::Hour, -2, "2024-05-30T22:00", "2024-06-01T22:00"),
    ] {
        let moved = days(first, last).shifted(Shift { unit, count });
        assert_eq!(walls(moved), (wall(from), wall(to)), "{first} {last} {unit:?} {count}");
    }
}

#[test]
fn a_window_begins_periods_before_the_first_period() {
    let calendar = asked_at("2024-01-01T00:00:00Z", Tz::UTC).calendar();
    let range = days("2024-05-15", "2024-05-20");
    for (unit, periods, from) in [
        (Granularity::Day, 0, "2024-05-15"),
        (Granularity::Day, 2, "2024-05-13"),
        (Granularity::Week, 1, "2024-05-06"),
        (Granularity::Month, 0, "2024-05-01"),
        (Granularity::Month, 2, "2024-03-01"),
        (Granularity::Year, 0, "2024-01-01"),
        (Granularity::Hour, 3, "2024-05-14T21:00"),
    ] {
        let extended = range.extended_back(calendar, unit, periods);
        assert_eq!(walls(extended), (wall(from), wall("2024-05-21")), "{unit:?} {periods}");
    }
}

#[test]
fn a_window_of_hours_holds_hours_that_passed() {
    let surroundings = asked_at("2024-10-27T03:00:00Z", Tz::Europe__Oslo);
    let request = DateRangeRequest::One("this hour".to_owned());
    let range = ResolvedRange::read(&request, column(Tz::Europe__Oslo), &surroundings).unwrap();
    let extended = range.extended_back(surroundings.calendar(), Granularity::Hour, 3);
    let (from, to) = (instant("2024-10-27T00:00:00Z"), instant("2024-10-27T04:00:00Z"));
    assert_eq!(instants(&extended), (from, to, false));
}

#[test]
fn the_range_before_one_of_instants_does_not_touch_it() {
    let range = days("2024-03-01T08:00:00Z", "2024-03-01T08:59:59Z");
    let (from, to) = (instant("2024-03-01T07:00:00Z"), instant("2024-03-01T07:59:59Z"));
    assert_eq!(instants(&previous(&range)), (from, to, true));
}

/// Moments at which clocks change somewhere.
const CHANGES: [&str; 7] = [
    "2011-12-30T10:00:00Z",
    "2024-03-10T07:00:00Z",
    "2024-03-31T01:00:00Z",
    "2024-04-06T15:00:00Z",
    "2024-10-05T15:30:00Z",
    "2024-10-27T01:00:00Z",
    "2024-11-03T06:00:00Z",
];

fn hours() -> impl Strategy<Value = (Tz, DateTime<Utc>)> {
    (prop::sample::select(&ZONES[..]), prop::sample::select(&CHANGES[..]), -4_000_i64..4_000)
        .prop_map(|(zone, anchor, minutes)| (zone, instant(anchor) + Duration::minutes(minutes)))
}

proptest! {
    #[test]
    fn a_day_holds_the_instants_that_the_zones_clocks_show_as_that_day((zone, at) in hours()) {
        let day = at.with_timezone(&zone).date_naive().to_string();
        let (from, to, _) = instants(&between(&day, &day, column(zone)));
        prop_assert!(from <= at && at < to);
        let mut probe = from - Duration::minutes(90);
        while probe < to + Duration::minutes(90) {
            let is_shown = probe.with_timezone(&zone).date_naive().to_string() == day;
            prop_assert_eq!(is_shown, from <= probe && probe < to, "{} {}", zone, probe);
            probe += Duration::minutes(5);
        }
    }

    #[test]
    fn every_hour_that_has_an_instant_in_the_range_is_a_period(
        (zone, first) in hours(), minutes in 0_i64..3_000, is_instant in any::<bool>(),
    ) {
        let last = first + Duration::minutes(minutes);
        let text = |at: DateTime<Utc>| if is_instant {
            at.to_rfc3339()
        } else {
            at.with_timezone(&zone).naive_local().to_string()
        };
        let range = between(&text(first), &text(last), column(zone));
        let (from, to, is_included) = instants(&range);
        prop_assert!(is_included);
        let mut shown: Vec<_> = (0..)
            .map(|count| from + Duration::minutes(count))
            .take_while(|probe| *probe <= to)
            .map(|probe| {
                let wall = probe.with_timezone(&zone).naive_local();
                wall.with_minute(0).and_then(|wall| wall.with_second(0)).unwrap()
            })
            .collect();
        shown.sort_unstable();
        shown.dedup();
        let calendar = asked_at("2024-01-01T00:00:00Z", zone).calendar();
        let periods = range.periods(calendar, Granularity::Hour).unwrap().unwrap();
        if is_instant {
            prop_assert_eq!(periods, shown);
        } else {
            // Of a time that was shown twice the earlier is meant, so the second is left out.
            prop_assert!(shown.iter().all(|hour| periods.contains(hour)), "{:?} {:?}", shown, periods);
            prop_assert!(periods.iter().all(|hour| is_shown_in(zone, *hour)));
        }
    }
}

fn is_shown_in(zone: Tz, hour: NaiveDateTime) -> bool {
    (0..60).any(|minute| {
        let wall = hour + Duration::minutes(minute);
        zone.from_local_datetime(&wall).earliest().is_some()
    })
}
