//! One SELECT: its clauses, its list, and what it groups by.

use sqlparser::ast::{
    self, Distinct, GroupByExpr, OrderByExpr, SelectFlavor, SelectItem,
    SelectItemQualifiedWildcardKind, Top, TopQuantity, WildcardAdditionalOptions,
};

use super::super::translate::{Surroundings, refuse, typed};
use super::super::{AuthorExpression, Refusal};
use super::groups::{Made, group_key, position_of};
use super::level::{Clause, Level, Named};
use super::query::{Name, Output, Reader, named_output, ordered, row_count};
use super::refuse_if;
use crate::sql::{Expr, Select};

/// A column of the list.
struct Item {
    name: String,
    read: AuthorExpression,
}

/// The parts of a SELECT that are read.
struct Clauses<'s> {
    is_distinct: bool,
    limit: Option<u32>,
    projection: &'s [SelectItem],
    from: &'s [ast::TableWithJoins],
    selection: Option<&'s ast::Expr>,
    group_by: &'s [ast::Expr],
    having: Option<&'s ast::Expr>,
}

fn clauses(select: &ast::Select) -> Result<Clauses<'_>, Refusal> {
    let ast::Select {
        select_token: _,
        optimizer_hints,
        distinct,
        select_modifiers,
        top,
        top_before_distinct: _,
        projection,
        exclude,
        into,
        from,
        lateral_views,
        prewhere,
        selection,
        connect_by,
        group_by,
        cluster_by,
        distribute_by,
        sort_by,
        having,
        named_window,
        qualify,
        window_before_qualify: _,
        value_table_mode,
        flavor,
    } = select;
    refuse_if("a hint", !optimizer_hints.is_empty())?;
    refuse_if("a word between SELECT and its columns", select_modifiers.is_some())?;
    refuse_if("EXCLUDE", exclude.is_some())?;
    refuse_if("SELECT INTO", into.is_some())?;
    refuse_if("LATERAL VIEW", !lateral_views.is_empty())?;
    refuse_if("PREWHERE", prewhere.is_some())?;
    refuse_if("CONNECT BY", !connect_by.is_empty())?;
    refuse_if("CLUSTER BY", !cluster_by.is_empty())?;
    refuse_if("DISTRIBUTE BY", !distribute_by.is_empty())?;
    refuse_if("SORT BY", !sort_by.is_empty())?;
    refuse_if("WINDOW", !named_window.is_empty())?;
    refuse_if("QUALIFY", qualify.is_some())?;
    refuse_if("SELECT AS STRUCT or VALUE", value_table_mode.is_some())?;
    refuse_if("FROM before SELECT", *flavor != SelectFlavor::Standard)?;
    refuse_if("a SELECT without columns", projection.is_empty())?;
    let group_by = match group_by {
        GroupByExpr::Expressions(keys, modifiers) if modifiers.is_empty() => keys,
        GroupByExpr::Expressions(..) => return refuse("WITH ROLLUP, CUBE or TOTALS"),
        GroupByExpr::All(_) => return refuse("GROUP BY ALL"),
    };
    let is_distinct = match distinct {
        None | Some(Distinct::All) => false,
        Some(Distinct::Distinct) => true,
        Some(Distinct::On(_)) => return refuse("DISTINCT ON"),
    };
    Ok(Clauses {
        is_distinct,
        limit: top.as_ref().map(top_rows).transpose()?,
        projection,
        from,
        selection: selection.as_ref(),
        group_by,
        having: having.as_ref(),
    })
}

fn top_rows(top: &Top) -> Result<u32, Refusal> {
    let Top { with_ties, percent, quantity } = top;
    refuse_if("TOP … WITH TIES", *with_ties)?;
    refuse_if("TOP … PERCENT", *percent)?;
    match quantity {
        Some(TopQuantity::Constant(rows)) => {
            u32::try_from(*rows).or_else(|_| refuse(format!("TOP {rows}")))
        }
        Some(TopQuantity::Expr(ast::Expr::Nested(rows))) => row_count(rows),
        Some(TopQuantity::Expr(rows)) => row_count(rows),
        _ => refuse("TOP without a whole number"),
    }
}

