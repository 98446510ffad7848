//! The keys of a world's rows and what they refer to: everything that decides whose they are.

use super::cell::Cell;
use super::draw::Draw;
use super::plan::{CLIENT_COLUMN, KeyStyle, LinkPlan, Plan, Rule};
use super::tenants::{KeyType, unknown_key};
use super::world::Owners;

/// A key that no row has.
const DANGLING: i64 = 900_000;

#[derive(Clone)]
pub(super) struct BuiltRow {
    /// The tenant whose key a client column holds; none for rows that nobody owns.
    pub(super) intended: Option<usize>,
    pub(super) cells: Vec<(String, Cell)>,
    /// By number of the relationship: the row referred to.
    pub(super) references: Vec<Option<usize>>,
    pub(super) owners: Owners,
}

/// The rows of each table of the plan.
pub(super) fn rows(draw: &mut Draw, plan: &Plan) -> Vec<Vec<BuiltRow>> {
    let mut built: Vec<Vec<BuiltRow>> = Vec::new();
    for index in 0..plan.tables.len() {
        let mut rows = keyed_rows(draw, plan, index);
        for (number, link) in plan.links.iter().enumerate() {
            if link.from != index || link.is_of_values {
                continue;
            }
            if link.is_of_key {
                refer_by_key(&mut rows, number, link, &built[link.to]);
            } else if link.to == index {
                let targets = rows.clone();
                refer(draw, &mut rows, number, link, &targets);
            } else {
                refer(draw, &mut rows, number, link, &built[link.to]);
            }
        }
        built.push(rows);
    }
    built
}

fn keyed_rows(draw: &mut Draw, plan: &Plan, index: usize) -> Vec<BuiltRow> {
    let table = &plan.tables[index];
    let mut intended = Vec::new();
    for (owner, most) in [(Some(0), 9), (Some(1), 7), (Some(2), 3), (None, 3)] {
        let count = if table.is_empty { 0 } else { draw.below(most + 1) };
        intended.extend(std::iter::repeat_n(owner, count));
    }
    draw.shuffle(&mut intended);
    let mut numbers: Vec<i64> = (0_i64..).take(intended.len()).collect();
    draw.shuffle(&mut numbers);
    let mut counted = [0_i64; 4];
    let mut make = |(number, owner): (i64, Option<usize>)| {
        let count = &mut counted[owner.unwrap_or(3)];
        *count += 1;
        let mut cells = match table.key {
            KeyStyle::Single => vec![("id".to_owned(), Cell::Integer(number + 1))],
            KeyStyle::Local => vec![("id".to_owned(), Cell::Integer(*count))],
            KeyStyle::Pair => vec![
                ("part".to_owned(), Cell::Integer(number % 3 + 1)),
                ("no".to_owned(), Cell::Integer(number / 3 + 1)),
            ],
        };
        if table.rule == Rule::Client {
            cells.push((CLIENT_COLUMN.to_owned(), client_cell(draw, plan, owner)));
        }
        let references = vec![None; plan.links.len()];
        BuiltRow { intended: owner, cells, references, owners: Owners::Everybody }
    };
    numbers.into_iter().zip(intended).map(&mut make).collect()
}

fn client_cell(draw: &mut Draw, plan: &Plan, owner: Option<usize>) -> Cell {
    let Some(tenancy) = &plan.tenancy else { return Cell::Integer(1) };
    match owner {
        Some(owner) => tenancy.tenants[owner].key.clone(),
        None if draw.chance(50) => Cell::Null,
        None => unknown_key(tenancy.key_type),
    }
}

fn refer(
    draw: &mut Draw,
    rows: &mut [BuiltRow],
    number: usize,
    link: &LinkPlan,
    targets: &[BuiltRow],
) {
    let mut free: Vec<usize> = (0..targets.len()).collect();
    for row in rows {
        let target = choose(draw, link, row.intended, targets, &free);
        if link.is_one_to_one {
            free.retain(|one| Some(*one) != target);
        }
        row.references[number] = target;
        let cells = match target {
            Some(target) => reference_cells(link, &targets[target]),
            None => broken_cells(draw, link, targets),
        };
        row.cells.extend(cells);
    }
}

fn refer_by_key(rows: &mut [BuiltRow], number: usize, link: &LinkPlan, targets: &[BuiltRow]) {
    let [(own, other)] = link.columns.as_slice() else { return };
    for row in rows {
        let key = cell(row, own);
        row.references[number] = targets.iter().position(|target| cell(target, other) == key);
    }
}

fn cell(row: &BuiltRow, column: &str) -> Cell {
    let found = row.cells.iter().find(|(name, _)| name == column);
    found.map_or(Cell::Null, |(_, cell)| cell.clone())
}

/// Mostly a row of the same tenant, sometimes another's, sometimes none.
fn choose(
    draw: &mut Draw,
    link: &LinkPlan,
    intended: Option<usize>,
    targets: &[BuiltRow],
    free: &[usize],
) -> Option<usize> {
    if !link.is_complete && draw.chance(15) {
        return None;
    }
    let own: Vec<_> =
        free.iter().copied().filter(|one| targets[*one].intended == intended).collect();
    if !own.is_empty() && draw.chance(70) {
        return draw.pick(&own).copied();
    }
    draw.pick(free).copied()
}

fn reference_cells(link: &LinkPlan, target: &BuiltRow) -> Vec<(String, Cell)> {
    link.columns.iter().map(|(own, other)| (own.clone(), cell(target, other))).collect()
}

/// No value, or one that no row has; where there are several columns, only one is wrong.
fn broken_cells(draw: &mut Draw, link: &LinkPlan, targets: &[BuiltRow]) -> Vec<(String, Cell)> {
    let mut cells: Vec<_> = match draw.pick(targets) {
        Some(target) => reference_cells(link, target),
        None => link.columns.iter().map(|(own, _)| (own.clone(), Cell::Null)).collect(),
    };
    // Two rows with the same wrong key would not be one to one.
    let is_absent = link.is_one_to_one || draw.chance(50);
    let wrong = if is_absent { Cell::Null } else { Cell::Integer(DANGLING) };
    if let Some((_, cell)) = cells.last_mut() {
        *cell = wrong;
    }
    cells
}

/// The type of the client column where there is no tenancy.
pub(super) const fn client_type(plan: &Plan) -> KeyType {
    match &plan.tenancy {
        Some(tenancy) => tenancy.key_type,
        None => KeyType::Integer,
    }
}
