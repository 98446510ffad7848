//! The allow-list of scalar functions and cast types. A function is added here, in the table, and
//! nowhere else.

use souk_model::DataType;
use sqlparser::ast::{self, FunctionArg, FunctionArgExpr, FunctionArguments};

use super::operators::common_type;
use super::translate::{refuse, typed};
use super::{AuthorExpression, Refusal};
use crate::sql::{Expr, Function};

/// What a function's arguments must be, and what it gives.
#[derive(Clone, Copy)]
enum Signature {
    /// Any number of one type, and that type.
    SameTypes,
    /// Two of one type, and that type.
    Pair,
    /// One text, giving text.
    TextToText,
    /// One text, giving a whole number.
    TextToInteger,
    /// Text, first position from 1 and, optionally, a length.
    Substring,
    /// Three texts.
    Replace,
    /// Any number of texts.
    Texts,
    /// One number, giving the same type.
    Number,
    /// One number, giving a 64-bit float.
    Rounding,
}

const FUNCTIONS: [(&str, Function, Signature); 17] = [
    ("abs", Function::Abs, Signature::Number),
    ("btrim", Function::Trim, Signature::TextToText),
    ("ceil", Function::Ceil, Signature::Rounding),
    ("char_length", Function::CharLength, Signature::TextToInteger),
    ("coalesce", Function::Coalesce, Signature::SameTypes),
    ("concat", Function::Concat, Signature::Texts),
    ("floor", Function::Floor, Signature::Rounding),
    ("length", Function::CharLength, Signature::TextToInteger),
    ("lower", Function::Lower, Signature::TextToText),
    ("nullif", Function::NullIf, Signature::Pair),
    ("ceiling", Function::Ceil, Signature::Rounding),
    ("replace", Function::Replace, Signature::Replace),
    ("round", Function::Round, Signature::Rounding),
    ("substr", Function::Substring, Signature::Substring),
    ("substring", Function::Substring, Signature::Substring),
    ("trim", Function::Trim, Signature::TextToText),
    ("upper", Function::Upper, Signature::TextToText),
];

type Translated = Result<AuthorExpression, Refusal>;

/// The name and arguments of a call that has nothing but them.
pub(super) fn plain_call(function: &ast::Function) -> Result<(String, Vec<&ast::Expr>), Refusal> {
    let ast::Function {
        name,
        uses_odbc_syntax,
        parameters,
        args,
        filter,
        null_treatment,
        over,
        within_group,
    } = function;
    let is_plain = !uses_odbc_syntax
        && matches!(parameters, FunctionArguments::None)
        && filter.is_none()
        && null_treatment.is_none()
        && over.is_none()
        && within_group.is_empty();
    let FunctionArguments::List(list) = args else { return refuse(format!("the call {name}")) };
    if !is_plain || list.duplicate_treatment.is_some() || !list.clauses.is_empty() {
        return refuse(format!("the call of {name} with clauses"));
    }
    let arguments: Option<Vec<_>> = list
        .args
        .iter()
        .map(|argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expression)) => Some(expression),
            _ => None,
        })
        .collect();
    match arguments {
        Some(arguments) => Ok((name.to_string().to_lowercase(), arguments)),
        None => refuse(format!("the call of {name} with * or named arguments")),
    }
}

/// The row of a function, or a refusal that names what there is.
fn listed(name: &str) -> Result<(Function, Signature), Refusal> {
    if let Some((_, function, signature)) = FUNCTIONS.iter().find(|row| row.0 == name) {
        return Ok((*function, *signature));
    }
    let allowed: Vec<_> = FUNCTIONS.iter().map(|row| row.0).collect();
    Err(Refusal::UnknownFunction { name: name.to_owned(), allowed: allowed.join(", ") })
}

/// Refuses a function by its name, before anything is said about its arguments.
pub(super) fn require_listed(name: &str) -> Result<(), Refusal> {
    listed(name).map(|_| ())
}

/// A call of a listed function.
pub(super) fn call(name: &str, arguments: Vec<AuthorExpression>) -> Translated {
    let (function, signature) = listed(name)?;
    let Some(data_type) = result_type(signature, &arguments)? else {
        return Err(Refusal::WrongType(format!("the arguments of {name} do not fit")));
    };
    let mut operands: Vec<_> = arguments.into_iter().map(|one| one.expression).collect();
    if matches!(signature, Signature::Rounding) {
        operands = operands.into_iter().map(|one| Expr::Cast(Box::new(one), data_type)).collect();
    }
    // PostgreSQL's positions are 32-bit integers, and it does not narrow wider ones.
    if matches!(signature, Signature::Substring) {
        let position = |one: &mut Expr| *one = Expr::Cast(Box::new(one.clone()), DataType::Int32);
        operands.iter_mut().skip(1).for_each(position);
    }
    Ok(typed(Expr::Call(function, operands), data_type))
}

