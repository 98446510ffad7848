//! What an aggregate makes of rows.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use souk_model::{Aggregate, DataType, TypeFamily};

use super::measures::{LastAt, Leaf};
use super::members::{ColumnAt, Members};
use super::order::{compare, exact};
use crate::generate::cell::Cell;

/// The type of an aggregate's values; absent where the aggregate has no meaning.
pub(super) fn result_type(aggregate: Aggregate, operand: Option<DataType>) -> Option<DataType> {
    let Some(operand) = operand else {
        return (aggregate == Aggregate::Count).then_some(DataType::Int64);
    };
    let (is_number, family) = (operand.is_number(), operand.family());
    match aggregate {
        Aggregate::Count | Aggregate::CountDistinct | Aggregate::ApproxDistinct => {
            Some(DataType::Int64)
        }
        Aggregate::Avg | Aggregate::Median | Aggregate::Percentile | Aggregate::Stddev => {
            is_number.then_some(DataType::Float64)
        }
        Aggregate::Sum if operand == DataType::Float64 => Some(operand),
        Aggregate::Sum => is_number.then_some(DataType::Decimal { precision: 28, scale: 2 }),
        Aggregate::Min | Aggregate::Max => (operand != DataType::Boolean).then_some(operand),
        Aggregate::Any | Aggregate::All => (operand == DataType::Boolean).then_some(operand),
        Aggregate::StringAgg => (family == TypeFamily::Text).then_some(DataType::Text),
    }
}

/// Whether a row that came twice would change the value.
pub(super) const fn counts_each_row(aggregate: Aggregate) -> bool {
    !matches!(
        aggregate,
        Aggregate::CountDistinct
            | Aggregate::ApproxDistinct
            | Aggregate::Min
            | Aggregate::Max
            | Aggregate::Any
            | Aggregate::All
    )
}

/// The value of a group without rows.
pub(super) const fn of_nothing(leaf: &Leaf) -> Cell {
    match leaf.aggregate {
        Aggregate::Count | Aggregate::CountDistinct | Aggregate::ApproxDistinct => Cell::Integer(0),
        _ => Cell::Null,
    }
}

/// The value for rows of the leaf's table, each given once.
pub(super) fn value(members: Members<'_>, leaf: &Leaf, rows: &[usize]) -> Cell {
    let Some(held) = members.held(leaf.table) else { return Cell::Null };
    let cell = |row: usize, column: ColumnAt| held.rows[row].cells[column.column].clone();
    let rows = match &leaf.last {
        None => rows.to_vec(),
        Some(last) => latest(rows, last, &cell),
    };
    let Some(column) = leaf.column else { return count(rows.len()) };
    let mut values: Vec<_> =
        rows.iter().map(|row| cell(*row, column)).filter(|cell| !cell.is_null()).collect();
    values.sort_by(compare);
    of_values(leaf, column.data_type, &values)
}

/// The rows whose time is the latest for their combination.
fn latest(rows: &[usize], last: &LastAt, cell: &dyn Fn(usize, ColumnAt) -> Cell) -> Vec<usize> {
    let is_alike = |one: usize, other: usize| {
        last.per.iter().all(|column| compare(&cell(one, *column), &cell(other, *column)).is_eq())
    };
    let is_latest = |row: &&usize| {
        let time = cell(**row, last.by);
        let is_later = |other: &usize| {
            let later = cell(*other, last.by);
            is_alike(**row, *other) && !later.is_null() && compare(&later, &time).is_gt()
        };
        !time.is_null() && !rows.iter().any(is_later)
    };
    rows.iter().filter(is_latest).copied().collect()
}

/// Values in order, without NULLs.
fn of_values(leaf: &Leaf, operand: DataType, values: &[Cell]) -> Cell {
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return of_nothing(leaf);
    };
    match leaf.aggregate {
        Aggregate::Count => count(values.len()),
        Aggregate::CountDistinct | Aggregate::ApproxDistinct => {
            let repeats =
                values.windows(2).filter(|pair| compare(&pair[0], &pair[1]).is_eq()).count();
            count(values.len() - repeats)
        }
        Aggregate::Sum if operand == DataType::Float64 => float(Some(sum(values))),
        Aggregate::Sum => Cell::Decimal(sum(values)),
        Aggregate::Avg => float(mean(values)),
        Aggregate::Min => first.clone(),
        Aggregate::Max => last.clone(),
        Aggregate::Median => float(interpolated(values, 0.5)),
        Aggregate::Percentile => float(interpolated(values, leaf.percentile)),
        Aggregate::Stddev => deviation(values).map_or(Cell::Null, Cell::Float),
        Aggregate::Any => Cell::Boolean(values.contains(&Cell::Boolean(true))),
        Aggregate::All => Cell::Boolean(!values.contains(&Cell::Boolean(false))),
        Aggregate::StringAgg => {
            let texts: Vec<_> = values
                .iter()
                .filter_map(|cell| match cell {
                    Cell::Text(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            Cell::Text(texts.join(&leaf.separator))
        }
    }
}

fn count(number: usize) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn sum(values: &[Cell]) -> Decimal {
    values.iter().filter_map(exact).sum()
}

fn mean(values: &[Cell]) -> Option<Decimal> {
    sum(values).checked_div(Decimal::from(values.len()))
}

fn float(number: Option<Decimal>) -> Cell {
    number.and_then(|one| one.to_f64()).map_or(Cell::Null, Cell::Float)
}

/// Between the two neighbours of the place `fraction * (n - 1)`.
fn interpolated(values: &[Cell], fraction: f64) -> Option<Decimal> {
    let place = Decimal::from_f64(fraction)? * Decimal::from(values.len() - 1);
    let below = place.floor();
    let low = exact(values.get(below.to_usize()?)?)?;
    let high = values.get(place.ceil().to_usize()?).and_then(exact)?;
    Some(low + (high - low) * (place - below))
}

/// Of a sample: the squares are shared by one fewer than there are values.
fn deviation(values: &[Cell]) -> Option<f64> {
    let mean = mean(values)?;
    let squares: Decimal =
        values.iter().filter_map(exact).map(|one| (one - mean) * (one - mean)).sum();
    let variance = squares.checked_div(Decimal::from(values.len() - 1))?;
    variance.to_f64().map(f64::sqrt)
}