impl Reader<'_> {
    pub(super) fn select(
        &self,
        select: &ast::Select,
        order: &[OrderByExpr],
    ) -> Result<Output, Refusal> {
        let clauses = clauses(select)?;
        let windows = self.context.windows.get();
        let mut level = Level::new(self.context, self.commons.clone(), self.outer);
        let mut rows = Select::default();
        level.from(clauses.from, &mut rows)?;
        if let Some(condition) = clauses.selection {
            rows.filter = level.conditions(Clause::Rows, condition)?;
        }
        let items = level.items(clauses.projection)?;
        let keys = level.group_keys(clauses.group_by, &items)?;
        let having = match clauses.having {
            None => Vec::new(),
            Some(condition) => level.conditions(Clause::Having, condition)?,
        };
        let names: Vec<_> = items
            .iter()
            .map(|item| Name { name: item.name.clone(), data_type: item.read.data_type })
            .collect();
        unique(&names)?;
        let mut made = Made {
            level: &level,
            columns: items.into_iter().map(|item| item.read.expression).collect(),
            having,
            order: Vec::new(),
        };
        if !clauses.is_distinct {
            made.order = made.order_terms(order, &names)?;
        }
        let has_windows = windows != self.context.windows.get();
        let mut output = Output { select: made.finish(rows, &keys, has_windows)?, names };
        output.select.limit = clauses.limit;
        if clauses.is_distinct {
            output.select.distinct = true;
            output = ordered(output, order, self.context)?;
        }
        Ok(output)
    }
}

fn unique(names: &[Name]) -> Result<(), Refusal> {
    for (position, name) in names.iter().enumerate() {
        let is_taken = |one: &Name| one.name.eq_ignore_ascii_case(&name.name);
        if names[..position].iter().any(is_taken) {
            return refuse(format!("two columns of the name {}", name.name));
        }
    }
    Ok(())
}

