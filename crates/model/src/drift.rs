//! What became of a datasource's schema between two readings, and what of a datamart that touches.

mod touched;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::{Catalog, CatalogTable, TableName};

pub use touched::Touched;

/// One difference between two readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaChange {
    /// The table, as the earlier reading has it, or the later where it is new.
    pub table: TableName,
    /// The column, likewise; absent where the table itself changed.
    pub column: Option<String>,
    /// What happened.
    pub kind: ChangeKind,
}

/// What happened to a table or column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
    /// It is probably the one that has this name now: gone, and the only new one that is like it.
    Renamed {
        /// The new name; of a table without its schema.
        to: String,
    },
    /// Its values have another type, by the database's names.
    Retyped {
        /// Before.
        from: String,
        /// Now.
        to: String,
    },
    /// It may be NULL, or may no longer.
    Nullable(bool),
    /// The columns of its primary key are others.
    Rekeyed {
        /// Before.
        from: Vec<String>,
        /// Now.
        to: Vec<String>,
    },
}

/// The differences, tables in the order of the earlier reading, new ones last.
#[must_use]
pub fn drift(before: &Catalog, after: &Catalog) -> Vec<SchemaChange> {
    let (old, new) = (by_name(before), by_name(after));
    let gone: Vec<_> = lacking(before, &new);
    let fresh: Vec<_> = lacking(after, &old);
    let heirs: HashMap<TableName, &CatalogTable> = pairs(&gone, &fresh, columns_of)
        .into_iter()
        .map(|(gone, heir)| (gone.full_name(), heir))
        .collect();
    let mut changes = Vec::new();
    for table in &before.tables {
        let name = table.full_name();
        if let Some(now) = new.get(&name) {
            changes.extend(changes_of(table, now));
            continue;
        }
        let kind = fate(heirs.get(&name).map(|heir| heir.name.as_str()));
        changes.push(SchemaChange { table: name, column: None, kind });
    }
    let renamed: HashSet<_> = heirs.values().map(|heir| heir.full_name()).collect();
    let added = fresh.iter().map(|table| table.full_name()).filter(|name| !renamed.contains(name));
    changes.extend(added.map(|table| SchemaChange {
        table,
        column: None,
        kind: ChangeKind::Added,
    }));
    changes
}

fn by_name(catalog: &Catalog) -> HashMap<TableName, &CatalogTable> {
    catalog.tables.iter().map(|table| (table.full_name(), table)).collect()
}

/// The tables that the other reading lacks.
fn lacking<'c>(
    catalog: &'c Catalog,
    other: &HashMap<TableName, &CatalogTable>,
) -> Vec<&'c CatalogTable> {
    catalog.tables.iter().filter(|table| !other.contains_key(&table.full_name())).collect()
}

fn fate(heir: Option<&str>) -> ChangeKind {
    heir.map_or(ChangeKind::Dropped, |heir| ChangeKind::Renamed { to: heir.to_owned() })
}

fn changes_of(before: &CatalogTable, after: &CatalogTable) -> Vec<SchemaChange> {
    let gone: Vec<_> =
        before.columns.iter().filter(|column| after.column(&column.name).is_none()).collect();
    let fresh: Vec<_> =
        after.columns.iter().filter(|column| before.column(&column.name).is_none()).collect();
    let renamed = pairs(&gone, &fresh, |column| {
        // The same type at the same place among the columns.
        let table = if after.column(&column.name).is_some() { after } else { before };
        let place = table.columns.iter().position(|one| one.name == column.name);
        (place, column.native_type.clone())
    });
    let mut changes = Vec::new();
    let mut note = |column: Option<&str>, kind| {
        let column = column.map(str::to_owned);
        changes.push(SchemaChange { table: before.full_name(), column, kind });
    };
    if before.primary_key != after.primary_key {
        let (from, to) = (before.primary_key.clone(), after.primary_key.clone());
        note(None, ChangeKind::Rekeyed { from, to });
    }
    for column in &before.columns {
        let name = Some(column.name.as_str());
        if let Some(now) = after.column(&column.name) {
            if now.native_type != column.native_type {
                let (from, to) = (column.native_type.clone(), now.native_type.clone());
                note(name, ChangeKind::Retyped { from, to });
            }
            if now.nullable != column.nullable {
                note(name, ChangeKind::Nullable(now.nullable));
            }
            continue;
        }
        let heir = renamed.iter().find(|(one, _)| one.name == column.name);
        note(name, fate(heir.map(|(_, heir)| heir.name.as_str())));
    }
    let heirs: HashSet<_> = renamed.iter().map(|(_, heir)| heir.name.as_str()).collect();
    for column in fresh.iter().filter(|column| !heirs.contains(column.name.as_str())) {
        note(Some(&column.name), ChangeKind::Added);
    }
    changes
}

/// Those that are alike, where exactly one is gone and one is new.
fn pairs<'c, T, K: Hash + Eq>(
    gone: &[&'c T],
    fresh: &[&'c T],
    likeness: impl Fn(&T) -> K,
) -> Vec<(&'c T, &'c T)> {
    let mut alike: HashMap<K, (Vec<&'c T>, Vec<&'c T>)> = HashMap::new();
    for one in gone {
        alike.entry(likeness(one)).or_default().0.push(one);
    }
    for one in fresh {
        alike.entry(likeness(one)).or_default().1.push(one);
    }
    let pair = |(gone, fresh): (Vec<_>, Vec<_>)| match (gone.as_slice(), fresh.as_slice()) {
        ([gone], [fresh]) => Some((*gone, *fresh)),
        _ => None,
    };
    alike.into_values().filter_map(pair).collect()
}

/// The same columns with the same types, in any order.
fn columns_of(table: &CatalogTable) -> (String, Vec<(String, String)>) {
    let columns = table.columns.iter();
    let mut columns: Vec<_> =
        columns.map(|column| (column.name.clone(), column.native_type.clone())).collect();
    columns.sort();
    (table.schema.clone(), columns)
}
