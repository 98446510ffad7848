//! Writes a SQL tree as text in one dialect, and collects the values for the placeholders.
//!
//! Here: statements. Expressions are in `write`.

use std::ops::Range;
use std::sync::Arc;

use super::{
    CommonTable, Expr, Identifier, Join, JoinKind, OrderKey, OrderTerm, Projection, Relation,
    Select, Source,
};
use crate::dialect::{GroupKey, NullOrder};
use crate::{Dialect, Value};

/// Text and parameters of one statement in the making.
pub(crate) struct Renderer {
    pub(super) dialect: &'static dyn Dialect,
    pub(super) text: String,
    pub(super) parameters: Vec<Value>,
    indent: usize,
    /// Queries that are written where they are used, for want of WITH.
    inlined: Vec<CommonTable>,
}

/// Where the columns of a SELECT stand in the text.
type Columns = Vec<Range<usize>>;

impl Renderer {
    /// Renders one statement.
    pub(crate) fn render(dialect: &'static dyn Dialect, select: &Select) -> (String, Vec<Value>) {
        let mut renderer = Self {
            dialect,
            text: String::with_capacity(1024),
            parameters: Vec::new(),
            indent: 0,
            inlined: Vec::new(),
        };
        renderer.select(select);
        (renderer.text, renderer.parameters)
    }

    /// Appends literal SQL: keywords and punctuation only.
    pub(crate) fn raw(&mut self, keywords: &str) {
        self.text.push_str(keywords);
    }

    /// Appends a quoted name.
    pub(crate) fn identifier(&mut self, name: &str) {
        self.dialect.write_identifier(&mut self.text, name);
    }

