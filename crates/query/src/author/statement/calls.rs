//! Calls: aggregates, windows, and the functions of the dialect's list.

use souk_model::DataType;
use sqlparser::ast::{
    self, DuplicateTreatment, FunctionArg, FunctionArgExpr, FunctionArguments, WindowFrame,
    WindowFrameBound, WindowFrameUnits, WindowSpec, WindowType,
};

use super::super::functions;
use super::super::operators;
use super::super::translate::{Translated, refuse, typed};
use super::super::{AuthorExpression, Refusal};
use super::functions::{Meaning, meaning};
use super::level::{Clause, Level};
use super::query::Direction;
use super::times::{cast, unit};
use super::{refuse_if, variables};
use crate::Value;
use crate::dialect::sum_type;
use crate::sql::{AggregateFunction, Expr, Frame, Function, WindowFunction, WindowOrder};

/// A call without what no call may have.
struct Call<'c> {
    name: String,
    arguments: Vec<&'c FunctionArgExpr>,
    is_distinct: bool,
    filter: Option<&'c ast::Expr>,
    over: Option<&'c WindowType>,
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
    refuse_if(
        "a call with parameters before its arguments",
        *parameters != FunctionArguments::None,
    )?;
    refuse_if("IGNORE NULLS", null_treatment.is_some())?;
    refuse_if("WITHIN GROUP", !within_group.is_empty())?;
    let name = word.value.to_ascii_lowercase();
    let (filter, over) = (filter.as_deref(), over.as_ref());
    let list = match args {
        FunctionArguments::None => {
            return Ok(Call { name, arguments: Vec::new(), is_distinct: false, filter, over });
        }
        FunctionArguments::Subquery(_) => return refuse(format!("{name} of a query")),
        FunctionArguments::List(list) => list,
    };
    refuse_if("a clause among arguments", !list.clauses.is_empty())?;
    let mut arguments = Vec::with_capacity(list.args.len());
    for argument in &list.args {
        match argument {
            FunctionArg::Unnamed(one) => arguments.push(one),
            _ => return refuse("an argument by name"),
        }
    }
    let is_distinct = list.duplicate_treatment == Some(DuplicateTreatment::Distinct);
    Ok(Call { name, arguments, is_distinct, filter, over })
}

