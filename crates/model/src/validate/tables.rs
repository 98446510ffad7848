//! The table list: which tables of the datasource, once each, and what is said of each.

use std::collections::HashMap;

use super::columns;
use super::draft::TableDraft;
use super::given;
use super::index::{CatalogIndex, Columns, Missed};
use super::measures;
use super::problems::{Problems, Stage};
use crate::{Table, TableName};

/// A table of the draft, with what the datasource knows of it.
#[derive(Debug)]
pub(super) struct ReadTable<'a> {
    /// `tableList[3]`.
    pub(super) path: String,
    /// As it will be stored; where `columns` is absent, its names are as given.
    pub(super) table: Table,
    /// The datasource's table; absent where the name led nowhere.
    pub(super) columns: Option<Columns<'a>>,
}

pub(super) fn read<'a>(
    drafts: Option<&[TableDraft]>,
    catalog: &CatalogIndex<'a>,
    problems: &mut Problems,
) -> Vec<ReadTable<'a>> {
    let drafts = drafts.unwrap_or_default();
    if drafts.is_empty() {
        problems.report(Stage::TableList, "tableList", "name at least one table");
        return Vec::new();
    }
    let tables: Vec<_> = drafts
        .iter()
        .enumerate()
        .map(|(position, draft)| {
            read_one(draft, format!("tableList[{position}]"), catalog, problems)
        })
        .collect();
    report_duplicates(&tables, problems);
    tables
}

fn read_one<'a>(
    draft: &TableDraft,
    path: String,
    catalog: &CatalogIndex<'a>,
    problems: &mut Problems,
) -> ReadTable<'a> {
    let facts = find(draft, &path, catalog, problems).map(Columns::new);
    check_texts(draft, &path, problems);
    let columns = columns::read(draft.columns.as_deref(), &path, facts.as_ref(), problems);
    let (measures, formulas) =
        measures::read(&draft.measures, &path, &columns, facts.as_ref(), problems);
    if let Some(facts) = &facts {
        check_keys(draft, &path, facts, problems);
    }
    let name = facts.as_ref().map_or_else(
        || TableName::new(given_or_empty(&draft.schema), given_or_empty(&draft.name)),
        |facts| TableName::new(&facts.table().schema, &facts.table().name),
    );
    let table = Table {
        name,
        label: draft.label.clone(),
        client_column: given(draft.client_column.as_ref()).map(str::to_owned),
        is_shared: draft.is_shared,
        tenant_via: given(draft.tenant_via.as_ref()).map(str::to_owned),
        is_hidden: draft.is_hidden,
        primary_key: draft.primary_key.clone(),
        columns,
        measures,
        formulas,
    };
    ReadTable { path, table, columns: facts }
}

fn given_or_empty(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

fn find<'a>(
    draft: &TableDraft,
    path: &str,
    catalog: &CatalogIndex<'a>,
    problems: &mut Problems,
) -> Option<&'a crate::CatalogTable> {
    let Some(name) = given(draft.name.as_ref()) else {
        problems.report(Stage::Structure, format!("{path}.name"), "the table needs a name");
        return None;
    };
    match catalog.find(draft.schema.as_deref(), name) {
        Ok(table) => Some(table),
        Err(missed) => {
            let (field, hint) = describe(&missed, name, catalog, problems);
            problems.report(Stage::Table, format!("{path}.{field}"), hint);
            None
        }
    }
}

/// Why a table was not found: the field at fault, and what would be right.
pub(super) fn describe(
    missed: &Missed<'_>,
    name: &str,
    catalog: &CatalogIndex<'_>,
    problems: &mut Problems,
) -> (&'static str, String) {
    match missed {
        Missed::Unknown => {
            let near = problems.suggest(name, catalog.table_names());
            ("name", format!("the datasource has no table {name:?}{near}"))
        }
        Missed::OtherSchemas(schemas) => {
            ("schemaName", format!("table {name:?} is in schema {}", listed(schemas)))
        }
        Missed::Ambiguous(schemas) => (
            "schemaName",
            format!("several schemas hold a table {name:?}: {}; name one", listed(schemas)),
        ),
    }
}

fn listed(schemas: &[&str]) -> String {
    const MOST: usize = 10;
    let mut names: Vec<_> = schemas.iter().take(MOST).map(|name| format!("{name:?}")).collect();
    if schemas.len() > MOST {
        names.push("…".to_owned());
    }
    names.join(", ")
}

fn check_texts(draft: &TableDraft, path: &str, problems: &mut Problems) {
    columns::refuse_nul(draft.label.as_deref(), path, "label", problems);
    if draft.columns.as_ref().is_none_or(Vec::is_empty) {
        problems.report(
            Stage::Structure,
            format!("{path}.columns"),
            "the table needs at least one column",
        );
    }
}

fn check_keys(draft: &TableDraft, path: &str, facts: &Columns<'_>, problems: &mut Problems) {
    let unknown = |name: &str| facts.get(name).is_none();
    for (position, name) in draft.primary_key.iter().enumerate() {
        let field = format!("{path}.primaryKey[{position}]");
        if unknown(name) {
            report_unknown(Stage::Column, field, name, facts, problems);
        } else if draft.primary_key[..position].contains(name) {
            problems.report(Stage::Column, field, format!("column {name:?} is listed twice"));
        }
    }
    if let Some(name) = given(draft.client_column.as_ref()).filter(|name| unknown(name)) {
        report_unknown(Stage::ClientColumn, format!("{path}.clientColumn"), name, facts, problems);
    }
}

/// Reports a column that the datasource's table does not have.
pub(super) fn report_unknown(
    stage: Stage,
    path: String,
    name: &str,
    facts: &Columns<'_>,
    problems: &mut Problems,
) {
    let near = problems.suggest(name, facts.names());
    let table = &facts.table().name;
    problems.report(stage, path, format!("table {table:?} has no column {name:?}{near}"));
}

fn report_duplicates(tables: &[ReadTable<'_>], problems: &mut Problems) {
    let mut first: HashMap<&TableName, &str> = HashMap::new();
    for read in tables.iter().filter(|read| read.columns.is_some()) {
        if let Some(earlier) = first.insert(&read.table.name, &read.path) {
            let hint = format!("table {} is already listed at {earlier}", read.table.name);
            problems.report(Stage::Structure, read.path.clone(), hint);
        }
    }
}
