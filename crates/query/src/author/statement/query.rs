//! Queries: WITH, UNION, ORDER BY and LIMIT.

use std::rc::Rc;
use std::sync::Arc;

use souk_model::DataType;
use sqlparser::ast::{
    self, Cte, Fetch, LimitClause, Offset, OrderBy, OrderByExpr, OrderByKind, SetExpr, SetOperator,
    SetQuantifier,
};

use super::super::names::fits;
use super::super::translate::{refuse, typed};
use super::super::{Refusal, operators};
use super::context::Context;
use super::from::alias_name;
use super::level::{Column, Common, Commons, Level};
use super::refuse_if;
use super::times::cast;
use crate::model::{Model, identifier};
use crate::sql::{CommonTable, Expr, OrderKey, OrderTerm, Projection, Relation, Select, Source};

/// A column of a query's rows.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) name: String,
    pub(super) data_type: DataType,
}

/// A query in our tree. Its columns are called c1, c2, …
#[derive(Debug)]
pub(super) struct Output {
    pub(super) select: Select,
    pub(super) names: Vec<Name>,
}

/// How the name of a column of a query's rows is written.
pub(super) fn key(position: usize) -> crate::sql::Identifier {
    identifier(&format!("c{}", position + 1))
}

impl Output {
    pub(super) fn as_columns(&self) -> Vec<Column> {
        let column = |(position, name): (usize, &Name)| Column {
            name: name.name.clone(),
            data_type: name.data_type,
            key: key(position),
            position: None,
            is_shown: true,
        };
        self.names.iter().enumerate().map(column).collect()
    }

    /// The query where its order does not show.
    pub(super) fn unordered(self) -> Select {
        let mut select = self.select;
        if select.limit.is_none() && select.offset.is_none() {
            select.order_by.clear();
        }
        select
    }

    /// A SELECT of all its rows.
    pub(super) fn wrapped(self, context: &Context<'_>) -> Self {
        let alias = context.name("from", "");
        let columns = (0..self.names.len())
            .map(|position| Projection {
                expression: Expr::column_of(&alias, &key(position)),
                alias: Some(key(position)),
            })
            .collect();
        let names = self.names.clone();
        let relation = Relation::Query(Box::new(self.unordered()));
        let from = Some(Source { relation, alias: Some(alias) });
        Self { select: Select { columns, from, ..Select::default() }, names }
    }
}

/// How one key orders.
pub(super) struct Direction {
    pub(super) descending: bool,
    pub(super) nulls_first: bool,
}

impl Direction {
    pub(super) fn of(key: &OrderByExpr) -> Result<Self, Refusal> {
        refuse_if("WITH FILL", key.with_fill.is_some())?;
        let ast::OrderByOptions { asc, nulls_first } = key.options;
        Ok(Self { descending: asc == Some(false), nulls_first: nulls_first == Some(true) })
    }

    /// The terms of a key: where NULL comes first, one that says so before it.
    pub(super) fn terms(&self, key: OrderKey, expression: &Expr) -> Vec<OrderTerm> {
        let own = OrderTerm { key, descending: self.descending, is_present: false };
        if !self.nulls_first {
            return vec![own];
        }
        let is_null = Expr::IsNull { operand: Box::new(expression.clone()), negated: true };
        let key = OrderKey::Expression(Expr::flag(is_null));
        vec![OrderTerm { key, descending: false, is_present: false }, own]
    }
}

/// Reads queries at one place of the statement.
pub(super) struct Reader<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) commons: Commons,
    pub(super) outer: Option<&'a Level<'a>>,
}

