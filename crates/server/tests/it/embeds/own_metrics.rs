//! Metrics that a tenant's people make: that tenant's only, and private ones their maker's only.

use serde_json::{Value, json};

use super::stage::Stage;

fn wish(name: &str, visibility: Option<&str>) -> Value {
    let mut metric = json!({"name": name, "query": {"measures": ["orders.count"],
        "dimensions": ["customers.city"]}, "chart": {"type": "bar"}});
    if let Some(visibility) = visibility {
        metric["visibility"] = json!(visibility);
    }
    json!({"metric": metric})
}

async fn make(stage: &Stage, token: &str, body: Value) -> String {
    let made = stage.guest("metrics/create", token, body).await.ok();
    made["id"].as_str().unwrap().to_owned()
}

/// Whether a token's holder sees the metric: in the dashboard, and by asking for it.
async fn sees(stage: &Stage, token: &str, id: &str) -> bool {
    let lines = stage.stream("dashboard", token, json!({"data": false})).await;
    let listed = lines[0].to_string().contains(id);
    let answer = stage.answer(token, id, json!({}), json!({})).await;
    let answered = answer.get("answer").is_some();
    assert_eq!(listed, answered, "{answer}");
    if !answered {
        assert_eq!(answer["error"]["code"], "INVALID_METRIC_ID");
        for path in ["underlying", "metrics/delete"] {
            let reply = stage.guest(path, token, json!({"metricId": id})).await;
            reply.fails(400, "INVALID_METRIC_ID", "Metric not found");
        }
        let export = json!({"metricId": id, "format": "csv"});
        stage.guest("export", token, export).await.fails(
            400,
            "INVALID_METRIC_ID",
            "Metric not found",
        );
        let mut update = wish("stolen", None);
        update["metricId"] = json!(id);
        let reply = stage.guest("metrics/update", token, update).await;
        reply.fails(400, "INVALID_METRIC_ID", "Metric not found");
    }
    answered
}

#[tokio::test]
async fn a_tenants_metric_is_that_tenants_and_a_private_one_its_makers() {
    let stage = Stage::start().await;
    let kari = stage.acme(json!({"userIdentifier": "kari"})).await;
    let ola = stage.acme(json!({"userIdentifier": "ola"})).await;
    let nobody = stage.acme(json!({})).await;
    let other = stage.token("8", json!({"params": {"userIdentifier": "kari"}})).await;
    let open = make(&stage, &kari, wish("open", Some("tenant"))).await;
    let private = make(&stage, &kari, wish("private", Some("private"))).await;
    for (token, sees_private) in [(&kari, true), (&ola, false), (&nobody, false)] {
        assert!(sees(&stage, token, &open).await);
        assert_eq!(sees(&stage, token, &private).await, sees_private);
    }
    assert!(!sees(&stage, &other, &open).await && !sees(&stage, &other, &private).await);
    let lines = stage.stream("dashboard", &kari, json!({"data": false})).await;
    let blocks = lines[0]["dashboard"]["blocks"].as_array().unwrap();
    assert!(
        blocks
            .iter()
            .any(|block| block["metricId"] == json!(private) && block["at"]["lg"]["y"] == 20)
    );
    let metrics = lines[0]["dashboard"]["metrics"].as_array().unwrap();
    let shown = metrics.iter().find(|one| one["metricId"] == json!(private)).unwrap();
    assert_eq!((&shown["isOwn"], &shown["isPublished"]), (&json!(true), &json!(false)));
    assert_eq!(shown["query"]["measures"], json!(["orders.count"]));
    let reply = stage.guest("metrics/create", &nobody, wish("mine", Some("private"))).await;
    let message = "a private metric needs a token with a userIdentifier";
    reply.fails(400, "INVALID_REQUEST_BODY", message);
}

