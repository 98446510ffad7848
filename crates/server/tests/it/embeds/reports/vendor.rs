//! What the data app's back end sees and ends, and what is refused.

use reqwest::Method;
use serde_json::{Value, json};

use super::super::stage::Stage;
use super::{Post, report, with};

const REPORTS: &str = "/api/v2/data-app/embeds/reports";

#[tokio::test]
async fn the_list_has_the_shape_of_the_wire() {
    let post = Post::start().await;
    let kari = post.stage.acme(json!({"userIdentifier": "kari"})).await;
    let time = json!({"frequency": "weekly", "day": "monday", "time": "09:00", "timezone": "UTC"});
    let draft = with(report(&["by-city", "list"]), "timeConfigurations", time.clone());
    let id = post.make(&kari, draft).await;
    let bolt = post.stage.token("8", json!({})).await;
    post.make(&bolt, report(&["total"])).await;
    let server = &post.stage.portal.server;
    let key = &post.stage.portal.key;
    let all = server.get(&format!("{REPORTS}?embedId=board"), key).await.ok();
    assert_eq!(all["data"].as_array().unwrap().len(), 2);
    for path in [
        format!("{REPORTS}?embedId=board&clientId=7"),
        format!("{REPORTS}?embedId=board&userIdentifier=kari"),
        format!("{REPORTS}?embedId=board&isPagination=true&pageNumber=1&clientId=7"),
        "/api/v2/dataApp/embeds/reports?embedId=board&clientId=7".to_owned(),
    ] {
        let found = server.get(&path, key).await.ok();
        assert!(found.get("error").is_none());
        let items = found["data"].as_array().unwrap();
        assert_eq!(items.len(), 1, "{path}");
        let item = &items[0];
        assert_eq!(item["id"], *id);
        assert_eq!(item["subject"], "Ærlige tall");
        let charts = json!([{"externalMetric": {"metricId": "by-city"}},
            {"externalMetric": {"metricId": "list"}}]);
        assert_eq!(item["scheduleEmailReportCharts"], charts);
        assert_eq!(item["timeConfigurations"], time);
        assert_eq!((&item["clientId"], &item["embedId"]), (&json!("7"), &json!("board")));
        assert_eq!(item["createdByIdentifier"], "kari");
        assert!(item["createdAt"].is_string() && item["updatedAt"].is_string());
    }
    let second = format!("{REPORTS}?embedId=board&isPagination=true&pageNumber=2");
    assert_eq!(server.get(&second, key).await.ok()["data"], json!([]));
    let without = server.get(&format!("{REPORTS}?embedId=board&clientId=8"), key).await.ok();
    assert_eq!(without["data"][0]["createdByIdentifier"], Value::Null);
}

#[tokio::test]
async fn another_data_app_sees_and_ends_nothing() {
    let post = Post::start().await;
    let token = post.stage.token("7", json!({})).await;
    let id = post.make(&token, report(&["by-city"])).await;
    let server = &post.stage.portal.server;
    let other = server.data_app("other").await;
    let unknown = "Embed configuration does not exist";
    let path = format!("{REPORTS}?embedId=board");
    server.get(&path, &other).await.fails(400, "INVALID_EMBED_ID", unknown);
    let path = format!("{REPORTS}?embedId=board&id={id}");
    server.delete(&path, &other).await.fails(400, "INVALID_EMBED_ID", unknown);
    let key = &post.stage.portal.key;
    let reply = server.delete(&format!("{REPORTS}?embedId=board"), key).await;
    assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY", "not all of them by mistake");
    let deleted = server.delete(&path, key).await.ok();
    assert_eq!(deleted["data"]["deleted"], 1);
    server.delete(&path, key).await.fails(400, "REPORT_NOT_FOUND", "Report not found");
    assert_eq!(post.list(&token).await, Vec::<Value>::new());
}

#[tokio::test]
async fn without_a_mail_server_reports_are_refused_and_not_forgotten() {
    let stage = Stage::start().await;
    let token = stage.token("7", json!({})).await;
    let reply = stage.guest("reports/create", &token, json!({"report": report(&["total"])})).await;
    let message = "this server has no mail server, so it cannot send reports";
    reply.fails(503, "EMAIL_NOT_CONFIGURED", message);
    assert_eq!(stage.guest("reports", &token, json!({})).await.ok()["data"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_where_it_stands() {
    let post = Post::with(&[("SOUK_SMTP_RECIPIENT_DOMAINS", "acme.example,Bolt.example")]).await;
    let token = post.stage.token("7", json!({})).await;
    let many: Vec<_> = (0..21).map(|number| format!("a{number}@acme.example")).collect();
    let wrong = [
        ("recipients", json!([]), "report.recipients"),
        ("recipients", json!(many), "report.recipients"),
        ("recipients", json!(["kari"]), "report.recipients[0]"),
        ("recipients", json!(["kari@acme.example", "x@evil.example"]), "report.recipients[1]"),
        ("recipients", json!(["a@acme.example", "a@acme.example"]), "report.recipients[1]"),
        ("recipients", json!(["a@acme.example\r\nBcc: b@acme.example"]), "report.recipients[0]"),
        ("recipients", json!(["a@acme.example, b@acme.example"]), "report.recipients[0]"),
        ("subject", json!("a\r\nBcc: x@evil.example"), "report.subject"),
        ("subject", json!(""), "report.subject"),
        ("metricIds", json!([]), "report.metricIds"),
        ("metricIds", json!(["none"]), "report.metricIds[0]"),
        ("metricIds", json!(["list", "list"]), "report.metricIds[1]"),
        ("format", json!("pdf"), "report.format"),
        (
            "timeConfigurations",
            json!({"frequency": "hourly", "time": "09:00", "timezone": "UTC"}),
            "report.timeConfigurations.frequency",
        ),
        (
            "timeConfigurations",
            json!({"frequency": "daily", "time": "09:00", "timezone": "Oslo"}),
            "report.timeConfigurations.timezone",
        ),
    ];
    for (key, value, path) in wrong {
        let body = json!({"report": with(report(&["total"]), key, value.clone())});
        let reply = post.stage.guest("reports/create", &token, body).await;
        assert_eq!(reply.status, 400, "{key} {value} {reply:?}");
        assert_eq!(reply.body["error"]["path"], path, "{key} {value} {reply:?}");
    }
    let people = json!(["kari@ACME.example", "ola@bolt.example"]);
    post.make(&token, with(report(&["total"]), "recipients", people)).await;
}

#[tokio::test]
async fn a_page_that_may_not_show_the_embed_may_not_schedule_either() {
    let post = Post::start().await;
    post.stage.allow(json!({"allowedOrigins": ["https://good.example"]})).await;
    let token = post.stage.token("7", json!({})).await;
    let server = &post.stage.portal.server;
    let body = json!({"dashboardId": "board", "report": report(&["total"])});
    for (origin, status) in [("https://good.example", 200), ("https://bad.example", 403)] {
        let request = server.request(Method::POST, "/api/v2/guest/reports/create");
        let sent = request.bearer_auth(&token).header("origin", origin).json(&body).send().await;
        assert_eq!(sent.unwrap().status(), status, "{origin}");
    }
}
