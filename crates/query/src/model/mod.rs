//! A datamart made ready for questions: names looked up once, types known, author SQL parsed.
//!
//! A [`Model`] is built once per version of a datamart and shared by all its tenants; it holds no
//! tenant's value. A question costs only look-ups in it.

mod build;
mod cardinality;

use std::collections::HashMap;
use std::sync::Arc;

use souk_model::{
    Aggregate, Cardinality, DataType, Datamart, Fraction, JoinType, Problem, TableName,
};

use crate::Dialect;
use crate::author::Formula;
use crate::guard::Guard;
use crate::sql::{Expr, Identifier};

pub use cardinality::CardinalitySource;

/// One datamart over one schema, in one dialect.
#[derive(Debug)]
pub struct Model {
    pub(crate) datamart: Datamart,
    pub(crate) dialect: &'static dyn Dialect,
    pub(crate) guard: Guard,
    pub(crate) tables: Vec<ModelTable>,
    pub(crate) relationships: Vec<ModelRelationship>,
    /// For each table, the relationships that lead to other tables.
    pub(crate) neighbours: Vec<Vec<usize>>,
    members: HashMap<Box<str>, Lookup<Member>>,
    table_names: HashMap<Box<str>, Lookup<usize>>,
    problems: Vec<Problem>,
}

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup<T> {
    One(T),
    /// Several tables have it; the schema must be named.
    Ambiguous,
}

/// A column or measure, by positions in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Member {
    Column(ColumnId),
    Measure { table: usize, measure: usize },
    Formula { table: usize, formula: usize },
}

/// A table as it is joined: itself, or in the role that a relationship gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) table: usize,
    /// The relationship whose child it is, where a question named it by the relationship.
    pub(crate) role: Option<usize>,
}

/// A column, by its place and its own position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ColumnId {
    pub(crate) place: Place,
    pub(crate) column: usize,
}

impl Place {
    /// The table itself.
    pub(crate) const fn of(table: usize) -> Self {
        Self { table, role: None }
    }

    pub(crate) const fn column(self, column: usize) -> ColumnId {
        ColumnId { place: self, column }
    }
}

#[derive(Debug)]
pub(crate) struct ModelTable {
    pub(crate) name: TableName,
    /// As questions name it: with its schema only where another table has the same name.
    pub(crate) key: Box<str>,
    /// `name.name`, which qualifies columns where the table itself is read.
    pub(crate) base_name: Identifier,
    /// The name of its scoped scan in generated SQL.
    pub(crate) scan: Identifier,
    /// The name of its scan where a join carries the tenant rule.
    pub(crate) unscoped: Identifier,
    pub(crate) columns: Vec<ModelColumn>,
    column_positions: HashMap<Identifier, usize>,
    pub(crate) measures: Vec<ModelMeasure>,
    pub(crate) formulas: Vec<ModelFormula>,
    /// Columns that tell its rows apart, where they are known.
    pub(crate) key_columns: Option<Vec<usize>>,
    /// A name that no column has: in scans a constant, so that a row can be told from no row.
    pub(crate) marker: Identifier,
    pub(crate) tenant_rule: TenantRule,
    /// The columns that an index begins with, where the datasource tells.
    pub(crate) indexed_columns: Option<Vec<String>>,
}

#[derive(Debug)]
pub(crate) struct ModelColumn {
    pub(crate) name: Identifier,
    pub(crate) label: Box<str>,
    pub(crate) data_type: DataType,
    pub(crate) source: ColumnSource,
    /// The database keeps it from being NULL.
    pub(crate) is_present: bool,
    pub(crate) applies_timezone: bool,
}

#[derive(Debug)]
pub(crate) enum ColumnSource {
    Database,
    /// A database type that is only ever handled as text, such as an enum.
    DatabaseAsText,
    /// A custom column, or the operand of a measure.
    Computed(Expr),
}

#[derive(Debug)]
pub(crate) struct ModelMeasure {
    pub(crate) label: Box<str>,
    pub(crate) aggregate: Aggregate,
    /// Absent when rows are counted.
    pub(crate) column: Option<usize>,
    /// A computed column that is true for the rows that count.
    pub(crate) filter: Option<usize>,
    pub(crate) percentile: Option<Fraction>,
    pub(crate) separator: Option<Box<str>>,
    pub(crate) last: Option<ModelLast>,
}

