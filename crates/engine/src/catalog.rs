//! Arrow's types, as files and servers of Arrow have them, in Souk's words.

use arrow::datatypes::{DataType as ArrowType, Field, Schema};
use souk_model::{CatalogColumn, DataType};

/// The columns of a table with this schema.
#[must_use]
pub fn catalog_columns(schema: &Schema) -> Vec<CatalogColumn> {
    schema.fields().iter().map(|field| catalog_column(field)).collect()
}

fn catalog_column(field: &Field) -> CatalogColumn {
    let data_type = data_type(field.data_type());
    CatalogColumn {
        name: field.name().clone(),
        data_type,
        native_type: native_type(data_type).to_owned(),
        nullable: field.is_nullable(),
        comment: None,
    }
}

/// Souk's type of a column that Arrow keeps as this.
fn data_type(arrow: &ArrowType) -> DataType {
    match arrow {
        ArrowType::Boolean => DataType::Boolean,
        ArrowType::Int8
        | ArrowType::Int16
        | ArrowType::Int32
        | ArrowType::UInt8
        | ArrowType::UInt16 => DataType::Int32,
        ArrowType::Int64 | ArrowType::UInt32 => DataType::Int64,
        ArrowType::UInt64 => DataType::UInt64,
        ArrowType::Float16 | ArrowType::Float32 => DataType::Float32,
        ArrowType::Float64 => DataType::Float64,
        ArrowType::Decimal32(precision, scale)
        | ArrowType::Decimal64(precision, scale)
        | ArrowType::Decimal128(precision, scale)
        | ArrowType::Decimal256(precision, scale) => decimal(*precision, *scale),
        ArrowType::Utf8 | ArrowType::LargeUtf8 | ArrowType::Utf8View | ArrowType::Null => {
            DataType::Text
        }
        ArrowType::Binary
        | ArrowType::LargeBinary
        | ArrowType::BinaryView
        | ArrowType::FixedSizeBinary(_) => DataType::Bytes,
        ArrowType::Date32 | ArrowType::Date64 => DataType::Date,
        ArrowType::Time32(_) | ArrowType::Time64(_) => DataType::Time,
        ArrowType::Timestamp(_, None) => DataType::Timestamp,
        ArrowType::Timestamp(_, Some(_)) => DataType::TimestampTz,
        ArrowType::Dictionary(_, values) => data_type(values),
        _ => DataType::Other,
    }
}

fn decimal(precision: u8, scale: i8) -> DataType {
    const LARGEST: u8 = 38;
    match u8::try_from(scale) {
        Ok(scale) if precision <= LARGEST => DataType::Decimal { precision, scale },
        _ => DataType::Numeric,
    }
}

const fn native_type(data_type: DataType) -> &'static str {
    match data_type {
        DataType::Boolean => "boolean",
        DataType::Int32 => "integer",
        DataType::Int64 => "bigint",
        DataType::UInt64 => "ubigint",
        DataType::Float32 => "real",
        DataType::Float64 => "double",
        DataType::Decimal { .. } | DataType::Numeric => "numeric",
        DataType::Text => "varchar",
        DataType::Uuid => "uuid",
        DataType::Bytes => "binary",
        DataType::Date => "date",
        DataType::Time => "time",
        DataType::Timestamp => "timestamp",
        DataType::TimestampTz => "timestamptz",
        DataType::Json => "json",
        DataType::Other => "nested",
    }
}
