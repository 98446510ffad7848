//! Whether an engine's answer is the expected one.

use rust_decimal::prelude::ToPrimitive;

use super::cell::Cell;
use super::reference::Expected;

/// How much an answer may differ.
#[derive(Debug, Clone, Copy, Default)]
pub struct Leniency<'l> {
    /// Columns that hold estimates, and the share by which these may be wrong.
    pub estimates: &'l [usize],
    /// Of the true value.
    pub share: f64,
}

/// What is wrong with an answer's rows, if anything.
///
/// Where the expected order rests on a binary floating-point number, rows whose numbers agree up
/// to rounding may come in either order.
#[must_use]
pub fn disagreement(
    actual: &[Vec<Cell>],
    expected: &Expected,
    leniency: Leniency<'_>,
) -> Option<String> {
    if actual.len() != expected.rows.len() {
        return Some(format!("{} rows where {} are right", actual.len(), expected.rows.len()));
    }
    let mut used = vec![false; expected.all.len()];
    for (place, (row, wanted)) in actual.iter().zip(&expected.rows).enumerate() {
        if !stands_right(row, wanted, expected, leniency) {
            return Some(format!("row {place} is {row:?} where {wanted:?} is right"));
        }
        let is_it = |candidate: &usize| {
            !used[*candidate] && are_same(row, &expected.all[*candidate], leniency)
        };
        let found = (0..expected.all.len()).find(is_it);
        let Some(found) = found else {
            return Some(format!("row {place} is {row:?}, which is not among the right rows"));
        };
        used[found] = true;
    }
    None
}

/// Whether a row may stand where the wanted one is expected: equal in what is ordered by.
fn stands_right(
    row: &[Cell],
    wanted: &[Cell],
    expected: &Expected,
    leniency: Leniency<'_>,
) -> bool {
    for (position, _) in &expected.terms {
        let (Some(cell), Some(right)) = (row.get(*position), wanted.get(*position)) else {
            return false;
        };
        if !is_same(*position, cell, right, leniency) {
            // An estimate orders rows in its own way.
            return leniency.estimates.contains(position);
        }
        if matches!(right, Cell::Float(_)) || leniency.estimates.contains(position) {
            return true;
        }
    }
    true
}

fn are_same(left: &[Cell], right: &[Cell], leniency: Leniency<'_>) -> bool {
    let mut pairs = left.iter().zip(right).enumerate();
    left.len() == right.len()
        && pairs.all(|(place, (left, right))| is_same(place, left, right, leniency))
}

fn is_same(position: usize, actual: &Cell, right: &Cell, leniency: Leniency<'_>) -> bool {
    if is_value(actual, right) {
        return true;
    }
    let near = || {
        let (actual, right) = (number(actual)?, number(right)?);
        Some((actual - right).abs() <= (right.abs() * leniency.share).max(1.0))
    };
    leniency.estimates.contains(&position) && near().unwrap_or(false)
}

/// Exact where the right value is exact.
#[must_use]
pub fn is_value(actual: &Cell, right: &Cell) -> bool {
    match (actual, right) {
        (_, Cell::Float(right)) => number(actual).is_some_and(|actual| is_near(actual, *right)),
        (Cell::Integer(whole), Cell::Decimal(exact))
        | (Cell::Decimal(exact), Cell::Integer(whole)) => {
            *exact == rust_decimal::Decimal::from(*whole)
        }
        _ => actual == right,
    }
}

/// Up to what is lost where numbers of the worlds' size cancel out.
fn is_near(actual: f64, right: f64) -> bool {
    const SHARE: f64 = 1e-9;
    const LEAST: f64 = 1e-6;
    (actual - right).abs() <= (SHARE * actual.abs().max(right.abs())).max(LEAST)
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Integer(whole) => whole.to_f64(),
        Cell::Decimal(exact) => exact.to_f64(),
        Cell::Float(binary) => Some(*binary),
        _ => None,
    }
}
