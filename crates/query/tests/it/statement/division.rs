//! Division in SQL metrics is that of the database.

use souk_model::DataType;
use souk_query::{Compiled, Purpose, Scope, compile_sql, dialect_named};

use super::fixture::{plain, refusal};
use crate::support::model;

fn quotient(dialect: &str, expression: &str) -> Compiled {
    let model = model("shop", dialect_named(dialect).unwrap());
    let scope = Scope::new(&model, Some("7")).unwrap();
    let query = plain(&format!("SELECT {expression} AS a FROM orders"));
    compile_sql(&model, &query, &scope, Purpose::Rows)
        .unwrap_or_else(|refusal| panic!("{dialect}: {expression}: {refusal:?}"))
}

/// What each dialect's documentation says of `/`: of two whole numbers, of a decimal by a whole
/// number, of a sum of 64-bit whole numbers by a count, of a whole number by 0.5.
const QUOTIENTS: &[(&str, [DataType; 4])] = {
    const WHOLE: DataType = DataType::Int64;
    const EXACT: DataType = DataType::Numeric;
    const FLOAT: DataType = DataType::Float64;
    &[
        ("postgres", [WHOLE, EXACT, EXACT, EXACT]),
        ("cockroachdb", [EXACT, EXACT, EXACT, EXACT]),
        ("redshift", [WHOLE, EXACT, EXACT, EXACT]),
        ("mssql", [WHOLE, EXACT, WHOLE, EXACT]),
        ("trino", [WHOLE, EXACT, WHOLE, EXACT]),
        ("datafusion", [WHOLE, EXACT, WHOLE, FLOAT]),
        ("sqlite", [WHOLE, FLOAT, WHOLE, FLOAT]),
        ("mysql", [EXACT, EXACT, EXACT, EXACT]),
        ("mariadb", [EXACT, EXACT, EXACT, EXACT]),
        ("singlestore", [EXACT, EXACT, EXACT, EXACT]),
        ("snowflake", [EXACT, EXACT, EXACT, EXACT]),
        ("spark", [FLOAT, EXACT, EXACT, EXACT]),
        ("databricks", [FLOAT, EXACT, EXACT, EXACT]),
        ("bigquery", [FLOAT, EXACT, EXACT, FLOAT]),
        ("clickhouse", [FLOAT, EXACT, EXACT, FLOAT]),
        ("clickhouse-old", [FLOAT, EXACT, EXACT, FLOAT]),
        ("duckdb", [FLOAT, FLOAT, FLOAT, FLOAT]),
    ]
};

#[test]
fn each_dialect_divides_as_its_database_does() {
    let expressions = ["id / 2", "amount / 2", "SUM(id) / COUNT(*)", "id / 0.5"];
    assert_eq!(QUOTIENTS.len(), souk_query::DIALECTS.len());
    for (dialect, types) in QUOTIENTS {
        for (expression, wanted) in expressions.iter().zip(types) {
            let made = quotient(dialect, expression);
            assert_eq!(made.columns()[0].data_type, *wanted, "{dialect}: {expression}");
            let quotient = made.sql().lines().find(|line| line.contains(" / ")).unwrap();
            assert!(!quotient.contains("NULLIF"), "{dialect}: {quotient}");
        }
    }
}

#[test]
fn whole_numbers_stay_whole_and_decimals_decimals_in_the_text() {
    for (dialect, expression, wanted) in [
        ("postgres", "id / 2", r#"("from_2_orders"."id" / $"#),
        (
            "postgres",
            "amount / quantity",
            r#"("from_2_orders"."amount" / "from_2_orders"."quantity")"#,
        ),
        ("postgres", "id / 0.5", "/ CAST($2 AS numeric(1, 1)))"),
        ("mysql", "id / 2", "(`from_2_orders`.`id` / ?)"),
        ("mssql", "SUM(id) / COUNT(*)", "AS BIGINT) / "),
        ("spark", "id / 2", "AS DOUBLE) / CAST("),
        ("sqlite", "amount / 2", "AS REAL) / CAST("),
        ("duckdb", "amount / 2", "AS DOUBLE) / CAST("),
    ] {
        let made = quotient(dialect, expression);
        assert!(made.sql().contains(wanted), "{dialect}: {expression}\n{}", made.sql());
    }
}

#[test]
fn only_numbers_are_divided() {
    assert!(refusal("SELECT status / 2 AS a FROM orders").contains("needs two numbers"));
}
