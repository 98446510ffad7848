//! What a question needs of a compiler, to count how often each feature is tested.

use souk_model::{Aggregate, Cardinality, JoinType};
use souk_query::{CompareShow, Granularity, QueryRequest, WeekStart, WindowRequest};

use super::dimensions::Shape;
use super::joins::keeps_far_rows;
use super::measures::{Leaf, View};
use super::members::{Members, Place};
use super::paths::Tree;
use super::question::Question;
use super::values::Finals;
use super::{Grouper, Kept};
use crate::generate::world::World;

type Names = Vec<&'static str>;

/// Every feature that [`features`] may find.
pub const FEATURES: &[&str] = &[
    "all",
    "any",
    "approx distinct",
    "average",
    "bin",
    "bridge or chain of many",
    "bucket",
    "compare: change",
    "compare: percentage",
    "compare: value",
    "composite key",
    "dimension on the many side",
    "empty table",
    "fill",
    "filter on another fact's rows",
    "filter on the many side",
    "filtered measure",
    "final condition",
    "fiscal period",
    "formula",
    "full join",
    "group that a fact lacks",
    "inner join",
    "join of values",
    "join path chosen",
    "kept rows of a far table",
    "last",
    "left join",
    "median",
    "only dimensions",
    "percentile",
    "right join",
    "role",
    "row without a partner",
    "rows",
    "self-relationship",
    "several facts",
    "several relationships between two tables",
    "share",
    "stddev",
    "string_agg",
    "sum",
    "time zone",
    "top",
    "top with others",
    "totals",
    "week start",
    "window: cumulative",
    "window: rolling",
    "window: toDate",
];

