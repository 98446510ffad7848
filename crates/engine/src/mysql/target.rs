//! Where a MySQL, MariaDB or SingleStore datasource is.
//!
//! Knows the credentials' fields. Connects to nothing.

use sqlx::ConnectOptions;
use sqlx::mysql::{MySqlConnectOptions, MySqlSslMode};

use crate::network::{ServerOptions, read_client_certificate, read_host, read_root_certificate};
use crate::way::Way;
use crate::{Credentials, CredentialsError, CredentialsReader};

/// A login at one server.
#[derive(Clone)]
pub(super) struct Target {
    options: MySqlConnectOptions,
    database: String,
    pub(super) way: Way,
}

/// The names that PostgreSQL's connector takes, and MySQL's own.
const SSL_MODES: [(&str, MySqlSslMode); 10] = [
    ("disable", MySqlSslMode::Disabled),
    ("allow", MySqlSslMode::Preferred),
    ("prefer", MySqlSslMode::Preferred),
    ("require", MySqlSslMode::Required),
    ("verify-ca", MySqlSslMode::VerifyCa),
    ("verify-full", MySqlSslMode::VerifyIdentity),
    ("disabled", MySqlSslMode::Disabled),
    ("preferred", MySqlSslMode::Preferred),
    ("required", MySqlSslMode::Required),
    ("verify_identity", MySqlSslMode::VerifyIdentity),
];

const SCHEMA: [&str; 2] = ["schema", "schemas"];

impl Target {
    /// Reads every field.
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
        check_schema(&mut reader, &database);
        let ssl_mode = reader.choice(&["sslMode", "sslmode"], &SSL_MODES);
        let root_certificate = read_root_certificate(&mut reader);
        let client = read_client_certificate(&mut reader);
        // The driver's own settings are left out: a session sets everything at once.
        let mut options = MySqlConnectOptions::new()
            .host(&host)
            .port(port)
            .username(&username)
            .database(&database)
            .ssl_mode(ssl_mode.unwrap_or(MySqlSslMode::Preferred))
            .pipes_as_concat(false)
            .no_engine_substitution(false)
            .timezone(None)
            .set_names(false)
            .disable_statement_logging();
        // The driver would scramble an empty password, and the server expects none.
        if !password.is_empty() {
            options = options.password(&password);
        }
        if let Some(certificate) = root_certificate {
            options = options.ssl_ca_from_pem(certificate.into_bytes());
        }
        if let Some((certificate, key)) = client {
            options = options
                .ssl_client_cert_from_pem(certificate.into_bytes())
                .ssl_client_key_from_pem(key.into_bytes());
        }
        let way = Way::new(&host, port, bounds.addresses.clone());
        reader.finish(Self { options, database, way })
    }

    /// How to connect to the datasource's own database.
    pub(super) const fn options(&self) -> &MySqlConnectOptions {
        &self.options
    }

    /// The datasource's own database.
    pub(super) fn database(&self) -> &str {
        &self.database
    }

    /// How to connect to another database of the same server, by a name from the server's list.
    pub(super) fn options_for(&self, listed: &str) -> MySqlConnectOptions {
        self.options.clone().database(listed)
    }
}

/// In MySQL a schema is a database, and a datasource is one of them.
fn check_schema(reader: &mut CredentialsReader<'_>, database: &str) {
    let schemas = reader.text_list(&SCHEMA);
    if schemas.iter().any(|schema| schema != database) {
        reader.problem(&SCHEMA, "must be the database or be left out: in MySQL the two are one");
    }
}
