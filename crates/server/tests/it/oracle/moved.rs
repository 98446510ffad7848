//! A datamart that moves: the same questions to the embedded engine over files and, after the datamart
//! was made again over another datasource, to a cluster over the same files or the same rows.

use std::time::{Duration, Instant};

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use souk_testkit::sail;

use super::cases::{self, Case};
use super::datamarts::{Datamart, over, tpch};
use crate::arena::say;
use crate::support::server::Server;
use crate::support::tpch::{TpchFiles, clickhouse as load_clickhouse, files};

const SCALE: f64 = 0.01;
/// Sail must answer every question.
const SAIL: Target = Target { source: "sail", least_answered: 179, refusal: "QUERY_FAILED" };
/// How many questions two nodes of ClickHouse 18.16 must answer. Its dialect has no joins, as they give
/// wrong values there, no windows and no percentiles: those questions are refused by name.
const CLICKHOUSE: Target =
    Target { source: "clickhouse", least_answered: 34, refusal: "UNSUPPORTED_QUESTION" };

/// Where the datamarts move to.
struct Target {
    /// The datasource's name.
    source: &'static str,
    least_answered: usize,
    /// The code of a question that it refuses.
    refusal: &'static str,
}

/// A question's answer from both, with the time that each took.
struct Asked {
    answer: Value,
    took: Duration,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_datamart_that_moves_to_sail_gives_the_same_answers() {
    let files = files(SCALE);
    let cluster = tokio::task::spawn_blocking(sail::Server::start).await.expect("a cluster");
    let path = files.path().display().to_string();
    let credentials = json!({"name": SAIL.source, "url": cluster.url(), "path": path});
    let server = server(&files, "flightsql", credentials).await;
    Moved::new(server, SAIL).ask_all().await.report();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_datamart_that_moves_to_two_nodes_of_clickhouse_gives_the_same_answers() {
    let files = files(SCALE);
    let cluster = tokio::task::spawn_blocking(|| load_clickhouse(SCALE)).await.expect("a cluster");
    let credentials = json!({"name": CLICKHOUSE.source, "host": "127.0.0.1",
        "port": cluster.node().port(), "username": "reader", "password": "right",
        "database": "default"});
    let server = server(&files, "clickhouse", credentials).await;
    Moved::new(server, CLICKHOUSE).ask_all().await.report();
}

/// A server with the files and the cluster as datasources.
async fn server(files: &TpchFiles, kind: &str, credentials: Value) -> Server {
    let roots = files.roots().display().to_string();
    let allowed = [("SOUK_FILE_ROOTS", roots.as_str()), ("SOUK_NETWORK_ALLOW", "127.0.0.0/8")];
    let server = Server::with(&allowed).await;
    let path = files.path().display().to_string();
    let sources = [("csv", json!({"name": "files", "path": path})), (kind, credentials)];
    for (kind, credentials) in sources {
        let body = json!({"datasourceType": kind, "credentials": credentials});
        server.post("/api/v2/datasource", &server.service, body).await.ok();
    }
    server
}

struct Moved {
    server: Server,
    target: Target,
    cases: usize,
    answered: usize,
    refused: Vec<String>,
    took: [Duration; 2],
    differences: Vec<String>,
}

impl Moved {
    fn new(server: Server, target: Target) -> Self {
        let (took, refused, differences) = ([Duration::ZERO; 2], Vec::new(), Vec::new());
        Self { server, target, cases: 0, answered: 0, refused, took, differences }
    }

    async fn ask_all(mut self) -> Self {
        for datamart in tpch() {
            self.ask(&datamart).await;
        }
        self
    }

    /// The cluster is asked first: what it refuses need not be asked of the files.
    async fn ask(&mut self, datamart: &Datamart) {
        let cases = cases::of(datamart.name);
        self.cases += cases.len();
        let after = self.answers(datamart, self.target.source, cases.iter()).await;
        let is_refused = |asked: &Asked| asked.answer["error"]["code"] == self.target.refusal;
        let (refused, after): (Vec<_>, Vec<_>) =
            cases.iter().zip(after).partition(|(_, asked)| is_refused(asked));
        let answered = after.iter().map(|(case, _)| *case);
        let before = self.answers(datamart, "files", answered).await;
        let name = |case: &Case| format!("{}/{}", datamart.name, case.name);
        self.refused.extend(refused.iter().map(|(case, _)| name(case)));
        for ((case, after), before) in after.iter().zip(&before) {
            self.answered += 1;
            self.took[0] += before.took;
            self.took[1] += after.took;
            if let Err(difference) = same(&before.answer, &after.answer) {
                self.differences.push(format!("{}: {difference}", name(case)));
            }
        }
    }

    /// Questions of a datamart over one datasource, each as its first tenant. The datamart is gone
    /// afterwards.
    async fn answers(
        &self,
        datamart: &Datamart,
        source: &str,
        cases: impl Iterator<Item = &Case>,
    ) -> Vec<Asked> {
        let (server, token) = (&self.server, &self.server.service);
        let body = over(datamart.body.clone(), datamart.name, source, None);
        server.post("/api/v2/data-app/datamarts", token, body).await.ok();
        let tenant = datamart.tenants.first().copied().flatten();
        let mut answers = Vec::new();
        for case in cases {
            answers.push(self.answer(datamart.name, case, tenant).await);
        }
        let path = format!("/api/v2/data-app/datamarts?datamartName={}", datamart.name);
        server.delete(&path, token).await.ok();
        answers
    }

    async fn answer(&self, datamart: &str, case: &Case, tenant: Option<i64>) -> Asked {
        let body = json!({"datamartName": datamart, "query": case.question,
            "clientId": tenant.map(|tenant| tenant.to_string())});
        let started = Instant::now();
        let path = "/api/v2/data-app/datamarts/query";
        let answer = self.server.post(path, &self.server.service, body).await.body;
        Asked { answer, took: started.elapsed() }
    }

    fn report(&self) {
        let [files, cluster] = self.took;
        say(&format!(
            "{} cases, {} answered by both (files {files:?}, cluster {cluster:?}), {} refused: {}",
            self.cases,
            self.answered,
            self.refused.len(),
            self.refused.join(", ")
        ));
        let count = self.differences.len();
        assert!(count == 0, "{count} differences\n{}", self.differences.join("\n"));
        let is_whole = std::env::var_os("SOUK_CASE").is_none();
        assert!(
            self.answered >= self.target.least_answered || !is_whole,
            "{} answered",
            self.answered
        );
    }
}

/// Rows, totals and their number.
fn same(before: &Value, after: &Value) -> Result<(), String> {
    for part in ["data", "totals", "totalRecords"] {
        let (left, right) = (&before[part], &after[part]);
        if !is_same(left, right, "") {
            return Err(difference(left, right).unwrap_or_else(|| format!("{left} and {after}")));
        }
    }
    if before["data"].is_array() { Ok(()) } else { Err(format!("no answer: {before}")) }
}

fn difference(left: &Value, right: &Value) -> Option<String> {
    let (left, right) = (left.as_array()?, right.as_array()?);
    let mut rows = left.iter().zip(right).enumerate();
    let row = rows.find(|(_, (left, right))| !is_same(left, right, ""));
    let lengths = || format!("{} rows and {}", left.len(), right.len());
    Some(row.map_or_else(lengths, |(at, (left, right))| format!("row {at}: {left} and {right}")))
}

fn is_same(left: &Value, right: &Value, name: &str) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| is_same(left, right, name))
        }
        (Value::Object(left), Value::Object(right)) => is_same_row(left, right),
        (Value::Number(left), Value::Number(right)) => {
            is_near(&left.to_string(), &right.to_string(), name)
        }
        (left, right) => left == right,
    }
}

fn is_same_row(left: &Map<String, Value>, right: &Map<String, Value>) -> bool {
    let cells = left.iter().zip(right);
    left.len() == right.len()
        && cells
            .into_iter()
            .all(|((name, left), (other, right))| name == other && is_same(left, right, name))
}

/// The last digits of a float depend on the order of the additions, and an estimate on the method. What
/// is allowed is too little for anything else: money here has fewer digits.
fn is_near(left: &str, right: &str, name: &str) -> bool {
    if let (Ok(left), Ok(right)) = (left.parse::<Decimal>(), right.parse::<Decimal>())
        && left == right
    {
        return true;
    }
    let part = if name.contains("approximate") { 0.05 } else { 1e-12 };
    let (Ok(left), Ok(right)) = (left.parse::<f64>(), right.parse::<f64>()) else { return false };
    (left - right).abs() <= part * left.abs().max(right.abs())
}
