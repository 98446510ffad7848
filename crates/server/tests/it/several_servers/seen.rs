//! What is written at one server is seen by the next question to the other: nothing that a server
//! remembers outlives its truth.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection};

use super::pair::{Pair, Process, shop_database, source};
use crate::embeds::stage;
use crate::questions::portal::{DATAMARTS, count, execute, orders, shop};
use crate::support::server::text;

const SOURCES: &str = "/api/v2/datasource";
const SYNC: &str = "/api/v2/datasource/sync";
const GUEST_TOKEN: &str = "/api/v2/guest-token";

impl Pair {
    /// Who writes and who is asked, in turns.
    fn in_turns(&self, round: usize) -> (&Process, &Process) {
        (&self.servers[round % 2], &self.servers[1 - round % 2])
    }

    /// A token of tenant 7, made at a server.
    async fn guest(&self, server: &Process) -> String {
        let body = json!({"dataAppName": "portal", "clientId": "7"});
        text(&server.post("/api/v2/guest-token/create", &self.key, body).await.ok()["token"])
    }
}

/// The body that makes the shop's orders have these measures.
fn with_measures(measures: Value) -> Value {
    let mut table = orders();
    table["measures"] = measures;
    let mut body = shop();
    body["tableList"][0] = table;
    let fields = body.as_object_mut().expect("a datamart");
    let name = fields.remove("name").expect("a name");
    fields.remove("datasourceName");
    fields.insert("datamartName".to_owned(), name);
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_datamart_changed_at_one_server_is_asked_as_it_is_now_at_the_other() {
    let pair = Pair::start().await;
    let service = &pair.service;
    let query = json!({"measures": ["orders.figure"]});
    let kinds = [("MAX", 10.0), ("MIN", -99.99), ("SUM", -87.49)];
    for round in 0..9 {
        let (writer, asked) = pair.in_turns(round);
        let (aggregate, expected) = kinds[round % 3];
        let measure = json!([{"name": "figure", "aggregate": aggregate, "column": "amount"}]);
        writer.put(DATAMARTS, service, with_measures(measure)).await.ok();
        for server in [asked, writer] {
            let answer = server.ask("shop", service, query.clone()).await.ok();
            assert_eq!(answer["data"], json!([{"orders.figure": expected}]), "round {round}");
        }
    }
    pair.servers[0].delete(&format!("{DATAMARTS}?datamartName=shop"), service).await.ok();
    let gone = pair.servers[1].ask("shop", service, query).await;
    gone.fails(400, "INVALID_DATAMART", "Invalid datamart");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_datasource_that_leads_elsewhere_by_one_server_does_so_for_the_other() {
    let pair = Pair::start().await;
    let other = shop_database().await;
    execute(&other, "DELETE FROM orders WHERE id = 1").await;
    for round in 0..4 {
        let (writer, asked) = pair.in_turns(round);
        let (database, expected) = if round % 2 == 0 { (&other, 2) } else { (&pair.database, 3) };
        writer.put(SOURCES, &pair.service, source("main", database)).await.ok();
        let answer = asked.ask("shop", &pair.service, count()).await.ok();
        assert_eq!(answer["data"], json!([{"orders.count": expected}]), "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_that_one_server_has_read_again_is_the_others() {
    let pair = Pair::start().await;
    let (writer, asked) = pair.in_turns(0);
    let service = &pair.service;
    asked.ask("shop", service, count()).await.ok();
    execute(&pair.database, "CREATE TABLE later (id bigint); INSERT INTO later VALUES (1), (2)")
        .await;
    let sync = json!({"input": {"datasourceName": "main"}});
    writer.post(SYNC, service, sync).await.ok();
    let later = json!({"name": "later", "datasourceName": "main",
        "tableList": [{"schemaName": "public", "name": "later", "columns": [{"name": "id"}],
            "measures": [{"name": "count", "aggregate": "COUNT"}]}]});
    asked.post(DATAMARTS, service, later).await.ok();
    let answer =
        asked.ask_for_all("later", service, json!({"measures": ["later.count"]})).await.ok();
    assert_eq!(answer["data"], json!([{"later.count": 2}]));
}

/// How many sessions others have in the database.
async fn sessions(database: &PgConnectOptions) -> i64 {
    let mut connection = PgConnection::connect_with(database).await.expect("a connection");
    let count = "SELECT COUNT(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    sqlx::query_scalar(count).fetch_one(&mut connection).await.expect("a number")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_datasource_that_one_server_has_deleted_is_let_go_by_the_other() {
    let pair = Pair::start().await;
    let (writer, asked) = pair.in_turns(0);
    let service = &pair.service;
    asked.ask("shop", service, count()).await.ok();
    assert!(sessions(&pair.database).await > 0);
    writer.delete(&format!("{DATAMARTS}?datamartName=shop"), service).await.ok();
    writer.delete(&format!("{SOURCES}?datasourceName=main"), service).await.ok();
    let begun = Instant::now();
    while sessions(&pair.database).await > 0 {
        assert!(begun.elapsed() < Duration::from_secs(40), "its connections stay open");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// An engine over files has made its list of files; it must be made anew.
#[tokio::test(flavor = "multi_thread")]
async fn files_that_one_server_has_found_are_the_others() {
    let pair = Pair::empty().await;
    let (writer, asked) = pair.in_turns(0);
    let service = &pair.service;
    let path = pair.files.path();
    std::fs::write(path.join("old.csv"), "n\n1\n2\n").expect("a file");
    let credentials = json!({"name": "files", "path": path});
    let body = json!({"datasourceType": "csv", "credentials": credentials});
    writer.post(SOURCES, service, body).await.ok();
    let datamart = |name: &str| {
        json!({"name": name, "datasourceName": "files", "tableList": [
            {"name": name, "columns": [{"name": "n"}],
                "measures": [{"name": "sum", "aggregate": "SUM", "column": "n"}]}]})
    };
    let sum = |name: &str| json!({"measures": [format!("{name}.sum")]});
    asked.post(DATAMARTS, service, datamart("old")).await.ok();
    let answer = asked.ask_for_all("old", service, sum("old")).await.ok();
    assert_eq!(answer["data"], json!([{"old.sum": 3}]));

    std::fs::write(path.join("new.csv"), "n\n40\n").expect("a file");
    writer.post(SYNC, service, json!({"input": {"datasourceName": "files"}})).await.ok();
    asked.post(DATAMARTS, service, datamart("new")).await.ok();
    let answer = asked.ask_for_all("new", service, sum("new")).await.ok();
    assert_eq!(answer["data"], json!([{"new.sum": 40}]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_server_has_revoked_the_other_refuses() {
    let pair = Pair::start().await;
    for round in 0..4 {
        let (writer, asked) = pair.in_turns(round);
        let guest = pair.guest(writer).await;
        asked.ask_as_guest(&guest).await.ok();
        let path = format!("{GUEST_TOKEN}?clientId=7&dataAppName=portal");
        writer.delete(&path, &pair.key).await.ok();
        for server in [asked, writer] {
            assert_eq!(server.ask_as_guest(&guest).await.status, 401, "round {round}");
        }
    }
    let (writer, asked) = pair.in_turns(0);
    let body = json!({"key": pair.key, "expireAt": 0});
    let rotated = writer.post("/api/v2/data-app/rotate-api", &pair.service, body).await.ok();
    let successor = text(&rotated["key"]);
    assert_eq!(asked.get(GUEST_TOKEN, &pair.key).await.status, 401, "the rotated key");
    asked.get(GUEST_TOKEN, &successor).await.ok();

    let service = pair.shared.printed(&["token", "create", "--name", "second"]);
    asked.get(SOURCES, &service).await.ok();
    let listed = pair.shared.printed(&["token", "list"]);
    let line = listed.lines().find(|line| line.contains("second")).expect("the token");
    let id = line.split_whitespace().next().expect("an identifier");
    pair.shared.printed(&["token", "revoke", id]);
    assert_eq!(asked.get(SOURCES, &service).await.status, 401, "the revoked service token");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_data_app_its_credentials_end_at_every_server() {
    let pair = Pair::start().await;
    let (writer, asked) = pair.in_turns(0);
    let guest = pair.guest(asked).await;
    asked.ask_as_guest(&guest).await.ok();
    asked.get(GUEST_TOKEN, &pair.key).await.ok();
    writer.delete("/api/v2/data-app?name=portal", &pair.service).await.ok();
    assert_eq!(asked.ask_as_guest(&guest).await.status, 401);
    assert_eq!(asked.get(GUEST_TOKEN, &pair.key).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrators_login_is_good_at_every_server_until_the_password_changes() {
    let pair = Pair::empty().await;
    let (writer, asked) = pair.in_turns(0);
    let account = json!({"firstName": "Kari", "email": "kari@example.com",
        "password": "Correct-horse-7", "companyName": "example"});
    let made = writer.post("/api/v2/admin-account", "", account).await.ok();
    let login = text(&made["data"]["accessToken"]);
    let body = json!({"currentPassword": "Correct-horse-7", "password": "Battery-staple-8"});
    let path = "/api/v2/service-token/reset-password";
    asked.post(path, &login, body.clone()).await.ok();
    assert_eq!(writer.post(path, &login, body).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn embeds_and_layouts_of_one_server_are_shown_by_the_other() {
    let pair = Pair::start().await;
    let (writer, asked) = pair.in_turns(0);
    let workspace = json!({"name": "sales", "connectionType": "DATAMART", "datamartName": "shop"});
    writer.post(stage::WORKSPACE, &pair.service, workspace).await.ok();
    for (number, metric) in stage::metrics().into_iter().enumerate() {
        let (server, _) = pair.in_turns(number);
        server.post(stage::METRICS, &pair.service, metric).await.ok();
    }
    asked.post(stage::DASHBOARDS, &pair.service, stage::dashboard()).await.ok();
    let embed = json!({"dashboardId": "board", "embedType": "dashboard",
        "workspaceName": "sales", "accessSettings": stage::everything()});
    writer.post(stage::EMBEDS, &pair.key, embed).await.ok();

    let guest = pair.guest(writer).await;
    let shown = async |server: &Process| {
        let body = json!({"dashboardId": "board", "data": false});
        server.lines("dashboard", &guest, body).await[0]["dashboard"].clone()
    };
    assert_eq!(shown(asked).await["blocks"].as_array().map(Vec::len), Some(6));
    for round in 0..4 {
        let (mover, viewer) = pair.in_turns(round);
        let place = json!({"x": round, "y": 9, "w": 3, "h": 2});
        let body = json!({"dashboardId": "board", "blocks": {"by-city": {"lg": place}}});
        mover.post("/api/v2/guest/layout", &guest, body).await.ok();
        assert_eq!(shown(viewer).await["blocks"][0]["at"]["lg"]["x"], json!(round));
    }
    let forbid =
        json!({"embedId": "board", "accessSettings": {"isAllowMetricLayoutChange": false}});
    writer.put(stage::EMBEDS, &pair.key, forbid).await.ok();
    let body = json!({"dashboardId": "board", "reset": true});
    let refused = asked.post("/api/v2/guest/layout", &guest, body).await;
    assert_eq!(refused.body["error"]["code"], "ACTION_NOT_ALLOWED", "{refused:?}");
    writer.delete(&format!("{}?embedId=board", stage::EMBEDS), &pair.key).await.ok();
    let gone = asked.post("/api/v2/guest/dashboard", &guest, json!({"dashboardId": "board"})).await;
    gone.fails(400, "INVALID_DASHBOARD_ID", "Dashboard not found");
}
