//! The layers of the configuration, through the same function that the command uses.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use secrecy::ExposeSecret;
use souk_server::config::{ConfigError, Flags, Loaded, Origin, Sources, TABLE, load};

const KEY: &str = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";

fn read(environment: &[(&str, &str)], flags: &[(&str, &str)]) -> Result<Loaded, ConfigError> {
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    let values: BTreeMap<_, _> = flags.iter().map(owned).collect();
    let flags = Flags { config: None, values };
    load(&Sources { environment: environment.iter().map(owned).collect(), flags })
}

fn problems(outcome: Result<Loaded, ConfigError>) -> Vec<String> {
    outcome.expect_err("problems").0
}

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("souk.toml"), text).expect("a file");
    folder
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn the_defaults_are_a_configuration() {
    let settings = read(&[], &[("data_dir", "/nowhere")]).expect("defaults").settings;
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.store_url().expose_secret(), "sqlite:/nowhere/souk.db");
    assert_eq!(settings.file_roots(), [Path::new("/nowhere/files")]);
    assert_eq!(settings.max_body_bytes, 16 << 20);
    assert_eq!(settings.guest_token_default_ttl, Duration::from_secs(86_400));
    assert!(settings.network.private && settings.self_hosted_admin);
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let folder = folder_with("query_timeout = \"1s\"\nquery_max_rows = 1\nlog_format = \"json\"");
    let data = shown(folder.path());
    let environment = [("SOUK_QUERY_TIMEOUT", "2s"), ("SOUK_QUERY_MAX_ROWS", "2")];
    let loaded = read(&environment, &[("data_dir", &data), ("query_timeout", "3s")]).expect("fine");
    assert_eq!(loaded.settings.query_timeout, Duration::from_secs(3));
    assert_eq!(loaded.settings.query_max_rows, 2);
    assert_eq!(loaded.settings.log_format, souk_server::config::LogFormat::Json);
    assert_eq!(loaded.origins["query_timeout"], Origin::Flag("query-timeout".to_owned()));
    assert_eq!(
        loaded.origins["query_max_rows"],
        Origin::Environment("SOUK_QUERY_MAX_ROWS".to_owned())
    );
    assert!(matches!(loaded.origins["log_format"], Origin::File(_)));
    assert_eq!(loaded.origins["query_max_bytes"], Origin::Default);
}

#[test]
fn a_file_may_be_named_and_must_then_exist() {
    let folder =
        folder_with("listen = \"127.0.0.1:9\"\nfile_roots = [\"/a\", \"/b\"]\ndata_dir = \"/d\"");
    let file = shown(&folder.path().join("souk.toml"));
    let settings = read(&[("SOUK_CONFIG", &file)], &[]).expect("fine").settings;
    assert_eq!(settings.listen.port(), 9);
    assert_eq!(settings.file_roots(), [Path::new("/a"), Path::new("/b")]);
    assert_eq!(settings.data_dir, Path::new("/d"));
    let missing = problems(read(&[("SOUK_CONFIG", "/no/such/file")], &[]));
    assert!(missing[0].contains("/no/such/file"), "{missing:?}");
}

#[test]
fn unknown_names_are_refused_with_the_nearest_one() {
    let folder = folder_with("quary_timeout = \"1s\"\n[http]\nx = 1");
    let data = shown(folder.path());
    let environment = [("SOUK_LISTN", "x"), ("SOUK_TEST_ANYTHING", "x"), ("SOUKOTHER", "x")];
    let found = problems(read(&environment, &[("data_dir", &data)]));
    assert_eq!(found.len(), 3, "{found:?}");
    let has = |text: &str| found.iter().any(|line| line.contains(text));
    assert!(has("quary_timeout: no such setting; is query_timeout meant?"), "{found:?}");
    assert!(has("SOUK_LISTN: no such setting; is SOUK_LISTEN meant?"), "{found:?}");
    assert!(has("http: no such setting"), "{found:?}");
}

#[test]
fn all_problems_are_reported_at_once_and_secrets_are_not_repeated() {
    let environment = [
        ("SOUK_LISTEN", "here"),
        ("SOUK_QUERY_TIMEOUT", "fast"),
        ("SOUK_NETWORK_ALLOW", "10.0.0.0/99"),
        ("SOUK_LOG_LEVEL", "a=b=c"),
        ("SOUK_ENCRYPTION_KEY", "hunter2"),
        ("SOUK_STORE_URL", "mysql://root:hunter2@db"),
    ];
    let found = problems(read(&environment, &[]));
    assert_eq!(found.len(), 6, "{found:?}");
    assert!(found.iter().all(|line| !line.contains("hunter2")), "{found:?}");
}

