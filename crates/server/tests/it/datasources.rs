//! `/api/v2/datasource` over HTTP.

use std::time::Duration;

use serde_json::{Value, json};
use souk_model::DataType;
use souk_store::{DocumentKind, Page};

use crate::shop::{DATAMARTS, DATASOURCE, Shop, small, stand_in_body, table};

fn failing(name: &str, what: &str) -> Value {
    json!({"datasourceType": "firebolt",
        "credentials": {"name": name, "password": "hunter2", "fails": what}})
}

async fn is_empty(shop: &Shop) -> bool {
    shop.get(DATASOURCE).await.ok() == json!({"data": []})
}

#[tokio::test]
async fn a_datasource_is_created_and_listed_by_name_alone() {
    let shop = Shop::start().await;
    let created = shop.post(DATASOURCE, stand_in_body("main")).await.ok();
    assert_eq!(created, json!({"name": "main"}));
    assert_eq!(shop.get(DATASOURCE).await.ok(), json!({"data": [{"name": "main"}]}));
}

#[tokio::test]
async fn credentials_are_stored_sealed() {
    let shop = Shop::with_source().await;
    let kind = DocumentKind::Datasource;
    let stored = shop.services.store.documents(shop.organisation, kind, Page::ALL).await;
    let text = stored.expect("the store")[0].body.to_string();
    assert!(!text.contains("hunter2"), "{text}");
}

#[tokio::test]
async fn a_body_that_is_wrong_is_refused_with_what_is_wrong() {
    let shop = Shop::start().await;
    let cases = [
        (json!({}), "\"datasourceType\" is required"),
        (json!({"datasourceType": "firebolt"}), "\"credentials\" is required"),
        (
            json!({"datasourceType": "firebolt", "credentials": {}}),
            "\"credentials.name\" is required",
        ),
        (
            json!({"datasourceType": "firebolt", "credentials": {"name": 7}}),
            "\"credentials.name\" must be a string",
        ),
        (
            json!({"datasourceType": "firebolt", "credentials": {"name": "a\u{0}b"}}),
            "\"credentials.name\" must not contain control characters",
        ),
        (
            json!({"datasourceType": "firebolt", "credentials": {"name": "a"}}),
            "\"credentials.password\" is required",
        ),
        (
            json!({"datasourceType": "firebolt", "credentials": "x"}),
            "\"credentials\" must be of type object",
        ),
        (
            json!({"datasourceType": "firebolt", "credentials": {}, "colour": 1}),
            "\"colour\" is not allowed",
        ),
        (
            json!({"datasourceType": "oracle", "credentials": {"name": "a"}}),
            "\"datasourceType\" must be one of [snowflake, postgres, redshift, cockroachdb, mysql, \
             mongodb, clickhouse, singlestore, bigquery, databricks, elasticsearch, opensearch, mssql, \
             awss3, csv, sqlite, flightsql, firebolt, athena, trino]",
        ),
    ];
    for (body, message) in cases {
        shop.post(DATASOURCE, body).await.fails(400, "INVALID_REQUEST_BODY", message);
    }
    assert!(is_empty(&shop).await);
}

#[tokio::test]
async fn a_known_type_without_a_connector_is_refused_with_what_this_build_supports() {
    let shop = Shop::start().await;
    let body = json!({"datasourceType": "snowflake", "credentials": {"name": "a"}});
    let reply = shop.post(DATASOURCE, body).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.body["error"]["code"]),
        (400, &json!("INVALID_REQUEST_BODY"))
    );
    let message = reply.body["error"]["message"].as_str().expect("a message");
    assert!(
        message.starts_with("\"datasourceType\" snowflake is not supported by this build"),
        "{message}"
    );
    assert!(message.contains("firebolt") && message.contains("postgres"), "{message}");
}

#[tokio::test]
async fn a_failed_connection_test_stores_nothing_and_hides_secrets() {
    let shop = Shop::start().await;
    let reply = shop.post(DATASOURCE, failing("main", "test")).await;
    assert!(reply.hints().contains("role *** does not exist"), "{}", reply.hints());
    let message = "Connection test failed: the datasource refused the login";
    reply.fails(400, "CREDENTIAL_TEST_FAILED", message);
    assert!(is_empty(&shop).await);
}

