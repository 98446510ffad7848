//! The database or the datamart changes while questions are asked.

use reqwest::Method;
use serde_json::json;

use super::portal::{DATAMARTS, Portal, code, count, data, orders};

fn notes() -> serde_json::Value {
    json!({"dimensions": ["orders.note"]})
}

#[tokio::test]
async fn a_dropped_column_breaks_only_questions_that_use_it() {
    let portal = Portal::start().await;
    assert_eq!(data(portal.ask_as_key(notes()).await).as_array().map(Vec::len), Some(3));
    portal.execute("ALTER TABLE orders DROP COLUMN note").await;
    let reply = portal.ask_as_key(notes()).await;
    assert_eq!(code(&reply, 400), "DATAMART_OUTDATED");
    assert_eq!(data(portal.ask_as_key(count()).await), json!([{"orders.count": 3}]));
    portal.sync().await;
    let reply = portal.ask_as_key(notes()).await;
    assert!(["DATAMART_OUTDATED", "UNKNOWN_MEMBER"].contains(&code(&reply, 400)));
    assert_eq!(data(portal.ask_as_key(count()).await), json!([{"orders.count": 3}]));
}

#[tokio::test]
async fn a_dropped_client_column_never_opens_the_table() {
    let portal = Portal::start().await;
    data(portal.ask_as_key(count()).await);
    portal.execute("ALTER TABLE orders DROP COLUMN tenant_id").await;
    let reply = portal.ask_as_key(count()).await;
    assert_eq!(code(&reply, 400), "DATAMART_OUTDATED", "before the sync");
    portal.sync().await;
    let reply = portal.ask_as_key(count()).await;
    assert!(["DATAMART_OUTDATED", "TABLE_NOT_SCOPED"].contains(&code(&reply, 400)));
    let cities = portal.ask_as_key(json!({"dimensions": ["customers.city"]})).await;
    assert_eq!(data(cities).as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_changed_datamart_is_seen_by_the_next_question() {
    let portal = Portal::start().await;
    let query = json!({"measures": ["orders.largest"]});
    let reply = portal.ask_as_key(query.clone()).await;
    assert_eq!(code(&reply, 400), "UNKNOWN_MEMBER");
    let mut table = orders();
    table["measures"] = json!([{"name": "largest", "aggregate": "MAX", "column": "amount"}]);
    let mut body = super::portal::shop();
    body["tableList"][0] = table;
    let fields = body.as_object_mut().expect("a datamart");
    let name = fields.remove("name").expect("a name");
    fields.remove("datasourceName");
    fields.insert("datamartName".to_owned(), name);
    let service = Some(portal.server.service.as_str());
    portal.server.send(Method::PUT, DATAMARTS, service, Some(&body)).await.ok();
    assert_eq!(data(portal.ask_as_key(query).await), json!([{"orders.largest": 10.0}]));
    let reply = portal.ask_as_key(count()).await;
    assert_eq!(code(&reply, 400), "UNKNOWN_MEMBER", "the measure that was taken away");
}

#[tokio::test]
async fn a_deleted_datamart_answers_nothing_more() {
    let portal = Portal::start().await;
    data(portal.ask_as_key(count()).await);
    let path = "/api/v2/data-app/datamart?datamartName=shop";
    portal.server.delete(path, &portal.server.service).await.ok();
    assert_eq!(code(&portal.ask_as_key(count()).await, 400), "INVALID_DATAMART");
}

#[tokio::test]
async fn what_has_changed_is_told_with_what_it_touches() {
    let portal = Portal::start().await;
    let service = portal.server.service.clone();
    let drift = "/api/v2/datasource/drift?datasourceName=main";
    let none = portal.server.get(drift, &service).await.ok();
    assert_eq!(none["data"]["changes"], json!([]));
    portal
        .execute(
            "ALTER TABLE orders DROP COLUMN note; ALTER TABLE orders ALTER amount TYPE bigint;
             ALTER TABLE customers RENAME tenant_id TO owner_id; CREATE TABLE fresh (id int)",
        )
        .await;
    let told = portal.server.get(drift, &service).await.ok();
    let again = portal.server.get(drift, &service).await.ok();
    assert_eq!(told, again, "asking stores nothing");
    let changes = told["data"]["changes"].as_array().expect("changes");
    let find = |table: &str, change: &str| {
        let found = changes.iter().find(|one| one["table"] == table && one["change"] == change);
        found.unwrap_or_else(|| panic!("no {change} of {table} in {changes:?}"))
    };
    let retyped = find("orders", "retyped");
    assert_eq!(
        (&retyped["column"], &retyped["from"], &retyped["to"]),
        (&json!("amount"), &json!("numeric"), &json!("bigint"))
    );
    let members = retyped["datamarts"][0]["members"].as_array().expect("members");
    assert!(members.contains(&json!("orders.amount")), "{members:?}");
    assert_eq!(retyped["datamarts"][0]["name"], "shop");
    assert_eq!(find("orders", "dropped")["datamarts"][0]["members"], json!(["orders.note"]));
    let renamed = find("customers", "renamed");
    assert_eq!((&renamed["column"], &renamed["to"]), (&json!("tenant_id"), &json!("owner_id")));
    assert_eq!(renamed["datamarts"][0]["isTenancy"], true);
    assert_eq!(find("fresh", "added")["datamarts"], json!([]));
    let body = json!({"input": {"datasourceName": "main"}});
    let synced = portal.server.post("/api/v2/datasource/sync", &service, body).await.ok();
    assert_eq!(synced["data"]["changes"], told["data"]["changes"]);
    assert_eq!(portal.server.get(drift, &service).await.ok()["data"]["changes"], json!([]));
}
