//! `/api/v2/guest-token` and its first version.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Method;
use serde_json::{Value, json};
use souk_model::DocumentId;
use souk_store::{Change, DocumentKind, NewDocument, Page, TokenFilter, TokenKind};

use crate::shop::Reply;
use crate::support::server::{Server, reply, text};

const CREATE: &str = "/api/v2/guest-token/create";
const CREATE_V1: &str = "/api/v1/guest-token/create";
const LIST: &str = "/api/v2/guest-token";
/// Guests may use it, and an empty question is a bad one.
const QUERY: &str = "/api/v2/data-app/datamarts/query";

fn minimal() -> Value {
    json!({"dataAppName": "portal", "clientId": "7"})
}

fn with(field: &str, value: Value) -> Value {
    let mut body = minimal();
    body[field] = value;
    body
}

async fn is_let_in(server: &Server, guest: &str) -> bool {
    server.post(QUERY, guest, json!({})).await.status != 401
}

async fn plant(server: &Server, kind: DocumentKind, name: &str) {
    let (id, body) = (DocumentId::random(), json!({"version": 1}));
    let (name, links) = (name.to_owned(), Vec::new());
    let document = NewDocument { kind, id, name, body, links };
    server.commit(server.organisation, vec![Change::CreateDocument(document)]).await;
}

#[tokio::test]
async fn a_guest_token_is_made_with_a_key_or_a_service_token_and_lets_in_by_either_header() {
    let server = Server::start().await;
    let key = server.data_app("portal").await;
    for credential in [&key, &server.service] {
        let guest = server.guest(credential, "portal", "7").await;
        assert!(is_let_in(&server, &guest).await);
        let request = server.request(Method::POST, QUERY).json(&json!({}));
        let answer = reply(request.header("X-Plugin-Token", &guest)).await;
        assert_ne!(answer.status, 401);
    }
}

#[tokio::test]
async fn everything_in_the_body_is_kept() {
    let server = Server::start().await;
    let key = server.data_app("portal").await;
    plant(&server, DocumentKind::Datasource, "main").await;
    plant(&server, DocumentKind::Datamart, "shop").await;
    let filter = |name: &str, kind: &str, variant: &str| json!({"name": name, "type": kind, "variant": variant});
    let of_metric = [
        filter("a", "string", "select"),
        filter("b", "number", "select"),
        filter("c", "string", "select"),
        filter("d", "string", "multiselect"),
        filter("e", "number", "range"),
        filter("own", "string", "select"),
    ];
    let of_metric = of_metric.map(|mut filter| {
        filter["member"] = json!("t.c");
        filter
    });
    let documents = [
        ("workspace", json!({"name": "w", "connectionType": "MULTI_DATAMART"})),
        (
            "metrics",
            json!({"metricId": "m", "workspaceName": "w", "name": "m", "filters": of_metric,
            "query": {"measures": ["t.c"]}, "chart": {"type": "bar"}}),
        ),
        (
            "dashboards",
            json!({"dashboardId": "d", "workspaceName": "w", "name": "d",
            "filters": [filter("Date", "date", "range"), filter("Price", "number", "range")]}),
        ),
    ];
    for (path, body) in documents {
        server.post(&format!("/api/v2/{path}"), &server.service, body).await.ok();
    }
    let params = json!({
        "allowedEmbeds": ["one"], "hideDashboardFilters": ["Region"], "userIdentifier": "ola",
        "timezone": "Europe/Oslo", "customerContext": {"anything": [1]},
        "appFilters": [{"metricId": "m", "values": {"a": true, "b": 1, "c": "x", "d": ["x", "y"],
            "e": {"min": 1}}}],
        "dashboardAppFilters": [{"dashboardId": "d", "isShowOnUrl": false, "values": {
            "Date": {"startDate": "2024-01-01", "endDate": "2024-12-31"},
            "Price": {"min": 1, "max": 2.5}}}],
        "rlsSettings": [{"metricId": "m", "values": {"own": true}}]
    });
    let body = json!({"dataAppName": "portal", "clientId": "7", "params": params,
        "permissions": {"isEnableDownloadMetrics": true, "isShowSideBar": false},
        "theme": {"name": "dark"}, "accessSettings": {"isAllowEmailReports": false},
        "datasourceName": "main", "datamartName": "shop", "expiryTime": 60_000});
    server.post(CREATE, &key, body.clone()).await.ok();
    let filter = TokenFilter { kind: Some(TokenKind::Guest), ..TokenFilter::default() };
    let stored = server.services.store.tokens(server.organisation, filter, Page::ALL).await;
    let token = &stored.expect("the store")[0];
    assert_eq!(token.client_id.as_deref(), Some("7"));
    for field in
        ["params", "permissions", "theme", "accessSettings", "datasourceName", "datamartName"]
    {
        assert_eq!(token.body[field], body[field], "{field}");
    }
}