#[test]
fn a_mail_server_that_cannot_be_used_is_refused_at_the_start() {
    let host = ("SOUK_SMTP_HOST", "mail.example.com");
    let from = ("SOUK_SMTP_FROM", "Reports <reports@example.com>");
    let (name, word) = (("SOUK_SMTP_USERNAME", "souk"), ("SOUK_SMTP_PASSWORD", "hunter2"));
    let wrong: [(&[(&str, &str)], &str); 5] = [
        (&[host], "smtp_host needs smtp_from"),
        (&[host, from, name], "smtp_username and smtp_password need each other"),
        (&[host, from, name, word, ("SOUK_SMTP_TLS", "none")], "smtp_password needs smtp_tls"),
        (&[host, from, ("SOUK_SMTP_TLS", "perhaps")], "must be starttls, tls or none"),
        (&[host, ("SOUK_SMTP_FROM", "nobody")], "smtp_from is no address"),
    ];
    for (environment, phrase) in wrong {
        let found = problems(read(environment, &[]));
        assert!(found.iter().any(|line| line.contains(phrase)), "{phrase}: {found:?}");
        assert!(found.iter().all(|line| !line.contains("hunter2")), "{found:?}");
    }
    let settings = read(&[host, from, name, word], &[]).expect("fine").settings;
    assert!(!format!("{settings:?}").contains("hunter2"));
}

#[test]
fn weak_encryption_keys_are_refused() {
    for weak in ["", "00", &"00".repeat(32), &"ab".repeat(32), &"0123".repeat(16)] {
        let found = problems(read(&[("SOUK_ENCRYPTION_KEY", weak)], &[]));
        assert!(found[0].starts_with("SOUK_ENCRYPTION_KEY: encryption_key "), "{weak}: {found:?}");
    }
    read(&[("SOUK_ENCRYPTION_KEY", KEY)], &[]).expect("a good key");
}

#[test]
fn secrets_may_be_in_files_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = folder.path().join("key");
    std::fs::write(&secret, format!("{KEY}\n")).expect("a file");
    let secret = shown(&secret);
    let loaded = read(&[("SOUK_ENCRYPTION_KEY_FILE", &secret)], &[]).expect("fine");
    assert_eq!(loaded.settings.encryption_key.expect("a key").to_hex().expose_secret(), KEY);
    read(&[], &[("encryption_key_file", &secret)]).expect("by flag");
    let file = folder_with(&format!("encryption_key_file = {secret:?}"));
    read(&[], &[("data_dir", &shown(file.path()))]).expect("by file");
    let both = [("SOUK_ENCRYPTION_KEY_FILE", secret.as_str()), ("SOUK_ENCRYPTION_KEY", KEY)];
    assert!(problems(read(&both, &[]))[0].contains("says the same setting already"));
    problems(read(&[("SOUK_ENCRYPTION_KEY_FILE", "/no/such/file")], &[]));
    problems(read(&[("SOUK_LISTEN_FILE", &secret)], &[]));
}

#[test]
fn a_found_file_cannot_move_the_data_directory() {
    let folder = folder_with("data_dir = \"/elsewhere\"");
    let found = problems(read(&[], &[("data_dir", &shown(folder.path()))]));
    assert!(found[0].contains("data_dir: cannot be set"), "{found:?}");
}

#[test]
fn neither_debug_nor_the_description_shows_secrets() {
    let environment =
        [("SOUK_ENCRYPTION_KEY", KEY), ("SOUK_STORE_URL", "postgres://souk:hunter2@db/souk")];
    let loaded = read(&environment, &[]).expect("fine");
    for text in [format!("{loaded:?}"), format!("{:?}", loaded.settings), loaded.describe()] {
        assert!(!text.contains("hunter2") && !text.contains(KEY), "{text}");
    }
    assert!(loaded.describe().contains("store_url = (secret)  # SOUK_STORE_URL"));
}

#[test]
fn every_setting_is_described() {
    for setting in TABLE {
        assert!(setting.doc.ends_with('.'), "{}", setting.key);
    }
}
