//! Who may ask, and for which tenant.

use serde_json::{Value, json};

use super::portal::{EXPLAIN, Portal, QUERY, code, count, data};
use crate::support::server::text;

#[tokio::test]
async fn a_key_and_a_service_token_ask_for_the_tenant_they_name() {
    let portal = Portal::start().await;
    for token in [portal.key.clone(), portal.server.service.clone()] {
        for (client, orders) in [("7", 3), ("8", 1), ("9", 0)] {
            let rows = data(portal.ask(&token, Some(client), count()).await);
            assert_eq!(rows, json!([{"orders.count": orders}]), "{client}");
        }
    }
}

#[tokio::test]
async fn the_old_path_answers_too() {
    let portal = Portal::start().await;
    let body = json!({"datamartName": "shop", "clientId": 7, "query": count()});
    let reply = portal.server.post("/api/v2/dataApp/datamarts/query", &portal.key, body).await;
    assert_eq!(data(reply), json!([{"orders.count": 3}]));
}

#[tokio::test]
async fn a_guest_sees_its_own_tenant_and_cannot_name_another() {
    let portal = Portal::start().await;
    let guest = portal.server.guest(&portal.key, "portal", "7").await;
    for own in [None, Some("7")] {
        let rows = data(portal.ask(&guest, own, count()).await);
        assert_eq!(rows, json!([{"orders.count": 3}]));
    }
    for other in ["8", "", "None", "07"] {
        let reply = portal.ask(&guest, Some(other), count()).await;
        assert_eq!(code(&reply, 400), "CLIENT_ID_ERROR", "{other}");
    }
}

#[tokio::test]
async fn a_guest_may_be_limited_to_a_datamart_or_a_datasource() {
    let portal = Portal::start().await;
    let mut other = super::portal::shop();
    other["name"] = json!("other");
    portal.create(&other).await;
    let guest = guest_with(&portal, json!({"datamartName": "other"})).await;
    let limited = portal.ask(&guest, None, count()).await;
    let unknown = portal.ask_of("nowhere", &guest, None, count()).await;
    assert_eq!(code(&limited, 400), "INVALID_DATAMART");
    assert_eq!(limited.body, unknown.body, "forbidden and missing look the same");
    data(portal.ask_of("other", &guest, None, count()).await);
    let guest = guest_with(&portal, json!({"datasourceName": "main"})).await;
    data(portal.ask(&guest, None, count()).await);
}

#[tokio::test]
async fn a_guest_with_row_rules_cannot_ask_around_them() {
    let portal = Portal::start().await;
    let region = json!({"name": "region", "type": "string", "variant": "select"});
    let mut own = region.clone();
    own["member"] = json!("orders.status");
    let documents = [
        (
            "workspace",
            json!({"name": "sales", "connectionType": "DATAMART", "datamartName": "shop"}),
        ),
        (
            "metrics",
            json!({"metricId": "sales", "workspaceName": "sales", "name": "Sales",
            "query": count(), "chart": {"type": "single"}, "filters": [own]}),
        ),
        (
            "dashboards",
            json!({"dashboardId": "sales", "workspaceName": "sales", "name": "Sales",
            "filters": [region]}),
        ),
    ];
    for (path, body) in documents {
        let server = &portal.server;
        server.post(&format!("/api/v2/{path}"), &server.service, body).await.ok();
    }
    let rule = json!([{"metricId": "sales", "values": {"region": "north"}}]);
    for key in ["rlsSettings", "appFilters"] {
        let guest = guest_with(&portal, json!({"params": {key: rule}})).await;
        let reply = portal.ask(&guest, None, count()).await;
        assert_eq!(code(&reply, 400), "RLS_SETTINGS_PARAM_ERROR", "{key}");
    }
    let filter = json!([{"dashboardId": "sales", "values": {"region": "north"}}]);
    let guest = guest_with(&portal, json!({"params": {"dashboardAppFilters": filter}})).await;
    let reply = portal.ask(&guest, None, count()).await;
    assert_eq!(code(&reply, 400), "RLS_SETTINGS_PARAM_ERROR");
    let guest = guest_with(&portal, json!({"params": {"rlsSettings": []}})).await;
    data(portal.ask(&guest, None, count()).await);
}

#[tokio::test]
async fn a_guests_row_rules_narrow_every_question_and_no_question_widens_them() {
    let portal = Portal::start().await;
    let rules = json!([
        {"table": "orders", "column": "status", "values": ["paid"]},
        {"table": "orders", "column": "created_at", "operator": "beforeDate",
            "values": ["2024-01-20"]}]);
    let guest = guest_with(&portal, json!({"params": {"rowRules": rules}})).await;
    let rows = data(portal.ask(&guest, None, count()).await);
    assert_eq!(rows, json!([{"orders.count": 1}]));
    let wide = json!({"dimensions": ["orders.status"], "measures": ["orders.count"],
        "filters": [{"or": [
            {"member": "orders.status", "operator": "set"},
            {"member": "orders.status", "operator": "notSet"}]}], "total": true, "totals": true});
    let reply = portal.ask(&guest, None, wide).await;
    assert_eq!(reply.body["totals"], json!([{"orders.count": 1}]));
    assert_eq!(reply.body["totalRecords"], json!(1));
    assert_eq!(data(reply), json!([{"orders.status": "paid", "orders.count": 1}]));
    // A customer without an order that the rule keeps stays; the order does not show.
    let joined = json!({"dimensions": ["customers.city"], "measures": ["orders.count"]});
    let rows = data(portal.ask(&guest, None, joined).await);
    assert_eq!(rows, json!([{"customers.city": "Oslo", "orders.count": 1}]));
}

