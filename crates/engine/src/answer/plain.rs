//! A decimal in plain text: an optional sign, digits, and perhaps a point among them.

/// Text that is a decimal, as was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plain<'a> {
    text: &'a str,
    is_negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Plain<'a> {
    /// Reads the text; `None` if it is anything else than a plain decimal.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let (is_negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, text.get(1..)?),
            b'+' => (false, text.get(1..)?),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut all = whole.bytes().chain(fraction.bytes());
        let is_decimal = whole.len() + fraction.len() > 0 && all.all(|byte| byte.is_ascii_digit());
        is_decimal.then_some(Self { text, is_negative, whole, fraction })
    }

    /// The decimal as it was written.
    pub(crate) const fn as_str(&self) -> &'a str {
        self.text
    }

    /// The number times ten to the `scale`, if that is a whole number of 128 bits.
    pub(crate) fn scaled(&self, scale: u8) -> Option<i128> {
        let fraction = self.fraction.trim_end_matches('0');
        let places = usize::from(scale);
        let zeros = places.checked_sub(fraction.len())?;
        let digits = self.whole.bytes().chain(fraction.bytes());
        self.signed(digits.chain(std::iter::repeat_n(b'0', zeros)))
    }

    /// As [`Plain::scaled`], rounded half away from zero where there are more places than `scale`.
    pub(crate) fn rounded(&self, scale: u8) -> Option<i128> {
        let places = usize::from(scale);
        let Some((kept, dropped)) = self.fraction.split_at_checked(places) else {
            return self.scaled(scale);
        };
        let number = self.signed(self.whole.bytes().chain(kept.bytes()))?;
        let is_up = dropped.bytes().next().is_some_and(|digit| digit >= b'5');
        match (is_up, self.is_negative) {
            (false, _) => Some(number),
            (true, false) => number.checked_add(1),
            (true, true) => number.checked_sub(1),
        }
    }

    fn signed(&self, digits: impl Iterator<Item = u8>) -> Option<i128> {
        let mut total: i128 = 0;
        for digit in digits {
            let digit = i128::from(digit - b'0');
            total = total.checked_mul(10)?.checked_add(digit)?;
        }
        Some(if self.is_negative { -total } else { total })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Plain<'_> {
        Plain::read(text).unwrap()
    }

    #[test]
    fn every_digit_counts_or_the_number_is_refused() {
        let cases = [
            ("0", 0, Some(0)),
            ("-0.00", 2, Some(0)),
            ("12.50", 2, Some(1250)),
            ("-12.5", 2, Some(-1250)),
            ("+7", 3, Some(7000)),
            (".5", 1, Some(5)),
            ("5.", 0, Some(5)),
            ("1.005", 2, None),
            ("1.000", 0, Some(1)),
            ("99999999999999999999999999999999999999", 0, Some(10_i128.pow(38) - 1)),
            ("99999999999999999999999999999999999999", 5, None),
        ];
        for (text, scale, expected) in cases {
            assert_eq!(plain(text).scaled(scale), expected, "{text}");
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let cases =
            [("1.005", 101), ("-1.005", -101), ("1.0049999", 100), ("1.5", 150), ("2", 200)];
        for (text, expected) in cases {
            assert_eq!(plain(text).rounded(2), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_decimal() {
        for text in ["", "-", ".", "1e5", " 1", "1 ", "0x1", "1.2.3", "--1", "NaN", "١"] {
            assert_eq!(Plain::read(text), None, "{text}");
        }
    }
}
