//! A small shop's catalog, and drafts over it.

use souk_model::validate::{
    ColumnDraft, DatamartDraft, RelationshipDraft, SideDraft, Source, SourceTraits, TableDraft,
    TenancyDraft, validate,
};
use souk_model::{
    Catalog, CatalogColumn, CatalogTable, DataType, Datamart, DatasourceLink, DocumentId, Problem,
};

pub(crate) const POSTGRES: SourceTraits = SourceTraits { has_schemas: true, has_databases: true };
pub(crate) const FILES: SourceTraits = SourceTraits { has_schemas: false, has_databases: false };

pub(crate) fn column(name: &str, data_type: DataType) -> CatalogColumn {
    let native_type = format!("{data_type:?}").to_lowercase();
    CatalogColumn { name: name.to_owned(), data_type, native_type, nullable: true, comment: None }
}

pub(crate) fn table(schema: &str, name: &str, columns: &[(&str, DataType)]) -> CatalogTable {
    CatalogTable {
        schema: schema.to_owned(),
        name: name.to_owned(),
        columns: columns.iter().map(|(name, data_type)| column(name, *data_type)).collect(),
        primary_key: vec!["id".to_owned()],
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: None,
        comment: None,
    }
}

pub(crate) fn catalog() -> Catalog {
    use DataType::{Float64, Int64, Json, Text, Timestamp};
    let orders = [
        ("id", Int64),
        ("tenant_id", Int64),
        ("customer_id", Int64),
        ("status", Text),
        ("amount", Float64),
        ("extra", Json),
        ("created_at", Timestamp),
    ];
    Catalog {
        tables: vec![
            table("public", "orders", &orders),
            table("public", "lines", &[("id", Int64), ("order_id", Int64), ("sku", Text)]),
            table("public", "customers", &[("id", Int64), ("city", Text), ("parent_id", Int64)]),
            table("public", "clients", &[("id", Int64), ("name", Text), ("code", Text)]),
            table("archive", "orders", &orders),
            table("public", "odd.name", &[("id", Int64)]),
        ],
    }
}

pub(crate) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn with_columns(schema: &str, name: &str, columns: &[&str]) -> TableDraft {
    let columns = columns.iter().map(|name| ColumnDraft { name: text(name), ..Default::default() });
    TableDraft {
        schema: text(schema),
        name: text(name),
        columns: Some(columns.collect()),
        ..TableDraft::default()
    }
}

pub(crate) fn orders() -> TableDraft {
    with_columns("public", "orders", &["id", "status"])
}

pub(crate) fn shop(tables: Vec<TableDraft>) -> DatamartDraft {
    DatamartDraft { name: text("shop"), tables: Some(tables), ..DatamartDraft::default() }
}

pub(crate) fn side(table: &str, column: &str) -> SideDraft {
    SideDraft { table: text(table), column: text(column), ..SideDraft::default() }
}

pub(crate) fn relation(parent: (&str, &str), child: (&str, &str)) -> RelationshipDraft {
    RelationshipDraft {
        parent: side(parent.0, parent.1),
        child: side(child.0, child.1),
        ..RelationshipDraft::default()
    }
}

pub(crate) fn table_tenancy() -> TenancyDraft {
    TenancyDraft {
        level: text("TABLE"),
        client_column_type: text("NUMBER"),
        schema: text("public"),
        table: text("clients"),
        name_column: text("name"),
        key_column: text("id"),
        client_identifier: None,
    }
}

pub(crate) fn check_with(
    draft: &DatamartDraft,
    catalog: &Catalog,
    traits: SourceTraits,
) -> Result<Datamart, Vec<Problem>> {
    let link = DatasourceLink { id: DocumentId::random(), name: "main".to_owned() };
    validate(draft, &Source { link: &link, catalog, traits })
}

pub(crate) fn check(draft: &DatamartDraft) -> Result<Datamart, Vec<Problem>> {
    check_with(draft, &catalog(), POSTGRES)
}

/// Message, path and hint of each problem of a draft that must have some.
pub(crate) fn problems(draft: &DatamartDraft) -> Vec<(String, String, String)> {
    let found = check(draft).expect_err("the draft should be refused");
    found.into_iter().map(|found| (found.message, found.path, found.hint)).collect()
}

/// Asserts that the draft has exactly one problem, with this message and path, and returns its hint.
#[track_caller]
pub(crate) fn only_problem(draft: &DatamartDraft, message: &str, path: &str) -> String {
    let found = problems(draft);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), (message, path), "{}", found[0].2);
    found[0].2.clone()
}
