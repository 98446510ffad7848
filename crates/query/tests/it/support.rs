//! Models and questions read from files.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use souk_model::{Catalog, Datamart};
use souk_query::{Dialect, Model, QueryRequest};

pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(name)
}

#[derive(Deserialize)]
pub(crate) struct Fixture {
    pub(crate) catalog: Catalog,
    pub(crate) datamart: Datamart,
}

pub(crate) fn fixture(name: &str) -> Fixture {
    let path = folder("models").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).unwrap();
    serde_json::from_str(&text).unwrap()
}

pub(crate) fn model(name: &str, dialect: &'static dyn Dialect) -> Model {
    let fixture = fixture(name);
    Model::build(&fixture.datamart, &fixture.catalog, dialect).unwrap()
}

pub(crate) fn question(json: serde_json::Value) -> QueryRequest {
    serde_json::from_value(json).unwrap()
}
