//! Requests to one server over HTTP.
//!
//! Goes to the address of the credentials and nowhere else: no redirects, no proxy of the environment, no
//! cookies. The login is in a header, never in an address.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Response, StatusCode, Url};
use uuid::Uuid;

use super::errors::{exception, not_clickhouse, transport_error, way_error};
use super::input::Input;
use super::target::Target;
use crate::network::ServerOptions;
use crate::way::{Addresses, literal};
use crate::{CredentialsError, EngineError};

pub(super) struct Client {
    http: reqwest::Client,
    url: Url,
    username: String,
    password: String,
    addresses: Addresses,
}

/// Looks hosts up for the client, which connects to what it is told and nothing else.
struct Resolver(Addresses);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let addresses = self.0.clone();
        Box::pin(async move {
            let found = addresses.of(name.as_str()).await?;
            // The client puts the port of the address it was given.
            let found: Vec<_> = found.into_iter().map(|one| SocketAddr::new(one, 0)).collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Old servers close a connection after three idle seconds; one that is closed just then loses a question.
const IDLE: Duration = Duration::from_secs(2);
/// A statement that was not there yet may be on its way.
const SECOND_LOOK: Duration = Duration::from_millis(200);

impl Client {
    pub(super) fn new(target: Target, bounds: &ServerOptions) -> Result<Self, CredentialsError> {
        let Target { url, tls, username, password, .. } = target;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .dns_resolver(Arc::new(Resolver(bounds.addresses.clone())))
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .http1_only()
            .user_agent("souk")
            .connect_timeout(bounds.connect)
            .pool_idle_timeout(bounds.idle.min(IDLE))
            .pool_max_idle_per_host(bounds.connections)
            .build();
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
        self.check_literal().await?;
        let mut url = self.url.clone();
        url.query_pairs_mut().extend_pairs(parameters);
        let request = self.http.post(url).basic_auth(&self.username, Some(&self.password));
        let response = request.body(statement).send().await.map_err(transport_error)?;
        match response.status() {
            StatusCode::OK => Ok(response),
            status => Err(failure(status, response).await),
        }
    }

    /// An address is not looked up, so that the resolver does not see it.
    async fn check_literal(&self) -> Result<(), EngineError> {
        match self.url.host_str() {
            Some(host) if literal(host).is_some() => {
                self.addresses.of(host).await.map(drop).map_err(way_error)
            }
            _ => Ok(()),
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