fn result_type(
    signature: Signature,
    arguments: &[AuthorExpression],
) -> Result<Option<DataType>, Refusal> {
    let is_text =
        |index: usize| arguments.get(index).map(|one| one.data_type) == Some(DataType::Text);
    let is_number =
        |index: usize| arguments.get(index).is_some_and(|one| one.data_type.is_number());
    let count = arguments.len();
    let fits_then = |fits: bool, data_type| Ok(fits.then_some(data_type));
    match signature {
        Signature::SameTypes if count > 0 => common_type(arguments).map(Some),
        Signature::Pair if count == 2 => common_type(arguments).map(Some),
        Signature::TextToText => fits_then(count == 1 && is_text(0), DataType::Text),
        Signature::TextToInteger => fits_then(count == 1 && is_text(0), DataType::Int64),
        Signature::Substring => fits_then(
            (2..=3).contains(&count) && is_text(0) && (1..count).all(is_number),
            DataType::Text,
        ),
        Signature::Replace => fits_then(count == 3 && (0..3).all(is_text), DataType::Text),
        Signature::Texts => fits_then(count > 0 && (0..count).all(is_text), DataType::Text),
        Signature::Number if count == 1 && is_number(0) => Ok(Some(arguments[0].data_type)),
        Signature::Rounding => fits_then(count == 1 && is_number(0), DataType::Float64),
        Signature::SameTypes | Signature::Pair | Signature::Number => Ok(None),
    }
}

/// `EXTRACT(YEAR FROM …)` and the like, as a whole number.
pub(super) fn extract(field: &ast::DateTimeField, operand: AuthorExpression) -> Translated {
    let function = match field {
        ast::DateTimeField::Year => Function::ExtractYear,
        ast::DateTimeField::Month => Function::ExtractMonth,
        ast::DateTimeField::Day => Function::ExtractDay,
        other => return refuse(format!("EXTRACT({other} FROM …)")),
    };
    part(function, operand)
}

/// A part of a time, as a whole number.
pub(super) fn part(function: Function, operand: AuthorExpression) -> Translated {
    if !operand.data_type.is_temporal() {
        return Err(Refusal::WrongType("EXTRACT needs a date or timestamp".to_owned()));
    }
    let extracted = Expr::Call(function, vec![operand.expression]);
    Ok(typed(Expr::Cast(Box::new(extracted), DataType::Int64), DataType::Int64))
}

/// The types that author SQL may cast to.
pub(super) fn cast_target(data_type: &ast::DataType) -> Result<DataType, Refusal> {
    use ast::DataType as Parsed;
    match data_type {
        Parsed::Text | Parsed::Varchar(None) | Parsed::String(None) => Ok(DataType::Text),
        Parsed::Int(None) | Parsed::Integer(None) | Parsed::BigInt(None) => Ok(DataType::Int64),
        Parsed::DoublePrecision | Parsed::Double(ast::ExactNumberInfo::None) => {
            Ok(DataType::Float64)
        }
        Parsed::Numeric(info) | Parsed::Decimal(info) => decimal(*info),
        Parsed::Boolean | Parsed::Bool => Ok(DataType::Boolean),
        Parsed::Date => Ok(DataType::Date),
        Parsed::Timestamp(None, ast::TimezoneInfo::None) => Ok(DataType::Timestamp),
        other => refuse(format!("a cast to {other}")),
    }
}

fn decimal(info: ast::ExactNumberInfo) -> Result<DataType, Refusal> {
    let ast::ExactNumberInfo::PrecisionAndScale(precision, scale) = info else {
        return Err(Refusal::WrongType("a cast to numeric needs precision and scale".to_owned()));
    };
    match (u8::try_from(precision), u8::try_from(scale)) {
        (Ok(precision @ 1..=38), Ok(scale)) if scale <= precision => {
            Ok(DataType::Decimal { precision, scale })
        }
        _ => Err(Refusal::WrongType("numeric holds at most 38 digits".to_owned())),
    }
}
