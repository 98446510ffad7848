//! For each measured table: the joins from its rows to what the question names, and the grain at
//! which its rows are aggregated, so that no row counts twice.

use souk_model::Aggregate;

use super::members::Names;
use super::paths::{Graph, unsupported};
use super::tree::{Tree, keeps_far, keeps_unmatched};
use super::{Condition, Frame, JoinStep, QuestionError, Term, Test, Time};
use crate::model::{Model, Place};
use crate::request::QueryRequest;

/// The rows of one table, joined, filtered and aggregated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact {
    pub(crate) root: usize,
    pub(crate) frame: Frame,
    /// The terms that it computes. Those of tables other than its unit do not change where a row comes several
    /// times.
    pub(crate) terms: Vec<usize>,
    /// Some of the terms are of the rows of the latest time only.
    pub(crate) has_latest: bool,
    /// The dimensions that it groups by.
    pub(crate) dimensions: Vec<usize>,
    /// In an order in which they can be made.
    pub(crate) joins: Vec<JoinStep>,
    /// The last of the joins, which only filter: none shows rows without a row of the root.
    pub(crate) filtering: usize,
    /// Tables with several rows for one that only filter.
    pub(crate) branches: Vec<Branch>,
    /// Of the joined rows.
    pub(crate) conditions: Vec<Condition>,
    /// For windows that reach back: which rows make their period a shown one.
    pub(crate) shown: Option<Condition>,
    pub(crate) grain: Grain,
    /// A join keeps rows without a row of the root.
    pub(crate) keeps_far_rows: bool,
}

/// Several rows for one row, of which one that satisfies the conditions is enough.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Branch {
    /// The step with several rows.
    pub(crate) step: JoinStep,
    /// Further joins from there.
    pub(crate) joins: Vec<JoinStep>,
    pub(crate) conditions: Vec<Condition>,
    /// A row without any partner passes too: it is joined to one row of NULLs, which satisfies.
    pub(crate) or_none: bool,
}

/// What is aggregated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Grain {
    /// The joined rows: each stands for one row of the root, or it does not matter.
    Joined,
    /// Rows of the root that are told apart by these columns.
    Keys(Vec<usize>),
    /// The joined rows: each stands for one row of this finer table, or for a row of the root without any.
    Finer(usize),
}

pub(super) type Found<T> = Result<T, QuestionError>;

/// Makes facts for dimensions and terms of one question.
pub(super) struct Planner<'m> {
    pub(super) model: &'m Model,
    pub(super) graph: Graph<'m>,
    conditions: Vec<Condition>,
}

/// What tells facts apart.
#[derive(PartialEq)]
struct Kind {
    root: usize,
    frame: Frame,
    /// Conditions of the terms themselves that reach several rows.
    conditions: Vec<Condition>,
}

impl<'m> Planner<'m> {
    pub(super) fn new(
        names: &Names<'m>,
        request: &QueryRequest,
        conditions: &mut Vec<Condition>,
    ) -> Found<Self> {
        let graph = Graph::new(names.model, &request.join_path)?;
        Ok(Self { model: names.model, graph, conditions: std::mem::take(conditions) })
    }

