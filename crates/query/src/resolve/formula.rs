//! Arithmetic over measures: `revenue / customers.count`, read by the SQL parser and translated
//! construct by construct; what is not named here is refused.

use std::str::FromStr;

use rust_decimal::Decimal;
use souk_model::DataType;
use sqlparser::ast::{self, UnaryOperator};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use super::Term;
use crate::compiled::Value;
use crate::sql::BinaryOperator;

const LONGEST: usize = 2_000;
const DEEPEST: usize = 30;

/// Numbers computed from terms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Arithmetic {
    /// The position of a term.
    Term(usize),
    Number(Value),
    Negate(Box<Arithmetic>),
    /// Division is true division, and by zero it is NULL.
    Binary(BinaryOperator, Box<Arithmetic>, Box<Arithmetic>),
    /// The first that is not NULL.
    Coalesce(Vec<Arithmetic>),
}

impl Arithmetic {
    pub(super) fn binary(operator: BinaryOperator, left: Self, right: Self) -> Self {
        Self::Binary(operator, Box::new(left), Box::new(right))
    }

    /// Positions of the terms in it.
    pub(crate) fn terms(&self) -> Vec<usize> {
        let mut found = Vec::new();
        self.collect_terms(&mut found);
        found
    }

    fn collect_terms(&self, found: &mut Vec<usize>) {
        match self {
            Self::Term(term) => found.push(*term),
            Self::Number(_) => {}
            Self::Negate(inner) => inner.collect_terms(found),
            Self::Binary(_, left, right) => {
                left.collect_terms(found);
                right.collect_terms(found);
            }
            Self::Coalesce(parts) => parts.iter().for_each(|part| part.collect_terms(found)),
        }
    }

    /// The same with other terms.
    pub(super) fn map_terms(&self, map: &mut impl FnMut(usize) -> usize) -> Self {
        match self {
            Self::Term(term) => Self::Term(map(*term)),
            Self::Number(number) => Self::Number(number.clone()),
            Self::Negate(inner) => Self::Negate(Box::new(inner.map_terms(map))),
            Self::Binary(operator, left, right) => {
                let left = left.map_terms(map);
                Self::binary(*operator, left, right.map_terms(map))
            }
            Self::Coalesce(parts) => {
                Self::Coalesce(parts.iter().map(|part| part.map_terms(map)).collect())
            }
        }
    }

    /// The type of its values.
    pub(crate) fn data_type(&self, terms: &[Term]) -> DataType {
        match self {
            Self::Term(term) => terms[*term].data_type,
            Self::Number(Value::Integer(_)) => DataType::Int64,
            Self::Number(Value::Decimal(number)) => {
                let scale = u8::try_from(number.scale()).unwrap_or(28);
                DataType::Decimal { precision: 38, scale }
            }
            Self::Number(_) => DataType::Float64,
            Self::Negate(inner) => inner.data_type(terms),
            Self::Binary(operator, left, right) => {
                arithmetic_type(*operator, left.data_type(terms), right.data_type(terms))
            }
            Self::Coalesce(parts) => parts
                .iter()
                .map(|part| part.data_type(terms))
                .reduce(|left, right| arithmetic_type(BinaryOperator::Add, left, right))
                .unwrap_or(DataType::Float64),
        }
    }
}

/// Sums and products of exact numbers stay exact while their scale leaves room for 18 digits.
fn arithmetic_type(operator: BinaryOperator, left: DataType, right: DataType) -> DataType {
    const MOST_SCALE: u8 = 20;
    if operator == BinaryOperator::Divide {
        return DataType::Float64;
    }
    let is_exact = |one| one == DataType::Numeric || exact_scale(one).is_some();
    let has_numeric = left == DataType::Numeric || right == DataType::Numeric;
    if has_numeric && is_exact(left) && is_exact(right) {
        return DataType::Numeric;
    }
    let (Some(left), Some(right)) = (exact_scale(left), exact_scale(right)) else {
        return DataType::Float64;
    };
    let scale = match operator {
        BinaryOperator::Multiply => left + right,
        _ => left.max(right),
    };
    if scale > MOST_SCALE {
        return DataType::Float64;
    }
    DataType::Decimal { precision: 38, scale }
}

const fn exact_scale(data_type: DataType) -> Option<u8> {
    match data_type {
        DataType::Int32 | DataType::Int64 | DataType::UInt64 => Some(0),
        DataType::Decimal { scale, .. } => Some(scale),
        _ => None,
    }
}

