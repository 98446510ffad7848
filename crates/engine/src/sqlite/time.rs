//! Times as SQLite writes them: text, read as its own date functions read it.
//!
//! Source: "Date And Time Functions" of SQLite, "Time Values" 1 to 7: a day, perhaps a time after a
//! space or a `T`, perhaps a zone. Numbers are no times here: whether they count days or seconds is
//! not written down anywhere.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

const TIMES: [&str; 3] = ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"];

/// Days since 1970-01-01; a time of day is left out.
pub(super) fn day(text: &str) -> Option<i32> {
    Some(read(text)?.date().to_epoch_days())
}

/// Microseconds since 1970-01-01, in UTC.
pub(super) fn instant(text: &str) -> Option<i64> {
    Some(read(text)?.and_utc().timestamp_micros())
}

fn read(text: &str) -> Option<NaiveDateTime> {
    let (day, rest) = text.trim().split_at_checked(10)?;
    let has_form = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    if !day.bytes().enumerate().all(has_form) {
        return None;
    }
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    if rest.is_empty() {
        return Some(day.and_time(NaiveTime::MIN));
    }
    let rest = rest.strip_prefix(['T', ' '])?.trim_start();
    let (time, offset) = split_zone(rest)?;
    let time = TIMES.iter().find_map(|form| NaiveTime::parse_from_str(time, form).ok())?;
    day.and_time(time).checked_sub_signed(offset)
}

/// The time before its zone, and how far the zone is ahead of UTC.
fn split_zone(text: &str) -> Option<(&str, TimeDelta)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((time.trim_end(), TimeDelta::zero()));
    }
    let Some(at) = text.rfind(['+', '-']) else { return Some((text, TimeDelta::zero())) };
    let (time, zone) = text.split_at_checked(at)?;
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let minutes =
        hours.parse::<u8>().ok().map(i64::from)? * 60 + i64::from(minutes.parse::<u8>().ok()?);
    let minutes = if zone.starts_with('-') { -minutes } else { minutes };
    Some((time.trim_end(), TimeDelta::minutes(minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        read(text).map(|time| time.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
    }

    #[test]
    fn every_form_that_sqlite_documents_is_read() {
        let cases = [
            ("2024-02-29", "2024-02-29T00:00:00"),
            ("2024-02-29 10:30", "2024-02-29T10:30:00"),
            ("2024-02-29T10:30:15", "2024-02-29T10:30:15"),
            ("2024-02-29 10:30:15.123456", "2024-02-29T10:30:15.123456"),
            ("2024-02-29 10:30:15Z", "2024-02-29T10:30:15"),
            ("2024-02-29T00:30:00.5+02:00", "2024-02-28T22:30:00.500"),
            ("2024-02-29 22:30 -05:30", "2024-03-01T04:00:00"),
            (" 2024-02-29 ", "2024-02-29T00:00:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_time() {
        let others = [
            "",
            "now",
            "2023-02-29",
            "2024-2-9",
            "29.02.2024",
            "20240229",
            "1709164800",
            "2024-02-29 25:00",
            "2024-02-29x10:00",
            "2024-02-29 10:00 Oslo",
            "+2024-02-2",
        ];
        for text in others {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
