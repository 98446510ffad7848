//! What of a datamart a change of the schema touches.

use super::{ChangeKind, SchemaChange};
use crate::{Datamart, Operand, Table, TableName, Tenancy};

/// The parts of a datamart that read what has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Columns, measures and formulas, as `table.member`; every one of a table that is gone.
    pub members: Vec<String>,
    /// Relationships by name.
    pub relationships: Vec<String>,
    /// Whether it decides whose rows are whose: questions about the table are refused until the
    /// datamart is mended.
    pub tenancy: bool,
}

impl Touched {
    /// Whether the datamart goes on as it was.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.members.is_empty() && self.relationships.is_empty() && !self.tenancy
    }

    /// What of `datamart` the change touches. What is new touches nothing. Names inside SQL are found
    /// as words, so that one too many may be named, and none too few.
    #[must_use]
    pub fn by(change: &SchemaChange, datamart: &Datamart) -> Self {
        if change.kind == ChangeKind::Added {
            return Self::default();
        }
        let column = change.column.as_deref();
        let mut touched = Self {
            members: Vec::new(),
            relationships: relationships(datamart, &change.table, column),
            tenancy: !matches!(change.kind, ChangeKind::Rekeyed { .. })
                && decides_tenancy(datamart, &change.table, column),
        };
        if let Some(table) = datamart.table(&change.table) {
            touched.members = match (column, &change.kind) {
                (Some(column), _) => members_over(table, column),
                // A key says how often rows count, and is read by no member.
                (None, ChangeKind::Rekeyed { .. }) => Vec::new(),
                (None, _) => members(table).map(|(name, _)| name).collect(),
            };
            touched.add_formulas_of_others(datamart, table);
        }
        touched
    }

    fn add_formulas_of_others(&mut self, datamart: &Datamart, changed: &Table) {
        let is_read = |formula: &str| self.members.iter().any(|member| formula.contains(member));
        let others = datamart.tables.iter().filter(|table| table.name != changed.name);
        let found: Vec<_> = others
            .flat_map(|table| table.formulas.iter().map(move |formula| (table, formula)))
            .filter(|(_, formula)| is_read(&formula.formula))
            .map(|(table, formula)| format!("{}.{}", table.name.name, formula.name))
            .collect();
        self.members.extend(found);
    }
}

/// Every member of a table with what it reads, as words of text.
fn members(table: &Table) -> impl Iterator<Item = (String, Vec<&str>)> {
    let named = |name: &str| format!("{}.{name}", table.name.name);
    let columns = table.columns.iter().map(move |column| {
        let read = column.sql.as_deref().unwrap_or(&column.name);
        (named(&column.name), vec![read])
    });
    let measures = table.measures.iter().map(move |measure| {
        let mut read: Vec<_> = measure.filter.as_deref().into_iter().collect();
        match &measure.operand {
            Operand::Rows => {}
            Operand::Column(text) | Operand::Sql(text) => read.push(text),
        }
        if let Some(last) = &measure.last {
            read.extend(last.per.iter().chain([&last.by]).map(String::as_str));
        }
        (named(&measure.name), read)
    });
    let formulas =
        table.formulas.iter().map(move |one| (named(&one.name), vec![one.formula.as_str()]));
    columns.chain(measures).chain(formulas)
}

/// The members that read a column, and those that read these.
fn members_over(table: &Table, column: &str) -> Vec<String> {
    let mut broken: Vec<String> = vec![column.to_owned()];
    let mut found: Vec<String> = Vec::new();
    loop {
        let before = found.len();
        for (name, read) in members(table) {
            let reads = |word: &String| read.iter().any(|text| has_word(text, word));
            if !found.contains(&name) && broken.iter().any(reads) {
                broken
                    .extend(name.strip_prefix(&format!("{}.", table.name.name)).map(str::to_owned));
                found.push(name);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// Whether the text has the word, in any letter case, not as a part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    !word.is_empty()
        && text.match_indices(&word).any(|(start, found)| {
            let before = text[..start].chars().next_back();
            let after = text[start + found.len()..].chars().next();
            !before.is_some_and(is_part) && !after.is_some_and(is_part)
        })
}

fn relationships(datamart: &Datamart, table: &TableName, column: Option<&str>) -> Vec<String> {
    let is = |name: &String| column.is_none_or(|column| column == name);
    let touches = |one: &&crate::Relationship| {
        (one.parent == *table && one.keys.iter().any(|key| is(&key.parent)))
            || (one.child == *table && one.keys.iter().any(|key| is(&key.child)))
    };
    let found = datamart.relationships.iter().filter(touches);
    found.map(|one| one.name.clone()).collect()
}

fn decides_tenancy(datamart: &Datamart, table: &TableName, column: Option<&str>) -> bool {
    let is = |name: &String| column.is_none_or(|column| column == name);
    let own = datamart.table(table).and_then(|table| table.client_column.as_ref());
    let mapping = match &datamart.tenancy {
        Some(Tenancy::Table(tenancy)) if tenancy.mapping_table == *table => {
            is(&tenancy.key_column) || is(&tenancy.name_column)
        }
        _ => false,
    };
    own.is_some_and(is) || mapping
}
