//! Datamarts over real datasources: a PostgreSQL server, and files.

use serde_json::{Value, json};
use souk_testkit::postgres::Server;
use sqlx::{Connection, PgConnection};

use crate::shop::{DATAMARTS, DATASOURCE, Shop};

const TABLES: &str = "
    CREATE SCHEMA archive;
    CREATE TABLE clients (id bigint PRIMARY KEY, name varchar NOT NULL UNIQUE);
    CREATE TABLE orders (id bigint PRIMARY KEY, client_id bigint REFERENCES clients (id),
        amount numeric(12, 2), created_at timestamptz);
    CREATE TABLE archive.orders (LIKE orders);
    INSERT INTO clients VALUES (1, 'one'), (2, 'two');";

/// The credentials of a fresh database that holds [`TABLES`].
async fn credentials() -> Value {
    let url = Server::shared().fresh_database().await;
    let mut connection = PgConnection::connect(&url).await.expect("a connection");
    sqlx::raw_sql(TABLES).execute(&mut connection).await.expect("tables");
    let url: reqwest::Url = url.parse().expect("a URL");
    json!({
        "name": "pg", "host": url.host_str(), "port": url.port().unwrap_or(5432),
        "username": url.username(), "password": url.password().unwrap_or_default(),
        "database": url.path().trim_start_matches('/'), "sslMode": "disable"
    })
}

fn body(credentials: &Value) -> Value {
    json!({"datasourceType": "postgres", "credentials": credentials})
}

#[tokio::test]
async fn a_datamart_over_postgresql_is_made_and_listed() {
    let shop = Shop::start().await;
    let credentials = credentials().await;
    shop.post(DATASOURCE, body(&credentials)).await.ok();
    let schema = shop.get(&format!("{DATASOURCE}/schema?datasourceName=pg")).await.ok();
    let tables = schema["data"]["tables"].as_array().expect("a list");
    assert_eq!(tables.len(), 3, "{schema}");

    let mut mart = json!({
        "name": "shop", "datasourceName": "pg",
        "tableList": [{"name": "orders", "clientColumn": "client_id",
            "columns": [{"name": "id"}, {"name": "amount"}, {"name": "created_at"}]}],
        "tenancySettings": {"tenancyLevel": "TABLE", "clientColumnType": "NUMBER",
            "schemaName": "public", "tableName": "clients", "tableClientNameColumn": "name"}
    });
    let ambiguous = shop.post(DATAMARTS, mart.clone()).await;
    assert!(ambiguous.hints().contains("name one"), "{}", ambiguous.hints());
    ambiguous.fails(400, "INVALID_REQUEST_BODY", "Invalid schema or table name");
    mart["tableList"][0]["schemaName"] = json!("public");
    shop.post(DATAMARTS, mart).await.ok();
    let item = shop.get(DATAMARTS).await.ok()["data"][0].clone();
    assert_eq!(item["datamartOrganization"]["tablePrimaryKeyColumn"], "id");
    let columns = &item["datamartTables"][0]["datamartTableColumns"];
    assert_eq!(columns[0]["datatype"], "bigint");
    assert_eq!(columns[2]["isApplyTimezone"], true);
}

#[tokio::test]
async fn a_wrong_password_or_host_is_a_failed_credential_test() {
    let shop = Shop::start().await;
    let good = credentials().await;
    for (field, value) in [("database", json!("nowhere")), ("port", json!(1))] {
        let mut wrong = good.clone();
        wrong[field] = value;
        let reply = shop.post(DATASOURCE, body(&wrong)).await;
        let found = (reply.status.as_u16(), &reply.body["error"]["code"]);
        assert_eq!(found, (400, &json!("CREDENTIAL_TEST_FAILED")), "{}", reply.body);
    }
    assert_eq!(shop.get(DATASOURCE).await.ok(), json!({"data": []}));
}

#[tokio::test]
async fn a_datamart_over_files_is_made_and_listed() {
    let shop = Shop::start().await;
    let files = shop.files();
    std::fs::write(files.join("orders.csv"), "id,client_id,amount\n1,1,2.5\n2,2,4\n")
        .expect("a file");
    std::fs::write(files.join("clients.csv"), "id,name\n1,one\n2,two\n").expect("a file");
    let source = json!({"datasourceType": "csv",
        "credentials": {"name": "files", "path": files.display().to_string()}});
    shop.post(DATASOURCE, source).await.ok();
    let mart = json!({
        "name": "shop", "datasourceName": "files",
        "tableList": [{"name": "orders", "clientColumn": "client_id",
            "columns": [{"name": "id"}, {"name": "amount"}]}],
        "tenancySettings": {"tenancyLevel": "TABLE", "clientColumnType": "NUMBER",
            "tableName": "clients", "tableClientNameColumn": "name", "tablePrimaryKeyColumn": "id"}
    });
    shop.post(DATAMARTS, mart).await.ok();
    let list = shop.get(DATAMARTS).await.ok();
    assert_eq!(list["data"][0]["datamartTables"][0]["tableName"], "orders");
}

#[tokio::test]
async fn files_outside_the_roots_are_refused() {
    let shop = Shop::start().await;
    let source = json!({"datasourceType": "csv",
        "credentials": {"name": "files", "path": "/etc"}});
    let reply = shop.post(DATASOURCE, source).await;
    assert_eq!(reply.status, 400, "{}", reply.body);
}
