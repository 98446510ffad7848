//! Which Arrow type each of Souk's types has in an answer.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::datatypes::{DataType as ArrowType, Field, Schema, SchemaRef, TimeUnit};
use souk_model::DataType;
use souk_query::OutputColumn;

/// Field metadata that marks text which is an exact decimal (of unstated precision): `"true"`.
pub const DECIMAL_KEY: &str = "souk.decimal";

/// The Arrow type in which every engine hands over a column of this type.
///
/// [`DataType::Numeric`] is text whose field carries [`DECIMAL_KEY`], so that it stays exact.
#[must_use]
pub fn arrow_type(data_type: DataType) -> ArrowType {
    match data_type {
        DataType::Boolean => ArrowType::Boolean,
        DataType::Int32 => ArrowType::Int32,
        DataType::Int64 => ArrowType::Int64,
        DataType::UInt64 => ArrowType::UInt64,
        DataType::Float32 => ArrowType::Float32,
        DataType::Float64 => ArrowType::Float64,
        DataType::Decimal { precision, scale } => {
            ArrowType::Decimal128(precision, i8::try_from(scale).unwrap_or(i8::MAX))
        }
        DataType::Bytes => ArrowType::Binary,
        DataType::Date => ArrowType::Date32,
        DataType::Timestamp => ArrowType::Timestamp(TimeUnit::Microsecond, None),
        DataType::TimestampTz => ArrowType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        DataType::Numeric
        | DataType::Text
        | DataType::Uuid
        | DataType::Time
        | DataType::Json
        | DataType::Other => ArrowType::Utf8,
    }
}

/// The schema of an answer: a field per column, in order, each nullable.
#[must_use]
pub fn answer_schema(columns: &[OutputColumn]) -> SchemaRef {
    let fields: Vec<_> = columns.iter().map(answer_field).collect();
    Arc::new(Schema::new(fields))
}

fn answer_field(column: &OutputColumn) -> Field {
    let field = Field::new(&column.name, arrow_type(column.data_type), true);
    match column.data_type {
        DataType::Numeric => {
            field.with_metadata(HashMap::from([(DECIMAL_KEY.to_owned(), "true".to_owned())]))
        }
        _ => field,
    }
}
