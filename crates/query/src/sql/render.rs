//! Writes a SQL tree as text in one dialect, and collects the values for the placeholders.

use std::fmt::Write as _;

use super::{
    CommonTable, Expr, Function, Identifier, Join, JoinKind, OrderKey, OrderTerm, Projection,
    Relation, Select, Source,
};
use crate::{Dialect, Value};

/// Text and parameters of one statement in the making.
pub(crate) struct Renderer {
    dialect: &'static dyn Dialect,
    text: String,
    parameters: Vec<Value>,
    indent: usize,
}

impl Renderer {
    /// Renders one statement.
    pub(crate) fn render(dialect: &'static dyn Dialect, select: &Select) -> (String, Vec<Value>) {
        let text = String::with_capacity(1024);
        let mut renderer = Self { dialect, text, parameters: Vec::new(), indent: 0 };
        renderer.select(select);
        (renderer.text, renderer.parameters)
    }

    /// Appends literal SQL: keywords and punctuation only.
    pub(crate) fn raw(&mut self, keywords: &str) {
        self.text.push_str(keywords);
    }

    /// Appends a quoted name.
    pub(crate) fn identifier(&mut self, name: &str) {
        let quote = self.dialect.identifier_quote();
        self.text.push(quote);
        for character in name.chars() {
            if character == quote {
                self.text.push(quote);
            }
            self.text.push(character);
        }
        self.text.push(quote);
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.indent {
            self.text.push_str("  ");
        }
    }

    fn separated<T>(&mut self, items: &[T], separator: &str, write: impl Fn(&mut Self, &T)) {
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
        self.with(&select.with);
        self.arm(select);
        for arm in &select.union_all {
            self.line();
            self.raw("UNION ALL");
            self.line();
            self.arm(arm);
        }
        self.order_by(&select.order_by);
        self.row_range("LIMIT ", select.limit);
        self.row_range("OFFSET ", select.offset);
    }

    /// A SELECT without what belongs to the whole statement.
    fn arm(&mut self, select: &Select) {
        self.raw(if select.distinct { "SELECT DISTINCT" } else { "SELECT" });
        self.indented(|out| {
            for (index, column) in select.columns.iter().enumerate() {
                if index > 0 {
                    out.raw(",");
                    out.line();
                }
                out.projection(column);
            }
        });
        self.from(select);
        self.conditions("WHERE ", &select.filter);
        self.group_by(select);
        self.conditions("HAVING ", &select.having);
    }

    fn with(&mut self, tables: &[CommonTable]) {
        if tables.is_empty() {
            return;
        }
        self.raw("WITH ");
        self.separated(tables, ", ", |out, table| {
            out.identifier(&table.name);
            out.raw(" AS ");
            if table.is_inlined {
                out.raw(out.dialect.inlining_hint());
            }
            out.raw("(");
            out.indented(|inner| inner.select(&table.query));
            out.line();
            out.raw(")");
        });
        self.line();
    }

