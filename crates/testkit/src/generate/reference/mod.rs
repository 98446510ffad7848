//! What the right answer to a question is, found row by row from the question's definition.
//!
//! Slow on purpose: every join is a loop over all rows, every group a search through all groups.
//! It takes who owns a row from the world and not from tenant rules, and shares no code with the
//! compiler.

mod aggregate;
mod conditions;
mod joins;
mod members;
mod moments;
mod order;
mod times;

use chrono_tz::Tz;
use souk_model::{DataType, Measure, Operand, Table};
use souk_query::QueryRequest;

use super::cell::Cell;
use super::world::World;
use members::{Asked, Members};

/// The rows of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// Dimensions, time dimensions, measures.
    pub rows: Vec<Vec<Cell>>,
    /// Rows without limit and offset.
    pub total: usize,
}

/// Why a question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A table has no tenant rule.
    Unscoped,
    /// The tables cannot be joined in exactly one way that keeps the measured rows.
    Unsupported,
    /// The question makes no sense.
    Invalid,
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
    let zone = zone(request)?;
    let members = Members { world };
    let asked = Asked::read(&members, request).ok_or(Refusal::Invalid)?;
    let conditions = conditions::read(&members, request, zone).ok_or(Refusal::Invalid)?;
    let used = asked.tables(&conditions);
    let (root, steps) = joins::find(world, request, keys_known, &used)?;
    require_rules(world, root, &steps)?;
    let rows = joins::rows(world, root, &steps);
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| {
            conditions.of_rows.iter().all(|one| one.holds(&|column| row.cell(world, column)))
        })
        .collect();
    let mut groups = aggregate::groups(world, &asked, &conditions, &rows, zone);
    order::sort(&mut groups, &asked, request).ok_or(Refusal::Invalid)?;
    let total = groups.len();
    let offset = request.offset.unwrap_or(0) as usize;
    let limit = request.limit.map_or(usize::MAX, |limit| limit as usize);
    let rows = groups.into_iter().skip(offset).take(limit).collect();
    Ok(Expected { rows, total })
}

fn zone(request: &QueryRequest) -> Result<Tz, Refusal> {
    request
        .timezone
        .as_deref()
        .map_or(Ok(Tz::UTC), |name| name.parse().map_err(|_| Refusal::Invalid))
}

fn require_rules(world: &World, root: usize, steps: &[joins::Step]) -> Result<(), Refusal> {
    if world.datamart.tenancy.is_none() {
        return Ok(());
    }
    let tables = std::iter::once(root).chain(steps.iter().map(|step| step.to));
    for index in tables {
        let table = &world.datamart.tables[index];
        if table.client_column.is_none() && table.tenant_via.is_none() && !table.is_shared {
            return Err(Refusal::Unscoped);
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
