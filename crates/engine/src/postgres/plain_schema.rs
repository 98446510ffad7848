//! Tables and columns as `information_schema` tells them, for servers whose own catalog tells less: no keys,
//! no indexes, no estimates, no comments.

use souk_model::{Catalog, CatalogColumn, CatalogTable};
use sqlx::PgConnection;

use super::types::{data_type, native_type};
use crate::Progress;

/// Schema, table, column, type, precision, scale, whether it may be NULL.
type ColumnRow = (String, String, String, String, Option<i32>, Option<i32>, String);

/// Reads what the login may read, in these schemas or (none given) in all but the system's.
pub(super) async fn introspect(
    connection: &mut PgConnection,
    schemas: &[String],
    progress: &Progress,
) -> sqlx::Result<Catalog> {
    let query = sqlx::query_as(include_str!("sql/plain_columns.sql"));
    let rows: Vec<ColumnRow> = query.fetch_all(connection).await?;
    let mut catalog = Catalog::default();
    for (schema, table, name, kind, precision, scale, nullable) in rows {
        if !schemas.is_empty() && !schemas.contains(&schema) {
            continue;
        }
        let column = CatalogColumn {
            name,
            data_type: data_type(&kind, false, modifier(precision, scale)),
            native_type: native_type(&kind, None),
            nullable: nullable != "NO",
            comment: None,
        };
        match catalog.tables.last_mut() {
            Some(last) if last.schema == schema && last.name == table => last.columns.push(column),
            _ => catalog.tables.push(with_first(schema, table, column)),
        }
    }
    // One answer tells everything, and nothing tells before how many tables are in it.
    progress.begin(catalog.tables.len()).finish();
    Ok(catalog)
}

fn with_first(schema: String, name: String, column: CatalogColumn) -> CatalogTable {
    CatalogTable {
        schema,
        name,
        columns: vec![column],
        primary_key: Vec::new(),
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: None,
        comment: None,
    }
}

/// As PostgreSQL packs the two.
fn modifier(precision: Option<i32>, scale: Option<i32>) -> i32 {
    precision.zip(scale).map_or(-1, |(precision, scale)| ((precision << 16) | scale) + 4)
}
