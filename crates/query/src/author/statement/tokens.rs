//! The text as tokens: what no author text may hold, and variables as placeholders.
//!
//! Variables are found among the tokens, never in the text, and become `Token::Placeholder`. An
//! author's own placeholders are refused before, so that one which the parser meets is ours.

use sqlparser::tokenizer::{Token, Tokenizer, Whitespace, Word};

use super::super::Refusal;
use super::super::translate::refuse;

const LONGEST: usize = 50_000;
/// More than the largest statement that people write, and few enough for a stack of known size.
pub(super) const MOST_TOKENS: usize = 8_000;

pub(super) const CLIENT: &str = "client_id_variable";
const DATABASE: &str = "DATABASE_NAME";
/// Stands for `{{DATABASE_NAME}}`. Texts with a NUL are refused, so nobody can write it.
pub(super) const DATABASE_MARK: &str = "\0database";

/// A variable where the text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mention {
    Client,
    Variable {
        name: String,
        /// One end of a range.
        part: Option<String>,
    },
}

/// Tokens without blanks, and the variables that their placeholders stand for.
pub(super) struct Tokens {
    pub(super) tokens: Vec<Token>,
    pub(super) mentions: Vec<Mention>,
}

/// The spelling of the placeholder for a mention.
fn placeholder(position: usize) -> Token {
    Token::Placeholder(format!("${position}"))
}

/// The mention that a placeholder stands for.
pub(super) fn position(placeholder: &str) -> Option<usize> {
    placeholder.strip_prefix('$')?.parse().ok()
}

pub(super) fn read(
    sql: &str,
    grammar: &dyn sqlparser::dialect::Dialect,
) -> Result<Tokens, Refusal> {
    if sql.len() > LONGEST {
        return refuse(format!("a text of more than {LONGEST} bytes"));
    }
    if sql.contains('\0') {
        return refuse("a NUL character");
    }
    // Some grammars read what stands inside as if there were no comment.
    if sql.contains("/*!") {
        return refuse("a comment that some engines run");
    }
    let read = Tokenizer::new(grammar, sql)
        .tokenize()
        .map_err(|error| Refusal::Syntax(error.to_string()))?;
    let mut kept = Vec::with_capacity(read.len());
    for token in read {
        check(&token)?;
        if !matches!(token, Token::Whitespace(_)) {
            kept.push(token);
        }
    }
    if kept.last() == Some(&Token::SemiColon) {
        kept.pop();
    }
    if kept.contains(&Token::SemiColon) {
        return refuse("more than one statement");
    }
    if kept.len() > MOST_TOKENS {
        return refuse(format!("a text of more than {MOST_TOKENS} words"));
    }
    Replacer { rest: kept.into_iter().peekable(), tokens: Vec::new(), mentions: Vec::new() }.run()
}

/// Comments are left out here, and the words that are parsed are those of the text without them. The
/// author's text itself is never sent, so no engine can find another end of a comment than this
/// reader did. What engines disagree about is refused all the same, so that an author is not
/// surprised: comments that hold others, hints, what some engines run, and lines that end in a
/// carriage return alone. One that is not closed cannot be read at all.
fn comment(blank: &Whitespace) -> Result<(), Refusal> {
    match blank {
        Whitespace::SingleLineComment { prefix, comment } => {
            super::refuse_if("a comment that does not begin with --", prefix != "--")?;
            super::refuse_if("a hint in a comment", comment.starts_with('+'))?;
            let line = comment.trim_end_matches('\n').trim_end_matches('\r');
            super::refuse_if("a comment with a carriage return", line.contains('\r'))
        }
        Whitespace::MultiLineComment(comment) => {
            super::refuse_if("a comment inside a comment", comment.contains("/*"))?;
            super::refuse_if("a hint in a comment", comment.starts_with('+'))?;
            let is_run = comment.starts_with('!') || comment.starts_with("M!");
            super::refuse_if("a comment that some engines run", is_run)
        }
        Whitespace::Space | Whitespace::Newline | Whitespace::Tab => Ok(()),
    }
}

