//! Everything that is wrong with credentials is said at once, in words that name the field.

use serde_json::{Value as Json, json};
use souk_engine::{Connector, PostgresConnector};

use crate::support::credentials;

async fn problems(fields: &Json) -> Vec<String> {
    let connector = PostgresConnector::default();
    connector.connect(&credentials(fields)).await.err().map(|error| error.0).unwrap_or_default()
}

fn right() -> Json {
    json!({"name": "n", "host": "h", "port": 5432, "username": "u", "password": "p", "database": "d"})
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
async fn right_credentials_and_their_other_names_are_accepted() {
    assert!(problems(&right()).await.is_empty());
    let others = json!({"server": "h", "port": "5432", "user": "u", "password": "", "database": "d",
        "schemas": ["a", "b"], "sslMode": "Verify-Full"});
    assert!(problems(&others).await.is_empty());
    for host in ["::1", "[::1]", "10.0.0.1", "db.example.com", "bücher.example"] {
        assert!(changed("host", json!(host)).await.is_empty(), "{host}");
    }
    for schema in [json!(null), json!(""), json!("public")] {
        assert!(changed("schema", schema).await.is_empty());
    }
}

#[tokio::test]
async fn every_wrong_field_has_its_words() {
    let cases = [
        ("host", json!(""), "\"credentials.host\" is not allowed to be empty"),
        ("host", json!(5), "\"credentials.host\" must be a string"),
        ("host", json!("a\0b"), "\"credentials.host\" must not contain a NUL character"),
        ("port", json!("abc"), "\"credentials.port\" must be a number"),
        ("port", json!({}), "\"credentials.port\" must be a number"),
        ("port", json!(0), "\"credentials.port\" must be a valid port"),
        ("port", json!(65_536), "\"credentials.port\" must be a valid port"),
        ("port", json!(1.5), "\"credentials.port\" must be a valid port"),
        ("password", json!(7), "\"credentials.password\" must be a string"),
        ("schema", json!(7), "\"credentials.schema\" must be a string or a list of strings"),
        ("foo", json!(1), "\"credentials.foo\" is not allowed"),
    ];
    for (name, value, expected) in cases {
        assert_eq!(changed(name, value).await, [expected]);
    }
    let words = changed("sslMode", json!("sometimes")).await;
    assert!(words[0].starts_with("\"credentials.sslMode\" must be one of [disable, "), "{words:?}");
}

/// A leading slash is a Unix socket for the driver, where Souk's own user may be trusted.
#[tokio::test]
async fn a_host_is_a_host_and_nothing_else() {
    for host in ["/var/run/postgresql", "postgres://h/d", "h/..", "u@h", "h h", "h?x=1"] {
        let words = changed("host", json!(host)).await;
        assert!(words[0].contains("must be a host name"), "{host}: {words:?}");
    }
    let words = changed("sslRootCert", json!("/etc/ssl/private/key.pem")).await;
    assert!(words[0].contains("PEM"), "{words:?}");
}

#[tokio::test]
async fn secrets_are_not_in_debug_output() {
    let shown = format!("{:?}", credentials(&json!({"password": "hunter2", "host": "inside"})));
    assert!(shown.contains("password") && !shown.contains("hunter2") && !shown.contains("inside"));
}
