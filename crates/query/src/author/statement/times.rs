//! Times in author SQL: literals are computed here and bound, columns are computed by the engine.
//!
//! An instant is shown in the query's zone before it is cut or moved; a time without a zone is
//! taken as it is.

use chrono::{Duration, NaiveDateTime};
use chrono_tz::Tz;
use serde_json::Value as Json;
use souk_model::DataType;
use sqlparser::ast;

use super::super::translate::{Fitted, Translated, refuse, typed};
use super::super::{AuthorExpression, Refusal};
use super::variables::of;
use super::zones::instant_in;
use crate::Value;
use crate::request::{Granularity, WeekStart};
use crate::resolve::{Surroundings, midnight, shift_wall, values};
use crate::sql::{Expr, Unit};

/// The zone of a query, and what it means for times.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub(super) zone: Tz,
}

impl Clock {
    /// Reads a text as a day or time.
    pub(super) fn read(self, text: &str, data_type: DataType) -> Translated {
        let zone = if data_type == DataType::TimestampTz { self.zone } else { Tz::UTC };
        match values::read(&Json::String(text.to_owned()), data_type, zone) {
            Ok(value) => Ok(of(&value)),
            Err(_) => Err(Refusal::WrongType(format!("'{text}' is not {}", kind(data_type)))),
        }
    }

    /// The two sides of a comparison in one type.
    pub(super) fn fit(self, left: &mut AuthorExpression, right: &mut AuthorExpression) -> Fitted {
        if left.data_type == right.data_type {
            return Ok(());
        }
        if let Some(same) = self.literal_as(left, right.data_type)? {
            *left = same;
            return Ok(());
        }
        if let Some(same) = self.literal_as(right, left.data_type)? {
            *right = same;
            return Ok(());
        }
        if !left.data_type.is_temporal() || !right.data_type.is_temporal() {
            return Ok(());
        }
        for side in [&mut *left, &mut *right] {
            if side.data_type == DataType::Date {
                *side = cast(side.clone(), DataType::Timestamp);
            }
        }
        if left.data_type != right.data_type && self.zone != Tz::UTC {
            return refuse("a comparison of instants with times without a zone, outside of UTC");
        }
        for side in [left, right] {
            *side = self.wall(side.clone());
        }
        Ok(())
    }

    fn literal_as(
        self,
        literal: &AuthorExpression,
        data_type: DataType,
    ) -> Result<Option<AuthorExpression>, Refusal> {
        let Expr::Value(value) = &literal.expression else { return Ok(None) };
        let text = match (value, data_type) {
            (
                Value::Text(text),
                DataType::Date | DataType::Timestamp | DataType::TimestampTz | DataType::Uuid,
            ) => text.clone(),
            (Value::Date(day), DataType::Timestamp | DataType::TimestampTz) => day.to_string(),
            (Value::Timestamp(wall), DataType::TimestampTz) => wall.to_string(),
            (Value::TimestampTz(instant), DataType::Timestamp) => instant.to_rfc3339(),
            _ => return Ok(None),
        };
        self.read(&text, data_type).map(Some)
    }

    /// A time as a wall clock shows it. A day stays a day.
    pub(super) fn wall(self, time: AuthorExpression) -> AuthorExpression {
        if time.data_type != DataType::TimestampTz {
            return time;
        }
        if let Expr::Value(Value::TimestampTz(instant)) = &time.expression {
            return of(&Value::Timestamp(instant.with_timezone(&self.zone).naive_local()));
        }
        let operand = Box::new(time.expression);
        let from = DataType::TimestampTz;
        typed(Expr::LocalTime { operand, from, zone: self.zone }, DataType::Timestamp)
    }

    /// The start of the unit in which a time lies.
    pub(super) fn truncate(self, time: AuthorExpression, unit: Unit) -> Translated {
        require_time(&time)?;
        let wall = self.wall(time);
        if let Some(literal) = wall_of(&wall.expression) {
            let start = calendar().start_of(granularity(unit), literal);
            return Ok(of(&Value::Timestamp(start)));
        }
        let operand = Box::new(cast(wall, DataType::Timestamp).expression);
        Ok(typed(Expr::Truncate { operand, unit }, DataType::Timestamp))
    }

    /// A time moved by so many units.
    pub(super) fn shift(self, time: AuthorExpression, unit: Unit, count: i64) -> Translated {
        const FARTHEST: u64 = 1_000_000;
        require_time(&time)?;
        if count.unsigned_abs() > FARTHEST {
            return refuse(format!("an interval of more than {FARTHEST} units"));
        }
        if let Expr::Value(value) = &time.expression {
            return self.shift_literal(value, unit, count);
        }
        let stays_day = time.data_type == DataType::Date && is_of_days(unit);
        let wall = cast(self.wall(time), DataType::Timestamp);
        let operand = Box::new(wall.expression);
        let moved = typed(Expr::Shift { operand, unit, count }, DataType::Timestamp);
        Ok(if stays_day { cast(moved, DataType::Date) } else { moved })
    }

