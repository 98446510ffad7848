//! What a token fixes cannot be widened, whichever way is asked.

use serde_json::{Value, json};

use super::stage::{Stage, answer_of};

fn city_is(city: Value, is_shown: bool) -> Value {
    json!({"dashboardAppFilters": [{"dashboardId": "board", "values": {"City": city},
        "isShowOnUrl": is_shown}]})
}

fn cities(rows: &Value) -> Vec<&str> {
    let rows = rows.as_array().expect("rows").iter();
    rows.map(|row| row["customers.city"].as_str().expect("a city")).collect()
}

#[tokio::test]
async fn a_fixed_filter_that_is_not_shown_looks_like_none() {
    let stage = Stage::start().await;
    let token = stage.acme(city_is(json!(["Oslo"]), false)).await;
    let lines = stage.stream("dashboard", &token, json!({})).await;
    let names: Vec<_> = lines[0]["dashboard"]["filters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["Period", "Amount"]);
    assert_eq!(cities(&answer_of(&lines, "by-city")["answer"]["data"]), ["Oslo"]);
    for sent in [json!(["Bergen"]), json!(["Oslo"]), json!(null), json!([])] {
        let reply = stage.guest("dashboard", &token, json!({"filters": {"City": sent}})).await;
        reply.fails(400, "INVALID_REQUEST_BODY", "there is no filter \"City\"");
    }
    let options = stage.guest("filter-values", &token, json!({"filter": "City"})).await;
    options.fails(400, "INVALID_REQUEST_BODY", "there is no such filter");
}

#[tokio::test]
async fn a_value_from_the_browser_only_narrows_a_fixed_one() {
    let stage = Stage::start().await;
    let token = stage.acme(city_is(json!(["Oslo"]), true)).await;
    let lines = stage.stream("dashboard", &token, json!({})).await;
    assert_eq!(lines[0]["dashboard"]["filters"][1]["value"], json!(["Oslo"]));
    for sent in [json!(["Bergen", "Oslo"]), json!(null), json!([])] {
        let rows = stage.rows(&token, "by-city", json!({"City": sent})).await;
        assert_eq!(cities(&rows), ["Oslo"], "{sent}");
    }
    let rows = stage.rows(&token, "by-city", json!({"City": ["Bergen"]})).await;
    assert_eq!(rows, json!([]));
    let options = stage.guest("filter-values", &token, json!({"filter": "City"})).await.ok();
    assert_eq!(options["data"], json!([{"value": "Oslo", "label": "Oslo"}]));
}

#[tokio::test]
async fn a_fixed_filter_holds_on_every_way_to_the_rows() {
    let stage = Stage::start().await;
    let token = stage.acme(city_is(json!(["Oslo"]), true)).await;
    let cell =
        json!({"metricId": "by-city", "cell": [{"member": "customers.city", "value": "Bergen"}]});
    assert_eq!(stage.guest("underlying", &token, cell).await.ok()["totalRecords"], 0);
    let all = stage.guest("underlying", &token, json!({"metricId": "by-month"})).await.ok();
    assert_eq!(all["totalRecords"], 2);
    let query = json!({"query": {"measures": ["orders.count"], "dimensions": ["customers.city"]}});
    let preview = stage.guest("preview", &token, query).await.ok();
    assert_eq!(cities(&preview["answer"]["data"]), ["Oslo"]);
    let own = json!({"metric": {"name": "mine", "query": {"measures": ["orders.count"]},
        "chart": {"type": "single"}}});
    let id = stage.guest("metrics/create", &token, own).await.ok()["id"].clone();
    let rows = stage.rows(&token, id.as_str().unwrap(), json!({})).await;
    assert_eq!(rows, json!([{"orders.count": 2}]));
    let drill = json!({"drill": [{"member": "customers.city", "value": "Bergen"}]});
    let deeper = stage.answer(&token, "by-city", json!({}), drill).await;
    assert_eq!(deeper["answer"]["data"], json!([]));
    let options = json!({"filter": "Status", "metricId": "by-city"});
    let options = stage.guest("filter-values", &token, options).await.ok();
    assert_eq!(options["data"], json!([{"value": "paid", "label": "paid"}]));
    // A direct question has no dashboard, so the rule could not be applied.
    let direct = stage.portal.ask(&token, None, json!({"measures": ["orders.count"]})).await;
    assert_eq!(direct.body["error"]["code"], "RLS_SETTINGS_PARAM_ERROR", "{direct:?}");
}

#[tokio::test]
async fn a_metric_that_cannot_be_narrowed_as_the_token_says_is_not_shown() {
    let stage = Stage::start().await;
    let token = stage.acme(city_is(json!(["Oslo"]), false)).await;
    let lines = stage.stream("dashboard", &token, json!({})).await;
    let error = &answer_of(&lines, "sql")["error"];
    assert_eq!(error["code"], "APP_FILTER_PARAM_ERROR");
    assert_eq!(error["message"], "the guest token's filter \"City\" cannot be applied here");
    // The same where the filter was renamed after the token was made.
    let mut board = super::stage::dashboard();
    board["filters"][1]["name"] = json!("Town");
    let service = stage.portal.server.service.clone();
    let (method, path) = (reqwest::Method::PUT, super::stage::DASHBOARDS);
    stage.portal.server.send(method, path, Some(&service), Some(&board)).await.ok();
    let lines = stage.stream("dashboard", &token, json!({})).await;
    for metric in ["by-city", "by-month", "total", "list", "sql"] {
        let error = &answer_of(&lines, metric)["error"]["code"];
        assert_eq!(error, "APP_FILTER_PARAM_ERROR", "{metric}");
    }
}

#[tokio::test]
async fn no_allowed_value_allows_nothing() {
    let stage = Stage::start().await;
    let token = stage.acme(city_is(json!([]), true)).await;
    assert_eq!(stage.rows(&token, "by-city", json!({})).await, json!([]));
    assert_eq!(stage.rows(&token, "by-city", json!({"City": ["Oslo"]})).await, json!([]));
    let rule = json!({"appFilters": [{"metricId": "sql", "values": {"Status": []}}]});
    let token = stage.acme(rule).await;
    let answer = stage.answer(&token, "sql", json!({}), json!({})).await;
    assert_eq!(answer["error"]["code"], "APP_FILTER_PARAM_ERROR");
}

#[tokio::test]
async fn filters_of_a_metric_are_fixed_by_either_name() {
    let stage = Stage::start().await;
    for key in ["appFilters", "rlsSettings"] {
        let rule = |metric: &str| json!({"metricId": metric, "values": {"Status": ["paid"]}});
        let token = stage.acme(json!({key: [rule("by-city"), rule("sql")]})).await;
        let lines = stage.stream("dashboard", &token, json!({})).await;
        let metric = &lines[0]["dashboard"]["metrics"][0];
        assert_eq!(metric["filters"], json!([]), "a fixed one is not shown");
        assert_eq!(cities(&answer_of(&lines, "by-city")["answer"]["data"]), ["Oslo"]);
        assert_eq!(answer_of(&lines, "sql")["answer"]["data"], json!([{"status": "paid", "n": 2}]));
        let wider = json!({"filters": {"Status": ["paid", "open"]}});
        let answer = stage.answer(&token, "by-city", json!({}), wider.clone()).await;
        assert_eq!(cities(&answer["answer"]["data"]), ["Oslo"]);
        let answer = stage.answer(&token, "sql", json!({}), wider).await;
        assert_eq!(answer["answer"]["data"], json!([{"status": "paid", "n": 2}]));
        let other = json!({"filters": {"Status": ["open"]}});
        let answer = stage.answer(&token, "sql", json!({}), other).await;
        assert!(answer["error"]["code"].is_string(), "{answer}");
        let options = json!({"filter": "Status", "metricId": "sql"});
        let options = stage.guest("filter-values", &token, options).await.ok();
        assert_eq!(options["data"], json!([{"value": "paid", "label": "paid"}]));
    }
}

#[tokio::test]
async fn a_token_names_only_filters_that_are_there_and_values_that_fit() {
    let stage = Stage::start().await;
    let path = "/api/v2/guest-token/create";
    let cases = [
        (
            json!({"dashboardAppFilters": [{"dashboardId": "none", "values": {}}]}),
            "APP_FILTER_PARAM_ERROR",
            "Invalid dashboard Id: none in dashboard appFilter",
        ),
        (
            json!({"dashboardAppFilters": [{"dashboardId": "board", "values": {"Colour": "red"}}]}),
            "APP_FILTER_PARAM_ERROR",
            "\"params.dashboardAppFilters[0].values.Colour\" is not a filter that is there",
        ),
        (
            json!({"dashboardAppFilters": [{"dashboardId": "board", "values": {"City": 7}}]}),
            "APP_FILTER_PARAM_ERROR",
            "\"params.dashboardAppFilters[0].values.City\" must be a string or a list of strings",
        ),
        (
            json!({"rlsSettings": [{"metricId": "none", "values": {}}]}),
            "RLS_SETTINGS_PARAM_ERROR",
            "Invalid metric Id: none in rlsSettings",
        ),
        (
            json!({"appFilters": [{"metricId": "by-month", "values": {"Status": "paid"}}]}),
            "APP_FILTER_PARAM_ERROR",
            "\"params.appFilters[0].values.Status\" is not a filter that is there",
        ),
    ];
    for (params, code, message) in cases {
        let body = json!({"dataAppName": "portal", "clientId": "7", "params": params});
        stage.key(reqwest::Method::POST, path, body).await.fails(400, code, message);
    }
}

#[tokio::test]
async fn a_select_in_a_token_finds_values_in_the_tenants_rows_only() {
    let stage = Stage::with(&[("SOUK_GUEST_SQL_RULES", "true")]).await;
    let sql =
        json!({"sql": "SELECT city FROM customers WHERE city <> 'Bergen'", "columnName": "city"});
    let token = stage.acme(city_is(sql, true)).await;
    let lines = stage.stream("dashboard", &token, json!({})).await;
    assert!(!lines[0].to_string().contains("SELECT"), "the text is the vendor's");
    assert_eq!(cities(&answer_of(&lines, "by-city")["answer"]["data"]), ["Oslo"]);
}

#[tokio::test]
async fn hidden_filters_keep_their_default() {
    let stage = Stage::start().await;
    let mut board = super::stage::dashboard();
    board["filters"][1]["default"] = json!(["Oslo"]);
    let service = stage.portal.server.service.clone();
    let (method, path) = (reqwest::Method::PUT, super::stage::DASHBOARDS);
    stage.portal.server.send(method, path, Some(&service), Some(&board)).await.ok();
    let token = stage.acme(json!({"hideDashboardFilters": ["City"]})).await;
    let lines = stage.stream("dashboard", &token, json!({})).await;
    assert!(!lines[0]["dashboard"]["filters"].to_string().contains("City"));
    assert_eq!(cities(&answer_of(&lines, "by-city")["answer"]["data"]), ["Oslo"]);
    let reply = stage.guest("dashboard", &token, json!({"filters": {"City": null}})).await;
    reply.fails(400, "INVALID_REQUEST_BODY", "there is no filter \"City\"");
}

#[tokio::test]
async fn the_zone_of_the_token_says_where_days_begin() {
    let stage = Stage::start().await;
    let rows = async |params: Value| {
        let token = stage.acme(params).await;
        stage.rows(&token, "by-month", json!({})).await
    };
    let utc = rows(json!({})).await;
    assert_eq!(utc[0]["orders.revenue"], 12.5, "{utc}");
    let oslo = rows(json!({"timezone": "Europe/Oslo"})).await;
    assert_eq!(oslo[0]["orders.revenue"], 10.0, "half past midnight in Oslo: {oslo}");
}

#[tokio::test]
async fn a_token_for_one_datamart_asks_no_other() {
    let stage = Stage::start().await;
    let mut other = crate::questions::portal::shop();
    other["name"] = json!("other");
    stage.portal.create(&other).await;
    let token = stage.token("7", json!({"datamartName": "other"})).await;
    let lines = stage.stream("dashboard", &token, json!({})).await;
    assert_eq!(answer_of(&lines, "by-city")["error"]["code"], "INVALID_DATAMART");
    let token = stage.token("7", json!({"datasourceName": "main"})).await;
    assert_eq!(stage.rows(&token, "total", json!({})).await, json!([{"orders.revenue": -87.49}]));
}

#[tokio::test]
async fn client_columns_of_the_embed_scope_tables_that_have_none() {
    let stage = Stage::start().await;
    let metric = json!({"metricId": "notes", "workspaceName": "sales", "name": "Notes",
        "query": {"measures": ["notes.count"]}, "chart": {"type": "single"}});
    stage.vendor(super::stage::METRICS, metric).await.ok();
    let board = json!({"dashboardId": "notes", "workspaceName": "sales", "name": "Notes",
        "blocks": [{"id": "b", "kind": "metric", "metricId": "notes"}]});
    stage.vendor(super::stage::DASHBOARDS, board).await.ok();
    let embed = |column: &str| {
        json!({"dashboardId": "notes", "embedType": "dashboard",
        "workspaceName": "sales", "accessSettings": {"datamartName": "shop",
            "tableTenancySettings": [{"name": "notes", "clientColumn": column}]}})
    };
    let reply = stage.key(reqwest::Method::POST, super::stage::EMBEDS, embed("owner")).await;
    reply.fails(400, "DATAMART_TABLE_NOT_FOUND", "Datamart table not found");
    stage.key(reqwest::Method::POST, super::stage::EMBEDS, embed("id")).await.ok();
    let count = async |client: &str| {
        let token = stage.token(client, json!({})).await;
        let lines = stage.stream("dashboard", &token, json!({"dashboardId": "notes"})).await;
        lines[1]["answer"]["data"][0]["notes.count"].clone()
    };
    stage.portal.execute("INSERT INTO notes VALUES (7, 'seven'), (8, 'eight')").await;
    assert_eq!(count("7").await, 1);
    // Elsewhere the table has no rule, and nobody may read it.
    let direct = stage.portal.ask_as_key(json!({"measures": ["notes.count"]})).await;
    assert_eq!(direct.body["error"]["code"], "TABLE_NOT_SCOPED");
}

#[tokio::test]
async fn options_from_sql_are_not_listed_where_another_fixed_filter_could_not_narrow_them() {
    let stage = Stage::start().await;
    let mut board = super::stage::dashboard();
    board["filters"][2] = json!({"name": "Town", "type": "string", "variant": "select",
        "options": {"from": "sql", "sql": "SELECT DISTINCT city, city AS label FROM customers ORDER BY city"},
        "applyOn": [{"datamartName": "shop", "member": "customers.city"}]});
    let service = stage.portal.server.service.clone();
    let (method, path) = (reqwest::Method::PUT, super::stage::DASHBOARDS);
    stage.portal.server.send(method, path, Some(&service), Some(&board)).await.ok();
    let options = async |params: Value| {
        let token = stage.acme(params).await;
        let reply = stage.guest("filter-values", &token, json!({"filter": "Town"})).await.ok();
        reply["data"].as_array().map(Vec::len)
    };
    assert_eq!(options(json!({})).await, Some(2));
    assert_eq!(options(city_is(json!(["Oslo"]), true)).await, Some(0));
}
