//! `souk demo` as a process, and what it prints.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use souk_server::demo::PORTAL;

use super::expected::Row;

/// The smallest scale: 10 suppliers.
pub(super) const SCALE: f64 = 0.001;

/// A demonstration; killed when dropped.
pub(super) struct Demo {
    pub(super) child: Child,
}

/// What a demonstration printed once it had its answers.
pub(super) struct Printed {
    pub(super) url: String,
    pub(super) api_key: String,
    pub(super) body: String,
    /// Its own two answers.
    pub(super) answers: Vec<String>,
    pub(super) text: String,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Demo {
    pub(super) fn start(data: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_souk"));
        command.args(["demo", "--listen", "127.0.0.1:0", "--data-dir"]).arg(data).args(arguments);
        command.env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { child: command.spawn().expect("souk") }
    }

    /// At the smallest scale.
    pub(super) fn small(data: &Path) -> Self {
        Self::start(data, &["--scale", "0.001"])
    }

    /// Reads up to the last line of the first answers.
    pub(super) fn printed(&mut self) -> Printed {
        let mut out = BufReader::new(self.child.stdout.take().expect("piped"));
        let mut text = String::new();
        while !text.contains("To stop:") {
            let read = out.read_line(&mut text).expect("text");
            assert!(read > 0, "{text}{}", self.errors());
        }
        Printed::read(&text)
    }

    /// Reads progress up to a line with these words.
    pub(super) fn wait_for(&mut self, words: &str) {
        let lines = BufReader::new(self.child.stderr.as_mut().expect("piped")).lines();
        let found = lines.map(|line| line.expect("text")).any(|line| line.contains(words));
        assert!(found, "no line says {words}");
    }

    /// Everything on standard error, once it has ended.
    pub(super) fn errors(&mut self) -> String {
        let mut text = String::new();
        let errors = self.child.stderr.as_mut().expect("piped");
        errors.read_to_string(&mut text).expect("text");
        text
    }

    pub(super) fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id());
        let status = Command::new("sh").args(["-c", &kill]).status().expect("a shell");
        assert!(status.success());
    }

    /// Waits for the end.
    pub(super) fn ended_within(&mut self, limit: Duration) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a process") {
                return status;
            }
            assert!(begun.elapsed() < limit, "still running after {limit:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(super) fn stop(mut self) -> String {
        self.signal("INT");
        assert_eq!(self.ended_within(Duration::from_secs(5)).code(), Some(0));
        self.errors()
    }
}

impl Printed {
    fn read(text: &str) -> Self {
        let between = |start: &str, end: &str| {
            let after = text.split_once(start).expect(start).1;
            after.split_once(end).expect(end).0.to_owned()
        };
        let answers = text.match_indices("{\"data\":").map(|(at, _)| {
            let end = text[at..].find("\n\n").expect("an empty line");
            text[at..at + end].to_owned()
        });
        Self {
            url: between("curl -s ", " \\\n"),
            api_key: between("-H 'Authorization: Bearer ", "' \\\n"),
            body: between("-d '", "'\n"),
            answers: answers.collect(),
            text: text.to_owned(),
        }
    }

    /// Sends what the printed command sends, for another tenant if one is named.
    pub(super) async fn ask(&self, tenant: Option<i64>) -> String {
        let named = tenant.map(|tenant| format!("\"clientId\": \"{tenant}\""));
        let body = named
            .map_or(self.body.clone(), |named| self.body.replace("\"clientId\": \"1\"", &named));
        self.send(body).await
    }

    /// The rows that another question gives a tenant.
    pub(super) async fn ask_for(&self, tenant: i64, query: Value) -> Vec<Value> {
        let tenant = tenant.to_string();
        let body = json!({"datamartName": PORTAL, "clientId": tenant, "query": query});
        let answer: Value = serde_json::from_str(&self.send(body.to_string()).await).expect("JSON");
        answer["data"].as_array().expect("rows").clone()
    }

    async fn send(&self, body: String) -> String {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let request = reqwest::Client::new().post(&self.url).bearer_auth(&self.api_key);
        let request = request.header("content-type", "application/json").body(body.clone());
        let reply = request.send().await.expect("a reply");
        let status = reply.status();
        let text = reply.text().await.expect("text");
        assert_eq!(status, 200, "{body}: {text}");
        text
    }
}

/// The rows of an answer; numbers as they are written.
pub(super) fn rows_of(answer: &str) -> Vec<Row> {
    #[derive(Deserialize)]
    struct Answer {
        data: Vec<BTreeMap<String, Box<RawValue>>>,
    }
    let answer: Answer = serde_json::from_str(answer).expect("an answer");
    let names = [
        "customer.c_mktsegment",
        "lineitem.l_shipdate.quarter",
        "lineitem.revenue",
        "lineitem.orders",
    ];
    let row = |row: BTreeMap<String, Box<RawValue>>| {
        assert_eq!(row.len(), names.len());
        names.map(|name| row[name].get().trim_matches('"').to_owned())
    };
    answer.data.into_iter().map(row).collect()
}
