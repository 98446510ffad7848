//! The instants that a day or a time in a filter covers.

use std::cmp::Ordering;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::Value as Json;
use souk_model::DataType;

use super::order::compare;
use crate::generate::cell::Cell;

pub(super) struct Covered {
    pub(super) first: Cell,
    /// The last, or the first thereafter.
    end: Cell,
    end_is_covered: bool,
}

impl Covered {
    pub(super) fn ends_before(&self, cell: &Cell) -> bool {
        match compare(cell, &self.end) {
            Ordering::Less => false,
            Ordering::Equal => !self.end_is_covered,
            Ordering::Greater => true,
        }
    }
}

pub(super) fn covered(json: &Json, data_type: DataType, zone: Tz) -> Option<Covered> {
    let text = json.as_str()?;
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(whole_day(day, data_type, zone));
    }
    let instant = match DateTime::parse_from_rfc3339(text) {
        Ok(instant) => instant.to_utc(),
        Err(_) => instant_of(text.parse::<NaiveDateTime>().ok()?, zone),
    };
    if data_type == DataType::Date {
        return Some(days_around(text, instant, zone));
    }
    let cell = cell_of(instant, data_type);
    Some(Covered { first: cell.clone(), end: cell, end_is_covered: true })
}

fn whole_day(day: NaiveDate, data_type: DataType, zone: Tz) -> Covered {
    if data_type == DataType::Date {
        return Covered { first: Cell::Date(day), end: Cell::Date(day), end_is_covered: true };
    }
    let start = |day: NaiveDate| cell_of(instant_of(day.and_time(NaiveTime::MIN), zone), data_type);
    Covered { first: start(day), end: start(day + Duration::days(1)), end_is_covered: false }
}

/// A time among days: the first day that begins at it or later, the last that begins no later.
fn days_around(text: &str, instant: DateTime<Utc>, zone: Tz) -> Covered {
    let wall = text.parse().unwrap_or_else(|_| instant.with_timezone(&zone).naive_local());
    let is_midnight = wall.time() == NaiveTime::MIN;
    let first = if is_midnight { wall.date() } else { wall.date() + Duration::days(1) };
    Covered { first: Cell::Date(first), end: Cell::Date(wall.date()), end_is_covered: true }
}

fn cell_of(instant: DateTime<Utc>, data_type: DataType) -> Cell {
    match data_type {
        DataType::Timestamp => Cell::Timestamp(instant.naive_utc()),
        _ => Cell::Instant(instant),
    }
}

/// The earlier of two where clocks are put back; the end of the gap where they are put forward.
fn instant_of(wall: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let mut candidate = wall;
    loop {
        if let Some(local) = zone.from_local_datetime(&candidate).earliest() {
            return local.to_utc();
        }
        let next_minute = candidate + Duration::minutes(1);
        candidate = next_minute;
    }
}