fn check(token: &Token) -> Result<(), Refusal> {
    let what = match token {
        Token::Whitespace(blank) => return comment(blank),
        Token::Placeholder(_) | Token::Question => "a parameter; declare a variable instead",
        Token::AtSign | Token::AtAt => "a variable of the session",
        Token::Word(word) if word.value.starts_with('@') && word.quote_style.is_none() => {
            "a variable of the session"
        }
        Token::Word(Word { value, quote_style: None, .. }) if !value.is_ascii() => {
            "a letter beyond ASCII outside of quotes"
        }
        Token::Word(word) if word.quote_style.is_some() && has_variable(&word.value) => {
            "a variable inside a quoted name"
        }
        Token::Char(_) => "a character that SQL does not have",
        Token::DollarQuotedString(_) => "a string between dollars",
        Token::EscapedStringLiteral(_) => "a string with escapes",
        Token::UnicodeStringLiteral(_) => "a string of code points",
        Token::HexStringLiteral(_) => "a string of digits",
        Token::NationalStringLiteral(_) => "a string with N before it",
        Token::TripleSingleQuotedString(_)
        | Token::TripleDoubleQuotedString(_)
        | Token::SingleQuotedByteStringLiteral(_)
        | Token::DoubleQuotedByteStringLiteral(_)
        | Token::TripleSingleQuotedByteStringLiteral(_)
        | Token::TripleDoubleQuotedByteStringLiteral(_)
        | Token::SingleQuotedRawStringLiteral(_)
        | Token::DoubleQuotedRawStringLiteral(_)
        | Token::TripleSingleQuotedRawStringLiteral(_)
        | Token::TripleDoubleQuotedRawStringLiteral(_)
        | Token::QuoteDelimitedStringLiteral(_)
        | Token::NationalQuoteDelimitedStringLiteral(_) => "a string of this kind",
        _ => return Ok(()),
    };
    refuse(what)
}

fn has_variable(text: &str) -> bool {
    text.contains("{{") || text.contains("}}") || text.eq_ignore_ascii_case(CLIENT)
}

struct Replacer {
    rest: std::iter::Peekable<std::vec::IntoIter<Token>>,
    tokens: Vec<Token>,
    mentions: Vec<Mention>,
}

impl Replacer {
    fn run(mut self) -> Result<Tokens, Refusal> {
        while let Some(token) = self.rest.next() {
            self.take(token)?;
        }
        Ok(Tokens { tokens: self.tokens, mentions: self.mentions })
    }

    fn take(&mut self, token: Token) -> Result<(), Refusal> {
        match &token {
            Token::LBrace => self.braces(),
            Token::RBrace => refuse("a brace without its partner"),
            Token::Word(word) if word.quote_style.is_none() && word.value == CLIENT => {
                self.mention(Mention::Client);
                Ok(())
            }
            Token::SingleQuotedString(text) | Token::DoubleQuotedString(text)
                if has_variable(text) =>
            {
                let mention = in_string(text)?;
                self.mention(mention);
                Ok(())
            }
            _ => {
                self.tokens.push(token);
                Ok(())
            }
        }
    }

    fn mention(&mut self, mention: Mention) {
        self.tokens.push(placeholder(self.mentions.len()));
        self.mentions.push(mention);
    }

    /// `{{name}}` or `{{name.part}}`, of which the first brace is gone.
    fn braces(&mut self) -> Result<(), Refusal> {
        const SHAPE: &str = "a brace that is not of a variable such as {{name}}";
        if self.rest.next() != Some(Token::LBrace) {
            return refuse(SHAPE);
        }
        let mut inside = String::new();
        loop {
            match self.rest.next() {
                Some(Token::Word(word)) if word.quote_style.is_none() => {
                    inside.push_str(&word.value);
                }
                _ => return refuse(SHAPE),
            }
            match self.rest.next() {
                Some(Token::Period) => inside.push('.'),
                Some(Token::RBrace) => break,
                _ => return refuse(SHAPE),
            }
        }
        if self.rest.next() != Some(Token::RBrace) {
            return refuse(SHAPE);
        }
        if inside == DATABASE {
            if self.rest.peek() != Some(&Token::Period) {
                return refuse("{{DATABASE_NAME}} anywhere but before a table in FROM");
            }
            self.tokens.push(Token::Word(Word {
                value: DATABASE_MARK.to_owned(),
                quote_style: None,
                keyword: sqlparser::keywords::Keyword::NoKeyword,
            }));
            return Ok(());
        }
        let mention = named(&inside)?;
        self.mention(mention);
        Ok(())
    }
}

/// A string that is a variable and nothing else.
fn in_string(text: &str) -> Result<Mention, Refusal> {
    if text == CLIENT {
        return Ok(Mention::Client);
    }
    match text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
        Some(DATABASE) => refuse("{{DATABASE_NAME}} as a value"),
        Some(inside) => named(inside),
        None => {
            refuse("a variable as a part of a string; put them together with CONCAT('%', {{name}})")
        }
    }
}

fn named(inside: &str) -> Result<Mention, Refusal> {
    let (name, part) = match inside.split_once('.') {
        None => (inside, None),
        Some((name, part)) => (name, Some(part)),
    };
    let is_word = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if !is_word(name) || !part.is_none_or(is_word) {
        return refuse("a variable whose name is not letters, digits and _");
    }
    if name == CLIENT || name == DATABASE {
        return refuse(format!("the variable {{{{{name}}}}} in this form"));
    }
    Ok(Mention::Variable { name: name.to_owned(), part: part.map(str::to_owned) })
}
