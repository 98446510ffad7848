//! What the right answer to a question is, found row by row from the question's definition.
//!
//! Slow on purpose: every join is a loop over all rows, every group a search through all groups.
//! It takes who owns a row from the world and not from tenant rules, and shares no code with the
//! compiler.
//!
//! A question is read ([`question`]), the rows of each measured table are joined ([`paths`],
//! [`joins`]), filtered and grouped ([`groups`]), and the groups of all aggregates are combined
//! ([`values`]).

mod aggregate;
mod calendar;
mod conditions;
mod dimensions;
mod features;
mod formula;
mod groups;
mod joins;
mod measures;
mod members;
mod moments;
mod order;
mod paths;
mod question;
mod rows;
mod shift;
mod top;
mod values;

use souk_model::{DataType, Measure, Operand, Table};
use souk_query::QueryRequest;

use super::cell::Cell;
use super::world::World;
use groups::Grouper;
use members::Members;
use paths::Tree;
use question::Question;
use top::Kept;
use values::Finals;

pub use features::{FEATURES, features, filters_reach_further};
pub use order::Term;

/// The right answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// Dimensions, time dimensions, measures.
    pub rows: Vec<Vec<Cell>>,
    /// Rows without limit and offset.
    pub total: usize,
    /// All of those, and how they are ordered: rows that tie may come in any order.
    pub all: Vec<Vec<Cell>>,
    /// See [`Self::all`].
    pub terms: Vec<Term>,
    /// The measures over all rows, where they were asked for.
    pub totals: Option<Vec<Cell>>,
    /// How many columns come before the measures.
    pub dimensions: usize,
}

/// Why a question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A table has no tenant rule.
    Unscoped,
    /// The tables cannot be joined in exactly one way, or their rows cannot be told apart.
    Unsupported,
    /// The question makes no sense.
    Invalid,
}

/// Rows in no order yet.
struct Answer {
    dimensions: usize,
    rows: Vec<Vec<Cell>>,
    terms: Vec<Term>,
    totals: Option<Vec<Cell>>,
}

impl Expected {
    fn of(answer: Answer, request: &QueryRequest) -> Self {
        let Answer { dimensions, rows: mut all, terms, totals } = answer;
        order::sort(&mut all, &terms);
        let offset = request.offset.unwrap_or(0) as usize;
        let limit = request.limit.map_or(usize::MAX, |limit| limit as usize);
        let rows = all.iter().skip(offset).take(limit).cloned().collect();
        Self { rows, total: all.len(), all, terms, totals, dimensions }
    }
}

/// Answers a question for the world's asking tenant. `keys_known`: whether the database declares
/// the tables' primary keys, from which cardinality is inferred.
///
/// # Errors
/// Why there is no answer.
pub fn answer(
    world: &World,
    request: &QueryRequest,
    keys_known: bool,
) -> Result<Expected, Refusal> {
    let members = Members { world };
    if !request.rows.is_empty() {
        return rows::answer(members, request, keys_known);
    }
    let question = Question::read(members, request, keys_known)?;
    let dimensions = &question.dimensions;
    let member = |one: &dimensions::DimensionAt| one.granularity().is_some();
    let others: Vec<_> =
        dimensions.iter().map(|one| member(one).then_some(one.member.as_str())).collect();
    let terms = order::terms(request, &question.names(), &others, dimensions.len())
        .ok_or(Refusal::Invalid)?;
    let rows = final_rows(&question);
    let totals = request.totals.then(|| totals(&question));
    let dimensions = dimensions.len();
    Ok(Expected::of(Answer { dimensions, rows, terms, totals }, request))
}

/// The columns of the answer that hold estimates, or are computed from them.
#[must_use]
pub fn estimates(world: &World, request: &QueryRequest) -> Vec<usize> {
    if !request.rows.is_empty() {
        return Vec::new();
    }
    let members = Members { world };
    let Ok(question) = Question::read(members, request, true) else { return Vec::new() };
    let shown = 0..question.measures.shown;
    shown
        .filter(|measure| question.measures.is_estimate(*measure))
        .map(|measure| question.dimensions.len() + measure)
        .collect()
}

/// The rows that satisfy the conditions on measures: dimensions, then measures.
fn final_rows(question: &Question<'_>) -> Vec<Vec<Cell>> {
    let kept = Kept::of(question);
    let finals = Finals::of(&Grouper::of(question, kept.as_ref()));
    let passes = |key: &&Vec<Cell>| {
        let value = |measure: usize| finals.value(measure, key);
        question.final_conditions.iter().all(|one| one.holds_for_group(&value))
    };
    let row = |key: &Vec<Cell>| {
        let dimensions = key.iter().cloned().enumerate().map(|(position, value)| {
            let kept = kept.as_ref().filter(|kept| kept.dimension == position);
            kept.map_or(value.clone(), |kept| kept.written(value))
        });
        let measures = (0..question.measures.shown).map(|measure| finals.value(measure, key));
        dimensions.chain(measures).collect()
    };
    finals.keys.iter().filter(passes).map(row).collect()
}

/// Over all rows, also those that `top` leaves out.
fn totals(question: &Question<'_>) -> Vec<Cell> {
    let grouper = Grouper { question, kept: None, dimensions: Vec::new() };
    let shown: Vec<_> = (0..question.measures.shown).collect();
    let finals = Finals::some(&grouper, &shown);
    shown.into_iter().map(|measure| finals.value(measure, &[])).collect()
}

/// Each table needs a tenant rule.
fn require_rules<'t>(
    members: Members<'_>,
    trees: impl IntoIterator<Item = &'t Tree>,
) -> Result<(), Refusal> {
    let datamart = &members.world.datamart;
    if datamart.tenancy.is_none() {
        return Ok(());
    }
    for tree in trees {
        let joined = tree.steps.iter().filter_map(|step| members.table_at(step.to));
        for table in std::iter::once(tree.root).chain(joined) {
            let table = &datamart.tables[table];
            if table.client_column.is_none() && table.tenant_via.is_none() && !table.is_shared {
                return Err(Refusal::Unscoped);
            }
        }
    }
    Ok(())
}

/// The type of a declared measure's values.
#[must_use]
pub fn measure_type(world: &World, table: &Table, measure: &Measure) -> Option<DataType> {
    let operand = match &measure.operand {
        Operand::Rows => None,
        Operand::Column(name) => {
            let held = world.table(&table.name.name)?;
            Some(held.columns.get(held.position(name)?)?.data_type)
        }
        Operand::Sql(_) => return None,
    };
    aggregate::result_type(measure.aggregate, operand)
}
