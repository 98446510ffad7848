//! PostgreSQL's `numeric` on the wire: base-10000 digits, read and written without loss.
//!
//! Source: `numeric_send` in PostgreSQL's `numeric.c`: four 16-bit words (count of digits, weight
//! of the first, sign, decimal places shown) and the digits, the most significant first.

use std::fmt::Write;

use sqlx::error::BoxDynError;

const BASE_DIGITS: i32 = 4;
const POSITIVE: u16 = 0x0000;
const NEGATIVE: u16 = 0x4000;
const NAN: u16 = 0xC000;
const POSITIVE_INFINITY: u16 = 0xD000;
const NEGATIVE_INFINITY: u16 = 0xF000;

/// A `numeric` as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeric<'a> {
    /// A number.
    Finite(Finite<'a>),
    /// `NaN`, `Infinity` or `-Infinity`, in PostgreSQL's spelling.
    Special(&'static str),
}

/// A number: the bytes of its digits, and where the decimal point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Finite<'a> {
    digits: &'a [u8],
    weight: i32,
    places: usize,
    is_negative: bool,
}

impl<'a> Numeric<'a> {
    /// Reads the wire form; `None` if it is malformed.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (header, digits) = bytes.split_at_checked(8)?;
        let word = |at: usize| Some(u16::from_be_bytes([*header.get(at)?, *header.get(at + 1)?]));
        let (count, weight, sign, places) = (word(0)?, word(2)?, word(4)?, word(6)?);
        let is_negative = match sign {
            POSITIVE => false,
            NEGATIVE => true,
            NAN => return Some(Self::Special("NaN")),
            POSITIVE_INFINITY => return Some(Self::Special("Infinity")),
            NEGATIVE_INFINITY => return Some(Self::Special("-Infinity")),
            _ => return None,
        };
        let is_whole = digits.len() == usize::from(count) * 2;
        let digits_fit = digits.chunks_exact(2).all(|pair| base_digit(pair) < 10_000);
        let weight = i32::from(weight.cast_signed());
        let places = usize::from(places);
        (is_whole && digits_fit).then_some(Self::Finite(Finite {
            digits,
            weight,
            places,
            is_negative,
        }))
    }
}

impl Finite<'_> {
    /// The number times ten to the `scale`, if that is a whole number of 128 bits.
    pub(crate) fn scaled(&self, scale: u8) -> Option<i128> {
        let mut total: i128 = 0;
        for (index, digit) in self.base_digits().enumerate() {
            let exponent = self.exponent(index)? + i32::from(scale);
            let part = shifted(i128::from(digit), exponent)?;
            total = total.checked_add(part)?;
        }
        Some(if self.is_negative { -total } else { total })
    }

    /// The number as PostgreSQL prints it, every decimal place included.
    pub(crate) fn to_text(self) -> String {
        let mut text = String::with_capacity(self.digits.len() * 2 + self.places + 2);
        if self.is_negative {
            text.push('-');
        }
        self.push_whole_part(&mut text);
        if self.places > 0 {
            text.push('.');
            self.push_fraction(&mut text);
        }
        text
    }

    fn push_whole_part(&self, text: &mut String) {
        if self.weight < 0 {
            text.push('0');
            return;
        }
        for position in (0..=self.weight).rev() {
            let digit = self.digit_at(position);
            // Writing to a String cannot fail.
            let _ = if position == self.weight {
                write!(text, "{digit}")
            } else {
                write!(text, "{digit:04}")
            };
        }
    }

    fn push_fraction(&self, text: &mut String) {
        let end = text.len() + self.places;
        let mut position = -1;
        while text.len() < end {
            let _ = write!(text, "{:04}", self.digit_at(position));
            position -= 1;
        }
        text.truncate(end);
    }

    /// The base-10000 digit that counts 10000 to the `position`.
    fn digit_at(&self, position: i32) -> u16 {
        let index = usize::try_from(self.weight - position).ok();
        let pair = index.and_then(|index| self.digits.chunks_exact(2).nth(index));
        pair.map_or(0, base_digit)
    }

    fn base_digits(&self) -> impl Iterator<Item = u16> {
        self.digits.chunks_exact(2).map(base_digit)
    }

    /// The power of ten that the digit at `index` counts.
    fn exponent(&self, index: usize) -> Option<i32> {
        Some((self.weight - i32::try_from(index).ok()?) * BASE_DIGITS)
    }
}

