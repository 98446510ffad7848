//! The text as tokens: what is refused before a tree is built, and bounds that keep the tree small
//! enough to be walked and dropped on the stack that it is given.

use sqlparser::ast::Statement;
use sqlparser::keywords::Keyword;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer, Whitespace, Word};

use super::error::{GuardError, Refusal};
use super::placeholder;
use super::profile::Profile;

const MAX_BYTES: usize = 1024 * 1024;
/// Parentheses inside each other.
const MAX_NESTING: usize = 48;
/// Operators and words in a row, summed over the open parentheses. `a AND b AND c` is a tree as
/// deep as it is long, and the parser's own limit does not see it. A list of 4,000 periods that are
/// joined by UNION ALL has about five in each.
const MAX_CHAIN: usize = 24_000;
/// Expressions and queries inside each other, by the parser's count.
const MAX_RECURSION: usize = 50;

/// Tokens that have passed, ready for the parser.
pub(super) struct Tokens {
    tokens: Vec<TokenWithSpan>,
    /// The placeholders that the text needs.
    pub(super) parameters: usize,
    /// No branch of the tree is deeper than this.
    pub(super) depth: usize,
}

/// Reads the text as tokens and refuses what generated text never holds.
pub(super) fn tokens(sql: &str, profile: &Profile) -> Result<Tokens, GuardError> {
    if sql.len() > MAX_BYTES {
        return Err(Refusal::Size("too long").into());
    }
    if sql.contains('\0') {
        return Err(Refusal::Token("a NUL").into());
    }
    let read = Tokenizer::new((profile.parser)(), sql)
        .tokenize_with_location()
        .map_err(|_| GuardError::from(Refusal::Syntax))?;
    let (depth, kept) = checked(read, profile)?;
    outside_of_names(sql, &kept, profile)?;
    let (tokens, parameters) = placeholder::rewrite(kept, profile.placeholder)?;
    Ok(Tokens { tokens, parameters, depth })
}

impl Tokens {
    /// The statements of the text.
    pub(super) fn parse(self, profile: &Profile) -> Result<Vec<Statement>, GuardError> {
        Parser::new((profile.parser)())
            .with_recursion_limit(MAX_RECURSION)
            .with_tokens_with_locations(self.tokens)
            .parse_statements()
            .map_err(|_| Refusal::Syntax.into())
    }
}

/// The depth of the tree, and the tokens without the blanks, which the parser would only pass over.
fn checked(
    tokens: Vec<TokenWithSpan>,
    profile: &Profile,
) -> Result<(usize, Vec<TokenWithSpan>), GuardError> {
    let mut bounds = Bounds::default();
    let mut kept: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut is_after_blank = true;
    for token in tokens {
        refuse_token(&token.token, profile)?;
        let is_blank = matches!(token.token, Token::Whitespace(_));
        if !is_blank {
            let before = kept.last().filter(|_| !is_after_blank);
            refuse_pair(before.map(|before| &before.token), &token.token)?;
            bounds.take(&token.token)?;
            kept.push(token);
        }
        is_after_blank = is_blank;
    }
    Ok((bounds.deepest, kept))
}

/// Passes the tokens that generated text is made of, and no others. A comment, a backslash or a
/// string with escapes is where two readers of one text may part.
fn refuse_token(token: &Token, profile: &Profile) -> Result<(), GuardError> {
    let what = match token {
        Token::SingleQuotedString(text) if text.contains('\'') => "a quote inside a string",
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
        // Only around parameters; the rewriting of placeholders refuses them elsewhere.
        Token::LBrace | Token::RBrace | Token::Colon if profile.has_braces() => return Ok(()),
        Token::StringConcat if !profile.has_concat_operator => "|| where it may be OR",
        Token::Spaceship if profile.has_spaceship => return Ok(()),
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

/// Two tokens without a blank between them that another reader may take as one: the beginning of a
/// comment, or a word that begins with a digit.
fn refuse_pair(before: Option<&Token>, token: &Token) -> Result<(), GuardError> {
    let is_doubtful = match (before, token) {
        (Some(Token::Minus), Token::Minus)
        | (Some(Token::Div), Token::Div | Token::Mul)
        | (Some(Token::Number(..)), Token::Number(..))
        | (
            Some(Token::SingleQuotedString(_)),
            Token::SingleQuotedString(_) | Token::Word(Word { quote_style: None, .. }),
        ) => true,
        (Some(Token::Number(..) | Token::Placeholder(_)), Token::Word(word)) => {
            word.quote_style.is_none()
        }
        _ => false,
    };
    if is_doubtful { Err(Refusal::Token("two tokens without a blank").into()) } else { Ok(()) }
}

/// Text that not every reader takes as the tokenizer does may stand inside quotes only: the beginning
/// of a comment (which MySQL's grammar opens and reads, while a server may pass over it), and anything
/// beyond ASCII (blanks, and letters that are blanks elsewhere). A backslash may stand in names only,
/// and only where it is no escape.
fn outside_of_names(
    sql: &str,
    tokens: &[TokenWithSpan],
    profile: &Profile,
) -> Result<(), GuardError> {
    let count = |of: fn(&str) -> usize, are_strings_counted| {
        let quoted = tokens.iter().map(|token| match &token.token {
            Token::Word(Word { quote_style: Some(_), value, .. }) => of(value),
            Token::SingleQuotedString(text) if are_strings_counted => of(text),
            _ => 0,
        });
        quoted.sum::<usize>()
    };
    if sql.contains("/*") && comments(sql) != count(comments, true) {
        return Err(Refusal::Token("a comment").into());
    }
    if sql.contains('\\')
        && !(profile.has_plain_backslash && backslashes(sql) == count(backslashes, false))
    {
        return Err(Refusal::Token("a backslash").into());
    }
    if !sql.is_ascii() && foreign(sql) != count(foreign, true) {
        return Err(Refusal::Token("a letter beyond ASCII outside of quotes").into());
    }
    Ok(())
}

fn comments(text: &str) -> usize {
    text.matches("/*").count()
}

fn backslashes(text: &str) -> usize {
    text.matches('\\').count()
}

fn foreign(text: &str) -> usize {
    text.bytes().filter(|byte| !byte.is_ascii()).count()
}

/// Counts that bound the depth of the tree.
#[derive(Default)]
struct Bounds {
    /// The chain before each open parenthesis.
    outer: Vec<usize>,
    chain: usize,
    outer_sum: usize,
    deepest: usize,
    /// Set operations since the text began: they chain across commas too.
    set_operations: usize,
}

impl Bounds {
    fn take(&mut self, token: &Token) -> Result<(), GuardError> {
        match token {
            Token::LParen => self.open(),
            Token::RParen => self.close(),
            Token::Comma => self.chain = 0,
            Token::Word(word) => self.word(word),
            Token::Period
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

    fn check(&mut self) -> Result<(), GuardError> {
        let depth = self.outer.len() + self.chain + self.outer_sum + self.set_operations;
        self.deepest = self.deepest.max(depth);
        let is_small = self.outer.len() <= MAX_NESTING && depth <= MAX_CHAIN;
        if is_small { Ok(()) } else { Err(Refusal::Size("nested too deeply").into()) }
    }
}
