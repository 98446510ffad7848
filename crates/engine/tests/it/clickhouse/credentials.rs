//! Which credentials the ClickHouse connector takes, and in which words it refuses others.

use serde_json::{Value as Json, json};
use souk_engine::{ClickhouseConnector, Connector};

use crate::support::credentials;

async fn problems(fields: &Json) -> Vec<String> {
    let connector = ClickhouseConnector::default();
    connector.connect(&credentials(fields)).await.err().map(|error| error.0).unwrap_or_default()
}

fn right() -> Json {
    json!({"name": "n", "host": "h", "port": 8123, "username": "u", "password": "", "database": "d"})
}

async fn changed(name: &str, value: Json) -> Vec<String> {
    let mut fields = right();
    fields[name] = value;
    problems(&fields).await
}

#[tokio::test]
async fn all_missing_fields_are_named_at_once() {
    let expected = [
        "\"credentials.host\" is required",
        "\"credentials.port\" is required",
        "\"credentials.username\" is required",
        "\"credentials.password\" is required",
        "\"credentials.database\" is required",
    ];
    assert_eq!(problems(&json!({})).await, expected);
}

#[tokio::test]
async fn a_schema_is_the_database_or_nothing() {
    assert!(problems(&right()).await.is_empty());
    for schema in [json!(null), json!(""), json!("d"), json!(["d"])] {
        assert!(changed("schema", schema).await.is_empty());
    }
    let words =
        "\"credentials.schema\" must be the database or be left out: in ClickHouse the two are one";
    assert_eq!(changed("schema", json!("other")).await, [words]);
}

#[tokio::test]
async fn tls_modes_are_those_that_http_has() {
    for mode in ["disable", "REQUIRE", "verify-ca", "verify-full"] {
        assert!(changed("sslMode", json!(mode)).await.is_empty(), "{mode}");
    }
    let words = "\"credentials.sslMode\" must be one of [disable, require, verify-ca, verify-full]";
    assert_eq!(changed("sslMode", json!("prefer")).await, [words]);
}

/// Whatever a URL would make of it, the host is what was looked up and checked.
#[tokio::test]
async fn a_host_is_a_host_and_nothing_else() {
    for host in ["127.0.0.1", "[::1]", "::1", "db.example.com", "DB.Example.com", "a_b"] {
        assert!(changed("host", json!(host)).await.is_empty(), "{host}");
    }
    let odd = [
        "/run/clickhouse",
        "http://h",
        "u@h",
        "h?x=1",
        "h#x",
        "2130706433",
        "0x7f.1",
        "127.1",
        "①②⑦.0.0.1",
        "127%2e0.0.1",
        "h:80",
        "bücher.example",
        "::ffff:1%eth0",
    ];
    for host in odd {
        let words = changed("host", json!(host)).await;
        assert!(
            words[0].starts_with("\"credentials.host\" must be a host name or"),
            "{host}: {words:?}"
        );
    }
}

#[tokio::test]
async fn a_certificate_must_be_one() {
    let words = changed("sslRootCert", json!("/etc/ssl/private/key.pem")).await;
    assert!(words[0].contains("PEM"), "{words:?}");
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let words = changed("sslRootCert", json!(broken)).await;
    assert_eq!(words, ["\"credentials.sslRootCert\" must hold certificates that can be read"]);
}

#[tokio::test]
async fn a_user_name_with_a_colon_is_refused() {
    let words = changed("username", json!("a:b")).await;
    assert_eq!(words, ["\"credentials.username\" must not contain a colon"]);
}