#[tokio::test]
async fn what_is_malformed_is_refused_with_its_own_code() {
    let server = Server::start().await;
    let key = server.data_app("portal").await;
    let (body, client) = ("INVALID_REQUEST_BODY", "CLIENT_ID_ERROR");
    let (app, rls) = ("APP_FILTER_PARAM_ERROR", "RLS_SETTINGS_PARAM_ERROR");
    let params = |params: Value| with("params", params);
    let app_filter =
        |values: Value| params(json!({"appFilters": [{"metricId": "m", "values": values}]}));
    let cases = [
        (json!({"dataAppName": "portal"}), body, "\"clientId\" is required"),
        (json!({"clientId": "7"}), body, "\"dataAppName\" is required"),
        (with("clientId", json!(7)), body, "\"clientId\" must be a string"),
        (with("clientId", json!("")), client, "\"clientId\" is not allowed to be empty"),
        (
            with("clientId", json!("a\u{0}")),
            client,
            "\"clientId\" must not contain control characters",
        ),
        (with("dataAppName", json!("none")), "DATA_APP_NOT_FOUND", "Data app not found"),
        (with("colour", json!(1)), body, "\"colour\" is not allowed"),
        (with("expiryTime", json!(0)), body, "\"expiryTime\" must be a positive number"),
        (with("expiryTime", json!("soon")), body, "\"expiryTime\" must be a number"),
        (
            with("permissions", json!({"isShowSideBar": "yes"})),
            body,
            "\"permissions.isShowSideBar\" must be a boolean",
        ),
        (with("params", json!([])), body, "\"params\" must be of type object"),
        (with("datasourceName", json!("none")), "DATASOURCE_NAME_ERROR", "Invalid datasource name"),
        (with("datamartName", json!("none")), "INVALID_DATAMART", "Invalid datamart"),
        (
            params(json!({"allowedEmbeds": "one"})),
            body,
            "\"params.allowedEmbeds\" must be an array",
        ),
        (
            params(json!({"allowedEmbeds": [1]})),
            body,
            "\"params.allowedEmbeds[0]\" must be a string",
        ),
        (
            params(json!({"timezone": "Mars/Base"})),
            body,
            "\"params.timezone\" must be a time zone of the IANA database, such as Europe/Oslo",
        ),
        (params(json!({"userIdentifier": 7})), body, "\"params.userIdentifier\" must be a string"),
        (params(json!({"appFilters": {}})), app, "\"params.appFilters\" must be an array"),
        (
            params(json!({"appFilters": [{"values": {}}]})),
            app,
            "\"params.appFilters[0].metricId\" is required",
        ),
        (
            params(json!({"appFilters": [{"metricId": "m"}]})),
            app,
            "\"params.appFilters[0].values\" is required",
        ),
        (app_filter(json!({"a": null})), app, "\"params.appFilters[0].values.a\" must not be null"),
        (
            app_filter(json!({"a": {"min": "x"}})),
            app,
            "\"params.appFilters[0].values.a\" must hold numbers",
        ),
        (
            app_filter(json!({"a": {"startDate": "2024-13-01"}})),
            app,
            "\"params.appFilters[0].values.a\" must hold dates as YYYY-MM-DD",
        ),
        (
            params(json!({"dashboardAppFilters": [{"values": {}}]})),
            app,
            "\"params.dashboardAppFilters[0].dashboardId\" is required",
        ),
        (
            params(json!({"rlsSettings": [{"metricId": "m"}]})),
            rls,
            "\"params.rlsSettings[0].values\" is required",
        ),
        (
            app_filter(json!({"a": {"sql": "select 1", "columnName": "z"}})),
            app,
            "\"params.appFilters[0].values.a\" must not be SQL",
        ),
        (
            params(json!({"rowRules": [{"table": "orders", "sql": "true"}]})),
            rls,
            "\"params.rowRules[0].sql\" must not be SQL",
        ),
        (
            params(json!({"dashboard": {}})),
            "DASHBOARD_PARAM_ERROR",
            "\"params.dashboard.id\" is required",
        ),
    ];
    for (request, code, message) in cases {
        server.post(CREATE, &key, request).await.fails(400, code, message);
    }
}

#[tokio::test]
async fn a_key_makes_tokens_for_its_own_data_app_only() {
    let server = Server::start().await;
    let (key, _) = (server.data_app("portal").await, server.data_app("other").await);
    let answer = server.post(CREATE, &key, with("dataAppName", json!("other"))).await;
    answer.fails(400, "DATA_APP_NOT_FOUND", "Data app not found");
}

