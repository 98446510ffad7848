//! Tables and columns, as the server's own statements tell of them.
//!
//! Flight SQL's own calls for this are not asked: Sail does not have them, and no server that has them
//! was there to try. Columns come from the schema of an answer without rows, so their types are those
//! that answers will have. Keys, indexes and numbers of rows are not told.

use std::collections::BTreeSet;

use arrow::record_batch::RecordBatch;
use souk_model::{Catalog, CatalogTable};

use super::literal::write_name;
use super::session::{OWN_BYTES, Session, texts};
use crate::{EngineError, Progress, catalog_columns};

/// Of the current database.
const TABLES: &str = "SHOW TABLES";
/// Of the database of views that outlive a session, where the files of the credentials are.
const VIEWS: &str = "SHOW TABLES IN global_temp";
/// The columns of its answer that name a table, in Sail and in Spark.
const NAME: &str = "tableName";
const DATABASES: [&str; 2] = ["database", "namespace"];

/// A table, by the database that it is in.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    database: String,
    table: String,
}

pub(super) async fn catalog(
    session: &Session,
    progress: &Progress,
) -> Result<Catalog, EngineError> {
    let mut answer = session.execute(TABLES.to_owned()).await?;
    // Not every server has such a database.
    answer.extend(session.execute(VIEWS.to_owned()).await.unwrap_or_default());
    let found: BTreeSet<Name> = answer.iter().flat_map(names).collect();
    let mut reading = progress.begin(found.len());
    let mut tables = Vec::new();
    for (index, name) in found.into_iter().enumerate() {
        match table(session, name).await {
            Ok(table) if table.columns.is_empty() => {}
            Ok(table) => tables.push(table),
            // One broken view must not hide the others.
            Err(EngineError::Query(_) | EngineError::Missing(_)) => {}
            Err(error) => return Err(error),
        }
        reading.came_to(index + 1);
    }
    Ok(Catalog { tables })
}

/// A view of one session is in no database, and is left out: nothing would tell its name from that of a
/// part of the same statement, which is why the guard lets no such name pass.
fn names(batch: &RecordBatch) -> Vec<Name> {
    let column = |name: &str| Some(texts(batch, batch.schema().index_of(name).ok()?));
    let databases = DATABASES.iter().find_map(|name| column(name)).unwrap_or_default();
    let tables = column(NAME).unwrap_or_default();
    let named = databases.into_iter().zip(tables);
    let named = named.filter(|(database, _)| !database.is_empty());
    named.map(|(database, table)| Name { database, table }).collect()
}

async fn table(session: &Session, name: Name) -> Result<CatalogTable, EngineError> {
    let info = session.ask(first_rows(&name), OWN_BYTES).await?;
    let schema = info.clone().try_decode_schema();
    let schema = schema.map_err(|error| EngineError::Query(error.into()))?;
    // The server keeps an answer until it is fetched.
    drop(session.fetch_all(info).await?);
    Ok(CatalogTable {
        schema: name.database,
        name: name.table,
        columns: catalog_columns(&schema),
        primary_key: Vec::new(),
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: None,
        comment: None,
    })
}

fn first_rows(name: &Name) -> String {
    let mut sql = "SELECT * FROM ".to_owned();
    write_name(&mut sql, &name.database);
    sql.push('.');
    write_name(&mut sql, &name.table);
    sql.push_str(" LIMIT 0");
    sql
}
