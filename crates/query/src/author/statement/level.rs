//! The names of one SELECT: its sources, those of the SELECTs around it, and what may stand where.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use souk_model::{DataType, suggestion};
use sqlparser::ast::{self, Ident};

use super::super::names::{fits, position};
use super::super::translate::{Fitted, Surroundings, Translated, Translator, refuse, typed};
use super::super::{AuthorExpression, Refusal};
use super::context::Context;
use super::tokens::DATABASE_MARK;
use crate::sql::{Expr, Identifier};

/// A column of a source.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) data_type: DataType,
    /// Its name in the generated text.
    pub(super) key: Identifier,
    /// Its position, where the source is a table.
    pub(super) position: Option<usize>,
    /// Whether `*` stands for it too.
    pub(super) is_shown: bool,
}

/// What FROM names.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// As the author calls it: its schema, where it is a table without an alias, and its name.
    pub(super) schema: Option<String>,
    pub(super) name: String,
    /// Its name in the generated text.
    pub(super) alias: Identifier,
    pub(super) columns: Vec<Column>,
    pub(super) table: Option<usize>,
}

/// A common table where it can be seen.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) name: String,
    pub(super) key: Identifier,
    pub(super) columns: Vec<Column>,
}

/// The common tables that a query sees, the nearest last.
pub(super) type Commons = Vec<Rc<Common>>;

/// Where in a SELECT an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clause {
    /// WHERE, ON, GROUP BY.
    Rows,
    /// The SELECT list, ORDER BY.
    Outputs,
    Having,
    /// Arguments of an aggregate.
    Aggregate,
    /// Arguments and keys of a window.
    Window,
}

/// One SELECT.
pub(super) struct Level<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) commons: Commons,
    pub(super) outer: Option<&'a Level<'a>>,
    pub(super) sources: Vec<Named>,
    /// Columns that USING has made one.
    pub(super) merged: Vec<(String, AuthorExpression)>,
    pub(super) clause: Cell<Clause>,
    /// Whether it names columns of a SELECT around it.
    pub(super) is_correlated: Cell<bool>,
    /// What the SELECT aggregates; elsewhere in it each is a column of `groups`.
    pub(super) aggregates: RefCell<Vec<Expr>>,
    pub(super) groups: Identifier,
}

impl<'a> Level<'a> {
    pub(super) fn new(
        context: &'a Context<'a>,
        commons: Commons,
        outer: Option<&'a Level<'a>>,
    ) -> Self {
        Self {
            context,
            commons,
            outer,
            sources: Vec::new(),
            merged: Vec::new(),
            clause: Cell::new(Clause::Rows),
            is_correlated: Cell::new(false),
            aggregates: RefCell::default(),
            groups: context.name("groups", ""),
        }
    }

    pub(super) fn expression(&self, parsed: &ast::Expr) -> Translated {
        Translator::new(self).expression(parsed)
    }

    /// The same where other things may stand.
    pub(super) fn within(&self, clause: Clause, parsed: &ast::Expr) -> Translated {
        let before = self.clause.replace(clause);
        let read = self.expression(parsed);
        self.clause.set(before);
        read
    }

    pub(super) fn condition(&self, clause: Clause, parsed: &ast::Expr) -> Result<Expr, Refusal> {
        let read = self.within(clause, parsed)?;
        if read.data_type != DataType::Boolean {
            return Err(Refusal::WrongType("a condition is needed here".to_owned()));
        }
        Ok(read.expression)
    }

