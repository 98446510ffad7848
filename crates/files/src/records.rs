//! Where the records of a text file end, and how long one may be.
//!
//! Whoever takes values out of a text holds a record as a whole, several times over: it must not be longer
//! than there is room for. What the values are is for others.

use std::io::{self, Read};
use std::path::Path;

use memchr::{memchr, memrchr2};

use crate::compression::Bytewise;
use crate::discover::shown;

/// As many bytes as a record may have, decompressed; a little more where it ends in the same piece.
const MOST: usize = 16 << 20;

/// A record that is longer than any may be.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{file}: a record of it is longer than {} MiB", MOST >> 20)]
pub(crate) struct TooLong {
    file: String,
}

/// How a text is divided into records, as far as it was read.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// It is no text, and has none.
    Whole,
    /// Each is a line.
    Lines,
    /// Each is a line, but for line breaks in quotes. `before` is the last byte.
    Separated { delimiter: u8, is_quoted: bool, before: u8 },
    /// Each is an item of the one array. No bracket is open before it and after it.
    Array { open: usize, is_over: bool, is_text: bool, is_escaped: bool },
}

impl Form {
    /// Values between delimiters.
    pub(crate) const fn separated_by(delimiter: u8) -> Self {
        Self::Separated { delimiter, is_quoted: false, before: b'\n' }
    }

    /// Items of an array.
    pub(crate) const ARRAY: Self =
        Self::Array { open: 0, is_over: false, is_text: false, is_escaped: false };

    /// Behind the last record that ends in this piece, if one does. Items of an array are put on one line
    /// each, as whoever reads documents expects.
    fn last_end(&mut self, piece: &mut [u8]) -> io::Result<Option<usize>> {
        match self {
            Self::Whole => Ok(Some(piece.len())),
            Self::Lines => Ok(end_of_line(piece)),
            Self::Separated { delimiter, is_quoted, before } => {
                Ok(end_outside_quotes(piece, *delimiter, is_quoted, before))
            }
            Self::Array { .. } => {
                let mut end = None;
                for (at, byte) in piece.iter_mut().enumerate() {
                    if self.item_ends(byte)? {
                        end = Some(at + 1);
                    }
                }
                Ok(end)
            }
        }
    }

    /// Whether the byte, which is mended, ends an item. Line breaks stand only between JSON's words.
    fn item_ends(&mut self, byte: &mut u8) -> io::Result<bool> {
        let Self::Array { open, is_over, is_text, is_escaped } = self else { return Ok(false) };
        if *is_text {
            let is_end = *byte == b'"' && !*is_escaped;
            *is_escaped = *byte == b'\\' && !*is_escaped;
            *is_text = !is_end;
            return Ok(false);
        }
        match (*open, *byte) {
            (_, b'\n' | b'\r') => *byte = b' ',
            (_, b' ' | b'\t') => {}
            (0, b'[') if !*is_over => (*open, *byte) = (1, b' '),
            (0, _) => return Err(no_array()),
            (1, b',') => *byte = b'\n',
            (1, b']') => (*open, *is_over, *byte) = (0, true, b'\n'),
            (_, b'"') => *is_text = true,
            (_, b'[' | b'{') => *open += 1,
            (_, b']' | b'}') => *open -= 1,
            _ => {}
        }
        Ok(*byte == b'\n')
    }

    /// Refuses an array that does not end with the text.
    fn check_end(&self) -> io::Result<()> {
        match self {
            Self::Array { is_over: false, .. } => Err(no_array()),
            _ => Ok(()),
        }
    }
}

fn no_array() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the text is not one whole array")
}

fn end_of_line(text: &[u8]) -> Option<usize> {
    memrchr2(b'\n', b'\r', text).map(|at| at + 1)
}

