//! Datasources of real databases over HTTP: each kind is made, read and asked.

use std::path::Path;

use serde_json::{Value, json};
use souk_testkit::{clickhouse, mariadb, moto};
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::support::server::Server;

const DATASOURCE: &str = "/api/v2/datasource";
const DATAMARTS: &str = "/api/v2/data-app/datamarts";

/// Two tenants, and a table that needs exact numbers.
const SHOP: &str = "CREATE TABLE clients (id INTEGER PRIMARY KEY, name VARCHAR(20));
    CREATE TABLE orders (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL, city VARCHAR(20),
      amount DECIMAL(12,2), FOREIGN KEY (client_id) REFERENCES clients (id));
    INSERT INTO clients VALUES (1, 'one'), (2, 'two');
    INSERT INTO orders VALUES (1, 1, 'Oslo', 0.10), (2, 1, 'Oslo', 0.20), (3, 1, 'Lima', 7.00),
      (4, 2, 'Oslo', 1000.00);";

async fn mysql(name: &str) -> (Value, MySqlConnectOptions) {
    let options = mariadb::Server::shared().fresh_database().await;
    let mut connection = MySqlConnection::connect_with(&options).await.expect("a connection");
    sqlx::raw_sql(SHOP).execute(&mut connection).await.expect("a shop");
    let body = json!({"datasourceType": "mysql", "credentials": {
        "name": name, "host": options.get_host(), "port": options.get_port(),
        "username": options.get_username(), "password": "", "database": options.get_database()}});
    (body, options)
}

/// The same database by the connector for SingleStore, which speaks the protocol.
async fn singlestore(name: &str) -> (Value, MySqlConnectOptions) {
    let (mut body, options) = mysql(name).await;
    body["datasourceType"] = json!("singlestore");
    (body, options)
}

async fn sqlite(folder: &Path, name: &str) -> Value {
    let options = SqliteConnectOptions::new().filename(folder.join("shop.db"));
    let mut connection = options.create_if_missing(true).connect().await.expect("a file");
    sqlx::raw_sql(AssertSqlSafe(SHOP)).execute(&mut connection).await.expect("a shop");
    connection.close().await.expect("a closed file");
    json!({"datasourceType": "sqlite", "credentials": {"name": name, "path": "shop.db"}})
}

/// The same shop; ClickHouse knows no keys.
fn clickhouse_shop(name: &str) -> Value {
    let server = clickhouse::Server::shared();
    let database = server.fresh_database();
    for statement in [
        "CREATE TABLE clients (id Int64, name String) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE orders (id Int64, client_id Int64, city Nullable(String),
            amount Decimal(12, 2)) ENGINE = MergeTree ORDER BY (client_id, id)",
        "INSERT INTO clients VALUES (1, 'one'), (2, 'two')",
        "INSERT INTO orders VALUES (1, 1, 'Oslo', 0.10), (2, 1, 'Oslo', 0.20), (3, 1, 'Lima', 7.00),
            (4, 2, 'Oslo', 1000.00)",
    ] {
        server.execute(&database, statement);
    }
    json!({"datasourceType": "clickhouse", "credentials": {"name": name, "host": "127.0.0.1",
        "port": server.port(), "username": "default", "password": "", "database": database}})
}

/// The same shop as files in a bucket, which know no keys either.
fn bucket_shop(name: &str) -> Value {
    let server = moto::Server::shared();
    let bucket = server.fresh_bucket();
    server.put(&bucket, "shop/clients.csv", b"id,name\n1,one\n2,two\n");
    let orders =
        "id,client_id,city,amount\n1,1,Oslo,0.15\n2,1,Oslo,0.15\n3,1,Lima,7\n4,2,Oslo,1000\n";
    server.put(&bucket, "shop/orders.csv", orders.as_bytes());
    server.put(&bucket, "secret.csv", b"id\n666\n");
    json!({"datasourceType": "awss3", "credentials": {"name": name, "bucket": bucket,
        "prefix": "shop", "region": "us-east-1", "endpoint": server.endpoint(),
        "accessKeyId": "test", "secretAccessKey": "hunter2"}})
}

