//! A throw-away mail server for tests: aiosmtpd, with STARTTLS and a password.
//!
//! Knows the package of PyPI, which is put into a folder of the user's cache the first time. Each message
//! that it takes becomes a file, read by Python's own parser and not by Souk.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that lacks its server fails, with the reason"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::certificates::Certificates;
use crate::keeper::Keeper;

/// The version that Souk is tested with.
pub const VERSION: &str = "1.4.6";
/// With which name the server is signed in to.
pub const USERNAME: &str = "souk";
/// And with which password.
pub const PASSWORD: &str = "correct horse";

const SCRIPT: &str = r#"
set -eu
port=$1
version=$2
certificates=$3
cache=${XDG_CACHE_HOME:-$HOME/.cache}/souk
package=$cache/aiosmtpd-$version
mkdir -p "$cache"
# Tests start side by side; one of them installs.
(
    flock 9
    if [ ! -e "$package/complete" ]; then
        rm -rf "$package"
        python3 -m venv "$package" && "$package/bin/pip" install --quiet "aiosmtpd==$version"
        touch "$package/complete"
    fi
) 9> "$package.lock" >&2
exec "$package/bin/python" -W ignore -c "$4" "$port" "$certificates"
"#;

/// Says `ready`, and ends when its standard input does.
const SERVER: &str = r#"
import email, email.policy, json, os, ssl, sys, threading
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

port, folder = int(sys.argv[1]), sys.argv[2]
lock = threading.Lock()

class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if os.path.exists(os.path.join(folder, "busy")):
            return "451 come back later"
        if address.startswith("nobody@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
        files = [{"name": part.get_filename(), "type": part.get_content_type(),
                  "hex": part.get_payload(decode=True).hex()} for part in parsed.iter_attachments()]
        letter = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "header_from": parsed["From"],
                  "subject": parsed["Subject"], "id": parsed["Message-ID"], "files": files,
                  "text": parsed.get_body(("plain",)).get_content().replace("\r\n", "\n"),
                  "tls": session.ssl is not None}
        with lock:
            number = len([name for name in os.listdir(folder) if name.endswith(".letter")])
            draft = os.path.join(folder, "draft")
            with open(draft, "w") as file:
                json.dump(letter, file)
            os.rename(draft, os.path.join(folder, f"{number:06}.letter"))
        return "250 taken"

def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"souk" and data.password == b"correct horse")

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(os.path.join(folder, "server.crt"), os.path.join(folder, "server.key"))
controller = Controller(Handler(), hostname="127.0.0.1", port=port, tls_context=context,
                        require_starttls=True, authenticator=authenticate, auth_required=True)
controller.start()
print("ready", flush=True)
sys.stdin.read()
controller.stop()
"#;

/// A mail server on a loopback port; stopped and removed when dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    certificates: Certificates,
    _keeper: Keeper,
}

impl Server {
    /// Starts a server without letters.
    ///
    /// # Panics
    /// When there is no aiosmtpd and none can be installed, or it does not start.
    #[must_use]
    pub fn start() -> Self {
        let certificates = Certificates::make();
        let arguments = [VERSION, certificates.folder(), SERVER];
        let (keeper, port) = Keeper::start(SCRIPT, "root", &arguments)
            .unwrap_or_else(|error| panic!("the mail server did not start: {error}"));
        Self { port, certificates, _keeper: keeper }
    }

    /// Where it listens, as `localhost`.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Who has signed its certificate.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        Path::new(self.certificates.folder()).join("authority.crt")
    }

    /// Whether it takes no letters for now.
    ///
    /// # Panics
    /// Where its folder cannot be written.
    pub fn set_busy(&self, is_busy: bool) {
        let mark = Path::new(self.certificates.folder()).join("busy");
        let done = if is_busy { fs::write(&mark, "") } else { fs::remove_file(&mark) };
        done.expect("a folder that can be written");
    }

    /// The letters that it has taken, in their order: `from`, `to`, `subject`, `text`, `tls`, `id`, and
    /// `files` with `name`, `type` and `hex`.
    ///
    /// # Panics
    /// Where its folder cannot be read.
    #[must_use]
    pub fn letters(&self) -> Vec<Value> {
        let folder = fs::read_dir(self.certificates.folder()).expect("a folder");
        let files = folder.map(|entry| entry.expect("an entry").path());
        let mut files: Vec<_> =
            files.filter(|path| path.extension().is_some_and(|end| end == "letter")).collect();
        files.sort();
        let read = |path: &PathBuf| {
            let text = fs::read_to_string(path).expect("a letter");
            serde_json::from_str(&text).expect("JSON")
        };
        files.iter().map(read).collect()
    }
}
