//! What must never break the server: malformed, huge, deep and odd requests.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use souk_model::DataType;

use crate::shop::{DATAMARTS, DATASOURCE, Shop, small, stand_in_body, table};

async fn refused(shop: &Shop, body: String) -> Value {
    let reply = shop.send_text(Method::POST, DATAMARTS, shop.service, Some(body)).await;
    assert_eq!(reply.status, 400, "{}", reply.body);
    assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY");
    reply.body["error"].clone()
}

#[tokio::test]
async fn every_truncation_of_a_body_is_refused() {
    let shop = Shop::with_source().await;
    let whole = small("sales").to_string();
    for end in 1..whole.len() {
        refused(&shop, whole[..end].to_owned()).await;
    }
    refused(&shop, format!("{whole}{whole}")).await;
    refused(&shop, "[]".to_owned()).await;
    refused(&shop, "null".to_owned()).await;
    refused(&shop, "\u{feff}{}".to_owned()).await;
}

#[tokio::test]
async fn wrong_types_are_refused_wherever_they_stand() {
    let shop = Shop::with_source().await;
    for wrong in [json!(7), json!(true), json!([[]]), json!({"a": 1})] {
        for pointer in [
            "/name",
            "/datasourceName",
            "/tableList/0",
            "/tableList/0/name",
            "/tableList/0/schemaName",
            "/tableList/0/columns/0/name",
        ] {
            let mut body = small("sales");
            *body.pointer_mut(pointer).expect("a place") = wrong.clone();
            refused(&shop, body.to_string()).await;
        }
    }
}

#[tokio::test]
async fn deep_nesting_is_refused() {
    let shop = Shop::with_source().await;
    let deep = format!("{{\"tableList\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    refused(&shop, deep).await;
    let patch = format!(
        "{{\"datamartName\":\"x\",\"tableList\":[{}{}]}}",
        "{\"a\":".repeat(50_000),
        "}".repeat(50_000)
    );
    let reply = shop.send_text(Method::PATCH, DATAMARTS, shop.service, Some(patch)).await;
    assert_eq!(reply.status, 400);
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_answered() {
    let shop = Shop::with_source().await;
    let mut body = small("sales");
    body["tableList"][0]["columns"][0]["label"] = json!("x".repeat(10 << 20));
    let reply = shop.post(DATAMARTS, body).await;
    let code = reply.body["error"]["code"].as_str();
    assert!(reply.status == 200 || code == Some("REQUEST_TOO_LARGE"), "{}", reply.status);
    assert_eq!(shop.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let shop = Shop::with_source().await;
    let limit = shop.services.settings.max_body_bytes;
    let mut body = small("sales");
    body["name"] = json!("x".repeat(limit + 1));
    let reply = shop.post(DATAMARTS, body).await;
    assert_eq!(reply.status, 413);
    assert_eq!(reply.body["error"]["code"], "REQUEST_TOO_LARGE");
}

#[tokio::test]
async fn odd_names_live_through_create_list_and_delete() {
    let shop = Shop::with_source().await;
    for name in [
        "it's \"quoted\"",
        "\u{202e}rtl\u{200f}",
        "🛒 emoji",
        "a/b?c=d&e#f %20",
        "ÅÄÖ 日本",
        "'; DROP TABLE documents; --",
    ] {
        let made = shop.post(DATAMARTS, small(name)).await.ok();
        assert_eq!(made, json!({"id": name, "error": null}));
        let list = shop.get(DATAMARTS).await.ok();
        assert_eq!(list["data"][0]["name"], name);
        let gone =
            shop.post("/api/v2/dataApp/datamart/delete", json!({"datamartName": name})).await;
        assert_eq!(gone.ok()["id"], name);
    }
}

#[tokio::test]
async fn unstorable_names_are_refused() {
    let shop = Shop::with_source().await;
    for (name, message) in [
        ("a\u{0}b".to_owned(), "\"name\" must not contain control characters"),
        ("x".repeat(10_000), "\"name\" length must be less than or equal to 255 characters long"),
        (" ".to_owned(), "\"name\" is not allowed to be empty"),
    ] {
        let reply = shop.post(DATAMARTS, small(&name)).await;
        reply.fails(400, "INVALID_REQUEST_BODY", message);
        let asked =
            shop.post("/api/v2/dataApp/datamart/delete", json!({"datamartName": name})).await;
        asked.fails(400, "INVALID_REQUEST_BODY", "Datamart not found");
    }
    let mut sql = small("sales");
    sql["tableList"][0]["columns"][0] =
        json!({"name": "c", "isCustomColumn": true, "sql": "1\u{0}"});
    let message = "\"tableList[0].columns[0].sql\" must not contain NUL";
    shop.post(DATAMARTS, sql).await.fails(400, "INVALID_REQUEST_BODY", message);
}

#[tokio::test]
async fn ten_thousand_columns_work_and_are_quick() {
    let shop = Shop::start().await;
    let names: Vec<_> = (0..10_000).map(|number| format!("column_{number}")).collect();
    let columns: Vec<_> =
        names.iter().map(|name| (name.as_str(), DataType::Int64, "bigint")).collect();
    shop.stand_in.add_table(table("wide", &columns));
    shop.post(DATASOURCE, stand_in_body("main")).await.ok();
    let columns: Vec<_> = names.iter().map(|name| json!({"name": name})).collect();
    let body = json!({"name": "wide", "datasourceName": "main",
        "tableList": [{"name": "wide", "columns": columns}]});

    let started = Instant::now();
    shop.post(DATAMARTS, body).await.ok();
    let list = shop.get(DATAMARTS).await.ok();
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    let listed = list["data"][0]["datamartTables"][0]["datamartTableColumns"].as_array();
    assert_eq!(listed.map(Vec::len), Some(10_000));
}
