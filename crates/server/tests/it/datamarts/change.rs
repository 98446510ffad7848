//! Changing datamarts: whole parts by PUT, single keys by PATCH.

use serde_json::{Value, json};

use crate::shop::{DATAMARTS, Shop, small};

fn scoped() -> Value {
    let mut body = small("sales");
    body["tableList"][0]["clientColumn"] = json!("tenant_id");
    body["tableList"].as_array_mut().expect("a list").push(
        json!({"name": "customers", "isShared": true, "columns": [{"name": "id"}, {"name": "city"}]}),
    );
    body["tenancySettings"] = json!({
        "tenancyLevel": "TABLE", "clientColumnType": "NUMBER", "schemaName": "public",
        "tableName": "clients", "tableClientNameColumn": "name"
    });
    body["relationships"] = json!([{
        "relationshipName": "buyer",
        "parentTableName": "orders", "parentColumnName": "customer_id",
        "childTableName": "customers", "childColumnName": "id"
    }]);
    body
}

async fn shop() -> Shop {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, scoped()).await.ok();
    shop
}

async fn item(shop: &Shop) -> Value {
    shop.get(DATAMARTS).await.ok()["data"][0].clone()
}

#[tokio::test]
async fn a_put_replaces_the_table_list_and_leaves_the_rest() {
    for path in [DATAMARTS, "/api/v2/dataApp/datamarts"] {
        let shop = shop().await;
        let tables = json!([
            {"name": "orders", "columns": [{"name": "status"}]},
            {"name": "customers", "columns": [{"name": "id"}]}
        ]);
        let reply = shop.put(path, json!({"datamartName": "sales", "tableList": tables})).await;
        assert_eq!(reply.ok(), json!({"id": "sales"}));
        let item = item(&shop).await;
        assert_eq!(item["datamartTables"][0]["clientColumn"], Value::Null);
        assert_eq!(
            item["datamartTables"][0]["datamartTableColumns"].as_array().map(Vec::len),
            Some(1)
        );
        assert_eq!(item["datamartOrganization"]["tenancyLevel"], "TABLE");
        assert_eq!(item["datamartRelationships"][0]["relationshipName"], "buyer");
    }
}

