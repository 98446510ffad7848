//! Tenancy settings, and the client columns that must fit them.

use super::SourceTraits;
use super::draft::TenancyDraft;
use super::given;
use super::index::{CatalogIndex, Columns};
use super::problems::{Problems, Stage};
use super::tables::{ReadTable, describe};
use crate::{
    CatalogColumn, ClientColumnType, ClientIdentifier, DataType, TableName, TableTenancy, Tenancy,
    TypeFamily,
};

pub(super) fn read(
    settings: &TenancyDraft,
    traits: SourceTraits,
    catalog: &CatalogIndex<'_>,
    problems: &mut Problems,
) -> Option<Tenancy> {
    match settings.level.as_deref() {
        Some("TABLE") => read_table(settings, traits, catalog, problems).map(Tenancy::Table),
        Some("DATABASE") => {
            if !traits.has_databases {
                let hint = "this type of datasource cannot hold a database per client; use TABLE";
                problems.report(Stage::Tenancy, "tenancySettings.tenancyLevel", hint);
            }
            Some(Tenancy::Database)
        }
        Some(_) => {
            problems.body("tenancySettings.tenancyLevel", "must be one of [TABLE, DATABASE]");
            None
        }
        None => {
            problems.required("tenancySettings.tenancyLevel");
            None
        }
    }
}

fn read_table(
    settings: &TenancyDraft,
    traits: SourceTraits,
    catalog: &CatalogIndex<'_>,
    problems: &mut Problems,
) -> Option<TableTenancy> {
    let column_type = read_column_type(settings, problems);
    let identifier = read_identifier(settings, problems);
    let table_name = require(settings.table.as_ref(), "tableName", problems);
    let name_column = require(settings.name_column.as_ref(), "tableClientNameColumn", problems);
    if traits.has_schemas {
        require(settings.schema.as_ref(), "schemaName", problems)?;
    }
    let table = find_table(settings.schema.as_deref(), table_name?, catalog, problems)?;
    let columns = Columns::new(table);
    let key_column = key_column(settings, &columns, problems);
    let (column_type, name_column, key_column) = (column_type?, name_column?, key_column?);
    if let Some(key) = find_column(&key_column, "tablePrimaryKeyColumn", &columns, problems) {
        check_fits(key, column_type, "tenancySettings.tablePrimaryKeyColumn", problems);
    }
    find_column(name_column, "tableClientNameColumn", &columns, problems);
    Some(TableTenancy {
        mapping_table: TableName::new(&table.schema, &table.name),
        key_column,
        name_column: name_column.to_owned(),
        client_column_type: column_type,
        client_identifier: identifier?,
    })
}

fn require<'a>(value: Option<&'a String>, field: &str, problems: &mut Problems) -> Option<&'a str> {
    let value = given(value);
    if value.is_none() {
        problems.required(&format!("tenancySettings.{field}"));
    }
    value
}

fn read_column_type(settings: &TenancyDraft, problems: &mut Problems) -> Option<ClientColumnType> {
    match require(settings.client_column_type.as_ref(), "clientColumnType", problems)? {
        "NUMBER" => Some(ClientColumnType::Number),
        "STRING" => Some(ClientColumnType::String),
        _ => {
            problems.body("tenancySettings.clientColumnType", "must be one of [NUMBER, STRING]");
            None
        }
    }
}

fn read_identifier(settings: &TenancyDraft, problems: &mut Problems) -> Option<ClientIdentifier> {
    match given(settings.client_identifier.as_ref()) {
        None | Some("PRIMARY_KEY") => Some(ClientIdentifier::PrimaryKey),
        Some("NAME") => Some(ClientIdentifier::Name),
        Some(_) => {
            let rule = "must be one of [PRIMARY_KEY, NAME]";
            problems.body("tenancySettings.clientIdentifier", rule);
            None
        }
    }
}

fn find_table<'a>(
    schema: Option<&str>,
    name: &str,
    catalog: &CatalogIndex<'a>,
    problems: &mut Problems,
) -> Option<&'a crate::CatalogTable> {
    catalog
        .find(schema, name)
        .map_err(|missed| {
            let (field, hint) = describe(&missed, name, catalog, problems);
            let field = if field == "name" { "tableName" } else { field };
            problems.report(Stage::Tenancy, format!("tenancySettings.{field}"), hint);
        })
        .ok()
}

/// The declared key, else the table's own where that is one column.
fn key_column(
    settings: &TenancyDraft,
    columns: &Columns<'_>,
    problems: &mut Problems,
) -> Option<String> {
    if let Some(name) = given(settings.key_column.as_ref()) {
        return Some(name.to_owned());
    }
    if let [only] = columns.table().primary_key.as_slice() {
        return Some(only.clone());
    }
    let table = &columns.table().name;
    let hint = format!("table {table:?} declares no primary key of one column; name the column");
    problems.report(Stage::Tenancy, "tenancySettings.tablePrimaryKeyColumn", hint);
    None
}

fn find_column<'a>(
    name: &str,
    field: &str,
    columns: &Columns<'a>,
    problems: &mut Problems,
) -> Option<&'a CatalogColumn> {
    let path = format!("tenancySettings.{field}");
    let Some(column) = columns.get(name) else {
        super::tables::report_unknown(Stage::Tenancy, path, name, columns, problems);
        return None;
    };
    if column.data_type.family() == TypeFamily::Opaque {
        let hint = format!("column {name:?} is {}, which cannot be compared", column.native_type);
        problems.report(Stage::Tenancy, path, hint);
        return None;
    }
    Some(column)
}

/// Client columns under the settings: they exist (checked before), and they hold such keys.
pub(super) fn check_client_columns(
    tables: &[ReadTable<'_>],
    tenancy: Option<&Tenancy>,
    problems: &mut Problems,
) {
    for read in tables {
        check_one_rule(read, problems);
        let (Some(Tenancy::Table(settings)), Some(facts)) = (tenancy, &read.columns) else {
            continue;
        };
        let name = read.table.client_column.as_deref();
        if let Some(column) = name.and_then(|name| facts.get(name)) {
            let path = format!("{}.clientColumn", read.path);
            check_fits(column, settings.client_column_type, &path, problems);
        }
    }
}

fn check_one_rule(read: &ReadTable<'_>, problems: &mut Problems) {
    let table = &read.table;
    let rules = [
        ("clientColumn", table.client_column.is_some()),
        ("tenantVia", table.tenant_via.is_some()),
        ("isShared", table.is_shared),
    ];
    let given: Vec<_> = rules.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
    if given.len() > 1 {
        let hint = format!("{} contradict each other; keep one", given.join(" and "));
        problems.report(Stage::Tenancy, read.path.clone(), hint);
    }
}

fn check_fits(
    column: &CatalogColumn,
    wanted: ClientColumnType,
    path: &str,
    problems: &mut Problems,
) {
    let (fits, word, kind) = match wanted {
        ClientColumnType::Number => {
            (holds_whole_numbers(column.data_type), "NUMBER", "whole numbers")
        }
        ClientColumnType::String => {
            (column.data_type.family() == TypeFamily::Text, "STRING", "text")
        }
    };
    if !fits {
        let (name, native) = (&column.name, &column.native_type);
        let hint = format!("clientColumnType {word} means {kind}, and column {name:?} is {native}");
        problems.report(Stage::Tenancy, path, hint);
    }
}

const fn holds_whole_numbers(data_type: DataType) -> bool {
    matches!(
        data_type,
        DataType::Int32
            | DataType::Int64
            | DataType::UInt64
            | DataType::Numeric
            | DataType::Decimal { scale: 0, .. }
    )
}
