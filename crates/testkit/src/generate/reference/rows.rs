//! The rows of a table themselves, with columns of tables that each of them meets once.

use souk_query::QueryRequest;

use super::calendar::Calendar;
use super::conditions::{self, Condition, Test};
use super::joins::{self, JoinedRow};
use super::members::{ColumnAt, Members, Place};
use super::order;
use super::paths::{Paths, Tree};
use super::{Answer, Expected, Refusal, require_rules};

/// The columns and conditions of a question about rows.
struct Listed {
    columns: Vec<ColumnAt>,
    conditions: Vec<Condition>,
    ranges: Vec<(ColumnAt, Test)>,
}

pub(super) fn answer(
    members: Members<'_>,
    request: &QueryRequest,
    keys_known: bool,
) -> Result<Expected, Refusal> {
    let listed = look_up(members, request).ok_or(Refusal::Invalid)?;
    let paths = Paths::of(members, request, keys_known)?;
    let Some(Place::Table(root)) = listed.columns.first().map(|one| one.place) else {
        return Err(Refusal::Invalid);
    };
    let conditions = listed.conditions.iter().flat_map(Condition::places);
    let ranges = listed.ranges.iter().map(|(column, _)| column.place);
    let shown = listed.columns.iter().map(|one| one.place);
    let places: Vec<_> = shown.chain(conditions).chain(ranges).collect();
    let tree = paths.tree(root, &places)?;
    if listed.columns.iter().any(|one| tree.is_many_at(one.place)) {
        return Err(Refusal::Unsupported);
    }
    require_rules(members, [&tree])?;
    let names: Vec<_> = request.rows.iter().map(String::as_str).collect();
    let terms = order::terms(request, &names, &[], names.len()).ok_or(Refusal::Invalid)?;
    let rows = rows(members, &listed, &tree);
    Ok(Expected::of(Answer { dimensions: names.len(), rows, terms, totals: None }, request))
}

fn look_up(members: Members<'_>, request: &QueryRequest) -> Option<Listed> {
    let calendar = Calendar::of(request)?;
    let has_more = !request.measures.is_empty()
        || !request.dimensions.is_empty()
        || request.top.is_some()
        || request.totals
        || request.time_dimensions.iter().any(|time| time.granularity.is_some() || time.fill);
    if has_more {
        return None;
    }
    let columns: Option<Vec<_>> = request.rows.iter().map(|one| members.column(one)).collect();
    let conditions: Option<Vec<_>> = request
        .filters
        .iter()
        .map(|filter| conditions::read(members, filter, calendar.zone, &mut |_| None))
        .collect();
    let mut ranges = Vec::new();
    for time in &request.time_dimensions {
        ranges.extend(conditions::range(members, time, calendar.zone)?);
    }
    Some(Listed { columns: columns?, conditions: conditions?, ranges })
}

/// A row that met several of a table that only filters is still one row.
fn rows(members: Members<'_>, listed: &Listed, tree: &Tree) -> Vec<Vec<crate::generate::Cell>> {
    let mut joined = joins::rows(members, tree.root, &tree.steps);
    joined.retain(|row| {
        let cell = |column: ColumnAt| row.cell(members, column);
        listed.conditions.iter().all(|one| one.holds(&cell))
            && listed.ranges.iter().all(|(column, test)| test.holds(&cell(*column)))
    });
    let own = |row: &JoinedRow| row.at(Place::Table(tree.root));
    let mut seen = Vec::new();
    joined.retain(|row| {
        let is_new = own(row).is_some_and(|one| !seen.contains(&one));
        seen.extend(own(row));
        is_new
    });
    joined
        .iter()
        .map(|row| listed.columns.iter().map(|column| row.cell(members, *column)).collect())
        .collect()
}
