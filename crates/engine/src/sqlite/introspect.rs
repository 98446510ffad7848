//! Tables, columns and keys of a SQLite file, by its pragmas.
//!
//! Virtual tables are left out: what reading one does is up to whoever wrote it.

use souk_model::{Catalog, CatalogColumn, CatalogTable, ForeignKey};
use sqlx::SqliteConnection;

use super::types::{data_type, native_type};
use crate::Progress;

const SCHEMA: &str = "main";
const TABLES: &str = "SELECT name, type = 'view', wr FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
    ORDER BY name";
/// Hidden columns of kind 1 belong to virtual tables; kinds 2 and 3 are generated and visible.
const COLUMNS: &str = "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?1, 'main')
    WHERE hidden <> 1 ORDER BY cid";
/// An index over an expression has a column without a name.
const KEYS: &str = "SELECT l.name, i.name
    FROM pragma_index_list(?1, 'main') l JOIN pragma_index_info(l.name, 'main') i
    WHERE l.\"unique\" AND NOT l.partial AND l.origin <> 'pk' ORDER BY l.seq DESC, i.seqno";
/// The first column of each index; the first column of the primary key may be the row's number, which
/// needs none.
const INDEXES: &str = "SELECT name FROM pragma_table_xinfo(?1, 'main') WHERE pk = 1 UNION
    SELECT i.name FROM pragma_index_list(?1, 'main') l JOIN pragma_index_info(l.name, 'main') i
    WHERE NOT l.partial AND i.seqno = 0 AND i.name IS NOT NULL ORDER BY 1";
const FOREIGN_KEYS: &str = "SELECT id, \"table\", \"from\", \"to\"
    FROM pragma_foreign_key_list(?1, 'main') ORDER BY id DESC, seq";
/// Written by ANALYZE, if anybody ever did.
const HAS_ESTIMATES: &str = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'";
const ESTIMATE: &str = "SELECT CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE tbl = ?1 LIMIT 1";

type ColumnRow = (String, String, bool, i64);
type ReferenceRow = (i64, String, String, Option<String>);

/// Reads everything but SQLite's own tables.
pub(super) async fn introspect(
    connection: &mut SqliteConnection,
    progress: &Progress,
) -> sqlx::Result<Catalog> {
    let names: Vec<(String, bool, bool)> =
        sqlx::query_as(TABLES).fetch_all(&mut *connection).await?;
    let has_estimates: bool = sqlx::query_scalar(HAS_ESTIMATES).fetch_one(&mut *connection).await?;
    let mut reading = progress.begin(names.len());
    let mut tables = Vec::with_capacity(names.len());
    for (index, (name, is_view, without_rowid)) in names.into_iter().enumerate() {
        let read = table(connection, &name, Kind { is_view, without_rowid, has_estimates }).await;
        match read {
            Ok(table) => tables.push(table),
            // A view over something that is gone cannot be asked anyway.
            Err(sqlx::Error::Database(_)) if is_view => {}
            Err(error) => return Err(error),
        }
        reading.came_to(index + 1);
    }
    resolve_references(&mut tables);
    Ok(Catalog { tables })
}

#[derive(Clone, Copy)]
struct Kind {
    is_view: bool,
    without_rowid: bool,
    /// Whether the file says anything about rows.
    has_estimates: bool,
}

async fn table(
    connection: &mut SqliteConnection,
    name: &str,
    kind: Kind,
) -> sqlx::Result<CatalogTable> {
    let columns: Vec<ColumnRow> =
        sqlx::query_as(COLUMNS).bind(name).fetch_all(&mut *connection).await?;
    let row_estimate: Option<i64> = if kind.has_estimates && !kind.is_view {
        sqlx::query_scalar(ESTIMATE).bind(name).fetch_optional(&mut *connection).await?
    } else {
        None
    };
    let primary_key = primary_key(&columns);
    let indexed_columns = if kind.is_view {
        None
    } else {
        Some(sqlx::query_scalar(INDEXES).bind(name).fetch_all(&mut *connection).await?)
    };
    Ok(CatalogTable {
        schema: SCHEMA.to_owned(),
        name: name.to_owned(),
        unique_keys: unique_keys(connection, name).await?,
        foreign_keys: foreign_keys(connection, name).await?,
        row_estimate: row_estimate.and_then(|rows| u64::try_from(rows).ok()),
        columns: catalog_columns(columns, kind.without_rowid),
        primary_key,
        indexed_columns,
        comment: None,
    })
}

