//! Whether the data is as declared: duplicates, orphans, unreadable tables, each with its number.

use serde_json::{Value, json};

use super::portal::{DATAMARTS, Portal, by_table};

const VERIFY: &str = "/api/v2/data-app/datamarts/verify";

const ROWS: &str = "
    CREATE TABLE shelves (code text, tenant_id bigint, room text);
    INSERT INTO shelves VALUES ('A', 7, 'x'), ('A', 7, 'y'), ('B', 7, 'z'), ('B', 8, 'POISON'),
        ('C', 8, 'POISON'), ('C', 8, 'POISON');
    CREATE TABLE boxes (id bigint, tenant_id bigint, shelf text);
    INSERT INTO boxes VALUES (1, 7, 'A'), (1, 7, 'B'), (2, 7, 'gone'), (3, 7, 'lost'), (4, 7, NULL),
        (5, 8, 'POISON');
    CREATE INDEX ON boxes (tenant_id, id);
    CREATE INDEX ON shelves (code, tenant_id);
    CREATE TABLE secrets (id bigint, word text);
";

fn warehouse() -> Value {
    let columns =
        |names: &[&str]| -> Vec<Value> { names.iter().map(|name| json!({"name": name})).collect() };
    json!({"name": "warehouse", "datasourceName": "main", "tenancySettings": by_table(),
        "tableList": [
            {"schemaName": "public", "name": "shelves", "clientColumn": "tenant_id",
                "columns": columns(&["code", "room"])},
            {"schemaName": "public", "name": "boxes", "clientColumn": "tenant_id",
                "primaryKey": ["id"], "columns": columns(&["id", "shelf"])},
            {"schemaName": "public", "name": "secrets", "columns": columns(&["word"])},
        ],
        "relationships": [{"relationshipName": "box_shelf", "parentTableName": "boxes",
            "parentColumnName": "shelf", "childTableName": "shelves", "childColumnName": "code",
            "cardinality": "ManyToOne"}]})
}

#[tokio::test]
async fn what_breaks_a_promise_is_counted_and_shown_for_one_tenant_only() {
    let portal = Portal::start().await;
    portal.execute(ROWS).await;
    portal.sync().await;
    portal.server.post(DATAMARTS, &portal.server.service, warehouse()).await.ok();
    let body = json!({"datamartName": "warehouse", "clientId": "7"});
    let found = portal.server.post(VERIFY, &portal.server.service, body).await.ok();
    assert_eq!(found["holds"], false);
    let checks = found["checks"].as_array().expect("checks");
    let check = |promise: &str, table: &str| {
        let found = checks.iter().find(|one| one["promise"] == promise && one["table"] == table);
        found.unwrap_or_else(|| panic!("no {promise} of {table} in {checks:?}"))
    };
    let key = check("primaryKey", "boxes");
    assert_eq!((&key["broken"], &key["examples"]), (&json!(1), &json!([["1"]])));
    let one = check("atMostOne", "shelves");
    assert_eq!((&one["broken"], &one["isReliedOn"]), (&json!(1), &json!(true)));
    assert_eq!(one["examples"], json!([["A"]]));
    let orphans = check("noOrphans", "boxes");
    assert_eq!((&orphans["broken"], &orphans["isReliedOn"]), (&json!(2), &json!(false)));
    assert!(found["unreadable"][0]["message"].as_str().expect("text").contains("secrets"));
    let unindexed = found["unindexed"].as_array().expect("unindexed");
    assert_eq!(unindexed.len(), 1, "boxes has an index that begins with the client column");
    assert_eq!(
        (&unindexed[0]["table"], &unindexed[0]["column"]),
        (&json!("shelves"), &json!("tenant_id"))
    );
    assert!(!found.to_string().contains("POISON"), "{found}");
}

/// A key of which a part is NULL has no partner and is none that is left out.
#[tokio::test]
async fn referential_integrity_is_checked_where_it_is_declared() {
    let portal = Portal::start().await;
    portal
        .execute(
            "CREATE TABLE offers (part bigint, supplier bigint, PRIMARY KEY (part, supplier));
             INSERT INTO offers VALUES (1, 1), (1, 2);
             CREATE TABLE sales (id bigint PRIMARY KEY, tenant_id bigint, part bigint, supplier bigint);
             INSERT INTO sales VALUES (1, 7, 1, 2), (2, 7, NULL, NULL), (3, 7, NULL, 2), (4, 7, 9, 1),
                 (5, 8, 6666, 6666);",
        )
        .await;
    portal.sync().await;
    let columns = json!([{"name": "part"}, {"name": "supplier"}]);
    for (name, declared, broken) in [("trusting", json!(true), 2), ("plain", Value::Null, 1)] {
        let body = json!({"name": name, "datasourceName": "main", "tenancySettings": by_table(),
            "tableList": [
                {"schemaName": "public", "name": "offers", "isShared": true, "columns": columns},
                {"schemaName": "public", "name": "sales", "clientColumn": "tenant_id",
                    "columns": columns},
            ],
            "relationships": [{"relationshipName": "sale_offer", "parentTableName": "sales",
                "parentColumnNames": ["part", "supplier"], "childTableName": "offers",
                "childColumnNames": ["part", "supplier"], "cardinality": "ManyToOne",
                "referentialIntegrity": declared}]});
        portal.server.post(DATAMARTS, &portal.server.service, body).await.ok();
        let body = json!({"datamartName": name, "clientId": "7"});
        let found = portal.server.post(VERIFY, &portal.server.service, body).await.ok();
        let checks = found["checks"].as_array().expect("checks");
        let orphans = checks.iter().find(|one| one["promise"] == "noOrphans").expect("a check");
        assert_eq!(orphans["broken"], broken, "{name}: {orphans}");
        assert_eq!(orphans["isReliedOn"], declared == true);
        assert_eq!(found["holds"], declared != true);
        assert!(!found.to_string().contains("6666"), "{found}");
    }
}

#[tokio::test]
async fn data_that_is_as_declared_holds() {
    let portal = Portal::start().await;
    let body = json!({"datamartName": "shop", "clientId": "7"});
    let found = portal.server.post(VERIFY, &portal.server.service, body).await.ok();
    assert_eq!(found["holds"], true, "{found}");
}
