//! A throw-away Sail server for tests: a cluster of several workers that speaks Flight SQL.
//!
//! Knows the package of PyPI, which is put into a folder of the user's cache the first time, and how to
//! leave nothing else behind. A test that needs Sail and does not get it fails; it is never left out.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that lacks its server fails, with the reason"
)]

use std::sync::OnceLock;

use crate::keeper::Keeper;

/// The version that Souk is tested with.
pub const VERSION: &str = "0.7.2";
/// How many workers the cluster has.
pub const WORKERS: usize = 3;

const SCRIPT: &str = r#"
set -eu
port=$1
version=$2
workers=$3
cache=${XDG_CACHE_HOME:-$HOME/.cache}/souk
package=$cache/sail-$version
mkdir -p "$cache"
# Tests start side by side; one of them installs.
(
    flock 9
    if [ ! -e "$package/complete" ]; then
        rm -rf "$package"
        python3 -m venv "$package" && "$package/bin/pip" install --quiet "pysail==$version"
        touch "$package/complete"
    fi
) 9> "$package.lock" >&2
folder=$(mktemp -d "${TMPDIR:-/tmp}/souk-sail.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap "exit 1" INT TERM
cd "$folder"
export SAIL_MODE=local-cluster SAIL_CLUSTER__WORKER_INITIAL_COUNT="$workers"
export HOME="$folder"
"$package/bin/sail" flight server --port "$port" > out 2>&1 < /dev/null &
server=$!
listens() {
    grep -qi "^ *[0-9]*: 0100007F:$(printf '%04X' "$port") 00000000:0000 0A" /proc/net/tcp
}
until listens; do
    kill -0 "$server" 2> /dev/null || { cat out >&2; exit 1; }
    sleep 0.05
done
echo ready
# The shell tells of a killed child; said to a test that is gone, that would end it before the trap.
exec > /dev/null 2>&1
read -r _ || true
kill -KILL "$server" 2> /dev/null || true
wait "$server" || true
"#;

/// A Sail server on a loopback port; stopped and removed when dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    keeper: Keeper,
}

impl Server {
    /// Starts a server with nothing in it.
    ///
    /// # Panics
    /// When there is no Sail and none can be installed, or it does not start.
    #[must_use]
    pub fn start() -> Self {
        let workers = WORKERS.to_string();
        let (keeper, port) = Keeper::start(SCRIPT, "root", &[VERSION, &workers])
            .unwrap_or_else(|error| panic!("Sail did not start: {error}"));
        Self { port, keeper }
    }

    /// The server that all tests of this process share; it stops with the process.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Server> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// Starts another server in its place, which has forgotten everything.
    ///
    /// # Panics
    /// As [`Server::start`].
    pub fn restart(&mut self) {
        let workers = WORKERS.to_string();
        self.keeper.stop();
        self.keeper = Keeper::start_on(self.port, SCRIPT, "root", &[VERSION, &workers])
            .unwrap_or_else(|error| panic!("Sail did not start again: {error}"));
    }

    /// Where it speaks Flight SQL, on 127.0.0.1.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Its address, as a datasource's credentials have it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("grpc://127.0.0.1:{}", self.port)
    }
}
