//! The catalog by name. A catalog is a list; datamarts of ten thousand columns need a map.

use std::collections::HashMap;

use crate::{Catalog, CatalogColumn, CatalogTable};

/// The tables of a catalog by their names.
#[derive(Debug)]
pub(super) struct CatalogIndex<'a> {
    by_name: HashMap<&'a str, Vec<&'a CatalogTable>>,
    catalog: &'a Catalog,
}

/// Why a name did not lead to one table.
#[derive(Debug)]
pub(super) enum Missed<'a> {
    Unknown,
    OtherSchemas(Vec<&'a str>),
    Ambiguous(Vec<&'a str>),
}

impl<'a> CatalogIndex<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut by_name: HashMap<&str, Vec<&CatalogTable>> = HashMap::new();
        for table in &catalog.tables {
            by_name.entry(&table.name).or_default().push(table);
        }
        Self { by_name, catalog }
    }

    /// The table of this name; an empty schema counts as absent.
    pub(super) fn find(
        &self,
        schema: Option<&str>,
        name: &str,
    ) -> Result<&'a CatalogTable, Missed<'a>> {
        let schema = schema.filter(|text| !text.is_empty());
        let namesakes = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let fits = |table: &&&CatalogTable| schema.is_none_or(|wanted| table.schema == wanted);
        let matches: Vec<_> = namesakes.iter().filter(fits).copied().collect();
        let schemas =
            |tables: &[&'a CatalogTable]| tables.iter().map(|table| &*table.schema).collect();
        match matches.as_slice() {
            [table] => Ok(table),
            [] if namesakes.is_empty() => Err(Missed::Unknown),
            [] => Err(Missed::OtherSchemas(schemas(namesakes))),
            several => Err(Missed::Ambiguous(schemas(several))),
        }
    }

    /// Every table's name, for suggestions.
    pub(super) fn table_names(&self) -> impl Iterator<Item = &'a str> {
        self.catalog.tables.iter().map(|table| &*table.name)
    }
}

/// The columns of one table by their names.
#[derive(Debug)]
pub(super) struct Columns<'a> {
    by_name: HashMap<&'a str, &'a CatalogColumn>,
    table: &'a CatalogTable,
}

impl<'a> Columns<'a> {
    pub(super) fn new(table: &'a CatalogTable) -> Self {
        let by_name = table.columns.iter().map(|column| (&*column.name, column)).collect();
        Self { by_name, table }
    }

    pub(super) const fn table(&self) -> &'a CatalogTable {
        self.table
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a CatalogColumn> {
        self.by_name.get(name).copied()
    }

    /// Every column's name, for suggestions.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.table.columns.iter().map(|column| &*column.name)
    }
}
