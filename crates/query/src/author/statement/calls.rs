//! Calls: taken apart, and the functions of the dialect's list.

use souk_model::DataType;
use sqlparser::ast::{
    self, DuplicateTreatment, FunctionArg, FunctionArgExpr, FunctionArgumentClause,
    FunctionArguments, OrderByExpr, WindowType,
};

use super::super::functions;
use super::super::operators;
use super::super::translate::{Translated, refuse, typed};
use super::super::{AuthorExpression, Refusal};
use super::aggregates::aggregated;
use super::functions::{Meaning, meaning};
use super::level::Level;
use super::times::{cast, unit};
use super::windows::ranked;
use super::{parts, refuse_if, variables};
use crate::Value;
use crate::sql::Expr;

/// A call without what no call may have.
pub(super) struct Call<'c> {
    pub(super) name: String,
    pub(super) arguments: Vec<&'c FunctionArgExpr>,
    pub(super) is_distinct: bool,
    pub(super) filter: Option<&'c ast::Expr>,
    pub(super) over: Option<&'c WindowType>,
    /// `quantile(0.5)(x)`.
    pub(super) parameters: Vec<&'c FunctionArgExpr>,
    /// `ORDER BY` among the arguments or `WITHIN GROUP`.
    pub(super) order: &'c [OrderByExpr],
    /// `SEPARATOR` among the arguments.
    pub(super) separator: Option<&'c ast::Value>,
}

fn taken_apart(function: &ast::Function) -> Result<Call<'_>, Refusal> {
    let ast::Function {
        name,
        uses_odbc_syntax,
        parameters,
        args,
        filter,
        null_treatment,
        over,
        within_group,
    } = function;
    let [ast::ObjectNamePart::Identifier(word)] = name.0.as_slice() else {
        return refuse(format!("the function {name}"));
    };
    refuse_if("a function with a quoted name", word.quote_style.is_some())?;
    refuse_if("a call in ODBC's form", *uses_odbc_syntax)?;
    refuse_if("IGNORE NULLS", null_treatment.is_some())?;
    let mut call = Call {
        name: word.value.to_ascii_lowercase(),
        arguments: Vec::new(),
        is_distinct: false,
        filter: filter.as_deref(),
        over: over.as_ref(),
        parameters: Vec::new(),
        order: within_group,
        separator: None,
    };
    match parameters {
        FunctionArguments::None => {}
        FunctionArguments::List(list)
            if list.clauses.is_empty() && list.duplicate_treatment.is_none() =>
        {
            call.parameters = unnamed(&list.args)?;
        }
        _ => return refuse("a call with such parameters before its arguments"),
    }
    match args {
        FunctionArguments::None => {}
        FunctionArguments::Subquery(_) => return refuse(format!("{} of a query", call.name)),
        FunctionArguments::List(list) => {
            call.arguments = unnamed(&list.args)?;
            call.is_distinct = list.duplicate_treatment == Some(DuplicateTreatment::Distinct);
            list.clauses.iter().try_for_each(|clause| call.take(clause))?;
        }
    }
    Ok(call)
}

fn unnamed(arguments: &[FunctionArg]) -> Result<Vec<&FunctionArgExpr>, Refusal> {
    arguments
        .iter()
        .map(|argument| match argument {
            FunctionArg::Unnamed(one) => Ok(one),
            _ => refuse("an argument by name"),
        })
        .collect()
}

impl<'c> Call<'c> {
    fn take(&mut self, clause: &'c FunctionArgumentClause) -> Result<(), Refusal> {
        match clause {
            FunctionArgumentClause::OrderBy(keys) if self.order.is_empty() => self.order = keys,
            FunctionArgumentClause::Separator(value) if self.separator.is_none() => {
                self.separator = Some(&value.value);
            }
            _ => return refuse("this clause among arguments"),
        }
        Ok(())
    }

    /// Refuses what only a few aggregates have.
    pub(super) fn require_no_clauses(&self) -> Result<(), Refusal> {
        refuse_if("a call with parameters before its arguments", !self.parameters.is_empty())?;
        refuse_if("WITHIN GROUP or ORDER BY of this function", !self.order.is_empty())?;
        refuse_if("SEPARATOR of this function", self.separator.is_some())
    }

    pub(super) fn expressions(&self) -> Result<Vec<&'c ast::Expr>, Refusal> {
        self.arguments
            .iter()
            .map(|argument| match argument {
                FunctionArgExpr::Expr(expression) => Ok(expression),
                _ => refuse(format!("* among the arguments of {}", self.name)),
            })
            .collect()
    }

    fn is_plain(&self) -> bool {
        !self.is_distinct && self.filter.is_none() && self.over.is_none()
    }
}

