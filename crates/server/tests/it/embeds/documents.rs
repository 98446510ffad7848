//! Workspaces, metrics and dashboards as documents: made, read, changed and removed, in one
//! organisation and never in another.

use reqwest::Method;
use serde_json::{Value, json};
use souk_store::TokenKind;

use super::stage::{DASHBOARDS, METRICS, Stage, WORKSPACE, dashboard, metrics};
use crate::shop::Reply;
use crate::support::server::soon;

async fn put(stage: &Stage, path: &str, body: Value) -> Reply {
    let server = &stage.portal.server;
    server.send(Method::PUT, path, Some(&server.service), Some(&body)).await
}

async fn get(stage: &Stage, path: &str) -> Value {
    let server = &stage.portal.server;
    server.get(path, &server.service).await.ok()["data"].clone()
}

async fn delete(stage: &Stage, path: &str) -> Reply {
    let server = &stage.portal.server;
    server.delete(path, &server.service).await
}

fn workspace(name: &str, connection: Value) -> Value {
    let mut body = json!({"name": name});
    body.as_object_mut().unwrap().extend(connection.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn a_workspace_is_made_listed_changed_and_removed() {
    let stage = Stage::start().await;
    let body =
        workspace("second", json!({"connectionType": "DATASOURCE", "datasourceName": "main"}));
    let made = stage.vendor(WORKSPACE, body.clone()).await.ok();
    assert_eq!(made, json!({"data": {"name": "second"}, "error": null}));
    let taken = "Workspace name already exists";
    stage.vendor(WORKSPACE, body).await.fails(400, "WORKSPACE_NAME_ALREADY_EXISTS", taken);
    assert_eq!(get(&stage, WORKSPACE).await, json!([{"name": "sales"}, {"name": "second"}]));
    let paged = get(&stage, "/api/v2/workspace?isPagination=true&pageNumber=2").await;
    assert_eq!(paged, json!([]));
    let multi = workspace("second", json!({"connectionType": "MULTI_DATAMART"}));
    assert_eq!(put(&stage, WORKSPACE, multi).await.ok()["data"], json!({"name": "second"}));
    let reply = delete(&stage, "/api/v2/workspace?name=second").await.ok();
    let expected = json!({"id": "second", "message": "Workspace deleted successfully"});
    assert_eq!(reply, json!({"data": expected, "error": null}));
    let cases = [
        (
            workspace("x", json!({"connectionType": "DATAMART"})),
            "INVALID_REQUEST_BODY",
            "\"datamartName\" is required",
        ),
        (
            workspace("x", json!({"connectionType": "DATAMART", "datamartName": "none"})),
            "INVALID_DATAMART_NAME",
            "Invalid datamart name",
        ),
        (
            workspace("x", json!({"connectionType": "DATASOURCE", "datasourceName": "none"})),
            "INVALID_DATASOURCE_NAME",
            "Invalid datasource name",
        ),
        (json!({"connectionType": "DATAMART"}), "INVALID_REQUEST_BODY", "\"name\" is required"),
    ];
    for (body, code, message) in cases {
        stage.vendor(WORKSPACE, body).await.fails(400, code, message);
    }
    let unknown =
        put(&stage, WORKSPACE, workspace("x", json!({"connectionType": "MULTI_DATAMART"}))).await;
    unknown.fails(400, "WORKSPACE_DOES_NOT_EXIST", "Workspace does not exist");
    let unknown = delete(&stage, "/api/v2/workspace?name=none").await;
    unknown.fails(400, "INVALID_REQUEST_BODY", "Workspace not found");
    let absent = delete(&stage, WORKSPACE).await;
    absent.fails(400, "INVALID_REQUEST_BODY", "\"name\" is required");
    let full = delete(&stage, "/api/v2/workspace?name=sales").await;
    assert!(full.hints().contains("metric \"by-city\" uses it"), "{full:?}");
    full.fails(409, "CONFLICT", "the workspace is in use");
}

#[tokio::test]
async fn a_workspaces_contents_are_listed() {
    let stage = Stage::start().await;
    let ask = async |path: &str, body: Value| {
        stage.vendor(&format!("/api/v2/workspace/{path}"), body).await
    };
    let found = ask("dashboards", json!({"workspaceName": "sales"})).await.ok();
    assert_eq!(
        found,
        json!({"data": [{"name": "Board", "externalDashboardId": "board"}], "error": null})
    );
    let found = ask("metrics", json!({"workspaceName": "sales", "isPagination": true})).await.ok();
    assert_eq!(found["data"][0], json!({"name": "Metric by-city", "metricId": "by-city"}));
    assert_eq!(found["data"].as_array().map(Vec::len), Some(5));
    let body = json!({"workspaceName": "sales", "dashboardId": "board"});
    assert_eq!(ask("dashboard/metrics", body).await.ok()["data"].as_array().map(Vec::len), Some(5));
    for path in ["dashboards", "metrics"] {
        let reply = ask(path, json!({"workspaceName": "none"})).await;
        reply.fails(400, "WORKSPACE_ID_ERROR", "Invalid workspace name");
    }
    let reply =
        ask("dashboard/metrics", json!({"workspaceName": "sales", "dashboardId": "none"})).await;
    reply.fails(400, "DASHBOARD_PARAM_ERROR", "Invalid dashboard id");
}

#[tokio::test]
async fn filters_of_a_dashboard_are_mapped_to_other_columns() {
    let stage = Stage::start().await;
    let path = "/api/v2/workspace/dashboards";
    let apply = |column: &str| {
        json!([{"dataType": "text", "schemaName": "public",
        "tableName": "orders", "columnName": column}])
    };
    let body = |filters: Value| {
        json!({"workspaceName": "sales",
        "dashboards": [{"dashboardId": "board", "filters": filters}]})
    };
    let filters = json!([{"name": "City", "applyOnTables": apply("status")},
        {"name": "Nothing", "applyOnTables": []}]);
    let reply = put(&stage, path, body(filters)).await.ok();
    assert_eq!(reply, json!({"data": {"success": true}, "error": null}));
    let token = stage.acme(json!({})).await;
    let rows = stage.rows(&token, "by-city", json!({"City": ["open"]})).await;
    assert_eq!(rows[0]["customers.city"], "Bergen");
    let empty = json!({"workspaceName": "sales", "dashboards": []});
    put(&stage, path, empty).await.ok();
    let reply =
        put(&stage, path, body(json!([{"name": "City", "applyOnTables": apply("none")}]))).await;
    assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY");
}

#[tokio::test]
async fn a_metric_is_read_changed_duplicated_and_removed() {
    let stage = Stage::start().await;
    let read = get(&stage, "/api/v2/metrics?metricId=by-city").await;
    let mut expected = metrics()[0].clone();
    for key in ["createdAt", "updatedAt"] {
        expected[key] = read[0][key].clone();
    }
    assert_eq!(read, json!([expected]), "as it was sent");
    let copy = json!({"metricId": "by-city", "newMetricId": "copy", "name": "Copy"});
    assert_eq!(stage.vendor("/api/v2/metrics/duplicate", copy).await.ok()["id"], "copy");
    let named = json!({"metricId": "by-city"});
    let id = stage.vendor("/api/v2/metrics/duplicate", named).await.ok()["id"].clone();
    assert!(id.as_str().unwrap().starts_with("metric-by-city-"), "{id}");
    let mut change = metrics()[0].clone();
    change["metricId"] = json!("copy");
    change["name"] = json!("Changed");
    put(&stage, METRICS, change).await.ok();
    assert_eq!(get(&stage, "/api/v2/metrics?metricId=copy").await[0]["name"], "Changed");
    assert_eq!(
        get(&stage, "/api/v2/metrics?workspaceName=sales").await.as_array().map(Vec::len),
        Some(7)
    );
    delete(&stage, "/api/v2/metrics?metricId=copy").await.ok();
    let gone = delete(&stage, "/api/v2/metrics?metricId=copy").await;
    gone.fails(400, "INVALID_METRIC_ID", "Metric not found");
    let used = delete(&stage, "/api/v2/metrics?metricId=by-city").await;
    assert!(used.hints().contains("dashboard \"board\" uses it"), "{used:?}");
    used.fails(409, "CONFLICT", "the metric is in use");
}

#[tokio::test]
async fn a_metric_that_is_not_well_formed_is_refused() {
    let stage = Stage::start().await;
    let with = |key: &str, value: Value| {
        let mut metric = metrics()[0].clone();
        metric["metricId"] = json!("new");
        metric[key] = value;
        metric
    };
    let wrong = [
        with("chart", json!({"type": "spiral"})),
        with("chart", json!({})),
        with("query", json!({"measure": []})),
        with("sqlMetric", json!({"sql": "SELECT 1"})),
        with(
            "filters",
            json!([{"name": "a", "type": "string", "variant": "range", "member": "t.c"}]),
        ),
        with("filters", json!([{"name": "a", "type": "string", "variant": "select"}])),
        with(
            "filters",
            json!([{"name": "a", "type": "number", "variant": "select", "member": "t.c", "default": "x"}]),
        ),
        with("colour", json!("red")),
        with("metricId", json!("")),
    ];
    for body in wrong {
        let reply = stage.vendor(METRICS, body.clone()).await;
        assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY", "{body} {reply:?}");
    }
    let unknown = stage.vendor(METRICS, with("datamartName", json!("none"))).await;
    unknown.fails(400, "INVALID_DATAMART", "Invalid datamart");
    let unknown = stage.vendor(METRICS, with("workspaceName", json!("none"))).await;
    unknown.fails(400, "WORKSPACE_ID_ERROR", "Invalid workspace name");
    let taken = stage.vendor(METRICS, with("metricId", json!("by-city"))).await;
    taken.fails(400, "INVALID_METRIC_ID", "Metric already exists");
}

#[tokio::test]
async fn a_dashboard_is_read_changed_duplicated_and_removed() {
    let stage = Stage::start().await;
    let read = get(&stage, "/api/v2/dashboards?dashboardId=board").await;
    let mut expected = dashboard();
    for key in ["createdAt", "updatedAt"] {
        expected[key] = read[0][key].clone();
    }
    assert_eq!(read, json!([expected]), "as it was sent");
    let copy = json!({"dashboardId": "board", "newDashboardId": "copy"});
    stage.vendor("/api/v2/dashboards/duplicate", copy).await.ok();
    delete(&stage, "/api/v2/dashboards?dashboardId=copy").await.ok();
    let used = delete(&stage, "/api/v2/dashboards?dashboardId=board").await;
    assert!(used.hints().contains("embed \"board\" uses it"), "{used:?}");
    let with = |key: &str, value: Value| {
        let mut board = dashboard();
        board["dashboardId"] = json!("new");
        board[key] = value;
        board
    };
    let block = |further: Value| {
        let mut block = json!({"id": "b", "kind": "text", "text": "x"});
        block.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
        json!([block])
    };
    let wrong = [
        with("blocks", block(json!({"tab": "none"}))),
        with("blocks", block(json!({"kind": "metric"}))),
        with(
            "blocks",
            json!([{"id": "b", "kind": "image", "image": {"url": "javascript:alert(1)"}}]),
        ),
        with("blocks", block(json!({"at": {"lg": {"x": 0, "y": 0, "w": 0, "h": 1}}}))),
        with("tabs", json!([{"id": "a", "name": "A"}, {"id": "a", "name": "B"}])),
        with(
            "filters",
            json!([{"name": "a", "type": "string", "variant": "select", "member": "t.c"}]),
        ),
        with(
            "filters",
            json!([{"name": "a", "type": "string", "variant": "select", "dependsOn": ["b"]}]),
        ),
    ];
    for body in wrong {
        let reply = stage.vendor(DASHBOARDS, body.clone()).await;
        assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY", "{body} {reply:?}");
    }
    let unknown = json!([{"id": "b", "kind": "metric", "metricId": "none"}]);
    stage.vendor(DASHBOARDS, with("blocks", unknown)).await.fails(
        400,
        "INVALID_METRIC_ID",
        "Metric not found",
    );
    let taken = stage.vendor(DASHBOARDS, dashboard()).await;
    taken.fails(400, "INVALID_DASHBOARD_ID", "Dashboard already exists");
}

#[tokio::test]
async fn another_organisation_sees_and_touches_none_of_it() {
    let stage = Stage::start().await;
    let server = &stage.portal.server;
    let second = server.services.store.create_organisation("second").await.expect("made");
    let service = server.plant_in(second, TokenKind::Service, soon()).await.secret;
    let key = server.plant_in(second, TokenKind::ApiKey, soon()).await.secret;
    for path in [WORKSPACE, METRICS, DASHBOARDS] {
        assert_eq!(server.get(path, &service).await.ok()["data"], json!([]), "{path}");
    }
    assert_eq!(server.get(super::stage::EMBEDS, &key).await.ok()["data"], json!([]));
    for path in [
        "/api/v2/metrics?metricId=by-city",
        "/api/v2/dashboards?dashboardId=board",
        "/api/v2/workspace?name=sales",
    ] {
        assert_eq!(server.delete(path, &service).await.status, 400, "{path}");
    }
    let query = json!({"embedId": "board", "metricId": "by-city", "clientId": "7"});
    let reply = server.post("/api/v2/data-app/query", &key, query).await;
    reply.fails(400, "EMBED_PARAM_ERROR", "Invalid embed id");
    let rename = json!({"embedId": "board", "name": "stolen"});
    let reply =
        server.send(Method::PUT, "/api/v2/data-app/embeds/rename", Some(&key), Some(&rename)).await;
    assert_eq!(reply.body["error"]["code"], "INVALID_EMBED_ID");
    // The same names are free there.
    let body = workspace("sales", json!({"connectionType": "MULTI_DATAMART"}));
    server.post(WORKSPACE, &service, body).await.ok();
}
