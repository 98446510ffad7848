//! Tables, columns and keys of a PostgreSQL database, in five queries over `pg_catalog`.

use std::collections::HashMap;

use futures::TryStreamExt;
use souk_model::{Catalog, CatalogColumn, CatalogTable, ForeignKey};
use sqlx::PgConnection;
use sqlx::postgres::types::Oid;

use super::types::{data_type, native_type};
use crate::{Progress, Reading};

/// With its rows, and whether it can have indexes.
type TableRow = (Oid, String, String, Option<f32>, bool, Option<String>);
type ColumnRow = (Oid, String, String, bool, Option<String>, i32, bool, Option<String>);
type KeyRow = (Oid, bool, Vec<String>);
type ForeignKeyRow = (Oid, String, String, Vec<String>, Vec<String>);

/// Reads what the login may read, in these schemas or (none given) in all but the system's.
pub(super) async fn introspect(
    connection: &mut PgConnection,
    schemas: &[String],
    progress: &Progress,
) -> sqlx::Result<Catalog> {
    let schemas = (!schemas.is_empty()).then_some(schemas);
    let tables: Vec<TableRow> = sqlx::query_as(include_str!("sql/tables.sql"))
        .bind(schemas)
        .fetch_all(&mut *connection)
        .await?;
    let ids: Vec<Oid> = tables.iter().map(|(id, ..)| *id).collect();
    let mut reading = progress.begin(tables.len());
    let mut details = Details {
        keys: keys(connection, &ids).await?,
        indexes: indexes(connection, &ids).await?,
        foreign_keys: foreign_keys(connection, &ids).await?,
        columns: columns(connection, &ids, &mut reading).await?,
    };
    reading.finish();
    let tables = tables.into_iter().map(|row| details.table(row)).collect();
    Ok(Catalog { tables })
}

/// The columns are read last: what is known of a table's columns is all that was left to know.
struct Details {
    columns: HashMap<Oid, Vec<CatalogColumn>>,
    keys: HashMap<Oid, Vec<(bool, Vec<String>)>>,
    indexes: HashMap<Oid, Vec<String>>,
    foreign_keys: HashMap<Oid, Vec<ForeignKey>>,
}

impl Details {
    fn table(&mut self, (id, schema, name, rows, has_indexes, comment): TableRow) -> CatalogTable {
        let keys = self.keys.remove(&id).unwrap_or_default();
        let (primary, unique): (Vec<_>, Vec<_>) = keys.into_iter().partition(|(is, _)| *is);
        CatalogTable {
            schema,
            name,
            columns: self.columns.remove(&id).unwrap_or_default(),
            primary_key: primary.into_iter().next().map(|(_, key)| key).unwrap_or_default(),
            unique_keys: unique.into_iter().map(|(_, key)| key).collect(),
            indexed_columns: has_indexes.then(|| self.indexes.remove(&id).unwrap_or_default()),
            foreign_keys: self.foreign_keys.remove(&id).unwrap_or_default(),
            row_estimate: rows.and_then(row_estimate),
            comment,
        }
    }
}

/// -1 says that the table was never analysed.
fn row_estimate(rows: f32) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an estimate; the cast saturates"
    )]
    (rows >= 0.0).then_some(rows as u64)
}

async fn columns(
    connection: &mut PgConnection,
    tables: &[Oid],
    reading: &mut Reading<'_>,
) -> sqlx::Result<HashMap<Oid, Vec<CatalogColumn>>> {
    let mut rows = sqlx::query_as(include_str!("sql/columns.sql")).bind(tables).fetch(connection);
    let mut columns: HashMap<Oid, Vec<CatalogColumn>> = HashMap::new();
    while let Some(row) = rows.try_next().await? {
        let (table, name, type_name, is_enum, element, modifier, required, comment): ColumnRow =
            row;
        columns.entry(table).or_default().push(CatalogColumn {
            name,
            data_type: data_type(&type_name, is_enum, modifier),
            native_type: native_type(&type_name, element.as_deref()),
            nullable: !required,
            comment,
        });
        // Rows come in the order of their tables: the last one may have more.
        reading.came_to(columns.len() - 1);
    }
    Ok(columns)
}

async fn keys(
    connection: &mut PgConnection,
    tables: &[Oid],
) -> sqlx::Result<HashMap<Oid, Vec<(bool, Vec<String>)>>> {
    let query = sqlx::query_as(include_str!("sql/keys.sql")).bind(tables);
    let rows: Vec<KeyRow> = query.fetch_all(connection).await?;
    Ok(grouped(rows.into_iter().map(|(table, is_primary, key)| (table, (is_primary, key)))))
}

async fn indexes(
    connection: &mut PgConnection,
    tables: &[Oid],
) -> sqlx::Result<HashMap<Oid, Vec<String>>> {
    let query = sqlx::query_as(include_str!("sql/indexes.sql")).bind(tables);
    let rows: Vec<(Oid, String)> = query.fetch_all(connection).await?;
    Ok(grouped(rows.into_iter()))
}

async fn foreign_keys(
    connection: &mut PgConnection,
    tables: &[Oid],
) -> sqlx::Result<HashMap<Oid, Vec<ForeignKey>>> {
    let query = sqlx::query_as(include_str!("sql/foreign_keys.sql")).bind(tables);
    let rows: Vec<ForeignKeyRow> = query.fetch_all(connection).await?;
    let keys = rows.into_iter().map(|(table, schema, name, columns, references)| {
        let key = ForeignKey {
            columns,
            references_schema: schema,
            references_table: name,
            references_columns: references,
        };
        (table, key)
    });
    Ok(grouped(keys))
}

fn grouped<T>(pairs: impl Iterator<Item = (Oid, T)>) -> HashMap<Oid, Vec<T>> {
    let mut groups: HashMap<Oid, Vec<T>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}
