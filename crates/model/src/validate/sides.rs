//! One side of a relationship: which table of the datamart, which of its columns.

use std::collections::HashMap;

use super::draft::SideDraft;
use super::given;
use super::problems::{Problems, Stage};
use super::tables::{ReadTable, report_unknown};

/// The tables of the datamart by their names.
pub(super) struct TablesByName<'t, 'a> {
    by_name: HashMap<&'t str, Vec<&'t ReadTable<'a>>>,
}

/// A side whose table was found; its columns are as given.
pub(super) struct Side<'t, 'a> {
    pub(super) read: &'t ReadTable<'a>,
    pub(super) columns: Vec<String>,
}

impl<'t, 'a> TablesByName<'t, 'a> {
    pub(super) fn new(tables: &'t [ReadTable<'a>]) -> Self {
        let mut by_name: HashMap<&str, Vec<&ReadTable<'_>>> = HashMap::new();
        for read in tables {
            by_name.entry(&read.table.name.name).or_default().push(read);
        }
        Self { by_name }
    }

    fn named(&self, schema: Option<&str>, name: &str) -> Vec<&'t ReadTable<'a>> {
        let namesakes = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let fits =
            |read: &&&ReadTable<'_>| schema.is_none_or(|wanted| read.table.name.schema == wanted);
        namesakes.iter().filter(fits).copied().collect()
    }

    /// The tables that `orders` or `sales.orders` may mean. A table's own name may hold dots, so a
    /// name that fits as it stands comes first.
    fn meant(&self, schema: Option<&str>, name: &str) -> Vec<&'t ReadTable<'a>> {
        let whole = self.named(schema, name);
        if !whole.is_empty() || schema.is_some() {
            return whole;
        }
        name.match_indices('.')
            .flat_map(|(dot, _)| self.named(Some(&name[..dot]), &name[dot + 1..]))
            .collect()
    }
}

/// Reads one side; `word` is `parent` or `child`.
pub(super) fn read<'t, 'a>(
    draft: &SideDraft,
    word: &str,
    path: &str,
    tables: &TablesByName<'t, 'a>,
    problems: &mut Problems,
) -> Option<Side<'t, 'a>> {
    let columns = read_columns(draft, word, path, problems);
    let field = format!("{path}.{word}TableName");
    let Some(name) = given(draft.table.as_ref()) else {
        problems.required(&field);
        return None;
    };
    let read = match tables.meant(given(draft.schema.as_ref()), name).as_slice() {
        [only] => *only,
        [] => {
            let near = problems.suggest(name, tables.by_name.keys().copied());
            let hint = format!("the table list has no table {name:?}{near}");
            problems.report(Stage::Relationship, field, hint);
            return None;
        }
        several => {
            let names: Vec<_> = several.iter().map(|read| read.table.name.to_string()).collect();
            let hint = format!("{name:?} may mean {}; name the schema", names.join(" or "));
            problems.report(Stage::Relationship, field, hint);
            return None;
        }
    };
    let columns = columns?;
    check_columns(draft, &columns, word, path, read, problems)?;
    Some(Side { read, columns })
}

fn read_columns(
    draft: &SideDraft,
    word: &str,
    path: &str,
    problems: &mut Problems,
) -> Option<Vec<String>> {
    let field = format!("{path}.{word}ColumnName");
    match (given(draft.column.as_ref()), draft.columns.as_slice()) {
        (None, []) => {
            problems.required(&field);
            None
        }
        (Some(column), []) => Some(vec![column.to_owned()]),
        (Some(column), [first, ..]) if first != column => {
            let hint = format!("give {word}ColumnName or {word}ColumnNames, not two that differ");
            problems.report(Stage::Relationship, field, hint);
            None
        }
        (_, several) => Some(several.to_vec()),
    }
}

fn check_columns(
    draft: &SideDraft,
    columns: &[String],
    word: &str,
    path: &str,
    read: &ReadTable<'_>,
    problems: &mut Problems,
) -> Option<()> {
    let facts = read.columns.as_ref()?;
    let mut all_known = Some(());
    for (position, name) in columns.iter().enumerate().filter(|(_, name)| facts.get(name).is_none())
    {
        let field = if draft.columns.is_empty() {
            format!("{path}.{word}ColumnName")
        } else {
            format!("{path}.{word}ColumnNames[{position}]")
        };
        report_unknown(Stage::Relationship, field, name, facts, problems);
        all_known = None;
    }
    all_known
}
