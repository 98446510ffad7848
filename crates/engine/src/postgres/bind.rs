//! Values as PostgreSQL's binary parameters.

use rust_decimal::Decimal;
use souk_query::Value;
use sqlx::encode::{Encode, IsNull};
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgArguments, PgTypeInfo};
use sqlx::{Arguments, Postgres, Type};

use crate::EngineError;

const NUMERIC: Oid = Oid(1700);

/// The statement's text as it is prepared.
///
/// The driver keeps prepared statements by text alone, and a statement prepared for one type would
/// misread another's bytes; so the parameters' types stand in a comment at the front.
pub(super) fn statement_text(sql: &str, parameters: &[Value]) -> String {
    if parameters.is_empty() {
        return sql.to_owned();
    }
    let types: Vec<_> = parameters.iter().map(type_name).collect();
    format!("/* {} */ {sql}", types.join(" "))
}

/// The values, each with its type declared.
pub(super) fn arguments(parameters: &[Value]) -> Result<PgArguments, EngineError> {
    let mut arguments = PgArguments::default();
    for value in parameters {
        add(&mut arguments, value).map_err(EngineError::Query)?;
    }
    Ok(arguments)
}

const fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Boolean(_) => "bool",
        Value::Integer(_) => "int8",
        Value::Decimal(_) => "numeric",
        Value::Float(_) => "float8",
        Value::Text(_) => "text",
        Value::Uuid(_) => "uuid",
        Value::Date(_) => "date",
        Value::Timestamp(_) => "timestamp",
        Value::TimestampTz(_) => "timestamptz",
    }
}

fn add(arguments: &mut PgArguments, value: &Value) -> Result<(), BoxDynError> {
    match value {
        Value::Boolean(flag) => arguments.add(flag),
        Value::Integer(number) => arguments.add(number),
        Value::Decimal(number) => arguments.add(Numeric(*number)),
        Value::Float(number) => arguments.add(number),
        Value::Text(text) => arguments.add(text.as_str()),
        Value::Uuid(uuid) => arguments.add(uuid),
        Value::Date(date) => arguments.add(date),
        Value::Timestamp(time) => arguments.add(time),
        Value::TimestampTz(time) => arguments.add(time),
    }
}

/// A decimal on its way to the server.
struct Numeric(Decimal);

impl Type<Postgres> for Numeric {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(NUMERIC)
    }
}

impl Encode<'_, Postgres> for Numeric {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend(crate::answer::numeric::encode(self.0.mantissa(), self.0.scale())?);
        Ok(IsNull::No)
    }
}
