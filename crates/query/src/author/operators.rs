//! What operators mean and which types they give. Division is true division; a zero divisor is NULL.

use souk_model::DataType;
use sqlparser::ast;

use super::translate::{refuse, typed};
use super::{AuthorExpression, Refusal};
use crate::Value;
use crate::sql::{BinaryOperator, Expr, Function};

type Translated = Result<AuthorExpression, Refusal>;

pub(super) fn binary(
    operator: &ast::BinaryOperator,
    left: AuthorExpression,
    right: AuthorExpression,
) -> Translated {
    use ast::BinaryOperator as Parsed;
    match operator {
        Parsed::Plus => arithmetic(BinaryOperator::Add, left, right),
        Parsed::Minus => arithmetic(BinaryOperator::Subtract, left, right),
        Parsed::Multiply => arithmetic(BinaryOperator::Multiply, left, right),
        Parsed::Modulo => modulo(left, right),
        Parsed::Divide => divide(left, right),
        Parsed::StringConcat => concat(left, right),
        Parsed::Eq => compare(BinaryOperator::Equal, left, right),
        Parsed::NotEq => compare(BinaryOperator::NotEqual, left, right),
        Parsed::Lt => compare(BinaryOperator::Less, left, right),
        Parsed::LtEq => compare(BinaryOperator::LessOrEqual, left, right),
        Parsed::Gt => compare(BinaryOperator::Greater, left, right),
        Parsed::GtEq => compare(BinaryOperator::GreaterOrEqual, left, right),
        Parsed::And => logical(Expr::And, left, right),
        Parsed::Or => logical(Expr::Or, left, right),
        other => refuse(format!("the operator {other}")),
    }
}

fn arithmetic(
    operator: BinaryOperator,
    left: AuthorExpression,
    right: AuthorExpression,
) -> Translated {
    require_numbers(operator.symbol(), &left, &right)?;
    let data_type = arithmetic_type(operator, &left, &right);
    let widen = |side: AuthorExpression| match (data_type, side.data_type) {
        // 32-bit arithmetic would overflow where 64-bit arithmetic does not.
        (DataType::Int64, DataType::Int32) => {
            Expr::Cast(Box::new(side.expression), DataType::Int64)
        }
        _ => side.expression,
    };
    Ok(typed(Expr::binary(operator, widen(left), widen(right)), data_type))
}

/// Exact types stay exact: integers give 64 bits, decimals add or keep their places. Precision and
/// scale follow SQL Server's rules, which DataFusion and Spark share, without their loss of scale.
fn arithmetic_type(
    operator: BinaryOperator,
    left: &AuthorExpression,
    right: &AuthorExpression,
) -> DataType {
    let (Some((left_digits, left_scale)), Some((right_digits, right_scale))) =
        (digits(left), digits(right))
    else {
        let any_float = is_float(left.data_type) || is_float(right.data_type);
        return if any_float { DataType::Float64 } else { DataType::Numeric };
    };
    if is_integer(left.data_type) && is_integer(right.data_type) {
        return DataType::Int64;
    }
    let (precision, scale) = match operator {
        BinaryOperator::Multiply => (left_digits + right_digits, left_scale + right_scale),
        _ => {
            let scale = left_scale.max(right_scale);
            let whole = (left_digits - left_scale).max(right_digits - right_scale);
            (whole + scale + 1, scale)
        }
    };
    decimal(precision, scale)
}

fn decimal(precision: u8, scale: u8) -> DataType {
    const WIDEST: u8 = 38;
    if scale <= WIDEST {
        DataType::Decimal { precision: precision.min(WIDEST), scale }
    } else {
        DataType::Numeric
    }
}

const fn is_float(data_type: DataType) -> bool {
    matches!(data_type, DataType::Float32 | DataType::Float64)
}

const fn is_integer(data_type: DataType) -> bool {
    matches!(data_type, DataType::Int32 | DataType::Int64 | DataType::UInt64)
}

/// Digits in all and after the decimal point, where they are fixed. A literal has its own.
fn digits(side: &AuthorExpression) -> Option<(u8, u8)> {
    if let Expr::Value(Value::Integer(number)) = &side.expression {
        let count = number.unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
        return u8::try_from(count).ok().map(|count| (count, 0));
    }
    match side.data_type {
        DataType::Decimal { precision, scale } => Some((precision, scale)),
        DataType::Int32 => Some((10, 0)),
        DataType::Int64 => Some((19, 0)),
        DataType::UInt64 => Some((20, 0)),
        _ => None,
    }
}

