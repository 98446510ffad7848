//! A question with its names looked up, and whether it may be answered.

use souk_query::{Direction, QueryRequest, TopRequest, WindowRequest};

use super::Refusal;
use super::aggregate::counts_each_row;
use super::calendar::Calendar;
use super::conditions::{self, Condition, Test};
use super::dimensions::{DimensionAt, Shape};
use super::measures::{Leaf, Measures, View};
use super::members::{ColumnAt, Members, Place};
use super::paths::{Paths, Tree};
use super::shift;

/// Everything that a question asks, with positions for names.
pub(super) struct Question<'w> {
    pub(super) members: Members<'w>,
    pub(super) calendar: Calendar,
    pub(super) dimensions: Vec<DimensionAt>,
    pub(super) measures: Measures<'w>,
    /// On rows.
    pub(super) conditions: Vec<Condition>,
    /// On the measures of the answer.
    pub(super) final_conditions: Vec<Condition>,
    pub(super) times: Vec<TimeAt>,
    pub(super) top: Option<TopAt>,
    /// Without measures: the rows whose dimensions are shown.
    pub(super) lone: Option<Tree>,
    /// For each aggregate, the joins from its table to all that the question and it name.
    pub(super) trees: Vec<Tree>,
}

/// A time dimension.
pub(super) struct TimeAt {
    pub(super) column: ColumnAt,
    pub(super) range: Option<Test>,
    /// The dimension that shows its periods.
    pub(super) dimension: Option<usize>,
    pub(super) is_filled: bool,
}

pub(super) struct TopAt {
    pub(super) dimension: usize,
    pub(super) measure: usize,
    pub(super) limit: usize,
    pub(super) direction: Direction,
    pub(super) others: Option<String>,
}

impl<'w> Question<'w> {
    pub(super) fn read(
        members: Members<'w>,
        request: &QueryRequest,
        keys_known: bool,
    ) -> Result<Self, Refusal> {
        let mut question = Self::look_up(members, request).ok_or(Refusal::Invalid)?;
        question.check(request).ok_or(Refusal::Invalid)?;
        let paths = Paths::of(members, request, keys_known)?;
        question.join(&paths)?;
        Ok(question)
    }

    fn look_up(members: Members<'w>, request: &QueryRequest) -> Option<Self> {
        let calendar = Calendar::of(request)?;
        let zone = calendar.zone;
        let dimensions = DimensionAt::read(members, request, zone)?;
        let mut measures = Measures::read(members, request, &dimensions, zone)?;
        let (mut of_rows, mut of_answer) = (Vec::new(), Vec::new());
        for filter in &request.filters {
            let condition =
                conditions::read(members, filter, zone, &mut |name| measures.find(name))?;
            let is_final = condition.tests_measure();
            if is_final { &mut of_answer } else { &mut of_rows }.push(condition);
        }
        let mut times = Vec::new();
        for (position, time) in request.time_dimensions.iter().enumerate() {
            let column = members.column(&time.dimension)?;
            let shows =
                |one: &DimensionAt| matches!(one.shape, Shape::Time(_, at) if at == position);
            times.push(TimeAt {
                column,
                range: conditions::range(members, time, zone)?.map(|(_, test)| test),
                dimension: dimensions.iter().position(shows),
                is_filled: time.fill,
            });
        }
        let top = match &request.top {
            None => None,
            Some(top) => Some(TopAt::read(top, &dimensions, &measures)?),
        };
        Some(Self {
            members,
            calendar,
            dimensions,
            measures,
            conditions: of_rows,
            final_conditions: of_answer,
            times,
            top,
            lone: None,
            trees: Vec::new(),
        })
    }

    pub(super) fn names(&self) -> Vec<&str> {
        let dimensions = self.dimensions.iter().map(|one| one.name.as_str());
        let shown = &self.measures.all[..self.measures.shown];
        dimensions.chain(shown.iter().map(|one| one.name.as_str())).collect()
    }

