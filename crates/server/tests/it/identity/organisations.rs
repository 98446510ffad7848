//! Two organisations on one server: neither sees, names or ends anything of the other.

use reqwest::Method;
use serde_json::json;
use souk_store::TokenKind;

use crate::support::server::{Server, soon};

#[tokio::test]
async fn nothing_of_another_organisation_can_be_seen_or_changed() {
    let server = Server::start().await;
    let key = server.data_app("portal").await;
    let guest = server.guest(&key, "portal", "7").await;
    let second = server.services.store.create_organisation("second").await.expect("made");
    let foreign = server.plant_in(second, TokenKind::Service, soon()).await.secret;
    let get = async |path: &str| server.get(path, &foreign).await;

    assert_eq!(get("/api/v2/data-app").await.ok(), json!({"data": []}));
    assert_eq!(get("/api/v2/datasource").await.ok(), json!({"data": []}));
    assert_eq!(get("/api/v2/guest-token").await.ok(), json!({"data": []}));
    let (code, message) = ("DATA_APP_NOT_FOUND", "Data app not found");
    get("/api/v2/data-app/api-tokens?dataAppName=portal").await.fails(400, code, message);
    server.delete("/api/v2/data-app?name=portal", &foreign).await.fails(400, code, message);
    let body = json!({"dataAppName": "portal", "clientId": "7"});
    let made = server.post("/api/v2/guest-token/create", &foreign, body).await;
    made.fails(400, code, message);
    let body = json!({"name": "portal", "updateName": "mine"});
    let renamed = server.send(Method::PUT, "/api/v2/data-app", Some(&foreign), Some(&body)).await;
    renamed.fails(400, code, message);
    let body = json!({"key": key, "expireAt": 0});
    let rotated = server.post("/api/v2/data-app/rotate-api", &foreign, body).await;
    rotated.fails(400, "INVALID_DATA_APP_API_KEY", "API key is invalid or expired");
    let revoked = server.delete("/api/v2/guest-token?clientId=7", &foreign).await.ok();
    assert_eq!(revoked["data"]["revoked"], 0);
    let query = "/api/v2/data-app/datamarts/query";
    assert_ne!(server.post(query, &guest, json!({})).await.status, 401);

    let body = json!({"name": "portal"});
    server.post("/api/v2/data-app", &foreign, body).await.ok();
}
