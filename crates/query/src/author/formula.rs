//! Arithmetic over measures, such as `revenue / customers.count`, and custom columns that aggregate,
//! such as `SUM(amount) / COUNT(*)`. Both are read by the SQL parser and translated construct by
//! construct; what is not named here is refused.

use std::str::FromStr;

use rust_decimal::Decimal;
use souk_model::{Aggregate, CatalogTable};
use sqlparser::ast::{self, UnaryOperator};

use super::translate::{TableColumns, Translator};
use super::{AuthorExpression, Refusal, plain_call, read};
use crate::Dialect;
use crate::compiled::Value;
use crate::sql::BinaryOperator;

/// Arithmetic with names that are not looked up yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Formula {
    /// A measure.
    Name(String),
    /// A measure without a name, by its position in its table.
    Own(usize),
    Number(Value),
    Negate(Box<Formula>),
    Binary(BinaryOperator, Box<Formula>, Box<Formula>),
    Coalesce(Vec<Formula>),
}

/// One aggregate of a custom column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AuthorAggregate {
    pub(crate) aggregate: Aggregate,
    /// Absent when rows are counted.
    pub(crate) operand: Option<AuthorExpression>,
    pub(crate) filter: Option<AuthorExpression>,
}

/// Reads a formula.
pub(crate) fn formula(text: &str) -> Result<Formula, Refusal> {
    let parsed = read(text, &sqlparser::dialect::GenericDialect {})?;
    let mut call = |function: &ast::Function| {
        Err(Refusal::NotAllowed(format!("{} in a formula", function.name)))
    };
    translate(&parsed, true, &mut call)
}

/// Reads a custom column that aggregates. `declare` takes each aggregate and gives its position.
pub(crate) fn aggregates(
    sql: &str,
    table: &CatalogTable,
    dialect: &dyn Dialect,
    declare: &mut dyn FnMut(AuthorAggregate) -> usize,
) -> Result<Formula, Refusal> {
    let parsed = read(sql, dialect.parser())?;
    let columns = TableColumns { table, dialect };
    let translator = Translator::new(&columns);
    let mut call = |function: &ast::Function| {
        let aggregate = aggregate(function, &translator)?;
        Ok(Formula::Own(declare(aggregate)))
    };
    translate(&parsed, false, &mut call)
}

type Call<'c> = &'c mut dyn FnMut(&ast::Function) -> Result<Formula, Refusal>;

fn translate(parsed: &ast::Expr, has_names: bool, call: Call<'_>) -> Result<Formula, Refusal> {
    match parsed {
        ast::Expr::Identifier(name) if has_names => Ok(Formula::Name(name.value.clone())),
        ast::Expr::CompoundIdentifier(parts) if has_names => {
            let parts: Vec<_> = parts.iter().map(|part| part.value.as_str()).collect();
            Ok(Formula::Name(parts.join(".")))
        }
        ast::Expr::Nested(inner) => translate(inner, has_names, call),
        ast::Expr::Value(value) => number(&value.value),
        ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr } => {
            Ok(Formula::Negate(Box::new(translate(expr, has_names, call)?)))
        }
        ast::Expr::BinaryOp { left, op, right } => {
            let operator = operator(op)?;
            let left = Box::new(translate(left, has_names, call)?);
            Ok(Formula::Binary(operator, left, Box::new(translate(right, has_names, call)?)))
        }
        ast::Expr::Function(function) if is_coalesce(function) => {
            let (_, arguments) = plain_call(function)?;
            let parts = arguments.into_iter().map(|part| translate(part, has_names, call));
            Ok(Formula::Coalesce(parts.collect::<Result<_, _>>()?))
        }
        ast::Expr::Function(function) => call(function),
        other => Err(Refusal::NotAllowed(format!("{other} beside aggregates"))),
    }
}

fn operator(parsed: &ast::BinaryOperator) -> Result<BinaryOperator, Refusal> {
    match parsed {
        ast::BinaryOperator::Plus => Ok(BinaryOperator::Add),
        ast::BinaryOperator::Minus => Ok(BinaryOperator::Subtract),
        ast::BinaryOperator::Multiply => Ok(BinaryOperator::Multiply),
        ast::BinaryOperator::Divide => Ok(BinaryOperator::Divide),
        other => Err(Refusal::NotAllowed(format!("the operator {other} beside aggregates"))),
    }
}

fn is_coalesce(function: &ast::Function) -> bool {
    plain_call(function).is_ok_and(|(name, arguments)| name == "coalesce" && !arguments.is_empty())
}

fn number(value: &ast::Value) -> Result<Formula, Refusal> {
    let ast::Value::Number(text, false) = value else {
        return Err(Refusal::NotAllowed(format!("{value} beside aggregates")));
    };
    if let Ok(whole) = text.parse::<i64>() {
        return Ok(Formula::Number(Value::Integer(whole)));
    }
    Decimal::from_str(text)
        .map(|exact| Formula::Number(Value::Decimal(exact)))
        .map_err(|_| Refusal::NotAllowed(format!("the number {text}")))
}

/// `COUNT(*)`, `SUM(x)`, `COUNT(DISTINCT x)`, each with or without `FILTER (WHERE …)`.
fn aggregate(
    function: &ast::Function,
    translator: &Translator<'_>,
) -> Result<AuthorAggregate, Refusal> {
    let refused = || Refusal::NotAllowed(format!("the call {}", function.name));
    let ast::Function {
        name,
        uses_odbc_syntax: false,
        parameters: ast::FunctionArguments::None,
        args: ast::FunctionArguments::List(list),
        filter,
        null_treatment: None,
        over: None,
        within_group,
    } = function
    else {
        return Err(refused());
    };
    let is_distinct = match list.duplicate_treatment {
        None | Some(ast::DuplicateTreatment::All) => false,
        Some(ast::DuplicateTreatment::Distinct) => true,
    };
    if !within_group.is_empty() || !list.clauses.is_empty() {
        return Err(refused());
    }
    let [ast::FunctionArg::Unnamed(argument)] = list.args.as_slice() else {
        return Err(refused());
    };
    let operand = match argument {
        ast::FunctionArgExpr::Expr(operand) => Some(translator.expression(operand)?),
        ast::FunctionArgExpr::Wildcard => None,
        _ => return Err(refused()),
    };
    let word = name.to_string().to_ascii_uppercase();
    let aggregate = match (word.as_str(), is_distinct, operand.is_some()) {
        ("COUNT", false, _) => Aggregate::Count,
        ("COUNT", true, true) => Aggregate::CountDistinct,
        ("SUM", false, true) => Aggregate::Sum,
        ("AVG", false, true) => Aggregate::Avg,
        ("MIN", _, true) => Aggregate::Min,
        ("MAX", _, true) => Aggregate::Max,
        _ => return Err(refused()),
    };
    let filter = filter.as_deref().map(|one| translator.expression(one)).transpose()?;
    if filter.as_ref().is_some_and(|one| one.data_type != souk_model::DataType::Boolean) {
        return Err(Refusal::WrongType("FILTER needs a condition".to_owned()));
    }
    Ok(AuthorAggregate { aggregate, operand, filter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_arithmetic_and_nothing_else() {
        for text in ["a / b", "-(orders.revenue + 1.5) * 2", "coalesce(a, 0)", "\"odd name\" - x"] {
            assert!(formula(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "a b",
            "a = b",
            "f(a)",
            "sum(a)",
            "(select 1)",
            "a; b",
            "'x'",
            "case when a then b end",
        ] {
            assert!(formula(text).is_err(), "{text}");
        }
    }
}
