//! The first question: asked over HTTP, as `curl` would, and written as a `curl` command.

use std::net::SocketAddr;
use std::time::Duration;

use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const PATH: &str = "/api/v2/data-app/datamarts/query";
/// The first question of a build without optimisation takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// Asked with a tenant's number in place of `CLIENT`.
const QUESTION: &str = r#"{"datamartName": "supplier_portal", "clientId": "CLIENT",
       "query": {"measures": ["lineitem.revenue", "lineitem.orders"],
                 "dimensions": ["customer.c_mktsegment"],
                 "timeDimensions": [{"dimension": "lineitem.l_shipdate", "granularity": "quarter",
                                     "dateRange": ["1995-01-01", "1995-12-31"]}],
                 "filters": [{"member": "customer.c_mktsegment", "operator": "equals",
                              "values": ["AUTOMOBILE", "BUILDING"]}]}}"#;

/// A server and a key for it.
#[derive(Debug)]
pub struct Asker {
    address: SocketAddr,
    api_key: String,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The connection.
    #[error("the server could not be asked")]
    Io(#[from] std::io::Error),
    /// Nothing came.
    #[error("the server did not answer in time")]
    Timeout,
    /// Something else than an answer came.
    #[error("the server refused: {0}")]
    Refused(String),
}

impl Asker {
    /// Asks this server with this key.
    #[must_use]
    pub const fn new(address: SocketAddr, api_key: String) -> Self {
        Self { address, api_key }
    }

    /// The command that asks for a tenant's numbers.
    #[must_use]
    pub fn curl(&self, tenant: i64) -> String {
        let Self { address, api_key } = self;
        let body = body(tenant);
        format!(
            "curl -s http://{address}{PATH} \\\n  -H 'Authorization: Bearer {api_key}' \\\n  \
             -H 'Content-Type: application/json' \\\n  -d '{body}'"
        )
    }

    /// The page that shows the API.
    #[must_use]
    pub fn docs(&self) -> String {
        format!("http://{}/docs", self.address)
    }

    /// The page of the imaginary supplier portal.
    #[must_use]
    pub fn portal(&self) -> String {
        format!("http://{}/demo", self.address)
    }

    /// Asks for a tenant's numbers; the reply's body as it came.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn ask(&self, tenant: i64) -> Result<String, AskError> {
        let reply = timeout(PATIENCE, self.exchange(&body(tenant))).await;
        let reply = reply.map_err(|_| AskError::Timeout)??;
        match reply.split_once("\r\n\r\n") {
            Some((head, body)) if head.split(' ').nth(1) == Some("200") => Ok(body.to_owned()),
            _ => Err(AskError::Refused(reply)),
        }
    }

    /// HTTP 1.0, whose replies come in one piece and end with the connection.
    async fn exchange(&self, body: &str) -> Result<String, std::io::Error> {
        let Self { address, api_key } = self;
        let length = body.len();
        let request = format!(
            "POST {PATH} HTTP/1.0\r\nHost: {address}\r\nAuthorization: Bearer {api_key}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut reply = String::new();
        stream.read_to_string(&mut reply).await?;
        Ok(reply)
    }
}

fn body(tenant: i64) -> String {
    QUESTION.replace("CLIENT", &tenant.to_string())
}

/// The same text with each row on a line of its own. Numbers stay as they were written.
#[must_use]
pub fn row_by_row(answer: &str) -> String {
    #[derive(Deserialize)]
    struct Rows<'a> {
        #[serde(borrow)]
        data: Vec<&'a RawValue>,
    }
    let Ok(Rows { data }) = serde_json::from_str::<Rows<'_>>(answer) else {
        return answer.to_owned();
    };
    let mut text = String::with_capacity(answer.len() + 16);
    let mut rest = answer;
    for row in data {
        if let Some((before, after)) = rest.split_once(row.get()) {
            text.push_str(before);
            text.push_str("\n  ");
            text.push_str(row.get());
            rest = after;
        }
    }
    if !text.is_empty() {
        rest.chars().next().into_iter().for_each(|bracket| text.extend(['\n', ' ', bracket]));
        rest = rest.get(1..).unwrap_or_default();
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_set_apart_and_nothing_else_changes() {
        let answer = r#"{"data":[{"a":1.50},{"a":1.50},{"a":"]"}],"error":null}"#;
        let laid_out = row_by_row(answer);
        assert_eq!(
            laid_out,
            "{\"data\":[\n  {\"a\":1.50},\n  {\"a\":1.50},\n  {\"a\":\"]\"}\n ],\"error\":null}"
        );
        assert_eq!(row_by_row(r#"{"data":[],"x":1}"#), r#"{"data":[],"x":1}"#);
        assert_eq!(row_by_row("no JSON"), "no JSON");
    }

    #[test]
    fn the_command_sends_what_is_asked() {
        let asker = Asker::new(([127, 0, 0, 1], 8080).into(), "key".to_owned());
        let command = asker.curl(7);
        assert!(command.contains(&format!("-d '{}'", body(7))), "{command}");
        assert_eq!(body(7).matches('\'').count(), 0);
        assert!(serde_json::from_str::<serde_json::Value>(&body(7)).is_ok());
    }
}
