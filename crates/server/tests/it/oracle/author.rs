//! The cases' own SQL, asked as SQL metrics: over the rows of all tenants Souk must find what the same
//! text finds with its tenant rules written by hand.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::answers::{Expected, compare};
use crate::arena::say;
use crate::support::server::Server;

/// What became of the texts.
#[derive(Default)]
pub(super) struct Authors {
    answered: usize,
    refused: BTreeMap<String, usize>,
    pub(super) differences: Vec<String>,
}

impl Authors {
    /// Asks one text for one tenant, named by the variable of the compatible wire.
    pub(super) async fn ask(
        &mut self,
        server: &Server,
        datamart: &str,
        sql: &str,
        tenant: Option<i64>,
        expected: &Expected,
    ) {
        // Text is in byte order anyway, and a collation is no business of an author.
        let sql = sql.replace(" COLLATE \"C\"", "").replace("$1", "client_id_variable");
        let body = json!({"datamartName": datamart, "sqlMetric": {"sql": sql},
            "clientId": tenant.map(|tenant| tenant.to_string())});
        let path = "/api/v2/data-app/datamarts/query";
        let request = server.request(reqwest::Method::POST, path);
        let reply = request.bearer_auth(&server.service).json(&body).send().await;
        let reply = reply.expect("a reply");
        let is_refused = reply.status().as_u16() == 400;
        let text = reply.text().await.expect("a text");
        if is_refused {
            let error: Value = serde_json::from_str(&text).expect("an error");
            let message = error["error"]["message"].as_str().expect("a message").to_owned();
            *self.refused.entry(message).or_default() += 1;
            return;
        }
        self.answered += 1;
        let mut expected =
            Expected { total: expected.rows.len(), totals: None, ..expected.clone() };
        // Division is true division here, in binary numbers.
        if sql.contains('/') {
            expected.is_float.fill(true);
        }
        if let Err(difference) = compare(&text, &expected) {
            self.differences.push(format!("{datamart} as {tenant:?}: {difference}\n{sql}"));
        }
    }

    /// Says what was refused, and that enough was answered.
    pub(super) fn report(&self, least: usize) {
        let refused: usize = self.refused.values().sum();
        say(&format!("{} SQL metrics answered, {refused} refused", self.answered));
        for (message, count) in &self.refused {
            say(&format!("{count:4} {message}"));
        }
        let is_whole = std::env::var_os("SOUK_CASE").is_none();
        assert!(self.answered >= least || !is_whole, "{} answered", self.answered);
        let count = self.differences.len();
        assert!(count == 0, "{count} differences\n{}", self.differences.join("\n"));
    }
}