async fn expiry(server: &Server) -> TimeDelta {
    let listed = server.get(LIST, &server.service).await.ok();
    let item = listed["data"].as_array().expect("a list").last().expect("a token").clone();
    let at: DateTime<Utc> = text(&item["expiresAt"]).parse().expect("a time");
    at - Utc::now()
}

#[tokio::test]
async fn a_token_always_expires() {
    let variables = [("SOUK_GUEST_TOKEN_DEFAULT_TTL", "2h"), ("SOUK_GUEST_TOKEN_MAX_TTL", "5h")];
    let server = Server::with(&variables).await;
    let key = server.data_app("portal").await;
    let near = |left: TimeDelta, hours: i64| {
        (TimeDelta::hours(hours) - left).abs() < TimeDelta::minutes(1)
    };
    server.post(CREATE, &key, minimal()).await.ok();
    assert!(near(expiry(&server).await, 2), "the default");
    server.post(CREATE, &key, with("expiryTime", json!(3_600_000))).await.ok();
    assert!(near(expiry(&server).await, 1), "as asked");
    for long in [json!(86_400_000), json!(u64::MAX), json!("9007199254740991")] {
        server.post(CREATE, &key, with("expiryTime", long)).await.ok();
        assert!(near(expiry(&server).await, 5), "the ceiling");
    }
    let short = text(&server.post(CREATE, &key, with("expiryTime", json!(1))).await.ok()["token"]);
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    assert!(!is_let_in(&server, &short).await, "it is over");
}

#[tokio::test]
async fn the_first_version_asks_for_a_workspace() {
    let server = Server::start().await;
    let key = server.data_app("portal").await;
    let body = json!({"clientId": "7", "workspaceName": "sales",
        "params": {"dashboard": {"id": "d"}}, "expiryTime": 60_000});
    let post = async |credential: &str, body: Value| -> Reply {
        server.post(CREATE_V1, credential, body).await
    };
    let message = "Invalid workspace name";
    post(&key, body.clone()).await.fails(400, "WORKSPACE_ID_ERROR", message);
    plant(&server, DocumentKind::Workspace, "sales").await;
    let guest = text(&post(&key, body.clone()).await.ok()["token"]);
    assert!(is_let_in(&server, &guest).await);
    let message = "\"dataAppName\" is required";
    post(&server.service, body.clone()).await.fails(400, "INVALID_REQUEST_BODY", message);
    let mut named = body;
    named["dataAppName"] = json!("portal");
    post(&server.service, named).await.ok();
}

#[tokio::test]
async fn tokens_are_revoked_one_by_one_per_tenant_and_per_data_app() {
    let server = Server::start().await;
    let (portal, other) = (server.data_app("portal").await, server.data_app("other").await);
    let first = server.guest(&portal, "portal", "7").await;
    let second = server.guest(&portal, "portal", "7").await;
    let third = server.guest(&portal, "portal", "8").await;
    let foreign = server.guest(&other, "other", "7").await;

    let listed = server.get(&format!("{LIST}?clientId=7"), &portal).await.ok();
    let ids: Vec<_> =
        listed["data"].as_array().expect("a list").iter().map(|item| text(&item["id"])).collect();
    assert_eq!(ids.len(), 2, "a key sees its own data app's");
    assert!(!listed.to_string().contains(&first), "secrets are not listed");
    let revoked = server.delete(&format!("{LIST}?id={}", ids[0]), &portal).await.ok();
    assert_eq!(revoked, json!({"data": {"revoked": 1}}));
    assert!(!is_let_in(&server, &first).await && is_let_in(&server, &second).await);

    let query = format!("{LIST}?clientId=7&dataAppName=portal");
    assert_eq!(server.delete(&query, &server.service).await.ok()["data"]["revoked"], 1);
    assert!(!is_let_in(&server, &second).await);
    assert!(is_let_in(&server, &third).await && is_let_in(&server, &foreign).await);

    let query = format!("{LIST}?dataAppName=portal");
    let answer = server.delete(&query, &other).await;
    answer.fails(400, "DATA_APP_NOT_FOUND", "Data app not found");
    server.delete(&query, &portal).await.ok();
    assert!(!is_let_in(&server, &third).await && is_let_in(&server, &foreign).await);
    server.guest(&portal, "portal", "7").await;

    let message = "one of \"id\", \"clientId\" and \"dataAppName\" is required";
    server.delete(LIST, &server.service).await.fails(400, "INVALID_REQUEST_BODY", message);
}