/// Only rows of the latest time count: for each combination of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ModelLast {
    pub(crate) by: usize,
    pub(crate) per: Vec<usize>,
}

/// Arithmetic over measures; names of the table's own measures stand alone.
#[derive(Debug)]
pub(crate) struct ModelFormula {
    pub(crate) label: Box<str>,
    pub(crate) formula: Formula,
}

/// Where a table's tenant rule comes from. The rule itself is made by [`crate::scope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TenantRule {
    /// This column holds the tenant's key.
    ClientColumn(usize),
    /// Rows that lead to a visible row of the other table by this relationship.
    Via(usize),
    /// Every tenant may read every row.
    Shared,
    /// Nothing says whose the rows are.
    Missing,
}

#[derive(Debug)]
pub(crate) struct ModelRelationship {
    pub(crate) name: Identifier,
    pub(crate) parent: usize,
    pub(crate) child: usize,
    /// Columns of the parent and the child that must be equal.
    pub(crate) keys: Vec<(usize, usize)>,
    pub(crate) cardinality: Cardinality,
    pub(crate) cardinality_source: CardinalitySource,
    /// Whether the database itself keeps a row of the parent from meeting several of the child, and
    /// the other way around, whatever is declared.
    pub(crate) kept_to_one: (bool, bool),
    pub(crate) join: JoinType,
    /// Each row of the side that refers has a partner, or NULL in all of its key columns.
    pub(crate) has_integrity: bool,
}

impl Model {
    /// The datamart that this model was built from.
    #[must_use]
    pub const fn datamart(&self) -> &Datamart {
        &self.datamart
    }

    /// The engine's SQL.
    #[must_use]
    pub fn dialect(&self) -> &'static dyn Dialect {
        self.dialect
    }

    /// What does not fit: missing tables and columns, author SQL that is refused. A part with a
    /// problem cannot be named in questions; the others can.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(crate) fn member(&self, name: &str) -> Option<Lookup<Member>> {
        self.members.get(name).copied()
    }

    pub(crate) fn member_names(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(AsRef::as_ref)
    }

    pub(crate) fn table(&self, name: &str) -> Option<Lookup<usize>> {
        self.table_names.get(name).copied()
    }

    pub(crate) fn table_keys(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|table| table.key.as_ref())
    }

    pub(crate) fn column(&self, id: ColumnId) -> &ModelColumn {
        &self.tables[id.place.table].columns[id.column]
    }
}

impl ModelTable {
    pub(crate) fn column_position(&self, name: &str) -> Option<usize> {
        self.column_positions.get(name).copied()
    }
}

impl ModelColumn {
    /// The zone whose wall clock the column shows in a question about `zone`.
    pub(crate) const fn zone(&self, zone: chrono_tz::Tz) -> chrono_tz::Tz {
        if self.applies_timezone { zone } else { chrono_tz::UTC }
    }
}

impl ModelRelationship {
    /// The other end, when `table` is one.
    pub(crate) fn other_end(&self, table: usize) -> Option<usize> {
        if table == self.parent {
            Some(self.child)
        } else if table == self.child {
            Some(self.parent)
        } else {
            None
        }
    }

    /// Whether each row of the parent meets at most one row of the child.
    pub(crate) const fn is_to_one_from_parent(&self) -> bool {
        matches!(self.cardinality, Cardinality::OneToOne | Cardinality::ManyToOne)
    }

    /// Whether each row of `table` meets at most one row of the other end.
    pub(crate) fn is_to_one_from(&self, table: usize) -> bool {
        match self.cardinality {
            Cardinality::OneToOne => true,
            Cardinality::ManyToOne => table == self.parent,
            Cardinality::OneToMany => table == self.child,
            Cardinality::ManyToMany => false,
        }
    }

    /// The key columns as (column of `table`, column of the other end).
    pub(crate) fn keys_from(&self, table: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let is_parent = table == self.parent;
        self.keys.iter().map(
            move |&(parent, child)| {
                if is_parent { (parent, child) } else { (child, parent) }
            },
        )
    }
}

/// Shares one allocation for a name that appears in many trees.
pub(crate) fn identifier(text: &str) -> Identifier {
    Arc::from(text)
}
