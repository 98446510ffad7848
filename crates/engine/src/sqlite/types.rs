//! Declared types of SQLite's columns as Souk's.
//!
//! SQLite lets a column hold anything; its declared type is the author's word for what it should
//! hold. Well-known names are taken at their word, all others by the affinity that SQLite's own rules
//! give them ("Datatypes In SQLite", 3.1).

use souk_model::DataType;

/// Souk's type for a declared type.
pub(super) fn data_type(declared: &str) -> DataType {
    let upper = declared.to_ascii_uppercase();
    let (name, arguments) = upper.split_once('(').unwrap_or((&upper, ""));
    match name.trim() {
        "" => DataType::Other,
        "BOOL" | "BOOLEAN" => DataType::Boolean,
        "DATE" => DataType::Date,
        "TIME" => DataType::Time,
        "DATETIME" | "TIMESTAMP" => DataType::Timestamp,
        "TIMESTAMPTZ" | "TIMESTAMP WITH TIME ZONE" => DataType::TimestampTz,
        "DECIMAL" | "NUMERIC" | "DEC" | "NUMBER" => decimal(arguments),
        "JSON" => DataType::Json,
        "UUID" | "GUID" | "STRING" => DataType::Text,
        _ => by_affinity(&upper),
    }
}

/// The rules are tried in SQLite's order.
fn by_affinity(declared: &str) -> DataType {
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    match () {
        () if has(&["INT"]) => DataType::Int64,
        () if has(&["CHAR", "CLOB", "TEXT"]) => DataType::Text,
        () if has(&["BLOB"]) => DataType::Bytes,
        () if has(&["REAL", "FLOA", "DOUB"]) => DataType::Float64,
        () => DataType::Numeric,
    }
}

fn decimal(arguments: &str) -> DataType {
    const LARGEST: u8 = 38;
    let arguments = arguments.trim().trim_end_matches(')');
    let (precision, scale) = arguments.split_once(',').unwrap_or((arguments, "0"));
    match (precision.trim().parse(), scale.trim().parse()) {
        (Ok(precision), Ok(scale)) if (1..=LARGEST).contains(&precision) && scale <= precision => {
            DataType::Decimal { precision, scale }
        }
        _ => DataType::Numeric,
    }
}

/// The declared type without its arguments, in lower case.
pub(super) fn native_type(declared: &str) -> String {
    let name = declared.split('(').next().unwrap_or_default().trim().to_ascii_lowercase();
    if name.is_empty() { "any".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_types_have_the_meaning_that_sqlites_rules_give_them() {
        let decimal = |precision, scale| DataType::Decimal { precision, scale };
        let cases = [
            ("INTEGER", DataType::Int64),
            ("tinyint", DataType::Int64),
            ("UNSIGNED BIG INT", DataType::Int64),
            ("FLOATING POINT", DataType::Int64),
            ("CHARINT", DataType::Int64),
            ("NVARCHAR(160)", DataType::Text),
            ("clob", DataType::Text),
            ("BLOB", DataType::Bytes),
            ("DOUBLE PRECISION", DataType::Float64),
            ("float", DataType::Float64),
            ("NUMERIC(10, 2)", decimal(10, 2)),
            ("decimal(5)", decimal(5, 0)),
            ("DECIMAL", DataType::Numeric),
            ("DECIMAL(40,2)", DataType::Numeric),
            ("DECIMAL(2,5)", DataType::Numeric),
            ("MONEY", DataType::Numeric),
            ("bool", DataType::Boolean),
            ("DateTime", DataType::Timestamp),
            ("timestamp(6)", DataType::Timestamp),
            ("DATE", DataType::Date),
            ("JSON", DataType::Json),
            ("", DataType::Other),
        ];
        for (declared, expected) in cases {
            assert_eq!(data_type(declared), expected, "{declared}");
        }
    }
}
