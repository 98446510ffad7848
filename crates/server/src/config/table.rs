//! The one table of settings: it drives every layer, `souk check-config` and the reference page.

use std::path::PathBuf;

use crate::config::values::{
    boolean, bytes, duration, filled, log_format, network_ranges, path, positive, smtp_tls,
};
use crate::config::{EncryptionKey, Settings};

/// What holds where no layer says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// This text, read like any other.
    Text(&'static str),
    /// Something that depends on other settings, described here.
    Derived(&'static str),
}

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// The key in TOML. Flags write `-` for `_`; environment variables are `SOUK_` and capitals.
    pub key: &'static str,
    /// What holds otherwise.
    pub fallback: Fallback,
    /// Never shown; may be read from a file (`…_file`); has no flag of its own.
    pub secret: bool,
    /// What separates several values, where there may be several.
    pub separator: Option<&'static str>,
    /// What it means, for people.
    pub doc: &'static str,
    /// Reads a text into the settings, or says what is wrong with it.
    pub read: fn(&mut Settings, &str) -> Result<(), String>,
}

impl Setting {
    /// The environment variable.
    #[must_use]
    pub fn environment(&self) -> String {
        format!("SOUK_{}", self.key.to_ascii_uppercase())
    }

    /// The flag, without dashes in front.
    #[must_use]
    pub fn flag(&self) -> String {
        self.key.replace('_', "-")
    }

    /// The row of this key.
    #[must_use]
    pub fn find(key: &str) -> Option<&'static Self> {
        TABLE.iter().find(|setting| setting.key == key)
    }
}

macro_rules! settings {
    ($($key:ident $fallback:ident($default:literal) $(secret $secret:literal)? $(list $separator:literal)? $doc:literal => $read:expr;)*) => {
        /// Every setting, in the order of the reference page.
        pub const TABLE: &[Setting] = &[$(Setting {
            key: stringify!($key),
            fallback: Fallback::$fallback($default),
            secret: settings!(@or $($secret)?, false),
            separator: settings!(@option $($separator)?),
            doc: $doc,
            read: $read,
        }),*];
    };
    (@or $given:literal, $otherwise:literal) => { $given };
    (@or , $otherwise:literal) => { $otherwise };
    (@option $given:literal) => { Some($given) };
    (@option) => { None };
}

