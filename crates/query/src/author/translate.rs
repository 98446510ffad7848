//! From sqlparser's tree to ours, one construct at a time; what is not named here is refused.

use std::str::FromStr;

use rust_decimal::Decimal;
use souk_model::{CatalogTable, DataType, suggestion};
use sqlparser::ast::{self, Ident, UnaryOperator};

use super::names::position;
use super::{AuthorExpression, Refusal, functions, operators};
use crate::model::identifier;
use crate::sql::{BinaryOperator, Expr};
use crate::{Dialect, Value};

/// What an expression stands among: where its names lead, and what may be in it beside the grammar
/// that all author SQL has.
pub(super) trait Surroundings {
    /// The column of a name with its qualifiers.
    fn column(&self, parts: &[Ident]) -> Translated;

    /// What is read here in a way of its own.
    fn special(&self, _parsed: &ast::Expr) -> Option<Translated> {
        None
    }

    /// Gives two values that meet in a comparison one type, where that loses nothing.
    fn fit(&self, _left: &mut AuthorExpression, _right: &mut AuthorExpression) -> Fitted {
        Ok(())
    }
}

pub(super) type Fitted = Result<(), Refusal>;

/// The columns of one table.
pub(super) struct TableColumns<'a> {
    pub(super) table: &'a CatalogTable,
    pub(super) dialect: &'a dyn Dialect,
}

pub(super) struct Translator<'a> {
    around: &'a dyn Surroundings,
}

pub(super) type Translated = Result<AuthorExpression, Refusal>;

pub(super) const fn typed(expression: Expr, data_type: DataType) -> AuthorExpression {
    AuthorExpression { expression, data_type }
}

pub(super) fn refuse<T>(what: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::NotAllowed(what.into()))
}

impl TableColumns<'_> {
    fn bare_column(&self, name: &Ident) -> Translated {
        let names = self.table.columns.iter().map(|column| column.name.as_str());
        let Some(found) = position(name, names.clone()) else {
            return Err(Refusal::UnknownColumn {
                name: name.value.clone(),
                table: self.table.name.clone(),
                suggestion: suggestion(&name.value, names),
            });
        };
        let column = &self.table.columns[found];
        let base = Expr::own_column(&identifier(&column.name));
        if self.dialect.reads_as_text(column.data_type, &column.native_type) {
            return Ok(typed(Expr::Cast(Box::new(base), DataType::Text), DataType::Text));
        }
        let form = self.dialect.reads_as(column.data_type);
        let read = form.map_or(base.clone(), |form| Expr::Cast(Box::new(base), form));
        Ok(typed(read, column.data_type))
    }
}

impl Surroundings for TableColumns<'_> {
    fn column(&self, parts: &[Ident]) -> Translated {
        match parts {
            [column] => self.bare_column(column),
            [table, column] if table.value == self.table.name => self.bare_column(column),
            _ => refuse("a name of another table"),
        }
    }
}

impl<'a> Translator<'a> {
    pub(super) const fn new(around: &'a dyn Surroundings) -> Self {
        Self { around }
    }

