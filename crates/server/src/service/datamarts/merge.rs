//! The partial update: entries of lists are found by their names and merged key by key.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::http::ApiError;
use crate::http::body::from_value;
use crate::wire::datamart::{CreateDatamart, PatchDatamart};

const TABLES: &str = "tableList";
const RELATIONSHIPS: &str = "relationships";
const TENANCY: &str = "tenancySettings";

/// The stored datamart with the patch merged in, as the request that would make it.
///
/// # Errors
/// A patch that is malformed, or that names a table of two schemas without its schema.
pub(super) fn merged(
    stored: CreateDatamart,
    patch: PatchDatamart,
) -> Result<CreateDatamart, ApiError> {
    let stored = serde_json::to_value(stored).map_err(ApiError::internal)?;
    let Value::Object(mut whole) = stored else {
        return Err(ApiError::internal("a datamart is no object"));
    };
    if let Some(entries) = patch.table_list {
        let mut tables = taken(&mut whole, TABLES);
        merge_tables(&mut tables, entries)?;
        whole.insert(TABLES.to_owned(), tables.into());
    }
    if let Some(entries) = patch.relationships {
        let by_name = |entry: &Map<String, Value>| text(entry, "relationshipName");
        let mut relationships = taken(&mut whole, RELATIONSHIPS);
        merge_list(&mut relationships, entries, RELATIONSHIPS, by_name, merge_keys)?;
        whole.insert(RELATIONSHIPS.to_owned(), relationships.into());
    }
    match patch.tenancy_settings {
        None => {}
        Some(Value::Null) => {
            whole.remove(TENANCY);
        }
        Some(sent) => {
            let sent = object(sent, TENANCY)?;
            let target = whole.entry(TENANCY).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(target) = target {
                merge_keys(target, sent, TENANCY)?;
            }
        }
    }
    from_value(Value::Object(whole))
}

fn merge_tables(tables: &mut Vec<Value>, mut entries: Vec<Value>) -> Result<(), ApiError> {
    for (position, entry) in entries.iter_mut().enumerate() {
        name_schema(tables, entry, position)?;
    }
    let by_name = |entry: &Map<String, Value>| {
        Some(format!("{}\0{}", text(entry, "schemaName").unwrap_or_default(), text(entry, "name")?))
    };
    merge_list(tables, entries, TABLES, by_name, merge_table)
}

/// Gives an entry without a schema that of the one stored table of its name.
fn name_schema(tables: &[Value], entry: &mut Value, position: usize) -> Result<(), ApiError> {
    let Value::Object(entry) = entry else { return Ok(()) };
    if text(entry, "schemaName").is_some_and(|schema| !schema.is_empty()) {
        return Ok(());
    }
    let Some(name) = text(entry, "name") else { return Ok(()) };
    let named = tables.iter().filter(|table| table["name"] == name);
    let schemas: Vec<_> = named.map(|table| table["schemaName"].clone()).collect();
    match schemas.as_slice() {
        [] => {}
        [schema] => {
            entry.insert("schemaName".to_owned(), schema.clone());
        }
        _ => {
            let path = format!("{TABLES}[{position}].schemaName");
            let hint = format!("the datamart has several tables {name:?}; name the schema");
            return Err(ApiError::invalid("Invalid schema or table name").at(path).with_hint(hint));
        }
    }
    Ok(())
}

fn merge_table(
    target: &mut Map<String, Value>,
    mut sent: Map<String, Value>,
    path: &str,
) -> Result<(), ApiError> {
    for field in ["columns", "measures"] {
        if let Some(Value::Array(entries)) = sent.remove(field) {
            let path = format!("{path}.{field}");
            let by_name = |entry: &Map<String, Value>| text(entry, "name");
            let mut targets = taken(target, field);
            merge_list(&mut targets, entries, &path, by_name, merge_keys)?;
            target.insert(field.to_owned(), targets.into());
        }
    }
    merge_keys(target, sent, path)
}

/// `null` takes a key away; anything else sets it.
#[expect(clippy::unnecessary_wraps, reason = "one of the two ways to merge an entry")]
fn merge_keys(
    target: &mut Map<String, Value>,
    sent: Map<String, Value>,
    _path: &str,
) -> Result<(), ApiError> {
    for (key, value) in sent {
        if value.is_null() {
            target.remove(&key);
        } else {
            target.insert(key, value);
        }
    }
    Ok(())
}

fn merge_list(
    targets: &mut Vec<Value>,
    entries: Vec<Value>,
    path: &str,
    name_of: impl Fn(&Map<String, Value>) -> Option<String>,
    merge: impl Fn(&mut Map<String, Value>, Map<String, Value>, &str) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let mut positions: HashMap<String, usize> = HashMap::new();
    for (position, target) in targets.iter().enumerate() {
        if let Some(name) = target.as_object().and_then(&name_of) {
            positions.insert(name, position);
        }
    }
    let mut removed = Vec::new();
    for (position, entry) in entries.into_iter().enumerate() {
        let path = format!("{path}[{position}]");
        let mut sent = object(entry, &path)?;
        let remove = sent.remove("remove").is_some_and(|flag| flag == true);
        let known = name_of(&sent).and_then(|name| positions.get(&name).copied());
        match (remove, known) {
            (true, Some(known)) => removed.push(known),
            (true, None) => return Err(nothing_to_remove(&path)),
            (false, Some(known)) => {
                if let Value::Object(target) = &mut targets[known] {
                    merge(target, sent, &path)?;
                }
            }
            (false, None) => {
                let mut fresh = Map::new();
                merge(&mut fresh, sent, &path)?;
                targets.push(Value::Object(fresh));
            }
        }
    }
    removed.sort_unstable();
    removed.dedup();
    for position in removed.into_iter().rev() {
        targets.remove(position);
    }
    Ok(())
}

fn nothing_to_remove(path: &str) -> ApiError {
    ApiError::invalid(format!("\"{path}\" names nothing that could be removed")).at(path)
}

/// Takes the list out, merges, and puts it back: a field that is no list is replaced by one.
fn taken(whole: &mut Map<String, Value>, field: &str) -> Vec<Value> {
    match whole.remove(field) {
        Some(Value::Array(entries)) => entries,
        _ => Vec::new(),
    }
}

fn object(value: Value, path: &str) -> Result<Map<String, Value>, ApiError> {
    match value {
        Value::Object(fields) => Ok(fields),
        _ => Err(ApiError::invalid(format!("\"{path}\" must be of type object")).at(path)),
    }
}

fn text(entry: &Map<String, Value>, field: &str) -> Option<String> {
    entry.get(field).and_then(Value::as_str).map(str::to_owned)
}
