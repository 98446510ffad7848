//! What a guest sees: one tenant's rows, through filters, drills and clicks.

use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Stage, answer_of};

fn city(name: &str, revenue: f64) -> Value {
    json!({"customers.city": name, "orders.revenue": revenue})
}

#[tokio::test]
async fn a_dashboard_comes_first_and_then_each_answer_of_the_tenants_own_rows() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({"timezone": "Europe/Oslo"})).await;
    let lines = stage.stream("dashboard", &token, json!({})).await;
    let shown = &lines[0]["dashboard"];
    assert_eq!(lines[0]["kind"], "dashboard");
    let found = ["dashboardId", "embedId", "name", "timezone"].map(|key| shown[key].clone());
    assert_eq!(found, ["board", "board", "Board", "Europe/Oslo"].map(|text| json!(text)));
    let names: Vec<_> =
        shown["filters"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Period", "City", "Amount"]);
    assert_eq!(shown["filters"][1]["options"], Value::Null);
    assert_eq!(shown["blocks"].as_array().map(Vec::len), Some(6));
    assert_eq!(shown["permissions"]["underlyingData"], true);
    let metric = &shown["metrics"][0];
    assert_eq!((&metric["metricId"], &metric["isOwn"]), (&json!("by-city"), &json!(false)));
    assert!(metric.get("query").is_none(), "the question is the vendor's: {metric}");
    assert_eq!(lines.len(), 1 + 5 + 1);
    let rows = &answer_of(&lines, "by-city")["answer"];
    assert_eq!(rows["data"], json!([city("Bergen", -99.99), city("Oslo", 12.5)]));
    assert_eq!(rows["metaData"]["groupbyColumnList"], json!(["customers.city"]));
    let other = stage.token("8", json!({})).await;
    let lines = stage.stream("dashboard", &other, json!({})).await;
    let rows = &answer_of(&lines, "by-city")["answer"]["data"];
    assert_eq!(*rows, json!([city("POISON", 777.77)]));
    let lines = stage.stream("dashboard", &token, json!({"data": false})).await;
    assert_eq!(lines.len(), 2);
    assert!(!lines[0].to_string().contains("POISON"));
}

#[tokio::test]
async fn filters_narrow_and_null_clears_a_default() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let oslo = json!([city("Oslo", 12.5)]);
    assert_eq!(stage.rows(&token, "by-city", json!({"City": ["Oslo"]})).await, oslo);
    assert_eq!(
        stage.rows(&token, "by-city", json!({"City": "Oslo", "Amount": {"min": 0}})).await,
        oslo
    );
    let period = json!({"Period": {"startDate": "2024-02-01", "endDate": "2024-02-29"}});
    assert_eq!(stage.rows(&token, "by-city", period).await, json!([city("Bergen", -99.99)]));
    let own =
        stage.answer(&token, "by-city", json!({}), json!({"filters": {"Status": ["open"]}})).await;
    assert_eq!(own["answer"]["data"], json!([city("Bergen", -99.99)]));
    // A default counts until something is sent, and null clears it.
    let mut board = super::stage::dashboard();
    board["filters"][1]["default"] = json!(["Oslo"]);
    let service = stage.portal.server.service.clone();
    let send = stage.portal.server.send(
        Method::PUT,
        super::stage::DASHBOARDS,
        Some(&service),
        Some(&board),
    );
    send.await.ok();
    assert_eq!(stage.rows(&token, "by-city", json!({})).await, oslo);
    let all = stage.rows(&token, "by-city", json!({"City": null})).await;
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    let empty = stage.rows(&token, "by-city", json!({"City": []})).await;
    assert_eq!(empty.as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn what_does_not_fit_a_filter_is_refused() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let reply = stage.guest("dashboard", &token, json!({"filters": {"Colour": "red"}})).await;
    reply.fails(400, "INVALID_REQUEST_BODY", "there is no filter \"Colour\"");
    for wrong in [
        json!({"City": 7}),
        json!({"Amount": "7"}),
        json!({"Period": 7}),
        json!({"City": {"sql": "SELECT city FROM customers"}}),
    ] {
        let answer = stage.answer(&token, "by-city", wrong.clone(), json!({})).await;
        assert_eq!(answer["error"]["code"], "INVALID_REQUEST_BODY", "{wrong} {answer}");
    }
}

