//! Bodies and headers that no careful client sends: a documented error each, and nothing kept.

use reqwest::Method;
use serde_json::{Value, json};

use crate::shop::Reply;
use crate::support::server::{Server, reply};

const PATH: &str = "/api/v2/data-app";

async fn raw(server: &Server, body: impl Into<reqwest::Body>, content_type: Option<&str>) -> Reply {
    let mut request = server.request(Method::POST, PATH).bearer_auth(&server.service).body(body);
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    reply(request).await
}

const JSON: Option<&str> = Some("application/json");

fn message(reply: &Reply) -> &str {
    reply.body["error"]["message"].as_str().expect("a message")
}

#[tokio::test]
async fn what_is_not_json_is_said_to_be_none() {
    let server = Server::start().await;
    let deep = "[".repeat(100_000);
    let bodies: [&[u8]; 8] = [
        b"{\"name\": \"por",
        b"{\"name\": }",
        b"{}{}",
        b"nul",
        b"\xff\xfe",
        b"{\"name\": \"\xff\"}",
        b"\x00",
        deep.as_bytes(),
    ];
    for body in bodies {
        let reply = raw(&server, body.to_vec(), JSON).await;
        assert_eq!(reply.status, 400, "{reply:?}");
        assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY");
    }
    let reply = raw(&server, "{\"name\": \"por", JSON).await;
    assert!(message(&reply).starts_with("the body is not valid JSON: EOF"), "{reply:?}");
    assert_eq!(server.get(PATH, &server.service).await.ok(), json!({"data": []}));
}

#[tokio::test]
async fn wrong_types_and_unknown_fields_are_named() {
    let server = Server::start().await;
    let cases = [
        (json!({}), "\"name\" is required"),
        (json!({"name": null}), "\"name\" must be a string"),
        (json!({"name": 7}), "\"name\" must be a string"),
        (json!({"name": ["a"]}), "\"name\" must be a string"),
        (json!({"name": ""}), "\"name\" is not allowed to be empty"),
        (json!({"name": " \t"}), "\"name\" is not allowed to be empty"),
        (json!({"name": "a\u{0}b"}), "\"name\" must not contain control characters"),
        (
            json!({"name": "x".repeat(10_000)}),
            "\"name\" length must be less than or equal to 255 characters long",
        ),
        (json!({"name": "a", "Name": "a"}), "\"Name\" is not allowed"),
        (json!([]), "\"value\" must be of type object"),
        (json!("x"), "\"value\" must be of type object"),
        (json!(null), "\"value\" must be of type object"),
    ];
    for (body, message) in cases {
        let reply = server.post(PATH, &server.service, body).await;
        reply.fails(400, "INVALID_REQUEST_BODY", message);
    }
    let twice = raw(&server, r#"{"name": "a", "name": "b"}"#, JSON).await;
    twice.fails(400, "INVALID_REQUEST_BODY", "\"name\" must be given once");
}

#[tokio::test]
async fn an_absent_body_is_an_empty_object_and_the_media_type_is_checked() {
    let server = Server::start().await;
    for body in ["", " \n"] {
        let reply = raw(&server, body, None).await;
        reply.fails(400, "INVALID_REQUEST_BODY", "\"name\" is required");
    }
    raw(&server, r#"{"name": "a"}"#, None).await.ok();
    raw(&server, r#"{"name": "b"}"#, Some("Application/JSON; charset=utf-8")).await.ok();
    for other in ["text/plain", "application/x-www-form-urlencoded", "nonsense", ""] {
        let reply = raw(&server, r#"{"name": "c"}"#, Some(other)).await;
        reply.fails(415, "UNSUPPORTED_MEDIA_TYPE", "the body must be application/json");
    }
}

#[tokio::test]
async fn large_bodies_are_refused_at_the_limit() {
    let server = Server::start().await;
    let junk = vec![b'x'; 10 << 20];
    let reply = raw(&server, junk, JSON).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.body["error"]["code"]),
        (400, &json!("INVALID_REQUEST_BODY"))
    );
    let long = json!({"name": "x".repeat(10 << 20)});
    let message = "\"name\" length must be less than or equal to 255 characters long";
    server.post(PATH, &server.service, long).await.fails(400, "INVALID_REQUEST_BODY", message);
    let too_large = vec![b' '; (16 << 20) + 1];
    let reply = raw(&server, too_large, JSON).await;
    reply.fails(413, "REQUEST_TOO_LARGE", "the body is larger than 16777216 bytes");
}

#[tokio::test]
async fn the_limit_holds_for_bodies_of_unstated_length() {
    let server = Server::with(&[("SOUK_MAX_BODY_BYTES", "1KiB")]).await;
    let pieces = (0..64).map(|_| Ok::<_, std::io::Error>(vec![b' '; 1024]));
    let body = reqwest::Body::wrap_stream(futures::stream::iter(pieces));
    let reply = raw(&server, body, JSON).await;
    reply.fails(413, "REQUEST_TOO_LARGE", "the body is larger than 1024 bytes");
}

#[tokio::test]
async fn odd_credentials_are_refused_and_not_repeated() {
    let server = Server::start().await;
    let path = "/api/v2/datasource";
    let service = &server.service;
    let odd = [
        "Basic dXNlcjpwYXNz".to_owned(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        service.clone(),
        format!("Bearer {service} {service}"),
        format!("Bearer {{{service}}}"),
        format!("Bearer {}", service.replace('-', "")),
        format!("Bearer urn:uuid:{service}"),
        format!("Bearer {}", "x".repeat(5_000)),
        "Bearer a.b.c".to_owned(),
        "Bearer ..".to_owned(),
    ];
    for value in odd {
        let reply = reply(server.request(Method::GET, path).header("authorization", &value)).await;
        assert_eq!(reply.status, 401, "{value}");
        assert!(!reply.body.to_string().contains(service.as_str()));
    }
    let spelled = format!("bearer  {}", service.to_uppercase());
    let reply = reply(server.request(Method::GET, path).header("authorization", spelled)).await;
    assert_eq!(reply.ok(), json!({"data": []}), "scheme and digits in any case");
}

#[tokio::test]
async fn odd_names_come_back_as_they_were_sent() {
    let server = Server::start().await;
    let names =
        ["O'Brien \"&\" <b>", "\u{202e}rtl", "🛒", "a/b?c#d%20", " padded ", "日本語", "../x"];
    for name in names {
        let made = server.post(PATH, &server.service, json!({"name": name})).await.ok();
        assert_eq!(made, json!({"name": name}));
    }
    let listed = server.get(PATH, &server.service).await.ok();
    let listed: Vec<Value> = listed["data"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| item["name"].clone())
        .collect();
    assert_eq!(json!(listed), json!(names));
}
