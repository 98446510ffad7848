//! Which fields a bucket's credentials have, and whose keys are used.

use serde_json::{Value as Json, json};
use souk_engine::{Connector, ServerOptions};
use souk_files::{BucketConnector, FilesConnector, FilesOptions};

use super::{SECRET, connector};
use crate::support::credentials;

async fn problems(fields: &Json) -> Vec<String> {
    let connector = connector(ServerOptions::default());
    connector.connect(&credentials(fields)).await.err().map(|error| error.0).unwrap_or_default()
}

#[tokio::test]
async fn wrong_credentials_are_named() {
    let no_role = "\"credentials.accessKeyId\" is required: this server does not lend its own role (setting s3_role)";
    let keys = json!({"bucket": "shop", "region": "eu-west-1", "accessKeyId": "a",
        "secretAccessKey": SECRET});
    let with = |field: &str, value: Json| {
        let mut fields = keys.clone();
        fields[field] = value;
        fields
    };
    assert_eq!(problems(&keys).await, Vec::<String>::new());
    for (fields, expected) in [
        (
            json!({}),
            vec![
                "\"credentials.bucket\" is required",
                "\"credentials.region\" is required",
                no_role,
            ],
        ),
        (with("accessKeyId", Json::Null), vec!["\"credentials.accessKeyId\" is required"]),
        (with("secretAccessKey", json!("")), vec!["\"credentials.secretAccessKey\" is required"]),
        (
            json!({"bucket": "shop", "region": "x", "sessionToken": SECRET}),
            vec!["\"credentials.accessKeyId\" is required"],
        ),
        (with("host", json!("x")), vec!["\"credentials.host\" is not allowed"]),
        (
            with("sslRootCert", json!("/etc/passwd")),
            vec!["\"credentials.sslRootCert\" must be a certificate in PEM form"],
        ),
        (
            with("format", json!("xlsx")),
            vec![
                "\"credentials.format\" must be one of [csv, tsv, json, jsonl, ndjson, parquet, arrow, ipc, feather]",
            ],
        ),
    ] {
        let told = problems(&fields).await;
        assert!(!told.join(" ").contains(SECRET), "{told:?}");
        for words in &expected {
            assert!(told.iter().any(|one| one == words), "{fields}: {told:?}");
        }
    }
}

/// A datasource without keys would read with whatever rights the machine has.
#[tokio::test]
async fn the_servers_own_role_is_lent_only_where_its_operator_says_so() {
    let fields = credentials(&json!({"bucket": "shop", "region": "eu-west-1"}));
    let files = || FilesConnector::new(FilesOptions::default()).unwrap().into();
    let closed = BucketConnector::new(files(), ServerOptions::default(), false);
    assert!(closed.connect(&fields).await.is_err());
    let open = BucketConnector::new(files(), ServerOptions::default(), true);
    assert!(open.connect(&fields).await.is_ok());
}
