//! One value of ClickHouse's Native format, read without loss into the column it goes to.

use arrow::datatypes::{DataType as ArrowType, Field};
use uuid::Uuid;

use super::types::{Kind, Layout};
use crate::answer::cell::Cell;
use crate::answer::column::Column;
use crate::answer::plain::Plain;

const MICROSECONDS: i64 = 1_000_000;

/// How the values of one column of an answer are read.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) layout: Layout,
    /// What the column is to hold; a text column takes a text as it is.
    target: ArrowType,
}

impl Source {
    pub(super) fn new(layout: Layout, field: &Field) -> Self {
        Self { layout, target: field.data_type().clone() }
    }

    /// Adds the value that these bytes are.
    pub(super) fn push(&self, bytes: &[u8], column: &mut Column) -> Result<(), &'static str> {
        match &self.layout.kind {
            Kind::Signed(32) | Kind::Decimal(32, _) => self.push_wide(bytes, true, column),
            Kind::Unsigned(16 | 32) => self.push_wide(bytes, false, column),
            Kind::Nothing => {
                column.push_null();
                Ok(())
            }
            kind => column.push(self.cell(kind, bytes)?),
        }
    }

    fn cell<'a>(&self, kind: &'a Kind, bytes: &'a [u8]) -> Result<Cell<'a>, &'static str> {
        Ok(match kind {
            Kind::Boolean => Cell::Boolean(signed(bytes) != 0),
            // Old servers have no type for truths.
            Kind::Signed(_) | Kind::Unsigned(_) if self.target == ArrowType::Boolean => {
                Cell::Boolean(bytes.iter().any(|byte| *byte != 0))
            }
            Kind::Signed(_) => Cell::Integer(signed(bytes)),
            Kind::Unsigned(_) => Cell::Integer(unsigned(bytes)),
            Kind::Decimal(_, scale) => Cell::Scaled(signed(bytes), *scale),
            Kind::Single => Cell::Single(f32::from_le_bytes(sized(bytes)?)),
            Kind::Double => Cell::Double(f64::from_le_bytes(sized(bytes)?)),
            Kind::Text => self.text(bytes)?,
            Kind::FixedText(_) => self.fixed_text(bytes)?,
            Kind::Uuid => Cell::Uuid(uuid(bytes)?),
            Kind::Day => Cell::Date(Some(u16::from_le_bytes(sized(bytes)?).into())),
            Kind::WideDay => Cell::Date(Some(i32::from_le_bytes(sized(bytes)?))),
            Kind::Second => {
                let seconds = i64::from(u32::from_le_bytes(sized(bytes)?));
                Cell::Timestamp(Some(seconds * MICROSECONDS))
            }
            Kind::Tick(digits) => {
                Cell::Timestamp(Some(micros(i64::from_le_bytes(sized(bytes)?), *digits)?))
            }
            Kind::Enum(_, names) => {
                Cell::Text(names.get(&signed(bytes)).ok_or("a value has no name in its enum")?)
            }
            Kind::Nothing => return Err("NULL has no value"),
        })
    }

    /// ClickHouse's texts are bytes; whether letters are meant, the column says.
    fn text<'a>(&self, bytes: &'a [u8]) -> Result<Cell<'a>, &'static str> {
        if self.target == ArrowType::Binary {
            return Ok(Cell::Bytes(bytes));
        }
        let text = std::str::from_utf8(bytes);
        text.map(Cell::Text).map_err(|_| "a text is not in UTF-8")
    }

    fn fixed_text<'a>(&self, bytes: &'a [u8]) -> Result<Cell<'a>, &'static str> {
        if self.target == ArrowType::Binary {
            return Ok(Cell::Bytes(bytes));
        }
        let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        self.text(bytes.get(..end).unwrap_or_default())
    }

    /// Numbers of more than 128 bits go through text.
    fn push_wide(
        &self,
        bytes: &[u8],
        is_signed: bool,
        column: &mut Column,
    ) -> Result<(), &'static str> {
        let scale = if let Kind::Decimal(_, scale) = self.layout.kind { scale } else { 0 };
        let text = wide_text(bytes, is_signed, scale.into());
        column.push(Cell::Plain(Plain::read(&text).ok_or("a number is malformed")?))
    }
}