/// The features of a question that has an answer; none of one that has not.
#[must_use]
pub fn features(world: &World, request: &QueryRequest, keys_known: bool) -> Names {
    let members = Members { world };
    if !request.rows.is_empty() {
        let is_answered = super::rows::answer(members, request, keys_known).is_ok();
        return if is_answered { vec!["rows"] } else { Vec::new() };
    }
    let Ok(question) = Question::read(members, request, keys_known) else { return Vec::new() };
    let mut found = Names::new();
    of_request(request, &mut found);
    of_dimensions(&question, &mut found);
    question.measures.all.iter().for_each(|one| of_view(&one.view, &mut found));
    question.measures.leaves.iter().for_each(|leaf| of_leaf(leaf, &mut found));
    of_facts(&question, &mut found);
    for tree in question.trees.iter().chain(&question.lone) {
        of_tree(&question, tree, &mut found);
    }
    if !question.final_conditions.is_empty() {
        found.push("final condition");
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the conditions of a measure lead to a table that the question itself does not name, by a
/// join that adds rows or takes some away.
#[must_use]
pub fn filters_reach_further(world: &World, request: &QueryRequest, keys_known: bool) -> bool {
    let members = Members { world };
    let Ok(question) = Question::read(members, request, keys_known) else { return false };
    // Totals have no dimensions.
    let named = if request.totals { 0 } else { question.dimensions.len() };
    let mut places = question.places_of(&(0..named).collect::<Vec<_>>());
    places.extend(question.filtered_places());
    let leaves = question.measures.leaves.iter().zip(&question.trees);
    leaves.filter(|(leaf, _)| !leaf.filters.is_empty()).any(|(_, tree)| {
        let base = tree.base(&places, &[]);
        let more = tree.steps.iter().filter(|step| !base.steps.contains(step));
        more.map(|step| &world.datamart.relationships[step.relationship])
            .any(|relationship| relationship.join != JoinType::Left)
    })
}

fn of_request(request: &QueryRequest, found: &mut Names) {
    let has_fiscal = request.time_dimensions.iter().any(|time| {
        matches!(time.granularity, Some(Granularity::FiscalQuarter | Granularity::FiscalYear))
    });
    let fills = request.time_dimensions.iter().any(|time| time.fill);
    let marks = [
        (request.totals, "totals"),
        (request.top.is_some(), "top"),
        (request.top.as_ref().is_some_and(|top| top.others.is_some()), "top with others"),
        (request.week_start != WeekStart::Monday, "week start"),
        (has_fiscal && request.fiscal_year_start.is_some(), "fiscal period"),
        (fills, "fill"),
        (!request.join_path.is_empty(), "join path chosen"),
        (request.timezone.as_ref().is_some_and(|zone| zone != "UTC"), "time zone"),
        (
            request
                .measures
                .iter()
                .any(|one| matches!(one, souk_query::MeasureRequest::Formula(_))),
            "formula",
        ),
    ];
    found.extend(marks.iter().filter(|(is_so, _)| *is_so).map(|(_, name)| *name));
}

fn of_dimensions(question: &Question<'_>, found: &mut Names) {
    for dimension in &question.dimensions {
        match dimension.shape {
            Shape::Bin(_) => found.push("bin"),
            Shape::Buckets(..) => found.push("bucket"),
            Shape::Plain | Shape::Time(..) => {}
        }
    }
    if question.lone.is_some() {
        found.push("only dimensions");
    }
}

fn of_view(view: &View, found: &mut Names) {
    found.push(match view {
        View::Plain => return,
        View::Share(_) => "share",
        View::Window(WindowRequest::Cumulative) => "window: cumulative",
        View::Window(WindowRequest::Rolling { .. }) => "window: rolling",
        View::Window(WindowRequest::ToDate { .. }) => "window: toDate",
        View::Compare(compare) => match compare.show {
            CompareShow::Value => "compare: value",
            CompareShow::Change => "compare: change",
            CompareShow::Percentage => "compare: percentage",
        },
    });
}

fn of_leaf(leaf: &Leaf, found: &mut Names) {
    let name = match leaf.aggregate {
        Aggregate::ApproxDistinct => Some("approx distinct"),
        Aggregate::Sum => Some("sum"),
        Aggregate::Avg => Some("average"),
        Aggregate::Median => Some("median"),
        Aggregate::Percentile => Some("percentile"),
        Aggregate::Stddev => Some("stddev"),
        Aggregate::Any => Some("any"),
        Aggregate::All => Some("all"),
        Aggregate::StringAgg => Some("string_agg"),
        Aggregate::Count | Aggregate::CountDistinct | Aggregate::Min | Aggregate::Max => None,
    };
    found.extend(name);
    if !leaf.filters.is_empty() {
        found.push("filtered measure");
    }
    if leaf.last.is_some() {
        found.push("last");
    }
}

fn of_facts(question: &Question<'_>, found: &mut Names) {
    let mut facts: Vec<_> = question.measures.leaves.iter().map(|leaf| leaf.table).collect();
    facts.sort_unstable();
    facts.dedup();
    let filtered = question.conditions.iter().flat_map(|one| one.places());
    let is_foreign = |place: Place| matches!(place, Place::Table(table) if facts.contains(&table));
    if facts.len() > 1 {
        found.push("several facts");
        let kept = Kept::of(question);
        let grouper = Grouper::of(question, kept.as_ref());
        if Finals::of(&grouper).lacks_groups() {
            found.push("group that a fact lacks");
        }
        if filtered.into_iter().any(is_foreign) {
            found.push("filter on another fact's rows");
        }
    }
}

fn of_tree(question: &Question<'_>, tree: &Tree, found: &mut Names) {
    let members = question.members;
    let datamart = &members.world.datamart;
    let (mut many, mut kept_far) = (0, false);
    for step in &tree.steps {
        let relationship = &datamart.relationships[step.relationship];
        found.push(match relationship.join {
            JoinType::Left => "left join",
            JoinType::Inner => "inner join",
            JoinType::Right => "right join",
            JoinType::Full => "full join",
        });
        let ends = |one: &souk_model::Relationship| [one.parent.clone(), one.child.clone()];
        let [parent, child] = ends(relationship);
        let parallel = datamart.relationships.iter().filter(|other| {
            let [one, two] = ends(other);
            (one == parent && two == child) || (one == child && two == parent)
        });
        let marks = [
            (relationship.keys.len() > 1, "composite key"),
            (matches!(step.to, Place::Role(_)), "role"),
            (parent == child, "self-relationship"),
            (parallel.count() > 1, "several relationships between two tables"),
            (
                relationship.keys.iter().all(|pair| pair.parent.starts_with("value")),
                "join of values",
            ),
        ];
        found.extend(marks.iter().filter(|(is_so, _)| *is_so).map(|(_, name)| *name));
        many += usize::from(tree.is_many_at(step.to));
        kept_far |= keeps_far_rows(members, *step);
        if relationship.cardinality == Some(Cardinality::ManyToMany) {
            many += 1;
        }
    }
    if many > 1 {
        found.push("bridge or chain of many");
    }
    if question.dimensions.iter().any(|one| tree.is_many_at(one.column.place)) {
        found.push("dimension on the many side");
    }
    let filters = question.conditions.iter().flat_map(|one| one.places());
    if filters.into_iter().any(|place| tree.is_many_at(place)) {
        found.push("filter on the many side");
    }
    of_rows(question, tree, kept_far, found);
}

fn of_rows(question: &Question<'_>, tree: &Tree, keeps_far: bool, found: &mut Names) {
    let members = question.members;
    let rows = super::joins::rows(members, tree.root, &tree.steps);
    let is_far = |row: &super::joins::JoinedRow| row.at(Place::Table(tree.root)).is_none();
    let is_alone =
        |row: &super::joins::JoinedRow| tree.steps.iter().any(|step| row.at(step.to).is_none());
    if keeps_far && rows.iter().any(is_far) {
        found.push("kept rows of a far table");
    }
    if rows.iter().any(is_alone) {
        found.push("row without a partner");
    }
    let places = tree.steps.iter().map(|step| step.to).chain([Place::Table(tree.root)]);
    let is_empty = |place: Place| {
        let held = members.table_at(place).and_then(|table| members.held(table));
        held.is_some_and(|held| held.rows.is_empty())
    };
    if places.into_iter().any(is_empty) {
        found.push("empty table");
    }
}
