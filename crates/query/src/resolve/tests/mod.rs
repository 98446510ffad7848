//! What filters and ranges of time promise, against brute force and tables written by hand.

mod operators;
mod periods;
mod ranges;
mod regex;
mod relative;
mod ways;

use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use souk_model::DataType;

use super::periods::Surroundings;
use super::ranges::TimeColumn;
use crate::request::WeekStart;

/// `2024-03-31T02:30:00`, also without the seconds or the time.
fn wall(text: &str) -> NaiveDateTime {
    let full = match text.len() {
        10 => format!("{text}T00:00:00"),
        16 => format!("{text}:00"),
        _ => text.to_owned(),
    };
    NaiveDateTime::from_str(&full).unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc)
}

const fn column(zone: Tz) -> TimeColumn {
    TimeColumn { data_type: DataType::TimestampTz, zone }
}

fn asked_at(now: &str, zone: Tz) -> Surroundings {
    Surroundings {
        zone,
        now: Some(instant(now)),
        week_start: WeekStart::Monday,
        fiscal_year_start: 1,
    }
}
