//! Values that an answer shows as text.

use chrono::{DateTime, NaiveDate};

use super::cell::Cell;
use super::column::{INFINITE, MICROSECONDS_OF_DAY};
use super::numeric::Numeric;

/// The value as text, or in a few words why it has none.
pub(super) fn cell_text(cell: Cell<'_>) -> Result<String, &'static str> {
    Ok(match cell {
        Cell::Text(text) => text.to_owned(),
        Cell::Boolean(flag) => flag.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Single(number) => number.to_string(),
        Cell::Double(number) => number.to_string(),
        Cell::Plain(number) => number.as_str().to_owned(),
        Cell::Scaled(number, scale) => scaled_text(number, scale),
        Cell::Numeric(Numeric::Finite(number)) => number.to_text(),
        Cell::Numeric(Numeric::Special(word)) => word.to_owned(),
        Cell::Uuid(uuid) => uuid.to_string(),
        Cell::Time(time, zone) => time_text(time, zone),
        Cell::Date(days) => date_text(days.ok_or(INFINITE)?)?,
        Cell::Timestamp(time) => timestamp_text(time.ok_or(INFINITE)?)?,
        Cell::Bytes(_) => return Err("bytes are not text"),
    })
}

fn scaled_text(number: i128, scale: u8) -> String {
    let places = usize::from(scale);
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    match digits.split_at(digits.len() - places) {
        (whole, "") => format!("{sign}{whole}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    }
}

/// The part of a timestamp below whole days, also before 1970.
pub(super) const fn micros_of_day(time: i64) -> i64 {
    time.rem_euclid(MICROSECONDS_OF_DAY)
}

fn time_text(time: i64, zone: Option<i32>) -> String {
    let magnitude = time.unsigned_abs();
    let (seconds, fraction) = (magnitude / 1_000_000, magnitude % 1_000_000);
    // MySQL's times are spans: they may be negative and longer than a day.
    let mut text = if time < 0 { format!("-{}", clock(seconds)) } else { clock(seconds) };
    if fraction > 0 {
        text.push_str(&format!(".{fraction:06}"));
    }
    // The wire counts seconds west of UTC; people count hours east.
    if let Some(west) = zone {
        let sign = if west > 0 { '-' } else { '+' };
        let minutes = west.unsigned_abs() / 60;
        text.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
    }
    text
}

fn clock(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

const OUTSIDE_CALENDAR: &str = "a date lies outside the calendar";

fn date_text(days: i32) -> Result<String, &'static str> {
    let date = NaiveDate::from_epoch_days(days);
    date.map(|date| date.to_string()).ok_or(OUTSIDE_CALENDAR)
}

fn timestamp_text(time: i64) -> Result<String, &'static str> {
    let time = DateTime::from_timestamp_micros(time).ok_or(OUTSIDE_CALENDAR)?;
    Ok(time.naive_utc().format("%Y-%m-%dT%H:%M:%S%.f").to_string())
}
