//! Patterns: LIKE with an escape character of its own, and regular expressions.

use sqlparser::ast;

use souk_model::DataType;

use super::super::Refusal;
use super::super::translate::{Translated, refuse, typed};
use super::functions::{Meaning, meaning};
use super::level::Level;
use crate::Value;
use crate::resolve::regex;
use crate::sql::Expr;

impl Level<'_> {
    /// The tree escapes with a backslash, so a pattern is written again with it.
    pub(super) fn like_with_escape(&self, parsed: &ast::Expr) -> Option<Translated> {
        let mut like = parsed.clone();
        let (ast::Expr::Like { pattern, escape_char, .. }
        | ast::Expr::ILike { pattern, escape_char, .. }) = &mut like
        else {
            return None;
        };
        let escape = escape_char.take()?;
        match self.respelled(pattern, &escape.value) {
            Err(refusal) => Some(Err(refusal)),
            Ok(text) => {
                let text = ast::Value::SingleQuotedString(text).with_empty_span();
                **pattern = ast::Expr::Value(text);
                Some(self.expression(&like))
            }
        }
    }

    fn respelled(&self, pattern: &ast::Expr, escape: &ast::Value) -> Result<String, Refusal> {
        let text = self.literal_text(pattern, "a pattern with ESCAPE")?;
        escaped_again(&text, escape_of(escape)?)
    }

    /// A regular expression as an operator, where the dialect's list has it.
    pub(super) fn matches_by(
        &self,
        operator: &str,
        text: &ast::Expr,
        pattern: &ast::Expr,
        negated: bool,
    ) -> Translated {
        let listed = format!("operator {operator}");
        if meaning(self.context.model.dialect.name(), &listed) != Some(Meaning::Matches) {
            return refuse(format!("the operator {operator}"));
        }
        self.matches(text, pattern, negated)
    }

    /// Only what all engines read alike, as in filters.
    pub(super) fn matches(
        &self,
        text: &ast::Expr,
        pattern: &ast::Expr,
        negated: bool,
    ) -> Translated {
        let operand = self.expression(text)?;
        if operand.data_type != DataType::Text {
            return Err(Refusal::WrongType("a regular expression needs a text".to_owned()));
        }
        let pattern = self.literal_text(pattern, "a regular expression")?;
        let pattern = regex::portable(&pattern).map_err(Refusal::WrongType)?;
        let operand = Box::new(operand.expression);
        let pattern = Box::new(Expr::Value(Value::Text(pattern)));
        Ok(typed(Expr::Regex { operand, pattern, negated }, DataType::Boolean))
    }

    /// The text of a literal or of a variable.
    fn literal_text(&self, parsed: &ast::Expr, what: &str) -> Result<String, Refusal> {
        match self.expression(parsed)?.expression {
            Expr::Value(Value::Text(text)) => Ok(text),
            _ => refuse(format!("{what} that is not a literal text")),
        }
    }
}

/// One character, or none: then nothing is escaped.
fn escape_of(value: &ast::Value) -> Result<Option<char>, Refusal> {
    let ast::Value::SingleQuotedString(text) = value else {
        return refuse("ESCAPE with what is no text");
    };
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (one, None) => Ok(one),
        _ => refuse("ESCAPE with more than one character"),
    }
}

fn escaped_again(pattern: &str, escape: Option<char>) -> Result<String, Refusal> {
    let mut written = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if Some(letter) != escape {
            written.push_str(if letter == '\\' { "\\\\" } else { "" });
            if letter != '\\' {
                written.push(letter);
            }
            continue;
        }
        match letters.next() {
            Some(special @ ('%' | '_' | '\\')) => written.extend(['\\', special]),
            Some(own) if Some(own) == escape => written.push(own),
            _ => return refuse("an escape character before what needs none"),
        }
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::escaped_again;

    #[test]
    fn a_pattern_is_escaped_with_backslashes() {
        for (pattern, escape, wanted) in [
            ("10!%%", Some('!'), "10\\%%"),
            ("a!!b!_", Some('!'), "a!b\\_"),
            ("a\\b", Some('!'), "a\\\\b"),
            ("a\\%b", Some('\\'), "a\\%b"),
            ("a\\\\b", Some('\\'), "a\\\\b"),
            ("a\\%b", None, "a\\\\%b"),
        ] {
            assert_eq!(escaped_again(pattern, escape).as_deref(), Ok(wanted), "{pattern}");
        }
        assert!(escaped_again("a!b", Some('!')).is_err());
        assert!(escaped_again("a!", Some('!')).is_err());
    }
}
