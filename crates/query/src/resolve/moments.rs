//! Days and times in questions, and the bounds they mean for a column.
//!
//! A day without a time is the whole day in the question's zone. The bounds are computed here, so
//! that the column itself is compared as it is and an index on it is used.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use souk_model::DataType;

use super::UpperBound;
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
    pub(super) fn start(self, column: DataType, zone: Tz) -> Value {
        match (self, column) {
            (Self::Day(day), DataType::Date) => Value::Date(day),
            (Self::Wall(wall), DataType::Date) => Value::Date(first_day_from(wall)),
            (Self::Instant(instant), DataType::Date) => {
                Value::Date(first_day_from(instant.with_timezone(&zone).naive_local()))
            }
            (Self::Day(day), _) => at(column, to_utc(midnight(day), zone)),
            (Self::Wall(wall), _) => at(column, to_utc(wall, zone)),
            (Self::Instant(instant), _) => at(column, instant),
        }
    }

    /// The last point that it covers: the day's end, or the time itself.
    pub(super) fn end(self, column: DataType, zone: Tz) -> UpperBound {
        match (self, column) {
            (Self::Day(day), DataType::Date) => included(Value::Date(day)),
            (Self::Wall(wall), DataType::Date) => included(Value::Date(wall.date())),
            (Self::Instant(instant), DataType::Date) => {
                included(Value::Date(instant.with_timezone(&zone).date_naive()))
            }
            (Self::Day(day), _) => {
                let next = to_utc(midnight(next_day(day)), zone);
                UpperBound { value: at(column, next), is_included: false }
            }
            (Self::Wall(wall), _) => included(at(column, to_utc(wall, zone))),
            (Self::Instant(instant), _) => included(at(column, instant)),
        }
    }
}

const fn included(value: Value) -> UpperBound {
    UpperBound { value, is_included: true }
}

/// The years that every engine can hold.
fn in_range(day: NaiveDate) -> bool {
    use chrono::Datelike;
    (1..=9999).contains(&day.year())
}

fn at(column: DataType, instant: DateTime<Utc>) -> Value {
    match column {
        DataType::Timestamp => Value::Timestamp(instant.naive_utc()),
        _ => Value::TimestampTz(instant),
    }
}

const fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

fn first_day_from(wall: NaiveDateTime) -> NaiveDate {
    if wall.time() == NaiveTime::MIN { wall.date() } else { next_day(wall.date()) }
}

/// The instant of a wall-clock time: the earlier of two, and the end of the gap where clocks are
/// put forward over it.
fn to_utc(wall: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    // No zone has ever skipped more than a day.
    const LONGEST_GAP_MINUTES: i64 = 25 * 60;
    (0..=LONGEST_GAP_MINUTES)
        .find_map(|minutes| {
            zone.from_local_datetime(&(wall + Duration::minutes(minutes))).earliest()
        })
        .map_or_else(|| wall.and_utc(), |local| local.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Value {
        Value::TimestampTz(DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc))
    }

    #[test]
    fn a_day_is_23_or_25_hours_where_clocks_change() {
        let zone = Tz::Europe__Oslo;
        let bounds = |text| {
            let day = Moment::parse(text).unwrap();
            (day.start(DataType::TimestampTz, zone), day.end(DataType::TimestampTz, zone).value)
        };
        assert_eq!(
            bounds("2024-03-31"),
            (utc("2024-03-30T23:00:00Z"), utc("2024-03-31T22:00:00Z"))
        );
        assert_eq!(
            bounds("2024-10-27"),
            (utc("2024-10-26T22:00:00Z"), utc("2024-10-27T23:00:00Z"))
        );
    }

    #[test]
    fn a_time_in_the_gap_is_the_gaps_end() {
        let wall = Moment::parse("2024-03-31T02:30:00").unwrap();
        assert_eq!(
            wall.start(DataType::TimestampTz, Tz::Europe__Oslo),
            utc("2024-03-31T01:00:00Z")
        );
    }

    #[test]
    fn odd_texts_are_refused() {
        for text in ["", "today", "2024-13-01", "2024-02-30", "99999-01-01", "2024-01-01T25:00:00"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
