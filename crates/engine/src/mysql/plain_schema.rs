//! Tables and columns as every `information_schema` tells them, for servers of whose keys and privileges
//! less is known: no keys, no indexes, no estimates, no comments.

use std::collections::BTreeMap;

use souk_model::{Catalog, CatalogColumn, CatalogTable};
use sqlx::MySqlConnection;

use super::types::{Declared, data_type, native_type};
use crate::Progress;

/// Table, schema, column, type, type with its attributes, precision, scale, whether it may be NULL.
type ColumnRow = (String, String, String, String, String, Option<u64>, Option<u64>, bool);

/// Reads what the server shows to the login. The schema of every table is the database.
pub(super) async fn introspect(
    connection: &mut MySqlConnection,
    progress: &Progress,
) -> sqlx::Result<Catalog> {
    let query = sqlx::query_as(include_str!("sql/plain_columns.sql"));
    let rows: Vec<ColumnRow> = query.fetch_all(connection).await?;
    // By name, byte by byte, whatever the server orders by.
    let mut tables: BTreeMap<String, CatalogTable> = BTreeMap::new();
    for (table, schema, name, type_name, full, precision, scale, nullable) in rows {
        let declared = Declared { name: &type_name, full: &full, precision, scale, is_json: false };
        let (data_type, native_type) = (data_type(declared), native_type(declared));
        let column = CatalogColumn { name, data_type, native_type, nullable, comment: None };
        let entry = tables.entry(table.clone());
        entry.or_insert_with(|| empty(schema, table)).columns.push(column);
    }
    progress.begin(tables.len()).finish();
    Ok(Catalog { tables: tables.into_values().collect() })
}

fn empty(schema: String, name: String) -> CatalogTable {
    CatalogTable {
        schema,
        name,
        columns: Vec::new(),
        primary_key: Vec::new(),
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: None,
        comment: None,
    }
}