impl Level<'_> {
    fn items(&self, projection: &[SelectItem]) -> Result<Vec<Item>, Refusal> {
        let mut items: Vec<Item> = Vec::with_capacity(projection.len());
        for item in projection {
            match item {
                SelectItem::UnnamedExpr(expression) => {
                    let name = own_name(expression)
                        .unwrap_or_else(|| format!("column_{}", items.len() + 1));
                    items.push(Item { name, read: self.within(Clause::Outputs, expression)? });
                }
                SelectItem::ExprWithAlias { expr, alias } => {
                    let read = self.within(Clause::Outputs, expr)?;
                    items.push(Item { name: alias.value.clone(), read });
                }
                SelectItem::Wildcard(options) => {
                    plain_wildcard(options)?;
                    self.all_columns(&mut items)?;
                }
                SelectItem::QualifiedWildcard(kind, options) => {
                    plain_wildcard(options)?;
                    self.columns_of(kind, &mut items)?;
                }
                SelectItem::ExprWithAliases { .. } => {
                    return refuse("several aliases of one column");
                }
            }
        }
        Ok(items)
    }

    fn all_columns(&self, items: &mut Vec<Item>) -> Result<(), Refusal> {
        refuse_if("* without FROM", self.sources.is_empty())?;
        for (name, read) in &self.merged {
            items.push(Item { name: name.clone(), read: read.clone() });
        }
        for source in &self.sources {
            self.shown(source, true, items);
        }
        Ok(())
    }

    fn columns_of(
        &self,
        kind: &SelectItemQualifiedWildcardKind,
        items: &mut Vec<Item>,
    ) -> Result<(), Refusal> {
        let SelectItemQualifiedWildcardKind::ObjectName(name) = kind else {
            return refuse("an expression before .*");
        };
        let parts: Option<Vec<_>> = name.0.iter().map(|part| part.as_ident().cloned()).collect();
        let source = parts.as_ref().and_then(|parts| self.source(parts));
        let Some(source) = source else {
            return Err(Refusal::UnknownName { name: name.to_string(), suggestion: String::new() });
        };
        self.shown(source, false, items);
        Ok(())
    }

    fn shown(&self, source: &Named, leaves_merged: bool, items: &mut Vec<Item>) {
        for column in source.columns.iter().filter(|column| column.is_shown) {
            let is_merged =
                self.merged.iter().any(|(name, _)| name.eq_ignore_ascii_case(&column.name));
            if !(leaves_merged && is_merged) {
                items.push(Item { name: column.name.clone(), read: self.read(source, column) });
            }
        }
    }

    /// Keys by position, by a column of the rows, by the name of an output, or as expressions.
    fn group_keys(&self, keys: &[ast::Expr], items: &[Item]) -> Result<Vec<Expr>, Refusal> {
        let mut found: Vec<Expr> = Vec::with_capacity(keys.len());
        for parsed in keys {
            let read = self.group_key(parsed, items)?;
            if read.has(&mut |part| matches!(part, Expr::Over { .. }))
                || read.has(&mut |part| position_of(part, &self.groups, "a").is_some())
            {
                return refuse("GROUP BY of an aggregate");
            }
            if !found.contains(&read) {
                found.push(read);
            }
        }
        Ok(found)
    }

    fn group_key(&self, parsed: &ast::Expr, items: &[Item]) -> Result<Expr, Refusal> {
        let names: Vec<_> = items
            .iter()
            .map(|item| Name { name: item.name.clone(), data_type: item.read.data_type })
            .collect();
        if let ast::Expr::Identifier(name) = parsed {
            let position = named_output(parsed, &names)?;
            return match (self.column(std::slice::from_ref(name)), position) {
                (Ok(column), _) => Ok(column.expression),
                (Err(Refusal::UnknownName { .. }), Some(position)) => {
                    Ok(items[position].read.expression.clone())
                }
                (Err(refusal), _) => Err(refusal),
            };
        }
        if let Some(position) = named_output(parsed, &names)? {
            return Ok(items[position].read.expression.clone());
        }
        Ok(self.within(Clause::Rows, parsed)?.expression)
    }

    /// An aggregate of this SELECT, as what stands for it.
    pub(super) fn aggregated(&self, aggregate: &AuthorExpression) -> AuthorExpression {
        let mut aggregates = self.aggregates.borrow_mut();
        let known = aggregates.iter().position(|one| *one == aggregate.expression);
        let position = known.unwrap_or_else(|| {
            aggregates.push(aggregate.expression.clone());
            aggregates.len() - 1
        });
        let column = Expr::column_of(&self.groups, &group_key("a", position));
        typed(column, aggregate.data_type)
    }
}

/// The name that an expression brings itself.
fn own_name(parsed: &ast::Expr) -> Option<String> {
    match parsed {
        ast::Expr::Identifier(name) => Some(name.value.clone()),
        ast::Expr::CompoundIdentifier(parts) => parts.last().map(|name| name.value.clone()),
        ast::Expr::Nested(inner) => own_name(inner),
        _ => None,
    }
}

pub(super) fn plain_wildcard(options: &WildcardAdditionalOptions) -> Result<(), Refusal> {
    let WildcardAdditionalOptions {
        wildcard_token: _,
        opt_ilike,
        opt_exclude,
        opt_except,
        opt_replace,
        opt_rename,
        opt_alias,
    } = options;
    let has_options = opt_ilike.is_some()
        || opt_exclude.is_some()
        || opt_except.is_some()
        || opt_replace.is_some()
        || opt_rename.is_some()
        || opt_alias.is_some();
    refuse_if("an option of *", has_options)
}
