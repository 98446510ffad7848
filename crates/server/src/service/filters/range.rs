//! Ranges of days in words, for SQL variables, which take days only. Questions hand the words on.
//!
//! The rule is that of questions: a range holds whole units, and `last 7 days` is without today.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// The first and the last day.
///
/// # Errors
/// A phrase: words that are not known here.
pub(super) fn ends(days: &[String], now: DateTime<Utc>) -> Result<[String; 2], String> {
    match days {
        [first, last] => Ok([first.clone(), last.clone()]),
        [day] if day.parse::<NaiveDate>().is_ok() => Ok([day.clone(), day.clone()]),
        [words] => {
            let range = in_words(words, now.date_naive());
            let [first, last] = range
                .ok_or_else(|| format!("has a range {words:?} that SQL metrics do not know"))?;
            Ok([first.to_string(), last.to_string()])
        }
        _ => Err("must be a range of days".to_owned()),
    }
}

fn in_words(words: &str, today: NaiveDate) -> Option<[NaiveDate; 2]> {
    let lower = words.to_lowercase();
    let parts: Vec<_> = lower.split_whitespace().collect();
    match parts.as_slice() {
        ["today"] => Some([today, today]),
        ["yesterday"] => units(Unit::Day, 1, today),
        ["this", unit] => {
            let unit = named(unit)?;
            let first = start(unit, today)?;
            Some([first, before(later(unit, 1, first)?)?])
        }
        ["last", unit] => units(named(unit)?, 1, today),
        ["last", number, unit] => units(named(unit)?, number.parse().ok()?, today),
        [unit, "to", "date"] => Some([start(named(unit)?, today)?, today]),
        _ => None,
    }
}

/// So many whole units before the one of today.
fn units(unit: Unit, number: u32, today: NaiveDate) -> Option<[NaiveDate; 2]> {
    const MOST: u32 = 10_000;
    let end = start(unit, today)?;
    (number > 0 && number <= MOST).then_some(())?;
    Some([earlier(unit, number, end)?, before(end)?])
}

fn named(word: &str) -> Option<Unit> {
    match word.strip_suffix('s').unwrap_or(word) {
        "day" => Some(Unit::Day),
        "week" => Some(Unit::Week),
        "month" => Some(Unit::Month),
        "quarter" => Some(Unit::Quarter),
        "year" => Some(Unit::Year),
        _ => None,
    }
}

fn start(unit: Unit, day: NaiveDate) -> Option<NaiveDate> {
    match unit {
        Unit::Day => Some(day),
        Unit::Week => day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())),
        Unit::Month => day.with_day(1),
        Unit::Quarter => day.with_day(1)?.with_month((day.month0() / 3) * 3 + 1),
        Unit::Year => day.with_day(1)?.with_month(1),
    }
}

fn before(day: NaiveDate) -> Option<NaiveDate> {
    day.pred_opt()
}

fn earlier(unit: Unit, number: u32, day: NaiveDate) -> Option<NaiveDate> {
    match unit {
        Unit::Day => day.checked_sub_days(Days::new(number.into())),
        Unit::Week => day.checked_sub_days(Days::new(u64::from(number) * 7)),
        Unit::Month => day.checked_sub_months(Months::new(number)),
        Unit::Quarter => day.checked_sub_months(Months::new(number * 3)),
        Unit::Year => day.checked_sub_months(Months::new(number * 12)),
    }
}

fn later(unit: Unit, number: u32, day: NaiveDate) -> Option<NaiveDate> {
    match unit {
        Unit::Day => day.checked_add_days(Days::new(number.into())),
        Unit::Week => day.checked_add_days(Days::new(u64::from(number) * 7)),
        Unit::Month => day.checked_add_months(Months::new(number)),
        Unit::Quarter => day.checked_add_months(Months::new(number * 3)),
        Unit::Year => day.checked_add_months(Months::new(number * 12)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_units() {
        let today = NaiveDate::from_ymd_opt(2024, 3, 15).unwrap();
        let cases = [
            ("today", "2024-03-15", "2024-03-15"),
            ("Yesterday", "2024-03-14", "2024-03-14"),
            ("last 7 days", "2024-03-08", "2024-03-14"),
            ("last month", "2024-02-01", "2024-02-29"),
            ("last 12 months", "2023-03-01", "2024-02-29"),
            ("this quarter", "2024-01-01", "2024-03-31"),
            ("last week", "2024-03-04", "2024-03-10"),
            ("this year", "2024-01-01", "2024-12-31"),
            ("year to date", "2024-01-01", "2024-03-15"),
        ];
        for (words, first, last) in cases {
            let found = in_words(words, today).map(|range| range.map(|day| day.to_string()));
            assert_eq!(found, Some([first.to_owned(), last.to_owned()]), "{words}");
        }
        for unknown in ["", "last 0 days", "last 99999999 days", "soon", "last -1 days"] {
            assert_eq!(in_words(unknown, today), None, "{unknown}");
        }
    }
}
