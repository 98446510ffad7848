//! `/api/v2/data-app/api-tokens` and `/rotate-api`.

use serde_json::json;
use souk_store::TokenKind;
use uuid::Uuid;

use crate::support::server::{Server, past, text};

const KEYS: &str = "/api/v2/data-app/api-tokens";
const ROTATE: &str = "/api/v2/data-app/rotate-api";
const OWN: &str = "/api/v2/guest-token";

#[tokio::test]
async fn a_data_app_has_several_keys_and_they_are_listed_in_clear() {
    let server = Server::start().await;
    let first = server.data_app("portal").await;
    let body = json!({"dataAppName": "portal", "name": "second"});
    let old_path = "/api/v2/dataApp/api-tokens";
    let second = text(&server.post(old_path, &server.service, body).await.ok()["key"]);
    let query = format!("{KEYS}?dataAppName=portal");
    let listed = server.get(&query, &server.service).await.ok();
    let keys: Vec<_> = listed["data"].as_array().expect("a list").iter().collect();
    assert_eq!(keys.len(), 2);
    assert_eq!((&keys[0]["key"], &keys[1]["key"]), (&json!(first), &json!(second)));
    assert_eq!(keys[1]["name"], "second");
    assert_eq!(keys[1]["description"], "API key for data app portal");
    assert!(keys[1]["createdAt"].is_string());
    for key in [first, second] {
        server.get(OWN, &key).await.ok();
    }
}

#[tokio::test]
async fn a_missing_data_app_has_no_keys() {
    let server = Server::start().await;
    let (code, message) = ("DATA_APP_NOT_FOUND", "Data app not found");
    let body = json!({"dataAppName": "none", "name": "x"});
    server.post(KEYS, &server.service, body).await.fails(400, code, message);
    let query = format!("{KEYS}?dataAppName=none");
    server.get(&query, &server.service).await.fails(400, code, message);
    let message = "\"dataAppName\" is required";
    server.get(KEYS, &server.service).await.fails(400, "INVALID_REQUEST_BODY", message);
}

#[tokio::test]
async fn a_key_is_rotated_by_the_service_token_or_by_itself() {
    let server = Server::start().await;
    let first = server.data_app("portal").await;
    let body = json!({"key": first, "expireAt": 3600});
    let second = text(&server.post(ROTATE, &server.service, body).await.ok()["key"]);
    server.get(OWN, &first).await.ok();
    let old_path = "/api/v2/dataApp/rotate-api";
    let third = text(&server.post(old_path, &second, json!({"expireAt": "0"})).await.ok()["key"]);
    assert_eq!(server.get(OWN, &second).await.status, 401);
    server.get(OWN, &third).await.ok();
    let query = format!("{KEYS}?dataAppName=portal");
    let listed = server.get(&query, &server.service).await.ok();
    let keys: Vec<_> =
        listed["data"].as_array().expect("a list").iter().map(|key| &key["key"]).collect();
    assert_eq!(keys, [&json!(first), &json!(third)], "the dead one is not listed");
}

#[tokio::test]
async fn what_cannot_be_rotated_is_refused() {
    let server = Server::start().await;
    let (mine, other) = (server.data_app("mine").await, server.data_app("other").await);
    let code = "INVALID_DATA_APP_API_KEY";
    let message = "API key is invalid or expired";
    for key in [Uuid::new_v4().to_string(), server.service.clone()] {
        let body = json!({"key": key, "expireAt": 0});
        server.post(ROTATE, &server.service, body).await.fails(400, code, message);
    }
    let body = json!({"key": other, "expireAt": 0});
    server.post(ROTATE, &mine, body).await.fails(400, code, message);
    let body = json!({"key": "x", "expireAt": 0});
    let phrase = "\"key\" must be a valid GUID";
    server.post(ROTATE, &server.service, body).await.fails(400, "INVALID_REQUEST_BODY", phrase);
    let body = json!({"expireAt": 0});
    let phrase = "\"key\" is required";
    server.post(ROTATE, &server.service, body).await.fails(400, "INVALID_REQUEST_BODY", phrase);
    let expired = server.plant(TokenKind::ApiKey, past()).await;
    assert_eq!(server.post(ROTATE, &expired.secret, json!({"expireAt": 0})).await.status, 401);
    assert_eq!(server.post(ROTATE, "no-uuid", json!({"expireAt": 0})).await.status, 400);
}
