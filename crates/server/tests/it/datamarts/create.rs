//! Creating datamarts.

use reqwest::Method;
use serde_json::{Value, json};

use crate::shop::{DATAMARTS, Shop, small};

const PATHS: [&str; 3] =
    [DATAMARTS, "/api/v2/dataApp/datamarts", "/api/v2/dataApp/datamart/create"];

/// The small datamart with one member of its only table replaced.
fn with_table(field: &str, value: Value) -> Value {
    let mut body = small("sales");
    body["tableList"][0][field] = value;
    body
}

fn with(field: &str, value: Value) -> Value {
    let mut body = small("sales");
    body[field] = value;
    body
}

#[tokio::test]
async fn a_datamart_is_created_on_every_path_with_either_credential() {
    let shop = Shop::with_source().await;
    for (number, path) in PATHS.into_iter().enumerate() {
        for (who, token) in [("service", shop.service), ("key", shop.key)] {
            let name = format!("mart-{number}-{who}");
            let reply = shop.send(Method::POST, path, token, Some(small(&name))).await;
            assert_eq!(reply.ok(), json!({"id": name, "error": null}));
        }
    }
}

#[tokio::test]
async fn every_documented_failure_has_its_code_status_and_message() {
    let shop = Shop::with_source().await;
    let body_code = "INVALID_REQUEST_BODY";
    let tenancy = |table: &str| {
        json!({"tenancyLevel": "TABLE", "clientColumnType": "NUMBER", "schemaName": "public",
            "tableName": table, "tableClientNameColumn": "name", "tablePrimaryKeyColumn": "id"})
    };
    let cases = [
        (with("name", Value::Null), body_code, "\"name\" is required"),
        (with("datasourceName", Value::Null), body_code, "\"datasourceName\" is required"),
        (with("datasourceName", json!("Main")), "DATASOURCE_NAME_ERROR", "Invalid datasource name"),
        (with("tableList", json!([])), body_code, "Table list cannot be empty"),
        (with("tableList", Value::Null), body_code, "Table list cannot be empty"),
        (with("tableList", json!("orders")), body_code, "\"tableList\" must be an array"),
        (with_table("columns", json!([])), body_code, "Invalid table or column structure"),
        (with_table("name", Value::Null), body_code, "Invalid table or column structure"),
        (with_table("columns", json!([{}])), body_code, "Invalid table or column structure"),
        (with_table("name", json!("ordres")), body_code, "Invalid schema or table name"),
        (with_table("schemaName", json!("sales")), body_code, "Invalid schema or table name"),
        (
            with_table("columns", json!([{"name": "no"}])),
            body_code,
            "Invalid column names in table",
        ),
        (with_table("clientColumn", json!("no")), body_code, "Invalid column names in table"),
        (
            with("tenancySettings", tenancy("no")),
            "INVALID_TENANCY",
            "Invalid tenancy level for organization",
        ),
        (
            with("tenancySettings", json!({"tenancyLevel": "TABLE"})),
            body_code,
            "\"tenancySettings.clientColumnType\" is required",
        ),
        (
            with("tenancySettings", json!({"tenancyLevel": "ROW"})),
            body_code,
            "\"tenancySettings.tenancyLevel\" must be one of [TABLE, DATABASE]",
        ),
        (with("colour", json!("red")), body_code, "\"colour\" is not allowed"),
        (
            with_table("isHide", json!("yes")),
            body_code,
            "\"tableList[0].isHide\" must be a boolean",
        ),
        (
            with("relationships", json!([{"parentTableName": "orders"}])),
            body_code,
            "\"relationships[0].parentColumnName\" is required",
        ),
        (
            with_table("columns", json!([{"name": "net", "isCustomColumn": true}])),
            body_code,
            "Invalid table or column structure",
        ),
    ];
    for path in PATHS {
        for (body, code, message) in &cases {
            shop.post(path, body.clone()).await.fails(400, code, message);
        }
    }
    assert_eq!(shop.get(DATAMARTS).await.ok()["data"], json!([]));
}

#[tokio::test]
async fn all_problems_come_at_once_with_their_places_and_near_names() {
    let shop = Shop::with_source().await;
    let mut body = with_table("columns", json!([{"name": "amuont"}]));
    body["tableList"]
        .as_array_mut()
        .expect("a list")
        .push(json!({"name": "custmers", "columns": [{"name": "id"}]}));
    body["relationships"] = json!([{"parentTableName": "orders", "parentColumnName": "customer_id",
        "childTableName": "clients", "childColumnName": "id"}]);
    let reply = shop.post(DATAMARTS, body).await;
    let hints = reply.hints();
    for wanted in [
        "tableList[1].name: the datasource has no table \"custmers\"; did you mean \"customers\"?",
        "tableList[0].columns[0].name: table \"orders\" has no column \"amuont\"; did you mean \"amount\"?",
        "relationships[0].childTableName: the table list has no table \"clients\"",
    ] {
        assert!(hints.contains(wanted), "{wanted:?} is not in {hints}");
    }
    let error = reply.fails(400, "INVALID_REQUEST_BODY", "Invalid schema or table name");
    assert_eq!(error["path"], "tableList[1].name");
}

#[tokio::test]
async fn author_sql_is_read_before_anything_is_stored() {
    let shop = Shop::with_source().await;
    let column = |sql: &str| {
        with_table(
            "columns",
            json!([{"name": "id"}, {"name": "net", "isCustomColumn": true, "sql": sql}]),
        )
    };
    for sql in
        ["amount +", "(SELECT 1)", "pg_sleep(10)", "nowhere * 2", "amount; DROP TABLE orders"]
    {
        let reply = shop.post(DATAMARTS, column(sql)).await;
        assert_eq!(reply.status, 400, "{sql}");
        assert_eq!(reply.body["error"]["code"], "INVALID_REQUEST_BODY", "{sql}: {}", reply.body);
    }
    assert_eq!(shop.get(DATAMARTS).await.ok()["data"], json!([]));
    shop.post(DATAMARTS, column("amount / 1.25")).await.ok();
}

#[tokio::test]
async fn a_name_is_taken_once() {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, small("sales")).await.ok();
    for path in PATHS {
        let reply = shop.post(path, small("sales")).await;
        reply.fails(400, "INVALID_REQUEST_BODY", "Datamart name already exists");
    }
}

#[tokio::test]
async fn of_many_writers_of_one_name_exactly_one_succeeds() {
    let shop = Shop::with_source().await;
    let attempts = (0..16).map(|_| shop.post(DATAMARTS, small("sales")));
    let replies = futures::future::join_all(attempts).await;
    let (made, refused): (Vec<_>, Vec<_>) =
        replies.into_iter().partition(|reply| reply.status == 200);
    assert_eq!((made.len(), refused.len()), (1, 15));
    for reply in refused {
        reply.fails(400, "INVALID_REQUEST_BODY", "Datamart name already exists");
    }
}

#[tokio::test]
async fn without_a_good_token_there_is_401() {
    let shop = Shop::with_source().await;
    for path in PATHS {
        let reply = shop.send(Method::POST, path, uuid::Uuid::new_v4(), Some(small("x"))).await;
        assert_eq!(reply.status, 401);
        assert_eq!(reply.body["error"]["code"], "AUTHENTICATION_ERROR");
    }
}
