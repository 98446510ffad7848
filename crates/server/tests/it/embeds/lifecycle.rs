//! Embeds of a data app, from their making to what ends with them.

use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{EMBEDS, Stage, everything};

fn embed(further: Value) -> Value {
    let mut body = json!({"dashboardId": "board", "embedType": "dashboard",
        "workspaceName": "sales", "accessSettings": {"datamartName": "shop"}});
    body.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
    body
}

async fn list(stage: &Stage) -> Vec<Value> {
    let found = stage.portal.server.get(EMBEDS, &stage.portal.key).await.ok();
    assert_eq!(found["error"], Value::Null);
    found["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn the_first_embed_is_called_like_its_dashboard_and_the_next_ones_nearly_so() {
    let stage = Stage::start().await;
    let path = "/api/v2/dataApp/embed/create";
    let made = stage.key(Method::POST, path, embed(json!({"name": "Second"}))).await.ok();
    let id = made["id"].as_str().unwrap();
    assert!(id.starts_with("board__") && id.len() == "board__".len() + 8, "{id}");
    let found = list(&stage).await;
    assert_eq!(found.len(), 2);
    let first = &found[0];
    let keys = ["embedId", "embedType", "name"].map(|key| first[key].clone());
    assert_eq!(keys, ["board", "dashboard", "board"].map(|text| json!(text)));
    assert_eq!(first["externalDashboard"]["externalDashboardId"], "board");
    assert!(first["externalDashboard"]["metadata"]["createdAt"].is_string());
    assert_eq!(first["externalMetric"], Value::Null);
    assert_eq!(first["embedMetadata"]["dataAppName"], "portal");
    assert_eq!(first["embedMetadata"]["dashboardId"], "board");
    assert_eq!(first["embedDataAppAccessSetting"], everything());
    assert_eq!(found[1]["name"], "Second");
    let old = stage.key(Method::POST, "/api/v2/dataApp/embed/list", json!({})).await.ok();
    assert_eq!(old["data"], json!(found));
    let apps = stage.portal.server.get("/api/v2/data-app", &stage.portal.server.service).await.ok();
    assert_eq!(apps["data"][0]["embedCount"], 2);
    assert_eq!(apps["data"][0]["embeds"][0]["embedId"], "board");
}

#[tokio::test]
async fn what_is_wrong_is_said_with_the_documented_codes() {
    let stage = Stage::start().await;
    let cases = [
        (
            embed(json!({"workspaceName": "none"})),
            "INVALID_WORKSPACE_NAME",
            "Invalid workspace name",
        ),
        (embed(json!({"dashboardId": "none"})), "INVALID_DASHBOARD_ID", "Dashboard not found"),
        (
            embed(json!({"embedType": "metric", "metricId": "none"})),
            "INVALID_METRIC_ID",
            "Metric not found",
        ),
        (embed(json!({"embedType": "metric"})), "INVALID_REQUEST_BODY", "\"metricId\" is required"),
        (
            embed(json!({"accessSettings": {"datamartName": "none"}})),
            "INVALID_DATAMART",
            "Invalid datamart",
        ),
        (
            embed(json!({"accessSettings": {}})),
            "INVALID_REQUEST_BODY",
            "\"accessSettings.datamartName\" is required",
        ),
        (
            embed(json!({"accessSettings": null})),
            "INVALID_REQUEST_BODY",
            "\"accessSettings\" is required",
        ),
        (
            embed(json!({"accessSettings": {"datamartName": "shop",
            "tableTenancySettings": [{"name": "none", "clientColumn": "id"}]}})),
            "DATAMART_TABLE_NOT_FOUND",
            "Datamart table not found",
        ),
    ];
    for (body, code, message) in cases {
        stage.key(Method::POST, EMBEDS, body).await.fails(400, code, message);
    }
    let unknown = json!({"embedId": "none", "accessSettings": {}});
    let message = "Embed configuration does not exist";
    stage.key(Method::PUT, EMBEDS, unknown).await.fails(400, "INVALID_EMBED_ID", message);
}

#[tokio::test]
async fn settings_change_in_part_and_names_change() {
    let stage = Stage::start().await;
    let change = json!({"embedId": "board", "accessSettings": {"isAllowMetricCreation": false}});
    assert_eq!(
        stage.key(Method::PUT, EMBEDS, change).await.ok(),
        json!({"id": "board", "error": null})
    );
    let mut expected = everything();
    expected["isAllowMetricCreation"] = json!(false);
    assert_eq!(list(&stage).await[0]["embedDataAppAccessSetting"], expected);
    let rename = json!({"embedId": "board", "name": "New", "isRenameDashboard": true});
    let reply = stage.key(Method::PUT, "/api/v2/data-app/embeds/rename", rename).await.ok();
    assert_eq!(reply, json!({"id": "board", "name": "New", "error": null}));
    let found = &list(&stage).await[0];
    assert_eq!(
        (&found["name"], &found["externalDashboard"]["name"]),
        (&json!("New"), &json!("New"))
    );
}

#[tokio::test]
async fn another_data_app_sees_no_embed_of_this_one() {
    let stage = Stage::start().await;
    let server = &stage.portal.server;
    let key = server.data_app("second").await;
    assert_eq!(server.get(EMBEDS, &key).await.ok()["data"], json!([]));
    let message = "Embed configuration does not exist";
    let body = json!({"embedId": "board", "accessSettings": {}});
    server.send(Method::PUT, EMBEDS, Some(&key), Some(&body)).await.fails(
        400,
        "INVALID_EMBED_ID",
        message,
    );
    let reply = server.delete(&format!("{EMBEDS}?embedId=board"), &key).await;
    reply.fails(400, "INVALID_REQUEST_BODY", "Embed not found");
    let guest = server.guest(&key, "second", "7").await;
    let reply = stage.guest("dashboard", &guest, json!({})).await;
    reply.fails(400, "INVALID_DASHBOARD_ID", "Dashboard not found");
    let service = stage.portal.server.service.clone();
    let reply = server.get(EMBEDS, &service).await;
    assert_eq!(reply.body["error"]["code"], "INVALID_DATA_APP_API_KEY");
}

#[tokio::test]
async fn with_an_embed_end_its_guests_rights_and_what_they_made() {
    let stage = Stage::start().await;
    let only = stage.acme(json!({"allowedEmbeds": ["board"]})).await;
    let any = stage.acme(json!({})).await;
    let other = stage.acme(json!({"allowedEmbeds": ["other"]})).await;
    let own = json!({"metric": {"name": "mine", "query": {"measures": ["orders.count"]},
        "chart": {"type": "single"}}});
    stage.guest("metrics/create", &any, own).await.ok();
    stage.guest("layout", &any, json!({"blocks": {}})).await.ok();
    stage.guest("dashboard", &only, json!({})).await;
    let reply = stage.guest("dashboard", &other, json!({})).await;
    reply.fails(400, "INVALID_DASHBOARD_ID", "Dashboard not found");
    let path = format!("{EMBEDS}?embedId=board&isDeleteDashboard=true");
    let reply = stage.portal.server.delete(&path, &stage.portal.key).await.ok();
    assert_eq!(reply, json!({"id": "board", "error": null}));
    assert_eq!(stage.guest("dashboard", &only, json!({})).await.status, 401);
    let reply = stage.guest("dashboard", &any, json!({})).await;
    reply.fails(400, "INVALID_DASHBOARD_ID", "Dashboard not found");
    let service = stage.portal.server.service.clone();
    let left = stage.portal.server.get("/api/v2/dashboards", &service).await.ok();
    assert_eq!(left["data"], json!([]));
    // Nothing of the embed is left that would keep the metrics.
    for metric in ["by-city", "by-month", "total", "list", "sql"] {
        let path = format!("/api/v2/metrics?metricId={metric}");
        stage.portal.server.delete(&path, &service).await.ok();
    }
    stage.portal.server.delete("/api/v2/workspace?name=sales", &service).await.ok();
}

#[tokio::test]
async fn with_a_datamart_go_the_embeds_that_use_it() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let own = json!({"metric": {"name": "mine", "query": {"measures": ["orders.count"]},
        "chart": {"type": "single"}}});
    stage.guest("metrics/create", &token, own).await.ok();
    let path = "/api/v2/data-app/datamart?datamartName=shop";
    let service = stage.portal.server.service.clone();
    let dry = stage.portal.server.delete(&format!("{path}&dryRun=true"), &service).await.ok();
    assert!(dry["wouldDelete"].to_string().contains("\"embed\""), "{dry}");
    assert!(dry["blockedBy"].to_string().contains("workspace"), "{dry}");
    // What the vendor made over it keeps it; the tenants' own does not.
    assert_eq!(stage.portal.server.delete(path, &service).await.status, 409);
    let multi = json!({"name": "sales", "connectionType": "MULTI_DATAMART"});
    stage
        .portal
        .server
        .send(Method::PUT, super::stage::WORKSPACE, Some(&service), Some(&multi))
        .await
        .ok();
    let board = json!({"dashboardId": "board", "workspaceName": "sales", "name": "Board"});
    stage
        .portal
        .server
        .send(Method::PUT, super::stage::DASHBOARDS, Some(&service), Some(&board))
        .await
        .ok();
    stage.portal.server.delete("/api/v2/metrics?metricId=sql", &service).await.ok();
    stage.portal.server.delete(path, &service).await.ok();
    assert_eq!(list(&stage).await, Vec::<Value>::new());
}

#[tokio::test]
async fn with_a_data_app_goes_all_that_its_tenants_made() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let own = json!({"metric": {"name": "mine", "query": {"measures": ["orders.count"]},
        "chart": {"type": "single"}}});
    stage.guest("metrics/create", &token, own).await.ok();
    let service = stage.portal.server.service.clone();
    stage.portal.server.delete("/api/v2/data-app?name=portal", &service).await.ok();
    let kind = souk_store::DocumentKind::Metric;
    let server = &stage.portal.server;
    let left =
        server.services.store.documents(server.organisation, kind, souk_store::Page::ALL).await;
    assert_eq!(left.expect("the store").len(), 5);
}