async fn server(folder: &Path) -> Server {
    let folder = folder.display().to_string();
    Server::with(&[("SOUK_FILE_ROOTS", folder.as_str())]).await
}

/// Makes the datasource and a datamart over it; tenant 1 asks for amounts by city.
async fn made_and_asked(server: &Server, source: Value) {
    let kind = source["datasourceType"].clone();
    let name = source["credentials"]["name"].clone();
    let token = &server.service;
    let tested = server.post(&format!("{DATASOURCE}/test"), token, source.clone()).await.ok();
    assert_eq!(tested["data"]["tables"], 2);
    let made = server.post(DATASOURCE, token, source).await.ok();
    assert_eq!(made, json!({"name": name}));
    let path = format!("{DATASOURCE}/schema?datasourceName={}", name.as_str().expect("a name"));
    let schema = server.get(&path, token).await.ok();
    let orders = &schema["data"]["tables"][1];
    assert_eq!(
        (&orders["name"], &orders["columns"][3]["dataType"]),
        (&json!("orders"), &json!("number"))
    );
    let (indexed, key) = (&orders["indexedColumns"], &orders["primaryKey"]);
    match kind.as_str() {
        Some("clickhouse") => assert_eq!(indexed, &json!(["client_id"])),
        Some("mysql" | "sqlite") => {
            assert_eq!(key, &json!(["id"]));
            assert_eq!(orders["foreignKeys"][0]["referencesTable"], "clients");
        }
        _ => assert_ne!(key, &json!(["id"]), "{kind} knows no keys, or none to be believed"),
    }
    assert!(kind != "sqlite" || orders["schemaName"] == "main");

    let mart = json!({
        "name": "shop", "datasourceName": name,
        "tableList": [{"name": "orders", "clientColumn": "client_id",
            "columns": [{"name": "id"}, {"name": "amount"}, {"name": "city"}]}],
        "tenancySettings": {"tenancyLevel": "TABLE", "clientColumnType": "NUMBER",
            "tableName": "clients", "tableClientNameColumn": "name", "tablePrimaryKeyColumn": "id"}
    });
    server.post(DATAMARTS, token, mart).await.ok();
    let question = json!({"datamartName": "shop", "clientId": "1", "query": {
        "measures": [{"table": "orders", "column": "amount", "aggregate": "SUM", "name": "sum"}],
        "dimensions": ["orders.city"]}});
    let answer = server.post(&format!("{DATAMARTS}/query"), token, question).await.ok();
    let expected =
        json!([{"orders.city": "Lima", "sum": 7.0}, {"orders.city": "Oslo", "sum": 0.3}]);
    let shown = |rows: &Value| -> Vec<(String, f64)> {
        let rows = rows.as_array().expect("rows").iter();
        let row = |row: &Value| {
            let sum = row["sum"].to_string().trim_matches('"').parse().expect("a number");
            (row["orders.city"].as_str().expect("a city").to_owned(), sum)
        };
        rows.map(row).collect()
    };
    assert_eq!(shown(&answer["data"]), shown(&expected), "{answer}");
}

#[tokio::test]
async fn a_mysql_datasource_is_made_read_and_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    made_and_asked(&server, mysql("maria").await.0).await;
}

#[tokio::test]
async fn a_singlestore_datasource_is_made_read_and_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    made_and_asked(&server, singlestore("single").await.0).await;
}

#[tokio::test]
async fn a_sqlite_datasource_is_made_read_and_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    made_and_asked(&server, sqlite(folder.path(), "file").await).await;
}

#[tokio::test]
async fn a_clickhouse_datasource_is_made_read_and_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    made_and_asked(&server, clickhouse_shop("columns")).await;
}