#[tokio::test]
async fn a_put_without_a_table_list_changes_the_tenancy_only() {
    let shop = shop().await;
    let settings = json!({"tenancyLevel": "DATABASE"});
    let body = json!({"datamartName": "sales", "tenancySettings": settings});
    shop.put(DATAMARTS, body).await.ok();
    let item = item(&shop).await;
    assert_eq!(item["datamartOrganization"]["tenancyLevel"], "DATABASE");
    assert_eq!(item["datamartTables"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_change_of_the_tenancy_keeps_the_stored_level_and_its_requirements() {
    let shop = shop().await;
    let settings =
        json!({"clientColumnType": "NUMBER", "schemaName": "public", "tableName": "clients"});
    let body = json!({"datamartName": "sales", "tenancySettings": settings});
    let message = "\"tenancySettings.tableClientNameColumn\" is required";
    shop.put(DATAMARTS, body).await.fails(400, "INVALID_REQUEST_BODY", message);
}

#[tokio::test]
async fn a_put_replaces_all_relationships() {
    let shop = shop().await;
    shop.put(DATAMARTS, json!({"datamartName": "sales", "relationships": []})).await.ok();
    assert_eq!(item(&shop).await["datamartRelationships"], json!([]));
}

#[tokio::test]
async fn the_whole_is_validated_again() {
    let shop = shop().await;
    let tables = json!([{"name": "orders", "columns": [{"name": "status"}]}]);
    let reply = shop.put(DATAMARTS, json!({"datamartName": "sales", "tableList": tables})).await;
    assert!(
        reply.hints().contains("the table list has no table \"customers\""),
        "{}",
        reply.hints()
    );
    reply.fails(400, "INVALID_REQUEST_BODY", "Invalid relationship");
    assert_eq!(item(&shop).await["datamartTables"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn an_unknown_datamart_is_not_found() {
    let shop = shop().await;
    let body = json!({"datamartName": "Sales"});
    shop.put(DATAMARTS, body.clone()).await.fails(
        400,
        "INVALID_REQUEST_BODY",
        "Datamart not found",
    );
    shop.patch(DATAMARTS, body).await.fails(400, "INVALID_REQUEST_BODY", "Datamart not found");
    let nameless = shop.put(DATAMARTS, json!({})).await;
    nameless.fails(400, "INVALID_REQUEST_BODY", "\"datamartName\" is required");
}

#[tokio::test]
async fn many_changes_at_once_all_succeed_or_say_conflict() {
    let shop = shop().await;
    let changes = (0..8).map(|number| {
        let table = json!({"name": "orders", "label": format!("label {number}")});
        shop.patch(DATAMARTS, json!({"datamartName": "sales", "tableList": [table]}))
    });
    let replies = futures::future::join_all(changes).await;
    assert!(replies.iter().any(|reply| reply.status == 200));
    for reply in replies.into_iter().filter(|reply| reply.status != 200) {
        assert_eq!(
            (reply.status.as_u16(), &reply.body["error"]["code"]),
            (409, &json!("CONFLICT"))
        );
    }
}

#[tokio::test]
async fn a_patch_merges_tables_columns_and_measures_by_name() {
    let shop = shop().await;
    let body = json!({"datamartName": "sales", "tableList": [{
        "name": "orders", "label": "Orders",
        "columns": [{"name": "amount", "isHide": true}, {"name": "status", "label": "State"},
                    {"name": "id", "remove": true}],
        "measures": [{"name": "revenue", "aggregate": "SUM", "column": "amount"}]
    }]});
    assert_eq!(shop.patch(DATAMARTS, body).await.ok(), json!({"id": "sales"}));
    let orders = item(&shop).await["datamartTables"][0].clone();
    assert_eq!(
        (&orders["label"], &orders["clientColumn"]),
        (&json!("Orders"), &json!("tenant_id"))
    );
    let columns: Vec<_> = orders["datamartTableColumns"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|column| (column["columnName"].clone(), column["isHide"].clone()))
        .collect();
    assert_eq!(columns, [(json!("amount"), json!(true)), (json!("status"), json!(false))]);
    assert_eq!(orders["measures"][0]["name"], "revenue");

    let again = json!({"datamartName": "sales", "tableList": [{"name": "orders", "label": null,
        "measures": [{"name": "revenue", "label": "Revenue"}]}]});
    shop.patch(DATAMARTS, again).await.ok();
    let orders = item(&shop).await["datamartTables"][0].clone();
    assert_eq!(orders["label"], Value::Null);
    assert_eq!(
        orders["measures"][0],
        json!({"name": "revenue", "label": "Revenue", "aggregate": "SUM", "column": "amount"})
    );
}

#[tokio::test]
async fn a_patch_adds_and_removes_tables_relationships_and_tenancy() {
    let shop = shop().await;
    let body = json!({
        "datamartName": "sales",
        "tableList": [{"name": "customers", "remove": true},
                      {"name": "clients", "columns": [{"name": "id"}]}],
        "relationships": [{"relationshipName": "buyer", "remove": true}],
        "tenancySettings": {"clientIdentifier": "NAME"}
    });
    shop.patch(DATAMARTS, body).await.ok();
    let patched = item(&shop).await;
    assert_eq!(patched["datamartTables"][1]["tableName"], "clients");
    assert_eq!(patched["datamartRelationships"], json!([]));
    assert_eq!(patched["datamartOrganization"]["clientIdentifier"], "NAME");
    shop.patch(DATAMARTS, json!({"datamartName": "sales", "tenancySettings": null})).await.ok();
    assert_eq!(item(&shop).await["datamartOrganization"], Value::Null);
}

#[tokio::test]
async fn a_patch_that_is_wrong_changes_nothing() {
    let shop = shop().await;
    let before = item(&shop).await;
    let cases = [
        (json!([{"name": "orders", "columns": [{"name": "no"}]}]), "Invalid column names in table"),
        (json!([{"name": "orders", "colour": 1}]), "\"tableList[0].colour\" is not allowed"),
        (json!(["orders"]), "\"tableList[0]\" must be of type object"),
        (
            json!([{"name": "no", "remove": true}]),
            "\"tableList[0]\" names nothing that could be removed",
        ),
    ];
    for (tables, message) in cases {
        let body = json!({"datamartName": "sales", "tableList": tables});
        shop.patch(DATAMARTS, body).await.fails(400, "INVALID_REQUEST_BODY", message);
    }
    assert_eq!(item(&shop).await, before);
}