impl Level<'_> {
    pub(super) fn call(&self, function: &ast::Function) -> Translated {
        let call = taken_apart(function)?;
        if let Some(ranked) = ranked(&call.name) {
            call.require_no_clauses()?;
            return self.ranked(&call, ranked);
        }
        if let Some(aggregated) = aggregated(self.context.model.dialect.name(), &call.name) {
            return match call.over {
                Some(window) => self.running(&call, aggregated, window),
                None => self.aggregate(&call, aggregated),
            };
        }
        call.require_no_clauses()?;
        refuse_if(
            "DISTINCT, FILTER or OVER of a function that aggregates nothing",
            !call.is_plain(),
        )?;
        self.scalar_call(&call)
    }

    fn scalar_call(&self, call: &Call<'_>) -> Translated {
        let name = call.name.as_str();
        let arguments = call.expressions()?;
        let Some(meaning) = meaning(self.context.model.dialect.name(), name) else {
            functions::require_listed(name)?;
            return functions::call(name, self.all(&arguments)?);
        };
        let clock = self.context.clock;
        match (meaning, arguments.as_slice()) {
            (Meaning::Now, []) => self.context.now(),
            (Meaning::Today, []) => self.context.today(),
            (Meaning::Same(other), all) => functions::call(other, self.all(all)?),
            (Meaning::Round, [number]) => functions::call(name, self.all(&[number])?),
            (Meaning::Round, [number, places]) => self.rounded(number, places),
            (Meaning::Modulo, [left, right]) => {
                let (left, right) = (self.expression(left)?, self.expression(right)?);
                operators::binary(&ast::BinaryOperator::Modulo, left, right)
            }
            (Meaning::If, [condition, then, otherwise]) => self.if_else(condition, then, otherwise),
            (Meaning::Left, [text, length]) => {
                let one = variables::of(&Value::Integer(1));
                let arguments = vec![self.expression(text)?, one, self.expression(length)?];
                functions::call("substring", arguments)
            }
            (Meaning::ToDate, [time]) => clock.cast(self.time(time)?, DataType::Date),
            (Meaning::Part(function), [time]) => {
                parts::part(function, clock.wall(self.time(time)?))
            }
            (Meaning::Weekday(weekday), [time]) => {
                parts::day_of_week(weekday, clock.wall(self.time(time)?))
            }
            (Meaning::Matches, [text, pattern]) => self.matches(text, pattern, false),
            (Meaning::UnitFirst, [named, time]) | (Meaning::UnitLast, [time, named]) => {
                let unit = unit(&word(named)?)?;
                clock.truncate(self.time(time)?, unit)
            }
            (Meaning::StartOf(unit, data_type), [time]) => {
                let start = clock.truncate(self.time(time)?, unit)?;
                clock.cast(start, data_type)
            }
            (Meaning::AddInterval(sign), [time, ast::Expr::Interval(interval)]) => {
                self.moved_by(time, interval, sign)
            }
            (Meaning::AddUnit, [named, count, time]) => {
                let count = self.whole_number(count)?;
                clock.shift(self.time(time)?, unit(&word(named)?)?, count)
            }
            (Meaning::BetweenZones, [time, from, to]) | (Meaning::ZonesFirst, [from, to, time]) => {
                self.between_zones(time, from, to)
            }
            (Meaning::FromUtc, [time, to]) => self.between_zones(time, &utc(), to),
            (Meaning::ToUtc, [time, from]) => self.between_zones(time, from, &utc()),
            _ => Err(Refusal::WrongType(format!("the arguments of {name} do not fit"))),
        }
    }

    fn all(&self, arguments: &[&ast::Expr]) -> Result<Vec<AuthorExpression>, Refusal> {
        arguments.iter().map(|argument| self.expression(argument)).collect()
    }

    /// By way of the power of ten, as a 64-bit float: not every engine rounds decimals to places.
    fn rounded(&self, number: &ast::Expr, places: &ast::Expr) -> Translated {
        let number = self.expression(number)?;
        let places = u32::try_from(self.whole_number(places)?).ok().filter(|places| *places < 16);
        let Some(places) = places else { return refuse("ROUND to other than 0 to 15 places") };
        #[expect(clippy::cast_precision_loss, reason = "a power of ten below 2^53")]
        let power = variables::of(&Value::Float(10_i64.pow(places) as f64));
        let float = cast(number, DataType::Float64);
        let scaled = operators::binary(&ast::BinaryOperator::Multiply, float, power.clone())?;
        let rounded = functions::call("round", vec![scaled])?;
        operators::binary(&ast::BinaryOperator::Divide, rounded, power)
    }

    fn if_else(
        &self,
        condition: &ast::Expr,
        then: &ast::Expr,
        otherwise: &ast::Expr,
    ) -> Translated {
        let condition = self.condition(self.clause.get(), condition)?;
        let (then, otherwise) = (self.expression(then)?, self.expression(otherwise)?);
        let data_type = operators::common_type(&[then.clone(), otherwise.clone()])?;
        let branches = vec![(condition, then.expression)];
        let otherwise = Some(Box::new(otherwise.expression));
        Ok(typed(Expr::Case { branches, otherwise }, data_type))
    }
}

fn utc() -> ast::Expr {
    ast::Expr::Value(ast::Value::SingleQuotedString("UTC".to_owned()).with_empty_span())
}

/// The name of a unit: a word or a string.
fn word(parsed: &ast::Expr) -> Result<String, Refusal> {
    match parsed {
        ast::Expr::Identifier(word) if word.quote_style.is_none() => Ok(word.value.clone()),
        ast::Expr::Value(value) => match &value.value {
            ast::Value::SingleQuotedString(text) => Ok(text.clone()),
            other => refuse(format!("the unit {other}")),
        },
        _ => refuse("a unit of time that is not a word"),
    }
}
