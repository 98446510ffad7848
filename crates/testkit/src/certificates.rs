//! An authority of a test, and what it has signed: a server's certificate for `localhost`, and the
//! certificate of a client called `certified`.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that lacks its certificates fails, with the reason"
)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use tempfile::TempDir;

const SCRIPT: &str = r#"
set -eu
key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
openssl req -x509 $key -days 2 -subj "/CN=an authority of a test" -keyout authority.key -out authority.crt
sign() {
    openssl req $key -subj "/CN=$2" -keyout "$1.key" -out "$1.csr"
    openssl x509 -req -in "$1.csr" -CA authority.crt -CAkey authority.key -CAcreateserial -days 2 \
        -extfile extensions -out "$1.crt"
}
echo "subjectAltName=DNS:localhost" > extensions
sign server localhost
echo "extendedKeyUsage=clientAuth" > extensions
sign client certified
chmod 644 server.key client.key
"#;

/// Files in a folder that servers may read: `authority.crt`, `server.crt`, `server.key`, `client.crt`,
/// `client.key`.
#[derive(Debug)]
pub struct Certificates(TempDir);

impl Certificates {
    /// Makes them anew.
    ///
    /// # Panics
    /// When there is no OpenSSL.
    #[must_use]
    pub fn make() -> Self {
        let folder = TempDir::new().expect("a folder");
        let readable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(folder.path(), readable).expect("a folder for all");
        let made = Command::new("sh").args(["-c", SCRIPT]).current_dir(folder.path()).output();
        let made = made.expect("a shell");
        assert!(made.status.success(), "openssl: {}", String::from_utf8_lossy(&made.stderr));
        Self(folder)
    }

    /// Where the files are.
    ///
    /// # Panics
    /// Where temporary folders have names that are not text.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.path().to_str().expect("a folder with a plain name")
    }

    /// The authority, in PEM form.
    #[must_use]
    pub fn authority(&self) -> String {
        self.read("authority.crt")
    }

    /// The client's certificate and its key, in PEM form.
    #[must_use]
    pub fn client(&self) -> (String, String) {
        (self.read("client.crt"), self.read("client.key"))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("a file that was made")
    }
}
