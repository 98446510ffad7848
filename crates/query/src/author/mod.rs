//! Author SQL: one expression of a closed grammar, or one SELECT, read into our own typed tree.
//!
//! The author is the vendor; the text is stored with the datamart. It is parsed, never pasted:
//! literals become bound parameters, names become columns of the one table, functions come from an
//! allow-list, and everything that is not listed here is refused by name.

mod condition;
mod formula;
mod functions;
mod names;
mod operators;
mod statement;
mod translate;

pub(crate) use condition::condition;
pub(crate) use formula::{AuthorAggregate, Formula, aggregates, formula};
use functions::plain_call;
use souk_model::{CatalogTable, DataType};
use sqlparser::parser::Parser;
use sqlparser::tokenizer::Token;
pub use statement::{SqlQuery, Variable, VariableType, compile_sql};

use crate::Dialect;
use crate::sql::Expr;

/// Deep enough for what people write, shallow enough for the stack.
const DEEPEST: usize = 40;
const LONGEST: usize = 10_000;

/// A checked expression over the columns of one table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AuthorExpression {
    pub(crate) expression: Expr,
    pub(crate) data_type: DataType,
}

/// Why author SQL was refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum Refusal {
    #[error("the SQL cannot be read: {0}")]
    Syntax(String),
    #[error("one expression is expected; found more text at \"{0}\"")]
    MoreThanOneExpression(String),
    #[error("the SQL is longer than {LONGEST} bytes")]
    TooLong,
    #[error("{0} is not allowed in a custom column")]
    NotAllowed(String),
    #[error("the function {name} is not allowed; allowed are {allowed}")]
    UnknownFunction { name: String, allowed: String },
    #[error("there is no column {name} in table {table}{suggestion}")]
    UnknownColumn { name: String, table: String, suggestion: String },
    #[error("there is no table {name}{suggestion}")]
    UnknownTable { name: String, suggestion: String },
    #[error("there is no {name} here{suggestion}")]
    UnknownName { name: String, suggestion: String },
    #[error("{0} is in more than one place")]
    Ambiguous(String),
    #[error("{0}")]
    Variable(String),
    #[error("the variable {0} has no value, and no condition of WHERE, HAVING or ON is around it")]
    Unset(String),
    #[error("{0}")]
    WrongType(String),
}

/// Reads one expression over the columns of `table`.
pub(crate) fn parse(
    sql: &str,
    table: &CatalogTable,
    dialect: &dyn Dialect,
) -> Result<AuthorExpression, Refusal> {
    let parsed = read(sql, dialect.parser())?;
    translate::Translator::new(&translate::TableColumns { table, dialect }).expression(&parsed)
}

/// One expression and nothing after it.
fn read(
    sql: &str,
    grammar: &dyn sqlparser::dialect::Dialect,
) -> Result<sqlparser::ast::Expr, Refusal> {
    if sql.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    if sql.contains('\0') {
        return Err(Refusal::NotAllowed("a NUL character".to_owned()));
    }
    let mut parser = Parser::new(grammar)
        .with_recursion_limit(DEEPEST)
        .try_with_sql(sql)
        .map_err(|error| Refusal::Syntax(error.to_string()))?;
    let parsed = parser.parse_expr().map_err(|error| Refusal::Syntax(error.to_string()))?;
    match parser.next_token().token {
        Token::EOF => Ok(parsed),
        more => Err(Refusal::MoreThanOneExpression(more.to_string())),
    }
}

#[cfg(test)]
mod tests;
