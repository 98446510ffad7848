//! What a typed test of a value is in SQL. NULL fails every test that is not negated.

use souk_model::DataType;

use crate::Value;
use crate::resolve::{Comparison, Test, UpperBound};
use crate::sql::{BinaryOperator, Expr, Function};

pub(crate) fn lower(test: &Test, subject: &Expr, data_type: DataType) -> Expr {
    match test {
        Test::OneOf { values, or_null, negated } => one_of(subject, values, *or_null, *negated),
        Test::Compare(comparison, value) => compare(subject, *comparison, value, data_type),
        Test::Like { patterns, ignores_case, negated } => {
            any_pattern(subject, patterns, *negated, if *ignores_case { part } else { like })
        }
        Test::Regex { patterns, negated } => any_pattern(subject, patterns, *negated, regex),
        Test::IsNull { negated } => is_null(subject, *negated),
        Test::Range { from, to, negated } => {
            range(subject, from.as_ref(), to.as_ref(), *negated, data_type)
        }
    }
}

fn is_null(subject: &Expr, negated: bool) -> Expr {
    Expr::IsNull { operand: Box::new(subject.clone()), negated }
}

/// A negated test also holds for NULL.
fn unless_null(subject: &Expr, condition: Expr) -> Expr {
    Expr::Or(vec![condition, is_null(subject, false)])
}

fn one_of(subject: &Expr, values: &[Value], or_null: bool, negated: bool) -> Expr {
    let membership = match values {
        [] => return is_null(subject, negated),
        [only] => {
            let operator = if negated { BinaryOperator::NotEqual } else { BinaryOperator::Equal };
            Expr::binary(operator, subject.clone(), Expr::Value(only.clone()))
        }
        several => Expr::InList {
            operand: Box::new(subject.clone()),
            list: several.iter().cloned().map(Expr::Value).collect(),
            negated,
        },
    };
    // `equals [a, null]` takes NULL in; `notEquals [a, null]` leaves it out.
    if or_null == negated { membership } else { unless_null(subject, membership) }
}

fn compare(subject: &Expr, comparison: Comparison, value: &Value, data_type: DataType) -> Expr {
    let operator = match comparison {
        Comparison::Greater => BinaryOperator::Greater,
        Comparison::GreaterOrEqual => BinaryOperator::GreaterOrEqual,
        Comparison::Less => BinaryOperator::Less,
        Comparison::LessOrEqual => BinaryOperator::LessOrEqual,
    };
    let subject = match data_type {
        DataType::Text => Expr::BinaryText(Box::new(subject.clone())),
        _ => subject.clone(),
    };
    Expr::binary(operator, subject, Expr::Value(value.clone()))
}

type MatchPattern = fn(&Expr, Expr, bool) -> Expr;

fn any_pattern(subject: &Expr, patterns: &[String], negated: bool, one: MatchPattern) -> Expr {
    let pattern = |text: &String| Expr::Value(Value::Text(text.clone()));
    let tests = patterns.iter().map(|text| one(subject, pattern(text), negated)).collect();
    if negated { unless_null(subject, Expr::And(tests)) } else { Expr::Or(tests) }
}

/// Letter case matters, whatever the database's collation.
fn like(subject: &Expr, pattern: Expr, negated: bool) -> Expr {
    let operand = Box::new(Expr::BinaryText(Box::new(subject.clone())));
    Expr::Like { operand, pattern: Box::new(pattern), negated }
}

fn part(subject: &Expr, pattern: Expr, negated: bool) -> Expr {
    let lower = |operand: Expr| Box::new(Expr::Call(Function::Lower, vec![operand]));
    Expr::Like { operand: lower(subject.clone()), pattern: lower(pattern), negated }
}

fn regex(subject: &Expr, pattern: Expr, negated: bool) -> Expr {
    Expr::Regex { operand: Box::new(subject.clone()), pattern: Box::new(pattern), negated }
}

fn range(
    subject: &Expr,
    from: Option<&Value>,
    to: Option<&UpperBound>,
    negated: bool,
    data_type: DataType,
) -> Expr {
    let (lower_side, upper_side) = if negated {
        (Comparison::Less, [Comparison::GreaterOrEqual, Comparison::Greater])
    } else {
        (Comparison::GreaterOrEqual, [Comparison::Less, Comparison::LessOrEqual])
    };
    let lower_bound = from.map(|value| compare(subject, lower_side, value, data_type));
    let upper_bound = to.map(|bound| {
        let side = upper_side[usize::from(bound.is_included)];
        compare(subject, side, &bound.value, data_type)
    });
    let bounds: Vec<_> = lower_bound.into_iter().chain(upper_bound).collect();
    if negated { unless_null(subject, Expr::Or(bounds)) } else { Expr::And(bounds) }
}
