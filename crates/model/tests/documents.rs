//! Stored bodies: every version that was ever written still reads, and the newest is what is
//! written. `<kind>-v<n>.json` is a body as version n wrote it; `<kind>-newest.json` is what this
//! build writes for the same thing.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use serde_json::{Value, json};
use souk_model::{
    Catalog, Dashboard, DashboardView, Datamart, Datasource, DocumentError, Embed, Layout, Metric,
    Report, SemanticLayer, Versioned, Workspace, from_document, to_document,
};

fn check<T: Versioned + std::fmt::Debug>(old: &str, newest: &str) {
    let old: Value = serde_json::from_str(old).expect("a fixture is JSON");
    let newest: Value = serde_json::from_str(newest).expect("a fixture is JSON");
    let value: T = from_document(old).expect("an old body reads");
    assert_eq!(to_document(&value).expect("it can be written"), newest);
}

#[test]
fn every_version_of_a_datamart_reads_and_becomes_the_newest() {
    let newest = include_str!("fixtures/datamart-newest.json");
    check::<Datamart>(include_str!("fixtures/datamart-v1.json"), newest);
    check::<Datamart>(newest, newest);
}

#[test]
fn every_version_of_a_datasource_reads_and_becomes_the_newest() {
    let newest = include_str!("fixtures/datasource-newest.json");
    check::<Datasource>(include_str!("fixtures/datasource-v1.json"), newest);
    check::<Datasource>(newest, newest);
}

#[test]
fn every_version_of_a_catalog_reads_and_becomes_the_newest() {
    let newest = include_str!("fixtures/catalog-newest.json");
    check::<Catalog>(include_str!("fixtures/catalog-v1.json"), newest);
    check::<Catalog>(newest, newest);
}

#[test]
fn every_version_of_a_semantic_layer_reads_and_becomes_the_newest() {
    let newest = include_str!("fixtures/semantic-layer-newest.json");
    check::<SemanticLayer>(include_str!("fixtures/semantic-layer-v1.json"), newest);
    check::<SemanticLayer>(newest, newest);
}

macro_rules! every_version {
    ($($test:ident $name:literal $type:ty;)*) => {
        $(#[test]
        fn $test() {
            let newest = include_str!(concat!("fixtures/", $name, "-newest.json"));
            check::<$type>(include_str!(concat!("fixtures/", $name, "-v1.json")), newest);
            check::<$type>(newest, newest);
        })*
    };
}

every_version! {
    every_version_of_a_workspace_reads_and_becomes_the_newest "workspace" Workspace;
    every_version_of_a_metric_reads_and_becomes_the_newest "metric" Metric;
    every_version_of_a_dashboard_reads_and_becomes_the_newest "dashboard" Dashboard;
    every_version_of_an_embed_reads_and_becomes_the_newest "embed" Embed;
    every_version_of_a_layout_reads_and_becomes_the_newest "layout" Layout;
    every_version_of_a_report_reads_and_becomes_the_newest "report" Report;
    every_version_of_a_dashboard_view_reads_and_becomes_the_newest "dashboard_view" DashboardView;
}

#[test]
fn a_body_of_a_newer_build_is_refused_rather_than_half_read() {
    let read = |body: Value| from_document::<Catalog>(body);
    let newer = read(json!({"version": Catalog::NEWEST + 1, "tables": []}));
    assert!(matches!(newer, Err(DocumentError::UnknownVersion { .. })));
    assert!(matches!(
        read(json!({"version": 0, "tables": []})),
        Err(DocumentError::UnknownVersion { .. })
    ));
    assert!(matches!(read(json!({"tables": []})), Err(DocumentError::NoVersion(_))));
    assert!(matches!(read(json!([])), Err(DocumentError::NoVersion(_))));
    assert!(matches!(read(json!({"version": 1, "tables": 7})), Err(DocumentError::Malformed(..))));
}
