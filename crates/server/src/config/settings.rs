//! The settings, read and checked.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

use crate::config::{EncryptionKey, NetworkPolicy};

/// How log lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For machines: one JSON object per line.
    Json,
}

/// How the connection to the mail server is kept from others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SmtpTls {
    /// It begins in clear, and no message is sent before it is encrypted.
    #[default]
    StartTls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None,
}

/// How e-mail is sent.
#[derive(Debug, Clone, Default)]
pub struct SmtpSettings {
    /// The mail server; without one, no reports are taken.
    pub host: Option<String>,
    /// Its port, where it is not the usual one.
    pub port: Option<u16>,
    /// How the connection is kept from others.
    pub tls: SmtpTls,
    /// Certificates that are trusted beside those of the web, in PEM.
    pub ca_file: Option<PathBuf>,
    /// With which name to sign in.
    pub username: Option<String>,
    /// And with which password.
    pub password: Option<SecretString>,
    /// From whom messages are.
    pub from: Option<String>,
    /// Domains that reports may be sent to; any where empty.
    pub recipient_domains: Vec<String>,
    /// How large the files of one message may be together.
    pub max_attachment_bytes: usize,
}

impl SmtpSettings {
    /// What does not fit together.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        self.host.as_ref()?;
        if self.from.is_none() {
            return Some("smtp_host needs smtp_from");
        }
        if self.username.is_some() != self.password.is_some() {
            return Some("smtp_username and smtp_password need each other");
        }
        let is_told_in_clear = self.password.is_some() && self.tls == SmtpTls::None;
        is_told_in_clear.then_some("smtp_password needs smtp_tls to be starttls or tls")
    }
}

/// Everything that can be set. `config::TABLE` says what each one means.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the server keeps what it makes.
    pub data_dir: PathBuf,
    /// Where it listens.
    pub listen: SocketAddr,
    /// The store; may hold a password.
    pub store_url: Option<SecretString>,
    /// The key under which secrets are sealed, where it is not in the data directory.
    pub encryption_key: Option<EncryptionKey>,
    /// The server's address as browsers see it.
    pub public_url: Option<String>,
    /// Which addresses datasources may have.
    pub network: NetworkPolicy,
    /// Where file datasources may read.
    pub file_roots: Vec<PathBuf>,
    /// Whether `awss3` datasources without keys read with the server's own.
    pub s3_role: bool,
    /// The largest request body.
    pub max_body_bytes: usize,
    /// How long one query may run.
    pub query_timeout: Duration,
    /// How many rows one answer may have.
    pub query_max_rows: usize,
    /// How large one answer may be.
    pub query_max_bytes: usize,
    /// What the embedded engine may use.
    pub memory_limit: usize,
    /// The life of a guest token that names none.
    pub guest_token_default_ttl: Duration,
    /// The longest life of a guest token.
    pub guest_token_max_ttl: Duration,
    /// How log lines are written.
    pub log_format: LogFormat,
    /// Which log lines are written, as `tracing` filters them.
    pub log_level: String,
    /// Whether the admin-account endpoints answer.
    pub self_hosted_admin: bool,
    /// Whether the row rules of guest tokens may be conditions in SQL.
    pub guest_sql_rules: bool,
    /// How e-mail is sent.
    pub smtp: SmtpSettings,
}

impl Settings {
    /// The store's URL; by default a SQLite file in the data directory.
    #[must_use]
    pub fn store_url(&self) -> SecretString {
        self.store_url.clone().unwrap_or_else(|| {
            let path = self.data_dir.join("souk.db");
            format!("sqlite:{}", path.display()).into()
        })
    }

    /// Where file datasources may read; by default `files` in the data directory.
    #[must_use]
    pub fn file_roots(&self) -> Vec<PathBuf> {
        if self.file_roots.is_empty() {
            return vec![self.data_dir.join("files")];
        }
        self.file_roots.clone()
    }

    /// Where the encryption key is, unless it is set.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.data_dir.join("encryption.key")
    }

    /// What the rows of the table are read into..
    pub(crate) fn blank() -> Self {
        Self {
            data_dir: PathBuf::new(),
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            store_url: None,
            encryption_key: None,
            public_url: None,
            network: NetworkPolicy::default(),
            file_roots: Vec::new(),
            max_body_bytes: 0,
            query_timeout: Duration::ZERO,
            query_max_rows: 0,
            query_max_bytes: 0,
            memory_limit: 0,
            guest_token_default_ttl: Duration::ZERO,
            guest_token_max_ttl: Duration::ZERO,
            log_format: LogFormat::Text,
            log_level: String::new(),
            self_hosted_admin: false,
            guest_sql_rules: false,
            s3_role: false,
            smtp: SmtpSettings::default(),
        }
    }
}