    pub(super) fn expression(&self, parsed: &ast::Expr) -> Translated {
        if let Some(read) = self.around.special(parsed) {
            return read;
        }
        match parsed {
            ast::Expr::Identifier(name) => self.around.column(std::slice::from_ref(name)),
            ast::Expr::CompoundIdentifier(parts) => self.around.column(parts),
            ast::Expr::Nested(inner) => self.expression(inner),
            ast::Expr::Value(value) => literal(&value.value),
            ast::Expr::BinaryOp { left, op, right } => {
                let (mut left, mut right) = (self.expression(left)?, self.expression(right)?);
                self.around.fit(&mut left, &mut right)?;
                operators::binary(op, left, right)
            }
            ast::Expr::UnaryOp { op, expr } => self.unary(*op, expr),
            ast::Expr::IsNull(operand) => self.null_test(operand, false),
            ast::Expr::IsNotNull(operand) => self.null_test(operand, true),
            ast::Expr::InList { expr, list, negated } => self.in_list(expr, list, *negated),
            ast::Expr::Between { expr, negated, low, high } => {
                self.between(expr, *negated, low, high)
            }
            ast::Expr::Like { negated, any: false, expr, pattern, escape_char: None } => {
                self.like(*negated, expr, pattern, false)
            }
            ast::Expr::ILike { negated, any: false, expr, pattern, escape_char: None } => {
                self.like(*negated, expr, pattern, true)
            }
            ast::Expr::Case { operand, conditions, else_result, .. } => {
                self.case(operand.as_deref(), conditions, else_result.as_deref())
            }
            ast::Expr::Cast {
                kind: ast::CastKind::Cast | ast::CastKind::DoubleColon,
                expr,
                data_type,
                format: None,
                ..
            } => self.cast(expr, data_type),
            ast::Expr::Function(function) => self.function(function),
            ast::Expr::Extract { field, expr, .. } => {
                functions::extract(field, self.expression(expr)?)
            }
            ast::Expr::Floor { expr, field: ast::CeilFloorKind::DateTimeField(unit) }
                if *unit == ast::DateTimeField::NoDateTime =>
            {
                functions::call("floor", vec![self.expression(expr)?])
            }
            ast::Expr::Ceil { expr, field: ast::CeilFloorKind::DateTimeField(unit) }
                if *unit == ast::DateTimeField::NoDateTime =>
            {
                functions::call("ceil", vec![self.expression(expr)?])
            }
            ast::Expr::Trim { expr, trim_where: None, trim_what: None, trim_characters: None } => {
                functions::call("trim", vec![self.expression(expr)?])
            }
            ast::Expr::Substring {
                expr,
                substring_from: Some(from),
                substring_for: length,
                ..
            } => self.substring(expr, from, length.as_deref()),
            other => refuse(describe(other)),
        }
    }

    fn unary(&self, operator: UnaryOperator, operand: &ast::Expr) -> Translated {
        let operand = self.expression(operand)?;
        match operator {
            UnaryOperator::Plus if operand.data_type.is_number() => Ok(operand),
            UnaryOperator::Minus if operand.data_type.is_number() => {
                Ok(typed(Expr::Negate(Box::new(operand.expression)), operand.data_type))
            }
            UnaryOperator::Not if operand.data_type == DataType::Boolean => {
                Ok(typed(Expr::Not(Box::new(operand.expression)), DataType::Boolean))
            }
            other => refuse(format!("{other} of {}", operand.data_type.wire_name())),
        }
    }

    fn null_test(&self, operand: &ast::Expr, negated: bool) -> Translated {
        let operand = Box::new(self.expression(operand)?.expression);
        Ok(typed(Expr::IsNull { operand, negated }, DataType::Boolean))
    }

    fn in_list(&self, operand: &ast::Expr, list: &[ast::Expr], negated: bool) -> Translated {
        let mut operand = self.expression(operand)?;
        let mut values = Vec::with_capacity(list.len());
        for item in list {
            let mut item = self.expression(item)?;
            self.around.fit(&mut operand, &mut item)?;
            operators::require_comparable(&operand, &item)?;
            values.push(item.expression);
        }
        let operand = Box::new(operand.expression);
        Ok(typed(Expr::InList { operand, list: values, negated }, DataType::Boolean))
    }

    fn between(
        &self,
        operand: &ast::Expr,
        negated: bool,
        low: &ast::Expr,
        high: &ast::Expr,
    ) -> Translated {
        let at_least = self.compared(BinaryOperator::GreaterOrEqual, operand, low)?;
        let at_most = self.compared(BinaryOperator::LessOrEqual, operand, high)?;
        let both = Expr::And(vec![at_least.expression, at_most.expression]);
        let expression = if negated { Expr::Not(Box::new(both)) } else { both };
        Ok(typed(expression, DataType::Boolean))
    }

    fn compared(
        &self,
        operator: BinaryOperator,
        left: &ast::Expr,
        right: &ast::Expr,
    ) -> Translated {
        let (mut left, mut right) = (self.expression(left)?, self.expression(right)?);
        self.around.fit(&mut left, &mut right)?;
        operators::compare(operator, left, right)
    }

