//! Values at random, with the extremes more often than chance would have it, and what an answer shows
//! of each.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use serde_json::{Value as Json, json};
use souk_engine::arrow::array::{
    ArrayRef, Date32Array, Float32Array, Float64Array, TimestampMicrosecondArray,
};
use souk_engine::arrow::util::display::array_value_to_string;
use souk_testkit::generate::Draw;
use uuid::Uuid;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Boolean,
    Whole(i128, i128),
    /// So many digits, so many of them after the point.
    Decimal(u8, u8),
    /// The same, where the answer shows exactly the digits that were written.
    Digits(u8, u8),
    Single,
    Double,
    /// With NaN and infinities.
    AnySingle,
    AnyDouble,
    /// At most so many letters.
    Text(usize),
    Bytes(usize),
    /// Years, both included.
    Day(i32, i32),
    /// Microseconds, and whether zeros at the end of the fraction are shown.
    Clock(i64, i64, bool),
    /// Years, and the microseconds of the shortest step.
    Moment(i32, i32, i64),
    Instant(i32, i32, i64),
    Uuid,
    /// Literals of the engine, and what an answer shows of them.
    OneOf(&'static [(&'static str, &'static str)]),
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sample {
    Boolean(bool),
    Whole(i128),
    Decimal(i128, u8),
    Single(f32),
    Double(f64),
    Text(String),
    Bytes(Vec<u8>),
    Day(NaiveDate),
    Clock(i64, bool),
    Moment(i64),
    Instant(i64),
    Uuid(Uuid),
    Literal(&'static str, &'static str),
}

/// Of a hundred numbers, so many are at or beside an end of their range.
const EXTREMES: usize = 30;

const LETTERS: &[&str] = &[
    "a",
    "Z",
    "0",
    " ",
    "'",
    "\"",
    "\\",
    "`",
    "%",
    "_",
    ";",
    "--",
    "\n",
    "\t",
    "é",
    "ß",
    "İ",
    "ı",
    "Ω",
    "日",
    "😀",
    "\u{301}",
    "\u{202e}",
    "\u{7f}",
    "{p1:String}",
    "$1",
    "?",
    "NULL",
    "\\N",
];

impl Kind {
    pub(super) fn draw(&self, draw: &mut Draw) -> Sample {
        match *self {
            Self::Boolean => Sample::Boolean(draw.chance(50)),
            Self::Whole(low, high) => Sample::Whole(whole(draw, low, high)),
            Self::Decimal(precision, scale) | Self::Digits(precision, scale) => {
                let most = 10_i128.pow(precision.into()) - 1;
                Sample::Decimal(whole(draw, -most, most), scale)
            }
            Self::Single => Sample::Single(single(draw)),
            Self::Double => Sample::Double(double(draw)),
            Self::AnySingle => {
                let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
                let odd = draw.chance(EXTREMES).then(|| odd[draw.below(3)]);
                Sample::Single(odd.unwrap_or_else(|| single(draw)))
            }
            Self::AnyDouble => {
                let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
                let odd = draw.chance(EXTREMES).then(|| odd[draw.below(3)]);
                Sample::Double(odd.unwrap_or_else(|| double(draw)))
            }
            Self::Text(longest) => Sample::Text(text(draw, longest)),
            Self::Bytes(longest) => {
                let length = draw.below(longest + 1);
                Sample::Bytes((0..length).map(|_| draw.bits().to_le_bytes()[0]).collect())
            }
            Self::Day(from, to) => Sample::Day(day(draw, from, to)),
            Self::Clock(low, high, full) => {
                Sample::Clock(narrow(whole(draw, low.into(), high.into())), full)
            }
            Self::Moment(from, to, step) => Sample::Moment(moment(draw, from, to, step)),
            Self::Instant(from, to, step) => Sample::Instant(moment(draw, from, to, step)),
            Self::Uuid => {
                // Of a version that there is: some engines refuse others.
                let bytes = Uuid::from_u64_pair(draw.bits(), draw.bits()).into_bytes();
                Sample::Uuid(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }
            Self::OneOf(literals) => {
                let (literal, shown) = literals[draw.below(literals.len())];
                Sample::Literal(literal, shown)
            }
        }
    }
}

fn narrow(number: i128) -> i64 {
    i64::try_from(number).unwrap()
}

/// Ends and their neighbours, small numbers, and numbers of every length.
fn whole(draw: &mut Draw, low: i128, high: i128) -> i128 {
    if draw.chance(EXTREMES) {
        let ends = [low, low + 1, high - 1, high, 0.clamp(low, high), 1.clamp(low, high)];
        return ends[draw.below(ends.len())];
    }
    let bits = (i128::from(draw.bits()) << 63) ^ i128::from(draw.bits());
    let shorter = bits >> draw.below(127);
    let signed = if draw.chance(50) { shorter } else { -shorter };
    if (low..=high).contains(&signed) {
        return signed;
    }
    // Wide ranges have more numbers than the type has positive ones.
    let offset = signed.cast_unsigned() % high.wrapping_sub(low).cast_unsigned();
    low.wrapping_add(offset.cast_signed())
}

/// Any bits that are a number. Zero has one sign: not every engine keeps the other.
fn single(draw: &mut Draw) -> f32 {
    let ends = [0.0, 0.1, -2.5, f32::MAX, f32::MIN, f32::MIN_POSITIVE, f32::EPSILON];
    if draw.chance(EXTREMES) {
        return ends[draw.below(ends.len())];
    }
    let number = f32::from_bits(u32::try_from(draw.bits() >> 32).unwrap());
    if number.is_normal() { number } else { 1.0 }
}

fn double(draw: &mut Draw) -> f64 {
    let ends = [0.0, 0.1, -2.5, f64::MAX, f64::MIN, f64::MIN_POSITIVE, f64::EPSILON];
    if draw.chance(EXTREMES) {
        return ends[draw.below(ends.len())];
    }
    let number = f64::from_bits(draw.bits());
    if number.is_normal() { number } else { 1.0 }
}

fn text(draw: &mut Draw, longest: usize) -> String {
    let mut text = String::new();
    for _ in 0..draw.below(12) {
        let part = LETTERS[draw.below(LETTERS.len())];
        if text.chars().count() + part.chars().count() <= longest {
            text.push_str(part);
        }
    }
    // Columns of fixed width and old collations drop what is at the end.
    text.trim_end().to_owned()
}

fn day(draw: &mut Draw, from: i32, to: i32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(from, 1, 1).unwrap().to_epoch_days();
    let last = NaiveDate::from_ymd_opt(to, 12, 31).unwrap().to_epoch_days();
    let days = whole(draw, first.into(), last.into());
    NaiveDate::from_epoch_days(i32::try_from(days).unwrap()).unwrap()
}

fn moment(draw: &mut Draw, from: i32, to: i32, step: i64) -> i64 {
    let start = |day: NaiveDate| day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_micros();
    let first = start(NaiveDate::from_ymd_opt(from, 1, 1).unwrap());
    let last = start(NaiveDate::from_ymd_opt(to + 1, 1, 1).unwrap()) - 1;
    let steps = whole(draw, (first / step).into(), (last / step).into());
    narrow(steps) * step
}

impl Sample {
    /// As an answer shows it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Boolean(truth) => truth.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(digits, scale) => decimal(*digits, *scale),
            Self::Single(number) => first(Arc::new(Float32Array::from(vec![*number]))),
            Self::Double(number) => first(Arc::new(Float64Array::from(vec![*number]))),
            Self::Text(text) => text.clone(),
            Self::Bytes(bytes) => hexadecimal(bytes),
            Self::Day(day) => first(Arc::new(Date32Array::from(vec![day.to_epoch_days()]))),
            Self::Clock(time, full) => clock(*time, *full),
            Self::Moment(time) => first(Arc::new(TimestampMicrosecondArray::from(vec![*time]))),
            Self::Instant(time) => {
                let array = TimestampMicrosecondArray::from(vec![*time]).with_timezone("UTC");
                first(Arc::new(array))
            }
            Self::Uuid(uuid) => uuid.to_string(),
            Self::Literal(_, shown) => (*shown).to_owned(),
        }
    }

    /// The value of a filter that finds it, where one does.
    pub(super) fn as_filter(&self) -> Option<Json> {
        Some(match self {
            Self::Boolean(truth) => json!(truth),
            Self::Whole(number) => json!(i64::try_from(*number).ok()?),
            // The values of filters have 28 digits.
            Self::Decimal(digits, scale) if digits.unsigned_abs() < 10_u128.pow(28) => {
                json!(decimal(*digits, *scale)).as_str().filter(|_| *scale <= 28)?.into()
            }
            Self::Text(text) if !text.is_empty() => json!(text),
            Self::Uuid(uuid) => json!(uuid.to_string()),
            Self::Double(number) if number.is_finite() => json!(number),
            _ => return None,
        })
    }

    /// The moment as most engines write it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Moment(time) | Self::Instant(time) => {
                let time = DateTime::from_timestamp_micros(*time).unwrap();
                time.format("%Y-%m-%d %H:%M:%S%.f").to_string()
            }
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            other => other.shown(),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "callers make it for this alone")]
fn first(array: ArrayRef) -> String {
    array_value_to_string(array.as_ref(), 0).unwrap()
}

pub(super) fn decimal(digits: i128, scale: u8) -> String {
    let places = usize::from(scale);
    let sign = if digits < 0 { "-" } else { "" };
    let all = format!("{:0>width$}", digits.unsigned_abs(), width = places + 1);
    let (whole, fraction) = all.split_at(all.len() - places);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn clock(time: i64, full: bool) -> String {
    let (sign, time) = (if time < 0 { "-" } else { "" }, time.unsigned_abs());
    let (seconds, fraction) = (time / 1_000_000, time % 1_000_000);
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = format!(".{fraction:06}");
    let shown = if full { &fraction } else { fraction.trim_end_matches(['0', '.']) };
    format!("{sign}{clock}{shown}")
}
