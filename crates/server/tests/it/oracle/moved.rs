//! A datamart that moves: the same questions to the embedded engine over files and, after the datamart
//! was made again over another datasource, to a cluster over the same files.

use std::time::{Duration, Instant};

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use souk_testkit::sail;

use super::cases::{self, Case};
use super::datamarts::{Datamart, over, tpch};
use crate::arena::say;
use crate::support::server::Server;
use crate::support::tpch::files;

const SCALE: f64 = 0.01;
/// How many questions the cluster must answer. The others it refuses with an error: percentiles, which
/// Sail 0.7.2 does not give exactly, and some statements that it cannot plan.
const LEAST_ANSWERED: usize = 170;
/// The error of a question that the cluster refuses.
const REFUSAL: &str = "QUERY_FAILED";

/// A question's answer from both, with the time that each took.
struct Asked {
    answer: Value,
    took: Duration,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_datamart_that_moves_to_a_cluster_gives_the_same_answers() {
    let files = files(SCALE);
    let cluster = tokio::task::spawn_blocking(sail::Server::start).await.expect("a cluster");
    let roots = files.roots().display().to_string();
    let allowed = [("SOUK_FILE_ROOTS", roots.as_str()), ("SOUK_NETWORK_ALLOW", "127.0.0.0/8")];
    let server = Server::with(&allowed).await;
    let path = files.path().display().to_string();
    let sources = [
        ("csv", json!({"name": "files", "path": path})),
        ("flightsql", json!({"name": "cluster", "url": cluster.url(), "path": path})),
    ];
    for (kind, credentials) in sources {
        let body = json!({"datasourceType": kind, "credentials": credentials});
        server.post("/api/v2/datasource", &server.service, body).await.ok();
    }
    let mut moved = Moved::new(server);
    for datamart in tpch() {
        moved.ask(&datamart).await;
    }
    moved.report();
}

struct Moved {
    server: Server,
    cases: usize,
    answered: usize,
    refused: Vec<String>,
    took: [Duration; 2],
    differences: Vec<String>,
}

impl Moved {
    fn new(server: Server) -> Self {
        let took = [Duration::ZERO; 2];
        Self { server, cases: 0, answered: 0, refused: Vec::new(), took, differences: Vec::new() }
    }

    async fn ask(&mut self, datamart: &Datamart) {
        let cases = cases::of(datamart.name);
        self.cases += cases.len();
        let before = self.answers(datamart, "files", &cases).await;
        let after = self.answers(datamart, "cluster", &cases).await;
        for ((place, before), (_, after)) in before.iter().zip(&after) {
            if is_refused(&after.answer) {
                self.refused.push(place.clone());
                continue;
            }
            self.answered += 1;
            self.took[0] += before.took;
            self.took[1] += after.took;
            if let Err(difference) = same(&before.answer, &after.answer) {
                self.differences.push(format!("{place}: {difference}"));
            }
        }
    }

    /// All questions of a datamart over one datasource. The datamart is gone afterwards.
    async fn answers(
        &self,
        datamart: &Datamart,
        source: &str,
        cases: &[Case],
    ) -> Vec<(String, Asked)> {
        let (server, token) = (&self.server, &self.server.service);
        let body = over(datamart.body.clone(), datamart.name, source, None);
        server.post("/api/v2/data-app/datamarts", token, body).await.ok();
        let mut answers = Vec::new();
        for case in cases {
            for tenant in datamart.tenants.iter().take(1) {
                let place = format!("{}/{} as {tenant:?}", datamart.name, case.name);
                answers.push((place, self.answer(datamart.name, case, *tenant).await));
            }
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
        assert!(self.answered >= LEAST_ANSWERED || !is_whole, "{} answered", self.answered);
    }
}

fn is_refused(answer: &Value) -> bool {
    answer["error"]["code"] == REFUSAL
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
