//! The semantic layer over HTTP, on the new and the old path.

use reqwest::Method;
use serde_json::{Value, json};

use crate::shop::{DATAMARTS, Shop, small};

const PATHS: [&str; 2] =
    ["/api/v2/data-app/datamarts/semantic-layer", "/api/v2/dataApp/datamarts/semantic-layer"];
const PATH: &str = PATHS[0];

async fn shop() -> Shop {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, small("sales")).await.ok();
    shop
}

fn layer() -> Value {
    json!({
        "datamartName": "sales",
        "tables": [{
            "name": "orders", "description": "What was bought", "synonyms": ["purchases"],
            "columns": [{
                "name": "amount", "description": "In euro", "columnType": "Range",
                "columnTypeConfig": {"lowerLimit": 0, "upperLimit": 100}, "isIdentifier": false
            }]
        }],
        "feedback": "Refunds are negative"
    })
}

#[tokio::test]
async fn a_layer_is_made_shown_and_removed_on_both_paths() {
    let shop = shop().await;
    for path in PATHS {
        let query = format!("{path}?datamartName=sales");
        assert_eq!(shop.post(path, layer()).await.ok(), json!({"id": "sales"}));
        let shown = shop.get(&query).await.ok();
        let updated = shown["data"]["lastUpdated"].as_str().expect("a time").to_owned();
        assert_eq!(
            shown,
            json!({"data": {
                "datamartName": "sales",
                "tables": [{
                    "name": "orders", "schemaName": "public", "description": "What was bought",
                    "synonyms": ["purchases"], "miscellaneousInfo": null,
                    "columns": [
                        {"name": "id", "datatype": "bigint", "description": null, "synonyms": [],
                         "miscellaneousInfo": null, "columnType": null, "columnTypeConfig": null,
                         "isIdentifier": false, "isNotIndexed": false},
                        {"name": "amount", "datatype": "double precision", "description": "In euro",
                         "synonyms": [], "miscellaneousInfo": null, "columnType": "Range",
                         "columnTypeConfig": {"lowerLimit": 0, "upperLimit": 100},
                         "isIdentifier": false, "isNotIndexed": false}
                    ]
                }],
                "feedback": "Refunds are negative",
                "completionScore": 66,
                "lastUpdated": updated
            }})
        );
        assert_eq!(shop.delete(&query).await.ok(), json!({"id": "sales"}));
    }
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_nothing_else() {
    let shop = shop().await;
    shop.post(PATH, layer()).await.ok();
    let body = json!({"datamartName": "sales", "tables": [{
        "name": "orders", "synonyms": [],
        "columns": [{"name": "id", "isIdentifier": true, "columnType": "Identifier"},
                    {"name": "amount", "description": null}]
    }]});
    assert_eq!(shop.put(PATH, body).await.ok(), json!({"id": "sales"}));
    let shown = shop.get(&format!("{PATH}?datamartName=sales")).await.ok();
    let table = &shown["data"]["tables"][0];
    assert_eq!(table["description"], "What was bought");
    assert_eq!(table["synonyms"], json!([]));
    assert_eq!(table["columns"][0]["columnType"], "Identifier");
    assert_eq!(table["columns"][0]["isIdentifier"], true);
    assert_eq!(table["columns"][1]["description"], Value::Null);
    assert_eq!(table["columns"][1]["columnTypeConfig"]["upperLimit"], 100);
    assert_eq!(shown["data"]["feedback"], "Refunds are negative");
}

#[tokio::test]
async fn without_a_layer_there_is_404() {
    let shop = shop().await;
    let (code, message) = ("SEMANTIC_LAYER_NOT_FOUND", "The datamart has no semantic layer");
    let query = format!("{PATH}?datamartName=sales");
    shop.get(&query).await.fails(404, code, message);
    shop.put(PATH, layer()).await.fails(404, code, message);
    shop.delete(&query).await.fails(404, code, message);
}

#[tokio::test]
async fn a_second_layer_is_refused() {
    let shop = shop().await;
    shop.post(PATH, layer()).await.ok();
    let reply = shop.post(PATH, layer()).await;
    reply.fails(400, "INVALID_REQUEST_BODY", "Semantic layer already exists");
}

#[tokio::test]
async fn unknown_datamarts_tables_and_columns_are_refused_with_near_names() {
    let shop = shop().await;
    let mut body = layer();
    body["datamartName"] = json!("nowhere");
    shop.post(PATH, body).await.fails(400, "INVALID_REQUEST_BODY", "Datamart not found");
    let mut body = layer();
    body["tables"][0]["columns"][0]["name"] = json!("amuont");
    body["tables"].as_array_mut().expect("a list").push(json!({"name": "ordres"}));
    let reply = shop.post(PATH, body).await;
    let hints = reply.hints();
    assert!(hints.contains("did you mean \"amount\"?"), "{hints}");
    assert!(
        hints.contains(
            "tables[1].name: the datamart has no table \"ordres\"; did you mean \"orders\"?"
        ),
        "{hints}"
    );
    reply.fails(400, "INVALID_REQUEST_BODY", "Invalid column names in table");
}

#[tokio::test]
async fn malformed_values_are_refused() {
    let shop = shop().await;
    let with = |column: Value| json!({"datamartName": "sales", "tables": [{"name": "orders", "columns": [column]}]});
    let many: Vec<_> = (0..11).map(|number| number.to_string()).collect();
    let base = "tables[0].columns[0]";
    let cases = [
        (
            with(json!({"name": "id", "synonyms": many})),
            format!("\"{base}.synonyms\" must contain less than or equal to 10 items"),
        ),
        (
            with(json!({"name": "id", "columnType": "Colour"})),
            format!(
                "\"{base}.columnType\" must be one of [String, Number, ENUM, Range, Identifier, Expression, JSON]"
            ),
        ),
        (
            with(json!({"name": "id", "columnType": "Range", "columnTypeConfig": {"low": 1}})),
            format!("\"{base}.columnTypeConfig\" must be an object with lowerLimit and upperLimit"),
        ),
        (
            with(json!({"name": "id", "columnType": "ENUM", "columnTypeConfig": ["a"]})),
            format!("\"{base}.columnTypeConfig\" must be an object of value to description"),
        ),
        (
            with(json!({"name": "id", "columnType": "JSON", "columnTypeConfig": {}})),
            format!("\"{base}.columnTypeConfig\" must be a string"),
        ),
        (with(json!({"name": "id", "colour": 1})), format!("\"{base}.colour\" is not allowed")),
        (json!({"datamartName": "sales"}), "\"tables\" is required".to_owned()),
        (json!({}), "\"datamartName\" is required".to_owned()),
    ];
    for (body, message) in cases {
        shop.post(PATH, body).await.fails(400, "INVALID_REQUEST_BODY", &message);
    }
}

#[tokio::test]
async fn a_data_apps_key_is_forbidden() {
    let shop = shop().await;
    for (method, body) in [(Method::GET, None), (Method::POST, Some(layer()))] {
        let path = format!("{PATH}?datamartName=sales");
        let reply = shop.send(method, &path, shop.key, body).await;
        assert_eq!(reply.status, 403);
        assert_eq!(reply.body["error"]["code"], "AUTHENTICATION_ERROR");
    }
}

#[tokio::test]
async fn a_layer_goes_with_its_datamart() {
    let shop = shop().await;
    shop.post(PATH, layer()).await.ok();
    shop.delete("/api/v2/data-app/datamart?datamartName=sales").await.ok();
    shop.post(DATAMARTS, small("sales")).await.ok();
    let shown = shop.get(&format!("{PATH}?datamartName=sales")).await;
    shown.fails(404, "SEMANTIC_LAYER_NOT_FOUND", "The datamart has no semantic layer");
}
