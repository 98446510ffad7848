//! Listing datamarts: field for field.

use reqwest::Method;
use serde_json::{Value, json};

use crate::shop::{DATAMARTS, Shop, small};

fn full() -> Value {
    json!({
        "name": "full",
        "datasourceName": "main",
        "tableList": [
            {
                "name": "orders", "label": "Orders", "clientColumn": "tenant_id",
                "columns": [
                    {"name": "id", "alias": "order", "label": "Order", "isHide": true},
                    {"name": "created_at"},
                    {"name": "net", "isCustomColumn": true, "sql": "amount / 1.25"}
                ],
                "measures": [{"name": "revenue", "aggregate": "sum", "column": "amount"}],
                "primaryKey": ["id"]
            },
            {"schemaName": "public", "name": "customers", "isHide": true, "isShared": true,
             "columns": [{"name": "city"}]}
        ],
        "tenancySettings": {
            "tenancyLevel": "TABLE", "clientColumnType": "NUMBER", "schemaName": "public",
            "tableName": "clients", "tableClientNameColumn": "name"
        },
        "relationships": [{"parentTableName": "orders", "parentColumnName": "customer_id",
            "childTableName": "customers", "childColumnName": "id", "cardinality": "ManyToOne",
            "referentialIntegrity": true}]
    })
}

#[tokio::test]
async fn an_item_has_the_documented_names() {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, full()).await.ok();
    let list = shop.get(DATAMARTS).await.ok();
    let item = &list["data"][0];
    let time = |field: &str| {
        let text = item[field].as_str().expect("a time");
        chrono::DateTime::parse_from_rfc3339(text).expect("ISO 8601");
        text.to_owned()
    };
    let expected = json!({"data": [{
        "name": "full",
        "createdAt": time("createdAt"),
        "updatedAt": time("updatedAt"),
        "datamartOrganization": {
            "tenancyLevel": "TABLE", "schemaName": "public", "tableName": "clients",
            "clientColumnType": "NUMBER", "tableClientNameColumn": "name",
            "tablePrimaryKeyColumn": "id"
        },
        "companyIntegration": {"name": "main"},
        "datamartTables": [
            {
                "schemaName": "public", "tableName": "orders", "label": "Orders",
                "clientColumn": "tenant_id", "isHide": false,
                "datamartTableColumns": [
                    {"columnName": "id", "datatype": "bigint", "alias": "order", "label": "Order",
                     "isHide": true, "isCustomColumn": false, "sql": "", "isApplyTimezone": false},
                    {"columnName": "created_at", "datatype": "timestamp", "alias": null,
                     "label": null, "isHide": false, "isCustomColumn": false, "sql": "",
                     "isApplyTimezone": true},
                    {"columnName": "net", "datatype": "", "alias": null, "label": null,
                     "isHide": false, "isCustomColumn": true, "sql": "amount / 1.25",
                     "isApplyTimezone": false}
                ],
                "primaryKey": ["id"],
                "measures": [{"name": "revenue", "aggregate": "SUM", "column": "amount"}]
            },
            {
                "schemaName": "public", "tableName": "customers", "label": null,
                "clientColumn": null, "isHide": true, "isShared": true,
                "datamartTableColumns": [
                    {"columnName": "city", "datatype": "varchar", "alias": null, "label": null,
                     "isHide": false, "isCustomColumn": false, "sql": "", "isApplyTimezone": false}
                ]
            }
        ],
        "datamartRelationships": [{
            "parentTableName": "orders", "parentColumnName": "customer_id",
            "childTableName": "customers", "childColumnName": "id",
            "relationshipName": "orders_customer_id_customers_id",
            "cardinality": "ManyToOne", "join": "LEFT JOIN", "referentialIntegrity": true
        }]
    }], "error": null});
    assert_eq!(list, expected);
}

#[tokio::test]
async fn without_tenancy_the_organisation_is_null() {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, small("plain")).await.ok();
    let list = shop.get(DATAMARTS).await.ok();
    assert_eq!(list["data"][0]["datamartOrganization"], Value::Null);
    assert_eq!(list["data"][0]["datamartRelationships"], json!([]));
}

#[tokio::test]
async fn details_are_left_out_for_any_text_but_true() {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, small("plain")).await.ok();
    for (query, expected) in [
        ("", true),
        ("?expandDetails=true", true),
        ("?expandDetails=false", false),
        ("?expandDetails=TRUE", false),
        ("?expandDetails=", false),
    ] {
        let list = shop.get(&format!("{DATAMARTS}{query}")).await.ok();
        let item = list["data"][0].as_object().expect("an item");
        assert_eq!(item.contains_key("datamartTables"), expected, "{query}");
        assert_eq!(item.contains_key("datamartRelationships"), expected, "{query}");
        assert!(item.contains_key("datamartOrganization") && item.contains_key("updatedAt"));
    }
}

#[tokio::test]
async fn pages_have_ten_items_on_every_path() {
    let shop = Shop::with_source().await;
    for number in 0..12 {
        shop.post(DATAMARTS, small(&format!("mart-{number:02}"))).await.ok();
    }
    let names = |list: Value| -> Vec<String> {
        let items = list["data"].as_array().cloned().unwrap_or_default();
        items.iter().map(|item| item["name"].as_str().unwrap_or_default().to_owned()).collect()
    };
    for path in [DATAMARTS, "/api/v2/dataApp/datamarts"] {
        for token in [shop.service, shop.key] {
            let get = async |query: &str| {
                let path = format!("{path}{query}");
                names(shop.send(Method::GET, &path, token, None).await.ok())
            };
            assert_eq!(get("").await.len(), 12);
            assert_eq!(get("?isPagination=true&pageNumber=1").await.len(), 10);
            assert_eq!(get("?isPagination=true&pageNumber=2").await, ["mart-10", "mart-11"]);
            assert!(get("?isPagination=true&pageNumber=3").await.is_empty());
        }
    }
    let post = "/api/v2/dataApp/datamart/list";
    let page = shop.post(post, json!({"isPagination": true, "pageNumber": 2})).await.ok();
    assert_eq!(page["error"], Value::Null);
    assert_eq!(names(page), ["mart-10", "mart-11"]);
    assert_eq!(names(shop.post(post, json!({})).await.ok()).len(), 12);
}

#[tokio::test]
async fn another_organisation_sees_nothing() {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, small("ours")).await.ok();
    let other = shop.services.store.create_organisation("other").await.expect("a second one");
    let token = uuid::Uuid::new_v4();
    let made = souk_server::service::tokens::service("other", token, None);
    let change = vec![souk_store::Change::CreateToken(made)];
    let committed = shop.services.store.commit(other, &souk_store::Actor::System, change).await;
    committed.expect("a token");
    let list = shop.send(Method::GET, DATAMARTS, token, None).await.ok();
    assert_eq!(list, json!({"data": [], "error": null}));
    let path = "/api/v2/data-app/datamart?datamartName=ours";
    let reply = shop.send(Method::DELETE, path, token, None).await;
    reply.fails(400, "INVALID_REQUEST_BODY", "Datamart not found");
    let reply = shop.send(Method::POST, DATAMARTS, token, Some(small("theirs"))).await;
    reply.fails(400, "DATASOURCE_NAME_ERROR", "Invalid datasource name");
}
