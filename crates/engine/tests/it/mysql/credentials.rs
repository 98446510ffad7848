//! Everything that is wrong with credentials is said at once, in words that name the field.

use serde_json::{Value as Json, json};
use souk_engine::{Connector, MysqlConnector};

use crate::support::credentials;

async fn problems(fields: &Json) -> Vec<String> {
    let connector = MysqlConnector::default();
    connector.connect(&credentials(fields)).await.err().map(|error| error.0).unwrap_or_default()
}

fn right() -> Json {
    json!({"name": "n", "host": "h", "port": 3306, "username": "u", "password": "", "database": "d"})
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
        "\"credentials.schema\" must be the database or be left out: in MySQL the two are one";
    assert_eq!(changed("schema", json!("other")).await, [words]);
    assert_eq!(changed("schema", json!(["d", "other"])).await, [words]);
}

#[tokio::test]
async fn tls_modes_have_both_databases_names() {
    for mode in [
        "disable",
        "PREFERRED",
        "prefer",
        "REQUIRED",
        "verify-ca",
        "verify-full",
        "verify_identity",
    ] {
        assert!(changed("sslMode", json!(mode)).await.is_empty(), "{mode}");
    }
    let words = changed("sslMode", json!("sometimes")).await;
    assert!(words[0].starts_with("\"credentials.sslMode\" must be one of [disable, "), "{words:?}");
}

#[tokio::test]
async fn a_host_is_a_host_and_nothing_else() {
    for host in ["/run/mysqld/mysqld.sock", "mysql://h/d", "u@h", "h?x=1"] {
        let words = changed("host", json!(host)).await;
        assert!(words[0].contains("must be a host name"), "{host}: {words:?}");
    }
    let words = changed("sslRootCert", json!("/etc/ssl/private/key.pem")).await;
    assert!(words[0].contains("PEM"), "{words:?}");
}
