//! Regular expressions that mean the same on every engine.
//!
//! Engines share less than they seem to: `\d` is ASCII here and Unicode there, `.` takes a line break
//! or not, `\b` is a word's edge or a backspace, and some backtrack while others cannot. A pattern is
//! therefore read here, in the syntax that all have in common, and written again so that nothing is
//! left to an engine: classes spelled out, groups plain, what is literal escaped.

use std::iter::Peekable;
use std::str::Chars;

/// The most bytes of a pattern, and the most characters and classes that it has when each counted
/// repetition is written out.
const LONGEST: usize = 1_000;

/// `PostgreSQL` counts no further.
const MOST_REPETITIONS: usize = 255;

/// Fewer than any engine's own limit.
const DEEPEST: usize = 50;

const DIGITS: &str = "0-9";
const WORD: &str = "A-Za-z0-9_";
const SPACES: &str = " \t\n\r\u{b}\u{c}";

/// Reads a pattern and writes it so that engines agree on what it means.
///
/// # Errors
/// What is not portable, in words.
pub(crate) fn portable(pattern: &str) -> Result<String, String> {
    if pattern.len() > LONGEST {
        return Err(format!("a regular expression has at most {LONGEST} bytes"));
    }
    let mut reader = Reader {
        rest: pattern.chars().peekable(),
        written: String::with_capacity(pattern.len()),
        depth: 0,
    };
    reader.alternatives()?;
    match reader.rest.next() {
        Some(_) => Err("the regular expression has a ) without a (; write \\)".to_owned()),
        None => Ok(reader.written),
    }
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    written: String,
    depth: usize,
}

/// How many characters a part matches at least, were each counted repetition written out.
type Weight = Result<usize, String>;

impl Reader<'_> {
    fn takes(&mut self, character: char) -> bool {
        self.rest.next_if_eq(&character).is_some()
    }

    fn alternatives(&mut self) -> Weight {
        let mut weight = self.sequence()?;
        while self.takes('|') {
            self.written.push('|');
            weight = within_limit(weight + self.sequence()?)?;
        }
        Ok(weight)
    }

    fn sequence(&mut self) -> Weight {
        let mut weight = 0;
        let mut is_empty = true;
        while let Some(character) = self.rest.next_if(|next| !matches!(next, '|' | ')')) {
            weight = within_limit(weight + self.part(character)?)?;
            is_empty = false;
        }
        if is_empty {
            return Err("an alternative of the regular expression is empty".to_owned());
        }
        Ok(weight)
    }

    fn part(&mut self, character: char) -> Weight {
        let weight = match character {
            '^' | '$' => {
                self.written.push(character);
                return self.no_quantifier(character);
            }
            '*' | '+' | '?' | '{' => return Err(nothing_to_repeat(character)),
            '(' => self.group()?,
            '[' => self.set()?,
            '.' => self.class("[^\n]"),
            '\\' => self.escape()?,
            literal => self.literal(literal),
        };
        self.quantifier(weight)
    }

    fn no_quantifier(&mut self, after: char) -> Weight {
        match self.rest.peek() {
            Some('*' | '+' | '?' | '{') => Err(nothing_to_repeat(after)),
            _ => Ok(0),
        }
    }

    fn group(&mut self) -> Weight {
        if self.takes('?') && !self.takes(':') {
            return Err("a regular expression cannot look around, name groups or set flags: \
                        engines differ; a group is (…) or (?:…)"
                .to_owned());
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("groups are at most {DEEPEST} deep"));
        }
        self.written.push('(');
        let weight = self.alternatives()?;
        self.written.push(')');
        self.depth -= 1;
        if self.takes(')') { Ok(weight) } else { Err("a ( is not closed".to_owned()) }
    }

    fn class(&mut self, class: &str) -> usize {
        self.written.push_str(class);
        1
    }

    fn literal(&mut self, literal: char) -> usize {
        if matches!(
            literal,
            '\\' | '.' | '[' | ']' | '{' | '}' | '(' | ')' | '*' | '+' | '?' | '^' | '$' | '|'
        ) {
            self.written.push('\\');
        }
        self.written.push(literal);
        1
    }

    fn escape(&mut self) -> Weight {
        let Some(escaped) = self.rest.next() else { return Err(ends_in_backslash()) };
        if let Some(class) = shorthand(escaped.to_ascii_lowercase()) {
            let negation = if escaped.is_ascii_uppercase() { "^" } else { "" };
            return Ok(self.class(&format!("[{negation}{class}]")));
        }
        let literal = unescaped(escaped)?;
        Ok(self.literal(literal))
    }

    fn quantifier(&mut self, weight: usize) -> Weight {
        let Some(sign) = self.rest.next_if(|next| matches!(next, '*' | '+' | '?' | '{')) else {
            return Ok(weight);
        };
        self.written.push(sign);
        let times = if sign == '{' { self.counts()? } else { 1 };
        // Lazy repetition finds in the same texts.
        self.takes('?');
        match self.rest.peek() {
            Some('*' | '+' | '?' | '{') => {
                Err("one repetition follows another; put a group around".to_owned())
            }
            _ => within_limit(weight * times),
        }
    }

    /// `n}`, `n,}` or `n,m}`.
    fn counts(&mut self) -> Weight {
        let least = self.count()?.ok_or_else(wrong_counts)?;
        let mut most = least;
        if self.takes(',') {
            self.written.push(',');
            most = self.count()?.unwrap_or(least);
        }
        if most < least || !self.takes('}') {
            return Err(wrong_counts());
        }
        self.written.push('}');
        Ok(most.max(1))
    }

    fn count(&mut self) -> Result<Option<usize>, String> {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        if digits.is_empty() {
            return Ok(None);
        }
        let count = digits.parse().ok().filter(|count| *count <= MOST_REPETITIONS);
        let count: usize = count.ok_or_else(wrong_counts)?;
        self.written.push_str(&count.to_string());
        Ok(Some(count))
    }

    fn set(&mut self) -> Weight {
        self.written.push('[');
        if self.takes('^') {
            self.written.push('^');
        }
        let mut is_empty = true;
        while !self.takes(']') {
            let Some(first) = self.rest.next() else { return Err("a [ is not closed".to_owned()) };
            self.set_item(first, is_empty)?;
            is_empty = false;
        }
        if is_empty {
            return Err("a set [] is empty; a ] in it is \\]".to_owned());
        }
        self.written.push(']');
        Ok(1)
    }

    fn set_item(&mut self, first: char, is_first: bool) -> Result<(), String> {
        match first {
            '[' => return self.named_class(),
            '-' if !is_first && self.rest.peek() != Some(&']') => return Err(stray("-")),
            '&' if self.rest.peek() == Some(&'&') => return Err(stray("&&")),
            _ => {}
        }
        if first == '\\' && self.rest.peek().is_some_and(|next| "dwsDWS".contains(*next)) {
            return self.shorthand_in_set();
        }
        let low = self.member(first)?;
        self.write_member(low);
        let mut ahead = self.rest.clone();
        if first == '-' || ahead.next() != Some('-') || ahead.peek() == Some(&']') {
            return Ok(());
        }
        self.rest.next();
        let Some(last) = self.rest.next() else { return Err("a [ is not closed".to_owned()) };
        let high = self.member(last)?;
        if high < low {
            return Err(format!("the range {low}-{high} runs backwards"));
        }
        self.written.push('-');
        self.write_member(high);
        Ok(())
    }

    fn member(&mut self, character: char) -> Result<char, String> {
        match character {
            '\\' => unescaped(self.rest.next().ok_or_else(ends_in_backslash)?),
            '[' => Err(stray("[")),
            other => Ok(other),
        }
    }

    fn write_member(&mut self, member: char) {
        if matches!(member, '\\' | '[' | ']' | '^' | '-' | '&' | '~') {
            self.written.push('\\');
        }
        self.written.push(member);
    }

    fn shorthand_in_set(&mut self) -> Result<(), String> {
        let class =
            self.rest.next().and_then(shorthand).ok_or("a set cannot hold \\D, \\W or \\S")?;
        self.written.push_str(class);
        self.no_range_after()
    }

    /// `[:digit:]` within a set, after its first bracket.
    fn named_class(&mut self) -> Result<(), String> {
        if !self.takes(':') {
            return Err(stray("["));
        }
        let mut name = String::new();
        while let Some(letter) = self.rest.next_if(char::is_ascii_alphabetic) {
            name.push(letter);
        }
        if !(self.takes(':') && self.takes(']')) {
            return Err(stray("[:"));
        }
        let class = posix(&name).ok_or_else(|| format!("there is no portable class [:{name}:]"))?;
        self.written.push_str(class);
        self.no_range_after()
    }

    fn no_range_after(&self) -> Result<(), String> {
        let mut ahead = self.rest.clone();
        let is_range = ahead.next() == Some('-') && ahead.next() != Some(']');
        if is_range { Err(stray("-")) } else { Ok(()) }
    }
}

