//! A throw-away ClickHouse server for tests.
//!
//! Knows Debian's package (18.16) and how to leave nothing behind. A test that needs ClickHouse and does
//! not get it fails; it is never left out.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that lacks its server fails, with the reason"
)]

mod cluster;

pub use cluster::Cluster;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::OnceLock;

use uuid::Uuid;

use crate::certificates::Certificates;
use crate::keeper::Keeper;

/// Where Debian's package puts the server: outside the path of most users.
const PROGRAM: &str = "/usr/sbin/clickhouse-server";

/// The logins beside `default`, which may do everything: `reader` cannot write, `frozen` cannot set
/// anything either, `vendor` has a password; what `careless` is told of a cluster's other nodes may be part
/// of the truth. Each password is `right`.
const SCRIPT: &str = r#"
set -eu
port=$1
zone=$2
certificates=$3
# Where it speaks the native protocol, and where all nodes of its cluster do; empty without a cluster.
native=$4
nodes=$5
protocol=http
encryption=
if [ -n "$certificates" ]; then
    protocol=https
    encryption="<certificateFile>$certificates/server.crt</certificateFile>
        <privateKeyFile>$certificates/server.key</privateKeyFile>
        <verificationMode>none</verificationMode><cacheSessions>true</cacheSessions>"
fi
cluster=
if [ -n "$native" ]; then
    cluster="<tcp_port>$native</tcp_port><remote_servers><souk>$(for node in $nodes; do
        echo "<shard><replica><host>127.0.0.1</host><port>$node</port></replica></shard>"
    done)</souk></remote_servers>"
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/souk-clickhouse.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap "exit 1" INT TERM
cd "$folder"
export HOME="$folder"
cat > config.xml << END
<yandex>
    <logger><level>error</level><log>$folder/log</log><errorlog>$folder/errors</errorlog></logger>
    <listen_host>127.0.0.1</listen_host>
    <${protocol}_port>$port</${protocol}_port>
    $cluster
    <openSSL><server>$encryption</server></openSSL>
    <path>$folder/data/</path>
    <tmp_path>$folder/tmp/</tmp_path>
    <user_files_path>$folder/files/</user_files_path>
    <format_schema_path>$folder/schemas/</format_schema_path>
    <users_config>$folder/users.xml</users_config>
    <default_profile>default</default_profile>
    <default_database>default</default_database>
    <timezone>$zone</timezone>
    <mark_cache_size>67108864</mark_cache_size>
    <uncompressed_cache_size>0</uncompressed_cache_size>
    <max_concurrent_queries>100</max_concurrent_queries>
    <keep_alive_timeout>3</keep_alive_timeout>
</yandex>
END
login() {
    echo "<$1><password>$2</password><networks><ip>127.0.0.1</ip></networks><profile>$3</profile>" \
        "<quota>default</quota></$1>"
}
cat > users.xml << END
<yandex>
    <profiles>
        <default>
            <max_threads>2</max_threads><max_memory_usage>1000000000</max_memory_usage>
        </default>
        <reader><readonly>2</readonly></reader>
        <frozen><readonly>1</readonly></frozen>
        <careless>
            <readonly>2</readonly><skip_unavailable_shards>1</skip_unavailable_shards>
            <distributed_group_by_no_merge>1</distributed_group_by_no_merge>
            <distributed_product_mode>local</distributed_product_mode>
        </careless>
    </profiles>
    <users>
        $(login default '' default) $(login vendor right default)
        $(login reader right reader) $(login frozen right frozen)
        $(login careless right careless)
    </users>
    <quotas><default></default></quotas>
</yandex>
END
# Debian's shell opens no connections; the server's own table of them is as good a sign.
listens() {
    grep -qi "^ *[0-9]*: 0100007F:$(printf '%04X' "$port") 00000000:0000 0A" /proc/net/tcp
}
begin() {
    /usr/sbin/clickhouse-server --config-file="$folder/config.xml" > out 2>&1 < /dev/null &
    server=$!
    until listens; do
        kill -0 "$server" 2> /dev/null || { cat out errors >&2; exit 1; }
        sleep 0.05
    done
}
begin
echo ready
# The shell tells of a killed child; said to a test that is gone, that would end it before the trap.
exec > /dev/null 2>&1
while read -r _; do
    kill -KILL "$server"
    wait "$server" || true
    begin