#[tokio::test]
async fn a_click_narrows_other_metrics_and_leads_deeper_into_its_own() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let cross = json!({"crossFilters": [{"member": "customers.city", "value": "Oslo"}]});
    let months = stage.answer(&token, "by-month", json!({}), cross).await;
    assert_eq!(months["answer"]["data"].as_array().map(Vec::len), Some(1), "{months}");
    let drill = json!({"drill": [{"member": "customers.city", "value": "Bergen"}]});
    let deeper = stage.answer(&token, "by-city", json!({}), drill).await;
    let expected = json!([{"orders.status": "open", "orders.revenue": -99.99}]);
    assert_eq!(deeper["answer"]["data"], expected);
    let month = json!({"crossFilters": [{"member": "orders.created_at.month",
        "value": "2024-02-01T00:00:00.000"}]});
    let cities = stage.answer(&token, "by-city", json!({}), month).await;
    assert_eq!(cities["answer"]["data"], json!([city("Bergen", -99.99)]));
    let too_deep = json!({"drill": [{"member": "customers.city", "value": "Oslo"},
        {"member": "orders.status", "value": "paid"}, {"member": "orders.id", "value": 1}]});
    let refused = stage.answer(&token, "by-city", json!({}), too_deep).await;
    assert_eq!(refused["error"]["code"], "INVALID_REQUEST_BODY");
    // Another tenant's value finds nothing, whatever is clicked.
    let poison = json!({"crossFilters": [{"member": "customers.city", "value": "POISON"}]});
    let none = stage.answer(&token, "by-city", json!({}), poison).await;
    assert_eq!(none["answer"]["data"], json!([]));
}

#[tokio::test]
async fn tables_are_paged_ordered_and_searched() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let page =
        json!({"limit": 1, "offset": 1, "order": [{"member": "orders.id", "direction": "desc"}]});
    let found = stage.answer(&token, "list", json!({}), page).await;
    assert_eq!(found["answer"]["data"][0]["orders.id"], 2, "{found}");
    assert_eq!(found["answer"]["totalRecords"], 3);
    let found = stage.answer(&token, "list", json!({}), json!({"search": "PLAIN"})).await;
    assert_eq!(found["answer"]["data"].as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found["answer"]["data"][0]["orders.id"], 3);
}

#[tokio::test]
async fn a_single_value_is_compared_with_the_period_before() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let february = json!({"Period": {"startDate": "2024-02-01", "endDate": "2024-02-29"}});
    let found = stage.answer(&token, "total", february, json!({})).await;
    assert_eq!(found["answer"]["data"][0]["orders.revenue"], -99.99, "{found}");
    assert_eq!(found["answer"]["comparisonValue"], 12.5, "{found}");
    let found = stage.answer(&token, "total", json!({}), json!({})).await;
    assert_eq!(found["answer"]["comparisonValue"], Value::Null);
    assert_eq!(found["answer"]["data"], json!([{"orders.revenue": -87.49}]));
}

#[tokio::test]
async fn options_are_the_tenants_own_values() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let values =
        async |body: Value| stage.guest("filter-values", &token, body).await.ok()["data"].clone();
    let expected =
        json!([{"value": "Bergen", "label": "Bergen"}, {"value": "Oslo", "label": "Oslo"}]);
    assert_eq!(values(json!({"filter": "City"})).await, expected);
    assert_eq!(values(json!({"filter": "City", "search": "os"})).await, json!([expected[1]]));
    let own = json!({"filter": "Status", "metricId": "by-city"});
    assert_eq!(values(own).await.as_array().map(Vec::len), Some(2));
    let listed = json!({"filter": "Status", "metricId": "sql", "search": "pa"});
    assert_eq!(values(listed).await, json!([{"value": "paid", "label": "paid"}]));
    let unknown = stage.guest("filter-values", &token, json!({"filter": "Colour"})).await;
    unknown.fails(400, "INVALID_REQUEST_BODY", "there is no such filter");
}

#[tokio::test]
async fn the_rows_behind_a_figure_are_those_that_it_counts() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let cell = json!({"metricId": "by-city", "cell": [{"member": "customers.city", "value": "Oslo"},
        {"member": "orders.revenue", "value": 12.5}]});
    let found = stage.guest("underlying", &token, cell).await.ok();
    assert_eq!(found["totalRecords"], 2, "{found}");
    let ids: Vec<_> =
        found["data"].as_array().unwrap().iter().map(|row| &row["orders.id"]).collect();
    assert_eq!(ids, [1, 2]);
    assert!(found["data"][0].get("orders.customer_id").is_none(), "hidden columns stay hidden");
    assert_eq!(found["data"][0]["customers.city"], "Oslo");
    let month = json!({"metricId": "by-month", "cell": [{"member": "orders.created_at.month",
        "value": "2024-01-01T00:00:00.000"}], "limit": 1});
    let found = stage.guest("underlying", &token, month).await.ok();
    assert_eq!(
        (found["totalRecords"].as_u64(), found["data"].as_array().map(Vec::len)),
        (Some(2), Some(1))
    );
}