impl<'c> Call<'c> {
    fn expressions(&self) -> Result<Vec<&'c ast::Expr>, Refusal> {
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
            return self.ranked(&call, ranked);
        }
        if matches!(call.name.as_str(), "count" | "sum" | "avg" | "min" | "max") {
            return match call.over {
                Some(window) => self.running(&call, window),
                None => self.aggregate(&call),
            };
        }
        refuse_if(
            "DISTINCT, FILTER or OVER of a function that aggregates nothing",
            !call.is_plain(),
        )?;
        self.scalar_call(&call)
    }

    fn aggregate(&self, call: &Call<'_>) -> Translated {
        match self.clause.get() {
            Clause::Outputs | Clause::Having | Clause::Window => {}
            Clause::Rows => return refuse("an aggregate in WHERE, ON or GROUP BY; use HAVING"),
            Clause::Aggregate => return refuse("an aggregate inside an aggregate"),
        }
        let before = self.clause.replace(Clause::Aggregate);
        let read = self.aggregate_of(call);
        self.clause.set(before);
        Ok(self.aggregated(&read?))
    }

    fn aggregate_of(&self, call: &Call<'_>) -> Translated {
        let filter = match call.filter {
            None => None,
            Some(condition) => Some(self.condition(self.clause.get(), condition)?),
        };
        let only = |value| match filter.clone() {
            None => value,
            Some(condition) => Expr::Case { branches: vec![(condition, value)], otherwise: None },
        };
        let (name, is_distinct) = (call.name.as_str(), call.is_distinct);
        let argument = match call.arguments.as_slice() {
            [FunctionArgExpr::Wildcard] if name == "count" && !is_distinct => None,
            [] if name == "count" && !is_distinct => None,
            [FunctionArgExpr::Expr(argument)] => Some(self.expression(argument)?),
            _ => return refuse(format!("{name} of other than one value")),
        };
        let Some(argument) = argument else {
            let counted = match filter {
                None => Expr::CountRows,
                Some(_) => plain(AggregateFunction::Count, false, only(Expr::Integer(1))),
            };
            return Ok(typed(counted, DataType::Int64));
        };
        let AuthorExpression { expression, data_type } = argument;
        self.aggregate_value(name, is_distinct, only(expression), data_type)
    }

    fn aggregate_value(
        &self,
        name: &str,
        is_distinct: bool,
        operand: Expr,
        data_type: DataType,
    ) -> Translated {
        let dialect = self.context.model.dialect;
        if matches!(name, "sum" | "avg") && !data_type.is_number() {
            return Err(Refusal::WrongType(format!("{name} needs numbers")));
        }
        Ok(match name {
            "count" => {
                typed(plain(AggregateFunction::Count, is_distinct, operand), DataType::Int64)
            }
            "sum" => {
                let sum = match dialect.sum(operand, data_type) {
                    Expr::Aggregate { function, operand, .. } => {
                        Expr::Aggregate { function, distinct: is_distinct, operand }
                    }
                    other if is_distinct => {
                        return refuse(format!("{name} (DISTINCT …): {other:?}"));
                    }
                    other => other,
                };
                typed(sum, sum_type(data_type))
            }
            "avg" => {
                refuse_if("avg (DISTINCT …)", is_distinct)?;
                typed(dialect.average(operand, data_type), DataType::Float64)
            }
            _ => {
                let function =
                    if name == "min" { AggregateFunction::Min } else { AggregateFunction::Max };
                typed(plain(function, false, ordered(operand, data_type)), data_type)
            }
        })
    }

    /// An aggregate over the rows around.
    fn running(&self, call: &Call<'_>, window: &WindowType) -> Translated {
        self.enter_window()?;
        refuse_if("DISTINCT in a window", call.is_distinct)?;
        let before = self.clause.replace(Clause::Window);
        let read = self.aggregate_of(call).and_then(|aggregate| {
            let (partition_by, order_by, frame) = self.window(window)?;
            let data_type = aggregate.data_type;
            let over = aggregate.expression.replaced(&mut |part| match part {
                Expr::Aggregate { .. } | Expr::CountRows => Some(Expr::Over {
                    aggregate: Box::new(part.clone()),
                    partition_by: partition_by.clone(),
                    order_by: order_by.clone(),
                    frame,
                }),
                _ => None,
            });
            Ok(counted(typed(over, data_type)))
        });
        self.clause.set(before);
        read
    }

    fn ranked(&self, call: &Call<'_>, function: WindowFunction) -> Translated {
        let Some(window) = call.over else {
            return refuse(format!("{} without OVER", call.name));
        };
        refuse_if(
            "DISTINCT or FILTER of this function",
            call.is_distinct || call.filter.is_some(),
        )?;
        self.enter_window()?;
        let before = self.clause.replace(Clause::Window);
        let read = self.ranked_over(call, function, window);
        self.clause.set(before);
        read
    }

    fn ranked_over(
        &self,
        call: &Call<'_>,
        function: WindowFunction,
        window: &WindowType,
    ) -> Translated {
        let (partition_by, order_by, frame) = self.window(window)?;
        refuse_if("a window without ORDER BY of this function", order_by.is_empty())?;
        refuse_if("a frame of this function", frame.is_some())?;
        let arguments = call.expressions()?;
        let (operands, data_type) = match (function, arguments.as_slice()) {
            (WindowFunction::Lag | WindowFunction::Lead, [value, rest @ ..]) if rest.len() < 2 => {
                let value = self.expression(value)?;
                let distance =
                    rest.first().map_or(Ok(1), |distance| self.whole_number(distance))?;
                refuse_if("a distance below 0", distance < 0)?;
                (vec![value.expression, Expr::Integer(distance)], value.data_type)
            }
            (WindowFunction::Lag | WindowFunction::Lead, _) => {
                return refuse(format!("{} with a default; use COALESCE", call.name));
            }
            (_, []) => (Vec::new(), DataType::Int64),
            _ => return refuse(format!("arguments of {}", call.name)),
        };
        let is_place = operands.is_empty();
        let aggregate = Box::new(Expr::Ranked(function, operands));
        let over = typed(Expr::Over { aggregate, partition_by, order_by, frame: None }, data_type);
        Ok(if is_place { counted(over) } else { over })
    }

    fn enter_window(&self) -> Result<(), Refusal> {
        match self.clause.get() {
            Clause::Outputs => {}
            Clause::Window => return refuse("a window inside a window"),
            _ => return refuse("a window function outside of the SELECT list and ORDER BY"),
        }
        self.context.windows.set(self.context.windows.get() + 1);
        Ok(())
    }

    #[expect(clippy::type_complexity, reason = "the parts of one window, taken apart at once")]
    fn window(
        &self,
        window: &WindowType,
    ) -> Result<(Vec<Expr>, Vec<WindowOrder>, Option<Frame>), Refusal> {
        let WindowType::WindowSpec(specification) = window else {
            return refuse("a named window");
        };
        let WindowSpec { window_name, partition_by, order_by, window_frame } = specification;
        refuse_if("a named window", window_name.is_some())?;
        let partition_by = partition_by
            .iter()
            .map(|one| Ok(self.expression(one)?.expression))
            .collect::<Result<_, Refusal>>()?;
        let mut keys = Vec::with_capacity(order_by.len());
        for term in order_by {
            let Direction { descending, nulls_first } = Direction::of(term)?;
            refuse_if("NULLS FIRST in a window", nulls_first)?;
            keys.push(WindowOrder { key: self.expression(&term.expr)?.expression, descending });
        }
        let frame = window_frame.as_ref().map(frame).transpose()?;
        refuse_if("a frame without ORDER BY", frame.is_some() && keys.is_empty())?;
        Ok((partition_by, keys, frame))
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
                let field = match function {
                    Function::ExtractYear => ast::DateTimeField::Year,
                    Function::ExtractMonth => ast::DateTimeField::Month,
                    _ => ast::DateTimeField::Day,
                };
                functions::extract(&field, clock.wall(self.time(time)?))
            }
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

