//! Each dialect's own spellings, which others refuse.

use souk_query::{Compiled, Purpose, QuestionError, Scope, Value, compile_sql, dialect_named};

use super::fixture::{compiled, plain, refusal};
use crate::support::model;

fn ask(dialect: &str, sql: &str) -> Result<Compiled, QuestionError> {
    let model = model("shop", dialect_named(dialect).unwrap());
    let scope = Scope::new(&model, Some("7")).unwrap();
    compile_sql(&model, &plain(sql), &scope, Purpose::Rows)
}

/// An expression, the dialects that know it, and some that do not.
const SPELLINGS: &[(&str, &str, &str)] = &[
    ("DATE_TRUNC('month', due)", "postgres datafusion duckdb clickhouse redshift trino", "mysql"),
    ("DATE_TRUNC(due, MONTH)", "bigquery", "postgres"),
    ("DATETRUNC(month, due)", "mssql", "postgres"),
    ("DATEADD(month, 1, due)", "mssql snowflake redshift databricks", "postgres"),
    ("DATEADD(day, -7, due)", "mssql snowflake redshift", "trino"),
    ("DATE_ADD(due, INTERVAL 1 MONTH)", "mysql mariadb singlestore bigquery", "postgres"),
    ("DATE_SUB(due, INTERVAL 1 YEAR)", "mysql mariadb singlestore bigquery", "sqlite"),
    ("toStartOfMonth(due)", "clickhouse clickhouse-old", "postgres"),
    ("toMonday(due)", "clickhouse", "mysql"),
    ("toYear(due)", "clickhouse", "trino"),
    ("YEAR(due)", "mysql mariadb singlestore mssql snowflake spark duckdb trino", "postgres"),
    ("EXTRACT(MONTH FROM due)", "postgres mysql mssql sqlite clickhouse bigquery trino", ""),
    ("NOW()", "postgres mysql clickhouse trino", "mssql"),
    ("GETDATE()", "mssql redshift snowflake", "postgres"),
    ("CURDATE()", "mysql mariadb singlestore", "postgres"),
    ("IFNULL(status, 'x')", "mysql sqlite bigquery", "postgres"),
    ("NVL(status, 'x')", "snowflake redshift spark", "mysql"),
    ("ISNULL(status, 'x')", "mssql", "postgres"),
    ("IF(paid, 1, 0)", "mysql bigquery trino", "postgres"),
    ("IIF(paid, 1, 0)", "mssql sqlite", "mysql"),
    ("LEN(status)", "mssql", "mysql"),
    ("CAST(id AS DOUBLE PRECISION)", "postgres datafusion duckdb redshift trino snowflake", ""),
    ("CAST(id AS FLOAT8)", "postgres redshift duckdb", ""),
    ("CAST(id AS FLOAT64)", "bigquery duckdb", ""),
    ("CAST(id AS Nullable(Float64))", "clickhouse clickhouse-old", ""),
    ("CAST(id AS SIGNED)", "mysql mariadb singlestore", ""),
    ("CAST(id AS CHAR)", "mysql mariadb singlestore duckdb", "postgres"),
    ("CAST(id AS BIT)", "mssql", ""),
    ("CAST(status AS UUID)", "postgres duckdb trino", "mysql"),
    ("CAST(due AS TIMESTAMP) AT TIME ZONE 'Asia/Tokyo'", "postgres redshift duckdb", "trino"),
    ("CONVERT_TZ(created_at, '+00:00', 'Asia/Tokyo')", "mysql mariadb singlestore", "postgres"),
    ("CONVERT_TIMEZONE('UTC', 'Asia/Tokyo', due)", "snowflake redshift", "mysql"),
    ("FROM_UTC_TIMESTAMP(created_at, 'Asia/Tokyo')", "spark databricks", "trino"),
    ("TO_UTC_TIMESTAMP(due, 'Asia/Tokyo')", "spark databricks", "trino"),
    ("EXTRACT(QUARTER FROM due)", "postgres mysql mssql sqlite clickhouse bigquery trino", ""),
    ("EXTRACT(HOUR FROM created_at)", "postgres mysql mssql sqlite clickhouse spark", ""),
    ("EXTRACT(DOW FROM due)", "postgres datafusion duckdb redshift trino spark", "mysql"),
    ("EXTRACT(ISODOW FROM due)", "postgres duckdb", "datafusion"),
    ("EXTRACT(WEEK FROM due)", "postgres datafusion duckdb redshift trino spark", "bigquery"),
    ("EXTRACT(ISOWEEK FROM due)", "bigquery", "mysql"),
    ("EXTRACT(DAYOFWEEK FROM due)", "bigquery spark", "postgres"),
    ("DAYOFWEEK(due)", "mysql mariadb singlestore spark", "postgres"),
    ("WEEKDAY(due)", "mysql mariadb singlestore", "trino"),
    ("toDayOfWeek(due)", "clickhouse", "mysql"),
    ("CASE WHEN status ~ '^p' THEN 1 ELSE 0 END", "postgres datafusion redshift", "duckdb"),
    ("CASE WHEN status !~ '^p' THEN 1 ELSE 0 END", "postgres", "trino"),
    ("CASE WHEN status REGEXP '^p' THEN 1 ELSE 0 END", "mysql mariadb", "postgres singlestore"),
    ("CASE WHEN status RLIKE '^p' THEN 1 ELSE 0 END", "mysql spark databricks", "snowflake"),
    ("CASE WHEN REGEXP_LIKE(status, '^p') THEN 1 ELSE 0 END", "postgres trino mysql", "duckdb"),
    ("CASE WHEN REGEXP_CONTAINS(status, '^p') THEN 1 ELSE 0 END", "bigquery", "trino"),
    ("CASE WHEN match(status, '^p') THEN 1 ELSE 0 END", "clickhouse", "mysql"),
    ("CASE WHEN status ~* '^p' THEN 1 ELSE 0 END", "", "postgres"),
    ("CASE WHEN status ~ '(?i)p' THEN 1 ELSE 0 END", "", "postgres"),
    ("CASE WHEN status ~ status THEN 1 ELSE 0 END", "", "postgres"),
    ("CASE WHEN status LIKE '10!%%' ESCAPE '!' THEN 1 ELSE 0 END", "postgres mssql mysql", ""),
    ("CASE WHEN status LIKE status ESCAPE '!' THEN 1 ELSE 0 END", "", "postgres"),
    ("STDDEV(quantity)", "postgres duckdb spark snowflake bigquery trino", "mysql"),
    ("STDDEV_SAMP(quantity)", "postgres mysql mariadb singlestore trino", "mssql"),
    ("STDEV(quantity)", "mssql", "postgres"),
    ("stddevSamp(quantity)", "clickhouse", "postgres"),
    ("BOOL_OR(paid)", "postgres duckdb redshift trino spark", "mysql"),
    ("BOOLOR_AGG(paid)", "snowflake", "postgres"),
    ("LOGICAL_AND(paid)", "bigquery", "postgres"),
    ("EVERY(paid)", "postgres trino", "mysql"),
    ("PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY amount)", "postgres snowflake duckdb", "mysql"),
    ("PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY id DESC)", "postgres datafusion", ""),
    ("PERCENTILE_CONT(1.5) WITHIN GROUP (ORDER BY id)", "", "postgres"),
    ("MEDIAN(amount)", "duckdb snowflake redshift spark", "postgres"),
    ("quantile(0.9)(amount)", "clickhouse", "duckdb"),
    ("APPROX_COUNT_DISTINCT(status)", "snowflake bigquery spark mssql duckdb", "postgres"),
    ("APPROX_DISTINCT(status)", "trino datafusion", "postgres"),
    ("uniq(status)", "clickhouse", "postgres"),
    ("uniqExact(status)", "clickhouse", "postgres"),
    ("STRING_AGG(status, ', ')", "postgres duckdb mssql bigquery sqlite", "mysql"),
    ("STRING_AGG(status, ', ' ORDER BY status)", "postgres duckdb", ""),
    ("STRING_AGG(status, ', ' ORDER BY id)", "", "postgres"),
    ("STRING_AGG(DISTINCT status, ', ')", "", "postgres"),
    ("STRING_AGG(status, ', ') WITHIN GROUP (ORDER BY status)", "mssql", ""),
    (
        "GROUP_CONCAT(status ORDER BY status SEPARATOR ', ')",
        "mysql mariadb",
        "postgres singlestore",
    ),
    ("GROUP_CONCAT(status)", "mysql sqlite", "trino"),
    ("LISTAGG(status, ', ') WITHIN GROUP (ORDER BY status)", "snowflake redshift trino", "mysql"),
    ("AVG(DISTINCT quantity)", "postgres mysql clickhouse mssql bigquery sqlite", ""),
    ("LAG(id, 1, 0) OVER (ORDER BY id)", "postgres mysql mssql sqlite clickhouse", ""),
    ("LAG(id) OVER (ORDER BY due NULLS FIRST)", "postgres sqlite clickhouse", ""),
    ("MOD(id, 2)", "postgres mysql bigquery", ""),
    ("LEFT(status, 2)", "postgres mysql mssql", ""),
];