#[tokio::test]
async fn a_measures_own_filter_holds_for_the_rows_behind_it() {
    let stage = Stage::start().await;
    let token = stage.acme(json!({})).await;
    let all = stage.guest("underlying", &token, json!({"metricId": "by-city"})).await.ok();
    let rows = all["data"].as_array().unwrap();
    let paid: Vec<_> = rows.iter().filter(|row| row["orders.status"] == "paid").collect();
    assert!(!paid.is_empty() && paid.len() < rows.len(), "{all}");
    let growth = json!({"measure": "orders.paid", "name": "share", "share": {}});
    for (name, measures) in [
        ("declared", json!(["orders.paid"])),
        ("modified", json!([growth])),
        ("clicked", json!(["orders.revenue", "orders.paid"])),
    ] {
        let metric = json!({"name": name, "chart": {"type": "bar"},
            "query": {"measures": measures, "dimensions": ["customers.city"]}});
        let made = stage.guest("metrics/create", &token, json!({"metric": metric})).await.ok();
        let cell = json!([{"member": "orders.paid", "value": 1}]);
        let cell = if name == "clicked" { cell } else { json!([]) };
        let body = json!({"metricId": made["id"], "cell": cell});
        let found = stage.guest("underlying", &token, body).await.ok();
        assert_eq!(found["data"].as_array().unwrap().iter().collect::<Vec<_>>(), paid, "{name}");
    }
}

#[tokio::test]
async fn a_metric_that_is_embedded_alone_is_all_that_is_seen() {
    let stage = Stage::start().await;
    let body = json!({"embedType": "metric", "metricId": "by-city", "dashboardId": "board",
        "workspaceName": "sales", "name": "Cities"});
    let id = stage.key(Method::POST, super::stage::EMBEDS, body).await.ok()["id"].clone();
    assert_eq!(id, "by-city");
    let token = stage.acme(json!({"allowedEmbeds": ["by-city"]})).await;
    let lines = stage.stream("metric", &token, json!({"metricId": "by-city"})).await;
    assert_eq!(lines[0]["kind"], "metric");
    assert_eq!(lines[0]["view"]["permissions"]["underlyingData"], false);
    assert_eq!(
        answer_of(&lines[1..], "by-city")["answer"]["data"].as_array().map(Vec::len),
        Some(2)
    );
    // Its embed stands for a dashboard with that one metric.
    let lines = stage.stream("dashboard", &token, json!({"dashboardId": "by-city"})).await;
    assert_eq!(lines.len(), 3);
    let other = json!({"dashboardId": "by-city", "metrics": [{"metricId": "by-month"}]});
    let refused = stage.stream("query", &token, other).await;
    assert_eq!(refused[0]["error"]["code"], "INVALID_METRIC_ID");
    let reply = stage.guest("dashboard", &token, json!({})).await;
    assert_eq!(reply.body["error"]["code"], json!("INVALID_DASHBOARD_ID"), "{reply:?}");
}

#[tokio::test]
async fn a_filter_over_several_columns_offers_the_values_of_each_under_the_tenants_own_rules() {
    let stage = Stage::start().await;
    let apply = json!([{"datamartName": "shop", "member": "customers.city"},
        {"datamartName": "shop", "member": "countries.name"},
        {"datamartName": "shop", "member": "customers.city"}]);
    let filter = json!({"name": "Place", "type": "string", "variant": "multiselect",
        "options": {"from": "column"}, "applyOn": apply});
    let board = json!({"dashboardId": "two", "workspaceName": "sales", "name": "Two",
        "blocks": [], "filters": [filter]});
    stage.vendor(super::stage::DASHBOARDS, board).await.ok();
    let embed = json!({"dashboardId": "two", "embedType": "dashboard", "workspaceName": "sales",
        "accessSettings": super::stage::everything()});
    stage.key(reqwest::Method::POST, super::stage::EMBEDS, embed).await.ok();
    let offered = async |token: &str, search: &str| {
        let body = json!({"dashboardId": "two", "filter": "Place", "search": search});
        let found = stage.guest("filter-values", token, body).await.ok();
        let values = found["data"].as_array().expect("options").clone();
        values.into_iter().map(|one| one["value"].clone()).collect::<Vec<_>>()
    };
    let acme = stage.token("7", json!({})).await;
    assert_eq!(offered(&acme, "").await, ["Bergen", "Norway", "Oslo"]);
    assert_eq!(offered(&acme, "o").await, ["Norway", "Oslo"]);
    assert_eq!(offered(&stage.token("8", json!({})).await, "").await, ["Norway", "POISON"]);
    let fixed = json!([{"dashboardId": "two", "values": {"Place": ["Oslo"]}, "isShowOnUrl": true}]);
    let fixed = stage.acme(json!({"dashboardAppFilters": fixed})).await;
    assert_eq!(offered(&fixed, "").await, ["Oslo"]);
}
