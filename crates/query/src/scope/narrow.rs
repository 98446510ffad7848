//! A filter that all measures of a fact have is a filter of its rows, where no group is lost by it.
//!
//! ```text
//! customers and lost orders by segment    customers give the segments; of orders only lost ones are read
//! lost orders by segment                  a segment without any is shown with 0: all orders are read
//! ```

use super::Carrier;
use crate::model::Place;
use crate::resolve::{Condition, Fact, Frame, Grain, Resolved};

/// Adds to the facts of a question the filters that all of their measures have.
pub(super) fn narrow(question: &mut Resolved<'_>, carrier: &Carrier) {
    // Values without a rank are shown as well.
    if question.top.is_some() {
        return;
    }
    for position in 0..question.facts.len() {
        let fact = &question.facts[position];
        let common = common_filters(question, fact);
        if common.is_empty() || !is_plain(question, fact) {
            continue;
        }
        let is_given = |other: &Fact| gives_groups(question, carrier, other, fact);
        if fact.dimensions.is_empty() || question.facts.iter().any(is_given) {
            question.facts[position].conditions.extend(common);
        }
    }
}

fn is_plain(question: &Resolved<'_>, fact: &Fact) -> bool {
    fact.frame == Frame::Group
        && !fact.has_latest
        && fact.grain == Grain::Joined
        && !question.shows_far_rows(fact)
}

/// Those that are no filters of the fact already.
fn common_filters(question: &Resolved<'_>, fact: &Fact) -> Vec<Condition> {
    let mut filters = fact.terms.iter().map(|one| question.terms[*one].filter.as_slice());
    let first = filters.next().unwrap_or_default();
    let others: Vec<_> = filters.collect();
    let is_common = |one: &&Condition| others.iter().all(|filter| filter.contains(one));
    first.iter().filter(is_common).filter(|one| !fact.is_under(one)).cloned().collect()
}

/// Whether each row of a fact leads to a row of another, which has the same groups.
fn gives_groups(question: &Resolved<'_>, carrier: &Carrier, other: &Fact, fact: &Fact) -> bool {
    let leads_there = || {
        let carried = carrier.of_fact(question, fact);
        carried.met().contains(&Place::of(other.root))
    };
    other.root != fact.root
        && other.dimensions == fact.dimensions
        && is_plain(question, other)
        && other.conditions.iter().all(|one| fact.conditions.contains(one))
        && other.branches.iter().all(|one| fact.branches.contains(one))
        && other.joins.iter().all(|step| fact.joins.contains(step))
        && leads_there()
}