fn plain(function: AggregateFunction, distinct: bool, operand: Expr) -> Expr {
    Expr::Aggregate { function, distinct, operand: Box::new(operand) }
}

/// Engines count with numbers of other types too.
fn counted(read: AuthorExpression) -> AuthorExpression {
    if read.data_type != DataType::Int64 {
        return read;
    }
    typed(Expr::Cast(Box::new(read.expression), DataType::Int64), DataType::Int64)
}

/// An operand whose order is the same on every engine.
fn ordered(operand: Expr, data_type: DataType) -> Expr {
    match data_type {
        DataType::Text => Expr::BinaryText(Box::new(operand)),
        DataType::Uuid => Expr::Cast(Box::new(operand), DataType::Text),
        _ => operand,
    }
}

fn ranked(name: &str) -> Option<WindowFunction> {
    Some(match name {
        "row_number" => WindowFunction::RowNumber,
        "rank" => WindowFunction::Rank,
        "dense_rank" => WindowFunction::DenseRank,
        "lag" => WindowFunction::Lag,
        "lead" => WindowFunction::Lead,
        _ => return None,
    })
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

/// `ROWS BETWEEN n PRECEDING AND CURRENT ROW` and its short form.
fn frame(frame: &WindowFrame) -> Result<Frame, Refusal> {
    let WindowFrame { units: WindowFrameUnits::Rows, start_bound, end_bound } = frame else {
        return refuse("a frame of other than ROWS");
    };
    if !matches!(end_bound, None | Some(WindowFrameBound::CurrentRow)) {
        return refuse("a frame that ends elsewhere than at CURRENT ROW");
    }
    match start_bound {
        WindowFrameBound::Preceding(None) => Ok(Frame::Before),
        WindowFrameBound::Preceding(Some(rows)) => {
            super::query::row_count(rows).map(Frame::Preceding)
        }
        _ => refuse("a frame that does not begin with PRECEDING"),
    }
}