    /// `None` where the parts do not go together.
    fn check(&self, request: &QueryRequest) -> Option<()> {
        let mut names = self.names();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        let is_something = count > 0;
        let is_window = |one: &super::measures::MeasureAt| matches!(one.view, View::Window(_));
        let totals_fit = !request.totals
            || self.measures.shown > 0
                && self.final_conditions.is_empty()
                && !self.measures.all.iter().any(is_window);
        let fills_fit = self
            .times
            .iter()
            .all(|time| !time.is_filled || time.dimension.is_some() && time.range.is_some());
        let views_fit = self.measures.all.iter().all(|one| self.view_fits(&one.view));
        let windows_fit = self.measures.all.iter().enumerate().all(|(position, one)| {
            let has_last = |leaf: &usize| self.measures.leaves[*leaf].last.is_some();
            !matches!(one.view, View::Window(_))
                || !self.measures.leaves_of(position).iter().any(has_last)
        });
        let fits = is_something && totals_fit && fills_fit && views_fit && windows_fit;
        (fits && names.len() == count).then_some(())
    }

    fn view_fits(&self, view: &View) -> bool {
        match view {
            View::Plain | View::Share(_) => true,
            View::Window(WindowRequest::Rolling { periods: 0 }) => false,
            View::Window(_) => self.only_period().is_some(),
            View::Compare(compare) => shift::of(self, *compare).is_some(),
        }
    }

    /// The one time dimension with a granularity, where there is exactly one.
    pub(super) fn only_period(&self) -> Option<usize> {
        only(&self.times, |time| time.dimension.is_some())
    }

    /// The time that comparisons move.
    pub(super) fn compared_time(&self) -> Option<usize> {
        if self.times.iter().any(|time| time.dimension.is_some()) {
            return self.only_period();
        }
        only(&self.times, |time| time.range.is_some())
    }

    /// The places of some dimensions.
    pub(super) fn places_of(&self, dimensions: &[usize]) -> Vec<Place> {
        dimensions.iter().map(|one| self.dimensions[*one].column.place).collect()
    }

    /// The places that conditions and date ranges name.
    pub(super) fn filtered_places(&self) -> Vec<Place> {
        let conditions = self.conditions.iter().flat_map(Condition::places);
        let ranges = self.times.iter().filter(|one| one.range.is_some());
        conditions.chain(ranges.map(|one| one.column.place)).collect()
    }

    fn join(&mut self, paths: &Paths<'w>) -> Result<(), Refusal> {
        let all: Vec<_> = (0..self.dimensions.len()).collect();
        let mut places = self.places_of(&all);
        places.extend(self.filtered_places());
        if self.measures.leaves.is_empty() {
            self.lone = Some(paths.tree_of_dimensions(&places)?);
        }
        for leaf in &self.measures.leaves {
            let own = leaf.filters.iter().flat_map(Condition::places);
            let more: Vec<_> = places.iter().copied().chain(own).collect();
            let tree = paths.tree(leaf.table, &more)?;
            self.require_key(paths, leaf, &tree)?;
            self.trees.push(tree);
        }
        super::require_rules(self.members, self.trees.iter().chain(&self.lone))
    }

    /// Where a row may lie in several groups by another table's rows, it must not count twice in
    /// one.
    fn require_key(&self, paths: &Paths<'w>, leaf: &Leaf, tree: &Tree) -> Result<(), Refusal> {
        let is_many = self.dimensions.iter().any(|one| tree.is_many_at(one.column.place));
        if is_many && counts_each_row(leaf.aggregate) && !paths.has_key(leaf.table) {
            return Err(Refusal::Unsupported);
        }
        Ok(())
    }
}

impl TopAt {
    fn read(
        asked: &TopRequest,
        dimensions: &[DimensionAt],
        measures: &Measures<'_>,
    ) -> Option<Self> {
        let shown = &measures.all[..measures.shown];
        let dimension = dimensions.iter().position(|one| one.name == asked.dimension)?;
        let measure = shown.iter().position(|one| one.name == asked.measure)?;
        let is_plain = measures.is_plain(measure);
        let limit = usize::try_from(asked.limit).ok().filter(|limit| *limit > 0)?;
        let (direction, others) = (asked.direction, asked.others.clone());
        is_plain.then_some(Self { dimension, measure, limit, direction, others })
    }
}

/// The position of the only item that passes.
fn only<T>(items: &[T], test: impl Fn(&T) -> bool) -> Option<usize> {
    let mut fitting = (0..items.len()).filter(|position| test(&items[*position]));
    let first = fitting.next();
    if fitting.next().is_some() { None } else { first }
}