done
kill -KILL "$server" 2> /dev/null || true
wait "$server" || true
"#;

/// A ClickHouse server on a loopback port; stopped and removed when dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    certificates: Option<Certificates>,
    keeper: Keeper,
}

impl Server {
    /// Starts a server in this time zone.
    ///
    /// # Panics
    /// When there is no ClickHouse, or it does not start.
    #[must_use]
    pub fn start(zone: &str) -> Self {
        Self::start_with(zone, None, ["", ""]).unwrap_or_else(|error| no_server(&error))
    }

    /// Starts a server that speaks HTTPS only, as `localhost`, by a certificate of its own authority.
    ///
    /// # Panics
    /// When there is no ClickHouse or no OpenSSL, or the server does not start.
    #[must_use]
    pub fn start_encrypted() -> Self {
        let certificates = Some(Certificates::make());
        Self::start_with("UTC", certificates, ["", ""]).unwrap_or_else(|error| no_server(&error))
    }

    /// `cluster` is the node's own native port and those of all nodes, or two empty texts.
    fn start_with(
        zone: &str,
        certificates: Option<Certificates>,
        cluster: [&str; 2],
    ) -> Result<Self, String> {
        assert!(Path::new(PROGRAM).exists(), "no {PROGRAM}: install `clickhouse-server`");
        let folder = certificates.as_ref().map(Certificates::folder).unwrap_or_default();
        let [native, nodes] = cluster;
        let (keeper, port) = Keeper::start(SCRIPT, "clickhouse", &[zone, folder, native, nodes])?;
        Ok(Self { port, certificates, keeper })
    }

    /// The server that all tests of this process share, in UTC; it stops with the process.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Server> = OnceLock::new();
        SHARED.get_or_init(|| Self::start("UTC"))
    }

    /// Where it speaks HTTP, on 127.0.0.1. The login `default` has no password.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Stops the server and starts it again; returns before that has happened.
    ///
    /// # Panics
    /// When the script that keeps the server is gone.
    pub fn restart(&self) {
        self.keeper.say("restart").expect("a script that listens");
    }

    /// The authority that has signed its certificate, in PEM form.
    ///
    /// # Panics
    /// When the server is not an encrypted one.
    #[must_use]
    pub fn authority(&self) -> String {
        self.certificates.as_ref().expect("a server that speaks HTTPS").authority()
    }

    /// Makes an empty database and returns its name.
    ///
    /// # Panics
    /// When the server does not do so.
    #[must_use]
    pub fn fresh_database(&self) -> String {
        let name = format!("souk_test_{}", Uuid::new_v4().simple());
        self.execute("default", &format!("CREATE DATABASE {name}"));
        name
    }

    /// Runs one statement as `default`, past every connector; gives the answer as it comes.
    ///
    /// # Panics
    /// When the server refuses it.
    pub fn execute(&self, database: &str, sql: &str) -> String {
        self.execute_with("allow_experimental_low_cardinality_type=1", database, sql)
    }

    /// Runs one statement under these settings, written as in an address.
    fn execute_with(&self, settings: &str, database: &str, sql: &str) -> String {
        let answer = self.request(settings, database, sql).expect("ClickHouse answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer with a head");
        assert!(head.contains(" 200 OK"), "{sql}: {body}");
        body.to_owned()
    }

    /// In the oldest HTTP an answer ends with its connection.
    fn request(&self, settings: &str, database: &str, sql: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let (path, length) = (format!("/?database={database}&{settings}"), sql.len());
        write!(stream, "POST {path} HTTP/1.0\r\nContent-Length: {length}\r\n\r\n{sql}")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

fn no_server(error: &str) -> ! {
    panic!("ClickHouse did not start: {error}")
}
