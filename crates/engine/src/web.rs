//! HTTP to the host of a datasource and nowhere else: no redirects, no proxy of the environment, no cookies,
//! and only addresses that datasources may use.
//!
//! Knows neither what is asked nor what an answer means.

use std::error::Error;
use std::fmt;
use std::io;
use std::iter::successors;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures::stream::{Stream, TryStreamExt};
use http::{Request, Response};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use rustls::ClientConfig;

use crate::network::{ServerOptions, read_root_certificate, told};
use crate::tls::{TlsMode, configure};
use crate::way::{Addresses, literal};
use crate::{CredentialsError, CredentialsReader, EngineError};

/// A server may say nothing for so many times as long as connecting may take.
const SILENCE: u32 = 3;
/// The authority of the credentials, in PEM form.
const ROOT_CERTIFICATE: [&str; 1] = ["sslRootCert"];

/// The bytes of an answer, as they come.
pub type Answer = Pin<Box<dyn Stream<Item = Result<Bytes, EngineError>> + Send + Sync>>;

/// Requests of a connector that lives in another crate.
#[derive(Clone)]
pub struct Web {
    client: Client,
    addresses: Addresses,
}

impl fmt::Debug for Web {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Web").finish_non_exhaustive()
    }
}

impl Web {
    /// Reads `sslRootCert`, which replaces the authorities that browsers trust. Servers are verified always.
    ///
    /// # Errors
    /// A client that cannot be made.
    pub fn read(
        reader: &mut CredentialsReader<'_>,
        bounds: &ServerOptions,
    ) -> Result<Self, CredentialsError> {
        let authority = read_root_certificate(reader);
        let tls = configure(TlsMode::VerifyFull, authority.as_deref(), None).or_else(|_| {
            reader.problem(&ROOT_CERTIFICATE, "must hold certificates that can be read");
            configure(TlsMode::VerifyFull, None, None)
        });
        let tls = tls.map_err(|error| CredentialsError(vec![error.to_string()]))?;
        let client = client(tls, bounds).read_timeout(bounds.connect * SILENCE).build();
        let client = client.map_err(|error| CredentialsError(vec![error.to_string()]))?;
        Ok(Self { client, addresses: bounds.addresses.clone() })
    }

    /// Sends a request without a body to the host of its address.
    ///
    /// # Errors
    /// [`EngineError::Unreachable`], whatever kept the request from being answered.
    pub async fn send(&self, request: Request<()>) -> Result<Response<Answer>, EngineError> {
        check_literal(&self.addresses, request.uri().host()).await?;
        let failed = |error| transport_error(error, "HTTP");
        let request = request.map(|()| reqwest::Body::default());
        let request = reqwest::Request::try_from(request).map_err(failed)?;
        let mut response = self.client.execute(request).await.map_err(failed)?;
        let (status, version) = (response.status(), response.version());
        let headers = std::mem::take(response.headers_mut());
        let bytes: Answer = Box::pin(response.bytes_stream().map_err(failed));
        let mut answer = Response::new(bytes);
        (*answer.status_mut(), *answer.version_mut(), *answer.headers_mut()) =
            (status, version, headers);
        Ok(answer)
    }
}

/// A client that goes where it is told and where datasources may be.
pub(crate) fn client(tls: ClientConfig, bounds: &ServerOptions) -> ClientBuilder {
    Client::builder()
        .tls_backend_preconfigured(tls)
        .dns_resolver(Arc::new(Resolver(bounds.addresses.clone())))
        .redirect(Policy::none())
        .no_proxy()
        .referer(false)
        .http1_only()
        .user_agent("souk")
        .connect_timeout(bounds.connect)
        .pool_idle_timeout(bounds.idle)
        .pool_max_idle_per_host(bounds.connections)
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

/// An address is not looked up, so that the resolver does not see it.
pub(crate) async fn check_literal(
    addresses: &Addresses,
    host: Option<&str>,
) -> Result<(), EngineError> {
    match host {
        Some(host) if literal(host).is_some() => {
            addresses.of(host).await.map(drop).map_err(way_error)
        }
        _ => Ok(()),
    }
}

/// What kept a request from being answered in the protocol. The address of a request holds values: it is
/// left out.
pub(crate) fn transport_error(error: reqwest::Error, protocol: &str) -> EngineError {
    let error = error.without_url();
    let words = if error.is_timeout() { Some("no answer") } else { told_by_cause(&error) };
    let words =
        words.map_or_else(|| format!("the answer is not {protocol}'s protocol"), str::to_owned);
    EngineError::Unreachable(words, Some(Box::new(error)))
}

/// What kept the server's address from being found or used.
fn way_error(error: io::Error) -> EngineError {
    EngineError::Unreachable(told(&error).to_owned(), Some(Box::new(error)))
}

fn told_by_cause(error: &reqwest::Error) -> Option<&str> {
    let causes = || successors(error.source(), |cause| inner(*cause));
    if causes().any(|cause| cause.is::<rustls::Error>()) {
        return Some("TLS failed");
    }
    if let Some(failure) = causes().find_map(|cause| cause.downcast_ref::<io::Error>()) {
        return Some(told(failure));
    }
    match error {
        error if error.is_connect() => Some("the host name leads nowhere or the network failed"),
        error if error.is_body() || error.is_decode() => Some("the connection broke"),
        _ => None,
    }
}

/// TLS hides its errors inside of the transport's, which leave them out of their causes.
fn inner<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let hidden = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    hidden.map(|hidden| hidden as &(dyn Error + 'static)).or_else(|| error.source())
}