fn modulo(left: AuthorExpression, right: AuthorExpression) -> Translated {
    require_numbers("%", &left, &right)?;
    if !is_integer(left.data_type) || !is_integer(right.data_type) {
        return Err(Refusal::WrongType("% needs whole numbers".to_owned()));
    }
    let divisor = or_null_if_zero(right.expression);
    let expression = Expr::binary(BinaryOperator::Modulo, left.expression, divisor);
    Ok(typed(expression, DataType::Int64))
}

fn divide(left: AuthorExpression, right: AuthorExpression) -> Translated {
    require_numbers("/", &left, &right)?;
    let dividend = Expr::Cast(Box::new(left.expression), DataType::Float64);
    let divisor = or_null_if_zero(Expr::Cast(Box::new(right.expression), DataType::Float64));
    Ok(typed(Expr::binary(BinaryOperator::Divide, dividend, divisor), DataType::Float64))
}

fn or_null_if_zero(divisor: Expr) -> Expr {
    Expr::Call(Function::NullIf, vec![divisor, Expr::Integer(0)])
}

fn concat(left: AuthorExpression, right: AuthorExpression) -> Translated {
    if left.data_type != DataType::Text || right.data_type != DataType::Text {
        return Err(Refusal::WrongType("|| joins text; cast other types to text".to_owned()));
    }
    let expression = Expr::binary(BinaryOperator::Concat, left.expression, right.expression);
    Ok(typed(expression, DataType::Text))
}

pub(super) fn compare(
    operator: BinaryOperator,
    left: AuthorExpression,
    right: AuthorExpression,
) -> Translated {
    require_comparable(&left, &right)?;
    Ok(typed(Expr::binary(operator, left.expression, right.expression), DataType::Boolean))
}

fn logical(
    combine: fn(Vec<Expr>) -> Expr,
    left: AuthorExpression,
    right: AuthorExpression,
) -> Translated {
    if left.data_type != DataType::Boolean || right.data_type != DataType::Boolean {
        return Err(Refusal::WrongType("AND and OR combine conditions".to_owned()));
    }
    Ok(typed(combine(vec![left.expression, right.expression]), DataType::Boolean))
}

pub(super) fn require_comparable(
    left: &AuthorExpression,
    right: &AuthorExpression,
) -> Result<(), Refusal> {
    if is_null(left) || is_null(right) || left.data_type.is_comparable_to(right.data_type) {
        return Ok(());
    }
    let (left, right) = (left.data_type.wire_name(), right.data_type.wire_name());
    Err(Refusal::WrongType(format!("a {left} cannot be compared with a {right}; cast one of them")))
}

fn require_numbers(
    operator: &str,
    left: &AuthorExpression,
    right: &AuthorExpression,
) -> Result<(), Refusal> {
    if left.data_type.is_number() && right.data_type.is_number() {
        return Ok(());
    }
    Err(Refusal::WrongType(format!("{operator} needs two numbers")))
}

fn is_null(side: &AuthorExpression) -> bool {
    side.expression == Expr::Null
}

/// The type that all results of a CASE or COALESCE have.
pub(super) fn common_type(results: &[AuthorExpression]) -> Result<DataType, Refusal> {
    let typed_results: Vec<_> = results.iter().filter(|result| !is_null(result)).collect();
    let Some(first) = typed_results.first() else {
        return Err(Refusal::WrongType("at least one result must not be NULL".to_owned()));
    };
    if typed_results.iter().all(|result| result.data_type == first.data_type) {
        return Ok(first.data_type);
    }
    if typed_results.iter().all(|result| result.data_type.is_number()) {
        return Ok(common_number(&typed_results));
    }
    Err(Refusal::WrongType("all results must have one type".to_owned()))
}

fn common_number(results: &[&AuthorExpression]) -> DataType {
    if results.iter().any(|result| is_float(result.data_type)) {
        return DataType::Float64;
    }
    if results.iter().all(|result| is_integer(result.data_type)) {
        return DataType::Int64;
    }
    let all_digits: Option<Vec<_>> = results.iter().map(|result| digits(result)).collect();
    let Some(all_digits) = all_digits else { return DataType::Numeric };
    let scale = all_digits.iter().map(|(_, scale)| *scale).max().unwrap_or(0);
    let whole = all_digits.iter().map(|(precision, scale)| precision - scale).max().unwrap_or(0);
    decimal(whole + scale, scale)
}
