//! Where the placeholders of a statement are: `{p1:Type}` outside of quotes and comments.

/// A part of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text that stays as it is, with whole quotes and comments only.
    Text(&'a str),
    /// The place of the value of this number, from 1.
    Placeholder(usize),
}

/// The parts in their order, or in a few words why the text cannot be read.
pub(super) fn parts(sql: &str) -> Result<Vec<Part<'_>>, &'static str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = sql.get(at..).filter(|rest| !rest.is_empty()) {
        let length = match rest.as_bytes() {
            [quote @ (b'\'' | b'"' | b'`'), ..] => quoted_length(rest, *quote)?,
            [b'-', b'-', ..] => rest.find('\n').unwrap_or(rest.len()),
            [b'/', b'*', ..] => rest.find("*/").ok_or("a comment does not end")? + 2,
            // A quote of another kind, which no dialect writes.
            [b'$' | b'#', ..] => return Err("a sign that is not read here"),
            [b'{', ..] => {
                let (number, length) = placeholder(rest).ok_or("braces without a placeholder")?;
                parts.push(Part::Text(sql.get(start..at).unwrap_or_default()));
                parts.push(Part::Placeholder(number));
                start = at + length;
                length
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += length;
    }
    parts.push(Part::Text(sql.get(start..).unwrap_or_default()));
    Ok(parts)
}

/// A backslash takes the sign after it along. A doubled quote is two texts side by side, which comes to
/// the same here.
fn quoted_length(text: &str, quote: u8) -> Result<usize, &'static str> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            _ if byte == quote => return Ok(at + 1),
            _ => {}
        }
    }
    Err("a quote does not end")
}

/// The number of `{p12:Decimal(38, 2)}` and the length of its text.
fn placeholder(text: &str) -> Option<(usize, usize)> {
    let end = text.find('}')?;
    let (number, type_name) =
        text.get(2..end).filter(|_| text.starts_with("{p"))?.split_once(':')?;
    let is_type = |letter: char| letter.is_ascii_alphanumeric() || "(), '/_".contains(letter);
    let is_number = number.bytes().all(|digit| digit.is_ascii_digit());
    let fits = is_number && !type_name.is_empty() && type_name.chars().all(is_type);
    fits.then(|| number.parse().ok().map(|number| (number, end + 1))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found_outside_of_quotes_only() {
        let quoted = r#"'{p1:Int64}' "{p2:\"x}" `{p3:y}` 'it''s \' {p4:Int8}' -- {p5:Int8} '
            /* {p6:Int8} ' */ "#;
        assert_eq!(parts(quoted), Ok(vec![Part::Text(quoted)]));
        let sql = "a = {p1:DateTime64(6, 'UTC')} AND b = '{p2:}'{p2:Decimal(38, 2)}";
        let expected = [
            Part::Text("a = "),
            Part::Placeholder(1),
            Part::Text(" AND b = '{p2:}'"),
            Part::Placeholder(2),
            Part::Text(""),
        ];
        assert_eq!(parts(sql).unwrap(), expected);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for sql in [
            "'",
            "\"a",
            "'\\'",
            "{",
            "{p:Int8}",
            "{p1}",
            "{p1:}",
            "{x1:Int8}",
            "/* ",
            "$$ ' $$",
            "{p1:'\"}",
        ] {
            assert!(parts(sql).is_err(), "{sql}");
        }
    }
}
