//! Parts of times: `EXTRACT(QUARTER FROM x)`, `DAYOFWEEK(x)`.

use souk_model::DataType;
use sqlparser::ast;

use super::super::translate::{Translated, refuse, typed};
use super::super::{AuthorExpression, Refusal, functions};
use super::functions::{Meaning, meaning};
use super::level::Level;
use crate::sql::{BinaryOperator, Expr, Function};

/// Which number the days of the week begin with, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weekday {
    /// Monday is 1 (ISO 8601).
    MondayOne,
    MondayZero,
    SundayZero,
    SundayOne,
}

impl Level<'_> {
    /// Weeks and their days are counted in more than one way, so each dialect lists its own.
    pub(super) fn extract(&self, field: &ast::DateTimeField, operand: &ast::Expr) -> Translated {
        let time = self.context.clock.wall(self.time(operand)?);
        let function = match field {
            ast::DateTimeField::Quarter => Function::ExtractQuarter,
            ast::DateTimeField::Hour => Function::ExtractHour,
            ast::DateTimeField::Minute => Function::ExtractMinute,
            ast::DateTimeField::Year | ast::DateTimeField::Month | ast::DateTimeField::Day => {
                return functions::extract(field, time);
            }
            other => {
                let listed = format!("extract {}", other.to_string().to_ascii_lowercase());
                return match meaning(self.context.model.dialect.name(), &listed) {
                    Some(Meaning::Part(function)) => part(function, time),
                    Some(Meaning::Weekday(weekday)) => day_of_week(weekday, time),
                    _ => refuse(format!("EXTRACT({other} FROM …)")),
                };
            }
        };
        part(function, time)
    }
}

pub(super) fn part(function: Function, time: AuthorExpression) -> Translated {
    let is_of_clock = matches!(function, Function::ExtractHour | Function::ExtractMinute);
    if is_of_clock && time.data_type == DataType::Date {
        return Err(Refusal::WrongType("a day has no hours; cast it to a timestamp".to_owned()));
    }
    functions::part(function, time)
}

pub(super) fn day_of_week(weekday: Weekday, time: AuthorExpression) -> Translated {
    let day = part(Function::ExtractWeekday, time)?.expression;
    let plus = |left, number| Expr::binary(BinaryOperator::Add, left, Expr::Integer(number));
    let from_sunday = |day| Expr::binary(BinaryOperator::Modulo, day, Expr::Integer(7));
    let counted = match weekday {
        Weekday::MondayOne => day,
        Weekday::MondayZero => plus(day, -1),
        Weekday::SundayZero => from_sunday(day),
        Weekday::SundayOne => plus(from_sunday(day), 1),
    };
    Ok(typed(counted, DataType::Int64))
}
