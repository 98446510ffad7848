//! When a report is sent: what the wire says, and the moments that come of it.

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday,
};
use chrono_tz::Tz;
use serde_json::Value;
use souk_model::{Frequency, ReportTime};

use crate::http::ApiError;
use crate::wire::reports::{FrequencyWord, TimeConfigurations};

const PATH: &str = "report.timeConfigurations";
/// No clock was ever put forward by more: an island that changed sides of the date line lost a day.
const LONGEST_GAP_MINUTES: i64 = 26 * 60;

/// Reads what the wire says.
pub(super) fn read(sent: &TimeConfigurations) -> Result<ReportTime, ApiError> {
    let zone: Tz = sent
        .timezone
        .parse()
        .map_err(|_| invalid("timezone", "must be the name of a time zone, such as Europe/Oslo"))?;
    let time = NaiveTime::parse_from_str(&sent.time, "%H:%M");
    let time = time.map_err(|_| invalid("time", "must be a time of the day, such as 09:00"))?;
    let frequency = match sent.frequency {
        FrequencyWord::Daily => Frequency::Daily,
        FrequencyWord::Weekly => Frequency::Weekly { day: weekday(sent.day.as_ref())? },
        FrequencyWord::Monthly => Frequency::Monthly { day: day_of_month(sent.day.as_ref())? },
    };
    Ok(ReportTime { frequency, time, timezone: zone.name().to_owned() })
}

fn weekday(day: Option<&Value>) -> Result<Weekday, ApiError> {
    let day = day.and_then(Value::as_str).and_then(|text| text.parse().ok());
    day.ok_or_else(|| invalid("day", "must be a day of the week, such as monday"))
}

/// As a number or a text.
fn day_of_month(day: Option<&Value>) -> Result<u32, ApiError> {
    let number = match day {
        Some(Value::String(text)) => text.parse().ok(),
        Some(other) => other.as_u64().and_then(|number| u32::try_from(number).ok()),
        None => None,
    };
    let number = number.filter(|number| (1..=28).contains(number));
    number.ok_or_else(|| invalid("day", "must be a day of the month from 1 to 28"))
}

fn invalid(key: &str, phrase: &str) -> ApiError {
    let path = format!("{PATH}.{key}");
    ApiError::invalid(format!("\"{path}\" {phrase}")).at(path)
}

/// The same for the wire.
pub(super) fn write(time: &ReportTime) -> TimeConfigurations {
    let (frequency, day) = match time.frequency {
        Frequency::Daily => (FrequencyWord::Daily, None),
        Frequency::Weekly { day } => (FrequencyWord::Weekly, Some(name_of(day).to_owned())),
        Frequency::Monthly { day } => (FrequencyWord::Monthly, Some(day.to_string())),
    };
    TimeConfigurations {
        frequency,
        day: day.map(Value::String),
        time: time.time.format("%H:%M").to_string(),
        timezone: time.timezone.clone(),
    }
}