    /// The facts that compute some of the terms for some of the dimensions.
    pub(super) fn facts_of(
        &self,
        names: &Names<'_>,
        dimensions: &[usize],
        terms: &[usize],
    ) -> Found<Vec<Fact>> {
        if terms.is_empty() {
            return Ok(vec![self.combinations(names, dimensions)?]);
        }
        let mut kinds: Vec<(Kind, Vec<usize>)> = Vec::new();
        for &term in terms {
            let kind = self.kind(names, term);
            // The groups of a filtered measure are those of its table; a whole only joins groups.
            let gives_groups = !dimensions.is_empty() && !matches!(kind.frame, Frame::Whole { .. });
            if gives_groups && !kind.conditions.is_empty() {
                let plain = Kind { frame: kind.frame.clone(), conditions: Vec::new(), ..kind };
                if kinds.iter().all(|(known, _)| *known != plain) {
                    kinds.push((plain, Vec::new()));
                }
            }
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, known)) => known.push(term),
                None => kinds.push((kind, vec![term])),
            }
        }
        kinds.into_iter().map(|(kind, terms)| self.fact(names, kind, terms, dimensions)).collect()
    }

    fn kind(&self, names: &Names<'_>, term: usize) -> Kind {
        let term = &names.terms[term];
        let leaves_rows =
            |condition: &Condition| condition.is_of(|place| self.leaves_rows(term.table, place));
        let conditions =
            term.filter.iter().filter(|condition| !leaves_rows(condition)).cloned().collect();
        Kind { root: term.table, frame: term.frame.clone(), conditions }
    }

    /// Whether joining a place neither multiplies rows nor takes any away, so that what one measure
    /// is filtered by is nothing to the others.
    fn leaves_rows(&self, root: usize, place: Place) -> bool {
        let keeps = |step: &JoinStep| {
            step.is_to_one(self.model)
                && keeps_unmatched(self.model, *step)
                && !keeps_far(self.model, *step)
        };
        self.graph.path(root, place).is_ok_and(|path| path.iter().all(keeps))
    }

    /// Dimensions without measures: the first table from which all others are single rows, else the
    /// first from which all can be reached.
    fn combinations(&self, names: &Names<'_>, dimensions: &[usize]) -> Found<Fact> {
        let mut tables: Vec<usize> = Vec::new();
        let conditions = self.all_conditions(names, &Frame::Group, &[]);
        let mut places: Vec<Place> =
            dimensions.iter().map(|one| names.dimensions[*one].column.place).collect();
        conditions.iter().for_each(|one| one.columns(&mut |id| places.push(id.place)));
        for place in &places {
            let table = match place.role {
                Some(role) => self.model.relationships[role].parent,
                None => place.table,
            };
            if !tables.contains(&table) {
                tables.push(table);
            }
        }
        let is_root = |root: &&usize| places.iter().all(|one| self.graph.is_single(**root, *one));
        let root = tables.iter().find(is_root).copied();
        let kind = |root| Kind { root, frame: Frame::Group, conditions: Vec::new() };
        if let Some(root) = root {
            return self.fact(names, kind(root), Vec::new(), dimensions);
        }
        let mut first_refusal = None;
        for root in tables {
            match self.fact(names, kind(root), Vec::new(), dimensions) {
                Ok(fact) => return Ok(fact),
                Err(refusal) => {
                    first_refusal.get_or_insert(refusal);
                }
            }
        }
        Err(first_refusal.unwrap_or_else(|| unsupported("no tables", String::new()).into()))
    }

    /// The rows of the first column's table.
    pub(super) fn rows(&self, names: &Names<'_>) -> Found<Fact> {
        let first = names.dimensions[0].column;
        if first.place.role.is_some() {
            let hint = "the first column says whose rows are shown; it cannot be in a role";
            return Err(unsupported("the table of the rows is not clear", hint.to_owned()).into());
        }
        let root = first.place.table;
        let several =
            names.dimensions.iter().find(|one| !self.graph.is_single(root, one.column.place));
        if let Some(several) = several {
            let key = &self.model.tables[root].key;
            let message = format!("{} has several rows for a row of {key}", several.output.name);
            let hint = format!("name only columns of {key} and of tables that it refers to");
            return Err(unsupported(&message, hint).into());
        }
        let kind = Kind { root, frame: Frame::Group, conditions: Vec::new() };
        let dimensions: Vec<_> = (0..names.dimensions.len()).collect();
        let mut fact = self.fact(names, kind, Vec::new(), &dimensions)?;
        if fact.joins.iter().any(|step| !step.is_to_one(self.model)) {
            fact.grain = Grain::Keys(self.key(root)?);
        }
        Ok(fact)
    }

    fn fact(
        &self,
        names: &Names<'_>,
        kind: Kind,
        terms: Vec<usize>,
        dimensions: &[usize],
    ) -> Found<Fact> {
        let Kind { root, frame, conditions: own } = kind;
        let dimensions = match &frame {
            Frame::Whole { per } => {
                dimensions.iter().copied().filter(|one| per.contains(one)).collect()
            }
            _ => dimensions.to_vec(),
        };
        let conditions = self.all_conditions(names, &frame, &own);
        let shown = shown(names, &frame);
        let mut tree = Tree::new(self, root);
        for &dimension in &dimensions {
            tree.reach(names.dimensions[dimension].column.place)?;
        }
        for &term in &terms {
            let single = names.terms[term].filter.iter().filter(|one| !own.contains(one));
            single.into_iter().try_for_each(|one| tree.reach_condition(one))?;
        }
        if let Some(shown) = &shown {
            tree.reach_condition(shown)?;
        }
        for asked in self.all_conditions(names, &frame, &[]) {
            tree.reach_singles(&asked)?;
        }
        let shows_rows = tree.steps.clone();
        let (branches, conditions) = tree.split(conditions)?;
        let filtering = tree.steps.split_off(shows_rows.len());
        let mut joins = tree.ordered();
        joins.extend(&filtering);
        let many = joins.iter().find(|step| !step.is_to_one(self.model)).copied();
        let is_sensitive = terms.iter().any(|one| names.terms[*one].is_sensitive_to_duplicates());
        let has_latest = terms.iter().any(|one| names.terms[*one].last.is_some());
        let grain = match many {
            Some(step) if is_sensitive || has_latest => {
                Grain::Keys(self.key(root).map_err(|_| no_key(self.model, root, step))?)
            }
            _ => Grain::Joined,
        };
        let keeps_far_rows = shows_rows.iter().any(|step| keeps_far(self.model, *step));
        let fact = Fact {
            root,
            frame,
            terms,
            has_latest,
            dimensions,
            joins,
            filtering: filtering.len(),
            branches,
            conditions,
            shown,
            grain,
            keeps_far_rows,
        };
        self.require_single_time(names, &fact)?;
        Ok(fact)
    }

    /// A row of the root that met several times would be in several periods of one window.
    fn require_single_time(&self, names: &Names<'_>, fact: &Fact) -> Found<()> {
        let Frame::Window { time, .. } = fact.frame else { return Ok(()) };
        let place = names.times[time].column.place;
        if fact.grain == Grain::Joined || self.graph.is_single(fact.root, place) {
            return Ok(());
        }
        let message = "a window over a time with several values for one row cannot be answered";
        let key = &self.model.tables[fact.root].key;
        Err(unsupported(message, format!("use a time of {key} or of a table it refers to")).into())
    }

    fn key(&self, root: usize) -> Found<Vec<usize>> {
        let table = &self.model.tables[root];
        table.key_columns.clone().ok_or_else(|| {
            let message = format!("rows of {} cannot be told apart", table.key);
            unsupported(&message, format!("declare primaryKey on {}", table.key)).into()
        })
    }

    /// The question's conditions and date ranges as a frame sees them, and a fact's own.
    fn all_conditions(
        &self,
        names: &Names<'_>,
        frame: &Frame,
        own: &[Condition],
    ) -> Vec<Condition> {
        let ranges = names.times.iter().enumerate().filter_map(|(position, time)| {
            let test = range_test(names, frame, position, time)?;
            Some(Condition::OnColumn(time.column, test))
        });
        self.conditions.iter().chain(own).cloned().chain(ranges).collect()
    }
}

