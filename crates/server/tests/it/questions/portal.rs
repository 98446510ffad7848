//! A server with a small shop in PostgreSQL: tenants 7 (Acme) and 8 (Bolt).

use std::str::FromStr;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use souk_testkit::postgres;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection};

use crate::shop::Reply;
use crate::support::server::Server;

pub(crate) const QUERY: &str = "/api/v2/data-app/datamarts/query";
pub(crate) const EXPLAIN: &str = "/api/v2/data-app/datamarts/explain";
pub(crate) const DATAMARTS: &str = "/api/v2/data-app/datamarts";

const ROWS: &str = "
    CREATE TABLE clients (id bigint PRIMARY KEY, name text NOT NULL);
    INSERT INTO clients VALUES (7, 'Acme'), (8, 'Bolt'), (9, 'Twin'), (10, 'Twin');
    CREATE TABLE customers (id bigint PRIMARY KEY, tenant_id bigint, city text);
    INSERT INTO customers VALUES (1, 7, 'Oslo'), (2, 7, 'Bergen'), (3, 8, 'POISON');
    CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint,
        customer_id bigint REFERENCES customers, status text, amount numeric(12, 2),
        created_at timestamptz, note text);
    INSERT INTO orders VALUES
        (1, 7, 1, 'paid', 10.00, '2024-01-15T12:00Z', '=1+1'),
        (2, 7, 1, 'paid', 2.50, '2024-01-31T23:30Z', '@sum'),
        (3, 7, 2, 'open', -99.99, '2024-02-01T00:00Z', 'plain, \"quoted\"'),
        (4, 8, 3, 'paid', 777.77, '2024-01-15T12:00Z', 'POISON');
    CREATE TABLE notes (id bigint PRIMARY KEY, body text);
    INSERT INTO notes VALUES (1, 'POISON');
    CREATE TABLE countries (code text PRIMARY KEY, name text);
    INSERT INTO countries VALUES ('NO', 'Norway');
";

/// The server, the data app's key, and the database behind it.
pub(crate) struct Portal {
    pub(crate) server: Server,
    pub(crate) key: String,
    database: PgConnectOptions,
}

impl Portal {
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// With further variables.
    pub(crate) async fn with(variables: &[(&str, &str)]) -> Self {
        let url = postgres::Server::shared().fresh_database().await;
        let database = PgConnectOptions::from_str(&url).expect("a URL");
        execute(&database, ROWS).await;
        Self::over(variables, database.clone(), database.get_port()).await
    }

    /// Over a database that holds the rows already, by way of this port.
    pub(crate) async fn over(
        variables: &[(&str, &str)],
        database: PgConnectOptions,
        port: u16,
    ) -> Self {
        let open = [("SOUK_NETWORK_ALLOW", "127.0.0.0/8")];
        let server = Server::with(&[variables, &open].concat()).await;
        let key = server.data_app("portal").await;
        let portal = Self { server, key, database };
        let credentials = portal.credentials("main", port);
        let body = json!({"datasourceType": "postgres", "credentials": credentials});
        portal.server.post("/api/v2/datasource", &portal.server.service, body).await.ok();
        portal.create(&shop()).await;
        portal
    }

    pub(crate) fn credentials(&self, name: &str, port: u16) -> Value {
        let database = &self.database;
        json!({"name": name, "host": database.get_host(), "port": port,
            "username": database.get_username(), "password": "unused",
            "database": database.get_database()})
    }

    pub(crate) async fn create(&self, datamart: &Value) {
        self.server.post(DATAMARTS, &self.server.service, datamart.clone()).await.ok();
    }

    /// Runs statements past the server.
    pub(crate) async fn execute(&self, sql: &str) {
        execute(&self.database, sql).await;
    }

    /// Runs statements in another database of the same server.
    pub(crate) async fn execute_in(&self, database: &str, sql: &str) {
        execute(&self.database.clone().database(database), sql).await;
    }

    pub(crate) async fn sync(&self) {
        let body = json!({"input": {"datasourceName": "main"}});
        self.server.post("/api/v2/datasource/sync", &self.server.service, body).await.ok();
    }

