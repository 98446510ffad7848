//! The greatest values of a dimension, and the rest together.

use std::cmp::Ordering;

use souk_query::Direction;

use super::groups::Grouper;
use super::order::{compare, same};
use super::question::Question;
use super::values::Finals;
use crate::generate::cell::Cell;

/// The values of a dimension that are shown apart.
pub(super) struct Kept {
    pub(super) dimension: usize,
    values: Vec<Cell>,
    others: Option<String>,
}

/// Stands for the other values in keys; no value of a world has it.
const OTHERS: &str = "\u{10FFFD}";

impl Kept {
    /// The values for which the measure over that dimension alone is greatest.
    pub(super) fn of(question: &Question<'_>) -> Option<Self> {
        let top = question.top.as_ref()?;
        let grouper = Grouper { question, kept: None, dimensions: vec![top.dimension] };
        let alone = Finals::some(&grouper, &[top.measure]);
        let mut ranked: Vec<_> =
            alone.keys.iter().map(|key| (key[0].clone(), alone.value(top.measure, key))).collect();
        ranked.sort_by(|(left, left_measure), (right, right_measure)| {
            rank(top.direction, left_measure, right_measure).then_with(|| compare(left, right))
        });
        ranked.truncate(top.limit);
        let values = ranked.into_iter().map(|(value, _)| value).collect();
        Some(Self { dimension: top.dimension, values, others: top.others.clone() })
    }

    /// What a value is grouped under; `None` where it is left out.
    pub(super) fn shown(&self, value: Cell) -> Option<Cell> {
        if self.values.iter().any(|kept| same(kept, &value)) {
            return Some(value);
        }
        self.others.as_ref().map(|_| Cell::Text(OTHERS.to_owned()))
    }

    /// What a group's value is written as.
    pub(super) fn written(&self, value: Cell) -> Cell {
        let Some(label) = &self.others else { return value };
        match value {
            Cell::Text(text) if text == OTHERS => Cell::Text(label.clone()),
            Cell::Integer(number) => Cell::Text(number.to_string()),
            other => other,
        }
    }
}

/// NULL comes last both ways.
fn rank(direction: Direction, left: &Cell, right: &Cell) -> Ordering {
    let ordering = compare(left, right);
    let is_reversed = direction == Direction::Desc && !left.is_null() && !right.is_null();
    if is_reversed { ordering.reverse() } else { ordering }
}