settings! {
    data_dir Text("souk-data")
        "Where the server keeps its store, its encryption key and its files. Made where it does not exist."
        => |settings, text| path(text).map(|value| settings.data_dir = value);
    listen Text("127.0.0.1:8080")
        "Address and port to listen on."
        => |settings, text| {
            settings.listen = text.parse().map_err(|_| "must be ADDRESS:PORT".to_owned())?;
            Ok(())
        };
    store_url Derived("`sqlite:` and `souk.db` in the data directory") secret true
        "The store: `sqlite:PATH`, or `postgres://…` where several servers share one."
        => |settings, text| {
            let known = ["sqlite:", "postgres://", "postgresql://"];
            if !known.iter().any(|start| text.starts_with(start)) {
                return Err("must start with sqlite: or postgres://".to_owned());
            }
            settings.store_url = Some(text.into());
            Ok(())
        };
    encryption_key Derived("read from `encryption.key` in the data directory, which the first start makes") secret true
        "The key under which datasource credentials are sealed: 32 random bytes, as 64 hexadecimal digits or in base64."
        => |settings, text| {
            let key = EncryptionKey::parse(text).map_err(|error| error.to_string())?;
            settings.encryption_key = Some(key);
            Ok(())
        };
    public_url Derived("none")
        "The server's address as browsers see it, such as `https://data.example.com`."
        => |settings, text| {
            if !text.starts_with("https://") && !text.starts_with("http://") {
                return Err("must start with https:// or http://".to_owned());
            }
            settings.public_url = Some(text.trim_end_matches('/').to_owned());
            Ok(())
        };
    network_private Text("allow")
        "Whether datasources may be at private and loopback addresses: `allow`, or `deny` for a server that hosts strangers. Link-local and cloud metadata addresses are always refused."
        => |settings, text| {
            settings.network.private = match text {
                "allow" => true,
                "deny" => false,
                _ => return Err("must be allow or deny".to_owned()),
            };
            Ok(())
        };
    network_allow Text("") list ","
        "Address ranges that datasources may use although they are private, such as `10.0.0.0/8`."
        => |settings, text| network_ranges(text).map(|ranges| settings.network.allow = ranges);
    file_roots Derived("`files` in the data directory") list ":"
        "Folders that file datasources may read; nothing outside of them can be read."
        => |settings, text| {
            let parts = text.split(':').filter(|part| !part.is_empty());
            settings.file_roots = parts.map(PathBuf::from).collect();
            Ok(())
        };
    s3_role Text("false")
        "Whether an `awss3` datasource without keys reads with those of the server's own surroundings: the environment, the cluster's token or the machine's role. Whoever may make datasources then reads every bucket that those open."
        => |settings, text| boolean(text).map(|value| settings.s3_role = value);
    max_body_bytes Text("16MiB")
        "The largest request body. A datamart of 10,000 columns needs about 1 MiB."
        => |settings, text| bytes(text).map(|value| settings.max_body_bytes = value);
    query_timeout Text("30s")
        "How long one query may run."
        => |settings, text| duration(text).map(|value| settings.query_timeout = value);
    query_max_rows Text("100000")
        "How many rows one answer may have."
        => |settings, text| positive(text).map(|value| settings.query_max_rows = value);
    query_max_bytes Text("256MiB")
        "How large one answer may be in memory."
        => |settings, text| bytes(text).map(|value| settings.query_max_bytes = value);
    memory_limit Text("1GiB")
        "How much memory the embedded engine's queries may use together."
        => |settings, text| bytes(text).map(|value| settings.memory_limit = value);
    guest_token_default_ttl Text("24h")
        "How long a guest token lives when `expiryTime` is absent."
        => |settings, text| duration(text).map(|value| settings.guest_token_default_ttl = value);
    guest_token_max_ttl Text("30d")
        "How long a guest token may live; a longer `expiryTime` is shortened to it."
        => |settings, text| duration(text).map(|value| settings.guest_token_max_ttl = value);
    guest_sql_rules Text("false")
        "Whether the row rules of guest tokens may be conditions in SQL. Each is read as one expression of the grammar of custom columns; typed rules need no such trust."
        => |settings, text| boolean(text).map(|value| settings.guest_sql_rules = value);
    log_format Text("text")
        "How log lines are written: `text` or `json`."
        => |settings, text| log_format(text).map(|value| settings.log_format = value);
    log_level Text("info")
        "Which log lines are written: `error`, `warn`, `info`, `debug`, `trace`, or a filter such as `info,souk_server=debug`."
        => |settings, text| {
            text.parse::<tracing_subscriber::EnvFilter>()
                .map_err(|error| format!("is not a filter: {error}"))?;
            text.clone_into(&mut settings.log_level);
            Ok(())
        };
    self_hosted_admin Text("true")
        "Whether the admin-account endpoints answer. Each account gets an organisation of its own; switch them off where strangers can reach the server."
        => |settings, text| boolean(text).map(|value| settings.self_hosted_admin = value);
    smtp_host Derived("none: no reports are taken")
        "The mail server that sends scheduled reports."
        => |settings, text| filled(text).map(|value| settings.smtp.host = Some(value));
    smtp_port Derived("465 with `tls`, 25 with `none`, else 587")
        "Its port."
        => |settings, text| {
            settings.smtp.port = Some(text.parse().map_err(|_| "must be a port".to_owned())?);
            Ok(())
        };
    smtp_tls Text("starttls")
        "How the connection is encrypted: `starttls`, `tls` from its first byte, or `none`. Without encryption no password is sent."
        => |settings, text| smtp_tls(text).map(|value| settings.smtp.tls = value);
    smtp_ca_file Derived("none")
        "Further certificates in PEM that the mail server's own may be signed with."
        => |settings, text| path(text).map(|value| settings.smtp.ca_file = Some(value));
    smtp_username Derived("none")
        "The name to sign in with."
        => |settings, text| filled(text).map(|value| settings.smtp.username = Some(value));
    smtp_password Derived("none") secret true
        "The password to sign in with."
        => |settings, text| filled(text).map(|value| settings.smtp.password = Some(value.into()));
    smtp_from Derived("none")
        "From whom reports are, such as `Reports <reports@example.com>`. Needed with `smtp_host`."
        => |settings, text| {
            text.parse::<lettre::message::Mailbox>()
                .map_err(|error| format!("is no address: {error}"))?;
            settings.smtp.from = Some(text.to_owned());
            Ok(())
        };
    smtp_recipient_domains Text("") list ","
        "Domains that reports may be sent to, such as `example.com`; any when none is named."
        => |settings, text| {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            settings.smtp.recipient_domains = parts.map(str::to_ascii_lowercase).collect();
            Ok(())
        };
    smtp_max_attachment_bytes Text("20MiB")
        "How large the files of one report may be together; a metric beyond it is named and left out."
        => |settings, text| bytes(text).map(|value| settings.smtp.max_attachment_bytes = value);
}