    /// The conditions that AND joins, without those of a variable that is not set.
    pub(super) fn conditions(
        &self,
        clause: Clause,
        parsed: &ast::Expr,
    ) -> Result<Vec<Expr>, Refusal> {
        let mut parts = Vec::new();
        conjuncts(parsed, &mut parts);
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            match self.condition(clause, part) {
                Ok(condition) => kept.push(condition),
                Err(Refusal::Unset(_)) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(kept)
    }

    /// A column of this SELECT; `None` where it has none of the name.
    fn own_column(&self, parts: &[Ident]) -> Result<Option<AuthorExpression>, Refusal> {
        if let [name] = parts {
            if let Some((_, column)) = self.merged.iter().find(|(merged, _)| fits(name, merged)) {
                return Ok(Some(column.clone()));
            }
            let found: Vec<_> = self
                .sources
                .iter()
                .filter_map(|source| source.column(name).map(|column| (source, column)))
                .collect();
            return match found.as_slice() {
                [] => Ok(None),
                [(source, column)] => Ok(Some(self.read(source, column))),
                _ => Err(Refusal::Ambiguous(name.value.clone())),
            };
        }
        let (qualifier, name) = match parts {
            [qualifier @ .., name] => (qualifier, name),
            [] => return Ok(None),
        };
        let Some(source) = self.source(qualifier) else { return Ok(None) };
        match source.column(name) {
            Some(column) => Ok(Some(self.read(source, column))),
            None => Err(self.unknown_column(name, std::slice::from_ref(source))),
        }
    }

    /// The source that a qualifier names.
    pub(super) fn source(&self, qualifier: &[Ident]) -> Option<&Named> {
        self.sources.iter().find(|source| match (qualifier, &source.schema) {
            ([name], _) => fits(name, &source.name),
            ([schema, name], Some(own)) => fits(schema, own) && fits(name, &source.name),
            _ => false,
        })
    }

    pub(super) fn read(&self, source: &Named, column: &Column) -> AuthorExpression {
        if let (Some(table), Some(position)) = (source.table, column.position) {
            self.context.read(table, position);
        }
        typed(Expr::column_of(&source.alias, &column.key), column.data_type)
    }

    /// Notes that a name has led to another SELECT than its own.
    fn mark_correlation(&self, found: &Level<'_>) -> Result<(), Refusal> {
        if std::ptr::eq(self, found) {
            return Ok(());
        }
        if self.clause.get() == Clause::Aggregate || found.clause.get() == Clause::Aggregate {
            return refuse("a column of the query around inside an aggregate");
        }
        self.context.correlations.set(self.context.correlations.get() + 1);
        let mut current = self;
        loop {
            current.is_correlated.set(true);
            match current.outer {
                Some(outer) if !std::ptr::eq(outer, found) => current = outer,
                _ => return Ok(()),
            }
        }
    }

    fn unknown(&self, parts: &[Ident]) -> Refusal {
        match parts {
            [name] => self.unknown_column(name, &self.sources),
            _ => {
                let written: Vec<_> = parts.iter().map(|part| part.value.as_str()).collect();
                let names = self.sources.iter().map(|source| source.name.as_str());
                let qualifier = parts.first().map_or("", |first| first.value.as_str());
                Refusal::UnknownName {
                    name: written.join("."),
                    suggestion: suggestion(qualifier, names),
                }
            }
        }
    }

    fn unknown_column(&self, name: &Ident, sources: &[Named]) -> Refusal {
        let aggregates = |source: &Named| {
            source.table.is_some_and(|table| self.is_aggregate_column(table, name))
        };
        if sources.iter().any(aggregates) {
            return Refusal::NotAllowed(format!(
                "{}, a custom column that aggregates rows,",
                name.value
            ));
        }
        let names = sources.iter().flat_map(|source| source.columns.iter());
        Refusal::UnknownName {
            name: name.value.clone(),
            suggestion: suggestion(&name.value, names.map(|column| column.name.as_str())),
        }
    }

    fn is_aggregate_column(&self, table: usize, name: &Ident) -> bool {
        let model = self.context.model;
        let described = model.datamart.table(&model.tables[table].name);
        described.is_some_and(|table| {
            table.columns.iter().any(|column| column.is_aggregate && fits(name, &column.name))
        })
    }
}

impl Named {
    pub(super) fn column(&self, name: &Ident) -> Option<&Column> {
        let names = self.columns.iter().map(|column| column.name.as_str());
        position(name, names).map(|position| &self.columns[position])
    }
}

/// What AND joins at the top, brackets left aside.
fn conjuncts<'e>(parsed: &'e ast::Expr, found: &mut Vec<&'e ast::Expr>) {
    match parsed {
        ast::Expr::Nested(inner) => conjuncts(inner, found),
        ast::Expr::BinaryOp { left, op: ast::BinaryOperator::And, right } => {
            conjuncts(left, found);
            conjuncts(right, found);
        }
        other => found.push(other),
    }
}

impl Surroundings for Level<'_> {
    fn column(&self, parts: &[Ident]) -> Translated {
        if parts.iter().any(|part| part.value == DATABASE_MARK) {
            return refuse("{{DATABASE_NAME}} anywhere but before a table in FROM");
        }
        let mut current = self;
        loop {
            if let Some(column) = current.own_column(parts)? {
                self.mark_correlation(current)?;
                return Ok(column);
            }
            let Some(outer) = current.outer else { break };
            current = outer;
        }
        Err(self.unknown(parts))
    }

    fn special(&self, parsed: &ast::Expr) -> Option<Translated> {
        self.special_form(parsed)
    }

    fn fit(&self, left: &mut AuthorExpression, right: &mut AuthorExpression) -> Fitted {
        self.context.clock.fit(left, right)
    }
}