impl Reader<'_> {
    pub(super) fn query(mut self, query: &ast::Query) -> Result<Output, Refusal> {
        let ast::Query {
            with,
            body,
            order_by,
            limit_clause,
            fetch,
            locks,
            for_clause,
            settings,
            format_clause,
            pipe_operators,
        } = query;
        refuse_if("FOR UPDATE or FOR SHARE", !locks.is_empty())?;
        refuse_if("FOR XML, JSON or BROWSE", for_clause.is_some())?;
        refuse_if("SETTINGS", settings.is_some())?;
        refuse_if("FORMAT", format_clause.is_some())?;
        refuse_if("a pipe", !pipe_operators.is_empty())?;
        if let Some(with) = with {
            refuse_if("WITH RECURSIVE", with.recursive)?;
            with.cte_tables.iter().try_for_each(|cte| self.common(cte))?;
        }
        let keys = order_keys(order_by.as_ref())?;
        let mut output = match body.as_ref() {
            SetExpr::Select(select) => self.select(select, keys)?,
            other => {
                let output = self.body(other)?;
                ordered(output, keys, self.context)?
            }
        };
        let (limit, offset) = limits(limit_clause.as_ref(), fetch.as_ref())?;
        if limit.is_some() || offset.is_some() {
            let is_cut = output.select.limit.is_some() || output.select.offset.is_some();
            refuse_if("two limits of one SELECT", is_cut)?;
            (output.select.limit, output.select.offset) = (limit, offset);
        }
        Ok(output)
    }

    /// Each common table sees those before it.
    fn common(&mut self, cte: &Cte) -> Result<(), Refusal> {
        let Cte { alias, query, from, materialized: _, closing_paren_token: _ } = cte;
        refuse_if("FROM after a common table", from.is_some())?;
        let name = &alias_name(alias)?.value;
        if is_table(self.context.model, name) {
            return refuse(format!("the common table {name}, which has the name of a table,"));
        }
        if self.commons.iter().any(|one| one.name.eq_ignore_ascii_case(name)) {
            return refuse(format!("the common table {name} twice"));
        }
        let inner = Reader { context: self.context, commons: self.commons.clone(), outer: None };
        let output = inner.query(query)?;
        let key = self.context.name("with", name);
        let columns = output.as_columns();
        self.context.common.borrow_mut().push(CommonTable {
            name: Arc::clone(&key),
            query: output.unordered(),
            is_inlined: false,
        });
        self.commons.push(Rc::new(Common { name: name.clone(), key, columns }));
        Ok(())
    }

    fn body(&self, body: &SetExpr) -> Result<Output, Refusal> {
        match body {
            SetExpr::Select(select) => self.select(select, &[]),
            SetExpr::Query(query) => Reader { commons: self.commons.clone(), ..*self }.query(query),
            SetExpr::SetOperation { left, op: SetOperator::Union, set_quantifier, right } => {
                let is_all = match set_quantifier {
                    SetQuantifier::All => true,
                    SetQuantifier::Distinct | SetQuantifier::None => false,
                    _ => return refuse("UNION BY NAME"),
                };
                let union = self.union(self.body(left)?, self.body(right)?)?;
                if is_all {
                    return Ok(union);
                }
                let mut distinct = union.wrapped(self.context);
                distinct.select.distinct = true;
                Ok(distinct)
            }
            SetExpr::SetOperation { op, .. } => refuse(format!("{op}; use EXISTS or IN")),
            SetExpr::Values(_) => refuse("VALUES"),
            SetExpr::Table(_) => refuse("TABLE; write SELECT * FROM"),
            SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_) => {
                refuse("a statement that is not a SELECT")
            }
        }
    }

    fn union(&self, left: Output, right: Output) -> Result<Output, Refusal> {
        if left.names.len() != right.names.len() {
            return Err(Refusal::WrongType("UNION needs equal numbers of columns".to_owned()));
        }
        let mut names = left.names.clone();
        for (name, other) in names.iter_mut().zip(&right.names) {
            name.data_type = common_type(name, other)?;
        }
        let mut arms = [left, right].map(|arm| self.arm(arm, &names)).into_iter();
        let mut select = arms.next().unwrap_or_default();
        for mut arm in arms {
            let more = std::mem::take(&mut arm.union_all);
            select.union_all.push(arm);
            select.union_all.extend(more);
        }
        Ok(Output { select, names })
    }

    /// An operand of UNION with these types.
    fn arm(&self, arm: Output, names: &[Name]) -> Select {
        let is_same =
            arm.names.iter().zip(names).all(|(own, name)| own.data_type == name.data_type);
        let is_cut = arm.select.limit.is_some() || arm.select.offset.is_some();
        if is_same && !is_cut {
            return arm.unordered();
        }
        let own = arm.names.clone();
        let mut wrapped = arm.wrapped(self.context).select;
        for (column, (own, name)) in wrapped.columns.iter_mut().zip(own.iter().zip(names)) {
            let read = typed(column.expression.clone(), own.data_type);
            column.expression = cast(read, name.data_type).expression;
        }
        wrapped
    }
}

