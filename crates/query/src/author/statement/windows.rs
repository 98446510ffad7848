//! Windows: aggregates over the rows around, places of rows, and values of other rows.

use souk_model::DataType;
use sqlparser::ast::{WindowFrame, WindowFrameBound, WindowFrameUnits, WindowSpec, WindowType};

use super::super::translate::{Translated, refuse, typed};
use super::super::{AuthorExpression, Refusal, operators};
use super::aggregates::Aggregated;
use super::calls::Call;
use super::level::{Clause, Level};
use super::query::Direction;
use super::refuse_if;
use crate::sql::{Expr, Frame, WindowFunction, WindowOrder};

impl Level<'_> {
    /// An aggregate over the rows around.
    pub(super) fn running(
        &self,
        call: &Call<'_>,
        aggregated: Aggregated,
        window: &WindowType,
    ) -> Translated {
        refuse_if(&format!("OVER of {}", call.name), !aggregated.is_plain())?;
        call.require_no_clauses()?;
        self.enter_window()?;
        refuse_if("DISTINCT in a window", call.is_distinct)?;
        let before = self.clause.replace(Clause::Window);
        let read = self.aggregate_of(call, aggregated).and_then(|aggregate| {
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

    pub(super) fn ranked(&self, call: &Call<'_>, function: WindowFunction) -> Translated {
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
        let over = |operands, data_type| {
            let aggregate = Box::new(Expr::Ranked(function, operands));
            let (partition_by, order_by) = (partition_by.clone(), order_by.clone());
            typed(Expr::Over { aggregate, partition_by, order_by, frame: None }, data_type)
        };
        match (function, arguments.as_slice()) {
            (WindowFunction::Lag | WindowFunction::Lead, [value, rest @ ..]) if rest.len() < 3 => {
                let value = self.expression(value)?;
                let distance =
                    rest.first().map_or(Ok(1), |distance| self.whole_number(distance))?;
                refuse_if("a distance below 0", distance < 0)?;
                let distance = Expr::Integer(distance);
                let Some(default) = rest.get(1) else {
                    return Ok(over(vec![value.expression, distance], value.data_type));
                };
                let default = self.expression(default)?;
                let data_type = operators::common_type(&[value.clone(), default.clone()])?;
                let there = over(vec![Expr::Integer(1), distance.clone()], DataType::Int64);
                let found = over(vec![value.expression, distance], value.data_type);
                Ok(typed(where_there(there, found, default), data_type))
            }
            (WindowFunction::Lag | WindowFunction::Lead, _) => {
                refuse(format!("arguments of {}", call.name))
            }
            (_, []) => Ok(counted(over(Vec::new(), DataType::Int64))),
            _ => refuse(format!("arguments of {}", call.name)),
        }
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
            let key = self.expression(&term.expr)?.expression;
            if nulls_first {
                let is_there = Expr::IsNull { operand: Box::new(key.clone()), negated: true };
                keys.push(WindowOrder { key: Expr::flag(is_there), descending: false });
            }
            keys.push(WindowOrder { key, descending });
        }
        let frame = window_frame.as_ref().map(frame).transpose()?;
        refuse_if("a frame without ORDER BY", frame.is_some() && keys.is_empty())?;
        Ok((partition_by, keys, frame))
    }
}

/// A row that is there can hold NULL, so the default asks for the row: a 1 of it is NULL where there
/// is none.
fn where_there(
    there: AuthorExpression,
    found: AuthorExpression,
    default: AuthorExpression,
) -> Expr {
    let is_missing = Expr::IsNull { operand: Box::new(there.expression), negated: false };
    Expr::Case {
        branches: vec![(is_missing, default.expression)],
        otherwise: Some(Box::new(found.expression)),
    }
}

/// Engines count with numbers of other types too.
fn counted(read: AuthorExpression) -> AuthorExpression {
    if read.data_type != DataType::Int64 {
        return read;
    }
    typed(Expr::Cast(Box::new(read.expression), DataType::Int64), DataType::Int64)
}

pub(super) fn ranked(name: &str) -> Option<WindowFunction> {
    Some(match name {
        "row_number" => WindowFunction::RowNumber,
        "rank" => WindowFunction::Rank,
        "dense_rank" => WindowFunction::DenseRank,
        "lag" => WindowFunction::Lag,
        "lead" => WindowFunction::Lead,
        _ => return None,
    })
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
