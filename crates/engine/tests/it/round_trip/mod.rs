//! Random values go into a table of every type, and come back by a question: schema read, question
//! compiled, statement run. What comes back is what went in, or the test names the value and the seed.
//!
//! [`sample`] draws values and says how an answer shows them; each engine says which types it has and
//! how its literals are spelled.

mod clickhouse;
mod mariadb;
mod postgres;
mod sample;
mod sqlite;

use futures::TryStreamExt;
use serde_json::json;
use souk_engine::{Engine, Limits, Progress};
use souk_model::{CatalogTable, Column, Datamart, DatasourceLink, DocumentId, Table};
use souk_query::{Model, Purpose, QueryRequest, Scope, compile};
use souk_testkit::generate::Draw;

use crate::support::texts;
use sample::{Kind, Sample};

const ROUNDS: u64 = 12;
const ROWS: usize = 40;
/// Of a hundred values, so many are NULL.
const NULLS: usize = 10;

/// A column as it is declared, and what it holds.
type Declared = (&'static str, Kind);

/// How an engine spells a table.
struct Spelling {
    /// Around the columns of CREATE TABLE, with `{columns}`.
    create: &'static str,
    /// The type of the key.
    key: &'static str,
    /// A declared type that takes NULL, with `{type}`.
    nullable: &'static str,
    literal: fn(&Sample) -> String,
}

/// One table of random rows, and the statements that make it.
struct Filled {
    statements: Vec<String>,
    rows: Vec<Vec<Option<Sample>>>,
}

fn fill(draw: &mut Draw, table: &str, columns: &[Declared], spelling: &Spelling) -> Filled {
    let declared = columns.iter().enumerate().map(|(index, (name, _))| {
        format!("c{index} {}", spelling.nullable.replace("{type}", name))
    });
    let declared = std::iter::once(format!("id {}", spelling.key)).chain(declared);
    let declared = declared.collect::<Vec<_>>().join(", ");
    let create = spelling.create.replace("{table}", table).replace("{columns}", &declared);
    let mut row = || {
        let value = |(_, kind): &Declared| (!draw.chance(NULLS)).then(|| kind.draw(draw));
        columns.iter().map(value).collect::<Vec<_>>()
    };
    let rows: Vec<_> = (0..ROWS).map(|_| row()).collect();
    let literal = |value: &Option<Sample>| {
        value.as_ref().map_or_else(|| "NULL".to_owned(), |value| (spelling.literal)(value))
    };
    let tuple = |(id, row): (usize, &Vec<Option<Sample>>)| {
        let values: Vec<_> = row.iter().map(literal).collect();
        format!("({id}, {})", values.join(", "))
    };
    let tuples: Vec<_> = rows.iter().enumerate().map(tuple).collect();
    let insert = format!("INSERT INTO {table} VALUES {}", tuples.join(", "));
    Filled { statements: vec![create, insert], rows }
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
    let catalog = souk_model::Catalog { tables: vec![table.clone()] };
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

/// Reads the table back and compares every value; then finds a row by each value that can be asked for.
async fn check(engine: &dyn Engine, seed: u64, columns: &[Declared], filled: &Filled) {
    engine.ready().await.unwrap();
    let catalog = engine.introspect(&Progress::default()).await.unwrap();
    let table = catalog.tables.iter().find(|table| table.name == format!("t{seed}")).unwrap();
    let name = &table.name;
    let model = model(engine, table);
    let members: Vec<_> = table.columns.iter().map(|one| format!("{name}.{}", one.name)).collect();
    let order = json!([{"member": members[0], "direction": "asc"}]);
    let rows = ask(engine, &model, json!({"rows": members, "order": order})).await.unwrap();
    assert_eq!(rows.len(), ROWS, "seed {seed}");
    for (id, (found, expected)) in rows.iter().zip(&filled.rows).enumerate() {
        for (index, value) in expected.iter().enumerate() {
            let (declared, _) = columns[index];
            let expected = value.as_ref().map_or_else(|| "NULL".to_owned(), Sample::shown);
            assert_eq!(found[index + 1], expected, "seed {seed}, row {id}, {declared}: {value:?}");
        }
    }
    for (index, value) in filled.rows[0].iter().enumerate() {
        let Some(filter) = value.as_ref().and_then(Sample::as_filter) else { continue };
        let (declared, _) = columns[index];
        let filter =
            json!({"member": members[index + 1], "operator": "equals", "values": [filter]});
        let request = json!({"rows": [members[0]], "filters": [filter], "order": order});
        let found = ask(engine, &model, request).await;
        let found = found.unwrap_or_else(|error| panic!("seed {seed}, {declared}: {error}"));
        let is_found = found.iter().any(|row| row[0] == "0");
        assert!(is_found, "seed {seed}, {declared}: {value:?} is not found by its value");
    }
}

/// The page tells of every type that is tried here.
#[test]
fn the_page_of_types_names_every_type() {
    let page = include_str!("../../../../../docs/reference/types.md");
    let engines = [
        ("## PostgreSQL", postgres::COLUMNS),
        ("## MySQL", mariadb::COLUMNS),
        ("## SQLite", sqlite::COLUMNS),
        ("## ClickHouse", clickhouse::COLUMNS),
    ];
    for (title, columns) in engines {
        let (_, section) = page.split_once(title).unwrap();
        let section = section.split("\n## ").next().unwrap();
        for (declared, _) in columns {
            let inner = ["Nullable(", "LowCardinality("]
                .iter()
                .fold(*declared, |name, wrapper| name.strip_prefix(wrapper).unwrap_or(name));
            let name = inner.split(['(', ')', ' ']).next().unwrap();
            let is_own = ["mood", "price"].contains(&name);
            assert!(is_own || section.contains(&format!("`{name}")), "{title}: {name}");
        }
    }
}
