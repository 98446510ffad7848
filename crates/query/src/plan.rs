//! The logical plan: what is read, joined, filtered, grouped and sorted, in which order.
//!
//! A plan is built from a scoped question only, so every table in it is a scan with its rule.

use souk_model::JoinType;

use crate::resolve::{Condition, Dimension, JoinStep, Measure, Ordering};
use crate::scope::{Scan, Scoped};

/// A step and the steps it reads from.
#[derive(Debug)]
pub(crate) enum Plan {
    Scan(Scan),
    /// Each row of `left` meets at most one row of `right`.
    Join {
        left: Box<Plan>,
        right: Scan,
        step: JoinStep,
        is_left: bool,
    },
    /// Rows, or groups, that satisfy all conditions.
    Filter {
        input: Box<Plan>,
        conditions: Vec<Condition>,
    },
    /// One row per combination of the dimensions.
    Aggregate {
        input: Box<Plan>,
        dimensions: Vec<Dimension>,
        measures: Vec<Measure>,
    },
    Sort {
        input: Box<Plan>,
        terms: Vec<Ordering>,
    },
    Limit {
        input: Box<Plan>,
        limit: Option<u32>,
        offset: Option<u32>,
    },
    /// The number of rows of the input.
    Count {
        input: Box<Plan>,
    },
}

/// What of a question is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The rows.
    Rows,
    /// How many rows there are without limit and offset: one row with one column, `total`.
    Total,
}

impl Plan {
    pub(crate) fn of(scoped: Scoped<'_>, purpose: Purpose) -> Self {
        let Scoped { resolved, root, joined } = scoped;
        let steps = resolved.joins.iter().zip(joined);
        let rows = steps.fold(Self::Scan(root), |left, (step, right)| {
            let join = resolved.model.relationships[step.relationship].join;
            let is_left = join != JoinType::Inner;
            Self::Join { left: Box::new(left), right, step: *step, is_left }
        });
        let groups = Self::Aggregate {
            input: Box::new(rows.filter(resolved.row_conditions)),
            dimensions: resolved.dimensions,
            measures: resolved.measures,
        };
        let groups = groups.filter(resolved.group_conditions);
        match purpose {
            Purpose::Rows => groups.sort(resolved.order).limit(resolved.limit, resolved.offset),
            Purpose::Total => Self::Count { input: Box::new(groups) },
        }
    }

    fn filter(self, conditions: Vec<Condition>) -> Self {
        if conditions.is_empty() {
            return self;
        }
        Self::Filter { input: Box::new(self), conditions }
    }

    fn sort(self, terms: Vec<Ordering>) -> Self {
        if terms.is_empty() {
            return self;
        }
        Self::Sort { input: Box::new(self), terms }
    }

    fn limit(self, limit: Option<u32>, offset: Option<u32>) -> Self {
        if limit.is_none() && offset.is_none() {
            return self;
        }
        Self::Limit { input: Box::new(self), limit, offset }
    }
}
