//! Asks for the rows of a table of drawn values, and for a row by a value of each column.

use futures::TryStreamExt;
use serde_json::json;
use souk_engine::{Engine, Limits, Progress};
use souk_model::{Catalog, CatalogTable, Column, Datamart, DatasourceLink, DocumentId, Table};
use souk_query::{Model, Purpose, QueryRequest, Scope, compile};

use super::sample::Sample;
use crate::support::texts;

/// What was put into the columns `c0`, `c1`, … of a table, beside the rows' numbers in `id`.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) table: String,
    /// How each column is declared.
    pub(super) declared: Vec<String>,
    pub(super) rows: Vec<Vec<Option<Sample>>>,
}

impl Drawn {
    /// As an answer shows a value.
    pub(super) fn shown(value: Option<&Sample>) -> String {
        value.map_or_else(|| "NULL".to_owned(), Sample::shown)
    }
}

/// A datamart of one table without tenants.
fn model(engine: &dyn Engine, table: &CatalogTable) -> Model {
    let column = |name: &String| Column {
        name: name.clone(),
        alias: None,
        label: None,
        is_hidden: false,
        sql: None,
        is_aggregate: false,
        apply_timezone: None,
    };
    let described = Table {
        name: table.full_name(),
        label: None,
        client_column: None,
        is_shared: true,
        tenant_via: None,
        is_hidden: false,
        primary_key: vec!["id".to_owned()],
        columns: table.columns.iter().map(|found| column(&found.name)).collect(),
        measures: Vec::new(),
        formulas: Vec::new(),
    };
    let datamart = Datamart {
        name: "round".to_owned(),
        datasource: DatasourceLink { id: DocumentId::random(), name: "round".to_owned() },
        tables: vec![described],
        tenancy: None,
        relationships: Vec::new(),
    };
    let catalog = Catalog { tables: vec![table.clone()] };
    Model::build(&datamart, &catalog, engine.dialect()).unwrap()
}

async fn ask(
    engine: &dyn Engine,
    model: &Model,
    request: serde_json::Value,
) -> Result<Vec<Vec<String>>, String> {
    let request: QueryRequest = serde_json::from_value(request).unwrap();
    let scope = Scope::new(model, None).unwrap();
    let compiled = compile(model, &request, &scope, Purpose::Rows);
    let compiled = compiled.map_err(|error| format!("{:?}", error.problems))?;
    let limits = Limits::default();
    let shown = |error| format!("{error:?} in {}", compiled.sql());
    let rows = engine.run(&compiled, None, &limits).await.map_err(shown)?;
    let batches: Vec<_> = rows.batches.try_collect().await.map_err(shown)?;
    Ok(batches.iter().flat_map(texts).collect())
}

/// Reads the table back and compares every value; then finds a row by a value of each column, where one can
/// be asked for. Tells what is wrong.
pub(super) async fn wrong_values(engine: &dyn Engine, drawn: &Drawn) -> Vec<String> {
    read(engine, drawn).await.unwrap_or_else(|error| vec![error])
}

async fn read(engine: &dyn Engine, drawn: &Drawn) -> Result<Vec<String>, String> {
    engine.ready().await.map_err(|error| format!("{error:?}"))?;
    let catalog = engine.introspect(&Progress::default()).await;
    let catalog = catalog.map_err(|error| format!("{error:?}"))?;
    let table = catalog.tables.iter().find(|table| table.name == drawn.table).unwrap();
    let model = model(engine, table);
    let names = (0..drawn.declared.len()).map(|index| format!("c{index}"));
    let names = std::iter::once("id".to_owned()).chain(names);
    let members: Vec<_> = names.map(|name| format!("{}.{name}", table.name)).collect();
    let order = json!([{"member": members[0], "direction": "asc"}]);
    let found = ask(engine, &model, json!({"rows": members, "order": order})).await?;
    let mut wrong = differences(&found, drawn);
    for (index, declared) in drawn.declared.iter().enumerate() {
        let id = index % drawn.rows.len();
        let value = drawn.rows[id][index].as_ref();
        let Some(filter) = value.and_then(Sample::as_filter) else { continue };
        let filter =
            json!({"member": members[index + 1], "operator": "equals", "values": [filter]});
        let request = json!({"rows": [members[0]], "filters": [filter], "order": order});
        let found = ask(engine, &model, request).await?;
        if !found.iter().any(|row| row[0] == id.to_string()) {
            wrong.push(format!("row {id}, {declared}: {value:?} is not found by its value"));
        }
    }
    Ok(wrong)
}

fn differences(found: &[Vec<String>], drawn: &Drawn) -> Vec<String> {
    if found.len() != drawn.rows.len() {
        return vec![format!("{} rows, not {}", found.len(), drawn.rows.len())];
    }
    let mut wrong = Vec::new();
    for (id, (found, expected)) in found.iter().zip(&drawn.rows).enumerate() {
        for (index, value) in expected.iter().enumerate() {
            let (found, expected) = (&found[index + 1], Drawn::shown(value.as_ref()));
            if *found != expected {
                let declared = &drawn.declared[index];
                wrong.push(format!("row {id}, {declared}: {found:?}, not {expected:?}: {value:?}"));
            }
        }
    }
    wrong
}
