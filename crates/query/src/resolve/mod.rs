//! From names to positions and types: every unknown name is reported at once, with suggestions.
//!
//! What is resolved makes sense (a sum of numbers, a date range of a time), and says for each
//! measured table how its rows reach the dimensions without one of them counting twice. It says
//! nothing yet about whose rows may be read.

mod arithmetic;
mod dimensions;
mod facts;
mod filters;
mod measures;
mod members;
mod moments;
mod operators;
mod order;
mod paths;
mod patterns;
mod periods;
mod ranges;
pub(crate) mod regex;
mod relative;
#[cfg(test)]
mod tests;
mod top;
mod tree;
pub(crate) mod values;
mod ways;

use rust_decimal::Decimal;
use souk_model::{Aggregate, DataType, ErrorCode, Fraction, Problem};

use crate::Value;
use crate::compile::Purpose;
use crate::compiled::OutputColumn;
use crate::model::{ColumnId, Model, ModelLast, Place};
use crate::request::{Granularity, QueryRequest};

pub(crate) use arithmetic::Arithmetic;
pub(crate) use facts::{Branch, Fact, Grain};
pub(crate) use operators::Operand;
pub(crate) use paths::{JoinStep, Passed};
pub(crate) use periods::{Calendar, Surroundings, midnight, shift as shift_wall};
pub(crate) use ranges::{ResolvedRange, Shift};
pub(crate) use top::Top;
pub(crate) use tree::{keeps_far, keeps_unmatched};

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
    pub(crate) shape: Shape,
    /// The dimensions that the answer has: all, or none of them for totals.
    pub(crate) group_by: Vec<usize>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) times: Vec<Time>,
    pub(crate) terms: Vec<Term>,
    /// A readable name for each term.
    pub(crate) term_names: Vec<String>,
    pub(crate) measures: Vec<Measure>,
    /// One for each measured table and frame; at least one.
    pub(crate) facts: Vec<Fact>,
    /// Checked on the final values.
    pub(crate) value_conditions: Vec<Condition>,
    pub(crate) top: Option<Top>,
    pub(crate) order: Vec<Ordering>,
    pub(crate) limit: Option<u32>,
    pub(crate) offset: Option<u32>,
    pub(crate) around: Surroundings,
}

/// Groups with measures, or rows as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Groups,
    Rows,
}

/// What is grouped by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dimension {
    pub(crate) column: ColumnId,
    pub(crate) cut: Cut,
    pub(crate) output: OutputColumn,
}

/// How the values of a column are grouped.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cut {
    /// Each for itself.
    Value,
    Period(Granularity),
    /// The greatest `offset + n * width` that is not greater.
    Bin {
        width: Decimal,
        offset: Decimal,
    },
    Buckets {
        buckets: Vec<Bucket>,
        otherwise: Option<String>,
    },
}

/// The first bucket whose tests all hold takes a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bucket {
    pub(crate) label: String,
    pub(crate) tests: Vec<Test>,
}

/// A time column with its range, its granularity, or both.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Time {
    pub(crate) column: ColumnId,
    /// The dimension that shows its periods.
    pub(crate) dimension: Option<usize>,
    pub(crate) range: Option<ResolvedRange>,
    /// Every period of the range is shown.
    pub(crate) is_filled: bool,
    /// Their starts, where they are shown.
    pub(crate) periods: Vec<chrono::NaiveDateTime>,
}

/// A column of the answer that is computed from terms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measure {
    pub(crate) value: Arithmetic,
    pub(crate) output: OutputColumn,
}

/// One aggregate of one table's rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Term {
    pub(crate) table: usize,
    pub(crate) aggregate: Aggregate,
    /// Absent when rows are counted.
    pub(crate) column: Option<usize>,
    pub(crate) percentile: Option<Fraction>,
    pub(crate) separator: Option<Box<str>>,
    /// Only rows that satisfy all of these count.
    pub(crate) filter: Vec<Condition>,
    pub(crate) last: Option<ModelLast>,
    pub(crate) frame: Frame,
    pub(crate) data_type: DataType,
}

impl Term {
    /// Whether an empty group has 0 of it, and not nothing.
    pub(crate) const fn is_count(&self) -> bool {
        matches!(
            self.aggregate,
            Aggregate::Count | Aggregate::CountDistinct | Aggregate::ApproxDistinct
        )
    }

