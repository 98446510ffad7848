//! From names to positions and types: every unknown name is reported at once, with suggestions.
//!
//! What is resolved makes sense (a sum of numbers, a date range of a time) and can be joined
//! without multiplying the measured rows. It says nothing yet about whose rows may be read.

mod filters;
mod joins;
mod members;
mod moments;
mod operators;
mod order;
mod patterns;
pub(crate) mod periods;
pub(crate) mod ranges;
mod regex;
mod relative;
pub(crate) mod values;

use chrono_tz::Tz;
use souk_model::{Aggregate, ErrorCode, Problem};

use crate::compiled::OutputColumn;
use crate::model::{ColumnId, Model};
use crate::request::{Granularity, QueryRequest};
use crate::{ColumnRole, Value};

pub(crate) use joins::JoinStep;

/// Everything that is wrong with a question. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problems.first().map_or("the question is refused", |first| first.message.as_str()))]
pub struct QuestionError {
    /// The first one's code is the reply's.
    pub problems: Vec<Problem>,
}

impl From<Problem> for QuestionError {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

/// A question whose names have all been found.
#[derive(Debug)]
pub(crate) struct Resolved<'m> {
    pub(crate) model: &'m Model,
    /// The table whose rows are grouped; every join from it keeps one row per row.
    pub(crate) root: usize,
    pub(crate) joins: Vec<JoinStep>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) measures: Vec<Measure>,
    /// Checked before aggregation.
    pub(crate) row_conditions: Vec<Condition>,
    /// Checked after aggregation.
    pub(crate) group_conditions: Vec<Condition>,
    pub(crate) order: Vec<Ordering>,
    pub(crate) limit: Option<u32>,
    pub(crate) offset: Option<u32>,
    pub(crate) zone: Tz,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dimension {
    pub(crate) column: ColumnId,
    pub(crate) granularity: Option<Granularity>,
    pub(crate) output: OutputColumn,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measure {
    pub(crate) table: usize,
    pub(crate) aggregate: Aggregate,
    /// Absent when rows are counted.
    pub(crate) column: Option<usize>,
    pub(crate) output: OutputColumn,
}

/// A filter, typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    OnColumn(ColumnId, Test),
    OnMeasure(Measure, Test),
}

/// What a value must satisfy. `negated` tests hold for NULL, the others do not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    OneOf {
        values: Vec<Value>,
        or_null: bool,
        negated: bool,
    },
    Compare(Comparison, Value),
    /// Matches one of the patterns. `%` is any text, `_` any character, `\` takes the next as it is.
    Like {
        patterns: Vec<String>,
        ignores_case: bool,
        negated: bool,
    },
    /// One of the regular expressions finds something. Letter case matters.
    Regex {
        patterns: Vec<String>,
        negated: bool,
    },
    IsNull {
        negated: bool,
    },
    Range {
        from: Option<Value>,
        to: Option<UpperBound>,
        negated: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UpperBound {
    pub(crate) value: Value,
    pub(crate) is_included: bool,
}

/// One term of the order, by position among the output columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ordering {
    pub(crate) position: usize,
    pub(crate) descending: bool,
}

impl<'m> Resolved<'m> {
    /// Looks up every name of `request`.
    pub(crate) fn resolve(model: &'m Model, request: &QueryRequest) -> Result<Self, QuestionError> {
        let mut names = members::Names::new(model);
        let surroundings = periods::Surroundings::of(&mut names, request);
        let zone = surroundings.zone;
        let mut dimensions = names.dimensions(request);
        dimensions.extend(names.time_dimensions(request));
        let measures = names.measures(request);
        let (row_conditions, group_conditions) =
            filters::resolve(&mut names, request, &surroundings);
        names.require_distinct_outputs(&dimensions, &measures);
        let order = order::resolve(&mut names, request, &dimensions, &measures);
        names.finish()?;
        if dimensions.is_empty() && measures.is_empty() {
            return Err(nothing_asked().into());
        }
        let used = tables_in_use(&dimensions, &measures, &row_conditions, &group_conditions);
        let (root, joins) = joins::resolve(model, request, &used)?;
        Ok(Self {
            model,
            root,
            joins,
            dimensions,
            measures,
            row_conditions,
            group_conditions,
            order,
            limit: request.limit,
            offset: request.offset,
            zone,
        })
    }

    /// The columns of the answer: dimensions, time dimensions, measures.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = &OutputColumn> {
        let dimensions = self.dimensions.iter().map(|dimension| &dimension.output);
        dimensions.chain(self.measures.iter().map(|measure| &measure.output))
    }
}

fn nothing_asked() -> Problem {
    Problem::new(
        ErrorCode::INVALID_QUESTION,
        "the question asks for nothing",
        "query",
        "name at least one measure, dimension or time dimension with a granularity",
    )
}

/// The tables that a question touches: the measured ones, and all in order of mention.
#[derive(Debug, Default)]
pub(crate) struct TablesInUse {
    pub(crate) measured: Vec<usize>,
    pub(crate) all: Vec<usize>,
}

impl TablesInUse {
    fn add(&mut self, table: usize) {
        if !self.all.contains(&table) {
            self.all.push(table);
        }
    }

    fn add_measured(&mut self, table: usize) {
        self.add(table);
        if !self.measured.contains(&table) {
            self.measured.push(table);
        }
    }

    fn add_condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.add_condition(part));
            }
            Condition::OnColumn(column, _) => self.add(column.table),
            Condition::OnMeasure(measure, _) => self.add_measured(measure.table),
        }
    }
}

fn tables_in_use(
    dimensions: &[Dimension],
    measures: &[Measure],
    row_conditions: &[Condition],
    group_conditions: &[Condition],
) -> TablesInUse {
    let mut used = TablesInUse::default();
    measures.iter().for_each(|measure| used.add_measured(measure.table));
    dimensions.iter().for_each(|dimension| used.add(dimension.column.table));
    row_conditions.iter().chain(group_conditions).for_each(|one| used.add_condition(one));
    used
}

/// The output column of a dimension.
fn dimension_output(
    name: String,
    label: &str,
    data_type: souk_model::DataType,
    role: ColumnRole,
) -> OutputColumn {
    OutputColumn { name, data_type, label: label.to_owned(), role }
}
