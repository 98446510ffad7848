//! Where a Flight SQL datasource is, and which files its tables are.
//!
//! Knows the credentials' fields. Connects to nothing.

use reqwest::Url;
use rustls::ClientConfig;

use super::tables::Source;
use super::tls::configure;
use crate::network::read_root_certificate;
use crate::{Credentials, CredentialsError, CredentialsReader};

const URL: [&str; 1] = ["url"];
const PATH: [&str; 1] = ["path"];
const TABLES: [&str; 1] = ["tables"];
const FORM: &str = "must be grpc://host:port or grpc+tls://host:port";

/// A login at one server.
pub(super) struct Target {
    pub(super) host: String,
    pub(super) port: u16,
    /// How the connection is encrypted, if it is.
    pub(super) tls: Option<ClientConfig>,
    pub(super) login: Login,
    /// The files that become tables of the session.
    pub(super) source: Option<Source>,
}

/// Who connects.
pub(super) enum Login {
    Nobody,
    /// A name and a password.
    Basic(String, String),
    /// A token, which is a password without a name.
    Bearer(String),
}

impl Target {
    /// Reads every field.
    pub(super) fn read(credentials: &Credentials) -> Result<Self, CredentialsError> {
        let mut reader = credentials.reader();
        let (is_encrypted, host, port) = read_url(&mut reader);
        let login = read_login(&mut reader);
        let authority = read_root_certificate(&mut reader);
        if authority.is_some() && !is_encrypted {
            reader.problem(&["sslRootCert"], "is for grpc+tls:// only");
        }
        let tls = if is_encrypted { configure(authority.as_deref()).ok() } else { None };
        if is_encrypted && tls.is_none() {
            reader.problem(&["sslRootCert"], "must hold certificates that can be read");
        }
        let source = read_source(&mut reader);
        reader.finish(Self { host, port, tls, login, source })
    }

    /// Where it is, for people and for comparing.
    pub(super) fn authority(&self) -> String {
        let host = self.host.to_ascii_lowercase();
        if host.contains(':') {
            format!("[{host}]:{}", self.port)
        } else {
            format!("{host}:{}", self.port)
        }
    }
}

fn read_url(reader: &mut CredentialsReader<'_>) -> (bool, String, u16) {
    let text = reader.required_text(&URL);
    let parts = parts(&text);
    if parts.is_none() && !text.is_empty() {
        reader.problem(&URL, FORM);
    }
    parts.unwrap_or_default()
}

/// Whether it is encrypted, the host and the port. Nothing else may be in the address: a login there
/// would be shown where addresses are.
fn parts(text: &str) -> Option<(bool, String, u16)> {
    let url = Url::parse(text.trim()).ok()?;
    let is_encrypted = match url.scheme() {
        "grpc" | "grpc+tcp" => false,
        "grpc+tls" => true,
        _ => return None,
    };
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']').to_owned();
    let fits = |letter: char| letter.is_ascii_alphanumeric() || ".-_:".contains(letter);
    let is_bare = url.username().is_empty() && url.password().is_none();
    let ends = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    let is_host = !host.is_empty() && host.chars().all(fits);
    (is_bare && ends && is_host).then_some((is_encrypted, host, url.port()?))
}

fn read_login(reader: &mut CredentialsReader<'_>) -> Login {
    let username = reader.optional_text(&["username", "user"]);
    let password = reader.optional_text(&["password"]);
    match (username, password) {
        (None, None) => Login::Nobody,
        (None, Some(token)) => bearer(reader, token),
        (Some(name), password) => {
            // The two are separated by a colon.
            if name.contains(':') {
                reader.problem(&["username"], "must not contain a colon");
            }
            Login::Basic(name, password.unwrap_or_default())
        }
    }
}

fn bearer(reader: &mut CredentialsReader<'_>, token: String) -> Login {
    if !token.chars().all(|letter| letter.is_ascii_graphic()) {
        reader.problem(
            &["password"],
            "must be a token of printable letters, as there is no username",
        );
    }
    Login::Bearer(token)
}

fn read_source(reader: &mut CredentialsReader<'_>) -> Option<Source> {
    let path = reader.optional_text(&PATH);
    let tables = reader.text_list(&TABLES);
    let Some(path) = path else {
        if !tables.is_empty() {
            reader.problem(&TABLES, "needs \"path\"");
        }
        return None;
    };
    match Source::of(&path, tables) {
        Ok(source) => Some(source),
        Err((field, words)) => {
            reader.problem(&[field], words);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_one_form() {
        let plain = |host: &str, port| Some((false, host.to_owned(), port));
        assert_eq!(parts("grpc://sail.local:32010"), plain("sail.local", 32010));
        assert_eq!(parts("grpc+tcp://[::1]:1/"), plain("::1", 1));
        assert_eq!(parts("grpc+tls://10.0.0.1:443"), Some((true, "10.0.0.1".to_owned(), 443)));
        let wrong = [
            "",
            "sail:32010",
            "http://sail:1",
            "grpc://sail",
            "grpc://:1",
            "grpc://a b:1",
            "grpc://user@sail:1",
            "grpc://user:word@sail:1",
            "grpc://sail:1/path",
            "grpc://sail:1?x=y",
            "grpc://sail:1#x",
            "grpc://sail:99999",
            "grpc+unix:///run/x",
        ];
        for text in wrong {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
