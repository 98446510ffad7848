use souk_model::CatalogColumn;

use super::*;
use crate::POSTGRES;

fn orders() -> CatalogTable {
    let column = |name: &str, data_type, native: &str| CatalogColumn {
        name: name.to_owned(),
        data_type,
        native_type: native.to_owned(),
        nullable: true,
        comment: None,
    };
    CatalogTable {
        schema: "public".to_owned(),
        name: "orders".to_owned(),
        columns: vec![
            column("amount", DataType::Decimal { precision: 15, scale: 2 }, "numeric"),
            column("quantity", DataType::Int32, "integer"),
            column("status", DataType::Text, "varchar"),
            column("mood", DataType::Text, "mood"),
            column("created_at", DataType::Timestamp, "timestamp"),
        ],
        primary_key: vec![],
        unique_keys: vec![],
        indexed_columns: None,
        foreign_keys: vec![],
        row_estimate: None,
        comment: None,
    }
}

fn type_of(sql: &str) -> DataType {
    match parse(sql, &orders(), &POSTGRES) {
        Ok(read) => read.data_type,
        Err(refusal) => panic!("{sql}: {refusal}"),
    }
}

#[test]
fn exact_arithmetic_stays_exact() {
    assert_eq!(type_of("amount * quantity"), DataType::Decimal { precision: 25, scale: 2 });
    assert_eq!(type_of("amount * 1.075"), DataType::Decimal { precision: 19, scale: 5 });
    assert_eq!(type_of("amount * (1 - amount)"), DataType::Decimal { precision: 31, scale: 4 });
    assert_eq!(type_of("quantity + 1"), DataType::Int64);
    assert_eq!(type_of("amount / quantity"), DataType::Float64);
}

#[test]
fn common_expressions_are_read() {
    for sql in [
        "CASE WHEN status = 'paid' THEN amount ELSE 0 END",
        "CASE status WHEN 'paid' THEN 1 END",
        "COALESCE(status, 'none')",
        "UPPER(TRIM(status)) || '-x'",
        "quantity BETWEEN 1 AND 5 AND status IN ('a', 'b')",
        "EXTRACT(YEAR FROM created_at)",
        "SUBSTRING(status FROM 1 FOR 2)",
        "CAST(quantity AS text)",
        "amount::numeric(10, 1)",
        "orders.amount - \"amount\"",
        "AMOUNT + Quantity",
        "mood = 'happy'",
        "status IS NOT NULL AND NOT status LIKE 'p%'",
    ] {
        let read = parse(sql, &orders(), &POSTGRES);
        assert!(read.is_ok(), "{sql}: {read:?}");
    }
}

#[test]
fn everything_else_is_refused() {
    for sql in [
        "",
        "amount,",
        "amount; DROP TABLE orders",
        "amount) OR (1 = 1",
        "(SELECT 1)",
        "EXISTS (SELECT 1)",
        "amount IN (SELECT amount FROM orders)",
        "pg_read_file('/etc/passwd')",
        "pg_sleep(10) IS NULL",
        "current_setting('x')",
        "CURRENT_USER",
        "now()",
        "sum(amount)",
        "count(*)",
        "row_number() OVER ()",
        "customers.name",
        "public.orders.amount",
        "missing + 1",
        "amount + status",
        "status || quantity",
        "$1",
        "ARRAY[1]",
        "ROW(1, 2)",
        "status COLLATE \"C\"",
        "amount::regclass",
        "'x'::xml",
        "lower(status, status)",
        "INTERVAL '1 day'",
        "E'\\x41'",
        "status ~ 'x'",
        "amount -- comment\n, 1",
        "amount \0",
    ] {
        let read = parse(sql, &orders(), &POSTGRES);
        assert!(read.is_err(), "{sql} was read as {read:?}");
    }
}

#[test]
fn deep_nesting_is_refused_without_a_crash() {
    let sql = format!("{}1{}", "(".repeat(4_000), ")".repeat(4_000));
    assert!(parse(&sql, &orders(), &POSTGRES).is_err());
}

#[test]
fn a_misspelt_column_gets_a_suggestion() {
    let refusal = parse("ammount", &orders(), &POSTGRES).unwrap_err().to_string();
    assert_eq!(refusal, "there is no column ammount in table orders; did you mean amount?");
}
