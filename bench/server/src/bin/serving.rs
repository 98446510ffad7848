//! The whole server, beside the bare database driver in the same run.
//!
//! `cargo build --release -p souk-server && cargo run --release -p souk-bench-server --bin serving`.
//! `BENCH_BIN` names another binary than `target/release/souk`, or several with colons between them,
//! which are then asked in turns: on a busy machine, the one way to compare two of them.
//! PostgreSQL is started for the run.
//!
//! Printed: resident memory when idle, time from start to the first answer on an existing store,
//! and the median of an HTTP answer against that of the same SQL sent by a bare driver on one kept
//! connection, taken in turns.
#![expect(clippy::print_stdout, reason = "a benchmark's work is to print")]

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use souk_bench::Times;
use souk_bench_server::Outcome;
use souk_bench_server::souk::{Souk, binaries};
use souk_testkit::postgres::Server;
use sqlx::postgres::{PgConnection, PgRow};
use sqlx::{AssertSqlSafe, Connection, Executor, Row};

const ROUNDS: usize = 2_000;
const STARTS: usize = 5;
const TENANT: &str = "7";

#[tokio::main]
async fn main() -> Outcome<()> {
    rustls::crypto::ring::default_provider()
        .install_default()
        .map_err(|_| "a provider was installed already")?;
    let database = Server::start();
    let url = database.fresh_database().await;
    load(&url).await?;
    let mut servers = Vec::new();
    for binary in binaries() {
        let folder = tempfile::tempdir()?;
        let souk = Souk::start(&binary, folder.path()).await?;
        souk.make_datasource("bench", &url).await?;
        souk.post("/api/v2/data-app/datamarts", &datamart()).await?;
        servers.push((souk, folder));
    }
    let souks: Vec<_> = servers.iter().map(|(souk, _)| souk).collect();
    compare(&souks, &url).await?;
    for (souk, folder) in servers {
        let binary = souk.binary.clone();
        drop(souk);
        start_to_answer(&binary, folder.path()).await?;
    }
    Ok(())
}

/// 20,000 orders of 20 tenants.
async fn load(url: &str) -> Outcome<()> {
    let mut connection = PgConnection::connect(url).await?;
    for statement in [
        "CREATE TABLE tenants (id bigint PRIMARY KEY, name text)",
        "CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint, customer_id bigint, \
         status text, amount numeric(15, 2))",
        "CREATE TABLE customers (id bigint PRIMARY KEY, tenant_id bigint, city text)",
        "INSERT INTO tenants SELECT n, 'tenant ' || n FROM generate_series(1, 20) n",
        "INSERT INTO customers SELECT n, n % 20 + 1, 'city ' || n % 7 \
         FROM generate_series(0, 999) n",
        "INSERT INTO orders SELECT n, n % 20 + 1, (n * 20 + n % 20) % 1000, \
         'status ' || n % 3, n * 0.37 FROM generate_series(1, 20000) n",
        "CREATE INDEX ON orders (tenant_id)",
        "CREATE INDEX ON customers (tenant_id)",
        "ANALYZE",
    ] {
        connection.execute(statement).await?;
    }
    Ok(())
}

fn question() -> Value {
    json!({"datamartName": "bench", "clientId": TENANT, "query": {
        "measures": [{"table": "orders", "column": "amount", "aggregate": "SUM", "name": "total"}],
        "dimensions": ["customers.city"]}})
}

/// The same statement through the driver and through each server, turn by turn.
async fn compare(souks: &[&Souk], url: &str) -> Outcome<()> {
    let sql = sql_of(souks.first().ok_or("no server")?).await?;
    let mut connection = PgConnection::connect(url).await?;
    let tenant: i64 = TENANT.parse()?;
    let mut bare = Vec::new();
    let mut served = vec![Vec::new(); souks.len()];
    for round in 0..ROUNDS + ROUNDS / 10 {
        let start = Instant::now();
        let query = sqlx::query(AssertSqlSafe(sql.clone())).bind(tenant).bind(tenant);
        let rows = query.fetch_all(&mut connection).await?;
        let driver = start.elapsed();
        let counts = round >= ROUNDS / 10;
        if counts {
            bare.push(driver);
        }
        for (souk, times) in souks.iter().zip(&mut served) {
            let start = Instant::now();
            let answer = souk.post("/api/v2/data-app/datamarts/query", &question()).await?;
            let server = start.elapsed();
            refuse_other_answer(&rows, &answer)?;
            if counts {
                times.push(server);
            }
        }
    }
    print_comparison(souks, Times::of(bare), served);
    Ok(())
}

/// The statement that the server makes of the question.
async fn sql_of(souk: &Souk) -> Outcome<String> {
    let explained = souk.post("/api/v2/data-app/datamarts/explain", &question()).await?;
    Ok(explained["sql"].as_str().ok_or("no sql in the explanation")?.to_owned())
}

fn refuse_other_answer(rows: &[PgRow], answer: &Value) -> Outcome<()> {
    let cities = answer["data"].as_array().map_or(0, Vec::len);
    if cities == rows.len() && rows[0].try_get::<&str, _>(0)? == answer["data"][0]["customers.city"]
    {
        return Ok(());
    }
    Err("the two answers differ".into())
}

fn print_comparison(souks: &[&Souk], bare: Times, served: Vec<Vec<Duration>>) {
    println!("bare driver, two tables: {bare}");
    for (souk, times) in souks.iter().zip(served) {
        let served = Times::of(times);
        let over = served.median.saturating_sub(bare.median).as_secs_f64() * 1e3;
        let least = served.least.saturating_sub(bare.least).as_secs_f64() * 1e3;
        println!("HTTP answer of {}, same SQL: {served}", souk.binary.display());
        println!("over the bare driver at the median: {over:.3} ms (target 1.0)");
        println!("the fastest over the fastest: {least:.3} ms");
    }
}

async fn start_to_answer(binary: &Path, folder: &Path) -> Outcome<()> {
    let mut times = Vec::new();
    let mut memory = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let souk = Souk::start(binary, folder).await?;
        memory.push(souk.resident_kilobytes()?);
        let answer = souk.post("/api/v2/data-app/datamarts/query", &question()).await?;
        times.push(start.elapsed());
        if answer["data"][0].is_null() {
            return Err("no rows after a restart".into());
        }
    }
    memory.sort_unstable();
    let median = memory[memory.len() / 2] / 1024;
    println!("start to first answer on an existing store: {} (target 300 ms)", Times::of(times));
    println!("idle resident memory: {median} MB (target 80)");
    Ok(())
}

fn datamart() -> Value {
    let columns =
        |names: &[&str]| -> Vec<Value> { names.iter().map(|name| json!({"name": name})).collect() };
    json!({"name": "bench", "datasourceName": "bench",
        "tableList": [
            {"schemaName": "public", "name": "orders", "clientColumn": "tenant_id",
             "columns": columns(&["status", "amount"])},
            {"schemaName": "public", "name": "customers", "clientColumn": "tenant_id",
             "columns": columns(&["city"])}],
        "tenancySettings": {"tenancyLevel": "TABLE", "clientColumnType": "NUMBER",
            "schemaName": "public", "tableName": "tenants", "tableClientNameColumn": "name",
            "tablePrimaryKeyColumn": "id"},
        "relationships": [{"parentTableName": "orders", "parentColumnName": "customer_id",
            "childTableName": "customers", "childColumnName": "id",
            "relationshipName": "order_customer", "cardinality": "ManyToOne"}]})
}
