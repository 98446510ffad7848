//! Counts what the parser's own visitor finds against what the walk has seen.
//!
//! The walk matches the tree by hand; the visitor is derived from the parser's types. A part that
//! the walk forgot shows as a difference, and the text is refused.

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, ObjectName, Query, Select, Statement};
use sqlparser::ast::{TableFactor, Value as Literal, ValueWithSpan, Visit, Visitor};

use super::error::{GuardError, Refusal};
use super::placeholder::index;

/// How many of each were seen.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) queries: usize,
    pub(super) selects: usize,
    pub(super) table_factors: usize,
    pub(super) relations: usize,
    pub(super) expressions: usize,
}

/// Refuses what the walk has not seen, literals of unknown kinds, and placeholders that the parser
/// lost or made.
pub(super) fn compare(query: &Query, walked: &Seen, parameters: usize) -> Result<(), GuardError> {
    let mut visitor = Census { seen: Seen::default(), is_bound: vec![false; parameters] };
    if let ControlFlow::Break(refusal) = query.visit(&mut visitor) {
        return Err((*refusal).into());
    }
    difference(&visitor.seen, walked)?;
    let all_bound = visitor.is_bound.iter().all(|is_used| *is_used);
    if all_bound { Ok(()) } else { Err(Refusal::Placeholder.into()) }
}

fn difference(found: &Seen, walked: &Seen) -> Result<(), GuardError> {
    let Seen { queries, selects, table_factors, relations, expressions } = walked;
    let counts = [
        ("relations", found.relations, *relations),
        ("sources", found.table_factors, *table_factors),
        ("queries", found.queries, *queries),
        ("selects", found.selects, *selects),
        ("expressions", found.expressions, *expressions),
    ];
    match counts.into_iter().find(|(_, there, here)| there != here) {
        Some((what, _, _)) => Err(Refusal::Unaccounted(what).into()),
        None => Ok(()),
    }
}

struct Census {
    seen: Seen,
    is_bound: Vec<bool>,
}

type Step = ControlFlow<Box<Refusal>>;

impl Visitor for Census {
    type Break = Box<Refusal>;

    fn pre_visit_query(&mut self, _: &Query) -> Step {
        self.seen.queries += 1;
        Step::Continue(())
    }

    fn pre_visit_select(&mut self, _: &Select) -> Step {
        self.seen.selects += 1;
        Step::Continue(())
    }

    fn pre_visit_table_factor(&mut self, _: &TableFactor) -> Step {
        self.seen.table_factors += 1;
        Step::Continue(())
    }

    fn pre_visit_relation(&mut self, _: &ObjectName) -> Step {
        self.seen.relations += 1;
        Step::Continue(())
    }

    fn pre_visit_expr(&mut self, _: &Expr) -> Step {
        self.seen.expressions += 1;
        Step::Continue(())
    }

    /// The walk only ever sees the inside of the one query.
    fn pre_visit_statement(&mut self, _: &Statement) -> Step {
        Step::Break(Box::new(Refusal::Statement))
    }

    fn pre_visit_value(&mut self, value: &ValueWithSpan) -> Step {
        match &value.value {
            Literal::Placeholder(name) => self.bind(name),
            Literal::Number(_, false)
            | Literal::SingleQuotedString(_)
            | Literal::Boolean(_)
            | Literal::Null => Step::Continue(()),
            _ => Step::Break(Box::new(Refusal::Expression("of this kind of literal"))),
        }
    }
}

impl Census {
    fn bind(&mut self, name: &str) -> Step {
        match index(name).and_then(|position| self.is_bound.get_mut(position)) {
            Some(is_used) => {
                *is_used = true;
                Step::Continue(())
            }
            None => Step::Break(Box::new(Refusal::Placeholder)),
        }
    }
}
