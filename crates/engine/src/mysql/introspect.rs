//! Tables, columns and keys of one database, in six queries over `information_schema`.

use std::collections::{HashMap, HashSet};

use futures::TryStreamExt;
use souk_model::{Catalog, CatalogColumn, CatalogTable, ForeignKey};
use sqlx::MySqlConnection;

use super::types::{Declared, data_type, native_type};
use crate::{Progress, Reading};

/// With its rows, and whether it can have indexes.
type TableRow = (String, String, Option<u64>, bool, Option<String>);
type ColumnRow = (String, String, String, String, Option<u64>, Option<u64>, bool, Option<String>);
type KeyRow = (String, String, Option<String>);
type ReferenceRow = (String, String, String, String, String, String);

/// Reads what the login may read. The schema of every table is the database.
pub(super) async fn introspect(
    connection: &mut MySqlConnection,
    progress: &Progress,
) -> sqlx::Result<Catalog> {
    let tables: Vec<TableRow> =
        sqlx::query_as(include_str!("sql/tables.sql")).fetch_all(&mut *connection).await?;
    let mut reading = progress.begin(tables.len());
    let mut details = Details {
        keys: keys(connection).await?,
        indexes: indexes(connection).await?,
        foreign_keys: foreign_keys(connection).await?,
        columns: columns(connection, &mut reading).await?,
    };
    reading.finish();
    let tables = tables.into_iter().filter_map(|row| details.table(row)).collect();
    Ok(Catalog { tables })
}

/// The columns are read last: what is known of a table's columns is all that was left to know.
struct Details {
    columns: HashMap<String, Vec<CatalogColumn>>,
    keys: HashMap<String, Vec<(String, Vec<String>)>>,
    indexes: HashMap<String, Vec<String>>,
    foreign_keys: HashMap<String, Vec<ForeignKey>>,
}

impl Details {
    /// `None` for a table of which the login may read no column.
    fn table(
        &mut self,
        (name, schema, row_estimate, has_indexes, comment): TableRow,
    ) -> Option<CatalogTable> {
        let columns = self.columns.remove(&name)?;
        let keys = self.keys.remove(&name).unwrap_or_default();
        let (primary, unique): (Vec<_>, Vec<_>) =
            keys.into_iter().partition(|(index, _)| index == "PRIMARY");
        Some(CatalogTable {
            schema,
            columns,
            primary_key: primary.into_iter().next().map(|(_, key)| key).unwrap_or_default(),
            unique_keys: unique.into_iter().map(|(_, key)| key).collect(),
            indexed_columns: has_indexes.then(|| self.indexes.remove(&name).unwrap_or_default()),
            foreign_keys: self.foreign_keys.remove(&name).unwrap_or_default(),
            row_estimate,
            comment,
            name,
        })
    }
}

async fn columns(
    connection: &mut MySqlConnection,
    reading: &mut Reading<'_>,
) -> sqlx::Result<HashMap<String, Vec<CatalogColumn>>> {
    let json = sqlx::query_as(include_str!("sql/json.sql")).fetch_all(&mut *connection).await?;
    let json: HashSet<(String, String)> = json.into_iter().collect();
    let mut rows = sqlx::query_as(include_str!("sql/columns.sql")).fetch(connection);
    let mut columns: HashMap<String, Vec<CatalogColumn>> = HashMap::new();
    while let Some(row) = rows.try_next().await? {
        let (table, name, type_name, full, precision, scale, nullable, comment): ColumnRow = row;
        let key = (table, name);
        let is_json = json.contains(&key);
        let declared = Declared { name: &type_name, full: &full, precision, scale, is_json };
        let (data_type, native_type) = (data_type(declared), native_type(declared));
        let column = CatalogColumn { name: key.1, data_type, native_type, nullable, comment };
        columns.entry(key.0).or_default().push(column);
        // Rows come in the order of their tables: the last one may have more.
        reading.came_to(columns.len() - 1);
    }
    Ok(columns)
}

async fn keys(
    connection: &mut MySqlConnection,
) -> sqlx::Result<HashMap<String, Vec<(String, Vec<String>)>>> {
    let rows: Vec<KeyRow> =
        sqlx::query_as(include_str!("sql/keys.sql")).fetch_all(connection).await?;
    let mut keys = HashMap::new();
    for rows in rows.chunk_by(|a, b| (&a.0, &a.1) == (&b.0, &b.1)) {
        let columns: Option<Vec<_>> = rows.iter().map(|row| row.2.clone()).collect();
        let (Some((table, index, _)), Some(columns)) = (rows.first(), columns) else { continue };
        let keys: &mut Vec<_> = keys.entry(table.clone()).or_default();
        keys.push((index.clone(), columns));
    }
    Ok(keys)
}

async fn indexes(connection: &mut MySqlConnection) -> sqlx::Result<HashMap<String, Vec<String>>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as(include_str!("sql/indexes.sql")).fetch_all(connection).await?;
    let mut indexes: HashMap<String, Vec<String>> = HashMap::new();
    for (table, column) in rows {
        indexes.entry(table).or_default().push(column);
    }
    Ok(indexes)
}

async fn foreign_keys(
    connection: &mut MySqlConnection,
) -> sqlx::Result<HashMap<String, Vec<ForeignKey>>> {
    let rows: Vec<ReferenceRow> =
        sqlx::query_as(include_str!("sql/foreign_keys.sql")).fetch_all(connection).await?;
    let mut keys: HashMap<String, Vec<ForeignKey>> = HashMap::new();
    for rows in rows.chunk_by(|a, b| (&a.0, &a.1) == (&b.0, &b.1)) {
        let Some((table, _, _, schema, name, _)) = rows.first() else { continue };
        keys.entry(table.clone()).or_default().push(ForeignKey {
            columns: rows.iter().map(|row| row.2.clone()).collect(),
            references_schema: schema.clone(),
            references_table: name.clone(),
            references_columns: rows.iter().map(|row| row.5.clone()).collect(),
        });
    }
    Ok(keys)
}
