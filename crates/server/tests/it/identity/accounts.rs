//! `/api/v2/admin-account`.

use reqwest::Method;
use serde_json::{Value, json};

use crate::shop::Reply;
use crate::support::server::{Server, text};

const ACCOUNT: &str = "/api/v2/admin-account";
const JWT: &str = "/api/v2/admin-account/jwt";
const RESET: &str = "/api/v2/service-token/reset-password";
const SERVICE_TOKEN: &str = "/api/v2/service-token";

fn account() -> Value {
    json!({"firstName": "Kari", "email": "kari@example.com", "password": "Correct-horse-7",
        "companyName": "Example"})
}

async fn open(server: &Server, path: &str, body: Value) -> Reply {
    server.send(Method::POST, path, None, Some(&body)).await
}

#[tokio::test]
async fn an_account_is_made_and_its_password_opens_it() {
    let server = Server::start().await;
    let made = open(&server, ACCOUNT, account()).await.ok();
    assert!(text(&made["data"]["accessToken"]).split('.').count() == 3);
    let body = json!({"email": "KARI@example.com", "password": "Correct-horse-7"});
    let again = open(&server, JWT, body).await.ok();
    let token = text(&again["data"]["accessToken"]);
    let body = json!({"token": uuid::Uuid::new_v4().to_string()});
    server.post(SERVICE_TOKEN, &token, body).await.ok();
}

#[tokio::test]
async fn every_rule_for_accounts_is_kept() {
    let server = Server::start().await;
    let with = |field: &str, value: Value| {
        let mut body = account();
        body[field] = value;
        body
    };
    let cases = [
        (json!({}), "\"firstName\" is required"),
        (with("firstName", json!("Al")), "\"firstName\" length must be at least 3 characters long"),
        (
            with("firstName", json!("x".repeat(31))),
            "\"firstName\" length must be less than or equal to 30 characters long",
        ),
        (with("email", json!("kari@localhost")), "\"email\" must be a valid email"),
        (with("email", json!(7)), "\"email\" must be a string"),
        (
            with("password", json!("Short1!")),
            "\"password\" length must be at least 8 characters long",
        ),
        (with("password", json!("Correct horse 7!")), "\"password\" must not contain spaces"),
        (with("companyName", json!("")), "\"companyName\" is not allowed to be empty"),
        (with("role", json!("root")), "\"role\" is not allowed"),
    ];
    for (body, message) in cases {
        open(&server, ACCOUNT, body).await.fails(400, "INVALID_REQUEST_BODY", message);
    }
}

#[tokio::test]
async fn a_company_and_an_address_are_taken_once() {
    let server = Server::start().await;
    open(&server, ACCOUNT, account()).await.ok();
    let mut same_company = account();
    same_company["email"] = json!("ola@example.com");
    let reply = open(&server, ACCOUNT, same_company).await;
    reply.fails(400, "INVALID_REQUEST_BODY", "Company already exists");
    let mut same_address = account();
    same_address["companyName"] = json!("Other");
    let reply = open(&server, ACCOUNT, same_address).await;
    reply.fails(400, "INVALID_REQUEST_BODY", "Email already exists");
}

#[tokio::test]
async fn a_wrong_address_or_password_gives_no_token() {
    let server = Server::start().await;
    open(&server, ACCOUNT, account()).await.ok();
    let body = json!({"email": "ola@example.com", "password": "x"});
    let message = "No User found with the given email";
    open(&server, JWT, body).await.fails(400, "USER_NOT_FOUND", message);
    let body = json!({"email": "kari@example.com", "password": "x"});
    open(&server, JWT, body).await.fails(400, "Invalid credentials", "Invalid credentials");
}

#[tokio::test]
async fn a_changed_password_ends_older_jwts() {
    let server = Server::start().await;
    let made = open(&server, ACCOUNT, account()).await.ok();
    let token = text(&made["data"]["accessToken"]);
    let wrong = json!({"currentPassword": "nope", "password": "Battery-staple-8"});
    let message = "The current password is not correct!";
    server.post(RESET, &token, wrong).await.fails(400, "RESET_PASSWORD_ERROR", message);
    let weak = json!({"currentPassword": "Correct-horse-7", "password": "weak"});
    let message = "\"password\" length must be at least 8 characters long";
    server.post(RESET, &token, weak).await.fails(400, "RESET_PASSWORD_ERROR", message);
    let body = json!({"currentPassword": "Correct-horse-7", "password": "Battery-staple-8"});
    let done = server.post(RESET, &token, body.clone()).await.ok();
    assert_eq!(done, json!({"data": {"success": true}}));
    assert_eq!(server.post(RESET, &token, body).await.status, 401);
    let body = json!({"email": "kari@example.com", "password": "Battery-staple-8"});
    open(&server, JWT, body).await.ok();
}

#[tokio::test]
async fn a_server_without_the_feature_says_so() {
    let server = Server::with(&[("SOUK_SELF_HOSTED_ADMIN", "false")]).await;
    let message = "This feature is only available for self-hosted instances";
    open(&server, ACCOUNT, account()).await.fails(500, "SELFHOSTED_APP_ERROR", message);
    let body = json!({"email": "kari@example.com", "password": "x"});
    open(&server, JWT, body).await.fails(500, "SELFHOSTED_APP_ERROR", message);
}

#[tokio::test]
async fn a_password_is_stored_hashed_with_argon2id() {
    let server = Server::start().await;
    open(&server, ACCOUNT, account()).await.ok();
    let stored = server.services.store.account_by_email("kari@example.com").await;
    let hash = stored.expect("the store").expect("the account").password_hash;
    assert!(hash.starts_with("$argon2id$"), "{hash}");
}
