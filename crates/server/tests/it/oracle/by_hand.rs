//! Asks each case over HTTP, of files and of PostgreSQL, and runs its SQL on PostgreSQL.

use std::path::Path;
use std::str::FromStr;

use futures::future::join_all;
use serde_json::json;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow};
use sqlx::{AssertSqlSafe, Column, Connection, Row, TypeInfo};

use super::answers::{Expected, compare};
use super::author::Authors;
use super::cases::{self, Case};
use super::datamarts::{Datamart, over};
use crate::arena::say;
use crate::support::server::Server;

/// The datasources, and the schema in which each has its tables.
const SOURCES: [(&str, Option<&str>); 2] = [("files", None), ("postgres", Some("public"))];

/// The same rows as files and in PostgreSQL.
pub(super) struct ByHand {
    server: Server,
    connection: PgConnection,
    cases: usize,
    authors: Authors,
    differences: Vec<String>,
}

impl ByHand {
    /// A server with both datasources. The files lie in `path`, below `roots`.
    pub(super) async fn new(roots: &Path, path: &Path, url: &str) -> Self {
        let roots = roots.display().to_string();
        let allowed = [("SOUK_FILE_ROOTS", roots.as_str()), ("SOUK_NETWORK_ALLOW", "127.0.0.0/8")];
        let server = Server::with(&allowed).await;
        let files = json!({"name": "files", "path": path.display().to_string()});
        let options = PgConnectOptions::from_str(url).expect("a URL");
        let postgres = json!({"name": "postgres", "host": options.get_host(),
            "port": options.get_port(), "username": options.get_username(),
            "password": "unused", "database": options.get_database()});
        for (kind, credentials) in [("csv", files), ("postgres", postgres)] {
            let body = json!({"datasourceType": kind, "credentials": credentials});
            server.post("/api/v2/datasource", &server.service, body).await.ok();
        }
        let connection = PgConnection::connect(url).await.expect("a connection");
        Self { server, connection, cases: 0, authors: Authors::default(), differences: Vec::new() }
    }

    /// Makes a datamart over both datasources and asks all of its cases.
    pub(super) async fn ask(&mut self, datamart: &Datamart) {
        for (source, schema) in SOURCES {
            let body = over(datamart.body.clone(), &on(datamart, source), source, schema);
            self.server.post("/api/v2/data-app/datamarts", &self.server.service, body).await.ok();
        }
        for case in cases::of(datamart.name) {
            self.cases += 1;
            for tenant in &datamart.tenants {
                self.ask_as(datamart, &case, *tenant).await;
            }
        }
    }

    /// That there were so many cases, and no difference.
    pub(super) fn assert_right(&self, least_cases: usize, least_sql: usize) {
        say(&format!("{} cases", self.cases));
        let is_whole = std::env::var_os("SOUK_CASE").is_none();
        assert!(self.cases >= least_cases || !is_whole, "{} cases", self.cases);
        let count = self.differences.len();
        assert!(count == 0, "{count} differences\n{}", self.differences.join("\n"));
        self.authors.report(least_sql);
    }

    async fn ask_as(&mut self, datamart: &Datamart, case: &Case, tenant: Option<i64>) {
        let expected = self.expected(case, tenant).await;
        let place = format!("{}/{}", datamart.name, case.name);
        let asker = tenant.map_or_else(String::new, |tenant| format!(" as {tenant}"));
        let replies = SOURCES.map(|(source, _)| self.reply(on(datamart, source), case, tenant));
        for ((source, _), answer) in SOURCES.iter().zip(join_all(replies).await) {
            if let Err(difference) = compare(&answer, &expected) {
                self.differences.push(format!("{place} on {source}{asker}: {difference}"));
            }
        }
        let postgres = on(datamart, "postgres");
        self.authors.ask(&self.server, &postgres, &case.sql, tenant, &expected).await;
    }

    async fn reply(&self, datamart: String, case: &Case, tenant: Option<i64>) -> String {
        let body = json!({"datamartName": datamart, "query": case.question,
            "clientId": tenant.map(|tenant| tenant.to_string())});
        let path = "/api/v2/data-app/datamarts/query";
        let request = self.server.request(reqwest::Method::POST, path);
        let reply = request.bearer_auth(&self.server.service).json(&body).send().await;
        reply.expect("a reply").text().await.expect("a text")
    }

    async fn expected(&mut self, case: &Case, tenant: Option<i64>) -> Expected {
        let rows = self.rows(&case.sql, tenant).await;
        let is_float = self.floats(&case.sql, tenant).await;
        let total = if case.question["total"] == true {
            self.rows(without_limit(&case.sql), tenant).await.len()
        } else {
            rows.len()
        };
        let totals = match &case.totals {
            Some(sql) => self.rows(sql, tenant).await.pop(),
            None => None,
        };
        Expected { rows, is_float, total, totals }
    }

    async fn rows(&mut self, sql: &str, tenant: Option<i64>) -> Vec<String> {
        let sql = format!("SELECT row_to_json(r)::text FROM ({sql}) AS r");
        self.fetch(&sql, tenant).await.iter().map(|row| row.get(0)).collect()
    }

    /// Which columns are floats; a query without rows has no values to compare.
    async fn floats(&mut self, sql: &str, tenant: Option<i64>) -> Vec<bool> {
        let rows = self.fetch(&format!("SELECT * FROM ({sql}) AS r LIMIT 1"), tenant).await;
        let columns = rows.first().map_or(&[][..], |row| row.columns());
        columns.iter().map(|column| column.type_info().name() == "FLOAT8").collect()
    }

    async fn fetch(&mut self, sql: &str, tenant: Option<i64>) -> Vec<PgRow> {
        let mut query = sqlx::query(AssertSqlSafe(sql.to_owned()));
        if let Some(tenant) = tenant {
            query = query.bind(tenant);
        }
        let rows = query.fetch_all(&mut self.connection).await;
        rows.unwrap_or_else(|error| panic!("{error}: {sql}"))
    }
}

/// A LIMIT inside parentheses stays.
fn without_limit(sql: &str) -> &str {
    match sql.rsplit_once(" LIMIT ") {
        Some((before, limit)) if !limit.contains(')') => before,
        _ => sql,
    }
}

/// The name of a datamart over a datasource.
fn on(datamart: &Datamart, source: &str) -> String {
    format!("{} {source}", datamart.name)
}
