//! The supplier portal's answers over HTTP are the rows of hand-written SQL on PostgreSQL, from
//! Parquet files and from PostgreSQL, for several suppliers.
//!
//! A case file in `oracle_cases` is a question, a line of dashes, and SQL in which `$1` is the
//! supplier; columns correspond by position.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use souk_server::demo::datamart_body;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection};

use crate::support::server::Server;
use crate::support::tpch;

const SCALE: f64 = 0.003;
const SUPPLIERS: [i64; 3] = [1, 13, 30];
const LEAST_CASES: usize = 25;
const LINE: &str = "\n----\n";

struct Case {
    name: String,
    question: Value,
    sql: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/oracle_cases");
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file"));
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    // Cases of what cannot be answered yet wait in a folder beside these.
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "case"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("a text");
        let (question, sql) = text.split_once(LINE).expect("a question and its SQL");
        Case {
            name: path.file_stem().expect("a name").display().to_string(),
            question: serde_json::from_str(question).expect("a question"),
            sql: sql.to_owned(),
        }
    };
    paths.iter().map(read).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portals_answers_are_those_of_hand_written_sql() {
    let cases = cases();
    assert!(cases.len() >= LEAST_CASES);
    let files = tpch::files(SCALE);
    let url = tpch::postgres(SCALE).await;
    let roots = files.roots().display().to_string();
    let server =
        Server::with(&[("SOUK_FILE_ROOTS", roots.as_str()), ("SOUK_NETWORK_ALLOW", "127.0.0.0/8")])
            .await;
    let path = files.path().display().to_string();
    create(&server, "csv", json!({"name": "files", "path": path}), None).await;
    create(&server, "postgres", postgres_credentials(&url), Some("public")).await;
    let mut connection = PgConnection::connect(&url).await.expect("a connection");
    let mut wrong = Vec::new();
    for case in &cases {
        for supplier in SUPPLIERS {
            let (expected, all) = by_hand(&mut connection, case, supplier).await;
            for datamart in ["files", "postgres"] {
                let answer = ask(&server, datamart, supplier, &case.question).await;
                let total = if case.question["total"] == true { all } else { expected.len() };
                if let Err(difference) = compare(&answer, &expected, total) {
                    wrong.push(format!("{}, {datamart}, {supplier}: {difference}", case.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn postgres_credentials(url: &str) -> Value {
    let options = PgConnectOptions::from_str(url).expect("a URL");
    json!({"name": "postgres", "host": options.get_host(), "port": options.get_port(),
        "username": options.get_username(), "password": "unused",
        "database": options.get_database()})
}

/// A datasource and a datamart, both named like the credentials.
async fn create(server: &Server, kind: &str, credentials: Value, schema: Option<&str>) {
    let name = credentials["name"].as_str().expect("a name").to_owned();
    let body = json!({"datasourceType": kind, "credentials": credentials});
    server.post("/api/v2/datasource", &server.service, body).await.ok();
    let body = serde_json::to_value(datamart_body(&name, &name, schema)).expect("JSON");
    server.post("/api/v2/data-app/datamarts", &server.service, body).await.ok();
}

async fn ask(server: &Server, datamart: &str, supplier: i64, question: &Value) -> String {
    let body =
        json!({"datamartName": datamart, "clientId": supplier.to_string(), "query": question});
    let request = server.request(reqwest::Method::POST, "/api/v2/data-app/datamarts/query");
    let reply = request.bearer_auth(&server.service).json(&body).send().await.expect("a reply");
    reply.text().await.expect("a text")
}

/// The rows as JSON texts, and their number without LIMIT.
async fn by_hand(
    connection: &mut PgConnection,
    case: &Case,
    supplier: i64,
) -> (Vec<String>, usize) {
    let as_json = |sql: &str| format!("SELECT row_to_json(r)::text FROM ({sql}) AS r");
    let rows = fetch(connection, as_json(&case.sql), supplier).await;
    let unlimited = case.sql.rsplit_once(" LIMIT ").map_or(case.sql.as_str(), |(sql, _)| sql);
    let total = fetch(connection, as_json(unlimited), supplier).await.len();
    (rows, total)
}

async fn fetch(connection: &mut PgConnection, sql: String, supplier: i64) -> Vec<String> {
    let rows = sqlx::query_scalar(AssertSqlSafe(sql.clone())).bind(supplier);
    rows.fetch_all(connection).await.unwrap_or_else(|error| panic!("{error}: {sql}"))
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    data: Vec<Row<'a>>,
    #[serde(rename = "totalRecords")]
    total: usize,
}

/// Names and values as they were written, in their order.
struct Row<'a>(Vec<(String, &'a str)>);

impl<'de: 'a, 'a> Deserialize<'de> for Row<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Vec<(String, &'de str)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut cells = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    cells.push((name, value.get()));
                }
                Ok(cells)
            }
        }
        source.deserialize_map(InOrder).map(Self)
    }
}

fn compare(answer: &str, expected: &[String], total: usize) -> Result<(), String> {
    let found: Answer<'_> = serde_json::from_str(answer).map_err(|_| answer.to_owned())?;
    if found.data.len() != expected.len() {
        return Err(format!("{} rows and not {}: {answer}", found.data.len(), expected.len()));
    }
    for (number, (row, text)) in found.data.iter().zip(expected).enumerate() {
        let Row(by_hand) = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let fits = row.0.len() == by_hand.len()
            && row
                .0
                .iter()
                .zip(&by_hand)
                .all(|((name, left), (_, right))| is_same(name, left, right));
        if !fits {
            return Err(format!("row {number}: {:?} and not {text}", row.0));
        }
    }
    if found.total != total {
        return Err(format!("a total of {} and not {total}", found.total));
    }
    Ok(())
}

/// Exact numbers have equal values; means may differ in their last digits.
fn is_same(name: &str, left: &str, right: &str) -> bool {
    let exact = (Decimal::from_str(left), Decimal::from_str(right));
    match exact {
        (Ok(left), Ok(right)) if name.contains("average") => {
            let (left, right) = (left.to_f64().unwrap_or(0.0), right.to_f64().unwrap_or(0.0));
            (left - right).abs() <= 1e-9 * left.abs().max(right.abs())
        }
        (Ok(left), Ok(right)) => left == right,
        _ => left.replace(".000\"", "\"") == right,
    }
}
