//! Where a PostgreSQL datasource is and how a session with it begins.
//!
//! Knows the credentials' fields and the settings that every session is pinned to. Connects to
//! nothing.

use std::sync::Arc;

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::flavour::Flavour;
use super::session::Postgres;
use crate::network::{ServerOptions, read_client_certificate, read_host, read_root_certificate};
use crate::way::Way;
use crate::{Credentials, CredentialsError};

/// A login at one server, and the schemas that introspection is restricted to (none: all).
#[derive(Clone)]
pub(super) struct Target {
    options: PgConnectOptions,
    way: Way,
    pub(super) schemas: Vec<String>,
    flavour: Flavour,
    /// What the greeting could not take.
    settings: Arc<Vec<(&'static str, String)>>,
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
        flavour: Flavour,
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
            .disable_statement_logging();
        let mut settings = flavour.settings(bounds.statement.as_millis());
        if flavour.greets_with_settings() {
            options = options.options(std::mem::take(&mut settings));
        }
        if let Some(certificate) = root_certificate {
            options = options.ssl_root_cert_from_pem(certificate.into_bytes());
        }
        if let Some((certificate, key)) = client {
            options = options
                .ssl_client_cert_from_pem(certificate.into_bytes())
                .ssl_client_key_from_pem(key.into_bytes());
        }
        let way = Way::new(&host, port, bounds.addresses.clone());
        reader.finish(Self { options, way, schemas, flavour, settings: Arc::new(settings) })
    }

    /// How to connect to the datasource's own database.
    pub(super) fn driver(&self) -> Postgres {
        let settings = Arc::clone(&self.settings);
        let (options, way) = (self.options.clone(), self.way.clone());
        Postgres { options, way, flavour: self.flavour, settings }
    }

    /// How to connect to another database of the same server, by a name from the server's list.
    pub(super) fn driver_for(&self, listed: &str) -> Postgres {
        let own = self.driver();
        Postgres { options: own.options.database(listed), ..own }
    }
}
