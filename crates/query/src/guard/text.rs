//! The text as tokens: what is refused before a tree is built, and bounds that keep the tree small
//! enough to be walked and dropped on any stack.

use sqlparser::ast::Statement;
use sqlparser::dialect::Dialect;
use sqlparser::keywords::Keyword;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer, Whitespace, Word};

use super::error::{GuardError, Refusal};

const MAX_BYTES: usize = 512 * 1024;
/// Parentheses inside each other.
const MAX_NESTING: usize = 48;
/// Operators and words in a row, summed over the open parentheses. `a AND b AND c` is a tree as
/// deep as it is long, and the parser's own limit does not see it.
const MAX_CHAIN: usize = 600;
/// UNION, EXCEPT and INTERSECT: they chain across commas too.
const MAX_SET_OPERATIONS: usize = 128;
/// Expressions and queries inside each other, by the parser's count.
const MAX_RECURSION: usize = 50;

/// The statements of the text.
pub(super) fn parse(sql: &str, dialect: &dyn Dialect) -> Result<Vec<Statement>, GuardError> {
    if sql.len() > MAX_BYTES {
        return Err(Refusal::Size("too long").into());
    }
    if sql.contains('\0') {
        return Err(Refusal::Token("a NUL").into());
    }
    let tokens = Tokenizer::new(dialect, sql)
        .tokenize_with_location()
        .map_err(|_| GuardError::from(Refusal::Syntax))?;
    check_tokens(&tokens)?;
    Parser::new(dialect)
        .with_recursion_limit(MAX_RECURSION)
        .with_tokens_with_locations(tokens)
        .parse_statements()
        .map_err(|_| Refusal::Syntax.into())
}

fn check_tokens(tokens: &[TokenWithSpan]) -> Result<(), GuardError> {
    let mut bounds = Bounds::default();
    for token in tokens {
        refuse_token(&token.token)?;
        bounds.take(&token.token)?;
    }
    Ok(())
}

/// Passes the tokens that generated text is made of, and no others. A comment, a backslash or a
/// string with escapes is where two readers of one text may part.
fn refuse_token(token: &Token) -> Result<(), GuardError> {
    let what = match token {
        Token::Word(_)
        | Token::Number(..)
        | Token::SingleQuotedString(_)
        | Token::Placeholder(_)
        | Token::Whitespace(Whitespace::Space | Whitespace::Newline | Whitespace::Tab)
        | Token::Comma
        | Token::Period
        | Token::LParen
        | Token::RParen
        | Token::DoubleColon => return Ok(()),
        operator if is_operator(operator) => return Ok(()),
        Token::Whitespace(
            Whitespace::SingleLineComment { .. } | Whitespace::MultiLineComment(_),
        ) => "a comment",
        Token::SemiColon => "a semicolon",
        _ => "a token that generated text never holds",
    };
    Err(Refusal::Token(what).into())
}

fn is_operator(token: &Token) -> bool {
    matches!(
        token,
        Token::Eq
            | Token::Neq
            | Token::Lt
            | Token::LtEq
            | Token::Gt
            | Token::GtEq
            | Token::Plus
            | Token::Minus
            | Token::Mul
            | Token::Div
            | Token::Mod
            | Token::StringConcat
            | Token::Tilde
            | Token::TildeAsterisk
            | Token::ExclamationMarkTilde
            | Token::ExclamationMarkTildeAsterisk
    )
}

/// Counts that bound the depth of the tree.
#[derive(Default)]
struct Bounds {
    /// The chain before each open parenthesis.
    outer: Vec<usize>,
    chain: usize,
    outer_sum: usize,
    set_operations: usize,
}

impl Bounds {
    fn take(&mut self, token: &Token) -> Result<(), GuardError> {
        match token {
            Token::LParen => self.open(),
            Token::RParen => self.close(),
            Token::Comma => self.chain = 0,
            Token::Word(word) => self.word(word),
            Token::Whitespace(_)
            | Token::Period
            | Token::Placeholder(_)
            | Token::Number(..)
            | Token::SingleQuotedString(_) => {}
            _ => self.chain += 1,
        }
        self.check()
    }

    fn open(&mut self) {
        self.outer.push(self.chain);
        self.outer_sum += self.chain;
        self.chain = 0;
    }

    fn close(&mut self) {
        self.chain = self.outer.pop().unwrap_or_default();
        self.outer_sum = self.outer_sum.saturating_sub(self.chain);
    }

    fn word(&mut self, word: &Word) {
        if word.quote_style.is_some() {
            return;
        }
        self.chain += 1;
        let is_set_operation = matches!(
            word.keyword,
            Keyword::UNION | Keyword::EXCEPT | Keyword::INTERSECT | Keyword::MINUS
        );
        self.set_operations += usize::from(is_set_operation);
    }

    fn check(&self) -> Result<(), GuardError> {
        let is_small = self.outer.len() <= MAX_NESTING
            && self.chain + self.outer_sum <= MAX_CHAIN
            && self.set_operations <= MAX_SET_OPERATIONS;
        if is_small { Ok(()) } else { Err(Refusal::Size("nested too deeply").into()) }
    }
}
