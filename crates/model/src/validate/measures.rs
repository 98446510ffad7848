//! The measures of one table.

use std::collections::{HashMap, HashSet};

use super::columns::refuse_nul;
use super::draft::MeasureDraft;
use super::given;
use super::index::Columns;
use super::problems::{Problems, Stage};
use super::tables::report_unknown;
use crate::{Aggregate, Column, Measure, Operand, check_name};

pub(super) fn read(
    drafts: &[MeasureDraft],
    table_path: &str,
    columns: &[Column],
    facts: Option<&Columns<'_>>,
    problems: &mut Problems,
) -> Vec<Measure> {
    if drafts.is_empty() {
        return Vec::new();
    }
    let table = Surroundings {
        columns: columns.iter().map(|column| (&*column.name, column.sql.is_some())).collect(),
        facts,
    };
    let mut seen = HashSet::new();
    let mut measures = Vec::with_capacity(drafts.len());
    for (position, draft) in drafts.iter().enumerate() {
        let path = format!("{table_path}.measures[{position}]");
        let name = read_name(draft, &path, &table, &mut seen, problems);
        let aggregate = read_aggregate(draft, &path, problems);
        refuse_nul(draft.label.as_deref(), &path, "label", problems);
        refuse_nul(draft.sql.as_deref(), &path, "sql", problems);
        if let (Some(name), Some(aggregate)) = (name, aggregate) {
            let operand = read_operand(draft, aggregate, &path, &table, problems);
            measures.push(Measure {
                label: draft.label.clone(),
                ..Measure::new(name, aggregate, operand)
            });
        }
    }
    measures
}

/// What a measure may refer to.
struct Surroundings<'a> {
    /// The listed columns, and whether each is a custom one.
    columns: HashMap<&'a str, bool>,
    facts: Option<&'a Columns<'a>>,
}

fn read_name<'a>(
    draft: &'a MeasureDraft,
    path: &str,
    table: &Surroundings<'_>,
    seen: &mut HashSet<&'a str>,
    problems: &mut Problems,
) -> Option<String> {
    let field = format!("{path}.name");
    let Some(name) = draft.name.as_deref() else {
        problems.required(&field);
        return None;
    };
    if let Err(error) = check_name(name) {
        problems.body(&field, &error.to_string());
    }
    if !seen.insert(name) {
        problems.report(Stage::Measure, field, format!("measure {name:?} is listed twice"));
    } else if table.columns.contains_key(name) {
        let hint = format!("the table has a column {name:?}; a measure needs its own name");
        problems.report(Stage::Measure, field, hint);
    }
    Some(name.to_owned())
}

fn read_aggregate(draft: &MeasureDraft, path: &str, problems: &mut Problems) -> Option<Aggregate> {
    let field = format!("{path}.aggregate");
    let Some(text) = given(draft.aggregate.as_ref()) else {
        problems.required(&field);
        return None;
    };
    let aggregate = Aggregate::from_wire(text);
    if aggregate.is_none() {
        let names: Vec<_> = Aggregate::ALL.iter().map(|known| known.wire_name()).collect();
        problems.body(&field, &format!("must be one of [{}]", names.join(", ")));
    }
    aggregate
}

fn read_operand(
    draft: &MeasureDraft,
    aggregate: Aggregate,
    path: &str,
    table: &Surroundings<'_>,
    problems: &mut Problems,
) -> Operand {
    match (given(draft.column.as_ref()), given(draft.sql.as_ref())) {
        (Some(_), Some(_)) => {
            let hint = "give a column or an expression, not both";
            problems.report(Stage::Measure, path, hint);
            Operand::Rows
        }
        (Some(column), None) => {
            check_column(column, aggregate, path, table, problems);
            Operand::Column(column.to_owned())
        }
        (None, Some(sql)) => Operand::Sql(sql.to_owned()),
        (None, None) => {
            if aggregate != Aggregate::Count {
                let hint = format!("{} needs a column or an expression", aggregate.wire_name());
                problems.report(Stage::Measure, path, hint);
            }
            Operand::Rows
        }
    }
}

fn check_column(
    name: &str,
    aggregate: Aggregate,
    path: &str,
    table: &Surroundings<'_>,
    problems: &mut Problems,
) {
    // The type of a custom column is known only where its expression is read.
    let is_custom = table.columns.get(name).copied().unwrap_or(false);
    let (false, Some(facts)) = (is_custom, table.facts) else { return };
    let field = format!("{path}.column");
    let Some(column) = facts.get(name) else {
        report_unknown(Stage::Measure, field, name, facts, problems);
        return;
    };
    let needs_number = matches!(aggregate, Aggregate::Sum | Aggregate::Avg);
    if needs_number && !column.data_type.is_number() {
        let (word, native) = (aggregate.wire_name(), &column.native_type);
        let hint = format!("{word} needs numbers, and column {name:?} is {native}");
        problems.report(Stage::Measure, field, hint);
    }
}