#[tokio::test]
async fn a_schema_that_cannot_be_read_stores_nothing() {
    let shop = Shop::start().await;
    let message = "Schema could not be cached: the datasource's login lacks a permission";
    let reply = shop.post(DATASOURCE, failing("main", "schema")).await;
    reply.fails(500, "SCHEMA_CACHE_FAILED", message);
    assert!(is_empty(&shop).await);
}

#[tokio::test]
async fn a_name_is_taken_once_even_by_many_writers_at_once() {
    let shop = Shop::start().await;
    let attempts = (0..8).map(|_| shop.post(DATASOURCE, stand_in_body("main")));
    let replies = futures::future::join_all(attempts).await;
    let (made, refused): (Vec<_>, Vec<_>) =
        replies.into_iter().partition(|reply| reply.status == 200);
    assert_eq!((made.len(), refused.len()), (1, 7));
    for reply in refused {
        reply.fails(400, "DATASOURCE_NAME_ERROR", "Datasource name already exists");
    }
}

#[tokio::test]
async fn an_update_replaces_the_credentials_and_reads_the_schema_again() {
    let shop = Shop::with_source().await;
    shop.stand_in.add_table(table("lines", &[("id", DataType::Int64, "bigint")]));
    assert_eq!(shop.put(DATASOURCE, stand_in_body("main")).await.ok(), json!({"name": "main"}));
    let schema = shop.get(&format!("{DATASOURCE}/schema?datasourceName=main")).await.ok();
    assert_eq!(schema["data"]["tables"][3]["name"], "lines");
}

#[tokio::test]
async fn an_update_is_refused_for_an_unknown_name_another_type_and_bad_credentials() {
    let shop = Shop::with_source().await;
    let unknown = shop.put(DATASOURCE, stand_in_body("other")).await;
    unknown.fails(400, "DATASOURCE_NAME_ERROR", "Invalid datasource name");
    let mut body = stand_in_body("main");
    body["datasourceType"] = json!("awss3");
    let message = "\"datasourceType\" must be [firebolt]";
    shop.put(DATASOURCE, body).await.fails(400, "INVALID_REQUEST_BODY", message);
    let message = "Connection test failed: the datasource refused the login";
    let reply = shop.put(DATASOURCE, failing("main", "test")).await;
    reply.fails(400, "CREDENTIAL_TEST_FAILED", message);
    let message = "Schema could not be cached: the datasource's login lacks a permission";
    let reply = shop.put(DATASOURCE, failing("main", "schema")).await;
    reply.fails(500, "SCHEMA_CACHE_FAILED", message);
}

#[tokio::test]
async fn tenancy_settings_are_checked_and_survive_an_update_without_them() {
    let shop = Shop::start().await;
    let mut body = stand_in_body("main");
    body["tenancySettings"] = json!({
        "tenancyLevel": "TABLE", "clientColumnType": "NUMBER", "schemaName": "public",
        "tableName": "client", "tableClientNameColumn": "name"
    });
    let message = "Invalid tenancy level for organization";
    shop.post(DATASOURCE, body.clone()).await.fails(400, "INVALID_TENANCY", message);
    body["tenancySettings"]["tableName"] = json!("clients");
    shop.post(DATASOURCE, body).await.ok();
    shop.put(DATASOURCE, stand_in_body("main")).await.ok();
    let kind = DocumentKind::Datasource;
    let stored = shop.services.store.documents(shop.organisation, kind, Page::ALL).await;
    let stored = stored.expect("the store");
    assert_eq!(stored[0].body["tenancy"]["key_column"], "id");
}

#[tokio::test]
async fn a_delete_answers_with_the_identifier() {
    let shop = Shop::with_source().await;
    let id = shop.id(DocumentKind::Datasource, "main").await.to_string();
    let gone = shop.delete(&format!("{DATASOURCE}?datasourceName=main")).await.ok();
    assert_eq!(gone, json!({"id": id, "message": "Datasource deleted successfully"}));
    assert!(is_empty(&shop).await);
    let again = shop.delete(&format!("{DATASOURCE}?datasourceName=main")).await;
    again.fails(400, "DATASOURCE_NAME_ERROR", "Invalid datasource name");
    let nameless = shop.delete(DATASOURCE).await;
    nameless.fails(400, "INVALID_REQUEST_BODY", "\"datasourceName\" is required");
}