#[test]
fn each_dialect_has_its_own_spellings_and_no_others() {
    for (expression, dialects, strangers) in SPELLINGS {
        let sql = format!("SELECT {expression} AS a FROM orders");
        for dialect in dialects.split_terminator(' ') {
            let answer = ask(dialect, &sql);
            assert!(answer.is_ok(), "{dialect}: {expression}: {:?}", answer.err());
        }
        for stranger in strangers.split_terminator(' ') {
            let refused = ask(stranger, &sql).unwrap_err();
            let message = &refused.problems[0].message;
            let reasons = ["not allowed", "cannot be read", "do not fit", "cannot look around"];
            assert!(reasons.iter().any(|reason| message.contains(reason)), "{message}");
        }
    }
}

#[test]
fn limits_are_read_in_every_spelling() {
    for (dialect, sql) in [
        ("postgres", "SELECT id FROM orders LIMIT 5"),
        ("postgres", "SELECT id FROM orders FETCH FIRST 5 ROWS ONLY"),
        ("mssql", "SELECT TOP 5 id FROM orders"),
        ("mssql", "SELECT TOP (5) id FROM orders"),
        ("mssql", "SELECT id FROM orders ORDER BY id OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY"),
    ] {
        let made = ask(dialect, sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}"));
        assert!(made.parameters().contains(&Value::Integer(5)), "{sql}");
    }
}

