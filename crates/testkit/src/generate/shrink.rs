//! Smaller variants of a failing case, to find the smallest that still fails.

use serde_json::Value as Json;
use souk_query::QueryRequest;

use super::cell::Cell;
use super::world::World;

/// Worlds with a table, a relationship or some rows fewer, whose rows still have the owners that
/// their values say.
#[must_use]
pub fn smaller_worlds(world: &World) -> Vec<World> {
    let tables = (0..world.datamart.tables.len()).filter_map(|index| without_table(world, index));
    let links = (0..world.datamart.relationships.len()).filter_map(|index| {
        let mut smaller = world.clone();
        let removed = smaller.datamart.relationships.remove(index);
        let is_rule = |table: &souk_model::Table| table.tenant_via.as_ref() == Some(&removed.name);
        (!smaller.datamart.tables.iter().any(is_rule)).then_some(smaller)
    });
    let rows = (0..world.tables.len()).flat_map(|index| fewer_rows(world, index));
    let all = tables.chain(links).chain(rows).chain(fewer_values(world));
    all.filter(World::is_consistent).collect()
}

fn without_table(world: &World, index: usize) -> Option<World> {
    let mut smaller = world.clone();
    let removed = smaller.datamart.tables.remove(index);
    let is_end =
        |one: &souk_model::Relationship| one.parent == removed.name || one.child == removed.name;
    let gone: Vec<_> = world
        .datamart
        .relationships
        .iter()
        .filter(|one| is_end(one))
        .map(|one| &one.name)
        .collect();
    let is_needed = smaller
        .datamart
        .tables
        .iter()
        .any(|table| table.tenant_via.as_ref().is_some_and(|via| gone.contains(&via)));
    if is_needed {
        return None;
    }
    smaller.datamart.relationships.retain(|one| !is_end(one));
    Some(smaller)
}

/// Without a half, a quarter or a single row.
fn fewer_rows(world: &World, index: usize) -> Vec<World> {
    let count = world.tables[index].rows.len();
    let mut ranges = Vec::new();
    for size in [count / 2, count / 4, 1] {
        if size > 0 {
            ranges.extend((0..count).step_by(size).map(|start| (start, (start + size).min(count))));
        }
    }
    ranges.dedup();
    let without = |(start, end): (usize, usize)| {
        let mut smaller = world.clone();
        smaller.tables[index].rows.drain(start..end);
        smaller
    };
    ranges.into_iter().map(without).collect()
}

/// With one column's values all NULL; keys keep theirs.
fn fewer_values(world: &World) -> Vec<World> {
    let mut found = Vec::new();
    for (index, table) in world.tables.iter().enumerate() {
        for (position, column) in table.columns.iter().enumerate() {
            let has_values = table.rows.iter().any(|row| !row.cells[position].is_null());
            if !has_values || !column.name.starts_with("value") {
                continue;
            }
            let mut smaller = world.clone();
            for row in &mut smaller.tables[index].rows {
                row.cells[position] = Cell::Null;
            }
            found.push(smaller);
        }
    }
    found
}

/// Questions with one part fewer.
#[must_use]
pub fn smaller_questions(request: &QueryRequest) -> Vec<QueryRequest> {
    let Ok(json) = serde_json::to_value(request) else { return Vec::new() };
    let variants = fewer_parts(&json);
    let readable = variants.into_iter().filter_map(|one| serde_json::from_value(one).ok());
    readable.filter(|one| one != request).collect()
}

fn fewer_parts(json: &Json) -> Vec<Json> {
    let mut found = Vec::new();
    match json {
        Json::Object(object) => {
            for (key, value) in object {
                let with = |value: Json| {
                    let mut smaller = object.clone();
                    smaller.insert(key.clone(), value);
                    Json::Object(smaller)
                };
                match value {
                    Json::Array(_) | Json::Object(_) => {
                        found.extend(fewer_parts(value).into_iter().map(with));
                    }
                    Json::Bool(true) => found.push(with(Json::Bool(false))),
                    Json::String(_) | Json::Number(_) => found.push(with(Json::Null)),
                    _ => {}
                }
            }
        }
        Json::Array(items) => {
            for index in 0..items.len() {
                let mut smaller = items.clone();
                smaller.remove(index);
                found.push(Json::Array(smaller));
                found.extend(fewer_parts(&items[index]).into_iter().map(|part| {
                    let mut changed = items.clone();
                    changed[index] = part;
                    Json::Array(changed)
                }));
            }
        }
        _ => {}
    }
    found
}