    fn like(
        &self,
        negated: bool,
        operand: &ast::Expr,
        pattern: &ast::Expr,
        folds_case: bool,
    ) -> Translated {
        let (mut operand, mut pattern) = (self.expression(operand)?, self.expression(pattern)?);
        if operand.data_type != DataType::Text || pattern.data_type != DataType::Text {
            return Err(Refusal::WrongType("LIKE compares text with text".to_owned()));
        }
        if folds_case {
            operand = functions::call("lower", vec![operand])?;
            pattern = functions::call("lower", vec![pattern])?;
        }
        let expression = Expr::Like {
            operand: Box::new(operand.expression),
            pattern: Box::new(pattern.expression),
            negated,
        };
        Ok(typed(expression, DataType::Boolean))
    }

    fn case(
        &self,
        operand: Option<&ast::Expr>,
        conditions: &[ast::CaseWhen],
        otherwise: Option<&ast::Expr>,
    ) -> Translated {
        let mut branches = Vec::with_capacity(conditions.len());
        let mut results = Vec::new();
        for when in conditions {
            let condition = self.condition(operand, &when.condition)?;
            let result = self.expression(&when.result)?;
            branches.push((condition, result.expression.clone()));
            results.push(result);
        }
        let otherwise = otherwise.map(|last| self.expression(last)).transpose()?;
        results.extend(otherwise.clone());
        let data_type = operators::common_type(&results)?;
        let otherwise = otherwise.map(|last| Box::new(last.expression));
        Ok(typed(Expr::Case { branches, otherwise }, data_type))
    }

    fn condition(&self, operand: Option<&ast::Expr>, when: &ast::Expr) -> Result<Expr, Refusal> {
        let condition = match operand {
            Some(operand) => self.compared(BinaryOperator::Equal, operand, when)?,
            None => self.expression(when)?,
        };
        if condition.data_type != DataType::Boolean {
            return Err(Refusal::WrongType("WHEN needs a condition".to_owned()));
        }
        Ok(condition.expression)
    }

    fn cast(&self, operand: &ast::Expr, data_type: &ast::DataType) -> Translated {
        let operand = self.expression(operand)?;
        let target = functions::cast_target(data_type)?;
        Ok(typed(Expr::Cast(Box::new(operand.expression), target), target))
    }

    fn function(&self, function: &ast::Function) -> Translated {
        let (name, arguments) = functions::plain_call(function)?;
        let arguments: Result<Vec<_>, _> =
            arguments.into_iter().map(|argument| self.expression(argument)).collect();
        functions::call(&name, arguments?)
    }

    fn substring(
        &self,
        operand: &ast::Expr,
        from: &ast::Expr,
        length: Option<&ast::Expr>,
    ) -> Translated {
        let mut arguments = vec![self.expression(operand)?, self.expression(from)?];
        if let Some(length) = length {
            arguments.push(self.expression(length)?);
        }
        functions::call("substring", arguments)
    }
}

pub(super) fn literal(value: &ast::Value) -> Translated {
    match value {
        ast::Value::Number(text, false) => number(text),
        ast::Value::SingleQuotedString(text) => {
            Ok(typed(Expr::Value(Value::Text(text.clone())), DataType::Text))
        }
        ast::Value::Boolean(truth) => {
            Ok(typed(Expr::Value(Value::Boolean(*truth)), DataType::Boolean))
        }
        ast::Value::Null => Ok(typed(Expr::Null, DataType::Other)),
        other => refuse(format!("the literal {other}")),
    }
}

fn number(text: &str) -> Translated {
    if let Ok(whole) = text.parse::<i64>() {
        return Ok(typed(Expr::Value(Value::Integer(whole)), DataType::Int64));
    }
    if let Ok(exact) = Decimal::from_str(text) {
        let scale = u8::try_from(exact.scale()).unwrap_or(28);
        let count = exact.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
        let precision = u8::try_from(count).unwrap_or(29).max(scale);
        let data_type = DataType::Decimal { precision, scale };
        return Ok(typed(Expr::Value(Value::Decimal(exact)), data_type));
    }
    match text.parse::<f64>() {
        Ok(binary) if binary.is_finite() => {
            Ok(typed(Expr::Value(Value::Float(binary)), DataType::Float64))
        }
        _ => refuse(format!("the number {text}")),
    }
}

/// Names a construct without repeating its text at length.
pub(super) fn describe(parsed: &ast::Expr) -> String {
    const SHOWN: usize = 60;
    let text = parsed.to_string();
    if text.chars().count() <= SHOWN {
        return text;
    }
    let head: String = text.chars().take(SHOWN).collect();
    format!("{head}…")
}
