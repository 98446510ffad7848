//! Arithmetic over terms, and the types that it has.

use souk_model::DataType;

use super::Term;
use crate::author::Formula;
use crate::compiled::Value;
use crate::sql::BinaryOperator;

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

/// What a formula names.
pub(super) enum Named<'f> {
    Measure(&'f str),
    /// A measure without a name, by its position in the table that declares the formula.
    Own(usize),
}

impl Arithmetic {
    /// Replaces names by what `look_up` finds; absent when it does not find all.
    pub(super) fn of(
        formula: &Formula,
        look_up: &mut impl FnMut(Named<'_>) -> Option<Self>,
    ) -> Option<Self> {
        Some(match formula {
            Formula::Name(name) => look_up(Named::Measure(name))?,
            Formula::Own(measure) => look_up(Named::Own(*measure))?,
            Formula::Number(number) => Self::Number(number.clone()),
            Formula::Negate(inner) => Self::Negate(Box::new(Self::of(inner, look_up)?)),
            Formula::Binary(operator, left, right) => {
                let left = Self::of(left, look_up)?;
                Self::binary(*operator, left, Self::of(right, look_up)?)
            }
            Formula::Coalesce(parts) => {
                let parts: Option<Vec<_>> =
                    parts.iter().map(|part| Self::of(part, look_up)).collect();
                Self::Coalesce(parts?)
            }
        })
    }

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