fn primary_key(columns: &[ColumnRow]) -> Vec<String> {
    let mut key: Vec<_> = columns.iter().filter(|column| column.3 > 0).collect();
    key.sort_by_key(|column| column.3);
    key.into_iter().map(|column| column.0.clone()).collect()
}

/// SQLite lets a primary key be NULL, unless it is the row's number (a single `INTEGER`) or the
/// table has no row numbers.
fn catalog_columns(columns: Vec<ColumnRow>, without_rowid: bool) -> Vec<CatalogColumn> {
    let is_single = columns.iter().filter(|column| column.3 > 0).count() == 1;
    let column = |(name, declared, is_required, key): ColumnRow| {
        let is_row_number = is_single && declared.eq_ignore_ascii_case("INTEGER");
        CatalogColumn {
            name,
            data_type: data_type(&declared),
            native_type: native_type(&declared),
            nullable: !(is_required || key > 0 && (without_rowid || is_row_number)),
            comment: None,
        }
    };
    columns.into_iter().map(column).collect()
}

async fn unique_keys(
    connection: &mut SqliteConnection,
    table: &str,
) -> sqlx::Result<Vec<Vec<String>>> {
    let rows: Vec<(String, Option<String>)> =
        sqlx::query_as(KEYS).bind(table).fetch_all(connection).await?;
    let keys = rows.chunk_by(|a, b| a.0 == b.0);
    Ok(keys.filter_map(|rows| rows.iter().map(|row| row.1.clone()).collect()).collect())
}

async fn foreign_keys(
    connection: &mut SqliteConnection,
    table: &str,
) -> sqlx::Result<Vec<ForeignKey>> {
    let rows: Vec<ReferenceRow> =
        sqlx::query_as(FOREIGN_KEYS).bind(table).fetch_all(connection).await?;
    let keys = rows.chunk_by(|a, b| a.0 == b.0).filter_map(|rows| {
        Some(ForeignKey {
            columns: rows.iter().map(|row| row.2.clone()).collect(),
            references_schema: SCHEMA.to_owned(),
            references_table: rows.first()?.1.clone(),
            references_columns: rows.iter().filter_map(|row| row.3.clone()).collect(),
        })
    });
    Ok(keys.collect())
}

/// References are kept as they were written: in any letter case, and without columns where the other
/// table's primary key is meant. Those that lead nowhere are left out.
fn resolve_references(tables: &mut [CatalogTable]) {
    let known: Vec<_> = tables
        .iter()
        .map(|table| {
            let columns: Vec<_> = table.columns.iter().map(|column| column.name.clone()).collect();
            (table.name.clone(), table.primary_key.clone(), columns)
        })
        .collect();
    for table in tables {
        table.foreign_keys.retain_mut(|key| {
            let wanted = &key.references_table;
            let target = known.iter().find(|known| known.0.eq_ignore_ascii_case(wanted));
            target.is_some_and(|(name, primary, columns)| {
                key.references_table.clone_from(name);
                resolve_columns(key, primary, columns)
            })
        });
    }
}

fn resolve_columns(key: &mut ForeignKey, primary: &[String], columns: &[String]) -> bool {
    if key.references_columns.is_empty() {
        key.references_columns = primary.to_vec();
    }
    for column in &mut key.references_columns {
        let Some(known) = columns.iter().find(|known| known.eq_ignore_ascii_case(column)) else {
            return false;
        };
        column.clone_from(known);
    }
    key.references_columns.len() == key.columns.len()
}
