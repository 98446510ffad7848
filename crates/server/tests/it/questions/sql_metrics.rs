//! The vendor's own SELECT, for one tenant: who may send it, what it sees, what is refused.

use serde_json::{Value, json};

use super::portal::{EXPLAIN, Portal, QUERY, code, data};
use crate::shop::Reply;

async fn ask(portal: &Portal, token: &str, client: Option<&str>, metric: Value) -> Reply {
    let body = json!({"datamartName": "shop", "clientId": client, "sqlMetric": metric});
    portal.server.post(QUERY, token, body).await
}

#[tokio::test]
async fn a_select_over_all_rows_finds_the_tenants() {
    let portal = Portal::start().await;
    for (client, rows) in [
        ("7", json!([{"status": "paid", "orders": 2}, {"status": "open", "orders": 1}])),
        ("8", json!([{"status": "paid", "orders": 1}])),
        ("9", json!([])),
    ] {
        let sql = "SELECT status, COUNT(*) AS orders FROM orders GROUP BY status ORDER BY 2 DESC";
        for token in [&portal.key, &portal.server.service] {
            let reply = ask(&portal, token, Some(client), json!({"sql": sql})).await;
            assert_eq!(data(reply), rows, "{client}");
        }
    }
}

#[tokio::test]
async fn every_table_of_a_select_holds_the_tenants_rows_wherever_it_stands() {
    let portal = Portal::start().await;
    for sql in [
        "SELECT c.city, o.note FROM customers c JOIN orders o ON 1 = 1",
        "SELECT (SELECT MAX(note) FROM orders) AS note FROM customers",
        "SELECT note FROM orders UNION ALL SELECT city FROM customers",
        "WITH all_orders AS (SELECT * FROM orders) SELECT note FROM all_orders",
        "SELECT city FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE note = 'POISON')",
        "SELECT city FROM customers c FULL JOIN orders o ON o.customer_id = c.id",
        "SELECT note FROM orders WHERE tenant_id = 8 OR tenant_id IN (SELECT tenant_id FROM orders)",
        "SELECT note FROM orders WHERE tenant_id <> client_id_variable",
    ] {
        let reply = ask(&portal, &portal.key, Some("7"), json!({"sql": sql})).await;
        assert!(!reply.body.to_string().contains("POISON"), "{sql}: {}", reply.body);
        assert_eq!(reply.status.as_u16(), 200, "{sql}: {}", reply.body);
    }
}

#[tokio::test]
async fn variables_are_bound_and_typed_and_may_be_left_out() {
    let portal = Portal::start().await;
    let metric = |values: Value| {
        json!({"sql": "SELECT COUNT(*) AS n FROM orders WHERE status IN ({{statuses}})
                AND created_at >= {{since}} AND tenant_id = 'client_id_variable'",
            "variables": [{"name": "statuses", "dataType": "text", "multiple": true},
                {"name": "since", "dataType": "date"}],
            "values": values})
    };
    for (values, count) in [
        (json!({}), 3),
        (json!({"statuses": ["paid"]}), 2),
        (json!({"statuses": ["paid", "open"], "since": "2024-01-20"}), 2),
        (json!({"statuses": ["x') OR 1=1 --"]}), 0),
    ] {
        let rows = data(ask(&portal, &portal.key, Some("7"), metric(values.clone())).await);
        assert_eq!(rows, json!([{"n": count}]), "{values}");
    }
    for wrong in [json!({"since": "soon"}), json!({"statuses": 3}), json!({"other": 1})] {
        let reply = ask(&portal, &portal.key, Some("7"), metric(wrong)).await;
        assert_eq!(code(&reply, 400), "INVALID_QUESTION");
    }
}

#[tokio::test]
async fn pages_and_totals_count_the_rows_of_the_text() {
    let portal = Portal::start().await;
    let metric = json!({"sql": "SELECT id FROM orders ORDER BY id", "limit": 1, "offset": 1,
        "total": true});
    let reply = ask(&portal, &portal.key, Some("7"), metric).await;
    assert_eq!(reply.body["totalRecords"], 3);
    assert_eq!(data(reply), json!([{"id": 2}]));
}

#[tokio::test]
async fn a_guest_cannot_send_sql() {
    let portal = Portal::start().await;
    let guest = portal.server.guest(&portal.key, "portal", "7").await;
    let reply = ask(&portal, &guest, None, json!({"sql": "SELECT id FROM orders"})).await;
    assert_eq!(code(&reply, 400), "INVALID_REQUEST_BODY");
    let both = json!({"datamartName": "shop", "clientId": "7", "query": {},
        "sqlMetric": {"sql": "SELECT id FROM orders"}});
    let reply = portal.server.post(QUERY, &portal.key, both).await;
    assert_eq!(code(&reply, 400), "INVALID_REQUEST_BODY");
}

#[tokio::test]
async fn what_reads_anything_else_is_refused() {
    let portal = Portal::start().await;
    for sql in [
        "SELECT * FROM pg_catalog.pg_class",
        "SELECT * FROM clients",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT current_setting('server_version')",
        "SELECT 1; DELETE FROM orders",
        "WITH orders AS (SELECT 1 AS id) SELECT id FROM orders",
        "SELECT * FROM orders FOR UPDATE",
        "DELETE FROM orders RETURNING *",
    ] {
        let reply = ask(&portal, &portal.key, Some("7"), json!({"sql": sql})).await;
        assert!(["INVALID_QUESTION", "UNKNOWN_MEMBER"].contains(&code(&reply, 400)), "{sql}");
    }
    let reply = ask(&portal, &portal.key, Some("7"), json!({"sql": "SELECT * FROM notes"})).await;
    assert!(["TABLE_NOT_SCOPED", "UNKNOWN_MEMBER"].contains(&code(&reply, 400)));
}

#[tokio::test]
async fn explain_shows_what_is_sent() {
    let portal = Portal::start().await;
    let body = json!({"datamartName": "shop", "clientId": "7",
        "sqlMetric": {"sql": "SELECT status FROM orders WHERE amount > 5"}});
    let found = portal.server.post(EXPLAIN, &portal.server.service, body).await.ok();
    let sql = found["sql"].as_str().expect("a text");
    assert!(sql.contains("\"tenant_id\" = $") && !sql.contains("> 5"), "{sql}");
    assert!(found["plan"].is_null());
}
