//! What a measure is now and what it was before are read together, where no group is of a time.
//!
//! ```text
//! revenue of this year and of the last, by city
//!   apart:    lines of this year; lines of the last
//!   together: lines of either, each summed where it belongs
//! ```

use crate::resolve::{Condition, Fact, Frame, Grain, Resolved};

/// Puts facts together that differ in their range of time only.
pub(super) fn read_together(question: &mut Resolved<'_>) {
    let is_whole = |fact: &Fact| matches!(fact.frame, Frame::Whole { .. });
    // Ranks and shares are told from groups as they are.
    if question.top.is_some() || question.facts.iter().any(is_whole) {
        return;
    }
    let mut waiting = std::mem::take(&mut question.facts);
    while !waiting.is_empty() {
        let mut fact = waiting.remove(0);
        if let Some(range) = waiting.iter().find_map(|other| range_apart(question, &fact, other)) {
            let is_alike = |other: &mut Fact| range_apart(question, &fact, other) == Some(range);
            let others: Vec<_> = waiting.extract_if(.., is_alike).collect();
            add(question, &mut fact, others, range);
        }
        question.facts.push(fact);
    }
}

/// The position of the one condition in which two facts differ, if that is all.
fn range_apart(question: &Resolved<'_>, one: &Fact, other: &Fact) -> Option<usize> {
    let is_plain = |fact: &Fact| {
        let is_shown = |time: usize| {
            question.times[time].dimension.is_some_and(|one| fact.dimensions.contains(&one))
        };
        let has_no_time = match fact.frame {
            Frame::Group => true,
            Frame::Earlier { time, .. } => !is_shown(time),
            Frame::Window { .. } | Frame::Whole { .. } => false,
        };
        has_no_time && !fact.has_latest && matches!(fact.grain, Grain::Joined | Grain::Finer(_))
    };
    let is_alike = is_plain(one)
        && is_plain(other)
        && one.root == other.root
        && one.grain == other.grain
        && one.dimensions == other.dimensions
        && one.joins == other.joins
        && one.branches == other.branches;
    match one.conditions_apart(other).filter(|_| is_alike)?.as_slice() {
        [range] => Some(*range),
        _ => None,
    }
}

/// Each term is of the rows in its own range, and the rows are those of any.
fn add(question: &mut Resolved<'_>, fact: &mut Fact, others: Vec<Fact>, range: usize) {
    let mut ranges: Vec<Condition> = Vec::new();
    for one in std::iter::once(&*fact).chain(&others) {
        let own = &one.conditions[range];
        one.terms.iter().for_each(|term| question.terms[*term].filter.push(own.clone()));
        if !ranges.contains(own) {
            ranges.push(own.clone());
        }
    }
    fact.frame = Frame::Group;
    fact.conditions[range] = Condition::Any(ranges);
    fact.terms.extend(others.into_iter().flat_map(|one| one.terms));
}
