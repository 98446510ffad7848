//! Which rows a `clientId` opens, under every kind of tenancy.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use uuid::Uuid;

use super::portal::{Portal, by_table, code, count, data, orders, shop};

#[tokio::test]
async fn a_client_id_that_is_no_key_is_refused() {
    let portal = Portal::start().await;
    let long = "7".repeat(1_025);
    let wrong = [
        "",
        "None",
        "seven",
        "7.0",
        "07",
        "+7",
        " 7",
        "7 ",
        "7 OR 1=1",
        "7\u{0}",
        "٧",
        "1e1",
        "99999999999999999999",
        long.as_str(),
    ];
    for client in wrong {
        let reply = portal.ask(&portal.key, Some(client), count()).await;
        assert_eq!(code(&reply, 400), "CLIENT_ID_ERROR", "{client:?}");
    }
    let reply = portal.ask(&portal.key, None, count()).await;
    assert_eq!(code(&reply, 400), "CLIENT_ID_ERROR", "absent");
}

#[tokio::test]
async fn a_client_id_may_be_a_json_number_and_nothing_else_than_that_or_text() {
    let portal = Portal::start().await;
    let body =
        |client: Value| json!({"datamartName": "shop", "clientId": client, "query": count()});
    let ask = |body| portal.server.post(super::portal::QUERY, &portal.key, body);
    assert_eq!(data(ask(body(json!(7))).await), json!([{"orders.count": 3}]));
    for client in [json!(true), json!(7.5), json!(["7"]), json!({"ne": 7})] {
        let reply = ask(body(client.clone())).await;
        assert_eq!(code(&reply, 400), "INVALID_REQUEST_BODY", "{client}");
    }
}

#[tokio::test]
async fn a_tenant_that_nobody_knows_has_no_rows() {
    let portal = Portal::start().await;
    let query = json!({"measures": ["orders.count", "orders.revenue"]});
    for client in ["-1", "0", "9223372036854775807"] {
        let rows = data(portal.ask(&portal.key, Some(client), query.clone()).await);
        assert_eq!(rows, json!([{"orders.count": 0, "orders.revenue": null}]));
    }
}

#[tokio::test]
async fn a_table_without_a_rule_is_refused_by_name() {
    let portal = Portal::start().await;
    let reply = portal.ask_as_key(json!({"measures": ["notes.count"]})).await;
    assert_eq!(code(&reply, 400), "TABLE_NOT_SCOPED");
    assert!(reply.body["error"]["message"].as_str().expect("a message").contains("notes"));
    let shared = portal.ask_as_key(json!({"dimensions": ["countries.name"]})).await;
    assert_eq!(data(shared), json!([{"countries.name": "Norway"}]));
}

#[tokio::test]
async fn a_client_id_may_be_the_tenants_name() {
    let portal = Portal::start().await;
    let mut datamart = shop();
    datamart["name"] = json!("by name");
    datamart["tenancySettings"]["clientIdentifier"] = json!("NAME");
    portal.create(&datamart).await;
    let ask = |name: &'static str| portal.ask_of("by name", &portal.key, Some(name), count());
    assert_eq!(data(ask("Acme").await), json!([{"orders.count": 3}]));
    // Unknown, another case, a key, two tenants of one name, a pattern, a piece of SQL.
    for name in ["nobody", "acme", "7", "Twin", "%", "Acme' OR ''='"] {
        assert_eq!(data(ask(name).await), json!([{"orders.count": 0}]), "{name}");
    }
}

#[tokio::test]
async fn without_tenancy_only_none_is_a_client() {
    let portal = Portal::start().await;
    let mut datamart = json!({"name": "open", "datasourceName": "main", "tableList": [orders()]});
    datamart["tableList"][0].as_object_mut().expect("a table").remove("clientColumn");
    portal.create(&datamart).await;
    for client in [None, Some("None")] {
        let rows = data(portal.ask_of("open", &portal.key, client, count()).await);
        assert_eq!(rows, json!([{"orders.count": 4}]));
    }
    for client in ["7", "none", ""] {
        let reply = portal.ask_of("open", &portal.key, Some(client), count()).await;
        assert_eq!(code(&reply, 400), "CLIENT_ID_ERROR", "{client:?}");
    }
}

#[tokio::test]
async fn each_tenant_may_have_a_database_of_its_own() {
    let portal = Portal::start().await;
    let tag = Uuid::new_v4().simple();
    let names = [format!("tenant_{tag}"), format!("O'Brien \"x\" {tag}"), format!("Ünï {tag}")];
    for (index, name) in names.iter().enumerate() {
        let quoted = name.replace('"', "\"\"");
        portal.execute(&format!("CREATE DATABASE \"{quoted}\"")).await;
        let rows = index + 1;
        let sql = format!(
            "CREATE TABLE orders AS SELECT id, 1::bigint AS customer_id, 'paid'::text AS status, \
             1::numeric(12, 2) AS amount, now() AS created_at, ''::text AS note \
             FROM generate_series(1::bigint, {rows}) AS id"
        );
        portal.execute_in(name, &sql).await;
    }
    let mut datamart = json!({"name": "apart", "datasourceName": "main", "tableList": [orders()],
        "tenancySettings": {"tenancyLevel": "DATABASE"}});
    datamart["tableList"][0].as_object_mut().expect("a table").remove("clientColumn");
    portal.create(&datamart).await;
    for (index, name) in names.iter().enumerate() {
        let rows = data(portal.ask_of("apart", &portal.key, Some(name), count()).await);
        assert_eq!(rows, json!([{"orders.count": index + 1}]), "{name}");
    }
    let upper = names[0].to_uppercase();
    let injected = format!("{}\" OR \"", names[0]);
    let refused = [
        "postgres",
        "template0",
        "template1",
        "None",
        "nowhere",
        "",
        "a\u{0}b",
        upper.as_str(),
        injected.as_str(),
        "dbname=postgres host=127.0.0.1",
    ];
    for name in refused {
        let reply = portal.ask_of("apart", &portal.key, Some(name), count()).await;
        assert_eq!(code(&reply, 400), "CLIENT_ID_ERROR", "{name:?}");
    }
}