/// The wire form of `mantissa` divided by ten to the `scale`.
pub(crate) fn encode(mantissa: i128, scale: u32) -> Result<Vec<u8>, BoxDynError> {
    // The decimal point must fall between two base-10000 digits: pad the fraction with zeros.
    let groups_after_point = scale.div_ceil(4);
    let padding = groups_after_point * 4 - scale;
    let mut rest = mantissa.unsigned_abs();
    let mut digits: Vec<u16> = Vec::new();
    let lowest = rest % 10_u128.pow(4 - padding);
    digits.push(u16::try_from(lowest * 10_u128.pow(padding))?);
    rest /= 10_u128.pow(4 - padding);
    while rest > 0 {
        digits.push(u16::try_from(rest % 10_000)?);
        rest /= 10_000;
    }
    let weight = i32::try_from(digits.len())? - 1 - i32::try_from(groups_after_point)?;
    let sign = if mantissa < 0 { NEGATIVE } else { POSITIVE };
    let words = [u16::try_from(digits.len())?, i16::try_from(weight)?.cast_unsigned(), sign];
    let words = words.into_iter().chain([u16::try_from(scale)?]).chain(digits.into_iter().rev());
    Ok(words.flat_map(u16::to_be_bytes).collect())
}

fn base_digit(pair: &[u8]) -> u16 {
    pair.iter().fold(0, |number, byte| (number << 8) | u16::from(*byte))
}

/// `digit` times ten to the `exponent`, if that is a whole number of 128 bits.
fn shifted(digit: i128, exponent: i32) -> Option<i128> {
    if digit == 0 {
        return Some(0);
    }
    let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
    if exponent >= 0 {
        return digit.checked_mul(power);
    }
    (digit % power == 0).then_some(digit / power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match Numeric::read(bytes).unwrap() {
            Numeric::Finite(number) => number.to_text(),
            Numeric::Special(word) => word.to_owned(),
        }
    }

    #[test]
    fn an_encoded_decimal_reads_back_the_same() {
        let cases: [(i128, u32, &str); 11] = [
            (0, 0, "0"),
            (0, 3, "0.000"),
            (1, 0, "1"),
            (-1, 1, "-0.1"),
            (12_345_678, 3, "12345.678"),
            (10_000, 0, "10000"),
            (100_000_000, 4, "10000.0000"),
            (-99_999_999, 8, "-0.99999999"),
            (1, 28, "0.0000000000000000000000000001"),
            (79_228_162_514_264_337_593_543_950_335, 0, "79228162514264337593543950335"),
            (79_228_162_514_264_337_593_543_950_335, 28, "7.9228162514264337593543950335"),
        ];
        for (mantissa, scale, expected) in cases {
            let bytes = encode(mantissa, scale).unwrap();
            assert_eq!(text(&bytes), expected);
            let Some(Numeric::Finite(number)) = Numeric::read(&bytes) else { unreachable!() };
            assert_eq!(number.scaled(u8::try_from(scale).unwrap()), Some(mantissa));
        }
    }

    #[test]
    fn digits_that_do_not_fit_are_refused_instead_of_rounded() {
        let bytes = encode(12_345, 4).unwrap();
        let Some(Numeric::Finite(number)) = Numeric::read(&bytes) else { unreachable!() };
        assert_eq!(number.scaled(3), None);
        assert_eq!(number.scaled(4), Some(12_345));
        assert_eq!(number.scaled(39), None);
    }

    #[test]
    fn malformed_bytes_are_refused() {
        assert_eq!(Numeric::read(&[]), None);
        assert_eq!(Numeric::read(&[0, 1, 0, 0, 0, 0, 0, 0]), None);
        assert_eq!(Numeric::read(&[0, 1, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), None);
        assert_eq!(Numeric::read(&[0, 0, 0, 0, 0x12, 0x34, 0, 0]), None);
    }
}
