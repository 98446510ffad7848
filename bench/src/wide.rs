//! Datamarts of many tables and questions about a few of them.
//!
//! Columns 0 to 3 of a table are numbers, the others text: 0 is its key, 1 the tenant, 2 leads to
//! the next table.

use souk_model::{
    Cardinality, Catalog, CatalogColumn, CatalogTable, ClientColumnType, ClientIdentifier, Column,
    DataType, Datamart, DatasourceLink, DocumentId, JoinType, KeyPair, Problem, Relationship,
    Table, TableName, TableTenancy, Tenancy,
};
use souk_query::{Model, POSTGRES, QueryRequest};

const COLUMNS: usize = 20;

/// Which table each one leads to.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// The one before it: everything is one long way.
    Chain,
    /// The one with a tenth of its number: many short ways meet.
    Tree,
}

impl Shape {
    const fn next(self, index: usize) -> usize {
        match self {
            Self::Chain => index - 1,
            Self::Tree => index / 10,
        }
    }
}

/// A datamart with what its model is built from.
#[derive(Debug)]
pub struct Wide {
    datamart: Datamart,
    catalog: Catalog,
}

impl Wide {
    /// So many tables, all connected.
    #[must_use]
    pub fn new(tables: usize, shape: Shape) -> Self {
        let relationship = |index: usize| Relationship {
            name: format!("r{index}"),
            parent: table_name(index),
            child: table_name(shape.next(index)),
            keys: vec![KeyPair { parent: "c2".to_owned(), child: "c0".to_owned() }],
            cardinality: Some(Cardinality::ManyToOne),
            join: JoinType::Left,
            referential_integrity: false,
        };
        let datamart = Datamart {
            name: "bench".to_owned(),
            datasource: DatasourceLink { id: DocumentId::random(), name: "bench".to_owned() },
            tables: (0..tables).map(table).collect(),
            tenancy: Some(Tenancy::Table(TableTenancy {
                mapping_table: table_name(0),
                key_column: "c0".to_owned(),
                name_column: "c4".to_owned(),
                client_column_type: ClientColumnType::Number,
                client_identifier: ClientIdentifier::PrimaryKey,
            })),
            relationships: (1..tables).map(relationship).collect(),
        };
        Self { datamart, catalog: Catalog { tables: (0..tables).map(catalog_table).collect() } }
    }

    /// The model of the datamart.
    ///
    /// # Errors
    /// What does not fit, which would be a defect.
    pub fn model(&self) -> Result<Model, Vec<Problem>> {
        Model::build(&self.datamart, &self.catalog, &POSTGRES)
    }
}

/// A question about each of these tables: the first is measured, the others are dimensions, the last
/// is filtered. Its answer's column is called `name`.
///
/// # Errors
/// That it is no question, which would be a defect.
pub fn question(tables: &[usize], name: &str) -> serde_json::Result<QueryRequest> {
    let (first, last) = (tables[0], tables[tables.len() - 1]);
    let dimensions: Vec<_> = match tables {
        [only] => vec![format!("t{only}.c4")],
        [_, others @ ..] => others.iter().map(|index| format!("t{index}.c4")).collect(),
        [] => Vec::new(),
    };
    serde_json::from_value(serde_json::json!({
        "measures": [{"table": format!("t{first}"), "column": "c3", "aggregate": "SUM", "name": name}],
        "dimensions": dimensions,
        "filters": [{"member": format!("t{last}.c5"), "operator": "equals", "values": ["a"]}],
        "order": [{"member": dimensions[0]}],
        "limit": 100,
    }))
}

fn catalog_table(index: usize) -> CatalogTable {
    let column = |position: usize| {
        let (data_type, native_type) =
            if position < 4 { (DataType::Int64, "bigint") } else { (DataType::Text, "text") };
        CatalogColumn {
            name: format!("c{position}"),
            data_type,
            native_type: native_type.to_owned(),
            nullable: true,
            comment: None,
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
        comment: None,
    }
}

fn table_name(index: usize) -> TableName {
    TableName::new("public", format!("t{index}"))
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
