//! The columns of one table: database columns that exist, and custom columns with an expression.

use std::collections::HashSet;

use super::draft::ColumnDraft;
use super::given;
use super::index::Columns;
use super::problems::{Problems, Stage};
use super::tables::report_unknown;
use crate::{Column, check_name};

pub(super) fn read(
    drafts: Option<&[ColumnDraft]>,
    table_path: &str,
    facts: Option<&Columns<'_>>,
    problems: &mut Problems,
) -> Vec<Column> {
    let mut seen = HashSet::new();
    let drafts = drafts.unwrap_or_default();
    let mut columns = Vec::with_capacity(drafts.len());
    for (position, draft) in drafts.iter().enumerate() {
        let path = || format!("{table_path}.columns[{position}]");
        let Some(name) = given(draft.name.as_ref()) else {
            let hint = "the column needs a name";
            problems.report(Stage::Structure, format!("{}.name", path()), hint);
            continue;
        };
        if !seen.insert(name) {
            let hint = format!("column {name:?} is listed twice");
            problems.report(Stage::Structure, format!("{}.name", path()), hint);
            continue;
        }
        check_structure(draft, path, problems);
        check_name_in_table(draft, name, path, facts, problems);
        columns.push(column(draft, name));
    }
    columns
}

fn column(draft: &ColumnDraft, name: &str) -> Column {
    Column {
        name: name.to_owned(),
        alias: draft.alias.clone(),
        label: draft.label.clone(),
        is_hidden: draft.is_hidden,
        sql: draft.sql.clone().filter(|_| draft.is_custom),
        is_aggregate: draft.is_aggregate,
        apply_timezone: draft.apply_timezone,
    }
}

/// What can be said without the datasource. The path is made only for what is wrong.
fn check_structure(draft: &ColumnDraft, path: impl Fn() -> String, problems: &mut Problems) {
    let sql = given(draft.sql.as_ref());
    let wrong = match (draft.is_custom, sql) {
        (true, None) => Some(("sql", "a custom column needs an expression")),
        (false, Some(_)) => Some(("sql", "only a custom column has sql; set isCustomColumn")),
        (false, None) if draft.is_aggregate => {
            Some(("isAggregateColumn", "only a custom column can aggregate"))
        }
        _ => None,
    };
    if let Some((field, hint)) = wrong {
        problems.report(Stage::Structure, format!("{}.{field}", path()), hint);
    }
    for (field, text) in [("alias", &draft.alias), ("label", &draft.label), ("sql", &draft.sql)] {
        if text.as_ref().is_some_and(|text| text.contains('\0')) {
            refuse_nul(text.as_deref(), &path(), field, problems);
        }
    }
}

fn check_name_in_table(
    draft: &ColumnDraft,
    name: &str,
    path: impl Fn() -> String,
    facts: Option<&Columns<'_>>,
    problems: &mut Problems,
) {
    let field = || format!("{}.name", path());
    let known = facts.map(|facts| facts.get(name).is_some());
    match (draft.is_custom, known, facts) {
        (false, Some(false), Some(facts)) => {
            report_unknown(Stage::Column, field(), name, facts, problems);
        }
        (true, Some(true), _) => {
            let hint =
                format!("the table has a column {name:?}; a custom column needs its own name");
            problems.report(Stage::Column, field(), hint);
        }
        (true, _, _) => {
            if let Err(error) = check_name(name) {
                problems.report(Stage::Column, field(), format!("the name {error}"));
            }
        }
        _ => {}
    }
}

/// NUL cannot be stored or sent to most databases.
pub(super) fn refuse_nul(text: Option<&str>, path: &str, field: &str, problems: &mut Problems) {
    if text.is_some_and(|text| text.contains('\0')) {
        problems.body(&format!("{path}.{field}"), "must not contain NUL");
    }
}