    /// Whether the value of a group is known from those of its parts.
    pub(crate) fn adds_up(&self) -> bool {
        match self.aggregate {
            Aggregate::Count | Aggregate::Sum => true,
            Aggregate::Min | Aggregate::Max => {
                !matches!(self.data_type, DataType::Text | DataType::Uuid)
            }
            _ => false,
        }
    }

    /// Whether a row that comes twice changes it.
    pub(crate) const fn is_sensitive_to_duplicates(&self) -> bool {
        !matches!(
            self.aggregate,
            Aggregate::CountDistinct
                | Aggregate::ApproxDistinct
                | Aggregate::Min
                | Aggregate::Max
                | Aggregate::Any
                | Aggregate::All
        )
    }
}

/// Which rows a term aggregates for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Frame {
    /// The group's own.
    Group,
    /// Those of several periods up to the group's.
    Window { time: usize, window: Window },
    /// Those of an earlier time.
    Earlier { time: usize, shift: Shift },
    /// All that have the group's values in these dimensions.
    Whole { per: Vec<usize> },
}

impl Frame {
    const fn word(&self) -> &'static str {
        match self {
            Self::Group => "now",
            Self::Window { .. } => "up to now",
            Self::Earlier { .. } => "before",
            Self::Whole { .. } => "of the whole",
        }
    }
}

/// The periods up to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    Cumulative,
    Rolling(u32),
    ToDate(Granularity),
}

/// A filter, typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    OnColumn(ColumnId, Test),
    OnMeasure(Measure, Test),
}

impl Condition {
    /// Visits every column that it tests.
    pub(crate) fn columns(&self, visit: &mut impl FnMut(ColumnId)) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.columns(visit));
            }
            Self::OnColumn(column, _) => visit(*column),
            Self::OnMeasure(..) => {}
        }
    }

    /// Whether all columns that it tests are of places like these.
    pub(crate) fn is_of(&self, is_one: impl Fn(Place) -> bool) -> bool {
        let mut all = true;
        self.columns(&mut |id| all &= is_one(id.place));
        all
    }

    /// Whether it is not true where all columns of a place are NULL, whatever the others are.
    pub(crate) fn needs(&self, place: Place) -> bool {
        match self {
            Self::All(parts) => parts.iter().any(|one| one.needs(place)),
            Self::Any(parts) => !parts.is_empty() && parts.iter().all(|one| one.needs(place)),
            Self::OnColumn(id, test) => id.place == place && !test.holds_for_null(),
            Self::OnMeasure(..) => false,
        }
    }

    /// Adds the terms that it tests.
    fn terms(&self, found: &mut Vec<usize>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|one| one.terms(found)),
            Self::OnColumn(..) => {}
            Self::OnMeasure(measure, _) => found.extend(measure.value.terms()),
        }
    }
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

impl Test {
    /// Whether NULL satisfies it.
    pub(crate) const fn holds_for_null(&self) -> bool {
        match self {
            Self::OneOf { or_null, negated, .. } => *or_null != *negated,
            Self::Compare(..) => false,
            Self::Like { negated, .. }
            | Self::Regex { negated, .. }
            | Self::Range { negated, .. } => *negated,
            Self::IsNull { negated } => !*negated,
        }
    }
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
    /// Whether rows without a row of a fact's root can be seen: they make groups, and nothing else, as
    /// all that they have of the root is NULL, which every aggregate leaves out. One group of all
    /// rows is there without them.
    pub(crate) fn shows_far_rows(&self, fact: &Fact) -> bool {
        let has_groups = self.shape == Shape::Groups && !fact.dimensions.is_empty();
        fact.keeps_far_rows && has_groups
    }

