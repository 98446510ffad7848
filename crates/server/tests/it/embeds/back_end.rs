//! What a data app's back end reads: answers as any tenant of its own embeds, and nothing of others.

use reqwest::Method;
use serde_json::{Value, json};

use super::stage::Stage;
use crate::support::server::text;

const QUERY: &str = "/api/v2/data-app/query";

fn wish(client: &str, metric: &str) -> Value {
    json!({"embedId": "board", "metricId": metric, "clientId": client})
}

#[tokio::test]
async fn an_answer_has_the_documented_shape() {
    let stage = Stage::start().await;
    for path in [QUERY, "/api/v2/dataApp/query"] {
        let mut body = wish("7", "by-city");
        body["dashboardFilter"] = json!({"Period": {"start": "2024-01-01", "end": "2024-01-31"}});
        body["metricFilter"] = json!({"Status": ["paid"]});
        let reply = stage.key(Method::POST, path, body).await.ok();
        assert_eq!(reply["data"], json!([{"customers.city": "Oslo", "orders.revenue": 12.5}]));
        assert_eq!(reply["metricid"], "by-city");
        assert_eq!((&reply["totalRecords"], &reply["error"]), (&json!(1), &Value::Null));
        assert_eq!(reply["comparisonValue"], Value::Null);
        assert!(reply["timeTaken"].is_u64());
        assert_eq!(reply["metaData"]["groupbyColumnList"], json!(["customers.city"]));
        let columns = &reply["metaData"]["columns"];
        assert_eq!(
            (&columns[0]["name"], &columns[1]["dataType"]),
            (&json!("customers.city"), &json!("number"))
        );
    }
    let other = stage.key(Method::POST, QUERY, wish("8", "by-city")).await.ok();
    assert_eq!(other["data"], json!([{"customers.city": "POISON", "orders.revenue": 777.77}]));
}

#[tokio::test]
async fn what_is_wrong_is_said_with_the_documented_codes() {
    let stage = Stage::start().await;
    let with = |key: &str, value: Value| {
        let mut body = wish("7", "by-city");
        body[key] = value;
        body
    };
    let cases = [
        (with("embedId", json!("none")), "EMBED_PARAM_ERROR", "Invalid embed id"),
        (with("metricId", json!("none")), "INVALID_METRIC_ID", "Metric not found"),
        (with("datasourceName", json!("none")), "DATASOURCE_NAME_ERROR", "Invalid datasource name"),
        (with("clientId", json!("x")), "CLIENT_ID_ERROR", "Invalid client id"),
        (
            with("dashboardFilter", json!({"Colour": 1})),
            "INVALID_REQUEST_BODY",
            "there is no filter \"Colour\"",
        ),
        (
            json!({"embedId": "board", "metricId": "by-city"}),
            "INVALID_REQUEST_BODY",
            "\"clientId\" is required",
        ),
    ];
    for (body, code, message) in cases {
        stage.key(Method::POST, QUERY, body).await.fails(400, code, message);
    }
    let key = stage.portal.server.data_app("second").await;
    let reply = stage.portal.server.post(QUERY, &key, wish("7", "by-city")).await;
    reply.fails(400, "EMBED_PARAM_ERROR", "Invalid embed id");
}

#[tokio::test]
async fn dashboards_and_metrics_are_listed_and_metrics_published() {
    let stage = Stage::start().await;
    let board = json!({"data": [{"name": "Board", "externalDashboardId": "board", "embedId": "board"}],
        "error": null});
    let server = &stage.portal.server;
    let key = stage.portal.key.clone();
    let path = "/api/v2/data-app/dashboards";
    assert_eq!(server.get(path, &key).await.ok(), board);
    assert_eq!(server.get(&format!("{path}?dashboardNames=Board,Other"), &key).await.ok(), board);
    let none = server.get(&format!("{path}?dashboardNames=Other"), &key).await.ok();
    assert_eq!(none["data"], json!([]));
    let names = json!({"filters": {"dashboardNames": ["Board"]}});
    assert_eq!(stage.key(Method::POST, path, names).await.ok(), board);
    let kari = stage.acme(json!({"userIdentifier": "kari"})).await;
    let own = json!({"metric": {"name": "mine", "query": {"measures": ["orders.count"]},
        "chart": {"type": "single"}, "visibility": "private"}});
    let id = text(&stage.guest("metrics/create", &kari, own).await.ok()["id"]);
    let list = async |client: &str, user: &str| {
        let path = format!("/api/v2/data-app/metrics?embedId=board&clientId={client}{user}");
        let found = server.get(&path, &key).await.ok()["data"].clone();
        found.as_array().unwrap().clone()
    };
    let found = list("7", "").await;
    assert_eq!(found.len(), 6);
    assert_eq!(
        found[0],
        json!({"name": "Metric by-city", "metricId": "by-city",
        "isPublished": true, "createdByUser": null})
    );
    assert_eq!(
        found[5],
        json!({"name": "mine", "metricId": id, "isPublished": false,
        "createdByUser": "kari"})
    );
    assert_eq!((list("7", "&userIdentifier=ola").await.len(), list("8", "").await.len()), (5, 5));
    let publish = "/api/v2/data-app/metrics/publish";
    let body = |metric: &str, flag: bool| json!({"embedId": "board", "metricId": metric, "isPublished": flag});
    assert_eq!(stage.key(Method::PUT, publish, body(&id, true)).await.ok(), json!({"id": id}));
    assert_eq!(list("7", "&userIdentifier=ola").await.len(), 6);
    assert_eq!(list("8", "").await.len(), 5, "published to the tenant and to nobody else");
    stage.key(Method::PUT, publish, body("by-city", true)).await.ok();
    for wrong in [body("none", true), body("by-city", false)] {
        let reply = stage.key(Method::PUT, publish, wrong).await;
        reply.fails(500, "INVALID_METRIC_ID", "Invalid metric or embed ID");
    }
    let second = server.data_app("second").await;
    let reply = server.send(Method::PUT, publish, Some(&second), Some(&body(&id, false))).await;
    reply.fails(500, "INVALID_METRIC_ID", "Invalid metric or embed ID");
}
