//! The wall clock of a zone, cut down to a granularity.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use chrono_tz::Tz;
use souk_query::Granularity;

use super::members::DimensionAt;
use crate::generate::cell::Cell;

pub(super) fn dimension_value(dimension: &DimensionAt, cell: Cell, zone: Tz) -> Cell {
    let Some(granularity) = dimension.granularity else { return cell };
    let zone = if dimension.column.moves_with_zone { zone } else { Tz::UTC };
    let wall = match cell {
        Cell::Date(day) => day.and_time(NaiveTime::MIN),
        Cell::Timestamp(time) => time.and_utc().with_timezone(&zone).naive_local(),
        Cell::Instant(time) => time.with_timezone(&zone).naive_local(),
        _ => return Cell::Null,
    };
    Cell::Timestamp(cut(wall, granularity))
}

fn cut(wall: NaiveDateTime, granularity: Granularity) -> NaiveDateTime {
    let day = wall.date();
    let from_midnight =
        |seconds: u32| day.and_time(NaiveTime::MIN) + Duration::seconds(i64::from(seconds));
    let first_of = |month: u32| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    match granularity {
        Granularity::Second => from_midnight(wall.num_seconds_from_midnight()),
        Granularity::Minute => from_midnight(wall.num_seconds_from_midnight() / 60 * 60),
        Granularity::Hour => from_midnight(wall.hour() * 3_600),
        Granularity::Day => midnight(day),
        Granularity::Week => {
            midnight(day - Duration::days(i64::from(day.weekday().num_days_from_monday())))
        }
        Granularity::Month => midnight(first_of(day.month())),
        Granularity::Quarter | Granularity::FiscalQuarter => {
            midnight(first_of((day.month() - 1) / 3 * 3 + 1))
        }
        Granularity::Year | Granularity::FiscalYear => midnight(first_of(1)),
    }
}