#[tokio::test]
async fn another_persons_metric_is_changed_with_that_permission_only() {
    let stage = Stage::start().await;
    let kari = stage.acme(json!({"userIdentifier": "kari"})).await;
    let id = make(&stage, &kari, wish("open", None)).await;
    let ola = |permissions: Value| {
        stage.token("7", json!({"params": {"userIdentifier": "ola"}, "permissions": permissions}))
    };
    let without = ola(json!({"isEnableManageMetrics": false})).await;
    let mut update = wish("changed", None);
    update["metricId"] = json!(id);
    for (path, body) in
        [("metrics/update", update.clone()), ("metrics/delete", json!({"metricId": id}))]
    {
        let reply = stage.guest(path, &without, body).await;
        assert_eq!(reply.body["error"]["code"], "ACTION_NOT_ALLOWED", "{path}");
    }
    let with = ola(json!({})).await;
    stage.guest("metrics/update", &with, update).await.ok();
    let lines = stage.stream("dashboard", &kari, json!({"data": false})).await;
    assert!(lines[0].to_string().contains("changed"));
    stage.guest("metrics/delete", &with, json!({"metricId": id})).await.ok();
    assert!(!sees(&stage, &kari, &id).await);
}

#[tokio::test]
async fn a_guest_neither_changes_the_vendors_metrics_nor_names_what_is_not_shown() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let mut update = wish("mine now", None);
    update["metricId"] = json!("by-city");
    stage.guest("metrics/update", &token, update).await.fails(
        400,
        "INVALID_METRIC_ID",
        "Metric not found",
    );
    let reply = stage.guest("metrics/delete", &token, json!({"metricId": "by-city"})).await;
    reply.fails(400, "INVALID_METRIC_ID", "Metric not found");
    let hidden = ["orders.customer_id", "orders.tenant_id", "clients.name", "orders.nothing"];
    for member in hidden {
        let mut body = wish("hidden", None);
        body["metric"]["query"]["dimensions"] = json!([member]);
        let reply = stage.guest("metrics/create", &token, body).await;
        assert_eq!(reply.body["error"]["code"], "UNKNOWN_MEMBER", "{member} {reply:?}");
    }
    let mut body = wish("sql", None);
    body["metric"]["sqlMetric"] = json!({"sql": "SELECT 1"});
    let reply = stage.guest("metrics/create", &token, body).await;
    reply.fails(400, "INVALID_REQUEST_BODY", "\"metric.sqlMetric\" is not allowed");
    let mut body = wish("table", None);
    body["metric"]["query"] = json!({"measures": ["notes.count"]});
    let reply = stage.guest("metrics/create", &token, body).await;
    assert_eq!(reply.body["error"]["code"], "TABLE_NOT_SCOPED", "{reply:?}");
}

#[tokio::test]
async fn a_token_that_narrows_a_metric_cannot_ask_around_it() {
    let stage = Stage::start().await;
    let free = stage.acme(json!({"userIdentifier": "kari"})).await;
    let id = make(&stage, &free, wish("everything", Some("tenant"))).await;
    for key in ["appFilters", "rlsSettings"] {
        let rule = json!([{"metricId": "by-city", "values": {"Status": ["paid"]}}]);
        let narrowed = stage.acme(json!({"userIdentifier": "kari", key: rule})).await;
        let lines = stage.stream("dashboard", &narrowed, json!({"data": false})).await;
        assert!(!lines[0].to_string().contains(&id), "{key}");
        let answer = stage.answer(&narrowed, &id, json!({}), json!({})).await;
        assert_eq!(answer["error"]["code"], "INVALID_METRIC_ID", "{key}");
        let preview = json!({"query": {"measures": ["orders.count"]}});
        for (path, body) in [("metrics/create", wish("around", None)), ("preview", preview)] {
            let reply = stage.guest(path, &narrowed, body).await;
            assert_eq!(reply.body["error"]["code"], "ACTION_NOT_ALLOWED", "{key} {path}");
        }
    }
}

#[tokio::test]
async fn the_vendors_lists_leave_tenants_metrics_out() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let id = make(&stage, &token, wish("mine", None)).await;
    let service = stage.portal.server.service.clone();
    let listed = stage.portal.server.get("/api/v2/metrics", &service).await.ok();
    assert_eq!(listed["data"].as_array().map(Vec::len), Some(5));
    let contents =
        stage.vendor("/api/v2/workspace/metrics", json!({"workspaceName": "sales"})).await.ok();
    assert!(!contents.to_string().contains(&id));
    let board = json!({"dashboardId": "thief", "workspaceName": "sales", "name": "Thief",
        "blocks": [{"id": "b", "kind": "metric", "metricId": id}]});
    let reply = stage.vendor(super::stage::DASHBOARDS, board).await;
    reply.fails(400, "INVALID_METRIC_ID", "Metric not found");
}
