//! Ranges of dates in words: `last 7 days`, `year to date`, `from 30 days ago to now`.
//!
//! One rule for all: a range holds whole units. `last` ones end where the current one begins, `next`
//! ones begin where it ends, so `last 7 days` is without today. Two questions that are asked in the
//! same unit are therefore the same question.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use souk_model::DataType;

use super::moments::Moment;
use super::periods::{Calendar, Surroundings, clock_seconds, shift};
use super::ranges::{Edge, ResolvedRange, TimeColumn};
use crate::request::Granularity;

type Read = Result<ResolvedRange, String>;

/// Enough for every sense, and too few to overflow anything.
const MOST_UNITS: i64 = 1_000_000;

/// Reads one text: a date, a time, or words.
pub(super) fn read(text: &str, column: TimeColumn, surroundings: &Surroundings) -> Read {
    let reader = Reader { column, surroundings };
    let words: Vec<&str> = text.split_whitespace().collect();
    match split_from_to(&words) {
        Some((first, last)) => reader.pair(&first, &last),
        None => reader.one(text),
    }
}

/// Reads the range from where `first` begins to where `last` ends.
pub(super) fn read_pair(
    first: &str,
    last: &str,
    column: TimeColumn,
    surroundings: &Surroundings,
) -> Read {
    Reader { column, surroundings }.pair(first, last)
}

/// `from A to B`.
fn split_from_to(words: &[&str]) -> Option<(String, String)> {
    let (start, rest) = words.split_first()?;
    if !start.eq_ignore_ascii_case("from") {
        return None;
    }
    let middle = rest.iter().position(|word| word.eq_ignore_ascii_case("to"))?;
    Some((rest[..middle].join(" "), rest[middle + 1..].join(" ")))
}

struct Reader<'s> {
    column: TimeColumn,
    surroundings: &'s Surroundings,
}

