//! The cached schema of a datasource: what introspection found, against which datamarts are checked.

use serde::{Deserialize, Serialize};

use crate::{DataType, TableName};

/// The tables of one datasource as they were when it was last synced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// Every table and view that the datasource's login can see.
    pub tables: Vec<CatalogTable>,
}

/// One table or view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogTable {
    /// The schema; every engine of Souk has one (`public` for files).
    pub schema: String,
    /// The table's name, as the database spells it.
    pub name: String,
    /// Its columns, in the database's order.
    pub columns: Vec<CatalogColumn>,
    /// The columns of its primary key; empty when it has none.
    #[serde(default)]
    pub primary_key: Vec<String>,
    /// Further sets of columns that the database keeps unique.
    #[serde(default)]
    pub unique_keys: Vec<Vec<String>>,
    /// The columns that an index begins with, by which rows are found without reading all of them;
    /// `None` where the datasource does not tell (views, files).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indexed_columns: Option<Vec<String>>,
    /// References to other tables.
    #[serde(default)]
    pub foreign_keys: Vec<ForeignKey>,
    /// About how many rows it holds, where the database tells.
    #[serde(default)]
    pub row_estimate: Option<u64>,
    /// What the database's owner wrote about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogColumn {
    /// The column's name, as the database spells it.
    pub name: String,
    /// Souk's type for it.
    pub data_type: DataType,
    /// The database's own name for the type, as shown on the wire (`integer`, `varchar`).
    pub native_type: String,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// What the database's owner wrote about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// A reference of one table's columns to another's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKey {
    /// The referring columns.
    pub columns: Vec<String>,
    /// Schema of the table referred to.
    pub references_schema: String,
    /// Name of the table referred to.
    pub references_table: String,
    /// The columns referred to, in the order of `columns`.
    pub references_columns: Vec<String>,
}

/// Why a table name did not lead to one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableLookupError {
    /// No table has this name (in this schema).
    Unknown,
    /// Several schemas hold a table of this name: here they are.
    Ambiguous(Vec<String>),
}

impl Catalog {
    /// Finds a table by its name and, where given, its schema. An empty schema counts as absent.
    ///
    /// # Errors
    /// [`TableLookupError::Unknown`] or, without a schema, [`TableLookupError::Ambiguous`].
    pub fn find(
        &self,
        schema: Option<&str>,
        name: &str,
    ) -> Result<&CatalogTable, TableLookupError> {
        let schema = schema.filter(|text| !text.is_empty());
        let mut matches = self.tables.iter().filter(|table| {
            table.name == name && schema.is_none_or(|wanted| table.schema == wanted)
        });
        let first = matches.next().ok_or(TableLookupError::Unknown)?;
        let others: Vec<_> = matches.collect();
        if others.is_empty() {
            return Ok(first);
        }
        let schemas = std::iter::once(first).chain(others).map(|table| table.schema.clone());
        Err(TableLookupError::Ambiguous(schemas.collect()))
    }
}

impl CatalogTable {
    /// Schema and name.
    #[must_use]
    pub fn full_name(&self) -> TableName {
        TableName::new(&self.schema, &self.name)
    }

    /// Finds a column by its exact name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&CatalogColumn> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether the database keeps these columns unique (together, in any order).
    #[must_use]
    pub fn is_unique(&self, columns: &[&str]) -> bool {
        let covers = |key: &[String]| {
            !key.is_empty() && key.iter().all(|part| columns.contains(&part.as_str()))
        };
        covers(&self.primary_key) || self.unique_keys.iter().any(|key| covers(key))
    }
}