impl Fact {
    /// The joins that show rows, and those that only filter.
    pub(crate) fn parts(&self) -> (&[JoinStep], &[JoinStep]) {
        self.joins.split_at(self.joins.len() - self.filtering)
    }

    /// Whether the fact's rows satisfy a condition, or lead to one of several rows that does.
    pub(crate) fn is_under(&self, condition: &Condition) -> bool {
        self.conditions.contains(condition)
            || self.branches.iter().any(|branch| branch.conditions.contains(condition))
    }

    /// The table whose rows are aggregated as they are joined.
    pub(crate) const fn unit(&self) -> usize {
        match self.grain {
            Grain::Finer(table) => table,
            Grain::Joined | Grain::Keys(_) => self.root,
        }
    }

    /// Whether there are joined rows without a row of the unit.
    pub(crate) const fn has_rows_without(&self) -> bool {
        self.keeps_far_rows || matches!(self.grain, Grain::Finer(_))
    }

    /// The positions of the conditions in which two facts differ, if they have as many.
    pub(crate) fn conditions_apart(&self, other: &Self) -> Option<Vec<usize>> {
        let positions = 0..self.conditions.len();
        let apart = positions.filter(|one| self.conditions[*one] != other.conditions[*one]);
        (self.conditions.len() == other.conditions.len()).then(|| apart.collect())
    }

    /// The position of the one condition in which two facts differ, if they are of the same rows otherwise, and
    /// these need not be told apart before they are aggregated.
    pub(crate) fn range_apart(&self, other: &Self) -> Option<usize> {
        let is_plain = |fact: &Self| !fact.has_latest && !matches!(fact.grain, Grain::Keys(_));
        let is_alike = is_plain(self)
            && is_plain(other)
            && self.root == other.root
            && self.grain == other.grain
            && self.dimensions == other.dimensions
            && self.joins == other.joins
            && self.branches == other.branches;
        match self.conditions_apart(other).filter(|_| is_alike)?.as_slice() {
            [range] => Some(*range),
            _ => None,
        }
    }

    /// The column by which a term counts rows of another table than the unit, each of them once.
    pub(crate) fn counted_by_key(&self, model: &Model, term: &Term) -> Option<usize> {
        let is_elsewhere = term.table != self.unit() && term.aggregate == Aggregate::Count;
        let key = model.tables[term.table].key_columns.as_deref().filter(|_| is_elsewhere)?;
        key.first().copied()
    }
}

fn range_test(names: &Names<'_>, frame: &Frame, position: usize, time: &Time) -> Option<Test> {
    let range = time.range.as_ref()?;
    let range = match frame {
        Frame::Earlier { time, shift } if *time == position => range.shifted(*shift),
        Frame::Window { time, window } if *time == position => {
            names.window_range(position, *window, range)
        }
        _ => *range,
    };
    Some(range.test())
}

/// Where a window reads rows before the range, those in the range show a period.
fn shown(names: &Names<'_>, frame: &Frame) -> Option<Condition> {
    let Frame::Window { time: position, window } = frame else { return None };
    let time = &names.times[*position];
    let range = time.range.as_ref()?;
    if names.window_range(*position, *window, range) == *range {
        return None;
    }
    Some(Condition::OnColumn(time.column, range.test()))
}

fn no_key(model: &Model, root: usize, step: JoinStep) -> QuestionError {
    let table = &model.tables[root].key;
    let relationship = &model.relationships[step.relationship];
    let message = format!("joining {} would multiply the rows of {table}", {
        &model.tables[step.to.table].key
    });
    let hint = format!(
        "relationship {} gives several {} rows for one {table} row ({:?}, {:?}); declare primaryKey on \
         {table}, so that each of its rows counts once",
        relationship.name,
        model.tables[step.to.table].key,
        relationship.cardinality,
        relationship.cardinality_source,
    );
    unsupported(&message, hint).into()
}
