//! The same name is made at both servers at the same time.

use serde_json::{Value, json};

use super::pair::{Pair, source};
use crate::questions::portal::{DATAMARTS, shop};
use crate::shop::Reply;

const ROUNDS: usize = 6;
/// At each server.
const WRITERS: usize = 4;

/// Sends a request to both servers several times at once; exactly one may succeed, and the others are
/// told so.
async fn one_wins(pair: &Pair, path: &str, token: &str, body: Value) {
    let writers = pair.servers.iter().flat_map(|server| vec![server; WRITERS]);
    let sent = writers.map(|server| server.post(path, token, body.clone()));
    let replies: Vec<Reply> = futures::future::join_all(sent).await;
    let won = replies.iter().filter(|reply| reply.status == 200).count();
    assert_eq!(won, 1, "{path}: {replies:?}");
    for lost in replies.iter().filter(|reply| reply.status != 200) {
        let status = lost.status.as_u16();
        assert!((400..500).contains(&status), "{path}: {lost:?}");
        let words = lost.body["error"]["message"].as_str().expect("words");
        assert!(words.contains("exists") || words.contains("taken"), "{path}: {words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_servers_that_make_one_name_at_once_one_wins() {
    let pair = Pair::start().await;
    let service = pair.service.clone();
    for round in 0..ROUNDS {
        let name = format!("round {round}");
        one_wins(&pair, "/api/v2/datasource", &service, source(&name, &pair.database)).await;
        let mut datamart = shop();
        datamart["name"] = json!(name);
        one_wins(&pair, DATAMARTS, &service, datamart).await;
        one_wins(&pair, "/api/v2/data-app", &service, json!({"name": name})).await;
        let workspace = json!({"name": name, "connectionType": "DATAMART", "datamartName": "shop"});
        one_wins(&pair, "/api/v2/workspace", &service, workspace).await;
        let id = format!("round-{round}");
        let metric = json!({"metricId": id, "workspaceName": name, "name": "Orders",
            "query": {"measures": ["orders.count"]}, "chart": {"type": "single"}});
        one_wins(&pair, "/api/v2/metrics", &service, metric).await;
        let dashboard = json!({"dashboardId": id, "workspaceName": name, "name": "Board",
            "blocks": []});
        one_wins(&pair, "/api/v2/dashboards", &service, dashboard).await;
    }
    for server in &pair.servers {
        let listed = server.get("/api/v2/data-app", &service).await.ok();
        assert_eq!(listed["data"].as_array().map(Vec::len), Some(ROUNDS + 1), "{listed}");
    }
}
