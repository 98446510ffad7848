//! Aggregates over the rows of a fact.

use souk_model::{Aggregate, DataType, Fraction};

use super::Lowering;
use crate::compiled::Value;
use crate::model::Place;
use crate::resolve::{Fact, Term};
use crate::sql::{AggregateFunction, Expr};

impl Lowering<'_> {
    /// The type of the values that a term aggregates.
    pub(super) fn operand_type(&self, term: &Term) -> DataType {
        term.column.map_or(DataType::Int64, |column| {
            self.model().column(Place::of(term.table).column(column)).data_type
        })
    }

    /// A term over joined rows.
    pub(super) fn term(&self, fact: &Fact, term: &Term) -> Expr {
        self.aggregated(fact, term, self.operand(fact, term))
    }

    /// A term over its values of joined rows.
    pub(super) fn aggregated(&self, fact: &Fact, term: &Term, operand: Option<Expr>) -> Expr {
        match operand {
            Some(key) if fact.counted_by_key(self.model(), term).is_some() => distinct(key),
            operand => self.aggregate(term, operand),
        }
    }

    /// The value of a joined row, NULL where the row does not count. Absent where every row counts
    /// as one.
    pub(super) fn operand(&self, fact: &Fact, term: &Term) -> Option<Expr> {
        let place = Place::of(term.table);
        let key = fact.counted_by_key(self.model(), term).map(|key| self.column(place.column(key)));
        let own = match (term.column.map(|column| self.column(place.column(column))), key) {
            (Some(column), Some(key)) => {
                let is_there = Expr::IsNull { operand: Box::new(column), negated: true };
                Some(only_where(is_there, key))
            }
            (None, None) if fact.has_rows_without() => Some(self.marker(fact.unit())),
            (column, key) => column.or(key),
        };
        let conditions: Vec<_> = term
            .filter
            .iter()
            .filter(|one| !fact.is_under(one))
            .map(|one| self.condition(one))
            .collect();
        if conditions.is_empty() {
            return own;
        }
        let value = own.unwrap_or(Expr::Integer(1));
        Some(only_where(Expr::And(conditions), value))
    }

    /// The aggregate of values, or of rows.
    pub(super) fn aggregate(&self, term: &Term, operand: Option<Expr>) -> Expr {
        let Some(own) = operand else { return Expr::CountRows };
        let (dialect, data_type) = (self.model().dialect, self.operand_type(term));
        let float = |operand| Expr::Cast(Box::new(operand), DataType::Float64);
        match term.aggregate {
            Aggregate::Count => plain(AggregateFunction::Count, own),
            Aggregate::CountDistinct => distinct(own),
            Aggregate::ApproxDistinct => match data_type {
                DataType::Int32 | DataType::Int64 | DataType::Text => {
                    plain(AggregateFunction::ApproximateCount, own)
                }
                _ => distinct(own),
            },
            Aggregate::Sum => dialect.sum(own, data_type),
            Aggregate::Avg => dialect.average(own, data_type),
            Aggregate::Min => plain(AggregateFunction::Min, ordered(own, data_type)),
            Aggregate::Max => plain(AggregateFunction::Max, ordered(own, data_type)),
            Aggregate::Median => percentile(Fraction::HALF, float(own)),
            Aggregate::Percentile => {
                percentile(term.percentile.unwrap_or(Fraction::HALF), float(own))
            }
            Aggregate::Stddev => plain(AggregateFunction::Deviation, float(own)),
            Aggregate::Any => plain(AggregateFunction::Any, own),
            Aggregate::All => plain(AggregateFunction::All, own),
            Aggregate::StringAgg => Expr::JoinTexts {
                operand: Box::new(own),
                separator: Box::new(Expr::Value(Value::Text(
                    term.separator.as_deref().unwrap_or(", ").to_owned(),
                ))),
            },
        }
    }
}

pub(super) fn only_where(condition: Expr, value: Expr) -> Expr {
    Expr::Case { branches: vec![(condition, value)], otherwise: None }
}

pub(super) fn plain(function: AggregateFunction, operand: Expr) -> Expr {
    Expr::Aggregate { function, distinct: false, operand: Box::new(operand) }
}

fn distinct(operand: Expr) -> Expr {
    Expr::Aggregate {
        function: AggregateFunction::Count,
        distinct: true,
        operand: Box::new(operand),
    }
}

fn percentile(fraction: Fraction, operand: Expr) -> Expr {
    plain(AggregateFunction::Percentile(fraction.millionths()), operand)
}

/// An operand whose order is the same on every engine.
fn ordered(operand: Expr, data_type: DataType) -> Expr {
    match data_type {
        DataType::Text => Expr::BinaryText(Box::new(operand)),
        DataType::Uuid => Expr::Cast(Box::new(operand), DataType::Text),
        _ => operand,
    }
}
