//! Which tenant rule a table needs, read from the datamart alone.

use souk_model::{Relationship, Table};

use super::Ground;

/// What must be proven about every read of a table. Either rule is enough where both are named.
#[derive(Clone, Copy)]
pub(super) struct Need<'a> {
    /// This column is the tenant's.
    pub(super) column: Option<&'a str>,
    /// The rows belong to rows of a table that is scoped itself.
    pub(super) via: Option<&'a Relationship>,
    is_shared: bool,
}

/// The strictest reading: a declared rule counts even on a shared table, and a column of the table's
/// own comes before one that the embed supplies.
pub(super) fn need<'a>(ground: &'a Ground<'a>, table: &'a Table) -> Need<'a> {
    if let Some(own) = &table.client_column {
        return Need { column: Some(own), via: None, is_shared: false };
    }
    let mut supplied = ground.extra_client_columns.iter();
    let column = supplied.find(|(name, _)| *name == table.name).map(|(_, column)| column.as_str());
    let via = table.tenant_via.as_deref().and_then(|name| ground.datamart.relationship(name));
    let is_declared = column.is_some() || table.tenant_via.is_some();
    Need { column, via, is_shared: table.is_shared && !is_declared }
}

impl Need<'_> {
    /// Every tenant may read every row.
    pub(super) fn is_nothing(&self) -> bool {
        self.is_shared
    }

    /// No tenant may read any row.
    pub(super) fn is_impossible(&self) -> bool {
        !self.is_shared && self.column.is_none() && self.via.is_none()
    }
}
