//! Groups and what is computed of each.

use chrono_tz::Tz;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use souk_model::{Aggregate, DataType};

use super::conditions::Conditions;
use super::joins::JoinedRow;
use super::members::{Asked, MeasureAt};
use super::order::{compare, exact};
use super::times::dimension_value;
use crate::generate::cell::Cell;
use crate::generate::world::World;

/// The type of an aggregate's values; absent where the aggregate has no meaning.
pub(super) fn result_type(aggregate: Aggregate, operand: Option<DataType>) -> Option<DataType> {
    let Some(operand) = operand else {
        return (aggregate == Aggregate::Count).then_some(DataType::Int64);
    };
    match aggregate {
        Aggregate::Count | Aggregate::CountDistinct => Some(DataType::Int64),
        Aggregate::Avg => operand.is_number().then_some(DataType::Float64),
        Aggregate::Sum if operand == DataType::Float64 => Some(operand),
        Aggregate::Sum => {
            operand.is_number().then_some(DataType::Decimal { precision: 28, scale: 2 })
        }
        Aggregate::Min | Aggregate::Max => (operand != DataType::Boolean).then_some(operand),
        _ => None,
    }
}

/// One row per group that passes the conditions: dimensions, then measures.
pub(super) fn groups(
    world: &World,
    asked: &Asked,
    conditions: &Conditions,
    rows: &[JoinedRow],
    zone: Tz,
) -> Vec<Vec<Cell>> {
    let mut groups: Vec<(Vec<Cell>, Vec<&JoinedRow>)> = Vec::new();
    if asked.dimensions.is_empty() {
        groups.push((Vec::new(), Vec::new()));
    }
    for row in rows {
        let key: Vec<_> = asked
            .dimensions
            .iter()
            .map(|one| dimension_value(one, row.cell(world, one.column), zone))
            .collect();
        match groups.iter_mut().find(|(other, _)| is_same(other, &key)) {
            Some((_, members)) => members.push(row),
            None => groups.push((key, vec![row])),
        }
    }
    groups
        .into_iter()
        .filter(|(_, rows)| {
            let value = |measure| value_of(world, measure, rows);
            conditions.of_groups.iter().all(|one| one.holds_for_group(&value))
        })
        .map(|(mut key, rows)| {
            key.extend(asked.measures.iter().map(|(_, measure)| value_of(world, *measure, &rows)));
            key
        })
        .collect()
}

fn is_same(left: &[Cell], right: &[Cell]) -> bool {
    left.iter().zip(right).all(|(left, right)| compare(left, right).is_eq())
}

fn value_of(world: &World, measure: MeasureAt, rows: &[&JoinedRow]) -> Cell {
    let Some(column) = measure.column else { return count(rows.len()) };
    let values: Vec<_> =
        rows.iter().map(|row| row.cell(world, column)).filter(|cell| !cell.is_null()).collect();
    let is_float = column.data_type == DataType::Float64;
    match measure.aggregate {
        Aggregate::Count => count(values.len()),
        Aggregate::CountDistinct => {
            let mut sorted = values;
            sorted.sort_by(compare);
            sorted.dedup_by(|left, right| compare(left, right).is_eq());
            count(sorted.len())
        }
        _ if values.is_empty() => Cell::Null,
        Aggregate::Sum if is_float => Cell::Float(sum(&values).to_f64().unwrap_or(f64::NAN)),
        Aggregate::Sum => Cell::Decimal(sum(&values)),
        Aggregate::Avg => {
            let mean = sum(&values) / Decimal::from(values.len());
            Cell::Float(mean.to_f64().unwrap_or(f64::NAN))
        }
        Aggregate::Min => values.into_iter().min_by(compare).unwrap_or(Cell::Null),
        Aggregate::Max => values.into_iter().max_by(compare).unwrap_or(Cell::Null),
        _ => Cell::Null,
    }
}

fn count(number: usize) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn sum(values: &[Cell]) -> Decimal {
    values.iter().filter_map(exact).sum()
}
