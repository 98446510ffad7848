//! MySQL's and MariaDB's types as Souk's.

use souk_model::DataType;

/// A column as `information_schema.COLUMNS` describes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared<'a> {
    /// `DATA_TYPE`: the bare name.
    pub(super) name: &'a str,
    /// `COLUMN_TYPE`: with length, precision and attributes.
    pub(super) full: &'a str,
    pub(super) precision: Option<u64>,
    pub(super) scale: Option<u64>,
    /// MariaDB's JSON: text that is checked.
    pub(super) is_json: bool,
}

/// Souk's type for the column.
pub(super) fn data_type(declared: Declared<'_>) -> DataType {
    let is_unsigned = declared.full.contains("unsigned");
    match declared.name {
        _ if declared.is_json => DataType::Json,
        "tinyint" if declared.full.starts_with("tinyint(1)") => DataType::Boolean,
        "bit" if declared.full == "bit(1)" => DataType::Boolean,
        "bit" => DataType::UInt64,
        "int" if is_unsigned => DataType::Int64,
        "bigint" if is_unsigned => DataType::UInt64,
        "tinyint" | "smallint" | "mediumint" | "int" | "year" => DataType::Int32,
        "bigint" => DataType::Int64,
        "float" => DataType::Float32,
        "double" => DataType::Float64,
        "decimal" => decimal(declared),
        "uuid" => DataType::Uuid,
        "date" => DataType::Date,
        "time" => DataType::Time,
        "datetime" => DataType::Timestamp,
        "timestamp" => DataType::TimestampTz,
        "json" => DataType::Json,
        name => text_or_bytes(name),
    }
}

fn text_or_bytes(name: &str) -> DataType {
    match name {
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "enum" | "set" => {
            DataType::Text
        }
        "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => DataType::Bytes,
        _ => DataType::Other,
    }
}

/// MySQL knows up to 65 digits.
fn decimal(declared: Declared<'_>) -> DataType {
    const LARGEST: u8 = 38;
    let narrow = |number: Option<u64>| u8::try_from(number?).ok();
    match (narrow(declared.precision), narrow(declared.scale)) {
        (Some(precision), Some(scale)) if precision <= LARGEST => {
            DataType::Decimal { precision, scale }
        }
        _ => DataType::Numeric,
    }
}

/// The name that people use: `tinyint(1)` is `boolean`, and MariaDB's checked text is `json`.
pub(super) fn native_type(declared: Declared<'_>) -> String {
    let name = match (data_type(declared), declared.name) {
        (DataType::Boolean, "tinyint") => "boolean",
        (DataType::Json, _) => "json",
        (_, name) => name,
    };
    let unsigned = if declared.full.contains("unsigned") { " unsigned" } else { "" };
    format!("{name}{unsigned}")
}
