//! The `credentials` object of a datasource, read field by field.
//!
//! Knows the words in which a wrong field is reported and the other names that a field may have.
//! Does not know which fields a connector wants.

use std::fmt;

use serde_json::{Map, Value};

/// What a vendor sent as `credentials`, secrets included. Never shown by `Debug`.
#[derive(Clone)]
pub struct Credentials(Map<String, Value>);

/// Everything that is wrong with a `credentials` object, in words that name the fields.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct CredentialsError(pub Vec<String>);

/// Reads fields and remembers every problem, so that all are reported at once.
///
/// Each read takes the names that a field may have; the first is the one in messages. A reader
/// returns a stand-in for a wrong field, and [`CredentialsReader::finish`] then withholds the result.
#[derive(Debug)]
pub struct CredentialsReader<'a> {
    fields: &'a Credentials,
    known: Vec<&'static str>,
    problems: Vec<String>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.0.keys().collect();
        formatter.debug_tuple("Credentials").field(&fields).finish()
    }
}

impl Credentials {
    /// Wraps the object as it was sent.
    #[must_use]
    pub const fn new(fields: Map<String, Value>) -> Self {
        Self(fields)
    }

    /// The object, for sealing.
    #[must_use]
    pub const fn as_object(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Starts reading. `name`, the datasource's handle, is known to every type.
    #[must_use]
    pub fn reader(&self) -> CredentialsReader<'_> {
        CredentialsReader { fields: self, known: vec!["name"], problems: Vec::new() }
    }
}

impl<'a> CredentialsReader<'a> {
    /// A text that must be there and not be empty.
    pub fn required_text(&mut self, names: &[&'static str]) -> String {
        let text = self.text(names);
        match text {
            Some("") => self.problem(names, "is not allowed to be empty"),
            None if !self.is_present(names) => self.problem(names, "is required"),
            _ => {}
        }
        text.unwrap_or_default().to_owned()
    }

    /// A text that must be there and may be empty (a password).
    pub fn required_text_or_empty(&mut self, names: &[&'static str]) -> String {
        let text = self.text(names);
        if text.is_none() && !self.is_present(names) {
            self.problem(names, "is required");
        }
        text.unwrap_or_default().to_owned()
    }

    /// A text that may be absent; an empty one counts as absent.
    pub fn optional_text(&mut self, names: &[&'static str]) -> Option<String> {
        self.text(names).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A TCP port: a number, or a text that is one.
    pub fn required_port(&mut self, names: &[&'static str]) -> u16 {
        let Some(value) = self.value(names) else {
            self.problem(names, "is required");
            return 0;
        };
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => {
                text.trim().parse::<f64>().ok().filter(|number| number.is_finite())
            }
            _ => None,
        };
        let Some(number) = number else {
            self.problem(names, "must be a number");
            return 0;
        };
        if number.fract() != 0.0 || !(1.0..=65535.0).contains(&number) {
            self.problem(names, "must be a valid port");
            return 0;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number between 1 and 65535, as just checked"
        )]
        {
            number as u16
        }
    }

    /// A text, or a list of texts; absent and empty entries are left out.
    pub fn text_list(&mut self, names: &[&'static str]) -> Vec<String> {
        let texts: Vec<&Value> = match self.value(names) {
            None => return Vec::new(),
            Some(Value::Array(values)) => values.iter().collect(),
            Some(value) => vec![value],
        };
        if !texts.iter().all(|value| value.is_string()) {
            self.problem(names, "must be a string or a list of strings");
            return Vec::new();
        }
        let texts = texts.into_iter().filter_map(|value| self.checked(names, value.as_str()?));
        let texts: Vec<_> = texts.filter(|text| !text.is_empty()).map(str::to_owned).collect();
        texts
    }

    /// One of a few words, whatever their letter case.
    pub fn choice<T: Copy>(&mut self, names: &[&'static str], choices: &[(&str, T)]) -> Option<T> {
        let text = self.optional_text(names)?;
        let found = choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(&text));
        if found.is_none() {
            let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
            self.problem(names, &format!("must be one of [{}]", words.join(", ")));
        }
        found.map(|(_, choice)| *choice)
    }

    /// Records that a field, well formed in itself, will not do.
    pub fn problem(&mut self, names: &[&'static str], what: &str) {
        let name = names.first().copied().unwrap_or_default();
        self.problems.push(format!("\"credentials.{name}\" {what}"));
    }

    /// The result, if nothing was wrong and no field is left over.
    ///
    /// # Errors
    /// Everything that was wrong, in the order of reading, then the fields that nobody read.
    pub fn finish<T>(mut self, result: T) -> Result<T, CredentialsError> {
        for name in self.fields.0.keys().filter(|name| !self.known.contains(&name.as_str())) {
            self.problems.push(format!("\"credentials.{name}\" is not allowed"));
        }
        if self.problems.is_empty() { Ok(result) } else { Err(CredentialsError(self.problems)) }
    }

    fn text(&mut self, names: &[&'static str]) -> Option<&'a str> {
        let value = self.value(names)?;
        if !value.is_string() {
            self.problem(names, "must be a string");
        }
        self.checked(names, value.as_str()?)
    }

    /// No text may hold NUL: C libraries and wire protocols end a text there.
    fn checked(&mut self, names: &[&'static str], text: &'a str) -> Option<&'a str> {
        if text.contains('\0') {
            self.problem(names, "must not contain a NUL character");
            return None;
        }
        Some(text)
    }

    fn value(&mut self, names: &[&'static str]) -> Option<&'a Value> {
        self.known.extend_from_slice(names);
        let mut values = names.iter().filter_map(|name| self.fields.0.get(*name));
        values.find(|value| !value.is_null())
    }

    fn is_present(&self, names: &[&'static str]) -> bool {
        names.iter().any(|name| self.fields.0.get(*name).is_some_and(|value| !value.is_null()))
    }
}
