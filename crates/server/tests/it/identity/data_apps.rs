//! `/api/v2/data-app`, on both prefixes.

use reqwest::Method;
use serde_json::json;
use souk_model::DocumentId;
use souk_store::{Change, DocumentKind, NewDocument};

use crate::support::server::Server;

const PREFIXES: [&str; 2] = ["/api/v2/data-app", "/api/v2/dataApp"];

#[tokio::test]
async fn a_data_app_is_made_listed_renamed_and_removed_on_both_prefixes() {
    let server = Server::start().await;
    let token = &server.service;
    for path in PREFIXES {
        let made = server.post(path, token, json!({"name": "my \"portal\" 🛒"})).await.ok();
        assert_eq!(made, json!({"name": "my \"portal\" 🛒"}));
        let listed = server.get(path, token).await.ok();
        let item = &listed["data"][0];
        assert_eq!(item["name"], "my \"portal\" 🛒");
        assert_eq!((&item["type"], &item["embedCount"]), (&json!("embedded"), &json!(0)));
        assert_eq!(item["embeds"], json!([]));
        assert!(item["createdAt"].is_string() && item["updatedAt"].is_string());
        assert!(listed.get("error").is_none(), "no error key on success");
        let body = json!({"name": "my \"portal\" 🛒", "updateName": "portal"});
        let renamed = server.send(Method::PUT, path, Some(token), Some(&body)).await.ok();
        assert_eq!(renamed, json!({"name": "portal"}));
        let gone = server.delete(&format!("{path}?name=portal"), token).await.ok();
        assert_eq!(gone, json!({"name": "portal"}));
        assert_eq!(server.get(path, token).await.ok(), json!({"data": []}));
    }
}

#[tokio::test]
async fn names_are_unique_and_must_exist() {
    let server = Server::start().await;
    let (path, token) = (PREFIXES[0], &server.service);
    for name in ["a", "b"] {
        server.post(path, token, json!({"name": name})).await.ok();
    }
    let taken = server.post(path, token, json!({"name": "a"})).await;
    taken.fails(400, "DATA_APP_ALREADY_EXISTS", "Data app already exists");
    let put = async |body| server.send(Method::PUT, path, Some(token), Some(&body)).await;
    let taken = put(json!({"name": "a", "updateName": "b"})).await;
    taken.fails(400, "DATA_APP_ALREADY_EXISTS", "Data app already exists");
    let missing = put(json!({"name": "c", "updateName": "d"})).await;
    missing.fails(400, "DATA_APP_NOT_FOUND", "Data app not found");
    let missing = server.delete("/api/v2/data-app?name=c", token).await;
    missing.fails(400, "DATA_APP_NOT_FOUND", "Data app not found");
    let missing = server.delete(path, token).await;
    missing.fails(400, "INVALID_REQUEST_BODY", "\"name\" is required");
    put(json!({"name": "a", "updateName": "a"})).await.ok();
}

#[tokio::test]
async fn two_writers_of_one_name_make_one_data_app() {
    let server = Server::start().await;
    let make = || server.post(PREFIXES[0], &server.service, json!({"name": "portal"}));
    let replies = futures::future::join_all((0..8).map(|_| make())).await;
    let made = replies.iter().filter(|reply| reply.status == 200).count();
    assert_eq!(made, 1);
    for reply in replies.into_iter().filter(|reply| reply.status != 200) {
        reply.fails(400, "DATA_APP_ALREADY_EXISTS", "Data app already exists");
    }
}

#[tokio::test]
async fn lists_have_pages_of_ten() {
    let server = Server::start().await;
    for index in 0..11 {
        server
            .post(PREFIXES[0], &server.service, json!({"name": format!("app {index}")}))
            .await
            .ok();
    }
    let count = async |query: &str| {
        let listed = server.get(&format!("/api/v2/data-app{query}"), &server.service).await.ok();
        listed["data"].as_array().map(Vec::len)
    };
    assert_eq!(count("").await, Some(11));
    assert_eq!(count("?isPagination=false&pageNumber=2").await, Some(11));
    assert_eq!(count("?isPagination=true").await, Some(10));
    assert_eq!(count("?isPagination=true&pageNumber=2").await, Some(1));
    assert_eq!(count("?isPagination=true&pageNumber=3").await, Some(0));
    assert_eq!(count("?isPagination=true&pageNumber=18446744073709551615").await, Some(0));
    let cases = [
        ("?isPagination=yes", "\"isPagination\" must be a boolean"),
        ("?isPagination=true&pageNumber=0", "\"pageNumber\" must be greater than or equal to 1"),
        ("?isPagination=true&pageNumber=x", "\"pageNumber\" must be a number"),
        ("?isPagination=true&pageNumber=-1", "\"pageNumber\" must be a positive number"),
        ("?colour=red", "\"colour\" is not allowed"),
        ("?isPagination=true&isPagination=true", "\"isPagination\" must be given once"),
    ];
    for (query, message) in cases {
        let reply = server.get(&format!("/api/v2/data-app{query}"), &server.service).await;
        reply.fails(400, "INVALID_REQUEST_BODY", message);
    }
}

#[tokio::test]
async fn removing_a_data_app_removes_its_embeds_and_ends_its_tokens() {
    let server = Server::start().await;
    let key = server.data_app("portal").await;
    let guest = server.guest(&key, "portal", "7").await;
    let other = server.data_app("other").await;
    let store = &server.services.store;
    let app = store.document_by_name(server.organisation, DocumentKind::DataApp, "portal").await;
    let app = app.expect("the store").expect("the data app");
    let embed = NewDocument {
        kind: DocumentKind::Embed,
        id: DocumentId::random(),
        name: "embed".to_owned(),
        body: json!({"version": 1, "embedId": "embed", "name": "embed", "embedType": "dashboard",
            "workspaceName": "none", "accessSettings": {}, "dataApp": app.id}),
        links: vec![(DocumentKind::DataApp, app.id)],
    };
    server.commit(server.organisation, vec![Change::CreateDocument(embed)]).await;
    let listed = server.get(PREFIXES[0], &server.service).await.ok();
    assert_eq!(listed["data"][0]["embedCount"], 1);
    assert_eq!(listed["data"][0]["embeds"][0]["name"], "embed");
    server.delete("/api/v2/data-app?name=portal", &server.service).await.ok();
    let embed = store.document_by_name(server.organisation, DocumentKind::Embed, "embed").await;
    assert_eq!(embed.expect("the store"), None);
    let list = "/api/v2/guest-token";
    assert_eq!(server.get(list, &key).await.status, 401);
    let query = "/api/v2/data-app/datamarts/query";
    assert_eq!(server.post(query, &guest, json!({})).await.status, 401);
    server.get(list, &other).await.ok();
}

#[tokio::test]
async fn renaming_keeps_the_tokens() {
    let server = Server::start().await;
    let key = server.data_app("portal").await;
    let body = json!({"name": "portal", "updateName": "new"});
    server.send(Method::PUT, PREFIXES[0], Some(&server.service), Some(&body)).await.ok();
    server.guest(&key, "new", "7").await;
}
