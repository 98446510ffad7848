//! What is made from the code and committed: the OpenAPI document and the page of the settings.

use std::path::PathBuf;

use serde_json::Value;
use souk_server::config::page;
use souk_server::http::openapi;

use crate::support::server::Server;

/// Compares, or with `SOUK_BLESS=1` rewrites.
#[track_caller]
fn assert_fresh(path: &str, made: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var_os("SOUK_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        return std::fs::write(&file, made).expect("a file");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == made, "{path} is stale: SOUK_BLESS=1 cargo test -p souk-server");
}

#[test]
fn the_openapi_document_is_fresh() {
    assert_fresh("openapi/openapi.json", &openapi::json());
}

#[test]
fn the_page_of_the_settings_is_fresh() {
    assert_fresh("docs/reference/configuration.md", &page());
}

#[test]
fn the_document_is_openapi_3_1_and_every_reference_leads_somewhere() {
    let text = openapi::json();
    let document: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
    for reference in text.split("\"$ref\": \"#/").skip(1) {
        let pointer = reference.split('"').next().expect("an end");
        assert!(document.pointer(&format!("/{pointer}")).is_some(), "{pointer}");
    }
}

#[test]
fn operations_have_summaries_tags_and_unique_names() {
    let document = serde_json::to_value(openapi::document()).expect("JSON");
    let mut names = std::collections::BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            assert!(operation["summary"].is_string(), "{method} {path} has no summary");
            assert!(operation["tags"][0].is_string(), "{method} {path} has no tag");
            assert!(names.insert(operation["operationId"].to_string()), "{method} {path}");
            let is_old = path.contains("/dataApp");
            let is_oldest = path.contains("/datamart/") || path.contains("/embed/");
            assert!(!is_old || operation["deprecated"] == true || is_oldest);
        }
    }
}

#[tokio::test]
async fn the_document_and_its_page_are_served_and_ask_nobody_else() {
    let server = Server::start().await;
    let fetch = async |path: &str| {
        let reply = server.request(reqwest::Method::GET, path).send().await.expect("a reply");
        assert_eq!(reply.status(), 200, "{path}");
        reply.text().await.expect("a text")
    };
    assert_eq!(fetch("/openapi.json").await, openapi::json());
    let page = fetch("/docs").await;
    assert!(!page.contains("https://") && !page.contains("//unpkg"), "{page}");
    for part in page.split(['"', '\'']).filter(|part| part.starts_with("./")) {
        fetch(&format!("/docs/{}", &part[2..])).await;
    }
    assert!(fetch("/docs/swagger-initializer.js").await.contains("/openapi.json"));
    let missing = server.request(reqwest::Method::GET, "/docs/nothing.js").send().await;
    assert_eq!(missing.expect("a reply").status(), 404);
}
