//! Where a PostgreSQL datasource is and how a session with it begins.
//!
//! Knows the credentials' fields and the settings that every session is pinned to. Connects to
//! nothing.

use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::network::{ServerOptions, read_client_certificate, read_host, read_root_certificate};
use crate::way::Way;
use crate::{Credentials, CredentialsError};

/// A login at one server, and the schemas that introspection is restricted to (none: all).
#[derive(Clone)]
pub(super) struct Target {
    options: PgConnectOptions,
    pub(super) way: Way,
    pub(super) schemas: Vec<String>,
}

/// `allow` would try without TLS first; `prefer` reaches every server that `allow` reaches.
const SSL_MODES: [(&str, PgSslMode); 6] = [
    ("disable", PgSslMode::Disable),
    ("allow", PgSslMode::Prefer),
    ("prefer", PgSslMode::Prefer),
    ("require", PgSslMode::Require),
    ("verify-ca", PgSslMode::VerifyCa),
    ("verify-full", PgSslMode::VerifyFull),
];

impl Target {
    /// Reads every field; sessions will have the bounds' time limit as the server's own.
    pub(super) fn read(
        credentials: &Credentials,
        bounds: &ServerOptions,
    ) -> Result<Self, CredentialsError> {
        let mut reader = credentials.reader();
        let host = read_host(&mut reader);
        let port = reader.required_port(&["port"]);
        let username = reader.required_text(&["username", "user"]);
        let password = reader.required_text_or_empty(&["password"]);
        let database = reader.required_text(&["database"]);
        let schemas = reader.text_list(&["schema", "schemas"]);
        let ssl_mode = reader.choice(&["sslMode", "sslmode"], &SSL_MODES);
        let root_certificate = read_root_certificate(&mut reader);
        let client = read_client_certificate(&mut reader);
        // Every field is set, so that none of the server's own PG… environment gets in; options
        // given later win over those of PGOPTIONS.
        let mut options = PgConnectOptions::new_without_pgpass()
            .host(&host)
            .port(port)
            .username(&username)
            .password(&password)
            .database(&database)
            .ssl_mode(ssl_mode.unwrap_or(PgSslMode::Prefer))
            .application_name("souk")
            .options(session_settings(bounds.statement))
            .disable_statement_logging();
        if let Some(certificate) = root_certificate {
            options = options.ssl_root_cert_from_pem(certificate.into_bytes());
        }
        if let Some((certificate, key)) = client {
            options = options
                .ssl_client_cert_from_pem(certificate.into_bytes())
                .ssl_client_key_from_pem(key.into_bytes());
        }
        let way = Way::new(&host, port, bounds.addresses.clone());
        reader.finish(Self { options, way, schemas })
    }

    /// How to connect to the datasource's own database.
    pub(super) const fn options(&self) -> &PgConnectOptions {
        &self.options
    }

    /// How to connect to another database of the same server, by a name from the server's list.
    pub(super) fn options_for(&self, listed: &str) -> PgConnectOptions {
        self.options.clone().database(listed)
    }
}

/// With `pg_catalog` alone on the path, a table or function that somebody put in `public` is never
/// taken for a built-in one; compiled questions name every table with its schema.
fn session_settings(statement: Duration) -> [(&'static str, String); 5] {
    [
        ("default_transaction_read_only", "on".to_owned()),
        ("statement_timeout", statement.as_millis().to_string()),
        ("search_path", "pg_catalog".to_owned()),
        ("timezone", "UTC".to_owned()),
        // The guard reads text literals as the standard has them.
        ("standard_conforming_strings", "on".to_owned()),
    ]
}
