//! Members by name, and the places in joined rows where their values stand.

use souk_model::DataType;

use crate::generate::world::{SCHEMA, World, WorldTable};

/// Where a table stands in a joined row: as itself, or as the child of a relationship in that role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A table of the datamart, by position.
    Table(usize),
    /// The child of a relationship, by position.
    Role(usize),
}

/// A column at a place: positions in the datamart's tables and in the table's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ColumnAt {
    pub(super) place: Place,
    pub(super) table: usize,
    pub(super) column: usize,
    pub(super) data_type: DataType,
    pub(super) moves_with_zone: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Members<'w> {
    pub(super) world: &'w World,
}

impl<'w> Members<'w> {
    /// The table that questions call by this name.
    pub(super) fn table(self, name: &str) -> Option<usize> {
        let tables = &self.world.datamart.tables;
        let plain = name.strip_prefix(SCHEMA).and_then(|rest| rest.strip_prefix('.'));
        let name = plain.unwrap_or(name);
        tables.iter().position(|table| table.name.name == name && !table.is_hidden)
    }

    /// A table of that name wins over a relationship. Names hold no dots here but the schema's, so
    /// the last one parts the table and the column.
    fn place(self, name: &str) -> Option<(Place, usize)> {
        if let Some(table) = self.table(name) {
            return Some((Place::Table(table), table));
        }
        let datamart = &self.world.datamart;
        let relationship = datamart.relationships.iter().position(|one| one.name == name)?;
        let child = &datamart.relationships[relationship].child;
        let table = datamart.tables.iter().position(|one| one.name == *child)?;
        (!datamart.tables[table].is_hidden).then_some((Place::Role(relationship), table))
    }

    /// A column that questions may name.
    pub(super) fn column(self, member: &str) -> Option<ColumnAt> {
        let (prefix, name) = member.rsplit_once('.')?;
        let (place, table) = self.place(prefix)?;
        let described = &self.world.datamart.tables[table];
        let declared = described.columns.iter().find(|one| one.name == name && !one.is_hidden)?;
        self.column_of(place, table, &declared.name)
    }

    /// A column of a table, hidden or not.
    pub(super) fn column_of(self, place: Place, table: usize, name: &str) -> Option<ColumnAt> {
        let described = &self.world.datamart.tables[table];
        let held = self.held(table)?;
        let column = held.position(name)?;
        let declared = described.columns.iter().find(|one| one.name == name);
        let moves_with_zone = declared.and_then(|one| one.apply_timezone).unwrap_or(true);
        let data_type = held.columns[column].data_type;
        Some(ColumnAt { place, table, column, data_type, moves_with_zone })
    }

    /// The rows of a table of the datamart.
    pub(super) fn held(self, table: usize) -> Option<&'w WorldTable> {
        self.world.table(&self.world.datamart.tables[table].name.name)
    }

    /// The table that stands at a place.
    pub(super) fn table_at(self, place: Place) -> Option<usize> {
        let datamart = &self.world.datamart;
        match place {
            Place::Table(table) => Some(table),
            Place::Role(relationship) => {
                let child = &datamart.relationships[relationship].child;
                datamart.tables.iter().position(|one| one.name == *child)
            }
        }
    }
}
