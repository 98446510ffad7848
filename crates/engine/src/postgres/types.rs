//! PostgreSQL's types as Souk's, and the short names that the wire shows for them.

use souk_model::DataType;

/// Souk's type for a column of the type `name` (as in `pg_type.typname`, domains resolved).
pub(super) fn data_type(name: &str, is_enum: bool, modifier: i32) -> DataType {
    match name {
        _ if is_enum => DataType::Text,
        "bool" => DataType::Boolean,
        "int2" | "int4" => DataType::Int32,
        "int8" | "oid" => DataType::Int64,
        "float4" => DataType::Float32,
        "float8" => DataType::Float64,
        "numeric" => numeric(modifier),
        "text" | "varchar" | "bpchar" | "char" | "name" | "citext" => DataType::Text,
        "uuid" => DataType::Uuid,
        "bytea" => DataType::Bytes,
        "date" => DataType::Date,
        "time" | "timetz" => DataType::Time,
        "timestamp" => DataType::Timestamp,
        "timestamptz" => DataType::TimestampTz,
        "json" | "jsonb" => DataType::Json,
        _ => DataType::Other,
    }
}

/// `numeric` packs precision and scale into the modifier, offset by the length of a header; the
/// scale is 11 bits with a sign since PostgreSQL 15.
fn numeric(modifier: i32) -> DataType {
    const HEADER: i32 = 4;
    const LARGEST: u8 = 38;
    if modifier < HEADER {
        return DataType::Numeric;
    }
    let packed = modifier - HEADER;
    let precision = u8::try_from(packed >> 16 & 0xFFFF);
    let scale = u8::try_from(((packed & 0x7FF) ^ 0x400) - 0x400);
    match (precision, scale) {
        (Ok(precision), Ok(scale)) if precision <= LARGEST && scale <= precision => {
            DataType::Decimal { precision, scale }
        }
        _ => DataType::Numeric,
    }
}

/// The name that people use; types without a shorter one keep their own.
pub(super) fn native_type(name: &str, element: Option<&str>) -> String {
    if let Some(element) = element {
        return format!("{}[]", native_type(element, None));
    }
    let known = match name {
        "bool" => "boolean",
        "int2" => "smallint",
        "int4" => "integer",
        "int8" => "bigint",
        "float4" => "real",
        "float8" => "double precision",
        "bpchar" => "char",
        "char" => "\"char\"",
        other => other,
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_and_scale_are_read_from_the_modifier() {
        let modifier = |precision: i32, scale: i32| (precision << 16 | (scale & 0x7FF)) + 4;
        let decimal = |precision, scale| DataType::Decimal { precision, scale };
        assert_eq!(numeric(modifier(15, 2)), decimal(15, 2));
        assert_eq!(numeric(modifier(38, 38)), decimal(38, 38));
        assert_eq!(numeric(modifier(39, 2)), DataType::Numeric);
        assert_eq!(numeric(modifier(1000, 0)), DataType::Numeric);
        assert_eq!(numeric(modifier(5, -2)), DataType::Numeric);
        assert_eq!(numeric(modifier(2, 5)), DataType::Numeric);
        assert_eq!(numeric(-1), DataType::Numeric);
    }
}
