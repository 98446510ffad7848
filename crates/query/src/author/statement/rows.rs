//! Sub-queries in conditions, and rows of several values: `(a, b) = (1, 2)`, `(a, b) IN (…)`.

use sqlparser::ast::{self, SelectItem, SetExpr};

use super::super::translate::{Translated, refuse, typed};
use super::super::{AuthorExpression, Refusal, operators};
use super::forms::negate;
use super::level::Level;
use super::query::{Output, Reader, key};
use crate::sql::{BinaryOperator, Expr, Projection};

impl Level<'_> {
    fn sub_query(&self, query: &ast::Query) -> Result<Output, Refusal> {
        let reader =
            Reader { context: self.context, commons: self.commons.clone(), outer: Some(self) };
        reader.query(query)
    }

    pub(super) fn scalar(&self, query: &ast::Query) -> Translated {
        let output = self.sub_query(query)?;
        let [column] = output.names.as_slice() else {
            return refuse("a sub-query of several columns as a value");
        };
        let data_type = column.data_type;
        Ok(typed(Expr::Scalar(Box::new(output.unordered())), data_type))
    }

    pub(super) fn exists(&self, query: &ast::Query, negated: bool) -> Translated {
        let output = match without_columns(query) {
            Some(query) => self.sub_query(&query)?,
            None => self.sub_query(query)?,
        };
        let mut select = output.unordered();
        let is_plain = select.union_all.is_empty()
            && !select.distinct
            && !select.is_grouped
            && !select.columns.iter().any(|column| column.expression.has(&mut is_of_groups));
        if is_plain {
            select.order_by.clear();
            select.columns = vec![Projection { expression: Expr::Integer(1), alias: Some(key(0)) }];
        }
        Ok(negate(Expr::Exists(Box::new(select)), negated))
    }

    pub(super) fn in_query(
        &self,
        operand: &ast::Expr,
        query: &ast::Query,
        negated: bool,
    ) -> Translated {
        let operands = self.row(operand)?;
        let output = self.sub_query(query)?;
        if operands.len() != output.names.len() {
            return refuse("IN of a sub-query of another number of columns");
        }
        for (position, (operand, column)) in operands.iter().zip(&output.names).enumerate() {
            let theirs = typed(Expr::own_column(&key(position)), column.data_type);
            operators::require_comparable(operand, &theirs)?;
        }
        let operands = operands.into_iter().map(|one| one.expression).collect();
        let found = Expr::InQuery { operands, query: Box::new(output.unordered()) };
        Ok(negate(found, negated))
    }

    /// The values of a row; one value is a row of its own.
    fn row(&self, parsed: &ast::Expr) -> Result<Vec<AuthorExpression>, Refusal> {
        match parsed {
            ast::Expr::Tuple(parts) => parts.iter().map(|part| self.expression(part)).collect(),
            one => Ok(vec![self.expression(one)?]),
        }
    }

    /// `(a, b) IN ((1, 2), (3, 4))`: one of the rows is equal in each value.
    pub(super) fn in_rows(
        &self,
        operands: &[ast::Expr],
        rows: &[ast::Expr],
        negated: bool,
    ) -> Translated {
        let equations = rows.iter().map(|row| match row {
            ast::Expr::Tuple(values) => self.equal_rows(operands, values),
            _ => refuse("a row beside what is no row"),
        });
        Ok(negate(Expr::Or(equations.collect::<Result<_, _>>()?), negated))
    }

    /// `(a, b) = (1, 2)`.
    pub(super) fn compared_rows(
        &self,
        left: &[ast::Expr],
        operator: &ast::BinaryOperator,
        right: &[ast::Expr],
    ) -> Translated {
        let is_negated = match operator {
            ast::BinaryOperator::Eq => false,
            ast::BinaryOperator::NotEq => true,
            other => return refuse(format!("{other} of rows")),
        };
        Ok(negate(self.equal_rows(left, right)?, is_negated))
    }

    fn equal_rows(&self, left: &[ast::Expr], right: &[ast::Expr]) -> Result<Expr, Refusal> {
        if left.len() != right.len() {
            return Err(Refusal::WrongType("both rows must have one length".to_owned()));
        }
        let equations = left.iter().zip(right).map(|(left, right)| {
            let (mut left, mut right) = (self.expression(left)?, self.expression(right)?);
            self.context.clock.fit(&mut left, &mut right)?;
            Ok(operators::compare(BinaryOperator::Equal, left, right)?.expression)
        });
        Ok(Expr::And(equations.collect::<Result<_, Refusal>>()?))
    }
}

/// Whether rows exist does not hang on their columns: `SELECT FROM t` and `SELECT * FROM t` ask as
/// `SELECT 1 FROM t` does, and groups are shown by their keys. Columns that are named are read, so
/// that wrong names are refused, and aggregates among them make a row of no rows.
fn without_columns(query: &ast::Query) -> Option<ast::Query> {
    let SetExpr::Select(select) = query.body.as_ref() else { return None };
    let is_without = match select.projection.as_slice() {
        [] => select.distinct.is_none(),
        [SelectItem::Wildcard(options)] => super::select::plain_wildcard(options).is_ok(),
        [SelectItem::UnnamedExpr(ast::Expr::Value(_))] => true,
        _ => false,
    };
    if !is_without {
        return None;
    }
    let mut select = select.clone();
    select.projection = shown(&select.group_by)?;
    Some(ast::Query { body: Box::new(SetExpr::Select(select)), ..query.clone() })
}

/// The keys of groups, or 1 where there are none. Keys by position name what is not there any more.
fn shown(group_by: &ast::GroupByExpr) -> Option<Vec<SelectItem>> {
    let one = ast::Value::Number("1".to_owned(), false).with_empty_span();
    let ast::GroupByExpr::Expressions(keys, _) = group_by else { return None };
    if keys.is_empty() {
        return Some(vec![SelectItem::UnnamedExpr(ast::Expr::Value(one))]);
    }
    if keys.iter().any(|key| matches!(key, ast::Expr::Value(_))) {
        return None;
    }
    let item = |(position, key): (usize, &ast::Expr)| SelectItem::ExprWithAlias {
        expr: key.clone(),
        alias: ast::Ident::new(format!("key {position}")),
    };
    Some(keys.iter().enumerate().map(item).collect())
}

fn is_of_groups(part: &Expr) -> bool {
    matches!(
        part,
        Expr::Aggregate { .. } | Expr::CountRows | Expr::JoinTexts { .. } | Expr::Over { .. }
    )
}

/// Several values in brackets.
pub(super) const fn is_row(parsed: &ast::Expr) -> bool {
    matches!(parsed, ast::Expr::Tuple(_))
}
