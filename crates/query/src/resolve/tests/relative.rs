//! Ranges in words against a table read off a calendar of 2024.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use souk_model::DataType;

use super::{asked_at, column, instant, wall};
use crate::request::{DateRangeRequest, WeekStart};
use crate::resolve::periods::Surroundings;
use crate::resolve::ranges::{ResolvedRange, TimeColumn};
use crate::resolve::{Test, UpperBound};
use crate::{Granularity, Value};

/// A Wednesday.
const NOW: &str = "2024-05-15T10:37:42Z";

fn read(text: &str, surroundings: &Surroundings) -> Result<ResolvedRange, String> {
    let request = DateRangeRequest::One(text.to_owned());
    ResolvedRange::read(&request, column(surroundings.zone), surroundings)
}

fn walls(text: &str, surroundings: &Surroundings) -> (NaiveDateTime, NaiveDateTime) {
    let range = read(text, surroundings).unwrap_or_else(|refused| panic!("{text}: {refused}"));
    (range.from().unwrap(), range.to().unwrap())
}

#[test]
fn words_are_whole_units_around_the_moment_of_asking() {
    let surroundings = Surroundings { fiscal_year_start: 4, ..asked_at(NOW, Tz::UTC) };
    for (text, from, to) in [
        ("today", "2024-05-15", "2024-05-16"),
        ("Yesterday", "2024-05-14", "2024-05-15"),
        ("TOMORROW", "2024-05-16", "2024-05-17"),
        ("Last 7 Days", "2024-05-08", "2024-05-15"),
        ("last 30 days", "2024-04-15", "2024-05-15"),
        ("last day", "2024-05-14", "2024-05-15"),
        ("this week", "2024-05-13", "2024-05-20"),
        ("last week", "2024-05-06", "2024-05-13"),
        ("last 2 weeks", "2024-04-29", "2024-05-13"),
        ("next week", "2024-05-20", "2024-05-27"),
        ("This Month", "2024-05-01", "2024-06-01"),
        ("current month", "2024-05-01", "2024-06-01"),
        ("Last Month", "2024-04-01", "2024-05-01"),
        ("previous month", "2024-04-01", "2024-05-01"),
        ("next month", "2024-06-01", "2024-07-01"),
        ("Last 3 Months", "2024-02-01", "2024-05-01"),
        ("last 6 months", "2023-11-01", "2024-05-01"),
        ("next 2 months", "2024-06-01", "2024-08-01"),
        ("this quarter", "2024-04-01", "2024-07-01"),
        ("last quarter", "2024-01-01", "2024-04-01"),
        ("last 4 quarters", "2023-04-01", "2024-04-01"),
        ("This Year", "2024-01-01", "2025-01-01"),
        ("Last  Year", "2023-01-01", "2024-01-01"),
        ("last 2 years", "2022-01-01", "2024-01-01"),
        ("next year", "2025-01-01", "2026-01-01"),
        ("this fiscal year", "2024-04-01", "2025-04-01"),
        ("last fiscal quarter", "2024-01-01", "2024-04-01"),
        ("last 2 fiscal years", "2022-04-01", "2024-04-01"),
        ("year to date", "2024-01-01", "2024-05-16"),
        ("fiscal year to date", "2024-04-01", "2024-05-16"),
        ("quarter to date", "2024-04-01", "2024-05-16"),
        ("month to date", "2024-05-01", "2024-05-16"),
        ("week to date", "2024-05-13", "2024-05-16"),
        ("3 days ago", "2024-05-12", "2024-05-13"),
        ("3 months ago", "2024-02-15", "2024-02-16"),
        ("2 weeks from now", "2024-05-29", "2024-05-30"),
        ("from 7 days ago to now", "2024-05-08", "2024-05-16"),
        ("from 1 month ago to yesterday", "2024-04-15", "2024-05-15"),
        ("From now to 7 days from now", "2024-05-15", "2024-05-23"),
        ("from 2024-02-01 to last month", "2024-02-01", "2024-05-01"),
        ("last hour", "2024-05-15T09:00", "2024-05-15T10:00"),
        ("last 24 hours", "2024-05-14T10:00", "2024-05-15T10:00"),
        ("last 30 minutes", "2024-05-15T10:07", "2024-05-15T10:37"),
        ("this minute", "2024-05-15T10:37", "2024-05-15T10:38"),
        ("last 10 seconds", "2024-05-15T10:37:32", "2024-05-15T10:37:42"),
        ("2 hours ago", "2024-05-15T08:00", "2024-05-15T09:00"),
        ("from 2 hours ago to now", "2024-05-15T08:00", "2024-05-15T11:00"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2024-02-29 12:30", "2024-02-29T12:30", "2024-02-29T12:30:01"),
    ] {
        assert_eq!(walls(text, &surroundings), (wall(from), wall(to)), "{text}");
    }
}

#[test]
fn the_first_and_the_last_may_be_words() {
    let surroundings = asked_at(NOW, Tz::UTC);
    let request = DateRangeRequest::Several(vec!["last month".to_owned(), "now".to_owned()]);
    let range = ResolvedRange::read(&request, column(Tz::UTC), &surroundings).unwrap();
    assert_eq!((range.from(), range.to()), (Some(wall("2024-04-01")), Some(wall("2024-05-16"))));
}

#[test]
fn today_is_the_zones() {
    // The day begins at 11:00 UTC in Samoa.
    let before = asked_at("2024-05-15T10:59:59Z", Tz::Pacific__Apia);
    let after = asked_at("2024-05-15T11:00:00Z", Tz::Pacific__Apia);
    assert_eq!(walls("today", &before), (wall("2024-05-15"), wall("2024-05-16")));
    assert_eq!(walls("today", &after), (wall("2024-05-16"), wall("2024-05-17")));
}

#[test]
fn today_is_the_questions_also_for_a_column_that_is_not_moved() {
    let surroundings = asked_at("2024-05-15T11:00:00Z", Tz::Pacific__Apia);
    let request = DateRangeRequest::One("today".to_owned());
    let range = ResolvedRange::read(&request, column(Tz::UTC), &surroundings).unwrap();
    let bounds = Test::Range {
        from: Some(Value::TimestampTz(instant("2024-05-16T00:00:00Z"))),
        to: Some(UpperBound {
            value: Value::TimestampTz(instant("2024-05-17T00:00:00Z")),
            is_included: false,
        }),
        negated: false,
    };
    assert_eq!(range.test(), bounds);
}

#[test]
fn weeks_begin_when_asked() {
    for (week_start, from) in [
        (WeekStart::Monday, "2024-05-13"),
        (WeekStart::Wednesday, "2024-05-15"),
        (WeekStart::Thursday, "2024-05-09"),
        (WeekStart::Sunday, "2024-05-12"),
    ] {
        let surroundings = Surroundings { week_start, ..asked_at(NOW, Tz::UTC) };
        assert_eq!(walls("this week", &surroundings).0, wall(from), "{week_start:?}");
    }
}

#[test]
fn hours_pass_while_clocks_change() {
    // In Oslo 02:00 to 03:00 of 27 October 2024 was shown twice, from 00:00Z and from 01:00Z.
    let surroundings = asked_at("2024-10-27T02:30:00Z", Tz::Europe__Oslo);
    let range = read("last 2 hours", &surroundings).unwrap();
    let bounds = Test::Range {
        from: Some(Value::TimestampTz(instant("2024-10-27T00:00:00Z"))),
        to: Some(UpperBound {
            value: Value::TimestampTz(instant("2024-10-27T02:00:00Z")),
            is_included: false,
        }),
        negated: false,
    };
    assert_eq!(range.test(), bounds);
    let hours = range.periods(surroundings.calendar(), Granularity::Hour).unwrap();
    assert_eq!(hours, Ok(vec![wall("2024-10-27T02:00")]));
}

#[test]
fn other_texts_are_refused() {
    let surroundings = asked_at(NOW, Tz::UTC);
    for text in [
        "",
        "now",
        "last",
        "last 0 days",
        "last -1 days",
        "last 99999999999999999999 days",
        "last 7",
        "7 days",
        "this 2 weeks",
        "last fiscal week",
        "to date",
        "from",
        "from today",
        "from to",
        "from today to",
        "someday",
        "last blue moon",
        "yesterday today",
    ] {
        assert!(read(text, &surroundings).is_err(), "{text}");
    }
    let long = "x".repeat(10_000);
    assert!(read(&long, &surroundings).unwrap_err().len() < 300);
}

#[test]
fn a_column_of_days_has_no_hours() {
    let surroundings = asked_at(NOW, Tz::UTC);
    let days = TimeColumn { data_type: DataType::Date, zone: Tz::UTC };
    let read = |text: &str| {
        ResolvedRange::read(&DateRangeRequest::One(text.to_owned()), days, &surroundings)
    };
    for text in ["last 24 hours", "from 90 minutes ago to now", "this second"] {
        assert!(read(text).unwrap_err().contains("holds days"), "{text}");
    }
    assert!(read("last 7 days").is_ok());
}

#[test]
fn without_a_moment_of_asking_only_dates_can_be_read() {
    let surroundings = Surroundings { now: None, ..asked_at(NOW, Tz::UTC) };
    assert!(read("2024-01-31", &surroundings).is_ok());
    for text in ["today", "last 7 days", "from 2024-01-01 to now", "last 2 hours"] {
        assert!(read(text, &surroundings).unwrap_err().contains("moment of asking"), "{text}");
    }
}
