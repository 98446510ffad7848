//! Only the values of one dimension for which a measure is greatest, and the rest as one.

use super::facts::{Fact, Planner};
use super::members::Names;
use super::{Arithmetic, Frame, QuestionError};
use crate::request::{Direction, QueryRequest};

const MOST_VALUES: u32 = 1_000;

/// Which values of a dimension keep a row of their own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Top {
    pub(crate) dimension: usize,
    pub(crate) by: Arithmetic,
    pub(crate) limit: u32,
    pub(crate) descending: bool,
    /// The name of all other values; without one they are left out.
    pub(crate) others: Option<String>,
    /// What the values are ranked by.
    pub(crate) facts: Vec<Fact>,
}

pub(super) fn resolve(names: &mut Names<'_>, request: &QueryRequest) -> Option<Top> {
    let top = request.top.as_ref()?;
    let Some(dimension) = names.dimension_position(&top.dimension) else {
        let hint = format!("{} is not a dimension of the question", top.dimension);
        names.invalid("query.top.dimension", hint);
        return None;
    };
    let Some(measure) = names.measures.iter().find(|one| one.output.name == top.measure) else {
        let hint = format!("{} is not a measure of the question", top.measure);
        names.invalid("query.top.measure", hint);
        return None;
    };
    let by = measure.value.clone();
    let is_plain = by.terms().into_iter().all(|term| names.terms[term].frame == Frame::Group);
    if !is_plain {
        let hint = "values are ranked by a measure without window, comparison and share";
        names.invalid("query.top.measure", hint);
    }
    if !(1..=MOST_VALUES).contains(&top.limit) {
        names.invalid("query.top.limit", format!("must be from 1 to {MOST_VALUES}"));
    }
    if top.others.as_ref().is_some_and(|label| label.contains('\0')) {
        names.invalid("query.top.others", "text cannot hold a NUL character");
    }
    let others = top.others.clone();
    if others.is_some() {
        names.dimensions[dimension].output.data_type = souk_model::DataType::Text;
    }
    let descending = top.direction == Direction::Desc;
    Some(Top { dimension, by, limit: top.limit, descending, others, facts: Vec::new() })
}

impl Top {
    pub(super) fn with_facts(
        mut self,
        planner: &Planner<'_>,
        names: &Names<'_>,
    ) -> Result<Self, QuestionError> {
        let mut terms = self.by.terms();
        terms.sort_unstable();
        terms.dedup();
        self.facts = planner.facts_of(names, &[self.dimension], &terms)?;
        Ok(self)
    }
}