const fn name_of(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

/// The first occurrence after a moment. A time of the day that a clock skips is when the clock goes on;
/// one that a clock shows twice is the first of the two.
pub(super) fn next(time: &ReportTime, after: DateTime<Utc>) -> DateTime<Utc> {
    // The name was checked when it was stored.
    let zone: Tz = time.timezone.parse().unwrap_or(Tz::UTC);
    // The day before: at an ambiguous time, or where a day was skipped, it may hold the moment.
    let today = after.with_timezone(&zone).date_naive();
    let mut day = today.pred_opt().unwrap_or(today);
    // Two months hold every kind of occurrence twice.
    for _ in 0..62 {
        if falls_on(time.frequency, day) {
            let moment = moment(zone, day.and_time(time.time));
            if moment > after {
                return moment;
            }
        }
        day = day.checked_add_days(Days::new(1)).unwrap_or(day);
    }
    // The calendar has ended.
    after + TimeDelta::days(1)
}

fn falls_on(frequency: Frequency, date: NaiveDate) -> bool {
    match frequency {
        Frequency::Daily => true,
        Frequency::Weekly { day } => date.weekday() == day,
        Frequency::Monthly { day } => date.day() == day,
    }
}

fn moment(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let found = (0..=LONGEST_GAP_MINUTES).find_map(|minutes| {
        (local + TimeDelta::minutes(minutes)).and_local_timezone(zone).earliest()
    });
    found.map_or_else(|| local.and_utc(), |moment| moment.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use serde_json::json;

    use super::*;

    fn time(frequency: &str, day: Option<Value>, time: &str, zone: &str) -> ReportTime {
        let mut sent = json!({"frequency": frequency, "time": time, "timezone": zone});
        if let Some(day) = day {
            sent["day"] = day;
        }
        read(&serde_json::from_value(sent).unwrap()).unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// Expected moments are those of the time zone database, as GNU `date` prints them:
    /// `TZ=UTC date -d 'TZ="Europe/Oslo" 2026-03-28 02:30' --iso-8601=minutes`.
    #[test]
    fn a_day_has_23_24_or_25_hours() {
        let daily = time("daily", None, "02:30", "Europe/Oslo");
        let spring = ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"];
        let autumn = ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"];
        for days in [spring, autumn] {
            for pair in days.windows(2) {
                assert_eq!(next(&daily, at(pair[0])), at(pair[1]));
            }
        }
        // Between the two half past twos of an autumn night nothing is sent again.
        assert_eq!(next(&daily, at("2026-10-25T01:00:00Z")), at("2026-10-26T01:30:00Z"));
    }

    #[test]
    fn a_day_that_was_skipped_is_sent_when_the_clock_goes_on() {
        let daily = time("daily", None, "09:00", "Pacific/Apia");
        // Samoa had no 30 December 2011; its midnight was 10:00 UTC on both sides of the gap.
        let found = next(&daily, at("2011-12-29T19:00:00Z"));
        assert_eq!(found, at("2011-12-30T10:00:00Z"));
        assert_eq!(next(&daily, found), at("2011-12-30T19:00:00Z"));
    }

    #[test]
    fn weeks_and_months_keep_their_day_in_their_own_zone() {
        let weekly = time("weekly", Some(json!("monday")), "00:30", "Asia/Kolkata");
        assert_eq!(next(&weekly, at("2026-11-22T18:59:59Z")), at("2026-11-22T19:00:00Z"));
        assert_eq!(next(&weekly, at("2026-11-22T19:00:00Z")), at("2026-11-29T19:00:00Z"));
        let monthly = time("monthly", Some(json!("28")), "23:45", "America/New_York");
        assert_eq!(next(&monthly, at("2026-02-01T00:00:00Z")), at("2026-03-01T04:45:00Z"));
        assert_eq!(next(&monthly, at("2026-03-01T04:45:00Z")), at("2026-03-29T03:45:00Z"));
    }

    #[test]
    fn what_is_no_time_is_refused_where_it_stands() {
        let wrong = [
            (json!({"frequency": "daily", "time": "25:00", "timezone": "UTC"}), "time"),
            (json!({"frequency": "daily", "time": "9", "timezone": "UTC"}), "time"),
            (json!({"frequency": "daily", "time": "09:00", "timezone": "Mars"}), "timezone"),
            (json!({"frequency": "weekly", "time": "09:00", "timezone": "UTC"}), "day"),
            (json!({"frequency": "weekly", "day": "x", "time": "09:00", "timezone": "UTC"}), "day"),
            (json!({"frequency": "monthly", "day": 29, "time": "09:00", "timezone": "UTC"}), "day"),
            (json!({"frequency": "monthly", "day": 0, "time": "09:00", "timezone": "UTC"}), "day"),
        ];
        for (sent, key) in wrong {
            let error = read(&serde_json::from_value(sent.clone()).unwrap()).unwrap_err();
            assert_eq!(error.path(), Some(format!("{PATH}.{key}").as_str()), "{sent}");
        }
    }

    #[test]
    fn what_is_read_is_written_again() {
        for sent in [
            json!({"frequency": "daily", "time": "09:00", "timezone": "UTC"}),
            json!({"frequency": "weekly", "day": "monday", "time": "09:05", "timezone": "Asia/Tokyo"}),
            json!({"frequency": "monthly", "day": "7", "time": "23:59", "timezone": "Europe/Oslo"}),
        ] {
            let read = read(&serde_json::from_value(sent.clone()).unwrap()).unwrap();
            assert_eq!(serde_json::to_value(write(&read)).unwrap(), sent);
        }
    }
}
