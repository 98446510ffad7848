//! What every networked database has in common: bounds, fields of credentials, and what the driver's
//! errors mean before a database had its say.

use std::io::ErrorKind;
use std::time::Duration;

use sqlx::Error;

use crate::pool::Bounds;
use crate::{CredentialsReader, EngineError};

const HOST: [&str; 2] = ["host", "server"];
const ROOT_CERTIFICATE: [&str; 1] = ["sslRootCert"];

/// Bounds of every datasource that is a database server.
#[derive(Debug, Clone, Copy)]
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

/// What an error means that the database itself did not send; `protocol` names its protocol.
pub(crate) fn driver_error(error: Error, protocol: &str) -> EngineError {
    match &error {
        Error::Io(cause) => unreachable_by(words(cause.kind()), error),
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

pub(crate) fn words(kind: ErrorKind) -> &'static str {
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
