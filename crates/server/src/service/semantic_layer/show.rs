//! A layer as it is shown: every table and column of the datamart, described or not.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use souk_model::{
    Catalog, Column, ColumnMeaning, Datamart, SemanticLayer, SemanticType, Table, TableMeaning,
};

use crate::wire::datamart::wire_time;
use crate::wire::semantic_layer::{ColumnMeaningReply, SemanticLayerReply, TableMeaningReply};

pub(super) fn reply(
    datamart: &Datamart,
    catalog: &Catalog,
    layer: &SemanticLayer,
    updated_at: DateTime<Utc>,
) -> SemanticLayerReply {
    let meanings: HashMap<_, _> = layer.tables.iter().map(|known| (&known.name, known)).collect();
    let tables: Vec<_> = datamart
        .tables
        .iter()
        .map(|table| table_reply(table, catalog, meanings.get(&table.name).copied()))
        .collect();
    SemanticLayerReply {
        datamart_name: datamart.name.clone(),
        completion_score: completion_score(&tables),
        tables,
        feedback: layer.feedback.clone().unwrap_or_default(),
        last_updated: wire_time(updated_at),
    }
}

/// The share of tables and columns that have a description, in percent, rounded down.
fn completion_score(tables: &[TableMeaningReply]) -> usize {
    let is_told = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let (mut told, mut all) = (0, 0);
    for table in tables {
        all += 1 + table.columns.len();
        told += usize::from(is_told(&table.description));
        told += table.columns.iter().filter(|column| is_told(&column.description)).count();
    }
    (told * 100).checked_div(all).unwrap_or(0)
}

fn table_reply(
    table: &Table,
    catalog: &Catalog,
    meaning: Option<&TableMeaning>,
) -> TableMeaningReply {
    let facts = catalog.find(Some(&table.name.schema), &table.name.name).ok();
    let types: HashMap<_, _> = facts
        .iter()
        .flat_map(|facts| &facts.columns)
        .map(|column| (&*column.name, &*column.native_type))
        .collect();
    let meanings: HashMap<_, _> = meaning
        .iter()
        .flat_map(|meaning| &meaning.columns)
        .map(|column| (&*column.name, column))
        .collect();
    let column = |column: &Column| {
        let datatype = types.get(&*column.name).filter(|_| column.sql.is_none());
        let datatype = datatype.copied().unwrap_or_default();
        column_reply(&column.name, datatype, meanings.get(&*column.name).copied())
    };
    TableMeaningReply {
        name: table.name.name.clone(),
        schema_name: table.name.schema.clone(),
        description: meaning.and_then(|meaning| meaning.description.clone()),
        synonyms: meaning.map(|meaning| meaning.synonyms.clone()).unwrap_or_default(),
        miscellaneous_info: meaning.and_then(|meaning| meaning.miscellaneous.clone()),
        columns: table.columns.iter().map(column).collect(),
    }
}

fn column_reply(name: &str, datatype: &str, meaning: Option<&ColumnMeaning>) -> ColumnMeaningReply {
    ColumnMeaningReply {
        name: name.to_owned(),
        datatype: datatype.to_owned(),
        description: meaning.and_then(|meaning| meaning.description.clone()),
        synonyms: meaning.map(|meaning| meaning.synonyms.clone()).unwrap_or_default(),
        miscellaneous_info: meaning.and_then(|meaning| meaning.miscellaneous.clone()),
        column_type: meaning.and_then(|meaning| meaning.column_type).map(SemanticType::wire_name),
        column_type_config: meaning.and_then(|meaning| meaning.column_type_config.clone()),
        is_identifier: meaning.is_some_and(|meaning| meaning.is_identifier),
        is_not_indexed: meaning.is_some_and(|meaning| meaning.is_not_indexed),
    }
}
