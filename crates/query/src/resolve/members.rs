//! Looks names up and collects every problem on the way.

use std::collections::HashSet;
use std::str::FromStr;

use chrono_tz::Tz;
use souk_model::{ErrorCode, Problem, nearest};

use super::periods::Surroundings;
use super::ranges::{ResolvedRange, Shift};
use super::{Cut, Dimension, Measure, QuestionError, Term, Time, Window};
use crate::model::{ColumnId, Lookup, Member, Model};
use crate::request::Granularity;

/// What has been found so far of a question, and what is wrong with it.
pub(super) struct Names<'m> {
    pub(super) model: &'m Model,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) times: Vec<Time>,
    pub(super) terms: Vec<Term>,
    /// A readable name for each term.
    pub(super) term_names: Vec<String>,
    pub(super) measures: Vec<Measure>,
    pub(super) around: Surroundings,
    problems: Vec<Problem>,
}

impl<'m> Names<'m> {
    pub(super) const fn new(model: &'m Model) -> Self {
        Self {
            model,
            dimensions: Vec::new(),
            times: Vec::new(),
            terms: Vec::new(),
            term_names: Vec::new(),
            measures: Vec::new(),
            around: Surroundings::UNKNOWN,
            problems: Vec::new(),
        }
    }

    /// Fails when anything was wrong.
    pub(super) fn check(&mut self) -> Result<(), QuestionError> {
        if self.problems.is_empty() {
            return Ok(());
        }
        Err(QuestionError { problems: std::mem::take(&mut self.problems) })
    }

    pub(super) fn report(
        &mut self,
        code: ErrorCode,
        message: &str,
        path: &str,
        hint: impl Into<String>,
    ) {
        let problem = Problem::new(code, message, path, hint);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    pub(super) fn invalid(&mut self, path: &str, hint: impl Into<String>) {
        self.report(ErrorCode::INVALID_QUESTION, "the question makes no sense", path, hint);
    }

    pub(super) fn unknown_member(&mut self, path: &str, hint: impl Into<String>) {
        self.report(ErrorCode::UNKNOWN_MEMBER, "unknown member", path, hint);
    }

    /// Finds a member by name, or reports that it is unknown or ambiguous.
    pub(super) fn member(&mut self, name: &str, path: &str) -> Option<Member> {
        match self.model.member(name) {
            Some(Lookup::One(member)) => Some(member),
            Some(Lookup::Ambiguous) => {
                let hint = format!("several tables have {name}; write schema.table.column");
                self.report(ErrorCode::UNKNOWN_MEMBER, "ambiguous member", path, hint);
                None
            }
            None => {
                self.unknown(name, path);
                None
            }
        }
    }

    fn unknown(&mut self, name: &str, path: &str) {
        let near = nearest(name, self.model.member_names());
        let hint = match near {
            Some(near) => format!("the datamart has no {name}; did you mean {near}?"),
            None => {
                format!("the datamart has no {name}; members are table.column or table.measure")
            }
        };
        self.unknown_member(path, hint);
    }

    pub(super) fn zone(&mut self, name: Option<&str>) -> Tz {
        let Some(name) = name else { return Tz::UTC };
        if let Ok(zone) = Tz::from_str(name) {
            return zone;
        }
        self.invalid("query.timezone", format!("{name} is not an IANA time zone"));
        Tz::UTC
    }

    pub(super) fn column_member(&mut self, name: &str, path: &str) -> Option<ColumnId> {
        match self.member(name, path)? {
            Member::Column(column) => Some(column),
            Member::Measure { .. } | Member::Formula { .. } => {
                self.invalid(path, format!("{name} is a measure; name it in measures"));
                None
            }
        }
    }

    /// A time column, wherever one is needed.
    pub(super) fn time_member(&mut self, name: &str, path: &str) -> Option<ColumnId> {
        let column = self.column_member(name, path)?;
        if self.model.column(column).data_type.is_temporal() {
            return Some(column);
        }
        self.invalid(path, format!("{name} is not a date or timestamp"));
        None
    }

    /// The position of a term; equal ones are computed once.
    pub(super) fn add_term(&mut self, term: Term, name: &str) -> usize {
        if let Some(position) = self.terms.iter().position(|one| *one == term) {
            return position;
        }
        self.terms.push(term);
        self.term_names.push(name.to_owned());
        self.terms.len() - 1
    }

    pub(super) fn dimension_position(&self, name: &str) -> Option<usize> {
        self.dimensions.iter().position(|one| one.output.name == name)
    }

    /// The one time dimension with a granularity, when there is exactly one.
    pub(super) fn only_period(&self) -> Option<usize> {
        only(&self.times, |time| time.dimension.is_some())
    }

    /// The time that comparisons move: the one with a granularity, else the one with a range.
    pub(super) fn compared_time(&self) -> Option<usize> {
        if self.times.iter().any(|time| time.dimension.is_some()) {
            return self.only_period();
        }
        only(&self.times, |time| time.range.is_some())
    }

    /// How far back the period before lies: one step of the granularity, else the whole range.
    pub(super) fn previous_period(&self, time: usize) -> Option<Shift> {
        let time = &self.times[time];
        match self.granularity(time) {
            Some(unit) => Some(Shift { unit, count: -1 }),
            None => time.range.as_ref()?.previous_shift(),
        }
    }

    /// The rows that a window over a range reads.
    pub(super) fn window_range(
        &self,
        time: usize,
        window: Window,
        range: &ResolvedRange,
    ) -> ResolvedRange {
        let calendar = self.around.calendar();
        match (window, self.granularity(&self.times[time])) {
            (Window::Rolling(periods), Some(unit)) => {
                range.extended_back(calendar, unit, periods.saturating_sub(1))
            }
            (Window::ToDate(unit), _) => range.extended_back(calendar, unit, 0),
            _ => *range,
        }
    }

    /// Whether every period of the shown times lies in one `unit`: weeks lie in no month.
    pub(super) fn divides(&self, time: usize, unit: Granularity) -> bool {
        let granularity = self.granularity(&self.times[time]);
        granularity.is_some_and(|one| self.around.calendar().divides(one, unit))
    }

    fn granularity(&self, time: &Time) -> Option<Granularity> {
        match self.dimensions[time.dimension?].cut {
            Cut::Period(granularity) => Some(granularity),
            _ => None,
        }
    }

    pub(super) fn require_distinct_outputs(&mut self) {
        let dimensions = self.dimensions.iter().map(|one| &one.output);
        let outputs = dimensions.chain(self.measures.iter().map(|one| &one.output));
        let mut seen = HashSet::new();
        let twice: Vec<_> =
            outputs.filter(|one| !seen.insert(&one.name)).map(|one| one.name.clone()).collect();
        for name in twice {
            self.invalid("query", format!("two columns of the answer are named {name}"));
        }
    }
}

fn only<T>(items: &[T], test: impl Fn(&T) -> bool) -> Option<usize> {
    let mut fitting = (0..items.len()).filter(|position| test(&items[*position]));
    let first = fitting.next();
    if fitting.next().is_some() { None } else { first }
}
