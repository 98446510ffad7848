//! A throw-away S3 server for tests: moto, which answers Amazon's protocols from memory.
//!
//! Knows the package of PyPI, which is put into a folder of the user's cache the first time, and how to
//! leave nothing else behind. A test that needs it and does not get it fails; it is never left out.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that lacks its server fails, with the reason"
)]

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::OnceLock;

use uuid::Uuid;

use crate::keeper::Keeper;

/// The version that Souk is tested with.
pub const VERSION: &str = "5.2.5";

const SCRIPT: &str = r#"
set -eu
port=$1
version=$2
certificate=${3:-}
key=${4:-}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/souk
package=$cache/moto-$version
mkdir -p "$cache"
# Tests start side by side; one of them installs.
(
    flock 9
    if [ ! -e "$package/complete" ]; then
        rm -rf "$package"
        python3 -m venv "$package" && "$package/bin/pip" install --quiet "moto[server]==$version"
        touch "$package/complete"
    fi
) 9> "$package.lock" >&2
folder=$(mktemp -d "${TMPDIR:-/tmp}/souk-moto.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap "exit 1" INT TERM
cd "$folder"
export HOME="$folder" AWS_EC2_METADATA_DISABLED=true
set -- -H 127.0.0.1 -p "$port"
if [ -n "$certificate" ]; then
    printf '%s' "$certificate" > certificate.pem
    printf '%s' "$key" > key.pem
    set -- "$@" --ssl --ssl-cert certificate.pem --ssl-key key.pem
fi
"$package/bin/moto_server" "$@" > out 2>&1 < /dev/null &
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

/// An S3 server on a loopback port; stopped and removed when dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    _keeper: Keeper,
}

/// A login that the server has made.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Which login it is.
    pub id: String,
    /// What proves it.
    pub secret: String,
}

impl Server {
    /// Starts a server with nothing in it, which believes every login.
    ///
    /// # Panics
    /// When there is no moto and none can be installed, or it does not start.
    #[must_use]
    pub fn start() -> Self {
        Self::with(&[VERSION])
    }

    /// Starts one that speaks HTTPS, with this certificate and its key, both in PEM form. Nothing can be
    /// put into it from here.
    ///
    /// # Panics
    /// As [`Server::start`].
    #[must_use]
    pub fn encrypted(certificate: &str, key: &str) -> Self {
        Self::with(&[VERSION, certificate, key])
    }

    fn with(arguments: &[&str]) -> Self {
        let (keeper, port) = Keeper::start(SCRIPT, "root", arguments)
            .unwrap_or_else(|error| panic!("moto did not start: {error}"));
        Self { port, _keeper: keeper }
    }

    /// The server that all tests of this process share; it stops with the process.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Server> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// Where it listens, on 127.0.0.1.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Its address, as a datasource's credentials have it.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Makes a bucket of a name that no other has.
    #[must_use]
    pub fn fresh_bucket(&self) -> String {
        let name = format!("souk-{}", Uuid::new_v4().simple());
        self.ask("PUT", &format!("/{name}"), "s3", &[]);
        name
    }

    /// Puts an object there.
    pub fn put(&self, bucket: &str, key: &str, bytes: &[u8]) {
        self.ask("PUT", &address(bucket, key), "s3", bytes);
    }

    /// Takes an object away.
    pub fn delete(&self, bucket: &str, key: &str) {
        self.ask("DELETE", &address(bucket, key), "s3", &[]);
    }

    /// From now on the server believes no login but this, which may do what the policy says (IAM's
    /// document). Nothing can be put into it from here any more.
    #[must_use]
    pub fn guard(&self, policy: &str) -> Keys {
        self.iam("CreateUser", &[("UserName", "reader")]);
        let made = self.iam("CreateAccessKey", &[("UserName", "reader")]);
        self.iam(
            "PutUserPolicy",
            &[("UserName", "reader"), ("PolicyName", "reads"), ("PolicyDocument", policy)],
        );
        self.ask("POST", "/moto-api/reset-auth", "moto_api", b"0");
        let text = |name: &str| {
            let rest = made.split_once(&format!("<{name}>")).map(|(_, rest)| rest);
            let text = rest.and_then(|rest| rest.split_once('<')).map(|(text, _)| text.to_owned());
            text.expect("a login")
        };
        Keys { id: text("AccessKeyId"), secret: text("SecretAccessKey") }
    }

    fn iam(&self, action: &str, fields: &[(&str, &str)]) -> String {
        let mut body = format!("Action={action}&Version=2010-05-08");
        for (name, value) in fields {
            write!(body, "&{name}={}", encoded(value, false)).expect("a text");
        }
        self.ask("POST", "/", "iam", body.as_bytes())
    }

    /// The server's answer, which must be a success.
    fn ask(&self, method: &str, path: &str, service: &str, body: &[u8]) -> String {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        let is_form = service == "iam";
        let kind =
            if is_form { "application/x-www-form-urlencoded" } else { "application/octet-stream" };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/{service}/aws4_request, \
             SignedHeaders=host, Signature=none\r\n\r\n",
            self.port,
            body.len()
        );
        connection.write_all(head.as_bytes()).expect("a sent request");
        connection.write_all(body).expect("a sent body");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
        answer
    }
}

fn address(bucket: &str, key: &str) -> String {
    format!("/{bucket}/{}", encoded(key, true))
}

fn encoded(text: &str, is_path: bool) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || (is_path && byte == b'/') {
            encoded.push(byte.into());
        } else {
            write!(encoded, "%{byte:02X}").expect("a text");
        }
    }
    encoded
}
