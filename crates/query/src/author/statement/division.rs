//! `/` as the database itself means it: an author's SQL gives here the numbers that it gave there.
//!
//! Custom columns and formulas divide as every engine can (`author::operators`). See the decision
//! 0014.

use souk_model::DataType;
use sqlparser::ast;

use super::super::translate::{Translated, typed};
use super::super::{AuthorExpression, Refusal};
use super::level::Level;
use super::times::cast;
use crate::Value;
use crate::dialect::{Division, Quotient};
use crate::sql::{BinaryOperator, Expr};

impl Level<'_> {
    pub(super) fn quotient(&self, left: &ast::Expr, right: &ast::Expr) -> Translated {
        let (left, right) = (self.expression(left)?, self.expression(right)?);
        if !left.data_type.is_number() || !right.data_type.is_number() {
            return Err(Refusal::WrongType("/ needs two numbers".to_owned()));
        }
        let division = self.context.model.dialect.division();
        Ok(match kind(&division, &left, &right) {
            Quotient::Whole => divided(left, right, DataType::Int64, DataType::Int64),
            Quotient::Float => divided(left, right, DataType::Float64, DataType::Float64),
            Quotient::Exact => exact(left, right),
        })
    }
}

fn kind(division: &Division, left: &AuthorExpression, right: &AuthorExpression) -> Quotient {
    let both = [left, right];
    let is_any = |is_so: &dyn Fn(&AuthorExpression) -> bool| both.iter().any(|side| is_so(side));
    let is_literal = |side: &AuthorExpression| {
        division.literals_are_floats && matches!(side.expression, Expr::Value(Value::Decimal(_)))
    };
    if is_any(&|side| is_float(side.data_type) || is_literal(side)) {
        return Quotient::Float;
    }
    if both.iter().all(|side| is_whole(division, side.data_type)) {
        return division.whole;
    }
    division.decimal
}

const fn is_float(data_type: DataType) -> bool {
    matches!(data_type, DataType::Float32 | DataType::Float64)
}

/// Souk gives the sum of whole numbers room; a database that does not takes it for one of them.
fn is_whole(division: &Division, data_type: DataType) -> bool {
    match data_type {
        DataType::Int32 | DataType::Int64 | DataType::UInt64 => true,
        DataType::Decimal { precision: 38, scale: 0 } => division.sums_are_whole,
        _ => false,
    }
}

fn divided(
    left: AuthorExpression,
    right: AuthorExpression,
    operands: DataType,
    result: DataType,
) -> AuthorExpression {
    let (left, right) = (cast(left, operands).expression, cast(right, operands).expression);
    typed(Expr::binary(BinaryOperator::Divide, left, right), result)
}

/// How many places the quotient of decimals has is the database's choice. A decimal literal is cast
/// to the type that it has where it stands in a text: a bound value alone does not say it.
fn exact(left: AuthorExpression, right: AuthorExpression) -> AuthorExpression {
    let [left, right] = [left, right].map(|side| match (&side.expression, side.data_type) {
        (Expr::Value(Value::Decimal(_)), own @ DataType::Decimal { .. }) => {
            Expr::Cast(Box::new(side.expression), own)
        }
        _ => side.expression,
    });
    typed(Expr::binary(BinaryOperator::Divide, left, right), DataType::Numeric)
}
