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
use crate::{EngineError, catalog_columns};

const TABLES: &str = "SHOW TABLES";
/// The column of its answer that names a table, in Sail and in Spark.
const NAME: &str = "tableName";
/// As files say, so that a datamart finds the same names here.
const SCHEMA: &str = "public";

pub(super) async fn catalog(session: &Session) -> Result<Catalog, EngineError> {
    let answer = session.execute(TABLES.to_owned()).await?;
    let names: BTreeSet<String> = answer.iter().flat_map(names).collect();
    let mut tables = Vec::new();
    for name in names {
        match table(session, name).await {
            Ok(table) if table.columns.is_empty() => {}
            Ok(table) => tables.push(table),
            // One broken view must not hide the others.
            Err(EngineError::Query(_) | EngineError::Missing(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Catalog { tables })
}

fn names(batch: &RecordBatch) -> Vec<String> {
    batch.schema().index_of(NAME).map(|column| texts(batch, column)).unwrap_or_default()
}

async fn table(session: &Session, name: String) -> Result<CatalogTable, EngineError> {
    let mut sql = "SELECT * FROM ".to_owned();
    write_name(&mut sql, &name);
    sql.push_str(" LIMIT 0");
    let info = session.ask(sql, OWN_BYTES).await?;
    let schema = info.clone().try_decode_schema();
    let schema = schema.map_err(|error| EngineError::Query(error.into()))?;
    // The server keeps an answer until it is fetched.
    drop(session.fetch_all(info).await?);
    Ok(CatalogTable {
        schema: SCHEMA.to_owned(),
        columns: catalog_columns(&schema),
        primary_key: Vec::new(),
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: None,
        comment: None,
        name,
    })
}
