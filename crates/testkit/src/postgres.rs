//! A throw-away PostgreSQL server for tests.
//!
//! Knows how Debian's package is laid out and how to leave nothing behind. A test that needs
//! PostgreSQL and does not get it fails; it is never left out.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that lacks its server fails, with the reason"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::OnceLock;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use uuid::Uuid;

use crate::certificates::Certificates;
use crate::keeper::Keeper;

/// A server that is used instead of an own one.
const URL_VARIABLE: &str = "SOUK_TEST_POSTGRES_URL";
/// Where Debian's packages put every version.
const PACKAGES: &str = "/usr/lib/postgresql";

/// Restarts when it is told to. With certificates, only TLS and the login `postgres` get in, and the
/// login `certified` by its certificate.
const SCRIPT: &str = r#"
set -eu
port=$1 bin=$2 certificates=$3
folder=$(mktemp -d "${TMPDIR:-/tmp}/souk-postgres.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap "exit 1" INT TERM
cd "$folder"
"$bin/initdb" -D "$folder/data" -U postgres -A trust --no-locale -E UTF8 --no-sync > log 2>&1 ||
    { cat log >&2; exit 1; }
encryption=
if [ -n "$certificates" ]; then
    cp "$certificates/server.key" "$folder/key"
    chmod 600 "$folder/key"
    encryption="-c ssl=on -c ssl_key_file=$folder/key -c ssl_cert_file=$certificates/server.crt
        -c ssl_ca_file=$certificates/authority.crt"
    cat > data/pg_hba.conf << END
hostssl all certified 127.0.0.1/32 cert
hostssl all all 127.0.0.1/32 trust
hostnossl all postgres 127.0.0.1/32 trust
END
fi
begin() {
    "$bin/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 $encryption \
        -c unix_socket_directories= -c fsync=off -c max_connections=300 > log 2>&1 < /dev/null &
    server=$!
    until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
        kill -0 "$server" 2> /dev/null || { cat log >&2; exit 1; }
        sleep 0.05
    done
}
begin
echo ready
# Whoever started this may be gone when the next word is to be said.
exec > /dev/null
while read -r _; do
    kill -INT "$server"
    wait "$server" || true
    begin
done
kill -INT "$server" 2> /dev/null || true
wait "$server" || true
"#;

/// A PostgreSQL server on a loopback port; stopped and removed when dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    keeper: Option<Keeper>,
    certificates: Option<Certificates>,
}

impl Server {
    /// Starts a server of its own, or uses the one that `SOUK_TEST_POSTGRES_URL` names.
    ///
    /// # Panics
    /// When there is no PostgreSQL, or it does not start.
    #[must_use]
    pub fn start() -> Self {
        std::env::var(URL_VARIABLE).map_or_else(
            |_| Self::start_own(),
            |url| Self { url, keeper: None, certificates: None },
        )
    }

    /// Starts a server of its own in any case: one that a test may stop.
    ///
    /// # Panics
    /// When there is no PostgreSQL, or it does not start.
    #[must_use]
    pub fn start_own() -> Self {
        Self::start_with(None)
    }

    /// Starts a server of its own that speaks TLS, as `localhost`. The login `certified` has to show a
    /// certificate.
    ///
    /// # Panics
    /// When there is no PostgreSQL or no OpenSSL, or the server does not start.
    #[must_use]
    pub fn start_encrypted() -> Self {
        Self::start_with(Some(Certificates::make()))
    }

    fn start_with(certificates: Option<Certificates>) -> Self {
        let programs = newest_programs();
        let folder = certificates.as_ref().map_or("", Certificates::folder);
        let arguments = [&*programs.to_string_lossy(), folder];
        let (keeper, port) = Keeper::start(SCRIPT, "postgres", &arguments)
            .unwrap_or_else(|error| panic!("PostgreSQL did not start: {error}"));
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        Self { url, keeper: Some(keeper), certificates }
    }

    /// Stops a server of its own and starts it again; returns before that has happened.
    ///
    /// # Panics
    /// When the server was not started here.
    pub fn restart(&self) {
        let keeper = self.keeper.as_ref().expect("a server of its own");
        keeper.say("restart").expect("a script that listens");
    }

    /// What an encrypted server and its clients show each other.
    ///
    /// # Panics
    /// When the server is not an encrypted one.
    #[must_use]
    pub fn certificates(&self) -> &Certificates {
        self.certificates.as_ref().expect("an encrypted server")
    }

    /// The server that all tests of this process share; it stops with the process.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Server> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// The URL of the server's own `postgres` database.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Makes an empty database of its own name and returns its URL.
    ///
    /// # Panics
    /// When the server does not do so.
    pub async fn fresh_database(&self) -> String {
        let name = format!("souk_test_{}", Uuid::new_v4().simple());
        let options = PgConnectOptions::from_str(&self.url).expect("a PostgreSQL URL");
        let mut connection = PgConnection::connect_with(&options)
            .await
            .unwrap_or_else(|error| panic!("PostgreSQL does not answer: {error}"));
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut connection)
            .await
            .unwrap_or_else(|error| panic!("no fresh database: {error}"));
        connection.close().await.expect("a closed connection");
        options.database(&name).to_url_lossy().to_string()
    }
}

fn newest_programs() -> PathBuf {
    let versions = fs::read_dir(PACKAGES).into_iter().flatten().flatten();
    let versions = versions.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let newest = versions.max().unwrap_or_else(|| {
        panic!("no PostgreSQL in {PACKAGES}: install `postgresql`, or set {URL_VARIABLE}")
    });
    Path::new(PACKAGES).join(newest.to_string()).join("bin")
}
