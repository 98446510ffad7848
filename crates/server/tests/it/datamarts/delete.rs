//! Deleting datamarts, and what uses them.

use reqwest::Method;
use serde_json::json;
use souk_store::{DocumentKind, Page};

use crate::shop::{DATAMARTS, Reply, Shop, small};

/// Every way to delete: method, path, and whether the name goes into the body.
const WAYS: [(Method, &str, bool); 5] = [
    (Method::DELETE, "/api/v2/data-app/datamart", false),
    (Method::DELETE, "/api/v2/data-app/datamarts", false),
    (Method::DELETE, "/api/v2/dataApp/datamart", false),
    (Method::DELETE, "/api/v2/dataApp/datamarts", false),
    (Method::POST, "/api/v2/dataApp/datamart/delete", true),
];

async fn delete(shop: &Shop, way: &(Method, &str, bool), name: &str, token: uuid::Uuid) -> Reply {
    let (method, path, in_body) = way;
    if *in_body {
        let body = json!({"datamartName": name});
        return shop.send(method.clone(), path, token, Some(body)).await;
    }
    shop.send(method.clone(), &format!("{path}?datamartName={name}"), token, None).await
}

#[tokio::test]
async fn a_datamart_is_deleted_in_every_way_with_either_credential() {
    let shop = Shop::with_source().await;
    for way in &WAYS {
        for token in [shop.service, shop.key] {
            shop.post(DATAMARTS, small("sales")).await.ok();
            let gone = delete(&shop, way, "sales", token).await.ok();
            assert_eq!(gone, json!({"id": "sales", "error": null}), "{way:?}");
            let again = delete(&shop, way, "sales", token).await;
            again.fails(400, "INVALID_REQUEST_BODY", "Datamart not found");
        }
    }
}

#[tokio::test]
async fn the_name_is_required_in_every_way() {
    let shop = Shop::with_source().await;
    for (method, path, in_body) in WAYS {
        let body = in_body.then(|| json!({}));
        let reply = shop.send(method, path, shop.service, body).await;
        reply.fails(400, "INVALID_REQUEST_BODY", "\"datamartName\" is required");
    }
}

/// A shop whose datamart `sales` has a semantic layer and an embed.
async fn used() -> Shop {
    let shop = Shop::with_source().await;
    shop.post(DATAMARTS, small("sales")).await.ok();
    let layer = json!({"datamartName": "sales", "tables": []});
    shop.post("/api/v2/data-app/datamarts/semantic-layer", layer).await.ok();
    let id = shop.id(DocumentKind::Datamart, "sales").await;
    shop.plant(DocumentKind::Embed, "portal", vec![(DocumentKind::Datamart, id)]).await;
    shop
}

#[tokio::test]
async fn embeds_and_the_semantic_layer_go_with_it_and_the_audit_log_says_so() {
    let shop = used().await;
    shop.delete("/api/v2/data-app/datamart?datamartName=sales").await.ok();
    let store = &shop.services.store;
    for kind in [DocumentKind::Datamart, DocumentKind::Embed, DocumentKind::SemanticLayer] {
        let left = store.documents(shop.organisation, kind, Page::ALL).await.expect("the store");
        assert!(left.is_empty(), "{kind}");
    }
    let log = store.audit_log(shop.organisation, Page::ALL).await.expect("the log");
    let mut gone: Vec<_> = log
        .iter()
        .filter(|entry| entry.action == "delete")
        .map(|entry| (entry.kind.as_str(), entry.name.as_str()))
        .collect();
    gone.sort_unstable();
    assert_eq!(gone, [("datamart", "sales"), ("embed", "portal"), ("semantic_layer", "sales")]);
}

#[tokio::test]
async fn dependents_are_named() {
    let shop = used().await;
    let path = format!("{DATAMARTS}/dependents?datamartName=sales");
    let list = shop.get(&path).await.ok();
    let names: Vec<_> = list["data"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|user| (user["kind"].clone(), user["name"].clone()))
        .collect();
    assert_eq!(list["error"], json!(null));
    assert!(names.contains(&(json!("embed"), json!("portal"))), "{names:?}");
    assert!(names.contains(&(json!("semantic_layer"), json!("sales"))), "{names:?}");
    let unknown = shop.get(&format!("{DATAMARTS}/dependents?datamartName=no")).await;
    unknown.fails(400, "INVALID_REQUEST_BODY", "Datamart not found");
}

#[tokio::test]
async fn a_dry_run_tells_and_changes_nothing() {
    let shop = used().await;
    let path = "/api/v2/data-app/datamart?datamartName=sales&dryRun=true";
    let told = shop.delete(path).await.ok();
    assert_eq!((&told["id"], &told["error"]), (&json!("sales"), &json!(null)));
    let kinds: Vec<_> =
        told["wouldDelete"].as_array().expect("a list").iter().map(|gone| &gone["kind"]).collect();
    assert_eq!(kinds.len(), 3, "{told}");
    assert_eq!(told["blockedBy"], json!([]));
    assert_eq!(shop.delete(path).await.ok(), told);
}

#[tokio::test]
async fn if_unused_refuses_and_names_the_users() {
    let shop = used().await;
    let reply = shop.delete("/api/v2/data-app/datamart?datamartName=sales&ifUnused=true").await;
    assert_eq!(reply.hints(), "embed \"portal\" uses it");
    reply.fails(409, "DATAMART_IN_USE", "the datamart is in use");
    shop.post(DATAMARTS, small("free")).await.ok();
    shop.delete("/api/v2/data-app/datamart?datamartName=free&ifUnused=true").await.ok();
}

#[tokio::test]
async fn a_workspace_keeps_its_datamart() {
    let shop = used().await;
    let id = shop.id(DocumentKind::Datamart, "sales").await;
    shop.plant(DocumentKind::Workspace, "home", vec![(DocumentKind::Datamart, id)]).await;
    let reply = shop.delete("/api/v2/data-app/datamart?datamartName=sales").await;
    assert_eq!(reply.hints(), "workspace \"home\" uses it");
    reply.fails(409, "DATAMART_IN_USE", "the datamart is in use");
    let told = shop.delete("/api/v2/data-app/datamart?datamartName=sales&dryRun=true").await.ok();
    assert_eq!(told["blockedBy"][0]["name"], "home");
}