#[tokio::test]
async fn a_row_rule_that_fits_no_column_closes_the_datamart_and_tells_no_name() {
    let portal = Portal::start().await;
    for rule in [
        json!({"table": "orders", "column": "statu", "values": ["paid"]}),
        json!({"table": "elsewhere", "column": "status", "values": ["paid"]}),
        json!({"table": "orders", "column": "amount", "values": ["much"]}),
    ] {
        let guest = guest_with(&portal, json!({"params": {"rowRules": [rule]}})).await;
        let reply = portal.ask(&guest, None, count()).await;
        assert_eq!(code(&reply, 400), "RLS_SETTINGS_PARAM_ERROR", "{rule}");
        assert!(!reply.body.to_string().contains("did you mean"), "{}", reply.body);
    }
    for malformed in [json!({}), json!([{"table": "orders"}]), json!([{"sql": "1 = 1"}])] {
        let body = json!({"dataAppName": "portal", "clientId": "7",
            "params": {"rowRules": malformed}});
        let reply = portal.server.post("/api/v2/guest-token/create", &portal.key, body).await;
        assert_eq!(code(&reply, 400), "RLS_SETTINGS_PARAM_ERROR", "{malformed}");
    }
}

#[tokio::test]
async fn row_rules_in_sql_are_taken_where_the_server_is_told_to() {
    let portal = Portal::with(&[("SOUK_GUEST_SQL_RULES", "true")]).await;
    let rule = |sql: &str| json!({"params": {"rowRules": [{"table": "orders", "sql": sql}]}});
    let guest = guest_with(&portal, rule("status = 'paid' AND amount > 5")).await;
    assert_eq!(data(portal.ask(&guest, None, count()).await), json!([{"orders.count": 1}]));
    for hostile in ["true) OR (true", "tenant_id = 8 OR EXISTS (SELECT 1 FROM orders)"] {
        let guest = guest_with(&portal, rule(hostile)).await;
        let reply = portal.ask(&guest, None, count()).await;
        assert_eq!(code(&reply, 400), "RLS_SETTINGS_PARAM_ERROR", "{hostile}");
    }
    // Within the tenant's rows, whatever the condition is.
    let guest = guest_with(&portal, rule("tenant_id = 8 OR true")).await;
    assert_eq!(data(portal.ask(&guest, None, count()).await), json!([{"orders.count": 3}]));
}

async fn guest_with(portal: &Portal, limits: Value) -> String {
    let mut body = json!({"dataAppName": "portal", "clientId": "7"});
    for (name, value) in limits.as_object().expect("an object") {
        body[name] = value.clone();
    }
    let made = portal.server.post("/api/v2/guest-token/create", &portal.key, body).await.ok();
    text(&made["token"])
}

#[tokio::test]
async fn without_a_credential_or_with_an_administrators_there_is_no_answer() {
    let portal = Portal::start().await;
    let body = json!({"datamartName": "shop", "clientId": "7", "query": count()});
    let reply = portal.server.send(reqwest::Method::POST, QUERY, None, Some(&body)).await;
    assert_eq!(code(&reply, 401), "AUTHENTICATION_ERROR");
    let admin = portal.server.admin("elsewhere").await;
    let reply = portal.server.post(QUERY, &admin, body).await;
    assert_eq!(code(&reply, 401), "AUTHENTICATION_ERROR");
}

#[tokio::test]
async fn only_a_service_token_is_told_how_a_question_would_be_answered() {
    let portal = Portal::start().await;
    let body = json!({"datamartName": "shop", "clientId": "7", "query": count()});
    let told = portal.server.post(EXPLAIN, &portal.server.service, body.clone()).await.ok();
    let sql = text(&told["sql"]);
    assert!(sql.contains(r#"("orders"."tenant_id" = $1)"#), "{sql}");
    assert_eq!(told["parameters"], json!(["7"]));
    assert_eq!((&told["dialect"], &told["database"]), (&json!("postgres"), &Value::Null));
    let guest = portal.server.guest(&portal.key, "portal", "7").await;
    for token in [&portal.key, &guest] {
        let reply = portal.server.post(EXPLAIN, token, body.clone()).await;
        assert_eq!(code(&reply, 401), "AUTHENTICATION_ERROR");
        assert!(!reply.body.to_string().contains("SELECT"));
    }
}