#[tokio::test]
async fn a_bucket_is_a_datasource_that_is_made_read_and_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    made_and_asked(&server, bucket_shop("bucket")).await;
    let list = server.get(DATASOURCE, &server.service).await.ok();
    assert!(!list.to_string().contains("hunter2"), "{list}");
    let sync = format!("{DATASOURCE}/sync");
    let body = json!({"input": {"datasourceName": "bucket"}});
    let synced = server.post(&sync, &server.service, body).await.ok();
    assert!(!synced.to_string().contains("secret"), "{synced}");
}

/// Makes the datasource and a datamart over it in which every tenant has a database; each tenant sees
/// its own rows, and a tenant without a database sees none.
async fn asked_per_database(server: &Server, source: Value, tenants: [(&str, f64); 2]) {
    let name = source["credentials"]["name"].clone();
    let token = &server.service;
    server.post(DATASOURCE, token, source).await.ok();
    let mart = json!({
        "name": "apart", "datasourceName": name,
        "tableList": [{"name": "orders",
            "columns": [{"name": "id"}, {"name": "amount"}, {"name": "city"}]}],
        "tenancySettings": {"tenancyLevel": "DATABASE"}
    });
    server.post(DATAMARTS, token, mart).await.ok();
    let ask = |tenant: &str| {
        let question = json!({"datamartName": "apart", "clientId": tenant, "query": {"measures":
            [{"table": "orders", "column": "amount", "aggregate": "SUM", "name": "sum"}]}});
        async move { server.post(&format!("{DATAMARTS}/query"), token, question).await }
    };
    for (tenant, sum) in tenants {
        let answer = ask(tenant).await.ok();
        let found = answer["data"][0]["sum"].to_string();
        assert_eq!(found.trim_matches('"').parse::<f64>().ok(), Some(sum), "{answer}");
    }
    for nobody in ["nowhere", "", "system", "mysql", "..", "x` UNION SELECT 1"] {
        let reply = ask(nobody).await;
        assert_eq!(reply.body["error"]["code"], "CLIENT_ID_ERROR", "{nobody}: {reply:?}");
    }
}

#[tokio::test]
async fn on_mysql_each_tenant_may_have_a_database() {
    each_tenant_has_a_database(mysql("maria").await).await;
}

#[tokio::test]
async fn on_singlestore_each_tenant_may_have_a_database() {
    each_tenant_has_a_database(singlestore("single").await).await;
}

async fn each_tenant_has_a_database((source, options): (Value, MySqlConnectOptions)) {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    let tenant = format!("{}_tenant", options.get_database().expect("a name"));
    let mut connection = MySqlConnection::connect_with(&options).await.expect("a connection");
    let sql = format!(
        "CREATE DATABASE {tenant}; CREATE TABLE {tenant}.orders LIKE orders;
         INSERT INTO {tenant}.orders VALUES (1, 1, 'Oslo', 5.00)"
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("a tenant");
    let own = options.get_database().expect("a name");
    asked_per_database(&server, source, [(&tenant, 5.0), (own, 1007.3)]).await;
}

#[tokio::test]
async fn on_clickhouse_each_tenant_may_have_a_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    let source = clickhouse_shop("columns");
    let own = source["credentials"]["database"].as_str().expect("a name").to_owned();
    let tenant = format!("{own}_tenant");
    let database = clickhouse::Server::shared();
    database.execute("default", &format!("CREATE DATABASE {tenant}"));
    database.execute(
        &tenant,
        &format!("CREATE TABLE orders ENGINE = Memory AS SELECT * FROM {own}.orders WHERE id = 4"),
    );
    asked_per_database(&server, source, [(&tenant, 1000.0), (&own, 1007.3)]).await;
}

#[tokio::test]
async fn over_files_each_tenant_may_have_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    for (tenant, amount) in [("acme", "1.25"), ("globex", "7.5")] {
        let path = folder.path().join(tenant);
        std::fs::create_dir(&path).expect("a folder");
        let rows = format!("id,city,amount\n1,Oslo,{amount}\n");
        std::fs::write(path.join("orders.csv"), rows).expect("a file");
    }
    let server = server(folder.path()).await;
    let source = json!({"datasourceType": "csv",
        "credentials": {"name": "files", "path": "{tenant}"}});
    asked_per_database(&server, source, [("acme", 1.25), ("globex", 7.5)]).await;
}