fn common_type(left: &Name, right: &Name) -> Result<DataType, Refusal> {
    // What has no type of its own is NULL.
    match (left.data_type, right.data_type) {
        (same, other) if same == other => Ok(same),
        (DataType::Other, known) | (known, DataType::Other) => Ok(known),
        (one, other) => {
            let column = Expr::own_column(&key(0));
            let both = [one, other].map(|data_type| typed(column.clone(), data_type));
            operators::common_type(&both).map_err(|_| {
                Refusal::WrongType(format!("UNION: the types of column {} differ", left.name))
            })
        }
    }
}

/// Whether a common table of this name could be taken for a table.
fn is_table(model: &Model, name: &str) -> bool {
    let folded = name.to_lowercase();
    let is_same = |table: &souk_model::TableName| {
        table.name.to_lowercase() == folded || table.to_string().to_lowercase() == folded
    };
    let mapping = match &model.datamart.tenancy {
        Some(souk_model::Tenancy::Table(tenancy)) => Some(&tenancy.mapping_table),
        _ => None,
    };
    model.datamart.tables.iter().map(|table| &table.name).chain(mapping).any(is_same)
}

fn order_keys(order_by: Option<&OrderBy>) -> Result<&[OrderByExpr], Refusal> {
    let Some(OrderBy { kind, interpolate }) = order_by else { return Ok(&[]) };
    refuse_if("INTERPOLATE", interpolate.is_some())?;
    match kind {
        OrderByKind::Expressions(keys) => Ok(keys),
        OrderByKind::All(_) => refuse("ORDER BY ALL"),
    }
}

/// The position of the output that a key names by its number or its name.
pub(super) fn named_output(key: &ast::Expr, names: &[Name]) -> Result<Option<usize>, Refusal> {
    match key {
        ast::Expr::Value(value) => match &value.value {
            ast::Value::Number(digits, _) => match digits.parse::<usize>() {
                Ok(number) if (1..=names.len()).contains(&number) => Ok(Some(number - 1)),
                _ => refuse(format!("the position {digits}")),
            },
            _ => Ok(None),
        },
        ast::Expr::Identifier(name) => Ok(names.iter().position(|one| fits(name, &one.name))),
        _ => Ok(None),
    }
}

/// Orders rows whose outputs alone can be named.
pub(super) fn ordered(
    output: Output,
    keys: &[OrderByExpr],
    context: &Context<'_>,
) -> Result<Output, Refusal> {
    let directions: Vec<_> = keys.iter().map(Direction::of).collect::<Result<_, _>>()?;
    let needs_outside = directions.iter().any(|one| one.nulls_first)
        || (!keys.is_empty() && (output.select.limit.is_some() || output.select.offset.is_some()));
    let mut output = if needs_outside { output.wrapped(context) } else { output };
    for (key, direction) in keys.iter().zip(&directions) {
        let Some(position) = named_output(&key.expr, &output.names)? else {
            return refuse("ORDER BY of a UNION or DISTINCT by what is no column of it");
        };
        let expression = output.select.columns[position].expression.clone();
        let terms = direction.terms(OrderKey::Position(position + 1), &expression);
        output.select.order_by.extend(terms);
    }
    Ok(output)
}

fn limits(
    clause: Option<&LimitClause>,
    fetch: Option<&Fetch>,
) -> Result<(Option<u32>, Option<u32>), Refusal> {
    let (limit, offset) = match clause {
        None => (None, None),
        Some(LimitClause::LimitOffset { limit, offset, limit_by }) => {
            refuse_if("LIMIT BY", !limit_by.is_empty())?;
            let offset = offset.as_ref().map(|Offset { value, rows: _ }| value);
            (limit.as_ref(), offset)
        }
        Some(LimitClause::OffsetCommaLimit { offset, limit }) => (Some(limit), Some(offset)),
    };
    let Some(Fetch { with_ties, percent, quantity }) = fetch else {
        return Ok((limit.map(row_count).transpose()?, offset.map(row_count).transpose()?));
    };
    refuse_if("FETCH … WITH TIES", *with_ties)?;
    refuse_if("FETCH … PERCENT", *percent)?;
    refuse_if("LIMIT beside FETCH", limit.is_some())?;
    let limit = quantity.as_ref().map_or(Ok(1), row_count)?;
    Ok((Some(limit), offset.map(row_count).transpose()?))
}

pub(super) fn row_count(parsed: &ast::Expr) -> Result<u32, Refusal> {
    if let ast::Expr::Value(value) = parsed
        && let ast::Value::Number(digits, _) = &value.value
        && let Ok(count) = digits.parse()
    {
        return Ok(count);
    }
    refuse("a LIMIT or OFFSET that is not a whole number")
}