fn sized<const SIZE: usize>(bytes: &[u8]) -> Result<[u8; SIZE], &'static str> {
    bytes.try_into().map_err(|_| "a value is malformed")
}

/// At most 16 bytes.
fn signed(bytes: &[u8]) -> i128 {
    let fill = if bytes.last().is_some_and(|byte| *byte >= 0x80) { 0xFF } else { 0 };
    let mut whole = [fill; 16];
    for (to, from) in whole.iter_mut().zip(bytes) {
        *to = *from;
    }
    i128::from_le_bytes(whole)
}

/// At most 8 bytes.
fn unsigned(bytes: &[u8]) -> i128 {
    bytes.iter().rev().fold(0, |number, byte| (number << 8) | i128::from(*byte))
}

/// The first half of a UUID comes first, but each half is a little-endian number.
fn uuid(bytes: &[u8]) -> Result<Uuid, &'static str> {
    let (high, low) = bytes.split_at_checked(8).ok_or("a value is malformed")?;
    Ok(Uuid::from_u64_pair(u64::from_le_bytes(sized(high)?), u64::from_le_bytes(sized(low)?)))
}

fn micros(ticks: i64, digits: u8) -> Result<i64, &'static str> {
    const MICRO_DIGITS: u8 = 6;
    let power = 10_i64.pow(digits.abs_diff(MICRO_DIGITS).into());
    if digits <= MICRO_DIGITS {
        return ticks.checked_mul(power).ok_or("a time lies outside the calendar");
    }
    let is_whole = ticks % power == 0;
    is_whole.then_some(ticks / power).ok_or("a time is finer than a microsecond")
}

/// The decimal digits of a little-endian number, with a point before the last `scale` of them.
fn wide_text(bytes: &[u8], is_signed: bool, scale: usize) -> String {
    let is_negative = is_signed && bytes.last().is_some_and(|byte| *byte >= 0x80);
    let mut number: Vec<u8> = bytes.to_vec();
    if is_negative {
        negate(&mut number);
    }
    let mut digits: Vec<u8> = Vec::new();
    while number.iter().any(|byte| *byte != 0) || digits.len() <= scale {
        digits.push(b'0' + divide_by_ten(&mut number));
    }
    let mut text = String::from(if is_negative { "-" } else { "" });
    for (position, digit) in digits.iter().enumerate().rev() {
        text.push(char::from(*digit));
        if position == scale && scale > 0 {
            text.push('.');
        }
    }
    text
}

fn negate(number: &mut [u8]) {
    let mut carry = true;
    for byte in number {
        let (sum, overflows) = (!*byte).overflowing_add(u8::from(carry));
        (*byte, carry) = (sum, overflows);
    }
}

/// Leaves the quotient; gives the rest.
fn divide_by_ten(number: &mut [u8]) -> u8 {
    let mut rest: u16 = 0;
    for byte in number.iter_mut().rev() {
        let part = (rest << 8) | u16::from(*byte);
        *byte = u8::try_from(part / 10).unwrap_or(u8::MAX);
        rest = part % 10;
    }
    u8::try_from(rest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_numbers_keep_every_digit() {
        let largest = [0xFF; 32];
        let expected =
            "115792089237316195423570985008687907853269984665640564039457584007913129639935";
        assert_eq!(wide_text(&largest, false, 0), expected);
        assert_eq!(wide_text(&largest, true, 0), "-1");
        assert_eq!(wide_text(&largest, true, 3), "-0.001");
        assert_eq!(wide_text(&[0; 32], true, 0), "0");
        assert_eq!(wide_text(&[0; 32], true, 2), "0.00");
        assert_eq!(wide_text(&12_345_u128.to_le_bytes(), false, 2), "123.45");
        assert_eq!(wide_text(&i128::MIN.to_le_bytes(), true, 0), i128::MIN.to_string());
    }

    #[test]
    fn ticks_finer_than_microseconds_are_refused() {
        assert_eq!(micros(-1, 0), Ok(-1_000_000));
        assert_eq!(micros(1_500, 3), Ok(1_500_000));
        assert_eq!(micros(-2_000, 9), Ok(-2));
        assert!(micros(1, 9).is_err());
        assert!(micros(i64::MAX, 0).is_err());
    }
}