#[tokio::test]
async fn a_uuid_may_be_the_tenants_key() {
    let portal = Portal::start().await;
    let (own, other) = (Uuid::new_v4(), Uuid::new_v4());
    portal
        .execute(&format!(
            "CREATE TABLE firms (id uuid PRIMARY KEY, name text);
             INSERT INTO firms VALUES ('{own}', 'Own'), ('{other}', 'Other');
             CREATE TABLE jobs (id bigint PRIMARY KEY, firm uuid);
             INSERT INTO jobs VALUES (1, '{own}'), (2, '{own}'), (3, '{other}');"
        ))
        .await;
    portal.sync().await;
    for identifier in ["PRIMARY_KEY", "NAME"] {
        let mut tenancy = by_table();
        tenancy["clientColumnType"] = json!("STRING");
        tenancy["tableName"] = json!("firms");
        tenancy["clientIdentifier"] = json!(identifier);
        portal
            .create(
                &json!({"name": identifier, "datasourceName": "main", "tenancySettings": tenancy,
                "tableList": [{"schemaName": "public", "name": "jobs", "clientColumn": "firm",
                    "columns": [{"name": "id"}],
                    "measures": [{"name": "count", "aggregate": "COUNT"}]}]}),
            )
            .await;
    }
    let query = json!({"measures": ["jobs.count"]});
    let ask = |datamart: &'static str, client: String| {
        let (portal, query) = (&portal, query.clone());
        async move { portal.ask_of(datamart, &portal.key, Some(&client), query).await }
    };
    for client in [own.to_string(), own.to_string().to_uppercase()] {
        assert_eq!(data(ask("PRIMARY_KEY", client).await), json!([{"jobs.count": 2}]));
    }
    let reply = ask("PRIMARY_KEY", "Own".to_owned()).await;
    assert_eq!(code(&reply, 400), "CLIENT_ID_ERROR");
    assert_eq!(data(ask("NAME", "Own".to_owned()).await), json!([{"jobs.count": 2}]));
    assert_eq!(data(ask("NAME", own.to_string()).await), json!([{"jobs.count": 0}]));
}

/// How long the questions of a tenant take, one after the other: the middle one.
async fn median(portal: &Portal, client: &str) -> Duration {
    let mut times = Vec::new();
    for _ in 0..15 {
        let started = Instant::now();
        data(portal.ask_of("naps", &portal.key, Some(client), naps()).await);
        times.push(started.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}

fn naps() -> Value {
    json!({"measures": [{"table": "naps", "column": "nap", "aggregate": "COUNT", "name": "naps"}]})
}

/// Each question of a tenant takes a while in the database, whose connections are few.
#[tokio::test]
async fn one_tenants_flood_does_not_hold_up_another() {
    let portal = Portal::start().await;
    portal
        .execute(
            "CREATE TABLE tenants_of_naps (id bigint PRIMARY KEY, name text);
             INSERT INTO tenants_of_naps VALUES (1, 'quiet'), (2, 'loud');
             CREATE FUNCTION nap(id bigint) RETURNS text LANGUAGE sql VOLATILE
               AS $$ SELECT pg_sleep(0.15)::text || id $$;
             CREATE VIEW naps AS SELECT id AS owner, nap(id) AS nap FROM tenants_of_naps;",
        )
        .await;
    portal.sync().await;
    let mut tenancy = by_table();
    tenancy["tableName"] = json!("tenants_of_naps");
    portal
        .create(&json!({"name": "naps", "datasourceName": "main", "tenancySettings": tenancy,
            "tableList": [{"schemaName": "public", "name": "naps", "clientColumn": "owner",
                "columns": [{"name": "owner"}, {"name": "nap"}]}]}))
        .await;
    let alone = median(&portal, "1").await;
    let flood = futures::future::join_all((0..32).map(|_| async {
        loop {
            data(portal.ask_of("naps", &portal.key, Some("2"), naps()).await);
        }
    }));
    let beside = tokio::select! {
        beside = median(&portal, "1") => beside,
        _ = flood => unreachable!("the flood never ends"),
    };
    assert!(alone >= Duration::from_millis(150), "{alone:?}");
    assert!(beside <= 2 * alone, "{beside:?} beside a flood, {alone:?} alone");
}
