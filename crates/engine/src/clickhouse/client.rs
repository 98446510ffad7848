//! Requests to one server over HTTP.
//!
//! Goes to the address of the credentials and nowhere else: no redirects, no proxy of the environment, no
//! cookies. The login is in a header, never in an address.

use std::time::Duration;

use reqwest::{Response, StatusCode, Url};
use uuid::Uuid;

use super::errors::{exception, not_clickhouse, transport_error};
use super::input::Input;
use super::target::Target;
use crate::network::ServerOptions;
use crate::way::Addresses;
use crate::web::check_literal;
use crate::{CredentialsError, EngineError, web};

pub(super) struct Client {
    http: reqwest::Client,
    url: Url,
    username: String,
    password: String,
    addresses: Addresses,
}

/// Old servers close a connection after three idle seconds; one that is closed just then loses a question.
const IDLE: Duration = Duration::from_secs(2);
/// A statement that was not there yet may be on its way.
const SECOND_LOOK: Duration = Duration::from_millis(200);

impl Client {
    pub(super) fn new(target: Target, bounds: &ServerOptions) -> Result<Self, CredentialsError> {
        let Target { url, tls, username, password, .. } = target;
        let http = web::client(tls, bounds).pool_idle_timeout(bounds.idle.min(IDLE)).build();
        let http = http.map_err(|error| CredentialsError(vec![error.to_string()]))?;
        let addresses = bounds.addresses.clone();
        Ok(Self { http, url, username, password, addresses })
    }

    /// Sends a statement; gives the answer's beginning, or what the server says instead.
    pub(super) async fn post(
        &self,
        parameters: &[(&str, &str)],
        statement: String,
    ) -> Result<Response, EngineError> {
        check_literal(&self.addresses, self.url.host_str()).await?;
        let mut url = self.url.clone();
        url.query_pairs_mut().extend_pairs(parameters);
        let request = self.http.post(url).basic_auth(&self.username, Some(&self.password));
        let response = request.body(statement).send().await.map_err(transport_error)?;
        match response.status() {
            StatusCode::OK => Ok(response),
            status => Err(failure(status, response).await),
        }
    }

    /// Ends a statement and waits until it has ended.
    pub(super) async fn kill(&self, id: Uuid) -> Result<(), EngineError> {
        if !self.ask_to_end(id).await? {
            tokio::time::sleep(SECOND_LOOK).await;
            self.ask_to_end(id).await?;
        }
        Ok(())
    }

    /// Whether there was such a statement.
    async fn ask_to_end(&self, id: Uuid) -> Result<bool, EngineError> {
        let statement = format!("KILL QUERY WHERE query_id = '{id}' SYNC");
        let response = self.post(&[], statement).await?;
        Ok(!Input::new(response).words().await.is_empty())
    }
}

async fn failure(status: StatusCode, response: Response) -> EngineError {
    let words = Input::new(response).words().await;
    exception(&words).unwrap_or_else(|| match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            EngineError::Authentication(format!("the server answered {status}").into())
        }
        _ => not_clickhouse(),
    })
}