    /// Asks the shop with a token, for a tenant where one is named.
    pub(crate) async fn ask(&self, token: &str, client: Option<&str>, query: Value) -> Reply {
        self.ask_of("shop", token, client, query).await
    }

    pub(crate) async fn ask_of(
        &self,
        datamart: &str,
        token: &str,
        client: Option<&str>,
        query: Value,
    ) -> Reply {
        let mut body = json!({"datamartName": datamart, "query": query});
        if let Some(client) = client {
            body["clientId"] = json!(client);
        }
        self.server.post(QUERY, token, body).await
    }

    /// Asks as the back end of tenant 7 does.
    pub(crate) async fn ask_as_key(&self, query: Value) -> Reply {
        self.ask(&self.key, Some("7"), query).await
    }

    /// The reply as it came: status, media type, bytes.
    pub(crate) async fn raw(
        &self,
        accept: Option<&str>,
        query: Value,
    ) -> (StatusCode, String, Vec<u8>) {
        let body = json!({"datamartName": "shop", "clientId": "7", "query": query});
        let mut request = self.server.request(Method::POST, QUERY).bearer_auth(&self.key);
        if let Some(accept) = accept {
            request = request.header("accept", accept);
        }
        let reply = request.json(&body).send().await.expect("a reply");
        let kind = reply.headers().get("content-type").expect("a media type");
        let (status, kind) = (reply.status(), kind.to_str().expect("a text").to_owned());
        (status, kind, reply.bytes().await.expect("a body").to_vec())
    }
}

/// Makes the rows in an empty database.
pub(crate) async fn fill(database: &PgConnectOptions) {
    execute(database, ROWS).await;
}

pub(crate) async fn execute(database: &PgConnectOptions, sql: &str) {
    let mut connection = PgConnection::connect_with(database).await.expect("a connection");
    let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await;
    done.expect("statements that run");
    connection.close().await.expect("a closed connection");
}

pub(crate) fn orders() -> Value {
    json!({"schemaName": "public", "name": "orders", "clientColumn": "tenant_id",
        "columns": [{"name": "id"}, {"name": "customer_id", "isHide": true}, {"name": "status"},
            {"name": "amount"}, {"name": "created_at", "label": "Ordered"}, {"name": "note"}],
        "measures": [
            {"name": "revenue", "label": "Revenue", "aggregate": "SUM", "column": "amount"},
            {"name": "count", "aggregate": "COUNT"},
            {"name": "paid", "aggregate": "SUM", "column": "amount", "filter": "status = 'paid'"}]})
}

pub(crate) fn by_table() -> Value {
    json!({"tenancyLevel": "TABLE", "clientColumnType": "NUMBER", "schemaName": "public",
        "tableName": "clients", "tableClientNameColumn": "name",
        "tablePrimaryKeyColumn": "id"})
}

/// The datamart that most tests ask.
pub(crate) fn shop() -> Value {
    json!({
        "name": "shop",
        "datasourceName": "main",
        "tableList": [
            orders(),
            {"schemaName": "public", "name": "customers", "clientColumn": "tenant_id",
                "columns": [{"name": "id"}, {"name": "city", "label": "City"}]},
            {"schemaName": "public", "name": "countries", "isShared": true,
                "columns": [{"name": "code"}, {"name": "name"}]},
            {"schemaName": "public", "name": "notes",
                "columns": [{"name": "id"}, {"name": "body"}],
                "measures": [{"name": "count", "aggregate": "COUNT"}]}
        ],
        "tenancySettings": by_table(),
        "relationships": [{"relationshipName": "buyer",
            "parentTableName": "orders", "parentColumnName": "customer_id",
            "childTableName": "customers", "childColumnName": "id",
            "cardinality": "ManyToOne"}]
    })
}

/// How many orders there are.
pub(crate) fn count() -> Value {
    json!({"measures": ["orders.count"]})
}

/// The rows of an answer.
#[track_caller]
pub(crate) fn data(reply: Reply) -> Value {
    reply.ok()["data"].clone()
}

/// The code of a refusal with this status.
#[track_caller]
pub(crate) fn code(reply: &Reply, status: u16) -> &str {
    assert_eq!(reply.status, status, "{}", reply.body);
    reply.body["error"]["code"].as_str().expect("a code")
}
