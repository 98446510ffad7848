//! Scheduled reports, sent through a real mail server. The time is told, never waited for.

mod rights;
mod sending;
mod vendor;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use souk_server::service::reports::send_due;
use souk_testkit::smtp;

use super::stage::Stage;

/// The stage, with a mail server of its own.
struct Post {
    stage: Stage,
    mail: smtp::Server,
}

impl Post {
    async fn start() -> Self {
        Self::with(&[]).await
    }

    async fn with(further: &[(&str, &str)]) -> Self {
        let mail = smtp::Server::start();
        let port = mail.port().to_string();
        let authority = mail.authority().display().to_string();
        let mut variables = vec![
            ("SOUK_SMTP_HOST", "localhost"),
            ("SOUK_SMTP_PORT", &port),
            ("SOUK_SMTP_CA_FILE", &authority),
            ("SOUK_SMTP_USERNAME", smtp::USERNAME),
            ("SOUK_SMTP_PASSWORD", smtp::PASSWORD),
            ("SOUK_SMTP_FROM", "Reports <reports@souk.example>"),
        ];
        variables.extend(further);
        Self { stage: Stage::with(&variables).await, mail }
    }

    /// Makes a report and returns its identifier.
    async fn make(&self, token: &str, report: Value) -> String {
        let made = self.stage.guest("reports/create", token, json!({"report": report})).await.ok();
        made["id"].as_str().unwrap().to_owned()
    }

    async fn list(&self, token: &str) -> Vec<Value> {
        let listed = self.stage.guest("reports", token, json!({})).await.ok();
        listed["data"].as_array().unwrap().clone()
    }

    /// When the holder's only report is sent next.
    async fn next(&self, token: &str) -> DateTime<Utc> {
        let listed = self.list(token).await;
        assert_eq!(listed.len(), 1, "{listed:?}");
        listed[0]["nextAt"].as_str().unwrap().parse().unwrap()
    }

    /// Sends what is due at a time, and returns the letters that came of it.
    async fn send(&self, now: DateTime<Utc>) -> Vec<Value> {
        let before = self.mail.letters().len();
        send_due(&self.stage.portal.server.services, now).await.unwrap();
        self.mail.letters().split_off(before)
    }
}

/// A daily report, an hour ago: the next one is not due while the test runs.
fn report(metrics: &[&str]) -> Value {
    let time = (Utc::now() - TimeDelta::hours(1)).format("%H:%M").to_string();
    json!({"subject": "Ærlige tall", "metricIds": metrics, "recipients": ["kari@acme.example"],
        "timeConfigurations": {"frequency": "daily", "time": time, "timezone": "UTC"}})
}

fn with(mut report: Value, key: &str, value: Value) -> Value {
    report[key] = value;
    report
}

/// The text of a letter's file.
fn file(letter: &Value, name: &str) -> String {
    let files = letter["files"].as_array().unwrap();
    let found = files.iter().find(|file| file["name"] == name);
    let hex = found.unwrap_or_else(|| panic!("no {name} in {files:?}"))["hex"].as_str().unwrap();
    String::from_utf8(bytes(hex)).unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<_> = hex.chars().map(|digit| digit.to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}
