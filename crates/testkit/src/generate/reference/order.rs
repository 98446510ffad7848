//! The order of values and of rows.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use souk_query::{Direction, QueryRequest};

use crate::generate::cell::Cell;

/// Numbers by value, text by its bytes, NULL after everything.
pub(super) fn compare(left: &Cell, right: &Cell) -> Ordering {
    match (left, right) {
        (Cell::Null, Cell::Null) => Ordering::Equal,
        (Cell::Null, _) => Ordering::Greater,
        (_, Cell::Null) => Ordering::Less,
        (Cell::Boolean(left), Cell::Boolean(right)) => left.cmp(right),
        (Cell::Text(left), Cell::Text(right)) => left.as_bytes().cmp(right.as_bytes()),
        (Cell::Date(left), Cell::Date(right)) => left.cmp(right),
        (Cell::Timestamp(left), Cell::Timestamp(right)) => left.cmp(right),
        (Cell::Instant(left), Cell::Instant(right)) => left.cmp(right),
        (Cell::Float(left), Cell::Float(right)) => left.total_cmp(right),
        _ => exact(left).cmp(&exact(right)),
    }
}

/// Equal, NULL to NULL.
pub(super) fn same(left: &Cell, right: &Cell) -> bool {
    compare(left, right).is_eq()
}

pub(super) fn are_same(left: &[Cell], right: &[Cell]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
}

/// A number as an exact decimal.
pub(super) fn exact(cell: &Cell) -> Option<Decimal> {
    match cell {
        Cell::Integer(number) => Some(Decimal::from(*number)),
        Cell::Decimal(number) => Some(*number),
        Cell::Float(number) => Decimal::from_f64(*number),
        _ => None,
    }
}

/// The column that is ordered by, and which way.
pub type Term = (usize, Direction);

/// The terms of an order: as asked, then the first `dimensions` columns. `None` where the order
/// names no column of the answer. `members` are the other names of time dimensions.
pub(super) fn terms(
    request: &QueryRequest,
    names: &[&str],
    members: &[Option<&str>],
    dimensions: usize,
) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    for (wanted, direction) in request.order.members() {
        let by_name = names.iter().position(|name| *name == wanted);
        let by_member = members.iter().position(|member| *member == Some(wanted));
        terms.push((by_name.or(by_member)?, direction));
    }
    terms.extend((0..dimensions).map(|position| (position, Direction::Asc)));
    Some(terms)
}

/// NULL last in both directions.
pub(super) fn sort(rows: &mut [Vec<Cell>], terms: &[Term]) {
    rows.sort_by(|left, right| {
        let in_order = |(position, direction): &Term| {
            let (left, right) = (&left[*position], &right[*position]);
            let ordering = compare(left, right);
            let is_reversed = *direction == Direction::Desc && !left.is_null() && !right.is_null();
            if is_reversed { ordering.reverse() } else { ordering }
        };
        terms.iter().map(in_order).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
    });
}