impl Reader<'_> {
    fn pair(&self, first: &str, last: &str) -> Read {
        let from = self.end(first, last)?;
        let to = self.end(last, first)?;
        Ok(ResolvedRange { from: from.from, ..to })
    }

    /// One end of a range. What `now` is depends on the other one: this hour, or today.
    fn end(&self, text: &str, other: &str) -> Read {
        if !is_now(text) {
            return self.one(text);
        }
        let words = lower(other);
        let is_clock = |unit: &Granularity| clock_seconds(*unit).is_some();
        let unit = words.iter().find_map(|word| unit_named(word).filter(is_clock));
        self.units(unit.unwrap_or(Granularity::Day), 0, 1)
    }

    fn one(&self, text: &str) -> Read {
        if let Some(moment) = Moment::parse(text) {
            return Ok(ResolvedRange::of_moment(moment, self.column));
        }
        let words = lower(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.words(&words).unwrap_or_else(|| Err(unknown(text)))
    }

    fn words(&self, words: &[&str]) -> Option<Read> {
        Some(match words {
            ["today"] => self.units(Granularity::Day, 0, 1),
            ["yesterday"] => self.units(Granularity::Day, -1, 0),
            ["tomorrow"] => self.units(Granularity::Day, 1, 2),
            ["this" | "current", rest @ ..] => self.units(unit(rest)?, 0, 1),
            ["last" | "previous" | "past", rest @ ..] => {
                let (count, unit) = counted(rest)?;
                self.units(unit, -count, 0)
            }
            ["next", rest @ ..] => {
                let (count, unit) = counted(rest)?;
                self.units(unit, 1, 1 + count)
            }
            [rest @ .., "ago"] => {
                let (count, unit) = counted(rest)?;
                self.at(unit, -count)
            }
            [rest @ .., "from", "now"] => {
                let (count, unit) = counted(rest)?;
                self.at(unit, count)
            }
            [rest @ .., "to", "date"] => self.to_date(unit(rest)?),
            _ => return None,
        })
    }

    /// Whole units, counted from the current one.
    fn units(&self, unit: Granularity, first: i64, end: i64) -> Read {
        if let Some(length) = clock_seconds(unit) {
            return self.clock_units(unit, length * first, length * end);
        }
        let current = self.calendar().start_of(unit, self.wall()?);
        let (from, to) = (shift(unit, current, first), shift(unit, current, end));
        Ok(ResolvedRange::half_open(self.column, from, to))
    }

    /// Hours pass, whatever clocks do.
    fn clock_units(&self, unit: Granularity, first: i64, end: i64) -> Read {
        if self.column.data_type == DataType::Date {
            return Err(format!("the column holds days; ask for days, not {}s", unit.word()));
        }
        let wall = self.wall()?;
        let current = self.now()? - (wall - self.calendar().start_of(unit, wall));
        let edge = |seconds| {
            Some(Edge::of_instant(current + Duration::seconds(seconds), self.column.zone))
        };
        Ok(ResolvedRange {
            column: self.column,
            from: edge(first),
            to: edge(end),
            includes_to: false,
        })
    }

    /// The day, hour, minute or second that lies `count` units away.
    fn at(&self, unit: Granularity, count: i64) -> Read {
        if clock_seconds(unit).is_some() {
            return self.units(unit, count, count + 1);
        }
        let there = shift(unit, self.wall()?, count);
        let from = self.calendar().start_of(Granularity::Day, there);
        Ok(ResolvedRange::half_open(self.column, from, shift(Granularity::Day, from, 1)))
    }

    /// From the start of the current unit to the end of today.
    fn to_date(&self, unit: Granularity) -> Read {
        if clock_seconds(unit).is_some() {
            return self.units(unit, 0, 1);
        }
        let from = self.calendar().start_of(unit, self.wall()?);
        let today = self.calendar().start_of(Granularity::Day, self.wall()?);
        Ok(ResolvedRange::half_open(self.column, from, shift(Granularity::Day, today, 1)))
    }

    const fn calendar(&self) -> Calendar {
        self.surroundings.calendar()
    }

    /// What the clocks of the question's zone show.
    fn wall(&self) -> Result<NaiveDateTime, String> {
        Ok(self.now()?.with_timezone(&self.surroundings.zone).naive_local())
    }

    fn now(&self) -> Result<DateTime<Utc>, String> {
        self.surroundings.now.ok_or_else(|| {
            "the range depends on the moment of asking, which is not known".to_owned()
        })
    }
}

fn lower(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

fn is_now(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("now")
}

/// `7 days`, or `day` for one.
fn counted(words: &[&str]) -> Option<(i64, Granularity)> {
    let (first, rest) = words.split_first()?;
    match first.parse() {
        Ok(count) => (1..=MOST_UNITS).contains(&count).then_some((count, unit(rest)?)),
        Err(_) => Some((1, unit(words)?)),
    }
}

fn unit(words: &[&str]) -> Option<Granularity> {
    match words {
        [word] => unit_named(word),
        ["fiscal", word] => match unit_named(word)? {
            Granularity::Quarter => Some(Granularity::FiscalQuarter),
            Granularity::Year => Some(Granularity::FiscalYear),
            _ => None,
        },
        _ => None,
    }
}

fn unit_named(word: &str) -> Option<Granularity> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "second" => Granularity::Second,
        "minute" => Granularity::Minute,
        "hour" => Granularity::Hour,
        "day" => Granularity::Day,
        "week" => Granularity::Week,
        "month" => Granularity::Month,
        "quarter" => Granularity::Quarter,
        "year" => Granularity::Year,
        _ => return None,
    })
}

fn unknown(text: &str) -> String {
    const SHOWN: usize = 40;
    let shown: String = text.chars().take(SHOWN).collect();
    format!(
        "{shown} is not a date or a range of dates; write 2024-01-31, 2024-01-31T12:00:00, or words \
         such as today, last 7 days, this month, year to date, from 30 days ago to now"
    )
}
