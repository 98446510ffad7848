//! Values as MySQL's binary parameters. Each execution declares its own types.

use souk_query::Value;
use sqlx::Arguments;
use sqlx::error::BoxDynError;
use sqlx::mysql::MySqlArguments;

use crate::EngineError;

/// The values, in the order of the statement's `?`.
pub(super) fn arguments(parameters: &[Value]) -> Result<MySqlArguments, EngineError> {
    let mut arguments = MySqlArguments::default();
    for value in parameters {
        add(&mut arguments, value).map_err(EngineError::Query)?;
    }
    Ok(arguments)
}

fn add(arguments: &mut MySqlArguments, value: &Value) -> Result<(), BoxDynError> {
    match value {
        Value::Boolean(flag) => arguments.add(flag),
        Value::Integer(number) => arguments.add(number),
        Value::Decimal(number) => arguments.add(number),
        Value::Float(number) => arguments.add(number),
        Value::Text(text) => arguments.add(text.as_str()),
        // Text, as a column of MariaDB's type UUID and one of CHAR(36) both compare with it.
        Value::Uuid(uuid) => arguments.add(uuid.to_string()),
        Value::Date(date) => arguments.add(date),
        Value::Timestamp(time) => arguments.add(time),
        // Sessions are in UTC. As a TIMESTAMP, MariaDB takes what is past 2038 for nothing.
        Value::TimestampTz(time) => arguments.add(time.naive_utc()),
    }
}
