//! The measures of one table.

use std::collections::{HashMap, HashSet};

use super::columns::refuse_nul;
use super::draft::MeasureDraft;
use super::given;
use super::index::Columns;
use super::problems::{Problems, Stage};
use super::tables::report_unknown;
use crate::{Aggregate, Column, Formula, Measure, Operand, check_name};

pub(super) fn read(
    drafts: &[MeasureDraft],
    table_path: &str,
    columns: &[Column],
    facts: Option<&Columns<'_>>,
    problems: &mut Problems,
) -> (Vec<Measure>, Vec<Formula>) {
    if drafts.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let table = Surroundings {
        columns: columns.iter().map(|column| (&*column.name, column.sql.is_some())).collect(),
        facts,
    };
    let mut seen = HashSet::new();
    let mut measures = Vec::with_capacity(drafts.len());
    let mut formulas = Vec::new();
    for (position, draft) in drafts.iter().enumerate() {
        let path = format!("{table_path}.measures[{position}]");
        let name = read_name(draft, &path, &table, &mut seen, problems);
        for (field, text) in draft.texts() {
            refuse_nul(text, &path, field, problems);
        }
        if let Some(formula) = &draft.formula {
            refuse_aggregation(draft, &path, problems);
            let (label, formula) = (draft.label.clone(), formula.clone());
            formulas.extend(name.map(|name| Formula { name, label, formula }));
            continue;
        }
        let aggregate = read_aggregate(draft, &path, problems);
        if let (Some(name), Some(aggregate)) = (name, aggregate) {
            let operand = read_operand(draft, aggregate, &path, &table, problems);
            if aggregate == Aggregate::Percentile && draft.percentile.is_none() {
                let hint = "PERCENTILE needs a percentile from 0 to 1";
                problems.report(Stage::Measure, &*path, hint);
            }
            measures.push(Measure {
                label: draft.label.clone(),
                filter: draft.filter.clone(),
                percentile: draft.percentile,
                separator: draft.separator.clone(),
                last: draft.last.clone(),
                ..Measure::new(name, aggregate, operand)
            });
        }
    }
    (measures, formulas)
}

impl MeasureDraft {
    fn texts(&self) -> [(&'static str, Option<&str>); 5] {
        [
            ("label", self.label.as_deref()),
            ("sql", self.sql.as_deref()),
            ("filter", self.filter.as_deref()),
            ("separator", self.separator.as_deref()),
            ("formula", self.formula.as_deref()),
        ]
    }
}

/// A formula computes from measures, and has no rows of its own.
fn refuse_aggregation(draft: &MeasureDraft, path: &str, problems: &mut Problems) {
    let has_more = draft.aggregate.is_some()
        || draft.column.is_some()
        || draft.sql.is_some()
        || draft.filter.is_some()
        || draft.last.is_some();
    if has_more {
        let hint = "a formula stands alone, without aggregate, column, sql, filter and last";
        problems.report(Stage::Measure, path, hint);
    }
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
    let needs_number = matches!(
        aggregate,
        Aggregate::Sum
            | Aggregate::Avg
            | Aggregate::Median
            | Aggregate::Percentile
            | Aggregate::Stddev
    );
    if needs_number && !column.data_type.is_number() {
        let (word, native) = (aggregate.wire_name(), &column.native_type);
        let hint = format!("{word} needs numbers, and column {name:?} is {native}");
        problems.report(Stage::Measure, field, hint);
    }
}
