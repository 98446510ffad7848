//! The memory of many datasources: their schemas, their datamarts and their open connections.
//!
//! `cargo run --release -p souk-bench-server --bin datasources -- [--datasources N] [--tables N]`, with the
//! server's binary in `BENCH_BIN`, or else in `target/release/souk`. PostgreSQL is started for the run.
//!
//! The database has tables of ten columns with keys and references. Each datasource is introspected, gets a
//! datamart over all of its tables, and is asked two questions at once, which leave one or two open connections.
//! Printed: the resident memory of the server before and after.
#![expect(clippy::print_stdout, reason = "a benchmark's work is to print")]

use std::fmt::Write as _;
use std::time::Instant;

use serde_json::{Value, json};
use souk_bench_server::souk::{Souk, binaries};
use souk_bench_server::{Outcome, options};
use souk_testkit::postgres::Server;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor, Row};

const TARGET: u64 = 100;

#[tokio::main]
async fn main() -> Outcome<()> {
    rustls::crypto::ring::default_provider()
        .install_default()
        .map_err(|_| "a provider was installed already")?;
    let [datasources, tables] = options::numbers([("--datasources", 100), ("--tables", 50)])?;
    let database = Server::start();
    let url = database.fresh_database().await;
    let mut connection = PgConnection::connect(&url).await?;
    connection.execute(sqlx::raw_sql(AssertSqlSafe(schema(tables)))).await?;

    let folder = tempfile::tempdir()?;
    let binary = binaries().into_iter().next().ok_or("no binary")?;
    let souk = Souk::start(&binary, folder.path()).await?;
    let before = souk.resident_kilobytes()?;
    let started = Instant::now();
    for number in 0..datasources {
        let name = format!("source {number}");
        souk.make_datasource(&name, &url).await?;
        souk.post("/api/v2/data-app/datamarts", &datamart(&name, tables)).await?;
        let question = json!({"datamartName": name, "query": {
            "measures": ["t1.count"], "dimensions": ["t0.label"]}});
        let path = "/api/v2/data-app/datamarts/query";
        let (one, other) = tokio::join!(souk.post(path, &question), souk.post(path, &question));
        one.and(other)?;
    }
    let took = started.elapsed();
    let after = souk.resident_kilobytes()?;
    let counted = "SELECT count(*) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let open: i64 = connection.fetch_one(counted).await?.try_get(0)?;
    println!(
        "{datasources} datasources of {tables} tables of ten columns, {open} open connections: \
         {} MB before, {} MB after, {} MB more (target {TARGET}); made and asked in {:.1} s",
        before / 1024,
        after / 1024,
        after.saturating_sub(before) / 1024,
        took.as_secs_f64()
    );
    Ok(())
}

/// Each table refers to the one before it.
fn schema(tables: usize) -> String {
    let mut sql = String::new();
    for table in 0..tables.max(2) {
        let references = match table {
            0 => String::new(),
            _ => format!("REFERENCES t{}", table - 1),
        };
        let _ = write!(
            sql,
            "CREATE TABLE t{table} (id bigint PRIMARY KEY, parent bigint {references}, \
             label text, code varchar(20), amount numeric(15, 2), weight double precision, \
             is_paid boolean, due date, made_at timestamptz, note text);"
        );
    }
    sql
}

fn datamart(source: &str, tables: usize) -> Value {
    let columns: Vec<_> =
        ["id", "parent", "label", "code", "amount", "weight", "is_paid", "due", "made_at", "note"]
            .map(|name| json!({"name": name}))
            .into();
    let table = |number: usize| {
        json!({"schemaName": "public", "name": format!("t{number}"), "columns": columns,
            "measures": [{"name": "count", "aggregate": "COUNT"},
                {"name": "total", "aggregate": "SUM", "column": "amount"}]})
    };
    let relationship = |number: usize| {
        json!({"relationshipName": format!("parent_of_{number}"), "cardinality": "ManyToOne",
            "parentTableName": format!("t{number}"), "parentColumnName": "parent",
            "childTableName": format!("t{}", number - 1), "childColumnName": "id"})
    };
    let tables = tables.max(2);
    json!({"name": source, "datasourceName": source,
        "tableList": (0..tables).map(table).collect::<Vec<_>>(),
        "relationships": (1..tables).map(relationship).collect::<Vec<_>>()})
}
