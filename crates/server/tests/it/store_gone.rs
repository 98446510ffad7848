//! The store's database goes away while the server runs.

use serde_json::json;
use souk_testkit::postgres;

use crate::support::server::Server;

#[tokio::test]
async fn a_store_that_is_gone_is_said_and_the_server_goes_on() {
    let database = postgres::Server::start_own();
    let url = database.fresh_database().await;
    let server = Server::with(&[("SOUK_STORE_URL", &url)]).await;
    server.data_app("portal").await;
    assert_eq!(server.get("/readyz", "").await.status, 200);

    drop(database);
    let made = server.post("/api/v2/data-app", &server.service, json!({"name": "late"})).await;
    assert_eq!(made.status, 503, "{made:?}");
    assert_eq!(made.body["error"]["code"], "STORE_UNAVAILABLE");
    let words = made.body.to_string();
    assert!(!words.contains("127.0.0.1") && !words.contains("postgres"), "{words}");
    assert_eq!(server.get("/readyz", "").await.status, 503);
    assert_eq!(server.get("/healthz", "").await.status, 200);
}
