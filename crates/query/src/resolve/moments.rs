//! Days and times in questions, and the bounds they mean for a column.
//!
//! A day without a time is the whole day in the question's zone. The bounds are computed here, so
//! that the column itself is compared as it is and an index on it is used.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use souk_model::DataType;

use super::UpperBound;
use super::periods::midnight;
use super::ranges::{Edge, TimeColumn};
use crate::Value;

/// A point or day as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Day(NaiveDate),
    /// A wall-clock time in the question's zone.
    Wall(NaiveDateTime),
    /// With an offset or `Z`.
    Instant(DateTime<Utc>),
}

impl Moment {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return in_range(day).then_some(Self::Day(day));
        }
        let text = text.replacen(' ', "T", 1);
        if let Ok(instant) = DateTime::parse_from_rfc3339(&text) {
            let instant = instant.with_timezone(&Utc);
            return in_range(instant.date_naive()).then_some(Self::Instant(instant));
        }
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
            .into_iter()
            .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())
            .filter(|wall| in_range(wall.date()))
            .map(Self::Wall)
    }

    /// The first point that it covers, in the type of the column.
    pub(super) fn start(self, column: TimeColumn) -> Value {
        let edge = match self {
            Self::Day(day) => Edge::of_wall(midnight(day)),
            Self::Wall(wall) => Edge::of_wall(wall),
            Self::Instant(instant) => Edge::of_instant(instant, column.zone),
        };
        lower_bound(edge, column)
    }
}

/// The least value of a column that is not before `edge`. A day is its midnight.
pub(super) fn lower_bound(edge: Edge, column: TimeColumn) -> Value {
    match column.data_type {
        DataType::Date => Value::Date(first_day_from(edge.wall)),
        _ => instant_of(edge, column),
    }
}

/// The bound below which, or up to which, a column's values are before or at `edge`.
pub(super) fn upper_bound(edge: Edge, is_included: bool, column: TimeColumn) -> UpperBound {
    match column.data_type {
        DataType::Date if is_included => included(Value::Date(edge.wall.date())),
        DataType::Date => included(Value::Date(last_day_before(edge.wall))),
        _ => UpperBound { value: instant_of(edge, column), is_included },
    }
}

fn instant_of(edge: Edge, column: TimeColumn) -> Value {
    let instant = edge.instant.unwrap_or_else(|| to_utc(edge.wall, column.zone));
    match column.data_type {
        DataType::Timestamp => Value::Timestamp(instant.naive_utc()),
        _ => Value::TimestampTz(instant),
    }
}

/// Whether the clocks of `zone` ever show a time from `start` on and before `end`.
pub(super) fn exists_in(zone: Tz, start: NaiveDateTime, end: NaiveDateTime) -> bool {
    to_utc(start, zone) < to_utc(end, zone)
}

const fn included(value: Value) -> UpperBound {
    UpperBound { value, is_included: true }
}

/// The years that every engine can hold.
fn in_range(day: NaiveDate) -> bool {
    use chrono::Datelike;
    (1..=9999).contains(&day.year())
}

fn first_day_from(wall: NaiveDateTime) -> NaiveDate {
    if wall.time() == NaiveTime::MIN {
        wall.date()
    } else {
        wall.date().succ_opt().unwrap_or(NaiveDate::MAX)
    }
}

fn last_day_before(wall: NaiveDateTime) -> NaiveDate {
    if wall.time() == NaiveTime::MIN {
        wall.date().pred_opt().unwrap_or(NaiveDate::MIN)
    } else {
        wall.date()
    }
}

/// The instant of a wall-clock time: the earlier of two, and the end of the gap where clocks are
/// put forward over it.
fn to_utc(wall: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    if let Some(instant) = shown_at(wall, zone) {
        return instant;
    }
    let whole = wall.with_nanosecond(0).unwrap_or(wall);
    shown_at(whole + Duration::seconds(seconds_to_the_gaps_end(whole, zone)), zone)
        .unwrap_or_else(|| wall.and_utc())
}

fn shown_at(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&wall).earliest().map(|local| local.with_timezone(&Utc))
}

fn seconds_to_the_gaps_end(inside: NaiveDateTime, zone: Tz) -> i64 {
    // No zone has ever skipped more than a day.
    let (mut skipped, mut shown) = (0, 25 * 3_600);
    while shown - skipped > 1 {
        let middle = i64::midpoint(skipped, shown);
        if shown_at(inside + Duration::seconds(middle), zone).is_some() {
            shown = middle;
        } else {
            skipped = middle;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    const OSLO: TimeColumn =
        TimeColumn { data_type: DataType::TimestampTz, zone: Tz::Europe__Oslo };

    fn utc(text: &str) -> Value {
        Value::TimestampTz(DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc))
    }

    fn start(text: &str, zone: Tz) -> Value {
        Moment::parse(text).unwrap().start(TimeColumn { zone, ..OSLO })
    }

    #[test]
    fn a_time_in_the_gap_is_the_gaps_end() {
        assert_eq!(start("2024-03-31T02:30:00", Tz::Europe__Oslo), utc("2024-03-31T01:00:00Z"));
        assert_eq!(start("2024-03-31T02:59:59.5", Tz::Europe__Oslo), utc("2024-03-31T01:00:00Z"));
        let lord_howe = Tz::Australia__Lord_Howe;
        assert_eq!(start("2024-10-06T02:10:30", lord_howe), utc("2024-10-05T15:30:00Z"));
        assert_eq!(start("2011-12-30T12:00:01", Tz::Pacific__Apia), utc("2011-12-30T10:00:00Z"));
    }

    #[test]
    fn of_two_times_that_the_clock_shows_alike_the_earlier_is_meant() {
        assert_eq!(start("2024-10-27T02:30:00", Tz::Europe__Oslo), utc("2024-10-27T00:30:00Z"));
    }

    #[test]
    fn odd_texts_are_refused() {
        for text in ["", "today", "2024-13-01", "2024-02-30", "99999-01-01", "2024-01-01T25:00:00"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
