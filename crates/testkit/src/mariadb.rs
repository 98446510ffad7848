//! A throw-away MariaDB server for tests.
//!
//! Knows Debian's package and how to leave nothing behind. A test that needs MariaDB and does not get
//! it fails; it is never left out.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that lacks its server fails, with the reason"
)]

use std::path::Path;
use std::process::Command;
use std::str::FromStr;
use std::sync::OnceLock;

use sqlx::mysql::{MySqlConnectOptions, MySqlConnection};
use sqlx::{AssertSqlSafe, Connection};
use uuid::Uuid;

use crate::certificates::Certificates;
use crate::keeper::Keeper;

/// A server that is used instead of an own one.
const URL_VARIABLE: &str = "SOUK_TEST_MARIADB_URL";
/// Where Debian's package puts the server: outside the path of most users.
const PROGRAM: &str = "/usr/sbin/mariadbd";

/// `HOME` is the folder, so that no `.my.cnf` of the user gets in.
const SCRIPT: &str = r#"
set -eu
port=$1 certificates=$2
folder=$(mktemp -d "${TMPDIR:-/tmp}/souk-mariadb.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap "exit 1" INT TERM
cd "$folder"
export HOME="$folder"
mariadb-install-db --no-defaults --datadir="$folder/data" --skip-test-db \
    --auth-root-authentication-method=normal > log 2>&1 || { cat log >&2; exit 1; }
encryption=
if [ -n "$certificates" ]; then
    encryption="--ssl-ca=$certificates/authority.crt --ssl-cert=$certificates/server.crt
        --ssl-key=$certificates/server.key"
fi
begin() {
    /usr/sbin/mariadbd --no-defaults --datadir="$folder/data" --tmpdir="$folder" --port="$port" \
        --bind-address=127.0.0.1 --socket="$folder/socket" --pid-file="$folder/pid" $encryption \
        --character-set-server=utf8mb4 --default-time-zone=+00:00 --max-connections=300 --innodb-buffer-pool-size=64M \
        --innodb-flush-log-at-trx-commit=0 --skip-log-bin > log 2>&1 < /dev/null &
    server=$!
    until mariadb-admin --no-defaults --socket="$folder/socket" -u root ping > /dev/null 2>&1; do
        kill -0 "$server" 2> /dev/null || { cat log >&2; exit 1; }
        sleep 0.05
    done
}
begin
echo ready
# The shell tells of a killed child; said to a test that is gone, that would end it before the trap.
exec > /dev/null 2>&1
while read -r _; do
    kill -TERM "$server"
    wait "$server" || true
    begin
done
kill -KILL "$server" 2> /dev/null || true
wait "$server" || true
"#;

/// A MariaDB server on a loopback port; stopped and removed when dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    keeper: Option<Keeper>,
    certificates: Option<Certificates>,
}

impl Server {
    /// Starts a server of its own, or uses the one that `SOUK_TEST_MARIADB_URL` names, where the login
    /// may do everything.
    ///
    /// # Panics
    /// When there is no MariaDB, or it does not start.
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
    /// When there is no MariaDB, or it does not start.
    #[must_use]
    pub fn start_own() -> Self {
        Self::start_with(None)
    }

    /// Starts a server of its own that speaks TLS, as `localhost`.
    ///
    /// # Panics
    /// When there is no MariaDB or no OpenSSL, or the server does not start.
    #[must_use]
    pub fn start_encrypted() -> Self {
        Self::start_with(Some(Certificates::make()))
    }

    fn start_with(certificates: Option<Certificates>) -> Self {
        assert!(Path::new(PROGRAM).exists(), "no {PROGRAM}: install `mariadb-server`");
        let folder = certificates.as_ref().map_or("", Certificates::folder);
        let (keeper, port) = Keeper::start(SCRIPT, "mysql", &[folder])
            .unwrap_or_else(|error| panic!("MariaDB did not start: {error}"));
        let url = format!("mysql://root@127.0.0.1:{port}/mysql");
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

    /// The URL of the server's own `mysql` database.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Gives the server the time zones of the machine, by name. It has none by itself.
    ///
    /// # Panics
    /// When there are none, or the server does not take them.
    pub async fn load_time_zones(&self) {
        let options = MySqlConnectOptions::from_str(&self.url).expect("a MariaDB URL");
        let mut connection =
            MySqlConnection::connect_with(&options).await.expect("MariaDB answers");
        // Tests share the server and ask at once; the lock goes with the connection.
        sqlx::raw_sql("SELECT GET_LOCK('souk_time_zones', 120)")
            .execute(&mut connection)
            .await
            .expect("a lock");
        let is_unknown: i64 =
            sqlx::query_scalar("SELECT CONVERT_TZ('2024-01-01', 'UTC', 'Europe/Oslo') IS NULL")
                .fetch_one(&mut connection)
                .await
                .expect("an answer");
        if is_unknown == 1 {
            let zones = Command::new("mariadb-tzinfo-to-sql").arg("/usr/share/zoneinfo").output();
            let script = zones.expect("time zones").stdout;
            let script = AssertSqlSafe(String::from_utf8(script).expect("text"));
            sqlx::raw_sql(script).execute(&mut connection).await.expect("time zones are loaded");
        }
        connection.close().await.expect("a closed connection");
    }

    /// Makes an empty database of its own name and returns how to connect to it.
    ///
    /// # Panics
    /// When the server does not do so.
    pub async fn fresh_database(&self) -> MySqlConnectOptions {
        let name = format!("souk_test_{}", Uuid::new_v4().simple());
        let options = MySqlConnectOptions::from_str(&self.url).expect("a MariaDB URL");
        let mut connection = MySqlConnection::connect_with(&options)
            .await
            .unwrap_or_else(|error| panic!("MariaDB does not answer: {error}"));
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut connection)
            .await
            .unwrap_or_else(|error| panic!("no fresh database: {error}"));
        connection.close().await.expect("a closed connection");
        options.database(&name)
    }
}