    /// Looks up every name of `request`.
    pub(crate) fn resolve(
        model: &'m Model,
        request: &QueryRequest,
        purpose: Purpose,
    ) -> Result<Self, QuestionError> {
        let mut names = members::Names::new(model);
        names.around = Surroundings::of(&mut names, request);
        let around = names.around;
        let shape = if request.rows.is_empty() { Shape::Groups } else { Shape::Rows };
        match shape {
            Shape::Groups => dimensions::resolve(&mut names, request),
            Shape::Rows => dimensions::resolve_rows(&mut names, request),
        }
        names.measures = measures::resolve(&mut names, request);
        let (mut row_conditions, value_conditions) = filters::resolve(&mut names, request);
        if shape == Shape::Groups {
            names.require_distinct_outputs();
            if request.counted_by.is_some() {
                names.invalid("query.countedBy", "is for questions about rows");
            }
        } else {
            require_only_rows(&mut names, request);
            row_conditions.extend(counted_rows(&mut names, request));
        }
        let order = order::resolve(&mut names, request);
        let mut top = top::resolve(&mut names, request);
        require_pivot(&mut names, request);
        let mut group_by: Vec<_> = (0..names.dimensions.len()).collect();
        if purpose == Purpose::Totals {
            require_totals(&mut names, &value_conditions);
            group_by.clear();
            top = None;
        }
        names.check()?;
        if names.dimensions.is_empty() && names.measures.is_empty() {
            return Err(nothing_asked().into());
        }
        let planner = facts::Planner::new(&names, request, &mut row_conditions)?;
        let facts = match shape {
            Shape::Groups => {
                let terms = used_terms(&names, &value_conditions);
                planner.facts_of(&names, &group_by, &terms)?
            }
            Shape::Rows => vec![planner.rows(&names)?],
        };
        let top = top.map(|top| top.with_facts(&planner, &names)).transpose()?;
        let members::Names { dimensions, times, terms, term_names, measures, .. } = names;
        Ok(Self {
            model,
            shape,
            group_by,
            dimensions,
            times,
            terms,
            term_names,
            measures,
            facts,
            value_conditions,
            top,
            order,
            limit: request.limit,
            offset: request.offset,
            around,
        })
    }

    /// The columns of the answer: dimensions, time dimensions, measures.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = &OutputColumn> {
        let dimensions = self.group_by.iter().map(|one| &self.dimensions[*one].output);
        dimensions.chain(self.measures.iter().map(|measure| &measure.output))
    }
}

fn require_only_rows(names: &mut members::Names<'_>, request: &QueryRequest) {
    let has_more = !request.measures.is_empty()
        || !request.dimensions.is_empty()
        || request.top.is_some()
        || request.pivot.is_some()
        || request.totals
        || request.time_dimensions.iter().any(|time| time.granularity.is_some() || time.fill);
    if has_more {
        names.invalid("query.rows", "rows stand alone, without measures, dimensions and totals");
    }
}

/// The rows of the first column's table that a measure counts.
fn counted_rows(names: &mut members::Names<'_>, request: &QueryRequest) -> Option<Condition> {
    let measure = request.counted_by.as_ref()?;
    let table = names.dimensions.first()?.column.place.table;
    measures::counting(names, request, measure, table)
}

/// Turning values into columns is the work of whoever reads the rows; the dimension must be there.
fn require_pivot(names: &mut members::Names<'_>, request: &QueryRequest) {
    let Some(pivot) = &request.pivot else { return };
    if names.dimension_position(&pivot.dimension).is_none() {
        let hint = format!("{} is not a dimension of the question", pivot.dimension);
        names.invalid("query.pivot.dimension", hint);
    }
    if names.measures.is_empty() {
        names.invalid("query.pivot", "a pivot shows measures, and there are none");
    }
}

/// The terms that the answer needs; a measure that is only shown as of another time is not one.
fn used_terms(names: &members::Names<'_>, value_conditions: &[Condition]) -> Vec<usize> {
    let mut used: Vec<usize> = names.measures.iter().flat_map(|one| one.value.terms()).collect();
    value_conditions.iter().for_each(|one| one.terms(&mut used));
    used.sort_unstable();
    used.dedup();
    used
}

/// Totals are of all rows, which conditions on groups would leave out in part; and a window has no
/// period to end with.
fn require_totals(names: &mut members::Names<'_>, value_conditions: &[Condition]) {
    if !value_conditions.is_empty() {
        names.invalid("query.totals", "totals and filters on measures exclude each other");
    }
    if names.terms.iter().any(|term| matches!(term.frame, Frame::Window { .. })) {
        names.invalid("query.totals", "totals and windows exclude each other");
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