fn shorthand(letter: char) -> Option<&'static str> {
    match letter {
        'd' => Some(DIGITS),
        'w' => Some(WORD),
        's' => Some(SPACES),
        _ => None,
    }
}

fn posix(name: &str) -> Option<&'static str> {
    Some(match name {
        "alpha" => "A-Za-z",
        "digit" => DIGITS,
        "alnum" => "A-Za-z0-9",
        "upper" => "A-Z",
        "lower" => "a-z",
        "xdigit" => "0-9A-Fa-f",
        "space" => SPACES,
        _ => return None,
    })
}

/// The character that a backslash and `escaped` stand for.
fn unescaped(escaped: char) -> Result<char, String> {
    match escaped {
        't' => Ok('\t'),
        'n' => Ok('\n'),
        'r' => Ok('\r'),
        'f' => Ok('\u{c}'),
        '0'..='9' => Err("a regular expression cannot refer back to a group: engines that never \
                          backtrack have no such thing"
            .to_owned()),
        // The edges of a word for some engines, themselves for others.
        '<' | '>' => Err(not_portable(escaped)),
        sign if sign.is_ascii_punctuation() => Ok(sign),
        other => Err(not_portable(other)),
    }
}

fn within_limit(weight: usize) -> Weight {
    if weight <= LONGEST {
        return Ok(weight);
    }
    Err(format!("the regular expression is longer than {LONGEST} characters when written out"))
}

fn not_portable(escaped: char) -> String {
    format!("\\{escaped} does not mean the same on all engines")
}

fn ends_in_backslash() -> String {
    "the regular expression ends in a backslash".to_owned()
}

fn nothing_to_repeat(sign: char) -> String {
    format!("there is nothing that {sign} could repeat; a {sign} itself is \\{sign}")
}

fn wrong_counts() -> String {
    format!(
        "a repetition is {{n}}, {{n,}} or {{n,m}}, up to {MOST_REPETITIONS}; a {{ itself is \\{{"
    )
}

fn stray(signs: &str) -> String {
    format!("{signs} within a set does not mean the same on all engines; put a backslash before it")
}