/// A formula with names that are not looked up yet.
#[derive(Debug)]
pub(super) enum Parsed {
    Name(String),
    Number(Value),
    Negate(Box<Parsed>),
    Binary(BinaryOperator, Box<Parsed>, Box<Parsed>),
    Coalesce(Vec<Parsed>),
}

impl Parsed {
    /// Replaces names by what `look_up` finds; absent when it does not find all.
    pub(super) fn resolve(
        &self,
        look_up: &mut impl FnMut(&str) -> Option<Arithmetic>,
    ) -> Option<Arithmetic> {
        Some(match self {
            Self::Name(name) => look_up(name)?,
            Self::Number(number) => Arithmetic::Number(number.clone()),
            Self::Negate(inner) => Arithmetic::Negate(Box::new(inner.resolve(look_up)?)),
            Self::Binary(operator, left, right) => {
                let left = left.resolve(look_up)?;
                Arithmetic::binary(*operator, left, right.resolve(look_up)?)
            }
            Self::Coalesce(parts) => {
                let parts: Option<Vec<_>> =
                    parts.iter().map(|part| part.resolve(look_up)).collect();
                Arithmetic::Coalesce(parts?)
            }
        })
    }
}

/// Reads a formula, or says what cannot stand in one.
pub(super) fn parse(text: &str) -> Result<Parsed, String> {
    if text.len() > LONGEST {
        return Err("the formula is too long".to_owned());
    }
    let unreadable = |_| "the formula cannot be read".to_owned();
    let mut parser = Parser::new(&GenericDialect {})
        .with_recursion_limit(DEEPEST)
        .try_with_sql(text)
        .map_err(unreadable)?;
    let parsed = parser.parse_expr().map_err(|_| "the formula cannot be read".to_owned())?;
    if parser.peek_token().token != sqlparser::tokenizer::Token::EOF {
        return Err("the formula goes on after its end".to_owned());
    }
    translate(&parsed)
}

fn translate(parsed: &ast::Expr) -> Result<Parsed, String> {
    match parsed {
        ast::Expr::Identifier(name) => Ok(Parsed::Name(name.value.clone())),
        ast::Expr::CompoundIdentifier(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| part.value.as_str()).collect();
            Ok(Parsed::Name(parts.join(".")))
        }
        ast::Expr::Nested(inner) => translate(inner),
        ast::Expr::Value(value) => number(&value.value),
        ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr } => {
            Ok(Parsed::Negate(Box::new(translate(expr)?)))
        }
        ast::Expr::BinaryOp { left, op, right } => {
            let operator = match op {
                ast::BinaryOperator::Plus => BinaryOperator::Add,
                ast::BinaryOperator::Minus => BinaryOperator::Subtract,
                ast::BinaryOperator::Multiply => BinaryOperator::Multiply,
                ast::BinaryOperator::Divide => BinaryOperator::Divide,
                other => return Err(format!("{other} cannot stand in a formula")),
            };
            let left = Box::new(translate(left)?);
            Ok(Parsed::Binary(operator, left, Box::new(translate(right)?)))
        }
        ast::Expr::Function(function) => coalesce(function),
        other => Err(format!("{other} cannot stand in a formula")),
    }
}

fn number(value: &ast::Value) -> Result<Parsed, String> {
    let ast::Value::Number(text, false) = value else {
        return Err(format!("{value} cannot stand in a formula"));
    };
    if let Ok(whole) = text.parse::<i64>() {
        return Ok(Parsed::Number(Value::Integer(whole)));
    }
    Decimal::from_str(text)
        .map(|exact| Parsed::Number(Value::Decimal(exact)))
        .map_err(|_| format!("{text} is not a number"))
}

fn coalesce(function: &ast::Function) -> Result<Parsed, String> {
    let (name, arguments) =
        crate::author::plain_call(function).map_err(|refusal| refusal.to_string())?;
    if name != "coalesce" || arguments.is_empty() {
        return Err(format!("{name} cannot stand in a formula; COALESCE can"));
    }
    let parts: Result<Vec<_>, _> = arguments.into_iter().map(translate).collect();
    Ok(Parsed::Coalesce(parts?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_arithmetic_is_read() {
        for text in ["a / b", "-(orders.revenue + 1.5) * 2", "coalesce(a, 0)", "\"odd name\" - x"] {
            assert!(parse(text).is_ok(), "{text}");
        }
        for text in
            ["", "a b", "a = b", "f(a)", "(select 1)", "a; b", "'x'", "case when a then b end"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
