//! What a measure is now and what it was before are read together, where no group is of a time.
//!
//! ```text
//! revenue of this year and of the last, by city
//!   apart:    lines of this year; lines of the last
//!   together: lines of either, each summed where it belongs
//! ```

use crate::resolve::{Condition, Fact, Frame, Resolved};

/// Puts facts together that differ in their range of time only.
pub(super) fn read_together(question: &mut Resolved<'_>) {
    let is_whole = |fact: &Fact| matches!(fact.frame, Frame::Whole { .. });
    // Ranks and shares are told from groups as they are.
    if question.facts.len() < 2 || question.top.is_some() || question.facts.iter().any(is_whole) {
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

/// The position of the one condition in which two facts differ, if that is all and no group is of its time.
fn range_apart(question: &Resolved<'_>, one: &Fact, other: &Fact) -> Option<usize> {
    let has_no_time = |fact: &Fact| match fact.frame {
        Frame::Group => true,
        Frame::Earlier { time, .. } => {
            question.times[time].dimension.is_none_or(|one| !fact.dimensions.contains(&one))
        }
        Frame::Window { .. } | Frame::Whole { .. } => false,
    };
    one.range_apart(other).filter(|_| has_no_time(one) && has_no_time(other))
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
