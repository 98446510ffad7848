//! Time zones that an author names. A zone is a literal of the IANA list: one that data named could
//! not be told from a wrong one.

use std::str::FromStr;

use chrono_tz::Tz;
use souk_model::DataType;
use sqlparser::ast;

use super::super::translate::{Translated, refuse, typed};
use super::super::{AuthorExpression, Refusal};
use super::functions::{Meaning, meaning};
use super::level::Level;
use super::times::Clock;
use crate::Value;
use crate::sql::Expr;

impl Level<'_> {
    /// As PostgreSQL means it: an instant becomes the wall clock of the zone, and a time without a
    /// zone the instant at which that clock shows it.
    pub(super) fn at_zone(&self, time: &ast::Expr, zone: &ast::Expr) -> Translated {
        if meaning(self.context.model.dialect.name(), "at time zone") != Some(Meaning::AtZone) {
            return refuse("AT TIME ZONE, which means something else on other engines,");
        }
        let zone = named(zone)?;
        let time = self.expression(time)?;
        match time.data_type {
            DataType::TimestampTz => Ok(wall_in(time, zone)),
            DataType::Timestamp => instant_in(time, zone),
            _ => Err(Refusal::WrongType(
                "AT TIME ZONE needs a timestamp; cast the day or text to one".to_owned(),
            )),
        }
    }

    /// `CONVERT_TZ(x, 'from', 'to')`: a wall clock of one zone as another shows it.
    pub(super) fn between_zones(
        &self,
        time: &ast::Expr,
        from: &ast::Expr,
        to: &ast::Expr,
    ) -> Translated {
        let (from, to) = (named(from)?, named(to)?);
        let utc = Clock { zone: Tz::UTC };
        let wall = utc.cast(self.time(time)?, DataType::Timestamp)?;
        Ok(wall_in(instant_in(wall, from)?, to))
    }
}

/// The wall clock of a zone at an instant.
fn wall_in(instant: AuthorExpression, zone: Tz) -> AuthorExpression {
    match instant.expression {
        // A clock of UTC in another zone is one step, not two.
        Expr::Instant { operand, zone: Tz::UTC } => {
            let from = DataType::Timestamp;
            typed(Expr::LocalTime { operand, from, zone }, DataType::Timestamp)
        }
        _ => Clock { zone }.wall(instant),
    }
}

/// The instant at which the clock of a zone shows a time.
pub(super) fn instant_in(wall: AuthorExpression, zone: Tz) -> Translated {
    if let Expr::Value(Value::Timestamp(literal)) = &wall.expression {
        return Clock { zone }.read(&literal.to_string(), DataType::TimestampTz);
    }
    let operand = Box::new(wall.expression);
    Ok(typed(Expr::Instant { operand, zone }, DataType::TimestampTz))
}

fn named(parsed: &ast::Expr) -> Result<Tz, Refusal> {
    let text = match parsed {
        ast::Expr::Value(value) => match &value.value {
            ast::Value::SingleQuotedString(text) => text.as_str(),
            _ => return refuse("a time zone that is not a literal"),
        },
        _ => return refuse("a time zone that is not a literal"),
    };
    match text {
        "+00:00" => Ok(Tz::UTC),
        name => Tz::from_str(name).or_else(|_| refuse(format!("the time zone '{name}'"))),
    }
}
