//! Dashboards as files, and dashboards that are made for one tenant.

use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{EMBEDS, METRICS, Stage, WORKSPACE, answer_of, everything};
use crate::support::server::reply;

const EXPORT: &str = "/api/v2/data-app/export-dashboard";
const IMPORT: &str = "/api/v2/data-app/import-dashboard";
const FOR_TENANT: &str = "/api/v2/data-app/dashboard-embeds";

async fn exported(stage: &Stage) -> Value {
    let body = json!({"workspaceName": "sales", "dashboardId": "board"});
    stage.vendor(EXPORT, body).await.ok()
}

fn wish(further: Value) -> Value {
    let mut body = json!({"dashboardId": "of-7", "workspaceName": "sales", "clientId": "7",
        "accessSettings": everything()});
    body.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn what_is_exported_can_be_imported_elsewhere() {
    let stage = Stage::start().await;
    let file = exported(&stage).await;
    assert_eq!(file["_meta"]["dashboardId"], "board");
    assert_eq!(file["data"]["layout"].as_array().map(Vec::len), Some(6));
    assert_eq!(file["data"]["metrics"].as_array().map(Vec::len), Some(5));
    let mut second = crate::questions::portal::shop();
    second["name"] = json!("copy");
    stage.portal.create(&second).await;
    let workspace = json!({"name": "second", "connectionType": "DATAMART", "datamartName": "copy"});
    stage.vendor(WORKSPACE, workspace).await.ok();
    let body = json!({"workspaceName": "second", "dashboardId": "imported", "dashboardName": "Imported",
        "importDashboardData": file["data"]});
    let made = stage.vendor(IMPORT, body.clone()).await.ok();
    let expected = json!({"message": "Imported Dashboard with 5 metrics", "dashboardId": "imported",
        "dashboardName": "Imported", "workspaceName": "second"});
    assert_eq!(made["data"]["response"], expected);
    stage.vendor(IMPORT, body).await.fails(400, "INVALID_DASHBOARD_ID", "Dashboard already exists");
    let embed = json!({"dashboardId": "imported", "embedType": "dashboard", "workspaceName": "second",
        "accessSettings": {"datamartName": "copy"}});
    stage.key(Method::POST, EMBEDS, embed).await.ok();
    let token = stage.acme(json!({})).await;
    let body = json!({"dashboardId": "imported", "filters": {"City": ["Oslo"]}});
    let lines = stage.stream("dashboard", &token, body).await;
    let metrics = lines[0]["dashboard"]["metrics"].as_array().unwrap();
    let id = metrics[0]["metricId"].as_str().unwrap();
    assert!(id.starts_with("by-city__"), "the identifier was taken: {id}");
    let rows = &answer_of(&lines, id)["answer"]["data"];
    assert_eq!(*rows, json!([{"customers.city": "Oslo", "orders.revenue": 12.5}]));
    let service = stage.portal.server.service.clone();
    let all = stage.portal.server.get(METRICS, &service).await.ok();
    let copies =
        all["data"].as_array().unwrap().iter().filter(|one| one["workspaceName"] == "second");
    assert!(copies.clone().count() == 5 && copies.clone().all(|one| one["datamartName"] == "copy"));
}

#[tokio::test]
async fn a_file_that_is_none_makes_nothing() {
    let stage = Stage::start().await;
    let wrong = [
        json!({"layout": 7}),
        json!({"layout": [{"id": "b", "kind": "metric"}]}),
        json!({"metrics": [{"metricId": "m"}]}),
        json!({"filters": [{"name": "a", "type": "colour", "variant": "select"}]}),
    ];
    for data in wrong {
        let body = json!({"workspaceName": "sales", "importDashboardData": data});
        let reply = stage.vendor(IMPORT, body).await;
        assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY", "{data} {reply:?}");
    }
    let service = stage.portal.server.service.clone();
    let all = stage.portal.server.get(METRICS, &service).await.ok();
    assert_eq!(all["data"].as_array().map(Vec::len), Some(5));
    let body = json!({"workspaceName": "none", "importDashboardData": {}});
    stage.vendor(IMPORT, body).await.fails(400, "WORKSPACE_ID_ERROR", "Invalid workspace name");
    let body = json!({"workspaceName": "sales", "dashboardId": "none"});
    stage.vendor(EXPORT, body).await.fails(400, "DASHBOARD_PARAM_ERROR", "Invalid dashboard id");
}

#[tokio::test]
async fn an_embed_is_exported_with_its_settings_and_without_a_datamart() {
    let stage = Stage::start().await;
    let path = format!("{EMBEDS}/export?embedId=board");
    let file = stage.portal.server.get(&path, &stage.portal.key).await.ok();
    let settings = &file["_meta"]["embedDataAppAccessSetting"];
    assert_eq!(settings["isAllowUnderlyingData"], true);
    assert!(settings.get("datamartName").is_none());
    assert_eq!(file["data"], exported(&stage).await["data"]);
    let path = format!("{EMBEDS}/export?embedId=none");
    let reply = stage.portal.server.get(&path, &stage.portal.key).await;
    reply.fails(400, "INVALID_EMBED_ID", "Embed configuration does not exist");
}

#[tokio::test]
async fn a_tenants_dashboard_is_seen_by_that_tenant_only() {
    let stage = Stage::start().await;
    let body = wish(json!({"templateDashboardId": "board", "metadata": {"own": "note"},
        "isAllowPrivateMetricsByDefault": true, "name": "Seven's"}));
    let made = stage.key(Method::POST, FOR_TENANT, body).await.ok();
    assert_eq!(made, json!({"id": "of-7", "error": null, "name": "Seven's"}));
    let token = stage.acme(json!({"userIdentifier": "kari"})).await;
    let body = json!({"dashboardId": "of-7", "data": false});
    let lines = stage.stream("dashboard", &token, body.clone()).await;
    assert_eq!(lines[0]["dashboard"]["blocks"].as_array().map(Vec::len), Some(6));
    let other = stage.token("8", json!({})).await;
    let reply = stage.guest("dashboard", &other, body.clone()).await;
    reply.fails(400, "INVALID_DASHBOARD_ID", "Dashboard not found");
    let query =
        |client: &str| json!({"embedId": "of-7", "metricId": "by-city", "clientId": client});
    stage.key(Method::POST, "/api/v2/data-app/query", query("7")).await.ok();
    let reply = stage.key(Method::POST, "/api/v2/data-app/query", query("8")).await;
    reply.fails(400, "EMBED_PARAM_ERROR", "Invalid embed id");
    // What its people make is private unless they say otherwise.
    let own = json!({"dashboardId": "of-7", "metric": {"name": "mine",
        "query": {"measures": ["orders.count"]}, "chart": {"type": "single"}}});
    stage.guest("metrics/create", &token, own).await.ok();
    let ola = stage.acme(json!({"userIdentifier": "ola"})).await;
    let lines = stage.stream("dashboard", &ola, body).await;
    assert_eq!(lines[0]["dashboard"]["metrics"].as_array().map(Vec::len), Some(5));
    let list = |client: &str| format!("{EMBEDS}?clientId={client}");
    let key = &stage.portal.key;
    let seven = stage.portal.server.get(&list("7"), key).await.ok();
    assert_eq!(seven["data"].as_array().map(Vec::len), Some(2));
    assert_eq!(seven["data"][1]["externalDashboard"]["metadata"]["own"], "note");
    let eight = stage.portal.server.get(&list("8"), key).await.ok();
    assert_eq!(eight["data"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_tenants_dashboard_is_made_of_a_form_with_a_file() {
    let stage = Stage::start().await;
    let file = exported(&stage).await.to_string();
    let boundary = "x-boundary";
    let part = |name: &str, text: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let mut form = part("dashboardId", "of-7") + &part("workspaceName", "sales");
    form += &(part("clientId", "7") + &part("isRenameDashboard", "true"));
    form += &part("accessSettings", &everything().to_string());
    form += &format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"importDashboardDataFile\"; \
        filename=\"d.json\"\r\nContent-Type: application/json\r\n\r\n{file}\r\n--{boundary}--\r\n"
    );
    let request = stage.portal.server.request(Method::POST, FOR_TENANT);
    let request = request
        .bearer_auth(&stage.portal.key)
        .header("content-type", format!("multipart/form-data; boundary={boundary}"))
        .body(form);
    let made = reply(request).await.ok();
    assert_eq!(made, json!({"id": "of-7", "error": null, "name": "Board"}));
    let token = stage.acme(json!({})).await;
    let lines = stage.stream("dashboard", &token, json!({"dashboardId": "of-7"})).await;
    assert_eq!(lines.len(), 7);
}

#[tokio::test]
async fn what_is_wrong_is_said_with_the_documented_codes() {
    let stage = Stage::start().await;
    let cases = [
        (json!({"workspaceName": "none"}), "WORKSPACE_ID_ERROR", "Invalid workspace name"),
        (json!({"clientId": ""}), "CLIENT_ID_ERROR", "Invalid client id"),
        (json!({"dashboardId": "board"}), "INVALID_DASHBOARD_ID", "Dashboard already exists"),
        (
            json!({"templateDashboardId": "none"}),
            "TEMPLATE_DASHBOARD_ERROR",
            "Invalid template dashboard id",
        ),
        (
            json!({"accessSettings": {"datamartName": "none"}}),
            "INVALID_DATAMART",
            "Invalid datamart",
        ),
        (
            json!({"metricImportMode": "ELSEWHERE"}),
            "INVALID_REQUEST_BODY",
            "\"metricImportMode\" must be one of [GALLERY]",
        ),
    ];
    for (further, code, message) in cases {
        stage.key(Method::POST, FOR_TENANT, wish(further)).await.fails(400, code, message);
    }
    // An empty one, on the older path.
    let old = "/api/v2/dataApp/dashboardEmbed/create";
    let made = stage.key(Method::POST, old, wish(json!({}))).await.ok();
    assert_eq!(made["name"], "of-7");
}
