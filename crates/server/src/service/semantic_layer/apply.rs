//! Puts what is sent into a layer. Reports every unknown name and malformed value at once.

use serde_json::Value;
use souk_model::{
    ColumnMeaning, Datamart, ErrorCode, Problem, SemanticLayer, SemanticType, Table, TableMeaning,
    nearest,
};

use crate::http::ApiError;
use crate::wire::semantic_layer::{ColumnMeaningBody, SemanticLayerBody, TableMeaningBody};

const MOST_SYNONYMS: usize = 10;

/// The layer with the body merged in.
pub(super) fn applied(
    mut layer: SemanticLayer,
    body: SemanticLayerBody,
    datamart: &Datamart,
) -> Result<SemanticLayer, ApiError> {
    let mut problems = Vec::new();
    for (position, sent) in body.tables.unwrap_or_default().into_iter().enumerate() {
        let path = format!("tables[{position}]");
        let Some(table) = find_table(&sent, datamart, &path, &mut problems) else { continue };
        let meaning = table_meaning(&mut layer, table);
        apply_table(meaning, sent, table, &path, &mut problems);
    }
    if let Some(feedback) = body.feedback {
        layer.feedback = feedback;
    }
    if problems.is_empty() { Ok(layer) } else { Err(problems.into()) }
}

fn report(problems: &mut Vec<Problem>, message: &str, path: String, hint: String) {
    problems.push(Problem::new(ErrorCode::INVALID_REQUEST_BODY, message, path, hint));
}

fn find_table<'a>(
    sent: &TableMeaningBody,
    datamart: &'a Datamart,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'a Table> {
    const MESSAGE: &str = "Invalid schema or table name";
    let schema = sent.schema_name.as_deref().filter(|text| !text.is_empty());
    let fits = |table: &&Table| {
        table.name.name == sent.name && schema.is_none_or(|schema| table.name.schema == schema)
    };
    let found: Vec<_> = datamart.tables.iter().filter(fits).collect();
    match found.as_slice() {
        [table] => return Some(table),
        [] => {
            let names = datamart.tables.iter().map(|table| &*table.name.name);
            let hint =
                format!("the datamart has no table {:?}{}", sent.name, near(&sent.name, names));
            report(problems, MESSAGE, format!("{path}.name"), hint);
        }
        _ => {
            let hint = format!("the datamart has several tables {:?}; name the schema", sent.name);
            report(problems, MESSAGE, format!("{path}.schemaName"), hint);
        }
    }
    None
}

fn near<'a>(unknown: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    let found = nearest(unknown, candidates);
    found.map(|found| format!("; did you mean {found:?}?")).unwrap_or_default()
}

fn table_meaning<'a>(layer: &'a mut SemanticLayer, table: &Table) -> &'a mut TableMeaning {
    let position = layer.tables.iter().position(|known| known.name == table.name);
    let position = position.unwrap_or_else(|| {
        layer.tables.push(TableMeaning {
            name: table.name.clone(),
            description: None,
            synonyms: Vec::new(),
            miscellaneous: None,
            columns: Vec::new(),
        });
        layer.tables.len() - 1
    });
    &mut layer.tables[position]
}

fn apply_table(
    meaning: &mut TableMeaning,
    sent: TableMeaningBody,
    table: &Table,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    set(&mut meaning.description, sent.description);
    set(&mut meaning.miscellaneous, sent.miscellaneous_info);
    set_synonyms(&mut meaning.synonyms, sent.synonyms, path, problems);
    for (position, sent) in sent.columns.unwrap_or_default().into_iter().enumerate() {
        let path = format!("{path}.columns[{position}]");
        if !table.columns.iter().any(|column| column.name == sent.name) {
            let names = table.columns.iter().map(|column| &*column.name);
            let near = near(&sent.name, names);
            let hint = format!("table {:?} has no column {:?}{near}", table.name.name, sent.name);
            report(problems, "Invalid column names in table", format!("{path}.name"), hint);
            continue;
        }
        let column = column_meaning(meaning, &sent.name);
        apply_column(column, sent, &path, problems);
    }
}

