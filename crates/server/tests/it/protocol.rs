//! HTTP itself: errors of routing, identifiers, headers, health, metrics.

use reqwest::Method;
use serde_json::json;

use crate::support::server::Server;

#[tokio::test]
async fn routing_errors_have_the_shape_of_all_errors() {
    let server = Server::start().await;
    let reply = server.send(Method::GET, "/api/v2/nothing", None, None).await;
    reply.fails(404, "NOT_FOUND", "there is no such route");
    let reply = server.send(Method::PATCH, "/api/v2/data-app", None, None).await;
    let message = "the route exists, but not with this method";
    reply.fails(405, "METHOD_NOT_ALLOWED", message);
    let reply = server.send(Method::POST, "/healthz", None, None).await;
    reply.fails(405, "METHOD_NOT_ALLOWED", message);
}

#[tokio::test]
async fn a_request_has_an_identifier_that_its_sender_may_choose() {
    let server = Server::start().await;
    let id = async |given: Option<&str>| {
        let mut request = server.request(Method::GET, "/healthz");
        if let Some(given) = given {
            request = request.header("x-request-id", given);
        }
        let reply = request.send().await.expect("a reply");
        reply.headers()["x-request-id"].to_str().expect("a text").to_owned()
    };
    assert_eq!(id(Some("job-17.a:b_C")).await, "job-17.a:b_C");
    let long = "x".repeat(65);
    for odd in ["two words", "a\"b", "{}", long.as_str()] {
        let made = id(Some(odd)).await;
        assert!(uuid::Uuid::parse_str(&made).is_ok(), "{made}");
    }
    assert_ne!(id(None).await, id(None).await);
}

#[tokio::test]
async fn replies_carry_security_headers_and_no_cors() {
    let server = Server::start().await;
    let request = server.request(Method::GET, "/api/v2/nothing").header("origin", "https://a.b");
    let reply = request.send().await.expect("a reply");
    let headers = reply.headers();
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["x-frame-options"], "DENY");
    assert!(!headers.contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn health_readiness_and_metrics_answer() {
    let server = Server::start().await;
    for path in ["/healthz", "/readyz"] {
        let reply = server.send(Method::GET, path, None, None).await;
        assert_eq!(reply.ok(), json!({"status": "ok"}));
    }
    server.get("/api/v2/data-app?isPagination=secret-in-query", &server.service).await;
    let reply = server.request(Method::GET, "/metrics").send().await.expect("a reply");
    let text = reply.text().await.expect("a text");
    let line = "souk_http_requests_total{method=\"GET\",route=\"/readyz\",status=\"200\"}";
    assert!(text.contains(line), "{text}");
    assert!(text.contains("souk_http_request_duration_seconds_bucket"), "{text}");
    assert!(!text.contains("secret-in-query"), "{text}");
}
