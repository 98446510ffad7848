//! Where the operator says so, datasources do not lead to the server's neighbours.

use serde_json::{Value, json};

use crate::support::server::Server;

fn postgres(host: &str) -> Value {
    json!({"datasourceType": "postgres", "credentials": {"name": "main", "host": host, "port": 1,
        "username": "souk", "password": "hunter2", "database": "souk"}})
}

async fn message(server: &Server, host: &str) -> String {
    let reply = server.post("/api/v2/datasource", &server.service, postgres(host)).await;
    assert_eq!(reply.body["error"]["code"], "CREDENTIAL_TEST_FAILED", "{host}: {reply:?}");
    reply.body["error"]["message"].as_str().expect("a message").to_owned()
}

#[tokio::test]
async fn private_addresses_are_refused_in_every_spelling() {
    let server = Server::with(&[("SOUK_NETWORK_PRIVATE", "deny")]).await;
    let spellings = [
        "127.0.0.1",
        "localhost",
        "::1",
        "[::1]",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "169.254.7.7",
        "127.1",
        "2130706433",
        "10.0.0.1",
    ];
    for host in spellings {
        let message = message(&server, host).await;
        assert!(message.contains("network_allow"), "{host}: {message}");
    }
    assert_eq!(server.get("/api/v2/datasource", &server.service).await.ok(), json!({"data": []}));
}

#[tokio::test]
async fn the_host_of_a_url_is_checked_too() {
    let server = Server::with(&[("SOUK_NETWORK_PRIVATE", "deny")]).await;
    for url in
        ["grpc://127.0.0.1:1", "grpc+tls://[::1]:1", "grpc://LOCALHOST:1", "grpc://10.0.0.1:1"]
    {
        let body = json!({"datasourceType": "flightsql",
            "credentials": {"name": "main", "url": url}});
        let reply = server.post("/api/v2/datasource", &server.service, body).await;
        let message = reply.body["error"]["message"].as_str().expect("a message").to_owned();
        assert!(message.contains("network_allow"), "{url}: {message}");
    }
}

#[tokio::test]
async fn an_allowed_range_is_tried_and_no_other() {
    let restricted = [("SOUK_NETWORK_PRIVATE", "deny"), ("SOUK_NETWORK_ALLOW", "127.0.0.0/8")];
    let server = Server::with(&restricted).await;
    assert!(!message(&server, "127.0.0.1").await.contains("network_allow"));
    assert!(message(&server, "10.0.0.1").await.contains("network_allow"));
}

#[tokio::test]
async fn a_self_hosted_server_reaches_its_neighbours_but_no_metadata() {
    let server = Server::start().await;
    assert!(!message(&server, "127.0.0.1").await.contains("network_allow"));
    let refused = message(&server, "fd00:ec2::254").await;
    assert!(refused.contains("network_allow"), "{refused}");
}