#[tokio::test]
async fn a_datasource_in_use_stays_and_names_its_users() {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, small("sales")).await.ok();
    let reply = shop.delete(&format!("{DATASOURCE}?datasourceName=main")).await;
    assert!(reply.hints().contains("datamart \"sales\" uses it"), "{}", reply.hints());
    reply.fails(400, "DATASOURCE_IN_USE", "Datasource is used by other resources");
    assert!(!is_empty(&shop).await);
}

#[tokio::test]
async fn the_list_has_pages_of_ten() {
    let shop = Shop::start().await;
    for number in 0..12 {
        shop.post(DATASOURCE, stand_in_body(&format!("source-{number:02}"))).await.ok();
    }
    let names = async |query: &str| {
        let list = shop.get(&format!("{DATASOURCE}{query}")).await.ok();
        list["data"].as_array().expect("a list").len()
    };
    assert_eq!(names("").await, 12);
    assert_eq!(names("?isPagination=true").await, 10);
    assert_eq!(names("?isPagination=true&pageNumber=2").await, 2);
    assert_eq!(names("?isPagination=true&pageNumber=3").await, 0);
    assert_eq!(names("?isPagination=false&pageNumber=3").await, 12);
    let odd = shop.get(&format!("{DATASOURCE}?isPagination=maybe")).await;
    odd.fails(400, "INVALID_REQUEST_BODY", "\"isPagination\" must be a boolean");
}

#[tokio::test]
async fn a_sync_reads_the_schema_again_and_reports_its_progress() {
    let shop = Shop::with_source().await;
    let id = shop.id(DocumentKind::Datasource, "main").await.to_string();
    let input = json!({"input": {"datasourceId": id}});
    let progress = format!("{DATASOURCE}/getDatasourceProgress");
    let status = shop.post(&progress, input.clone()).await.ok();
    assert_eq!(status, json!({"status": {"progress": "3/3", "error": ""}}));

    shop.stand_in.add_table(table("lines", &[("id", DataType::Int64, "bigint")]));
    let synced = shop.post(&format!("{DATASOURCE}/sync"), input.clone()).await.ok();
    let added = json!({"change": "added", "schemaName": "public", "table": "lines",
        "datamarts": []});
    assert_eq!(synced, json!({"data": {"message": "Sync completed", "changes": [added]}}));
    let status = shop.post(&progress, input).await.ok();
    assert_eq!(status["status"]["progress"], "4/4");
    let by_name = json!({"input": {"datasourceName": "main"}});
    shop.post(&format!("{DATASOURCE}/sync"), by_name).await.ok();
}