#[tokio::test]
async fn in_a_bucket_each_tenant_may_have_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    let mut source = bucket_shop("bucket");
    let bucket = source["credentials"]["bucket"].as_str().expect("a name").to_owned();
    for (tenant, amount) in [("acme", "1.25"), ("globex", "7.5")] {
        let rows = format!("id,city,amount\n1,Oslo,{amount}\n");
        moto::Server::shared().put(&bucket, &format!("{tenant}/orders.csv"), rows.as_bytes());
    }
    source["credentials"]["prefix"] = json!("");
    source["credentials"]["path"] = json!("{tenant}");
    asked_per_database(&server, source, [("acme", 1.25), ("globex", 7.5)]).await;
}

#[tokio::test]
async fn wrong_credentials_are_refused_without_telling_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    let (mut source, _) = mysql("maria").await;
    source["credentials"]["password"] = json!("hunter2");
    let outside = json!({"datasourceType": "sqlite",
        "credentials": {"name": "file", "path": "/etc/hunter2.db"}});
    let mut bucket = bucket_shop("bucket");
    bucket["credentials"]["bucket"] = json!("no-such-bucket-of-souk");
    for body in [source, outside, bucket] {
        let reply = server.post(DATASOURCE, &server.service, body).await;
        assert_eq!(reply.status, 400, "{reply:?}");
        assert_eq!(reply.body["error"]["code"], "CREDENTIAL_TEST_FAILED", "{reply:?}");
        assert!(!reply.body.to_string().contains("hunter2"), "{reply:?}");
    }
    let list = server.get(DATASOURCE, &server.service).await.ok();
    assert_eq!(list, json!({"data": []}));
}

#[tokio::test]
async fn missing_fields_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    let cases = [
        (
            json!({"datasourceType": "sqlite", "credentials": {"name": "a"}}),
            "\"credentials.path\" is required",
        ),
        (
            json!({"datasourceType": "mysql", "credentials": {"name": "a", "host": "h", "port": 1,
                "username": "u", "password": "p"}}),
            "\"credentials.database\" is required",
        ),
        (
            json!({"datasourceType": "singlestore", "credentials": {"name": "a", "port": 1,
                "username": "u", "password": "p", "database": "d"}}),
            "\"credentials.host\" is required",
        ),
    ];
    for (body, message) in cases {
        let reply = server.post(DATASOURCE, &server.service, body).await;
        reply.fails(400, "INVALID_REQUEST_BODY", message);
    }
}

/// The network policy holds for every database server.
#[tokio::test]
async fn servers_at_forbidden_addresses_are_refused() {
    let server = Server::with(&[("SOUK_NETWORK_PRIVATE", "deny")]).await;
    for source in [mysql("maria").await.0, bucket_shop("bucket")] {
        let reply = server.post(DATASOURCE, &server.service, source).await;
        assert_eq!(reply.body["error"]["code"], "CREDENTIAL_TEST_FAILED", "{reply:?}");
        let message = reply.body["error"]["message"].as_str().expect("words");
        assert!(message.contains("network_allow"), "{reply:?}");
    }
}

/// Whatever the settings permit, and however the address is written.
#[tokio::test]
async fn a_bucket_at_the_machines_own_metadata_service_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = server(folder.path()).await;
    for endpoint in ["http://169.254.169.254", "http://2852039166", "http://[fd00:ec2::254]"] {
        let mut source = bucket_shop("bucket");
        source["credentials"]["endpoint"] = json!(endpoint);
        let reply = server.post(DATASOURCE, &server.service, source).await;
        assert_eq!(reply.body["error"]["code"], "CREDENTIAL_TEST_FAILED", "{reply:?}");
    }
}
