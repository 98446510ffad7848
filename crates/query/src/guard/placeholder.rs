//! Placeholders in every engine's spelling, brought to one: `$1`, `$2`, …
//!
//! Each is rewritten among the tokens, before the parser sees them, so that what follows knows one
//! spelling only. The engine reads the text as it is.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Span, Token, TokenWithSpan, Word};

use super::error::{GuardError, Refusal};
use super::profile::Placeholder;

type Tokens = std::vec::IntoIter<TokenWithSpan>;

/// The tokens with all placeholders as `$n`, and the greatest n. The census looks for gaps.
pub(super) fn rewrite(
    tokens: Vec<TokenWithSpan>,
    style: Placeholder,
) -> Result<(Vec<TokenWithSpan>, usize), GuardError> {
    let mut rewriter = Rewriter { style, made: Vec::with_capacity(tokens.len()), count: 0 };
    let mut rest = tokens.into_iter();
    while let Some(token) = rest.next() {
        rewriter.take(token, &mut rest)?;
    }
    Ok((rewriter.made, rewriter.count))
}

/// The position of `$n` among the parameters. One spelling only: no sign, no leading zero.
pub(super) fn index(placeholder: &str) -> Option<usize> {
    position(placeholder.strip_prefix('$')?)
}

fn position(digits: &str) -> Option<usize> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    let number: usize = if is_plain { digits.parse().ok()? } else { return None };
    number.checked_sub(1)
}

struct Rewriter {
    style: Placeholder,
    made: Vec<TokenWithSpan>,
    /// The greatest number so far.
    count: usize,
}

impl Rewriter {
    fn take(&mut self, token: TokenWithSpan, rest: &mut Tokens) -> Result<(), GuardError> {
        match (self.style, &token.token) {
            (Placeholder::Dollar, Token::Placeholder(text)) => {
                self.use_position(index(text))?;
                self.made.push(token);
                Ok(())
            }
            (Placeholder::Question, Token::Placeholder(text)) if text == "?" => {
                self.push(Some(self.count), token.span)
            }
            (Placeholder::At, Token::Word(word)) if is_variable(word) => {
                let position = word.value.strip_prefix("@p").and_then(position);
                self.push(position, token.span)
            }
            (Placeholder::Braces, Token::LBrace) => self.braces(token.span, rest),
            (_, Token::Placeholder(_) | Token::LBrace) => Err(Refusal::Placeholder.into()),
            (_, Token::Word(word)) if is_variable(word) => Err(Refusal::Placeholder.into()),
            _ => {
                self.made.push(token);
                Ok(())
            }
        }
    }

    fn push(&mut self, position: Option<usize>, span: Span) -> Result<(), GuardError> {
        let number = self.use_position(position)?;
        self.add(Token::Placeholder(format!("${number}")), span);
        Ok(())
    }

    fn add(&mut self, token: Token, span: Span) {
        self.made.push(TokenWithSpan { token, span });
    }

    fn use_position(&mut self, position: Option<usize>) -> Result<usize, GuardError> {
        const MAX_PARAMETERS: usize = 65_536;
        let position = position.filter(|position| *position < MAX_PARAMETERS);
        let position = position.ok_or(Refusal::Placeholder)?;
        self.count = self.count.max(position + 1);
        Ok(position + 1)
    }

    /// `{p1:Int64}` is a value of that type: `CAST($1 AS Int64)`.
    fn braces(&mut self, span: Span, rest: &mut Tokens) -> Result<(), GuardError> {
        let position = match (rest.next(), rest.next()) {
            (Some(TokenWithSpan { token: Token::Word(name), .. }), Some(colon))
                if colon.token == Token::Colon && name.quote_style.is_none() =>
            {
                name.value.strip_prefix('p').and_then(position)
            }
            _ => None,
        };
        self.add(Token::make_word("CAST", None), span);
        self.add(Token::LParen, span);
        self.push(position, span)?;
        self.add(Token::make_word("AS", None), span);
        self.type_until_brace(rest)?;
        self.add(Token::RParen, span);
        Ok(())
    }

    fn type_until_brace(&mut self, rest: &mut Tokens) -> Result<(), GuardError> {
        let mut open = 0_usize;
        for token in rest {
            match &token.token {
                Token::RBrace if open == 0 => return Ok(()),
                Token::Word(Word { quote_style: None, keyword, .. })
                    if !matches!(keyword, Keyword::AS | Keyword::FORMAT) =>
                {
                    self.made.push(token);
                }
                Token::LParen => {
                    open += 1;
                    self.made.push(token);
                }
                Token::RParen if open > 0 => {
                    open -= 1;
                    self.made.push(token);
                }
                Token::Number(..) | Token::SingleQuotedString(_) | Token::Comma => {
                    self.made.push(token);
                }
                _ => break,
            }
        }
        Err(Refusal::Placeholder.into())
    }
}

fn is_variable(word: &Word) -> bool {
    word.quote_style.is_none() && word.value.starts_with('@')
}
