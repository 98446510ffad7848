//! Where a ClickHouse datasource is.
//!
//! Knows the credentials' fields. Connects to nothing.

use reqwest::Url;
use rustls::ClientConfig;

use crate::network::{read_client_certificate, read_host, read_root_certificate};
use crate::tls::{TlsMode, configure};
use crate::{Credentials, CredentialsError, CredentialsReader};

/// A login at one server.
pub(super) struct Target {
    pub(super) url: Url,
    pub(super) tls: ClientConfig,
    pub(super) username: String,
    pub(super) password: String,
    pub(super) database: String,
}

const SSL_MODE: [&str; 2] = ["sslMode", "sslmode"];
const SSL_MODES: [(&str, TlsMode); 4] = [
    ("disable", TlsMode::Disable),
    ("require", TlsMode::Require),
    ("verify-ca", TlsMode::VerifyCa),
    ("verify-full", TlsMode::VerifyFull),
];
/// Where ClickHouse and the proxies before it speak HTTPS.
const TLS_PORTS: [u16; 2] = [443, 8443];

const SCHEMA: [&str; 2] = ["schema", "schemas"];

impl Target {
    /// Reads every field. Without a mode, the port says whether the connection is encrypted; a
    /// certificate asks for encryption.
    pub(super) fn read(credentials: &Credentials) -> Result<Self, CredentialsError> {
        let mut reader = credentials.reader();
        let host = read_host(&mut reader);
        let port = reader.required_port(&["port"]);
        let username = reader.required_text(&["username", "user"]);
        let password = reader.required_text_or_empty(&["password"]);
        let database = reader.required_text(&["database"]);
        check_schema(&mut reader, &database);
        let mode = reader.choice(&SSL_MODE, &SSL_MODES);
        let authority = read_root_certificate(&mut reader);
        let client = read_client_certificate(&mut reader);
        let is_encrypted = TLS_PORTS.contains(&port) || authority.is_some();
        let mode =
            mode.unwrap_or(if is_encrypted { TlsMode::VerifyFull } else { TlsMode::Disable });
        // HTTP's own way to say a login separates the two by a colon.
        if username.contains(':') {
            reader.problem(&["username"], "must not contain a colon");
        }
        let url = url(&mut reader, &host, port, mode);
        let tls = configure(mode, authority.as_deref(), client.as_ref());
        if tls.is_err() && configure(mode, authority.as_deref(), None).is_err() {
            reader.problem(&["sslRootCert"], "must hold certificates that can be read");
        } else if tls.is_err() {
            reader.problem(&["sslCert"], "and sslKey must be readable and belong together");
        }
        match (url, tls) {
            (Some(url), Ok(tls)) => reader.finish(Self { url, tls, username, password, database }),
            _ => reader.finish(()).and(Err(CredentialsError(Vec::new()))),
        }
    }
}

/// An address is written in many ways, and a URL knows them all: what it makes of the host must be the
/// host as it was given, which is what was looked up and checked.
fn url(reader: &mut CredentialsReader<'_>, host: &str, port: u16, mode: TlsMode) -> Option<Url> {
    let scheme = if mode == TlsMode::Disable { "http" } else { "https" };
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    let url = Url::parse(&format!("{scheme}://{host}:{port}/")).ok();
    let url = url.filter(|url| url.host_str() == Some(host.to_ascii_lowercase().as_str()));
    if url.is_none() && !host.is_empty() {
        reader.problem(&["host"], "must be a host name or an IP address in its usual form");
    }
    url
}

/// In ClickHouse a schema is a database, and a datasource is one of them.
fn check_schema(reader: &mut CredentialsReader<'_>, database: &str) {
    let schemas = reader.text_list(&SCHEMA);
    if schemas.iter().any(|schema| schema != database) {
        reader
            .problem(&SCHEMA, "must be the database or be left out: in ClickHouse the two are one");
    }
}
