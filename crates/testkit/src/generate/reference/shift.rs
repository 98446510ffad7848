//! Earlier times: how far back they lie, and the date range there.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use serde_json::Value as Json;
use souk_query::{CompareRequest, CompareTo, EarlierTime, Granularity};

use super::calendar::{Span, midnight};
use super::conditions::Test;
use super::question::{Question, TimeAt};

/// The first and the last day of a range.
type Days = (NaiveDate, NaiveDate);

/// How far a comparison goes back in time. `None` where that is not said.
pub(super) fn of(question: &Question<'_>, compare: CompareRequest) -> Option<Span> {
    let time = &question.times[question.compared_time()?];
    match compare.to {
        CompareTo::Named(EarlierTime::PreviousYear) => {
            Some(Span { count: 1, unit: Granularity::Year })
        }
        CompareTo::Named(EarlierTime::PreviousPeriod) => previous(question, time),
        CompareTo::Shift(asked) => Some(Span { count: i64::from(asked.periods), unit: asked.unit }),
    }
}

/// One step of the granularity, else the whole range.
fn previous(question: &Question<'_>, time: &TimeAt) -> Option<Span> {
    let shown = time.dimension.and_then(|one| question.dimensions[one].granularity());
    if let Some(unit) = shown {
        return Some(Span { count: 1, unit });
    }
    let (first, last) = days(time.range.as_ref()?)?;
    let end = last + Duration::days(1);
    if first.day() == 1 && end.day() == 1 {
        let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
        return Some(Span { count: months(end) - months(first), unit: Granularity::Month });
    }
    Some(Span { count: (end - first).num_days(), unit: Granularity::Day })
}

/// The days of a date range; `None` where it was written otherwise.
pub(super) fn days(range: &Test) -> Option<Days> {
    let day = |json: &Json| json.as_str().and_then(|text| text.parse().ok());
    let (first, last) = range.ends()?;
    Some((day(first)?, day(last)?))
}

/// The range so much earlier, in days or, where clocks are moved, in times. The end of a month stays one
/// where months are counted.
pub(super) fn earlier(range: &Test, by: Span) -> Option<Vec<Json>> {
    let (first, last) = days(range)?;
    let moved = |day: NaiveDate| by.back().after(midnight(day)).date();
    let end = last + Duration::days(1);
    if matches!(by.unit, Granularity::Second | Granularity::Minute | Granularity::Hour) {
        let text =
            |wall: NaiveDateTime| Json::from(wall.format("%Y-%m-%dT%H:%M:%S%.6f").to_string());
        let moved = |day: NaiveDate| by.back().after(midnight(day));
        return Some(vec![text(moved(first)), text(moved(end) - Duration::microseconds(1))]);
    }
    let last = if end.day() == 1 { moved(end) - Duration::days(1) } else { moved(last) };
    Some(vec![Json::from(moved(first).to_string()), Json::from(last.to_string())])
}
