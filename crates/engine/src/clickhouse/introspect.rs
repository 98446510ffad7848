//! Tables and columns of one database, from what three questions to `system` have found.
//!
//! ClickHouse has no keys in the sense of this catalog: what it calls a primary key orders rows and may
//! repeat. So no table has a primary key or a unique one, or refers to another; a relationship's
//! cardinality is measured on the data or declared.

use std::collections::HashMap;

use souk_model::{Catalog, CatalogColumn, CatalogTable};

use super::types::Declared;
use crate::Reading;

pub(super) const TABLES: &str = include_str!("sql/tables.sql");
/// Old servers keep no comments of tables.
pub(super) const TABLES_WITHOUT_COMMENTS: &str = include_str!("sql/tables_without_comments.sql");
pub(super) const COLUMNS: &str = include_str!("sql/columns.sql");
pub(super) const ROWS: &str = include_str!("sql/rows.sql");
pub(super) const ROWS_OF_PARTS: &str = include_str!("sql/rows_of_parts.sql");

/// Rows of texts, with as many columns as the question has.
pub(super) type Texts<const WIDTH: usize> = Vec<[String; WIDTH]>;

/// The schema of every table is the database.
pub(super) fn catalog(
    database: &str,
    tables: Texts<4>,
    mut columns: Columns,
    rows: Texts<2>,
) -> Catalog {
    let rows: HashMap<String, u64> =
        rows.into_iter().filter_map(|[table, rows]| Some((table, rows.parse().ok()?))).collect();
    let tables = tables.into_iter().filter_map(|[name, engine, key, comment]| {
        // Nothing of it may be read.
        let columns = columns.0.remove(&name)?;
        Some(CatalogTable {
            schema: database.to_owned(),
            primary_key: Vec::new(),
            unique_keys: Vec::new(),
            indexed_columns: indexed(&engine, &key, &columns),
            foreign_keys: Vec::new(),
            row_estimate: rows.get(&name).copied().filter(|_| !engine.ends_with("View")),
            comment: said(comment),
            columns,
            name,
        })
    });
    Catalog { tables: tables.collect() }
}

/// An empty text says nothing.
fn said(comment: String) -> Option<String> {
    (!comment.is_empty()).then_some(comment)
}

/// The columns of each table, by its name.
#[derive(Default)]
pub(super) struct Columns(HashMap<String, Vec<CatalogColumn>>);

impl Columns {
    /// Takes what has arrived: rows come in the order of their tables, so that the last one may have more.
    pub(super) fn add(&mut self, rows: Texts<4>, reading: &mut Reading<'_>) {
        for [table, name, full, comment] in rows {
            let declared = Declared::of(&full);
            self.0.entry(table).or_default().push(CatalogColumn {
                name,
                data_type: declared.data_type(),
                native_type: declared.name.to_owned(),
                nullable: declared.is_nullable,
                comment: said(comment),
            });
            reading.came_to(self.0.len() - 1);
        }
    }
}

/// The column that rows are ordered by first; `None` for engines that lead elsewhere.
fn indexed(engine: &str, key: &str, columns: &[CatalogColumn]) -> Option<Vec<String>> {
    let is_plain = matches!(engine, "Memory" | "Log" | "TinyLog" | "StripeLog");
    if !is_plain && !engine.ends_with("MergeTree") {
        return None;
    }
    let begins_key = |column: &&CatalogColumn| {
        let name = &column.name;
        let quoted = format!("`{}`", name.replace('\\', "\\\\").replace('`', "\\`"));
        [name, &quoted].into_iter().any(|name| {
            key.strip_prefix(name.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
        })
    };
    Some(columns.iter().filter(begins_key).map(|column| column.name.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_column_of_the_key_is_indexed() {
        let names = ["a", "ab", "x y", "t`k", "a\\b"];
        let column = |name: &str| CatalogColumn {
            name: name.to_owned(),
            data_type: souk_model::DataType::Int32,
            native_type: "Int32".to_owned(),
            nullable: false,
            comment: None,
        };
        let columns = names.map(column);
        let cases = [
            ("a, ab", vec!["a"]),
            ("ab", vec!["ab"]),
            ("`x y`, a", vec!["x y"]),
            ("`t\\`k`", vec!["t`k"]),
            ("`a\\\\b`", vec!["a\\b"]),
            ("a % 3, ab", vec![]),
            ("", vec![]),
        ];
        for (key, expected) in cases {
            let expected = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(indexed("ReplacingMergeTree", key, &columns), Some(expected), "{key}");
        }
        assert_eq!(indexed("View", "", &columns), None);
        assert_eq!(indexed("Distributed", "", &columns), None);
    }
}