    fn shift_literal(self, value: &Value, unit: Unit, count: i64) -> Translated {
        let moved = |wall| shift_wall(granularity(unit), wall, count);
        match value {
            Value::Date(day) if is_of_days(unit) => {
                Ok(of(&Value::Date(moved(midnight(*day)).date())))
            }
            Value::Date(day) => Ok(of(&Value::Timestamp(moved(midnight(*day))))),
            Value::Timestamp(wall) => Ok(of(&Value::Timestamp(moved(*wall)))),
            Value::TimestampTz(instant) if is_of_days(unit) => {
                let wall = instant.with_timezone(&self.zone).naive_local();
                self.read(&moved(wall).to_string(), DataType::TimestampTz)
            }
            Value::TimestampTz(instant) => {
                let length = match unit {
                    Unit::Hour => Duration::hours(count),
                    Unit::Minute => Duration::minutes(count),
                    _ => Duration::seconds(count),
                };
                match instant.checked_add_signed(length) {
                    Some(moved) => Ok(of(&Value::TimestampTz(moved))),
                    None => refuse("a time beyond the calendar"),
                }
            }
            _ => refuse("an interval beside what is no time"),
        }
    }

    /// A day or time as the instant at which the query's zone shows it.
    fn instant(self, time: AuthorExpression) -> Translated {
        require_time(&time)?;
        if time.data_type == DataType::TimestampTz {
            return Ok(time);
        }
        instant_in(cast(time, DataType::Timestamp), self.zone)
    }

    /// A cast that knows days and times.
    pub(super) fn cast(self, operand: AuthorExpression, target: DataType) -> Translated {
        if let Some(literal) = self.literal_as(&operand, target)? {
            return Ok(literal);
        }
        if target == DataType::TimestampTz && operand.data_type != DataType::Text {
            return self.instant(operand);
        }
        let wall = self.wall(operand);
        match (wall_of(&wall.expression), target) {
            (Some(literal), DataType::Date) => Ok(of(&Value::Date(literal.date()))),
            _ => Ok(cast(wall, target)),
        }
    }
}

fn wall_of(expression: &Expr) -> Option<NaiveDateTime> {
    match expression {
        Expr::Value(Value::Date(day)) => Some(midnight(*day)),
        Expr::Value(Value::Timestamp(wall)) => Some(*wall),
        _ => None,
    }
}

fn require_time(time: &AuthorExpression) -> Result<(), Refusal> {
    if time.data_type.is_temporal() {
        return Ok(());
    }
    Err(Refusal::WrongType("a date or timestamp is needed here; cast the text to one".to_owned()))
}

pub(super) fn cast(operand: AuthorExpression, target: DataType) -> AuthorExpression {
    if operand.data_type == target {
        return operand;
    }
    typed(Expr::Cast(Box::new(operand.expression), target), target)
}

const fn kind(data_type: DataType) -> &'static str {
    match data_type {
        DataType::Uuid => "a UUID",
        DataType::Date => "a date",
        _ => "a timestamp",
    }
}

const fn is_of_days(unit: Unit) -> bool {
    !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

fn calendar() -> crate::resolve::Calendar {
    Surroundings { zone: Tz::UTC, now: None, week_start: WeekStart::Monday, fiscal_year_start: 1 }
        .calendar()
}

const fn granularity(unit: Unit) -> Granularity {
    match unit {
        Unit::Second => Granularity::Second,
        Unit::Minute => Granularity::Minute,
        Unit::Hour => Granularity::Hour,
        Unit::Day => Granularity::Day,
        Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
    }
}

/// `INTERVAL '1 month'`, `INTERVAL 1 MONTH`.
pub(super) fn interval(interval: &ast::Interval) -> Result<(Unit, i64), Refusal> {
    let ast::Interval {
        value,
        leading_field,
        leading_precision: None,
        last_field: None,
        fractional_seconds_precision: None,
    } = interval
    else {
        return refuse("an interval with precision");
    };
    let text = match plain_value(value) {
        Some(ast::Value::Number(digits, _)) => digits.clone(),
        Some(ast::Value::SingleQuotedString(text)) => text.clone(),
        _ => return refuse("an interval that is not a literal"),
    };
    let mut words = text.split_whitespace();
    let count = words.next().and_then(|word| word.parse().ok());
    let field = leading_field.as_ref().map(ToString::to_string);
    let named = words.next().map(str::to_owned).or(field);
    match (count, named.as_deref().map(unit), words.next()) {
        (Some(count), Some(unit), None) => Ok((unit?, count)),
        _ => refuse(format!("the interval '{text}'")),
    }
}

fn plain_value(expression: &ast::Expr) -> Option<&ast::Value> {
    match expression {
        ast::Expr::Value(value) => Some(&value.value),
        _ => None,
    }
}

/// A unit by its name, in singular or plural.
pub(super) fn unit(name: &str) -> Result<Unit, Refusal> {
    let lower = name.to_ascii_lowercase();
    Ok(match lower.strip_suffix('s').unwrap_or(&lower) {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" | "isoweek" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return refuse(format!("the unit {name}")),
    })
}