#[test]
fn what_a_dialect_lacks_is_refused_by_name() {
    for (dialect, sql, lacking) in [
        ("clickhouse-old", "SELECT RANK() OVER (ORDER BY id) AS a FROM orders", "window functions"),
        (
            "redshift",
            "SELECT SUM(id) OVER (ORDER BY id) AS a FROM orders",
            "without a frame of ROWS",
        ),
        ("mysql", "SELECT o.id FROM orders o FULL JOIN customers c ON o.id = c.id", "full joins"),
        (
            "clickhouse-old",
            "SELECT id FROM orders WHERE quantity > (SELECT MAX(price) FROM lines WHERE order_id = id)",
            "correlated sub-queries",
        ),
    ] {
        let refused = ask(dialect, sql).unwrap_err();
        assert_eq!(refused.problems[0].code.code, "UNSUPPORTED_QUESTION", "{sql}");
        assert!(refused.problems[0].message.contains(lacking), "{:?}", refused.problems);
    }
    let framed = "SELECT SUM(id) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS a FROM orders";
    assert!(ask("redshift", framed).is_ok());
}

#[test]
fn a_part_of_a_text_is_found_with_concat() {
    let sql = "SELECT id FROM orders WHERE status LIKE CONCAT('%', 'a', '%')";
    assert!(compiled(sql).sql().contains("LIKE CONCAT("));
    assert!(refusal("SELECT id FROM orders WHERE status LIKE '%{{a}}%'").contains("CONCAT("));
}

#[test]
fn a_day_beside_a_time_is_its_midnight_unless_the_time_is_cut() {
    let midnight = Value::TimestampTz("2024-05-01T00:00:00Z".parse().unwrap());
    let made = compiled("SELECT id FROM orders WHERE created_at <= DATE '2024-05-01'");
    assert_eq!(made.parameters()[1..], [midnight]);
    let cut = compiled("SELECT id FROM orders WHERE CAST(created_at AS DATE) <= '2024-05-01'");
    assert_eq!(cut.parameters()[1..], [Value::Date("2024-05-01".parse().unwrap())]);
}

#[test]
fn a_page_of_no_rows_is_still_a_query() {
    let mut query = plain("SELECT status, COUNT(*) AS n FROM orders GROUP BY status LIMIT 3");
    query.offset = Some(5);
    let made = super::fixture::ask(&super::fixture::shop(), &query).unwrap();
    assert!(made.sql().contains("WHERE FALSE"), "{}", made.sql());
    assert_eq!(made.columns().len(), 2);
}

#[test]
fn totals_are_refused() {
    let model = super::fixture::shop();
    let scope = Scope::new(&model, Some("7")).unwrap();
    let query = plain("SELECT COUNT(*) AS n FROM orders");
    let refused = compile_sql(&model, &query, &scope, Purpose::Totals).unwrap_err();
    assert_eq!(refused.problems[0].code.code, "UNSUPPORTED_QUESTION");
}

#[test]
fn an_embeds_client_column_opens_a_table_that_has_none() {
    let model = super::fixture::shop();
    let query = plain("SELECT word FROM secrets");
    let closed = Scope::new(&model, Some("7")).unwrap();
    let refused = compile_sql(&model, &query, &closed, Purpose::Rows).unwrap_err();
    assert_eq!(refused.problems[0].code.code, "TABLE_NOT_SCOPED");
    let column = (souk_model::TableName::new("public", "secrets"), "id".to_owned());
    let open = closed.with_client_columns(vec![column]);
    let made = compile_sql(&model, &query, &open, Purpose::Rows).unwrap();
    assert!(made.sql().contains(r#"WHERE ("secrets"."id" = $1)"#), "{}", made.sql());
}

#[test]
fn comments_are_left_out() {
    let plain_text = compiled("SELECT id FROM orders WHERE status = 'a -- b'");
    for sql in [
        "SELECT id -- {{nobody}}; DROP TABLE orders\nFROM orders WHERE status = 'a -- b'",
        "/* what */SELECT/**/id/* {{x}} ' */FROM orders WHERE status = 'a -- b' -- end",
        "SELECT id FROM orders WHERE status = 'a -- b' --\r\n-- again",
    ] {
        assert_eq!(compiled(sql).sql(), plain_text.sql(), "{sql}");
    }
    for (sql, reason) in [
        ("SELECT id /*+ x */ FROM orders", "a hint in a comment"),
        ("SELECT id /*! x */ FROM orders", "a comment that some engines run"),
        ("SELECT id /* /* x */ */ FROM orders", "a comment inside a comment"),
        ("SELECT id /* x FROM orders", "cannot be read"),
    ] {
        assert!(refusal(sql).contains(reason), "{sql}: {}", refusal(sql));
    }
}
