//! `/api/v2/service-token`.

use serde_json::json;
use souk_store::{Page, TokenFilter, TokenKind};
use uuid::Uuid;

use crate::support::server::{Server, past, text};

const SET: &str = "/api/v2/service-token";
const ROTATE: &str = "/api/v2/service-token/rotate";
const APPS: &str = "/api/v2/data-app";

#[tokio::test]
async fn the_caller_chooses_the_token_and_the_next_one_replaces_it() {
    let server = Server::start().await;
    let admin = server.admin("example").await;
    let (first, second) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let set = async |token: &str| server.post(SET, &admin, json!({"token": token})).await;
    assert_eq!(set(&first).await.ok(), json!({"key": first}));
    assert_eq!(set(&first).await.ok(), json!({"key": first}), "again");
    server.get(APPS, &first).await.ok();
    assert_eq!(set(&second).await.ok(), json!({"key": second}));
    assert_eq!(server.get(APPS, &first).await.status, 400, "the first is gone");
    server.get(APPS, &second).await.ok();
    let message = "\"token\" is or was in use already";
    set(&first).await.fails(400, "INVALID_REQUEST_BODY", message);
    set(&server.service).await.fails(400, "INVALID_REQUEST_BODY", message);
    let message = "\"token\" must be a valid GUID";
    set("dbn_live_abc123").await.fails(400, "INVALID_REQUEST_BODY", message);
    let nil = Uuid::nil().to_string();
    set(&nil).await.fails(400, "INVALID_REQUEST_BODY", "\"token\" must be a random GUID");
}

#[tokio::test]
async fn a_service_token_rotates_itself_with_grace() {
    let server = Server::start().await;
    let old = server.service.clone();
    let made = server.post(ROTATE, &old, json!({"expireAt": "3600"})).await.ok();
    let next = text(&made["key"]);
    server.get(APPS, &old).await.ok();
    server.get(APPS, &next).await.ok();
    let made = server.post(ROTATE, &next, json!({"expireAt": 0})).await.ok();
    assert_eq!(server.get(APPS, &next).await.status, 400, "rotated without grace");
    server.get(APPS, &text(&made["key"])).await.ok();
}

#[tokio::test]
async fn an_administrator_rotates_a_token_by_name() {
    let server = Server::start().await;
    let admin = server.admin("example").await;
    let token = Uuid::new_v4().to_string();
    server.post(SET, &admin, json!({"token": token})).await.ok();
    let body = json!({"token": token, "expireAt": 0});
    let made = server.post(ROTATE, &admin, body.clone()).await.ok();
    server.get(APPS, &text(&made["key"])).await.ok();
    let message = "Service token is already expired";
    server.post(ROTATE, &admin, body).await.fails(400, "EXPIRED_SERVICE_TOKEN", message);
    let foreign = json!({"token": server.service, "expireAt": 0});
    let message = "Invalid Service Token";
    server.post(ROTATE, &admin, foreign).await.fails(400, "AUTHENTICATION_ERROR", message);
    let message = "\"token\" is required";
    let body = json!({"expireAt": 0});
    server.post(ROTATE, &admin, body).await.fails(400, "INVALID_REQUEST_BODY", message);
}

#[tokio::test]
async fn the_seconds_of_grace_are_checked() {
    let server = Server::start().await;
    let cases = [
        (json!({}), "\"expireAt\" is required"),
        (json!({"expireAt": -1}), "\"expireAt\" must be a positive number"),
        (json!({"expireAt": "soon"}), "\"expireAt\" must be a number"),
        (json!({"expireAt": 1.5}), "\"expireAt\" must be an integer"),
        (json!({"expireAt": null}), "\"expireAt\" must be a number"),
        (json!({"expireAt": 1e15}), "\"expireAt\" must be less than or equal to 31536000"),
    ];
    for (body, message) in cases {
        let reply = server.post(ROTATE, &server.service, body).await;
        reply.fails(400, "INVALID_REQUEST_BODY", message);
    }
}

#[tokio::test]
async fn an_expired_token_opens_nothing() {
    let server = Server::start().await;
    let planted = server.plant(TokenKind::Service, past()).await;
    assert_eq!(server.get("/api/v2/datasource", &planted.secret).await.status, 401);
}

#[tokio::test]
async fn no_secret_is_in_the_store() {
    let server = Server::start().await;
    let key = server.data_app("portal").await;
    let guest = server.guest(&key, "portal", "7").await;
    let tokens =
        server.services.store.tokens(server.organisation, TokenFilter::default(), Page::ALL);
    let stored = format!("{:?}", tokens.await.expect("the store"));
    for secret in [&server.service, &key, &guest] {
        assert!(!stored.contains(secret.as_str()));
    }
}