/// A quote opens where a value begins, and is a quote inside of it when it stands twice.
fn end_outside_quotes(
    piece: &[u8],
    delimiter: u8,
    is_quoted: &mut bool,
    before: &mut u8,
) -> Option<usize> {
    let (mut end, mut at) = (None, 0);
    loop {
        let quote = memchr(b'"', &piece[at..]);
        let text = &piece[at..quote.map_or(piece.len(), |quote| at + quote)];
        if !*is_quoted {
            end = end_of_line(text).map(|line| at + line).or(end);
        }
        *before = text.last().copied().unwrap_or(*before);
        let Some(quote) = quote else { return end };
        at += quote + 1;
        let is_closed = *is_quoted;
        let begins = [delimiter, b'\n', b'\r', b'"'].contains(before);
        *is_quoted = !is_closed && begins;
        *before = if is_closed { b'"' } else { 0 };
    }
}

/// A text of which no record is too long.
pub(crate) struct Records {
    text: Bytewise,
    form: Form,
    file: String,
    /// How much was read of a record that has not ended.
    begun: usize,
}

impl Records {
    /// The text of this file.
    pub(crate) fn new(text: Bytewise, form: Form, path: &Path) -> Self {
        Self { text, form, file: shown(path), begun: 0 }
    }

    /// Whether all that was read could be given: readers do not always hand on why it was not.
    pub(crate) fn check(&self) -> io::Result<()> {
        if self.begun <= MOST {
            return Ok(());
        }
        Err(io::Error::other(TooLong { file: self.file.clone() }))
    }
}

impl Read for Records {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let count = self.text.read(space)?;
        if count == 0 && !space.is_empty() {
            self.form.check_end()?;
        }
        match self.form.last_end(&mut space[..count])? {
            Some(end) => self.begun = count - end,
            None => self.begun += count,
        }
        self.check().map(|()| count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the last record of the text ends, read in pieces of any length, and the text that is given.
    fn read(form: &Form, text: &str) -> (usize, String) {
        let mut answers = (1..=text.len()).map(|length| {
            let (mut form, mut bytes, mut end) = (form.clone(), text.as_bytes().to_vec(), 0);
            for (index, piece) in bytes.chunks_mut(length).enumerate() {
                end = form.last_end(piece).unwrap().map_or(end, |last| index * length + last);
            }
            (end, String::from_utf8(bytes).unwrap())
        });
        let first = answers.next().unwrap();
        assert!(answers.all(|answer| answer == first), "{text}");
        first
    }

    #[test]
    fn a_line_in_quotes_ends_no_record() {
        let cases = [
            ("a,b\n1,2", 4),
            ("a\r1", 2),
            ("a,\"x\ny\"", 0),
            ("a,\"x\ny\"\nz", 8),
            ("\"a \"\" b\nc\"\nz", 11),
            ("\"\"\"\nx\"\nz", 7),
            ("\"\"\nz", 3),
            ("5\" wide\nz", 8),
            ("5\"\" wide\nz", 9),
            ("\"a\"b\"\nz", 6),
        ];
        for (text, end) in cases {
            assert_eq!(read(&Form::separated_by(b','), text).0, end, "{text}");
        }
        assert_eq!(read(&Form::separated_by(b'\t'), "a,\"x\ny").0, 5);
    }

    #[test]
    fn an_item_of_an_array_is_a_line() {
        let text = "[ {\"a\":\"]},\\\"[\",\n\"b\":[1,{}]},\r\n{} ]\n";
        let lines = "  {\"a\":\"]},\\\"[\", \"b\":[1,{}]}\n  {} \n ";
        assert_eq!(read(&Form::ARRAY, text), (text.len() - 1, lines.to_owned()));
        assert_eq!(read(&Form::ARRAY, "[{\"a\":[1,2").0, 0);
    }

    #[test]
    fn an_array_is_whole_and_alone() {
        let whole = |text: &'static str| {
            let text = Box::new(text.as_bytes());
            let records = &mut Records::new(text, Form::ARRAY, Path::new("t.json"));
            io::read_to_string(records)
        };
        assert_eq!(whole("[]").unwrap(), " \n");
        for text in ["[{}", "[{},", "[{}] {}", "[{}][{}]", "{}", "[\"]", ""] {
            assert!(whole(text).is_err(), "{text}");
        }
    }
}
