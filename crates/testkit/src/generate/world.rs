//! A datamart and the rows of its tables.

use serde::{Deserialize, Serialize};
use souk_model::{DataType, Datamart, DatasourceLink, DocumentId, TableName};

use super::breadth::Breadth;
use super::cell::Cell;
use super::draw::Draw;
use super::{ownership, plan, rows, values};

/// The schema of every table; files know no other.
pub(in crate::generate) const SCHEMA: &str = "public";

/// A datamart, its tables with the rows of several tenants, and the tenant who asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct World {
    /// The datamart.
    pub datamart: Datamart,
    /// Every table of the datasource; the mapping table need not be one of the datamart.
    pub tables: Vec<WorldTable>,
    /// The `clientId` that asks; absent where the datamart has no tenancy.
    pub client_id: Option<String>,
}

/// A table of the datasource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorldTable {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<WorldColumn>,
    /// The columns that a database would declare as its primary key; empty for none.
    pub key: Vec<String>,
    /// Its rows.
    pub rows: Vec<WorldRow>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorldColumn {
    /// Its name.
    pub name: String,
    /// Its type.
    pub data_type: DataType,
}

/// Whose a row is, by construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owners {
    /// The table is shared, or the datamart has no tenancy.
    Everybody,
    /// Only these: the asking tenant, the second, the third. All false: nobody.
    Tenants([bool; 3]),
}

/// A row and whose it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorldRow {
    /// Whose it is.
    pub owners: Owners,
    /// One value per column.
    pub cells: Vec<Cell>,
}

impl Owners {
    /// Whether the asking tenant may see the row.
    #[must_use]
    pub const fn includes_asker(self) -> bool {
        match self {
            Self::Everybody => true,
            Self::Tenants(tenants) => tenants[0],
        }
    }
}

impl World {
    /// The same datamart over the asking tenant's rows alone.
    #[must_use]
    pub fn alone(&self) -> Self {
        let mut world = self.clone();
        for table in &mut world.tables {
            table.rows.retain(|row| row.owners.includes_asker());
        }
        world
    }

    /// The table of this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&WorldTable> {
        self.tables.iter().find(|table| table.name == name)
    }
}

impl WorldTable {
    /// The position of a column.
    #[must_use]
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|one| one.name == column)
    }
}

pub(super) fn table_name(name: &str) -> TableName {
    TableName::new(SCHEMA, name)
}

/// A random world.
#[must_use]
pub fn world(draw: &mut Draw, breadth: Breadth) -> World {
    let plan = plan::plan(draw, breadth);
    let mut built = rows::rows(draw, &plan);
    ownership::decide(&plan, &mut built);
    let tables = values::fill(draw, &plan, built);
    let datasource = DatasourceLink { id: DocumentId::random(), name: "main".to_owned() };
    let datamart = plan.datamart(datasource);
    let mut world = World { datamart, tables, client_id: plan.client_id() };
    world.declare_integrity();
    world
}