/// What the progress of `main` says, as soon as it says this.
async fn progress_that(shop: &Shop, says: impl Fn(&str, &str) -> bool) -> Value {
    let input = json!({"input": {"datasourceName": "main"}});
    let path = format!("{DATASOURCE}/getDatasourceProgress");
    for _ in 0..400 {
        let status = shop.post(&path, input.clone()).await.ok()["status"].clone();
        let text = |name: &str| status[name].as_str().unwrap_or_default();
        if says(text("progress"), text("error")) {
            return status;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the progress never says so");
}

#[tokio::test]
async fn a_sync_shows_how_many_tables_it_has_read() {
    let shop = Shop::with_source().await;
    shop.stand_in.add_table(table("lines", &[("id", DataType::Int64, "bigint")]));
    shop.stand_in.is_slow(true);
    let path = format!("{DATASOURCE}/sync");
    let input = json!({"input": {"datasourceName": "main"}});
    let watched = async {
        let status = progress_that(&shop, |progress, _| progress.starts_with("1/")).await;
        assert_eq!(status, json!({"progress": "1/4", "error": ""}), "of those that are there now");
        shop.stand_in.is_slow(false);
    };
    let (synced, ()) = tokio::join!(shop.post(&path, input.clone()), watched);
    synced.ok();
    progress_that(&shop, |progress, error| (progress, error) == ("4/4", "")).await;
}

#[tokio::test]
async fn a_sync_whose_caller_goes_away_says_where_it_was_left() {
    let shop = Shop::with_source().await;
    shop.stand_in.is_slow(true);
    let path = format!("{DATASOURCE}/sync");
    let input = json!({"input": {"datasourceName": "main"}});
    tokio::select! {
        synced = shop.post(&path, input.clone()) => panic!("{:?}", synced.body),
        _ = progress_that(&shop, |progress, error| (progress, error) == ("1/3", "")) => {}
    }
    let status = progress_that(&shop, |_, error| !error.is_empty()).await;
    let error = "Error: the sync was left before its end";
    assert_eq!(status, json!({"progress": "1/3", "error": error}));
}

#[tokio::test]
async fn a_sync_of_nothing_known_is_refused() {
    let shop = Shop::with_source().await;
    let unknown = uuid::Uuid::new_v4().to_string();
    for path in ["sync", "getDatasourceProgress"] {
        let path = format!("{DATASOURCE}/{path}");
        let reply = shop.post(&path, json!({"input": {"datasourceId": unknown}})).await;
        reply.fails(400, "DATASOURCE_ID_ERROR", "Invalid datasource id");
        let reply = shop.post(&path, json!({"input": {"datasourceId": "main"}})).await;
        reply.fails(400, "INVALID_REQUEST_BODY", "\"input.datasourceId\" must be a valid GUID");
        let reply = shop.post(&path, json!({"input": {}})).await;
        reply.fails(400, "INVALID_REQUEST_BODY", "\"input.datasourceId\" is required");
        let reply = shop.post(&path, json!({})).await;
        reply.fails(400, "INVALID_REQUEST_BODY", "\"input\" is required");
    }
}

#[tokio::test]
async fn a_sync_that_fails_says_why_and_keeps_the_schema() {
    let shop = Shop::with_source().await;
    shop.stand_in.go_away();
    let input = json!({"input": {"datasourceName": "main"}});
    let reply = shop.post(&format!("{DATASOURCE}/sync"), input.clone()).await;
    let message = "Schema could not be cached: the datasource cannot be reached: db.example";
    reply.fails(500, "SCHEMA_CACHE_FAILED", message);
    let status = shop.post(&format!("{DATASOURCE}/getDatasourceProgress"), input).await.ok();
    let expected = json!({"progress": "0/3", "error": format!("Error: {message}")});
    assert_eq!(status["status"], expected);
    shop.post(DATAMARTS, small("sales")).await.ok();
}

#[tokio::test]
async fn a_test_stores_nothing() {
    let shop = Shop::start().await;
    let path = format!("{DATASOURCE}/test");
    let tested = shop.post(&path, stand_in_body("main")).await.ok();
    assert_eq!(tested, json!({"data": {"message": "Connection test succeeded", "tables": 3}}));
    let message = "Connection test failed: the datasource refused the login";
    let reply = shop.post(&path, failing("main", "test")).await;
    reply.fails(400, "CREDENTIAL_TEST_FAILED", message);
    assert!(is_empty(&shop).await);
}

#[tokio::test]
async fn the_cached_schema_shows_tables_columns_and_keys() {
    let shop = Shop::with_source().await;
    let schema = shop.get(&format!("{DATASOURCE}/schema?datasourceName=main")).await.ok();
    let data = &schema["data"];
    assert_eq!((&data["name"], &data["datasourceType"]), (&json!("main"), &json!("firebolt")));
    assert_eq!(
        data["tables"][1],
        json!({
            "schemaName": "public", "name": "customers",
            "columns": [
                {"name": "id", "datatype": "bigint", "dataType": "number", "isNullable": false,
                    "comment": null},
                {"name": "city", "datatype": "varchar", "dataType": "string", "isNullable": true,
                    "comment": null}
            ],
            "primaryKey": ["id"], "uniqueKeys": [], "indexedColumns": null, "foreignKeys": [],
            "rowEstimate": 100, "comment": null
        })
    );
    let unknown = shop.get(&format!("{DATASOURCE}/schema?datasourceName=other")).await;
    unknown.fails(400, "DATASOURCE_NAME_ERROR", "Invalid datasource name");
}

#[tokio::test]
async fn engines_are_kept_and_made_again_after_a_change() {
    let shop = Shop::with_source().await;
    let before = shop.stand_in.connections();
    shop.post(DATAMARTS, small("one")).await.ok();
    shop.post(DATAMARTS, small("two")).await.ok();
    assert_eq!(shop.stand_in.connections(), before + 1);
    shop.put(DATASOURCE, stand_in_body("main")).await.ok();
    shop.post(DATAMARTS, small("three")).await.ok();
    assert_eq!(shop.stand_in.connections(), before + 3, "one to test, one to keep");
}

#[tokio::test]
async fn a_data_apps_key_may_not_touch_datasources() {
    let shop = Shop::start().await;
    let reply = shop.send(reqwest::Method::GET, DATASOURCE, shop.key, None).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.body["error"]["code"]),
        (401, &json!("AUTHENTICATION_ERROR"))
    );
}
