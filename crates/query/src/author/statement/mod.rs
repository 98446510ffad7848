//! SQL metrics: one SELECT of the author, answered for one tenant.
//!
//! The text is read as tokens, where variables become placeholders; parsed by the dialect's grammar;
//! and translated, construct by construct, into our own tree. Every table becomes its scoped scan,
//! every literal a bound value, every name one of ours. What is not named here is refused. The author's
//! text itself is never sent.
//!
//! | part | what it knows |
//! |---|---|
//! | `request` | a metric as it is sent |
//! | `tokens`, `variables` | what no text may hold; variables and their values |
//! | `query`, `select`, `groups`, `from` | WITH, UNION, one SELECT, its groups, its sources |
//! | `level`, `context` | which name leads where |
//! | `forms`, `rows`, `division`, `calls`, `functions` | expressions |
//! | `aggregates`, `windows` | what is computed of several rows |
//! | `patterns` | LIKE and regular expressions |
//! | `casts`, `times`, `parts`, `zones` | types, days and times |
//! | `finish` | the whole statement, with its scans |

mod aggregates;
mod calls;
mod casts;
mod context;
mod division;
mod finish;
mod forms;
mod from;
mod functions;
mod groups;
mod level;
mod parts;
mod patterns;
mod query;
mod request;
mod rows;
mod select;
mod times;
mod tokens;
mod variables;
mod windows;
mod zones;

use std::str::FromStr;

use chrono_tz::Tz;
use souk_model::{ErrorCode, Problem};
use sqlparser::ast::Statement;
use sqlparser::parser::Parser;

use super::Refusal;
use super::translate::refuse;
use crate::Purpose;
use crate::compiled::Compiled;
use crate::model::Model;
use crate::resolve::QuestionError;
use crate::scope::Scope;

pub use request::{SqlQuery, Variable, VariableType};

const DEEPEST: usize = 50;
/// Statements of fewer words are read on the stack that is there.
const FEW_TOKENS: usize = 150;
/// Bytes of stack for each word, with room to spare in builds without optimisation.
const STACK_PER_TOKEN: usize = 24 * 1024;

/// Makes the SQL that answers an author's SELECT for the tenant of `scope`, and has the guard check it.
///
/// # Errors
/// What of the text is not allowed, by name; a variable without a fitting value; a table without a
/// tenant rule; a refusal by the guard, which would be a defect of Souk.
pub fn compile_sql(
    model: &Model,
    query: &SqlQuery,
    scope: &Scope,
    purpose: Purpose,
) -> Result<Compiled, QuestionError> {
    if purpose == Purpose::Totals {
        let message = "a SQL metric has no totals";
        let hint = "ask for its rows, or write another SELECT for the totals";
        return Err(Problem::new(ErrorCode::UNSUPPORTED_QUESTION, message, "sql", hint).into());
    }
    let zone = zone(query.timezone.as_deref())?;
    let tokens = tokens::read(&query.sql, model.dialect.parser()).map_err(|one| problem(&one))?;
    let count = tokens.tokens.len();
    let run = move || Asked { model, query, scope, purpose, zone }.compile(tokens);
    if count <= FEW_TOKENS { run() } else { on_a_stack(count, run) }
}

/// Trees are as deep as their texts are long, at the worst.
fn on_a_stack(
    tokens: usize,
    run: impl FnOnce() -> Result<Compiled, QuestionError> + Send,
) -> Result<Compiled, QuestionError> {
    let too_deep =
        || QuestionError::from(problem(&Refusal::Syntax("nested too deeply".to_owned())));
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(tokens * STACK_PER_TOKEN + (1 << 20));
        let running = builder.spawn_scoped(scope, run).map_err(|_| too_deep())?;
        running.join().map_err(|_| too_deep())?
    })
}

fn zone(name: Option<&str>) -> Result<Tz, Problem> {
    let Some(name) = name else { return Ok(Tz::UTC) };
    Tz::from_str(name).map_err(|_| {
        let hint = format!("{name} is not an IANA time zone");
        Problem::new(ErrorCode::INVALID_QUESTION, "the time zone is not known", "timezone", hint)
    })
}

/// A metric with all that it is asked under.
struct Asked<'a> {
    model: &'a Model,
    query: &'a SqlQuery,
    scope: &'a Scope,
    purpose: Purpose,
    zone: Tz,
}

fn parse(
    tokens: Vec<sqlparser::tokenizer::Token>,
    grammar: &dyn sqlparser::dialect::Dialect,
) -> Result<Box<sqlparser::ast::Query>, Refusal> {
    let mut statements = Parser::new(grammar)
        .with_recursion_limit(DEEPEST)
        .with_tokens(tokens)
        .parse_statements()
        .map_err(|error| Refusal::Syntax(error.to_string()))?;
    match (statements.pop(), statements.len()) {
        (Some(Statement::Query(query)), 0) => Ok(query),
        (None, _) => Err(Refusal::Syntax("there is no SELECT".to_owned())),
        (_, 0) => refuse("a statement that is not a SELECT"),
        _ => refuse("more than one statement"),
    }
}

/// Refuses the part by its name when it is there.
fn refuse_if(what: &str, is_there: bool) -> Result<(), Refusal> {
    if is_there { refuse(what) } else { Ok(()) }
}

/// A refusal as the reply has it.
fn problem(refusal: &Refusal) -> Problem {
    let (code, hint) = match refusal {
        Refusal::Syntax(_) | Refusal::MoreThanOneExpression(_) | Refusal::TooLong => {
            (ErrorCode::INVALID_QUESTION, "write one SELECT in the SQL of the datasource")
        }
        Refusal::UnknownTable { .. } => {
            (ErrorCode::UNKNOWN_MEMBER, "name a table of the datamart, as the datamart names it")
        }
        Refusal::UnknownColumn { .. } | Refusal::UnknownName { .. } => {
            (ErrorCode::UNKNOWN_MEMBER, "name a column of a table in FROM that the datamart has")
        }
        Refusal::Ambiguous(_) => {
            (ErrorCode::INVALID_QUESTION, "write the name of its table before it")
        }
        Refusal::Variable(_) => {
            (ErrorCode::INVALID_QUESTION, "declare each variable once, and send values of its type")
        }
        Refusal::Unset(_) => (ErrorCode::INVALID_QUESTION, "send a value or declare a default"),
        Refusal::WrongType(_) => (ErrorCode::INVALID_QUESTION, "cast one of the values"),
        Refusal::NotAllowed(_) | Refusal::UnknownFunction { .. } => (
            ErrorCode::INVALID_QUESTION,
            "the guide to SQL metrics says what a SELECT may hold and why",
        ),
    };
    let message = match refusal {
        Refusal::NotAllowed(what) => format!("{what} is not allowed in a SQL metric"),
        Refusal::UnknownFunction { name, .. } => {
            format!("the function {name} is not allowed in a SQL metric")
        }
        other => other.to_string(),
    };
    Problem::new(code, message, "sql", hint)
}