    fn projection(&mut self, column: &Projection) {
        self.expr(&column.expression);
        if let Some(alias) = &column.alias {
            self.raw(" AS ");
            self.identifier(alias);
        }
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
            Relation::Base(table) => {
                self.identifier(&table.schema);
                self.raw(".");
                self.identifier(&table.name);
            }
            Relation::Common(name) => self.identifier(name),
            Relation::Values { columns, rows } => {
                return self.values(columns, rows, source.alias.as_ref());
            }
        }
        if let Some(alias) = &source.alias {
            self.raw(" AS ");
            self.identifier(alias);
        }
    }

    fn values(&mut self, columns: &[Identifier], rows: &[Vec<Expr>], alias: Option<&Identifier>) {
        self.raw("(VALUES ");
        self.separated(rows, ", ", |out, row| {
            out.raw("(");
            out.separated(row, ", ", Self::expr);
            out.raw(")");
        });
        self.raw(")");
        if let Some(alias) = alias {
            self.raw(" AS ");
            self.identifier(alias);
            self.raw(" (");
            self.separated(columns, ", ", |out, column| out.identifier(column));
            self.raw(")");
        }
    }

    fn join(&mut self, join: &Join) {
        self.line();
        self.raw(match join.kind {
            JoinKind::Inner => "INNER JOIN ",
            JoinKind::Left => "LEFT JOIN ",
            JoinKind::Right => "RIGHT JOIN ",
            JoinKind::Full => "FULL JOIN ",
            JoinKind::Cross => "CROSS JOIN ",
        });
        self.source(&join.source);
        if join.kind != JoinKind::Cross {
            self.raw(" ON ");
            self.separated(&join.on, " AND ", Self::expr);
        }
    }

    fn conditions(&mut self, keyword: &str, conditions: &[Expr]) {
        if conditions.is_empty() {
            return;
        }
        self.line();
        self.raw(keyword);
        self.separated(conditions, " AND ", Self::expr);
    }

    fn group_by(&mut self, select: &Select) {
        if !select.is_grouped || select.group_by == 0 {
            return;
        }
        self.line();
        self.raw("GROUP BY ");
        let positions: Vec<_> = (1..=select.group_by).collect();
        self.separated(&positions, ", ", |out, position| {
            let _ = write!(out.text, "{position}");
        });
    }

    fn order_by(&mut self, terms: &[OrderTerm]) {
        if terms.is_empty() {
            return;
        }
        self.line();
        self.raw("ORDER BY ");
        self.separated(terms, ", ", |out, term| {
            match &term.key {
                OrderKey::Position(position) => {
                    let _ = write!(out.text, "{position}");
                }
                OrderKey::Expression(expression) => out.expr(expression),
                OrderKey::Text(expression) => out.dialect.write_binary_text(out, expression),
            }
            out.raw(if term.descending { " DESC NULLS LAST" } else { " ASC NULLS LAST" });
        });
    }

    /// Appends a whole number that Souk itself writes.
    pub(crate) fn number(&mut self, number: i64) {
        let _ = write!(self.text, "{number}");
    }

    fn row_range(&mut self, keyword: &str, rows: Option<u32>) {
        let Some(rows) = rows else { return };
        self.line();
        self.raw(keyword);
        self.value(&Value::Integer(i64::from(rows)));
    }

    fn value(&mut self, value: &Value) {
        self.parameters.push(value.clone());
        let _ = write!(self.text, "${}", self.parameters.len());
    }

    /// Writes an expression.
    pub(crate) fn expr(&mut self, expression: &Expr) {
        match expression {
            Expr::Column { of, name } => {
                if let Some(table) = of {
                    self.identifier(table);
                    self.raw(".");
                }
                self.identifier(name);
            }
            Expr::Value(value) => self.value(value),
            Expr::Null => self.raw("NULL"),
            Expr::Integer(number) => {
                let _ = write!(self.text, "{number}");
            }
            Expr::Not(operand) => self.wrapped("NOT ", operand),
            Expr::Negate(operand) => self.wrapped("-", operand),
            Expr::Binary(operator, left, right) => {
                self.raw("(");
                self.expr(left);
                self.raw(" ");
                self.raw(operator.symbol());
                self.raw(" ");
                self.expr(right);
                self.raw(")");
            }
            Expr::And(all) => self.combination(all, " AND ", "TRUE"),
            Expr::Or(any) => self.combination(any, " OR ", "FALSE"),
            Expr::IsNull { operand, negated } => {
                self.raw("(");
                self.expr(operand);
                self.raw(if *negated { " IS NOT NULL)" } else { " IS NULL)" });
            }
            Expr::InList { operand, list, negated } => {
                self.raw("(");
                self.expr(operand);
                self.raw(if *negated { " NOT IN (" } else { " IN (" });
                self.separated(list, ", ", Self::expr);
                self.raw("))");
            }
            Expr::InQuery { operands, query } => self.in_query(operands, query),
            Expr::Exists(query) => {
                self.raw("EXISTS ");
                self.nested(query);
            }
            Expr::Scalar(query) => self.nested(query),
            Expr::Like { operand, pattern, negated } => {
                self.raw("(");
                self.expr(operand);
                self.raw(if *negated { " NOT LIKE " } else { " LIKE " });
                self.expr(pattern);
                self.raw(")");
            }
            Expr::Regex { operand, pattern, negated } => {
                self.dialect.write_regex(self, operand, pattern, *negated);
            }
            Expr::Same(left, right) => self.dialect.write_same(self, left, right),
            Expr::Case { branches, otherwise } => self.case(branches, otherwise.as_deref()),
            Expr::Cast(operand, data_type) => {
                self.raw("CAST(");
                self.expr(operand);
                self.raw(" AS ");
                let name = self.dialect.cast_type(*data_type);
                self.raw(&name);
                self.raw(")");
            }
            Expr::Call(function, arguments) => self.call(*function, arguments),
            Expr::CountRows => self.raw("COUNT(*)"),
            Expr::Aggregate { function, distinct, operand } => {
                self.dialect.write_aggregate(self, *function, *distinct, operand);
            }
            Expr::JoinTexts { operand, separator } => {
                self.dialect.write_join_texts(self, operand, separator);
            }
            Expr::Over { aggregate, partition_by } => {
                self.expr(aggregate);
                self.raw(" OVER (");
                if !partition_by.is_empty() {
                    self.raw("PARTITION BY ");
                    self.separated(partition_by, ", ", Self::expr);
                }
                self.raw(")");
            }
            Expr::Truncate { operand, unit } => self.dialect.write_truncate(self, *unit, operand),
            Expr::Shift { operand, unit, count } => {
                self.dialect.write_shift(self, operand, *unit, *count);
            }
            Expr::LocalTime { operand, from, zone } => {
                self.dialect.write_local_time(self, operand, *from, *zone);
            }
            Expr::BinaryText(operand) => self.dialect.write_binary_text(self, operand),
        }
    }

    fn wrapped(&mut self, prefix: &str, operand: &Expr) {
        self.raw("(");
        self.raw(prefix);
        self.expr(operand);
        self.raw(")");
    }

    fn combination(&mut self, parts: &[Expr], separator: &str, when_empty: &str) {
        if parts.is_empty() {
            return self.raw(when_empty);
        }
        self.raw("(");
        self.separated(parts, separator, Self::expr);
        self.raw(")");
    }

    fn in_query(&mut self, operands: &[Expr], query: &Select) {
        match operands {
            [one] => self.expr(one),
            several => {
                self.raw("(");
                self.separated(several, ", ", Self::expr);
                self.raw(")");
            }
        }
        self.raw(" IN ");
        self.nested(query);
    }

    fn nested(&mut self, query: &Select) {
        self.raw("(");
        self.indented(|out| out.select(query));
        self.line();
        self.raw(")");
    }

    fn case(&mut self, branches: &[(Expr, Expr)], otherwise: Option<&Expr>) {
        self.raw("CASE");
        for (condition, result) in branches {
            self.raw(" WHEN ");
            self.expr(condition);
            self.raw(" THEN ");
            self.expr(result);
        }
        if let Some(result) = otherwise {
            self.raw(" ELSE ");
            self.expr(result);
        }
        self.raw(" END");
    }

    fn call(&mut self, function: Function, arguments: &[Expr]) {
        let (open, separator) = match function {
            Function::Coalesce => ("COALESCE(", ", "),
            Function::NullIf => ("NULLIF(", ", "),
            Function::Lower => ("LOWER(", ", "),
            Function::Upper => ("UPPER(", ", "),
            Function::Trim => ("BTRIM(", ", "),
            Function::CharLength => ("CHAR_LENGTH(", ", "),
            Function::Substring => ("SUBSTR(", ", "),
            Function::Replace => ("REPLACE(", ", "),
            Function::Concat => ("CONCAT(", ", "),
            Function::Abs => ("ABS(", ", "),
            Function::Round => ("ROUND(", ", "),
            Function::Floor => ("FLOOR(", ", "),
            Function::Ceil => ("CEIL(", ", "),
            Function::ExtractYear => ("EXTRACT(YEAR FROM ", ", "),
            Function::ExtractMonth => ("EXTRACT(MONTH FROM ", ", "),
            Function::ExtractDay => ("EXTRACT(DAY FROM ", ", "),
        };
        self.raw(open);
        self.separated(arguments, separator, Self::expr);
        self.raw(")");
    }
}
