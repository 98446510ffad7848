//! Values as SQLite's parameters: whole numbers, floats and text are all that it has.
//!
//! Times go as text that orders as time does. A decimal goes as the number that SQLite itself would
//! have stored for it.

use rust_decimal::Decimal;
use souk_query::Value;
use sqlx::Arguments;
use sqlx::error::BoxDynError;
use sqlx::sqlite::SqliteArguments;

use crate::EngineError;

const TIME: &str = "%Y-%m-%d %H:%M:%S%.6f";

/// The values, in the order of the statement's placeholders.
pub(super) fn arguments(parameters: &[Value]) -> Result<SqliteArguments, EngineError> {
    let mut arguments = SqliteArguments::default();
    for value in parameters {
        add(&mut arguments, value).map_err(EngineError::Query)?;
    }
    Ok(arguments)
}

fn add(arguments: &mut SqliteArguments, value: &Value) -> Result<(), BoxDynError> {
    match value {
        Value::Boolean(flag) => arguments.add(i64::from(*flag)),
        Value::Integer(number) => arguments.add(*number),
        Value::Decimal(number) => add_decimal(arguments, *number),
        Value::Float(number) => arguments.add(*number),
        Value::Text(text) => arguments.add(text.clone()),
        Value::Uuid(uuid) => arguments.add(uuid.to_string()),
        Value::Date(date) => arguments.add(date.to_string()),
        Value::Timestamp(time) => arguments.add(time.format(TIME).to_string()),
        Value::TimestampTz(time) => arguments.add(time.naive_utc().format(TIME).to_string()),
    }
}

fn add_decimal(arguments: &mut SqliteArguments, number: Decimal) -> Result<(), BoxDynError> {
    let number = number.normalize();
    match i64::try_from(number.mantissa()) {
        Ok(whole) if number.scale() == 0 => arguments.add(whole),
        // The nearest float, as SQLite reads a literal.
        _ => arguments.add(number.to_string().parse::<f64>()?),
    }
}
