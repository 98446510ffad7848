//! Planning alone: a request to guarded SQL text, on a datamart of 50 tables.
//!
//! `cargo run --release -p souk-bench --bin planning`. The target of the project is a median under
//! 100 microseconds for a question over two tables.
#![expect(clippy::print_stdout, reason = "a benchmark's work is to print")]

use souk_bench::Times;
use souk_model::{
    Cardinality, Catalog, CatalogColumn, CatalogTable, ClientColumnType, ClientIdentifier, Column,
    DataType, Datamart, DatasourceLink, DocumentId, JoinType, KeyPair, Relationship, Table,
    TableName, TableTenancy, Tenancy,
};
use souk_query::{Model, POSTGRES, Purpose, QueryRequest, Scope, compile};

const TABLES: usize = 50;
const COLUMNS: usize = 20;
const ROUNDS: usize = 20_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let catalog = Catalog { tables: (0..TABLES).map(catalog_table).collect() };
    let datamart = datamart();
    let model =
        Model::build(&datamart, &catalog, &POSTGRES).map_err(|problems| format!("{problems:?}"))?;
    let scope = Scope::new(&model, Some("7")).map_err(|problem| problem.hint)?;
    for (name, text) in QUESTIONS {
        let request: QueryRequest = serde_json::from_str(text)?;
        compile(&model, &request, &scope, Purpose::Rows)?;
        let times = Times::measure(ROUNDS, || {
            let _ = std::hint::black_box(compile(&model, &request, &scope, Purpose::Rows));
        });
        println!("planning, {name}, {TABLES} tables: {times}");
    }
    let builds = Times::measure(100, || {
        let _ = std::hint::black_box(Model::load(&datamart, &catalog, &POSTGRES));
    });
    println!("preparing the datamart (once per change): {builds}");
    Ok(())
}

const QUESTIONS: [(&str, &str); 3] = [
    (
        "one table",
        r#"{"measures": [{"table": "t9", "column": "c3", "aggregate": "SUM"}],
            "dimensions": ["t9.c4"]}"#,
    ),
    (
        "two tables",
        r#"{"measures": [{"table": "t9", "column": "c3", "aggregate": "SUM"}],
            "dimensions": ["t8.c4"],
            "filters": [{"member": "t9.c5", "operator": "equals", "values": ["a"]}],
            "order": [{"member": "t8.c4"}], "limit": 100}"#,
    ),
    (
        "three tables",
        r#"{"measures": [{"table": "t9", "column": "c3", "aggregate": "SUM"}],
            "dimensions": ["t8.c4", "t7.c4"],
            "filters": [{"member": "t7.c5", "operator": "notEquals", "values": ["a"]}]}"#,
    ),
];

/// Columns 0 to 3 are numbers, the others text.
fn catalog_table(index: usize) -> CatalogTable {
    let column = |position: usize| {
        let (data_type, native_type) =
            if position < 4 { (DataType::Int64, "bigint") } else { (DataType::Text, "text") };
        CatalogColumn {
            name: format!("c{position}"),
            data_type,
            native_type: native_type.to_owned(),
            nullable: true,
        }
    };
    CatalogTable {
        schema: "public".to_owned(),
        name: format!("t{index}"),
        columns: (0..COLUMNS).map(column).collect(),
        primary_key: vec!["c0".to_owned()],
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: None,
    }
}

fn table_name(index: usize) -> TableName {
    TableName::new("public", format!("t{index}"))
}

/// Each table is the child of the next one: t9 to t8 to t7 and so on.
fn datamart() -> Datamart {
    let relationship = |index: usize| Relationship {
        name: format!("r{index}"),
        parent: table_name(index),
        child: table_name(index - 1),
        keys: vec![KeyPair { parent: "c2".to_owned(), child: "c0".to_owned() }],
        cardinality: Some(Cardinality::ManyToOne),
        join: JoinType::Left,
    };
    Datamart {
        name: "bench".to_owned(),
        datasource: DatasourceLink { id: DocumentId::random(), name: "bench".to_owned() },
        tables: (0..TABLES).map(table).collect(),
        tenancy: Some(Tenancy::Table(TableTenancy {
            mapping_table: table_name(0),
            key_column: "c0".to_owned(),
            name_column: "c4".to_owned(),
            client_column_type: ClientColumnType::Number,
            client_identifier: ClientIdentifier::PrimaryKey,
        })),
        relationships: (1..TABLES).map(relationship).collect(),
    }
}

fn table(index: usize) -> Table {
    let column = |position: usize| Column {
        name: format!("c{position}"),
        alias: None,
        label: None,
        is_hidden: false,
        sql: None,
        is_aggregate: false,
        apply_timezone: None,
    };
    Table {
        name: table_name(index),
        label: None,
        client_column: Some("c1".to_owned()),
        is_shared: false,
        tenant_via: None,
        is_hidden: false,
        primary_key: Vec::new(),
        columns: (0..COLUMNS).map(column).collect(),
        measures: Vec::new(),
        formulas: Vec::new(),
    }
}
