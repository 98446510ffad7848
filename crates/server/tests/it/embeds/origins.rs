//! Which pages may show an embed: the origins it lists, compared as a whole.

use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::stage::Stage;

const PORTAL: &str = "https://portal.example";

async fn ask(stage: &Stage, token: &str, origin: Option<&str>) -> Response {
    let request = stage.portal.server.request(Method::POST, "/api/v2/guest/dashboard");
    let mut request =
        request.bearer_auth(token).json(&json!({"dashboardId": "board", "data": false}));
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    request.send().await.expect("a reply")
}

fn allowed(reply: &Response) -> Option<&str> {
    let header = reply.headers().get("access-control-allow-origin")?;
    assert!(reply.headers().get("access-control-allow-credentials").is_none());
    header.to_str().ok()
}

#[tokio::test]
async fn without_a_list_any_page_may_ask_with_a_token() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let reply = ask(&stage, &token, Some("https://anywhere.example")).await;
    assert_eq!(
        (reply.status(), allowed(&reply)),
        (StatusCode::OK, Some("https://anywhere.example"))
    );
    // A page must be able to read that its token has ended.
    let reply = ask(&stage, "2b1e0b58-32c6-4b2e-8a70-3a2b0f0f0f0f", Some(PORTAL)).await;
    assert_eq!((reply.status(), allowed(&reply)), (StatusCode::UNAUTHORIZED, Some(PORTAL)));
    let preflight = stage.portal.server.request(Method::OPTIONS, "/api/v2/guest/query");
    let preflight = preflight.header("origin", PORTAL).send().await.expect("a reply");
    assert_eq!((preflight.status(), allowed(&preflight)), (StatusCode::NO_CONTENT, Some("*")));
    let headers = preflight.headers()["access-control-allow-headers"].to_str().unwrap();
    assert!(headers.contains("authorization"), "{headers}");
    // Nothing else is open to other origins.
    let other = stage.portal.server.request(Method::OPTIONS, "/api/v2/data-app/embeds");
    let other = other.header("origin", PORTAL).send().await.expect("a reply");
    assert_eq!((other.status(), allowed(&other)), (StatusCode::METHOD_NOT_ALLOWED, None));
}

#[tokio::test]
async fn a_list_lets_in_what_it_names_and_nothing_like_it() {
    let stage = Stage::start().await;
    stage.allow(json!({"allowedOrigins": [PORTAL]})).await;
    let token = stage.acme(json!({})).await;
    let reply = ask(&stage, &token, Some(PORTAL)).await;
    assert_eq!((reply.status(), allowed(&reply)), (StatusCode::OK, Some(PORTAL)));
    assert_eq!(ask(&stage, &token, None).await.status(), 200);
    for other in [
        "https://portal.example.evil",
        "http://portal.example",
        "null",
        "https://portal.example:8443",
    ] {
        let reply = ask(&stage, &token, Some(other)).await;
        assert_eq!((reply.status(), allowed(&reply)), (StatusCode::FORBIDDEN, None), "{other}");
        let body: Value = reply.json().await.expect("JSON");
        assert_eq!(body["error"]["code"], "ORIGIN_NOT_ALLOWED");
    }
    for path in [
        "metric",
        "query",
        "filter-values",
        "underlying",
        "export",
        "layout",
        "fields",
        "preview",
        "metrics/create",
        "metrics/update",
        "metrics/delete",
    ] {
        let metric = json!({"name": "m", "query": {}, "chart": {"type": "bar"}});
        let mut body = json!({"dashboardId": "board"});
        let further = match path {
            "metric" | "underlying" | "metrics/delete" => json!({"metricId": "by-city"}),
            "query" => json!({"metrics": []}),
            "filter-values" => json!({"filter": "City"}),
            "export" => json!({"metricId": "by-city", "format": "csv"}),
            "layout" => json!({"reset": true}),
            "preview" => json!({"query": {"measures": ["orders.count"]}}),
            "metrics/create" => json!({"metric": metric}),
            "metrics/update" => json!({"metric": metric, "metricId": "by-city"}),
            _ => json!({}),
        };
        body.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
        let request = stage.portal.server.request(Method::POST, &format!("/api/v2/guest/{path}"));
        let request =
            request.bearer_auth(&token).json(&body).header("origin", "https://evil.example");
        let reply = request.send().await.expect("a reply");
        assert_eq!(reply.status(), 403, "{path}: {}", reply.text().await.unwrap());
    }
    let wrong =
        json!({"embedId": "board", "accessSettings": {"allowedOrigins": ["https://*.example"]}});
    let reply = stage.key(Method::PUT, super::stage::EMBEDS, wrong).await;
    assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY");
}

#[tokio::test]
async fn the_hosted_page_stands_only_in_pages_of_the_embeds_origins() {
    let stage = Stage::start().await;
    let page = async |id: &str| {
        let request = stage.portal.server.request(Method::GET, &format!("/embed/{id}"));
        let reply = request.send().await.expect("a reply");
        assert_eq!(reply.status(), 200);
        let policy = reply.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe"));
        (policy, reply.text().await.expect("text"))
    };
    let (policy, text) = page("board").await;
    assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
    assert!(text.contains("<souk-dashboard dashboard-id=\"board\">"), "{text}");
    let (unknown, _) = page("nothing").await;
    assert_eq!(unknown, policy, "one that is not there looks like one without origins");
    stage.allow(json!({"allowedOrigins": [PORTAL, "http://127.0.0.1:8080"]})).await;
    let (policy, text) = page("board").await;
    assert!(
        policy.ends_with("frame-ancestors https://portal.example http://127.0.0.1:8080"),
        "{policy}"
    );
    assert!(text.contains("data-origins=\"https://portal.example http://127.0.0.1:8080\""));
    let (_, text) =
        page("%22%3E%3Cscript%3Ealert(1)%3C/script%3E".replace('/', "%2F").as_str()).await;
    assert!(!text.contains("<script>"), "{text}");
    let script =
        stage.portal.server.request(Method::GET, "/frame.js").send().await.expect("a reply");
    assert_eq!(script.status(), 200);
}