fn column_meaning<'a>(table: &'a mut TableMeaning, name: &str) -> &'a mut ColumnMeaning {
    let position = table.columns.iter().position(|known| known.name == name);
    let position = position.unwrap_or_else(|| {
        table.columns.push(ColumnMeaning {
            name: name.to_owned(),
            description: None,
            synonyms: Vec::new(),
            miscellaneous: None,
            column_type: None,
            column_type_config: None,
            is_identifier: false,
            is_not_indexed: false,
        });
        table.columns.len() - 1
    });
    &mut table.columns[position]
}

fn apply_column(
    meaning: &mut ColumnMeaning,
    sent: ColumnMeaningBody,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    set(&mut meaning.description, sent.description);
    set(&mut meaning.miscellaneous, sent.miscellaneous_info);
    set_synonyms(&mut meaning.synonyms, sent.synonyms, path, problems);
    if let Some(flag) = sent.is_identifier {
        meaning.is_identifier = flag;
    }
    if let Some(flag) = sent.is_not_indexed {
        meaning.is_not_indexed = flag;
    }
    if let Some(text) = sent.column_type {
        meaning.column_type = text.and_then(|text| read_type(&text, path, problems));
        // A description of one kind of values does not fit another kind.
        meaning.column_type_config = None;
    }
    if let Some(config) = sent.column_type_config {
        check_config(meaning.column_type, config.as_ref(), path, problems);
        meaning.column_type_config = config;
    }
}

/// Absent leaves, null clears, a value sets.
fn set<T>(target: &mut Option<T>, sent: Option<Option<T>>) {
    if let Some(value) = sent {
        *target = value;
    }
}

fn set_synonyms(
    target: &mut Vec<String>,
    sent: Option<Vec<String>>,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    let Some(synonyms) = sent else { return };
    if synonyms.len() > MOST_SYNONYMS {
        let field = format!("{path}.synonyms");
        let message = format!("\"{field}\" must contain less than or equal to 10 items");
        report(problems, &message, field, format!("{} are given", synonyms.len()));
    }
    *target = synonyms;
}

fn read_type(text: &str, path: &str, problems: &mut Vec<Problem>) -> Option<SemanticType> {
    let known = SemanticType::from_wire(text);
    if known.is_none() {
        let names: Vec<_> = SemanticType::ALL.iter().map(|(name, _)| *name).collect();
        let field = format!("{path}.columnType");
        let message = format!("\"{field}\" must be one of [{}]", names.join(", "));
        report(problems, &message, field, message.clone());
    }
    known
}

fn check_config(
    column_type: Option<SemanticType>,
    config: Option<&Value>,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    let Some(config) = config else { return };
    let wanted = match column_type {
        Some(SemanticType::Enum | SemanticType::String) => {
            (!is_text_map(config)).then_some("an object of value to description")
        }
        Some(SemanticType::Range) => {
            (!is_range(config)).then_some("an object with lowerLimit and upperLimit")
        }
        Some(SemanticType::Expression | SemanticType::Json) => {
            (!config.is_string()).then_some("a string")
        }
        Some(SemanticType::Number | SemanticType::Identifier) => Some("null for this columnType"),
        None => Some("null where there is no columnType"),
    };
    if let Some(wanted) = wanted {
        let field = format!("{path}.columnTypeConfig");
        let message = format!("\"{field}\" must be {wanted}");
        report(problems, &message, field, message.clone());
    }
}

fn is_text_map(config: &Value) -> bool {
    config.as_object().is_some_and(|fields| fields.values().all(Value::is_string))
}

/// Limits are numbers, or texts such as dates.
fn is_range(config: &Value) -> bool {
    let is_limit = |value: &Value| value.is_number() || value.is_string() || value.is_null();
    config.as_object().is_some_and(|fields| {
        let known = |(name, value): (&String, &Value)| {
            matches!(name.as_str(), "lowerLimit" | "upperLimit") && is_limit(value)
        };
        !fields.is_empty() && fields.iter().all(known)
    })
}
