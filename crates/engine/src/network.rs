//! What every networked database has in common: bounds, fields of credentials, and what the driver's
//! errors mean before a database had its say.

use std::io::{self, ErrorKind};
use std::time::Duration;

use sqlx::Error;

use crate::pool::Bounds;
use crate::way::{Addresses, forbidden};
use crate::{CredentialsReader, EngineError};

const HOST: [&str; 2] = ["host", "server"];
const ROOT_CERTIFICATE: [&str; 1] = ["sslRootCert"];
const CLIENT_CERTIFICATE: [&str; 1] = ["sslCert"];
const CLIENT_KEY: [&str; 1] = ["sslKey"];

/// Bounds of every datasource that is a database server.
#[derive(Debug, Clone)]
pub struct ServerOptions {
    /// Connections with the datasource's own database.
    pub connections: usize,
    /// How long an unused connection stays open.
    pub idle: Duration,
    /// How long connecting, or waiting for a free connection, may take.
    pub connect: Duration,
    /// The server's own limit per statement; a question's limit never exceeds it.
    pub statement: Duration,
    /// Under tenancy level DATABASE: how many tenants' databases stay known.
    pub databases: usize,
    /// Under tenancy level DATABASE: connections with all tenants' databases together.
    pub tenant_connections: usize,
    /// Where connections may lead.
    pub addresses: Addresses,
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            connections: 8,
            idle: Duration::from_secs(300),
            connect: Duration::from_secs(10),
            statement: Duration::from_secs(300),
            databases: 256,
            tenant_connections: 32,
            addresses: Addresses::default(),
        }
    }
}

impl ServerOptions {
    /// The bounds of one pool of so many sessions.
    pub(crate) const fn of(&self, sessions: usize) -> Bounds {
        Bounds { sessions, connect: self.connect, idle: self.idle }
    }
}

/// A host name or an address. A leading slash would mean a Unix socket, where the server may trust
/// Souk's own operating system user.
pub(crate) fn read_host(reader: &mut CredentialsReader<'_>) -> String {
    let text = reader.required_text(&HOST);
    let host = text.trim().trim_start_matches('[').trim_end_matches(']');
    let fits = |letter: char| letter.is_alphanumeric() || ".-_:%".contains(letter);
    if !host.chars().all(fits) {
        reader.problem(&HOST, "must be a host name or an IP address, without scheme or path");
    }
    host.to_owned()
}

/// Given inline: a path would let a vendor read the server's files.
pub(crate) fn read_root_certificate(reader: &mut CredentialsReader<'_>) -> Option<String> {
    let text = reader.optional_text(&ROOT_CERTIFICATE)?;
    if !text.trim_start().starts_with("-----BEGIN CERTIFICATE-----") {
        reader.problem(&ROOT_CERTIFICATE, "must be a certificate in PEM form");
    }
    Some(text)
}

/// The client's own certificate and its key, both or neither.
pub(crate) fn read_client_certificate(
    reader: &mut CredentialsReader<'_>,
) -> Option<(String, String)> {
    let certificate = reader.optional_text(&CLIENT_CERTIFICATE);
    let key = reader.optional_text(&CLIENT_KEY);
    check_pem(
        reader,
        &CLIENT_CERTIFICATE,
        certificate.as_deref(),
        "CERTIFICATE-----",
        "certificate",
    );
    check_pem(reader, &CLIENT_KEY, key.as_deref(), "PRIVATE KEY-----", "private key");
    if certificate.is_some() != key.is_some() {
        let (missing, other) =
            if key.is_some() { (&CLIENT_CERTIFICATE, "sslKey") } else { (&CLIENT_KEY, "sslCert") };
        reader.problem(missing, &format!("is required where \"credentials.{other}\" is given"));
    }
    certificate.zip(key)
}

fn check_pem(
    reader: &mut CredentialsReader<'_>,
    names: &[&'static str],
    text: Option<&str>,
    ending: &str,
    what: &str,
) {
    let first_line = text.map(|text| text.trim_start().lines().next().unwrap_or_default());
    if first_line.is_some_and(|line| !line.starts_with("-----BEGIN ") || !line.ends_with(ending)) {
        reader.problem(names, &format!("must be a {what} in PEM form"));
    }
}

/// What an error means that the database itself did not send; `protocol` names its protocol.
pub(crate) fn driver_error(error: Error, protocol: &str) -> EngineError {
    match &error {
        Error::Io(cause) => {
            let told = told(cause).to_owned();
            unreachable_by(&told, error)
        }
        Error::Tls(_) => unreachable_by("TLS failed", error),
        Error::Protocol(_) => {
            unreachable_by(&format!("the answer is not {protocol}'s protocol"), error)
        }
        Error::WorkerCrashed | Error::PoolClosed => unreachable_by("the driver stopped", error),
        _ => EngineError::Query(Box::new(error)),
    }
}

pub(crate) fn unreachable_by(words: &str, error: Error) -> EngineError {
    EngineError::Unreachable(words.to_owned(), Some(Box::new(error)))
}

/// What kept a connection from being made or used. TLS hides its errors inside of the transport's.
pub(crate) fn told(error: &io::Error) -> &str {
    let is_tls = error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>());
    if is_tls { "TLS failed" } else { forbidden(error).unwrap_or_else(|| words(error.kind())) }
}

fn words(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::ConnectionRefused => "connection refused",
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => "the connection broke",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "no way to the host",
        ErrorKind::TimedOut => "no answer",
        ErrorKind::AddrNotAvailable | ErrorKind::NotFound => "no such address",
        _ => "the host name leads nowhere or the network failed",
    }
}