    /// Begins a line.
    pub(crate) fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.indent {
            self.text.push_str("  ");
        }
    }

    /// Appends the items with a separator between them.
    pub(crate) fn separated<T>(
        &mut self,
        items: &[T],
        separator: &str,
        write: impl Fn(&mut Self, &T),
    ) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.raw(separator);
            }
            write(self, item);
        }
    }

    fn indented(&mut self, write: impl FnOnce(&mut Self)) {
        self.indent += 1;
        self.line();
        write(self);
        self.indent -= 1;
    }

    fn select(&mut self, select: &Select) {
        let outer_length = self.inlined.len();
        self.with(&select.with);
        if let Some(outer) = select.ordered_outside(self.dialect) {
            self.select(&outer);
            return self.inlined.truncate(outer_length);
        }
        let columns = self.arm(select);
        for arm in &select.union_all {
            self.line();
            self.raw("UNION ALL");
            self.line();
            self.arm(arm);
        }
        self.order_by(select, &columns);
        if select.limit.is_some() || select.offset.is_some() {
            let is_ordered = !select.order_by.is_empty();
            self.dialect.write_row_range(self, select.limit, select.offset, is_ordered);
        }
        self.inlined.truncate(outer_length);
    }

    /// A SELECT without what belongs to the whole statement.
    fn arm(&mut self, select: &Select) -> Columns {
        let mut columns = Vec::with_capacity(select.columns.len());
        self.raw(if select.distinct { "SELECT DISTINCT" } else { "SELECT" });
        self.indented(|out| {
            for (index, column) in select.columns.iter().enumerate() {
                if index > 0 {
                    out.raw(",");
                    out.line();
                }
                columns.push(out.projection(column));
            }
        });
        self.from(select);
        self.conditions("WHERE ", &select.filter);
        self.group_by(select, &columns);
        self.conditions("HAVING ", &select.having);
        columns
    }

    fn with(&mut self, tables: &[CommonTable]) {
        if tables.is_empty() {
            return;
        }
        if !self.dialect.has_common_tables() {
            return self.inlined.extend_from_slice(tables);
        }
        self.raw("WITH ");
        self.separated(tables, ", ", |out, table| {
            out.identifier(&table.name);
            out.raw(" AS ");
            if table.is_inlined {
                out.raw(out.dialect.inlining_hint());
            }
            out.nested(&table.query);
        });
        self.line();
    }

    /// `(SELECT …)`.
    pub(super) fn nested(&mut self, query: &Select) {
        self.raw("(");
        self.indented(|out| out.select(query));
        self.line();
        self.raw(")");
    }

    fn projection(&mut self, column: &Projection) -> Range<usize> {
        let start = self.text.len();
        self.expr(&column.expression);
        let end = self.text.len();
        if let Some(alias) = &column.alias {
            self.raw(" AS ");
            self.identifier(alias);
        }
        start..end
    }

    fn from(&mut self, select: &Select) {
        let Some(source) = &select.from else { return };
        self.line();
        self.raw("FROM ");
        self.source(source);
        for join in &select.joins {
            self.join(join);
        }
    }

    fn source(&mut self, source: &Source) {
        match &source.relation {
            Relation::Base(table) => self.dialect.write_table(self, table),
            Relation::Common(name) => {
                if let Some(query) = self.inlined_query(name) {
                    let alias = source.alias.as_ref().unwrap_or(name);
                    return self.derived(&query, alias);
                }
                self.identifier(name);
            }
            Relation::Query(query) => self.nested(query),
            Relation::Values { columns, rows } => {
                let unnamed: Identifier = Arc::from("rows");
                let alias = source.alias.as_ref().unwrap_or(&unnamed);
                return self.dialect.write_values(self, columns, rows, alias);
            }
        }
        if let Some(alias) = &source.alias {
            self.raw(" AS ");
            self.identifier(alias);
        }
    }

    fn inlined_query(&self, name: &Identifier) -> Option<Select> {
        self.inlined.iter().rev().find(|table| table.name == *name).map(|one| one.query.clone())
    }

    fn derived(&mut self, query: &Select, alias: &Identifier) {
        self.nested(query);
        self.raw(" AS ");
        self.identifier(alias);
    }

    fn join(&mut self, join: &Join) {
        self.line();
        self.raw(self.dialect.join_words(join.kind));
        self.source(&join.source);
        if join.kind != JoinKind::Cross {
            self.raw(" ON ");
            self.separated(&join.on, " AND ", Self::condition);
        }
    }

    fn conditions(&mut self, keyword: &str, conditions: &[Expr]) {
        if conditions.is_empty() {
            return;
        }
        self.line();
        self.raw(keyword);
        self.separated(conditions, " AND ", Self::condition);
    }

    fn group_by(&mut self, select: &Select, columns: &[Range<usize>]) {
        if !select.is_grouped || select.group_by == 0 {
            return;
        }
        self.line();
        self.raw("GROUP BY ");
        let keys = select.columns.iter().zip(columns).take(select.group_by);
        for (position, (column, text)) in keys.enumerate() {
            if position > 0 {
                self.raw(", ");
            }
            match (self.dialect.group_key(), &column.alias) {
                (GroupKey::Position, _) => self.count(position + 1),
                (GroupKey::Name, Some(alias)) => self.identifier(alias),
                _ => self.again(text.clone()),
            }
        }
    }

    /// A part of the text once more, with the numbers of its parameters.
    fn again(&mut self, part: Range<usize>) {
        self.text.extend_from_within(part);
    }

    fn order_by(&mut self, select: &Select, columns: &[Range<usize>]) {
        if select.order_by.is_empty() {
            return;
        }
        self.line();
        self.raw("ORDER BY ");
        for (index, term) in select.order_by.iter().enumerate() {
            if index > 0 {
                self.raw(", ");
            }
            self.order_term(select, columns, term);
        }
    }

    fn order_term(&mut self, select: &Select, columns: &[Range<usize>], term: &OrderTerm) {
        let order = self.dialect.null_order();
        if order != NullOrder::Words && !term.descending && !term.is_present {
            self.raw(if order == NullOrder::Truth { "(" } else { "CASE WHEN " });
            self.order_operand(select, columns, term);
            let rest = match order {
                NullOrder::Truth => " IS NULL), ",
                _ => " IS NULL THEN 1 ELSE 0 END, ",
            };
            self.raw(rest);
        }
        match &term.key {
            OrderKey::Position(position) => self.order_position(select, *position),
            OrderKey::Expression(expression) => self.expr(expression),
            OrderKey::Text(expression) => self.dialect.write_text_key(self, expression),
        }
        self.raw(if term.descending { " DESC" } else { " ASC" });
        let says_nulls = order == NullOrder::Words && !term.is_present;
        self.raw(if says_nulls { " NULLS LAST" } else { "" });
    }

    /// Where GROUP BY goes by names, a number in ORDER BY is only a number.
    fn order_position(&mut self, select: &Select, position: usize) {
        let column = position.checked_sub(1).and_then(|index| select.columns.get(index));
        match column.and_then(|column| column.alias.as_ref()) {
            Some(alias) if self.dialect.group_key() == GroupKey::Name => self.identifier(alias),
            _ => self.count(position),
        }
    }

    /// What is ordered by, inside an expression. A name of the output would do, but MariaDB forgets
    /// the other keys then.
    fn order_operand(&mut self, select: &Select, columns: &[Range<usize>], term: &OrderTerm) {
        let position = match &term.key {
            OrderKey::Expression(expression) | OrderKey::Text(expression) => {
                return self.expr(expression);
            }
            OrderKey::Position(position) => *position,
        };
        let index = position.wrapping_sub(1);
        match (select.columns.get(index), columns.get(index)) {
            (Some(Projection { alias: Some(alias), .. }), _) if !select.union_all.is_empty() => {
                self.identifier(alias);
            }
            (Some(column), _) if !self.numbers_placeholders() => self.expr(&column.expression),
            (_, Some(part)) => self.again(part.clone()),
            _ => self.count(position),
        }
    }

    /// Whether a placeholder says which parameter it is.
    fn numbers_placeholders(&self) -> bool {
        let mut probe = String::new();
        self.dialect.write_placeholder(&mut probe, 7, &Value::Integer(0));
        probe.contains('7')
    }

    /// A limit or an offset.
    pub(crate) fn row_count(&mut self, keyword: &str, rows: u32) {
        self.line();
        self.raw(keyword);
        self.placeholder(&Value::Integer(i64::from(rows)));
    }
}
